from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from generator.build import build
from generator.check import check
from generator.check.links import check_links, css_problems, read_page
from generator.config import Config
from generator.errors import CheckError

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    build(SEEDS, out, Config(base_url="https://example.org/archive/"))
    return out


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "site"))


def said(site: Path) -> str:
    return "\n".join(map(str, check(site)))


def rewrite(site: Path, pattern: str, edit: Callable[[str], str]) -> str:
    """Edits the first file that fits, and writes its new digest into the manifest: only what it says is wrong."""
    file = min(site.glob(pattern))
    path = file.relative_to(site).as_posix()
    text = edit(file.read_text("utf-8"))
    assert text != file.read_text("utf-8")
    file.write_text(text, "utf-8")
    manifest = site / "manifest-sha256.txt"
    digest = sha256(text.encode()).hexdigest()
    manifest.write_text(re.sub(rf"(?m)^\w+  {re.escape(path)}$", f"{digest}  {path}", manifest.read_text()))
    return path


def records(edit: Callable[[dict], None], number: int = 0) -> Callable[[str], str]:
    def run(text: str) -> str:
        lines = text.splitlines()
        record = json.loads(lines[number])
        edit(record)
        lines[number] = json.dumps(record, ensure_ascii=False)
        return "\n".join(lines) + "\n"

    return run


def test_a_site_as_built_is_well(built: Path) -> None:
    assert said(built) == ""


def test_a_gitignore_is_no_part_of_the_site(site: Path) -> None:
    (site / ".gitignore").write_text("*")
    assert said(site) == ""


# ---- Fixity


def test_missing_altered_and_extra_files_are_named(site: Path) -> None:
    (site / "robots.txt").unlink()
    (site / "feed.xml").write_bytes((site / "feed.xml").read_bytes() + b" ")
    (site / "extra.txt").write_text("x")
    found = said(site)
    assert "robots.txt: it is in the manifest and is not there" in found
    assert "feed.xml: it is not as it was written" in found
    assert "extra.txt: it is not in the manifest" in found
    assert len(found.splitlines()) == 3


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_what_is_no_site_cannot_be_checked(tmp_path: Path, name: str) -> None:
    with pytest.raises(CheckError, match="not a site"):
        check(tmp_path / name)


# ---- Links


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<a href="gone.html">x</a>', "'gone.html' leads nowhere"),
        ('<a href="../../out.html">x</a>', "leads nowhere"),
        ('<a href="../index.html#gone">x</a>', "anchor that index.html does not have"),
        ('<a href="#gone">x</a>', "anchor"),
        ('<a href="../dates/">x</a>', "leads to a folder"),
        ('<a href="/index.html">x</a>', "begins at the root"),
        ('<a href="https://example.org/archive/gone.html">x</a>', "leads nowhere"),
        ('<a href="javascript:alert(1)">x</a>', "no address of a page"),
        ('<a href="JavaScript&#58;alert(1)">x</a>', "no address of a page"),
        ('<img alt="a > b" src="https://evil.example/x.png">', "asks another site"),
        ("<img src=//evil.example/x.png>", "asks another site"),
        ('<img src="https://evil.example/x.png" src="../index.html">', "asks another site"),
        ('<img srcset="../index.html 1x, https://evil.example/x.png 2x">', "asks another site"),
        ('<link rel="preload stylesheet" href="https://evil.example/x.css">', "asks another site"),
        ('<script src="https://evil.example/x.js"></script>', "asks another site"),
        ('<script src="gone.js"></script>', "leads nowhere"),
        ("<iframe src='https://evil.example/'></iframe>", "asks another site"),
        ('<form action="https://evil.example/"></form>', "asks another site"),
        ('<p style="background: url(https://evil.example/x.png)">', "asks another site"),
        ('<meta http-equiv="refresh" content="0; url=https://evil.example/">', "asks another site"),
        ('<svg><use xlink:href="https://evil.example/x.svg#a"/></svg>', "asks another site"),
    ],
)
def test_a_link_that_leads_nowhere_and_a_request_to_another_site_are_named(site: Path, inside: str, words: str) -> None:
    path = rewrite(site, "articles/*.html", lambda html: html.replace("</main>", f"{inside}</main>"))
    (problem,) = check(site)
    assert problem.file == path
    assert words in str(problem)


