"""When: what a date published, and in which months a term stands, on the search page."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.shelf import check, date_of, fitting, open_made, query, shelf
from tests.browser.test_search import Open, ready, total


@pytest.mark.parametrize("text", ["2020年7月", "2020-7", "二〇二〇年七月"])
def test_a_date_offers_what_was_published_then(open_page: Open, text: str) -> None:
    visit = open_made(open_page, "?q=" + quote(text))
    page = visit.page
    wanted = [own.id for own in shelf()[0] if date_of(own).startswith("2020-07")]
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
    found = Counter(date_of(own)[:7] for own in fitting(word))
    all_ = Counter(date_of(own)[:7] for own in shelf()[0])
    return {month: (found[month], all_[month]) for month in sorted(all_) if len(month) == 7}


def test_history_is_that_of_the_counts_and_leads_to_a_month(open_page: Open) -> None:
    visit = open_made(open_page, "?q=" + quote("防控"))
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
    page.get_by_role("button", name="去掉日期").click()
    check(page, "year", "2020年")
    expect(page.locator(".chart g.now")).to_have_count(12)
    page.locator(".chart g.some").first.click()
    assert query(page) == [("q", "防控"), ("date", "2019-01")]  # of another year: that one is given up
    assert visit.violations() == []
    visit.assert_quiet()


def test_a_long_history_is_told_by_years_and_a_year_by_its_months(open_page: Open) -> None:
    visit = open_made(open_page, "?q=" + quote("防控"), shelf(1999, 2014, 200)[1], width=360)
    page = visit.page
    ready(page, "防控")
    assert page.locator(".chart g").count() == 16
    assert page.locator(".chart .when").count() <= 6
    page.locator(".chart svg").click(position={"x": 1.5, "y": 60})
    assert query(page) == [("q", "防控"), ("date", "1999")]
    expect(page.locator(".chart g title").first).to_contain_text(re.compile("^1999年[0-9]+月"))
    months = page.locator(".chart g").count()
    assert 1 < months <= 12
    assert page.locator(".numbers tbody tr").count() == months
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    visit.assert_quiet()


def test_there_is_no_history_of_nothing(open_page: Open) -> None:
    page = open_made(open_page, "?q=" + quote("并不存在的话")).page
    ready(page, "并不存在的话")
    expect(page.locator("#timeline")).to_be_hidden()
    expect(page.locator("#narrow")).to_be_hidden()
