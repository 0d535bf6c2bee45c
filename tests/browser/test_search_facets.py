"""Narrowing, sorting, dates and a term's history on the search page: what is counted, and that the address says all of it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from generator.model import Article, Found, Output, Series
from generator.search import search_outputs
from tests.browser.test_search import SEARCH, Open, ready, serve_made, total
from tests.browser.visit import Visit
from tests.search.conftest import archive, article

GROUPS = ("year", "place", "tag", "person", "series")
TAGS = [f"主题之{c}" for c in "甲乙丙丁戊己庚辛壬癸子丑"]
PLACES = ["清河县", "临江镇", "河口乡"]
PEOPLE = ["王芳", "李强", "张伟", "赵敏"]


def _article(number: int, chance: random.Random, months: list[str]) -> Article:
    month = chance.choice(months)
    date = chance.choice(["", month[:4], *[f"{month}-{chance.randint(1, 28):02}"] * 18])
    texts = ["研究部署防控工作。" if chance.random() < 0.6 else "研究部署春耕工作。", "会议强调"]
    made = article(number, f"会议之{number}", texts, date=date, tags=chance.sample(TAGS, 3))
    series = Found(Series("领导小组会议", None), "test") if chance.random() < 0.3 else None
    place = Found(chance.choice(PLACES), "test") if chance.random() < 0.9 else None
    people = tuple(Found(name, "test") for name in chance.sample(PEOPLE, 2))
    return replace(made, about=replace(made.about, place=place, people=people, series=series))


def _date(own: Article) -> str:
    return own.about.date.edtf if own.about.date else ""


@cache
def shelf(first: int = 2019, last: int = 2020, count: int = 160) -> tuple[tuple[Article, ...], tuple[Output, ...]]:
    """Made articles, the newest first, and the files that find them. Of April 2019 there is nothing."""
    chance = random.Random(first + last)
    months = [f"{y}-{m:02}" for y in range(first, last + 1) for m in range(1, 13) if (y, m) != (2019, 4)]
    made = sorted((_article(i, chance, months) for i in range(count)), key=_date, reverse=True)
    return tuple(made), tuple(search_outputs(archive(*made)))


def values(own: Article, by: str) -> list[str]:
    about = own.about
    match by:
        case "year":
            return [_date(own)[:4]]
        case "place":
            return [about.place.value] if about.place else []
        case "tag":
            return [f.value for f in about.tags]
        case "person":
            return [f.value for f in about.people]
    return [about.series.value.name] if about.series else []


def fitting(word: str, but: str = "", **filters: list[str]) -> Iterator[Article]:
    for own in shelf()[0]:
        texts = [b.text.value for b in own.blocks]
        kept = all(set(values(own, by)) & set(wanted) for by, wanted in filters.items() if by != but)
        if kept and any(word in text for text in texts):
            yield own


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


def query(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query, keep_blank_values=True)


def check(page: Page, by: str, name: str) -> None:
    page.locator(f"[data-facet={by}] label", has_text=name).first.click()


@pytest.fixture
def made(open_page: Open) -> Callable[..., Visit]:
    """Call it to open the search page over the made archive, every group unfolded."""

    def open_(search: str = "", outputs: tuple[Output, ...] | None = None, **options: int | str) -> Visit:
        visit = open_page(**options)
        serve_made(visit.page, *(outputs or shelf()[1]))
        visit.page.goto(visit.page.url + SEARCH + search)
        visit.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        return visit

    return open_


@pytest.mark.parametrize("width", [360, 1280])
def test_counts_are_those_of_brute_force_under_the_other_filters(made: Callable[..., Visit], width: int) -> None:
    visit = made("?q=" + quote("防控"), width=width)
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


def test_filters_are_taken_away_one_by_one_and_all_at_once(made: Callable[..., Visit]) -> None:
    page = made(f"?q={quote('防控')}&year=&place={quote('清河县')}&tag={quote(TAGS[0])}").page
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


def test_back_restores_filters_order_and_how_many_were_shown(made: Callable[..., Visit]) -> None:
    page = made("?q=" + quote("会议")).page
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


def test_filters_alone_list_all_that_fit_the_newest_first(made: Callable[..., Visit]) -> None:
    visit = made("?place=" + quote("临江镇") + "&sort=nonsense&date=nonsense")
    page = visit.page
    page.wait_for_selector("html[data-search=ready]")
    wanted = [own.id for own in fitting("", place=["临江镇"])]
    assert page.locator("[data-id]").evaluate_all("items => items.map(item => item.dataset.id)") == wanted[:20]
    assert (total(page), page.locator("#sort").is_visible()) == (len(wanted), False)
    assert page.locator("[data-id] a").first.get_attribute("href").endswith(".html")
    visit.assert_quiet()


@pytest.mark.parametrize("text", ["2020年7月", "2020-7", "二〇二〇年七月"])
def test_a_date_offers_what_was_published_then(made: Callable[..., Visit], text: str) -> None:
    visit = made("?q=" + quote(text))
    page = visit.page
    wanted = [own.id for own in shelf()[0] if _date(own).startswith("2020-07")]
    page.get_by_role("link", name=f"2020年7月发表的有 {len(wanted)} 篇").click()
    expect(page.locator("#count")).to_have_text(f"2020年7月发表的有 {len(wanted)} 篇")
    assert page.locator("[data-id]").evaluate_all("items => items.map(item => item.dataset.id)") == wanted
    assert (page.locator("#find").input_value(), query(page)) == ("", [("date", "2020-07")])
    expect(page.locator("#offer")).to_be_hidden()
    page.get_by_role("button", name="去掉日期：2020年7月").click()
    expect(page.locator("#hint")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.locator("#find")).to_have_value(text)
    expect(page.locator("#offer a")).to_be_visible()
    visit.assert_quiet()


def history(word: str) -> dict[str, tuple[int, int]]:
    found = Counter(_date(own)[:7] for own in fitting(word))
    all_ = Counter(_date(own)[:7] for own in shelf()[0])
    return {month: (found[month], all_[month]) for month in sorted(all_) if len(month) == 7}


def test_history_is_that_of_the_counts_and_leads_to_a_month(made: Callable[..., Visit]) -> None:
    visit = made("?q=" + quote("防控"))
    page = visit.page
    ready(page, "防控")
    wanted = history("防控")
    rows = page.locator(".numbers tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    assert [row[1:3] for row in rows] == [[str(n) for n in both] for both in wanted.values()]
    assert [row[3] for row in rows] == [f"{int(100 * f / a + 0.5)}%" for f, a in wanted.values()]
    bars = page.locator(".chart .had")
    assert bars.count() == len(wanted) == 23  # of one month the archive has nothing
    heights = bars.evaluate_all("bars => bars.map(bar => bar.height.baseVal.value)")
    peak = max(f / a for f, a in wanted.values())
    assert heights == pytest.approx([80 * f / a / peak for f, a in wanted.values()], abs=2)
    best = max(wanted, key=lambda month: (wanted[month][0] / wanted[month][1], wanted[month][0], month))
    said = page.get_by_role("img").get_attribute("aria-label") or ""
    assert said.startswith("自2019年1月至2020年12月")
    assert f"{best[:4]}年{int(best[5:])}月：{wanted[best][1]} 篇中有 {wanted[best][0]} 篇" in said
    month = [m for m, (f, _) in wanted.items() if f][3]
    page.locator(".chart g.some").nth(3).click()
    assert query(page) == [("q", "防控"), ("date", month)]
    ready(page, "防控")
    assert total(page) == wanted[month][0]
    expect(page.locator(".chart g.now")).to_have_count(1)
    assert page.locator(".chart .had").count() == 23
    page.locator(".numbers a").first.click()
    expect(page.locator(".numbers a[aria-current]")).to_have_text("2019年1月")
    assert visit.violations() == []
    visit.assert_quiet()


def test_a_long_history_is_told_by_years_and_a_year_by_its_months(made: Callable[..., Visit]) -> None:
    visit = made("?q=" + quote("防控"), shelf(1999, 2014, 200)[1], width=360)
    page = visit.page
    ready(page, "防控")
    assert page.locator(".chart g").count() == 16
    assert page.locator(".chart .when").count() <= 6
    page.locator(".chart svg").click(position={"x": 1.5, "y": 60})
    assert query(page) == [("q", "防控"), ("date", "1999")]
    expect(page.locator(".chart g.now title").first).to_contain_text("1999年")
    months = page.locator(".chart g").count()
    assert 1 < months <= 12
    assert page.locator(".numbers tbody tr").count() == months
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    visit.assert_quiet()


def test_there_is_no_history_of_nothing(made: Callable[..., Visit]) -> None:
    page = made("?q=" + quote("并不存在的话")).page
    ready(page, "并不存在的话")
    expect(page.locator("#timeline")).to_be_hidden()
    expect(page.locator("#narrow")).to_be_hidden()


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