def test_what_is_well_is_not_named() -> None:
    html = """
        <p id="here">href="gone.html" <!-- <img src="https://evil.example/x.png"> -->
        <a href="#here">a</a> <a href="#top">b</a> <a href="">c</a> <a href="?q=1#here">d</a> <a href="b%20c.html?x=1">e</a>
        <a href="https://example.org/">f</a> <a href="mailto:a@example.org">g</a> <a href="b%20c.html#:~:text=x">h</a>
        <img src="data:image/png;base64,AA=="> <link rel="canonical" href="https://example.org/a.html"> <a name="old"></a>
        <a href="#old">i</a>
    """
    pages = {"a.html": read_page(html), "b c.html": read_page("")}
    assert list(check_links(pages, set(pages))) == []


def test_style_sheets_are_read_too() -> None:
    css = "@import 'a.css'; @font-face { src: url(data:font/woff2;base64,AA) } p { background: url(\"x.png\") }"
    assert list(css_problems("a.css", css)) == []
    assert (
        len(
            list(css_problems("a.css", "@import '//evil.example/a.css'; p { background: url( http://evil.example/a) }"))
        )
        == 2
    )


# ---- Accounts


def test_bytes_that_are_not_those_received_are_named(site: Path) -> None:
    path = rewrite(site, "sources/*/original.txt", lambda text: text.replace("会议", "大会", 1))
    assert f"{path}, 000_6f0ab7fd1b6f0949.txt: its bytes are not those received" in said(site)


def test_an_article_that_does_not_come_out_of_its_source_is_named(site: Path) -> None:
    def invent(record: dict) -> None:
        record["paragraphs"][0]["text"] += "。"

    rewrite(site, "data/articles.jsonl", records(invent))
    assert "does not come out of it and its ledger" in said(site)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda r: r.update(kept=r["kept"] - 1), "are not those kept and dropped"),
        (lambda r: r.update(kept=r["kept"] - 1, characters=r["characters"] - 1), "characters, not"),
        (
            lambda r: r["dropped"].update(layout=r["dropped"]["layout"] + 1, unwrap=r["dropped"]["unwrap"] - 1),
            "do not drop",
        ),
        (lambda r: r["articles"].pop(), "not in both"),
        (lambda r: r["articles"].append("gone"), "not in both"),
        (lambda r: r.update(encoding="gb18030"), "come out of its text again, and that is not so"),
        (lambda r: r.update(reencodes=False), "come out of its text again, and that is not so"),
        (lambda r: r["undecodable"].append([3, "FF"]), "come out of its text again, and that is not so"),
        (lambda r: r.pop("kept"), "does not fit the rest"),
    ],
)
def test_an_account_that_does_not_add_up_is_named(site: Path, edit: Callable[[dict], None], words: str) -> None:
    rewrite(site, "data/sources.jsonl", records(edit))
    assert words in said(site)


def lose_a_block(ledger: dict) -> None:
    last = len(ledger["blocks"]) - 1
    ledger["blocks"].pop()
    ledger["changes"] = [c for c in ledger["changes"] if c["block"] != last]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lose_a_block, "are lost"),
        (
            lambda r: r["blocks"].append({"role": "notice", "stretches": [[10, 12]]}),
            "characters 10 to 12 are there twice",
        ),
        (lambda r: r["changes"][-1].update(after="捏造"), "does not come out"),
        (lambda r: r["changes"][0].update(before="捏造"), "does not find"),
        (lambda r: r["changes"][0].update(at=-1), "does not fit"),
        (lambda r: r["changes"][0].update(block=999), "it changes block 999"),
        (lambda r: r.pop("blocks"), "does not fit"),
    ],
)
def test_a_ledger_that_loses_or_invents_is_named(site: Path, edit: Callable[[dict], None], words: str) -> None:
    rewrite(site, "data/ledger/*-*.json", records(edit))
    assert words in said(site)


def test_lines_that_are_no_records_are_named_and_the_rest_is_read(site: Path) -> None:
    rewrite(site, "data/articles.jsonl", lambda text: "no json\n[]\n" + text)
    found = said(site)
    assert "data/articles.jsonl, line 1: it does not fit" in found
    assert "data/articles.jsonl, line 2: it does not fit" in found
    assert len(found.splitlines()) == 2
