"""Finding in a real browser: the page, its address, its words when something fails, and the hits on an article's page."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from generator.model import Output
from generator.search import normalise, search_outputs
from tests.browser.visit import Visit
from tests.search.conftest import archive, article

Open = Callable[..., Visit]
SEARCH = "search/index.html"


def ready(page: Page, query: str) -> list[str]:
    """The ids of the items shown, once the results of this query stand."""
    page.wait_for_selector("html[data-search=ready]")
    expect(page.locator("#count")).to_contain_text(f"“{query}”")
    return page.locator("[data-id]").evaluate_all("items => items.map(item => item.dataset.id)")


def total(page: Page) -> int:
    return int(page.locator("[data-total]").get_attribute("data-total") or "")


def serve_made(page: Page, *outputs: Output) -> None:
    """The search files are these instead of those of the site."""
    contents = {o.path.removeprefix("search/"): o.content for o in outputs}

    def fulfil(route: Route) -> None:
        name = route.request.url.rpartition("/search/")[2].partition("?")[0]
        if name in contents:
            route.fulfill(body=contents[name], content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(status=404)

    page.route(re.compile(r"/search/.*\.js"), fulfil)


@pytest.fixture
def many(open_page: Open) -> Visit:
    """The search page over an archive of 45 articles, the newest first, and one with a hostile text."""
    made = [
        article(i, f"防控会议之{i}", ["研究部署"], date=f"2020-07-{31 - i:02}" if i < 31 else "") for i in range(45)
    ]
    hostile = article(
        99, '"><img src=x onerror=alert(1)>', ["<script>alert(1)</script>研究" + "很长的一段话" * 60 + "汇报<b>"]
    )
    visit = open_page()
    serve_made(visit.page, *search_outputs(archive(*made, hostile)))
    visit.page.goto(visit.page.url + SEARCH)
    return visit


@pytest.mark.parametrize("width", [360, 1280])
def test_from_home_to_the_passage(open_page: Open, width: int) -> None:
    found = {}
    for query in ("领导小组", "領導小組"):
        visit = open_page(width=width)
        page = visit.page
        page.locator("#find").fill(query)
        page.locator("#find").press("Enter")
        found[query] = ready(page, query)
        assert len(found[query]) == total(page) >= 2
        assert page.evaluate("query => archive.search(query)", query) == {"total": total(page), "ids": found[query]}
        assert all(normalise(text) == "领导小组" for text in page.locator("[data-id] mark").all_inner_texts())
        assert visit.violations() == []
        page.locator("[data-id] a").first.click()
        page.wait_for_selector("article mark")
        expect(page.locator("mark.current").first).to_be_in_viewport()
        assert {normalise(text) for text in page.locator("article mark").all_inner_texts()} == {"领导小组"}
        assert visit.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        visit.assert_quiet()
    assert found["领导小组"] == found["領導小組"]


def test_seeds_exactly_as_brute_force(open_page: Open, site_dir: Path) -> None:
    """What README promises of search, from what the site offers to programs, and with nothing of the index."""
    articles = [json.loads(line) for line in (site_dir / "data/articles.jsonl").read_text("utf-8").splitlines()]
    texts = {
        a["id"]: [
            normalise(text)
            for text in (
                *(a["title"], a["kicker"], a["deck"], a["signed"] or ""),
                *(p["text"] for p in a["paragraphs"]),
                *a["captions"],
                *a["byline"],
            )
        ]
        for a in articles
    }
    chance = random.Random(5)
    passages = [p["text"] for a in articles for p in a["paragraphs"] if p["text"]] + [a["title"] for a in articles]
    queries = ["领导小组", "領導小組", "会", "，", "2020", "第一一一次", "習近平 防控"]
    for _ in range(400):
        passage = chance.choice(passages)
        at = chance.randrange(len(passage))
        queries.append(passage[at : at + chance.randint(1, 20)])
    page = open_page(SEARCH).page
    answers = page.evaluate("queries => Promise.all(queries.map(query => archive.search(query)))", queries)
    for query, answer in zip(queries, answers, strict=True):
        parts = [part for word in re.split(r"\s+", query) for part in normalise(word).split()]
        expected = {
            key for key, own in texts.items() if parts and all(any(part in text for text in own) for part in parts)
        }
        assert set(answer["ids"]) == expected, query
        assert answer["total"] == len(expected)


def test_chromium_normalises_every_code_point_as_python(open_page: Open) -> None:
    page = open_page(SEARCH).page
    theirs = page.evaluate(
        """async () => {
            const { normalise } = archive.folding((await archive.manifest()).folding);
            const codes = Array.from({ length: 0x110000 }, (_, code) => code).filter((c) => c < 0xd800 || c > 0xdfff);
            return codes.map((code) => normalise(String.fromCodePoint(code))).join("\\n");
        }"""
    ).split("\n")
    codes = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
    assert [hex(c) for c, their in zip(codes, theirs, strict=True) if normalise(chr(c)) != their] == []


def test_from_a_disk(open_page: Open, site_dir: Path) -> None:
    visit = open_page((site_dir / SEARCH).as_uri() + "?q=" + quote("领导小组"))
    page = visit.page
    assert len(ready(page, "领导小组")) == total(page) >= 2
    page.locator("#find").fill("會議")
    ready(page, "會議")
    assert page.url.endswith("?q=" + quote("會議"))
    page.locator("[data-id] a").first.click()
    expect(page.locator("mark.current").first).to_be_in_viewport()
    visit.assert_quiet()


def test_address_without_file_name(open_page: Open) -> None:
    assert ready(open_page("search/?q=" + quote("防控")).page, "防控")


def test_results_while_typing_but_not_while_composing(many: Visit) -> None:
    page = many.page
    devtools = page.context.new_cdp_session(page)
    page.locator("#find").focus()
    for half in ("f", "fang", "fang'kong"):
        devtools.send("Input.imeSetComposition", {"text": half, "selectionStart": len(half), "selectionEnd": len(half)})
    page.wait_for_timeout(400)
    assert page.locator("#find").input_value() == "fang'kong"
    assert page.locator("#count").inner_text() == ""
    assert page.locator("[data-total]").count() == 0
    devtools.send("Input.insertText", {"text": "防控"})
    ready(page, "防控")
    assert total(page) == 45
    page.keyboard.type("会议之4")
    ready(page, "防控会议之4")
    assert total(page) == 6
    many.assert_quiet()


def test_all_are_counted_and_twenty_are_shown_at_a_time(many: Visit) -> None:
    page = many.page
    page.locator("#find").fill("会议")
    shown = ready(page, "会议")
    ids = page.evaluate("archive.search('会议').then(result => result.ids)")
    assert (total(page), len(ids), shown) == (45, 45, ids[:20])
    assert ids == [f"{i:012x}-0" for i in range(45)]  # all alike: the newest first
    more = page.get_by_role("button", name="再列")
    more.click()
    assert page.evaluate("document.activeElement.closest('li').dataset.id") == ids[20]
    more.click()
    expect(more).to_be_hidden()
    assert ready(page, "会议") == ids
    page.locator("[data-id] a").last.evaluate("link => link.href = '../about.html'")
    page.locator("[data-id] a").last.click()
    page.wait_for_url("**/about.html")
    page.go_back()
    page.wait_for_selector("html[data-search=ready]")
    assert ready(page, "会议") == ids
    many.assert_quiet()


def test_back_leads_to_what_was_searched_for_before(many: Visit) -> None:
    page = many.page
    start = page.url
    box = page.locator("#find")
    box.press_sequentially("会议")
    ready(page, "会议")
    box.press("Enter")
    box.fill("")
    box.press_sequentially("研究部署")
    ready(page, "研究部署")
    page.go_back()
    ready(page, "会议")
    assert (box.input_value(), page.url) == ("会议", start + "?q=" + quote("会议"))
    page.go_forward()
    ready(page, "研究部署")
    assert box.input_value() == "研究部署"
    page.reload()
    ready(page, "研究部署")
    assert page.title().startswith("研究部署 - ")


def test_nothing_found_and_nothing_asked(many: Visit) -> None:
    page = many.page
    expect(page.locator("#hint")).to_be_visible()
    page.locator("#find").fill("并不存在的话")
    assert ready(page, "并不存在的话") == []
    assert total(page) == 0
    expect(page.locator("#none")).to_be_visible()
    expect(page.locator("#hint")).to_be_hidden()
    assert many.violations() == []
    page.locator("#find").fill("")
    expect(page.locator("#hint")).to_be_visible()
    assert page.locator("[data-total]").count() == 0
    assert page.url.endswith(SEARCH)
    many.assert_quiet()


def test_texts_and_queries_stay_texts(many: Visit) -> None:
    page = many.page
    for query in ('"><img src=x onerror=alert(1)>', "<script>", "研究 汇报 <b>"):
        page.locator("#find").fill(query)
        ready(page, query)
        assert page.locator("main img, main script, main b").count() == 0
    assert page.evaluate("query => archive.search(query).then(result => result.total)", "<script>alert") == 1
    many.assert_quiet()


def test_snippet_shows_the_place_with_every_hit_marked(many: Visit) -> None:
    page = many.page
    page.locator("#find").fill("汇报 一段")
    ready(page, "汇报 一段")
    snippet = page.locator("[data-id] .entry-excerpt")
    text = snippet.inner_text()
    assert text.startswith("…")
    assert 90 <= len(text) <= 100
    assert snippet.locator("mark").count() == text.count("一段") + 1
    assert snippet.locator("mark").last.inner_text() == "汇报"


def test_what_cannot_be_fetched_is_said_and_can_be_tried_again(open_page: Open) -> None:
    visit = open_page()
    page = visit.page
    page.route("**/search/*/postings/*.js", lambda route: route.abort())
    page.goto(page.url + SEARCH + "?q=" + quote("防控"))
    expect(page.get_by_role("alert")).to_contain_text("没有取到")
    assert page.locator("html[data-search=ready]").count() == 0
    assert visit.violations() == []
    page.unroute_all()
    page.get_by_role("button", name="再试一次").click()
    assert ready(page, "防控")
    expect(page.get_by_role("alert")).to_be_empty()
    assert visit.errors == []


def test_an_old_manifest_is_replaced(open_page: Open) -> None:
    page = open_page().page
    old = 'archive.deliver("manifest",{"key":"0123456789ab","count":14})'
    page.route(re.compile(r"/manifest\.js$"), lambda route: route.fulfill(body=old, content_type="text/javascript"))
    page.goto(page.url + SEARCH + "?q=" + quote("防控"))
    assert ready(page, "防控")


def test_without_javascript_the_page_says_how_to_browse(open_page: Open) -> None:
    visit = open_page(SEARCH, javascript=False)
    links = visit.page.locator("noscript p a")
    expect(visit.page.locator("noscript p")).to_contain_text("JavaScript")
    assert links.count() == 5
    links.first.click()
    expect(visit.page).to_have_url(re.compile(r"/dates/index\.html$"))


def test_slash_leads_to_the_box(open_page: Open) -> None:
    visit = open_page()
    visit.page.keyboard.press("/")
    expect(visit.page.locator("#find")).to_be_focused()
    visit.page.keyboard.type("a/b")
    expect(visit.page.locator("#find")).to_have_value("a/b")


def test_stepping_through_the_hits(open_page: Open) -> None:
    visit = open_page(SEARCH + "?q=" + quote("防控"), width=360)
    page = visit.page
    ready(page, "防控")
    page.locator("[data-id] a").first.click()
    said = page.locator(".hits [role=status]")
    expect(said).to_contain_text("第 1 处")
    count = int(re.findall(r"\d+", said.inner_text())[1])
    assert count == page.locator("article mark").count() > 1
    before = page.locator("article").inner_text()
    page.get_by_role("button", name="下一处").click()
    expect(said).to_contain_text("第 2 处")
    expect(page.locator("mark.current")).to_be_in_viewport()
    page.get_by_role("button", name="上一处").click()
    page.get_by_role("button", name="上一处").click()
    expect(said).to_contain_text(f"第 {count} 处")
    expect(page.locator("mark.current")).to_be_in_viewport()
    page.get_by_role("button", name="不再标出").click()
    assert page.locator("mark, .hits").count() == 0
    assert page.locator("article").inner_text() == before
    assert "?h=" not in page.url
    visit.assert_quiet()
