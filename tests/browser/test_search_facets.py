"""Narrowing and sorting on the search page: what is counted, and that the address says all of it."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from generator.search import search_outputs
from tests.browser.shelf import TAGS, check, fitting, open_made, query, shelf, values
from tests.browser.test_search import SEARCH, Open, ready, total
from tests.search.conftest import archive, article

GROUPS = ("year", "place", "tag", "person", "series")


def shown_counts(page: Page, by: str) -> dict[str, int]:
    items = page.locator(f"[data-facet={by}] li")
    found = items.evaluate_all(
        "items => items.map(i => [i.querySelector('span').textContent, i.querySelector('.count').textContent])"
    )
    return {name: int(count) for name, count in found}


def settle(page: Page, by: str, word: str, **filters: list[str]) -> None:
    """Waits until a group shows the numbers that brute force finds."""
    count = Counter(value for own in fitting(word, by, **filters) for value in values(own, by))
    said = {(f"{v}年" if v else "日期不详") if by == "year" else v: n for v, n in count.items()}
    said |= {v: 0 for v in filters.get(by, []) if by != "year" and v not in said}
    for _ in range(60):
        if shown_counts(page, by) == said:
            return
        page.wait_for_timeout(50)
    assert shown_counts(page, by) == said


def test_on_a_phone_one_leads_back_from_the_groups_to_the_results(open_page: Open) -> None:
    page = open_made(open_page, "?q=" + quote("防控"), width=360).page
    ready(page, "防控")
    check(page, "place", "清河县")
    page.get_by_role("button", name=f"看这 {len(list(fitting('防控', place=['清河县'])))} 篇").click()
    expect(page.locator("#narrow")).not_to_have_attribute("open", "")
    expect(page.locator("#count")).to_be_in_viewport()
    expect(page.locator("#count")).to_be_focused()


@pytest.mark.parametrize("width", [360, 1280])
def test_counts_are_those_of_brute_force_under_the_other_filters(open_page: Open, width: int) -> None:
    visit = open_made(open_page, "?q=" + quote("防控"), width=width)
    page = visit.page
    ready(page, "防控")
    more = page.locator("[data-facet=tag] > button")
    expect(more).to_have_text("更多（还有 4 个）")
    assert len(shown_counts(page, "tag")) == 8
    more.click()
    expect(more).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('[data-facet=tag] li')[8]")
    filters: dict[str, list[str]] = {}
    for by, name in [("", ""), ("place", "清河县"), ("year", "2020"), ("person", "王芳"), ("place", "临江镇")]:
        if by:
            filters.setdefault(by, []).append(name)
            check(page, by, name)
            assert page.evaluate("document.activeElement.type") == "checkbox"
        for group in GROUPS:
            settle(page, group, "防控", **filters)
        ready(page, "防控")
        assert total(page) == len(list(fitting("防控", **filters)))
    assert query(page) == [
        ("q", "防控"),
        ("year", "2020"),
        ("place", "清河县"),
        ("place", "临江镇"),
        ("person", "王芳"),
    ]
    assert visit.violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visit.assert_quiet()


def test_filters_are_taken_away_one_by_one_and_all_at_once(open_page: Open) -> None:
    page = open_made(open_page, f"?q={quote('防控')}&year=&place={quote('清河县')}&tag={quote(TAGS[0])}").page
    ready(page, "防控")
    chips = page.get_by_role("group", name="已选的筛选").get_by_role("button")
    assert chips.first.inner_text().split() == ["年份", "日期不详", "×"]
    page.get_by_role("button", name="去掉年份：日期不详").click()
    assert query(page) == [("q", "防控"), ("place", "清河县"), ("tag", TAGS[0])]
    expect(page.get_by_role("button", name="去掉地点：清河县")).to_be_focused()
    page.get_by_role("button", name="全部清除").click()
    assert query(page) == [("q", "防控")]
    expect(page.locator("#count")).to_be_focused()
    ready(page, "防控")
    expect(page.locator("#chosen")).to_be_hidden()
    assert total(page) == len(list(fitting("防控")))


def test_back_restores_filters_order_and_how_many_were_shown(open_page: Open) -> None:
    page = open_made(open_page, "?q=" + quote("会议")).page
    assert ready(page, "会议")
    page.locator("#more").click()
    expect(page.locator("[data-id]")).to_have_count(40)
    page.get_by_label("按日期").check()
    expect(page.locator("[data-id]")).to_have_count(20)
    assert query(page) == [("q", "会议"), ("sort", "date")]
    assert ready(page, "会议") == [own.id for own in shelf()[0][:20]]
    check(page, "place", "河口乡")
    assert query(page) == [("q", "会议"), ("place", "河口乡"), ("sort", "date")]
    wanted = [own.id for own in fitting("会议", place=["河口乡"])]
    expect(page.locator("#count")).to_contain_text(f"见于 {len(wanted)} 篇")
    assert ready(page, "会议") == wanted[:20]
    page.reload()
    assert ready(page, "会议") == wanted[:20]
    expect(page.get_by_label("按日期")).to_be_checked()
    page.go_back()
    expect(page.locator("#chosen")).to_be_hidden()
    expect(page.locator("#count")).to_contain_text("见于 160 篇")
    page.go_back()
    expect(page.get_by_label("按相关")).to_be_checked()
    expect(page.locator("[data-id]")).to_have_count(40)
    page.go_forward()
    expect(page.get_by_label("按日期")).to_be_checked()


def test_filters_alone_list_all_that_fit_the_newest_first(open_page: Open) -> None:
    visit = open_made(open_page, "?place=" + quote("临江镇") + "&sort=nonsense&date=nonsense")
    page = visit.page
    page.wait_for_selector("html[data-search=ready]")
    wanted = [own.id for own in fitting("", place=["临江镇"])]
    assert page.locator("[data-id]").evaluate_all("items => items.map(item => item.dataset.id)") == wanted[:20]
    assert (total(page), page.locator("#sort").is_visible()) == (len(wanted), False)
    assert page.locator("[data-id] a").first.get_attribute("href").endswith(".html")
    visit.assert_quiet()


def test_names_stay_texts(open_page: Open) -> None:
    name = "<img src=x onerror=alert(1)>"
    outputs = tuple(search_outputs(archive(article(1, "会议", ["研究部署"], date="2020-07-01", tags=[name]))))
    visit = open_made(open_page, f"?q={quote('会议')}&tag={quote(name)}&place={quote('<b>没有的</b>')}", outputs)
    page = visit.page
    ready(page, "会议")
    expect(page.locator("[data-facet=place] label")).to_contain_text("<b>没有的</b>")
    page.get_by_role("button", name="去掉地点").click()
    expect(page.locator("[data-facet=tag] label")).to_contain_text(name)
    expect(page.locator("#count")).to_contain_text("见于 1 篇")
    assert page.locator("main img, main b").count() == 0
    visit.assert_quiet()


def test_groups_ask_only_when_they_can_be_seen_and_may_ask_again(open_page: Open) -> None:
    visit = open_page(width=360)
    page = visit.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(re.compile(r"/search/.*person.*\.js"), lambda route: route.abort())
    page.goto(page.url + SEARCH + "?q=" + quote("防控"))
    ready(page, "防控")
    columns = re.compile(r"(place|tag|person|series)[^/]*\.js")
    assert [url for url in asked if columns.search(url.rpartition("/")[2])] == []
    page.locator("#narrow > summary").click()
    page.locator("[data-facet=person] > summary").click()
    expect(page.locator("[data-facet=person] .failed")).to_be_visible()
    assert not [url for url in asked if "/tag." in url]
    page.unroute_all()
    page.locator("[data-facet=person] .failed button").click()
    expect(page.locator("[data-facet=person] li").first).to_be_visible()
    expect(page.locator("[data-facet=person] .failed")).to_be_hidden()
