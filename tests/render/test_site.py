"""The whole rendered site of a small archive: links, addresses, safety, and that the same collection makes the same bytes."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import fromstring

import pytest
import yaml

from generator.arrange import arrange
from generator.config import Config
from generator.render import lists, render
from generator.render.environment import POLICY
from generator.render.feeds import sitemaps
from tests.render.shelf import about, archive, article, restored, source

ROOT = Path(__file__).parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
#: Written by the rest of the build.
ELSEWHERE = re.compile(r"sources/[0-9a-f]{12}/original\.txt|manifest-sha256\.txt|search/manifest\.js")
ARTICLE = re.compile(r"articles/[0-9a-f]+-\d+\.html")
#: For editors, not for robots.
NOT_LISTED = re.compile(r"404\.html|articles/.*\.collation\.html")
HOSTILE = '"><img src=x onerror=alert(1)>'


@cache
def site(count: int = 25, base_url: str = "", per_page: int = 4) -> dict[str, bytes]:
    outputs = list(render(archive(count), Config(title="试馆", base_url=base_url, per_page=per_page)))
    assert len({o.path for o in outputs}) == len(outputs)
    return {o.path: o.content for o in outputs}


class Page(HTMLParser):
    """The links, ids and languages of a page, and what it loads."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if identifier := values.get("id"):
            self.ids.append(identifier)
        if tag == "a":
            self.links.append(values["href"] or "")
        elif tag in ("link", "script", "img"):
            self.loads.append(values.get("href") or values.get("src") or "")

    def attribute(self, tag: str, name: str, **having: str) -> list[str | None]:
        return [v.get(name) for t, v in self.tags if t == tag and all(v.get(k) == w for k, w in having.items())]


def pages(files: dict[str, bytes]) -> Iterator[tuple[str, Page]]:
    return ((path, Page(content)) for path, content in files.items() if path.endswith(".html"))


def target(path: str, link: str) -> str:
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(path), urlsplit(link).path))
        if urlsplit(link).path
        else path
    )


def test_every_link_leads_somewhere() -> None:
    files = site()
    ids = {path: page.ids for path, page in pages(files)}
    for path, page in pages(files):
        assert len(set(page.ids)) == len(page.ids), path
        for link in (*page.links, *page.loads):
            where = target(path, link)
            assert where in files or ELSEWHERE.fullmatch(where), (path, link)
            if fragment := urlsplit(link).fragment:
                assert fragment in ids[where], (path, link)


def test_every_article_is_three_clicks_from_home() -> None:
    files = site(400, per_page=3)
    reached = front = {"index.html"}
    for _ in range(3):
        front = {
            target(p, link) for p in front for link in Page(files[p]).links if target(p, link).endswith(".html")
        } - reached
        reached = reached | front
    assert reached >= {path for path in files if ARTICLE.fullmatch(path)}


def test_the_index_is_newest_first_and_undated_last() -> None:
    files = site()
    listed = [path for path in files if re.fullmatch(r"dates/(index|page-\d+)\.html", path)]
    listed.sort(key=lambda path: int((re.findall(r"\d+", path) or ["1"])[0]))
    assert len(listed) == 7
    dates = [m.decode() for path in listed for m in re.findall(rb'entry-note">(.*?)</p>', files[path], re.DOTALL)]
    machine = [found[1] if (found := re.search(r'datetime="(.*?)"', date)) else "" for date in dates]
    assert len(machine) == 25
    assert machine == sorted(machine, reverse=True)
    assert machine[-1] == ""
    assert "日期不详" in dates[-1]


def test_many_names_get_a_page_for_each_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_ON_ONE_PAGE", 1)
    files = {o.path: o.content for o in render(archive(25), Config())}
    parts = [path for path in files if re.fullmatch(r"people/index-s\d\.html", path)]
    assert len(parts) == 2
    assert "赵3".encode() in files[parts[1]]
    assert {target("people/index.html", link) for link in Page(files["people/index.html"]).links} >= set(parts)


