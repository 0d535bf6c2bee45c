"""The built site as readers meet it: on a phone and at a desk, by day and by night, without scripts, from a disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from generator.build import build
from generator.config import Config
from tests.browser.visit import Visit

Open = Callable[..., Visit]
PAGES = (
    "index.html",
    "ARTICLE",
    "dates/index.html",
    "tags/index.html",
    "GROUP",
    "places/index.html",
    "people/index.html",
    "series/index.html",
    "sources/index.html",
    "SOURCE",
    "search/index.html?q=领导小组",
    "about.html",
    "404.html",
)


def records(site: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (site / "data" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def articles(site: Path) -> list[dict]:
    return records(site, "articles")


def address(site: Path, page: str) -> str:
    """The address of a page, for which capitals stand in where only the build knows it."""
    match page:
        case "ARTICLE":  # the longest: it has most to show
            return max(articles(site), key=lambda a: len(a["paragraphs"]))["url"]
        case "GROUP":
            return min(p for p in site.glob("tags/*.html") if p.name != "index.html").relative_to(site).as_posix()
        case "SOURCE":
            return min(site.glob("sources/*/index.html")).relative_to(site).as_posix()
    return page


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_quiet_and_fit(open_page: Open, site_dir: Path, page: str, width: int, scheme: str):
    visit = open_page(address(site_dir, page), width=width, color_scheme=scheme)
    if "q=" in page:
        visit.page.wait_for_selector("html[data-search=ready]")
    visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert visit.violations() == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    visit.assert_quiet()


def _links(visit: Visit) -> set[str]:
    found = visit.page.locator("a[href]").evaluate_all("links => links.map(a => a.href.split('#')[0])")
    return {link for link in found if urlsplit(link).path.endswith(".html")}


def test_without_scripts_every_article_is_three_clicks_from_home(open_page: Open, site_dir: Path, site_url: str):
    home = open_page(javascript=False)
    reached, front = {urljoin(site_url, "index.html")}, {home.page.url}
    for _ in range(3):
        links: set[str] = set()
        for page in sorted(front):
            home.page.goto(page)
            links |= _links(home)
        front = links - reached
        reached |= links
    wanted = {urljoin(site_url, a["url"]) for a in articles(site_dir)}
    assert wanted
    assert wanted <= reached


@pytest.mark.parametrize("query", ["领导小组", "領導小組"])
@pytest.mark.parametrize("width", [360, 1280])
def test_from_home_a_query_leads_to_the_marked_passage(open_page: Open, site_dir: Path, query: str, width: int):
    visit = open_page("index.html", width=width)
    page = visit.page
    page.get_by_role("searchbox").first.fill(query)
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-search=ready]")
    shown = set(page.locator("[data-id]").evaluate_all("items => items.map(i => i.dataset.id)"))
    texts = {
        a["id"]: json.dumps([a["title"], a["kicker"], a["deck"], a["paragraphs"], a["signed"]])
        for a in articles(site_dir)
    }
    holding = {i for i, text in texts.items() if json.dumps("领导小组")[1:-1] in text}
    assert shown == holding
    found = page.evaluate("query => window.archive.search(query)", query)
    assert set(found["ids"]) == holding
    assert found["total"] == len(holding)
    page.locator("[data-id] a").first.click()
    page.wait_for_load_state()
    mark = page.locator("main mark").first
    expect(mark).to_have_text("领导小组")
    expect(mark).to_be_in_viewport()
    visit.assert_quiet()


def test_from_a_disk_pages_have_their_looks_and_search_works(open_page: Open, site_dir: Path):
    visit = open_page((site_dir / "index.html").as_uri())
    page = visit.page
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.get_by_role("searchbox").first.fill("安全")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-search=ready]")
    assert page.locator("[data-id]").count() > 0
    page.locator("[data-id] a").first.click()
    expect(page.locator("main mark").first).to_have_text("安全")
    visit.assert_quiet()


def test_a_missing_page_leads_home(open_page: Open, site_dir: Path):
    visit = open_page("no-such-page.html")
    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    assert visit.page.locator("a[href]").count() > 1


def test_the_theme_is_kept(open_page: Open):
    visit = open_page("index.html", color_scheme="light")
    page = visit.page
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    for _ in range(3):  # by itself, light, dark
        page.locator("header button").last.click()
        if page.evaluate(ground) != light:
            break
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark


HOSTILE = """"><img src=x onerror=alert(1)>

本报讯（记者 <b onclick="alert(2)">王芳</b>）3月5日，<script>alert(3)</script>全县春耕备耕工作会议召开。[点击](javascript:alert(4))

<a href="javascript:alert(5)" style="position:fixed">链接</a> <svg onload=alert(6)><math href="javascript:alert(7)">
<iframe src="//evil.example/"></iframe>

![图](javascript:alert(8)) {{ config }} {% raw %} <!--<script>alert(9)</script>--> `</script>`

正文在此，各乡镇要抓好春耕备耕工作。
"""


@pytest.mark.parametrize("name", ["h.txt", "h.md", "h.html", "h"])
def test_nothing_of_a_hostile_seed_runs(open_page: Open, tmp_path: Path, name: str):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    heading = HOSTILE.partition("正文")[0].replace("\n", "<br>")
    html = f"<html><body><h1>{heading}</h1><p>正文在此，各乡镇要抓好春耕。</p></body></html>"
    (seeds / name).write_text(html if name == "h.html" else HOSTILE, "utf-8")
    site = tmp_path / "site"
    assert build(seeds, site, Config()).problems == ()
    (seeds / f"{name}.corrections.toml").write_text(
        f'[[set]]\narticle = "{articles(site)[0]["id"]}"\ntitle = "\\"><img src=x onerror=alert(11)>"\n'
        'place = "<script>alert(12)</script>"\npeople = ["<img src=x onerror=alert(13)>"]\n'
        'tags = ["javascript:alert(14)"]\nreason = "<script>alert(15)</script>"\n',
        "utf-8",
    )
    assert build(seeds, site, Config(title="<script>alert(16)</script>")).problems == ()
    said: list[str] = []
    visit = open_page((site / "index.html").as_uri())
    visit.page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    for path in sorted(site.rglob("*.html")):
        visit.page.goto(path.as_uri())
        assert (
            visit.page.evaluate(
                "document.querySelectorAll('[onerror],[onclick],[onload],iframe,script:not([src])').length"
            )
            == 0
        )
        assert visit.page.evaluate("[...document.links].filter(a => a.protocol === 'javascript:').length") == 0
    visit.page.goto((site / "search/index.html").as_uri() + "?q=正文")
    visit.page.wait_for_selector("html[data-search=ready]")
    assert visit.page.locator("[data-id]").count() == 1
    assert said == []
    visit.assert_quiet()
