"""Whole pages as sites, portals and mirrors leave them, through the whole build: what comes out, and that nothing of it is live.

`pages.toml` holds the pages. Every one is about the same meeting; `paragraphs` are what a reader sees of the body, `notices` what
stands in the catalogue of what belongs to no article.
"""

from __future__ import annotations

import json
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.build import build
from generator.check import check
from generator.config import Config

PAGES = tomllib.loads(Path(__file__).with_name("pages.toml").read_text("utf-8"))["page"]
#: Every page has this article unless it says otherwise.
TITLE = "柳河县召开春耕备耕工作会议"
BODY = [
    "本报讯（记者 王芳）3月5日上午，柳河县召开春耕备耕工作会议。县长李明主持会议。",
    "会议强调，要把春耕备耕作为当前农村工作的头等大事，抓紧抓实，确保不误农时；要抓好种子、化肥等农资供应，组织技术人员到田间指导。",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "seeds").mkdir()
    for page in PAGES:
        (folder / "seeds" / page["file"]).write_text(page["in"], "utf-8")
    build(folder / "seeds", folder / "site", Config())
    return folder / "site"


def records(site: Path, name: str, file: str) -> list[dict]:
    lines = (site / "data" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [r for r in map(json.loads, lines) if (r["path"] if name == "sources" else r["source"]["path"]) == file]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p["name"])
def test_a_page_is_restored(site: Path, page: dict) -> None:
    (article,) = records(site, "articles", page["file"])
    assert article["title"] == page.get("title", TITLE)
    body = [p["text"] for p in article["paragraphs"] if p["kind"] != "image"]
    assert body == page.get("paragraphs", BODY)
    assert article["byline"] == page.get("byline", ["王芳"])
    if "date" in page:
        assert article["date"] == page["date"]
    (source,) = records(site, "sources", page["file"])
    assert [n.strip() for n in source["notices"]] == page.get("notices", [])
    told = "\n".join(article["credits"])
    assert all(word in told for word in page.get("told", []))


class _Live(HTMLParser):
    """What of a page would run, load from elsewhere, or lead to where no reader meant to go."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            lively = name.startswith("on") or name in ("style", "srcdoc", "formaction")
            if lively or re.match(r"\s*(?:javascript|data|vbscript):", value or "", re.IGNORECASE):
                self.found.append(f"{tag} {name}={value}")
        if tag in ("iframe", "object", "embed", "base", "svg", "math", "font", "center", "marquee"):
            self.found.append(tag)
        if tag == "form" and not (dict(attrs).get("action") or "").startswith("../search/"):
            self.found.append(tag)
        src = dict(attrs).get("src")
        if tag == "script" and (src is None or not src.startswith("../")):
            self.found.append(f"script {src}")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p["name"])
def test_nothing_of_a_page_is_live(site: Path, page: dict) -> None:
    (article,) = records(site, "articles", page["file"])
    stem = (site / article["url"]).with_suffix("")
    for shown in (stem.with_suffix(".html"), stem.with_suffix(".collation.html")):
        assert _Live(shown.read_text("utf-8")).found == []


def test_the_site_of_all_pages_is_sound(site: Path) -> None:
    assert not list(check(site))