@pytest.mark.parametrize("base_url", ["", "https://example.org/archive/"])
def test_the_same_collection_makes_the_same_bytes(base_url: str) -> None:
    again = {o.path: o.content for o in render(archive(25), Config(title="试馆", base_url=base_url, per_page=4))}
    assert again == site(25, base_url)


def test_no_page_runs_or_loads_anything_but_its_own_files() -> None:
    for path, page in pages(site()):
        assert page.attribute("meta", "content", **{"http-equiv": "Content-Security-Policy"}) == [POLICY], path
        for tag, values in page.tags:
            assert tag not in ("style", "iframe", "object", "base"), path
            assert not any(name == "style" or name.startswith("on") for name in values), (path, values)
        for link in (*page.links, *page.loads):
            assert urlsplit(link)[:2] == ("", ""), (path, link)


def test_an_unknown_base_url_is_nowhere_needed() -> None:
    files = site()
    assert "sitemap.xml" not in files
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert not any(page.attribute("link", "href", rel="canonical") for _, page in pages(files))
    assert Page(files["404.html"]).links[1] == "index.html"


def test_the_base_url_is_in_canonical_links_sitemap_and_the_missing_page() -> None:
    base = "https://example.org/archive/"
    files = site(25, base)
    canonical = {path: page.attribute("link", "href", rel="canonical") for path, page in pages(files)}
    assert canonical["index.html"] == [base]
    assert canonical["tags/index.html"] == [f"{base}tags/"]
    assert canonical["about.html"] == [f"{base}about.html"]
    listed = [e.text for e in fromstring(files["sitemap.xml"]).iter(f"{SITEMAP}loc")]
    assert sorted(listed) == sorted(c for path, (c,) in canonical.items() if not NOT_LISTED.fullmatch(path))
    assert f"Sitemap: {base}sitemap.xml\n".encode() in files["robots.txt"]
    missing = Page(files["404.html"])
    assert all(
        link.startswith(("/archive/", "#")) for link in (*missing.links, *missing.loads) if not link.startswith(base)
    )


def test_more_addresses_than_a_sitemap_may_hold_go_into_several() -> None:
    base = "https://example.org/"
    files = {o.path: fromstring(o.content) for o in sitemaps(base, [f"{base}{n}" for n in range(50_001)])}
    named = [e.text for e in files["sitemap.xml"].iter(f"{SITEMAP}loc")]
    assert named == [f"{base}sitemap-1.xml", f"{base}sitemap-2.xml"]
    assert [len(files[f"sitemap-{n}.xml"]) for n in (1, 2)] == [50_000, 1]


@pytest.mark.parametrize("base_url", ["", "https://example.org/archive/"])
def test_the_feed_is_valid_atom(base_url: str) -> None:
    feed = fromstring(site(25, base_url)["feed.xml"])
    entries = feed.findall(f"{ATOM}entry")
    assert [len(feed.findall(ATOM + tag)) for tag in ("id", "title", "updated")] == [1, 1, 1]
    assert len(entries) == 23  # two articles have no date
    moments = [e.findtext(f"{ATOM}updated") for e in entries]
    assert moments == sorted(moments, reverse=True)
    assert (
        feed.findtext(f"{ATOM}updated") == moments[0] == "2021-01-28T00:00:00Z" or moments[0] == "2021-01-25T00:00:00Z"
    )
    names = [e.findtext(f"{ATOM}id") for e in entries]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", str(name)) for name in names)
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("href", "").removeprefix(base_url) in site(25, base_url)
        assert link.get("href", "").startswith(base_url)


def test_a_hostile_seed_is_published_as_text() -> None:
    origin = source(f"{HOSTILE}/javascript:alert(1).txt")
    known = about(
        place=HOSTILE, people=(HOSTILE, "javascript:alert(1)"), organs=(HOSTILE,), byline=(HOSTILE,), tags=(HOSTILE,),
        series=(HOSTILE, 1), signed=HOSTILE, doc_number=HOSTILE, continued_from=HOSTILE,
    )  # fmt: skip
    lines = [
        (role, f"<script>alert(1)</script>{HOSTILE}")
        for role in ("kicker", "deck", "p", "h2", "li", "caption", "credit")
    ]
    collection = arrange([restored(origin, [article(origin, HOSTILE, lines, known)], [HOSTILE])])
    files = {o.path: o.content for o in render(collection, Config(title=HOSTILE, description=HOSTILE))}
    for path, page in pages(files):
        assert re.fullmatch(r"[a-z0-9./-]+", path)
        assert page.attribute("img", "src") == [], path
        scripts = [str(src) for src in page.attribute("script", "src")]
        own = [src for src in scripts if path != "search/index.html" or src != "../search/manifest.js"]
        assert all(src.startswith(("assets/", "../assets/", "../../assets/")) for src in own)
        assert not any(link.startswith("javascript:") for link in page.links)
    (shown,) = (content.decode() for path, content in files.items() if ARTICLE.fullmatch(path))
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= len(lines)
    fromstring(files["feed.xml"])


def test_the_language_is_that_of_the_script_that_is_shown() -> None:
    origin = source("a.txt")
    collection = arrange([restored(origin, [article(origin, "我區召開會議", script="Hant")])])

    def languages(script: str) -> tuple[list[str | None], list[str | None]]:
        files = {o.path: o.content for o in render(collection, Config(reading_script=script, language="zh-TW"))}  # type: ignore[arg-type]
        (page,) = (page for path, page in pages(files) if ARTICLE.fullmatch(path))
        return page.attribute("html", "lang"), page.attribute("article", "lang")

    assert languages("Hans") == (["zh-TW"], ["zh-Hans"])
    assert languages("source") == (["zh-TW"], ["zh-Hant"])


def test_front_matter_is_yaml_that_gives_back_the_values() -> None:
    origin = source("a: b.txt")
    words = "甲: \"乙\" 'x' # - [y]\u2028{z}\ufeff"
    known = about(place=words, people=(words,), series=(words, 3))
    collection = arrange([restored(origin, [article(origin, words, description=known)])])
    (text,) = (o.content.decode() for o in render(collection, Config()) if o.path.endswith(".md"))
    _, front, body = text.split("---\n", 2)
    values = yaml.safe_load(front)
    assert values["title"] == values["place"] == values["people"][0] == values["series"]["name"] == words
    assert values["source"]["path"] == "a: b.txt"
    assert body.startswith("\n本报讯")


def test_a_file_twice_in_the_seeds_has_one_page_that_names_both_paths() -> None:
    files = site()
    (page,) = (files[path] for path in files if path.startswith("sources/") and b"00000-copy.txt</span>" in files[path])
    assert b"00000.txt</h1>" in page
    assert "已发布".encode() in page


def test_what_was_not_published_says_why_and_what_to_do() -> None:
    (page,) = (
        c.decode()
        for p, c in site().items()
        if p.startswith("sources/") and "坏 &amp; &lt;file&gt;.txt</h1>" in c.decode()
    )
    assert "未能处理</strong>：文件是空的　Put something in" in page


def test_articles_of_a_source_lead_to_each_other() -> None:
    origin = source("a.txt")
    three = [article(origin, f"第{n}篇", start=n * 1000) for n in range(3)]
    files = {o.path: o.content for o in render(arrange([restored(origin, three)]), Config())}
    before, middle, behind = (f"{a.id}.html" for a in three)
    page = Page(files[f"articles/{middle}"])
    assert page.attribute("a", "href", rel="prev") == [f"../articles/{before}"]
    assert page.attribute("a", "href", rel="next") == [f"../articles/{behind}"]
    assert Page(files[f"articles/{before}"]).attribute("a", "href", rel="prev") == []


def test_pages_are_valid_html(tmp_path: Path) -> None:
    node = shutil.which("node", path=f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}")
    assert node, "no Node.js: make test installs one"
    files = site(3)
    for path, content in files.items():
        if path.endswith(".html"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content)
    settings = tmp_path / "htmlvalidate.json"
    settings.write_text(json.dumps({"root": True, "extends": ["html-validate:recommended"]}))
    command = [node, ROOT / "node_modules/html-validate/bin/html-validate.mjs", "-c", settings, tmp_path]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
