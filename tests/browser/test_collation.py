"""The collation of an article, and the marks in its body, as an editor meets them: by phone, by keyboard, without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visit import Visit

Open = Callable[..., Visit]


def article(site: Path, rule: str) -> dict:
    """An article that this rule has inferred something in."""
    lines = (site / "data/articles.jsonl").read_text("utf-8").splitlines()
    return next(a for a in map(json.loads, lines) if a["changes"]["inferred"].get(rule))


def collation(site: Path, rule: str = "shift") -> str:
    return article(site, rule)["url"].replace(".html", ".collation.html")


@pytest.mark.parametrize("rule", ["shift", "unwrap"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_quiet_and_fits(open_page: Open, site_dir: Path, rule: str, width: int, scheme: str):
    visit = open_page(collation(site_dir, rule), width=width, color_scheme=scheme)
    visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for asked in (False, True):
        visit.page.get_by_role("checkbox").set_checked(asked)
        assert visit.violations() == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    visit.assert_quiet()


@pytest.mark.parametrize(("width", "beside"), [(360, False), (1280, True)])
def test_the_sides_stand_side_by_side_where_there_is_room(open_page: Open, site_dir: Path, width: int, beside: bool):
    page = open_page(collation(site_dir), width=width).page
    source, restored = (page.locator(".words").nth(n).bounding_box() for n in (0, 1))
    assert source
    assert restored
    assert (restored["x"] > source["x"] + source["width"]) is beside
    assert (restored["y"] > source["y"]) is not beside


def test_typography_is_hidden_until_asked_for_without_scripts_from_a_disk(open_page: Open, site_dir: Path):
    page = open_page((site_dir / collation(site_dir, "foreign")).as_uri(), javascript=False).page
    changed, told = page.locator("ins.typographic").first, page.locator(".setting").first
    plain = "element => getComputedStyle(element).textDecorationLine"
    assert changed.evaluate(plain) == "none"
    expect(told).to_be_hidden()
    page.get_by_label("显示版面与标点的改动").focus()
    page.keyboard.press("Space")
    assert changed.evaluate(plain) == "underline"
    expect(told).to_be_visible()


def test_the_keyboard_alone_leads_from_the_article_to_the_reason_of_a_change(open_page: Open, site_dir: Path):
    page = open_page(article(site_dir, "foreign")["url"], javascript=False).page
    page.get_by_role("link", name="原件与整理后对照").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.collation.html")
    why = page.get_by_text("原文为 and")
    expect(why).to_be_hidden()
    page.get_by_text("其中推断或存疑 1 处").focus()
    page.keyboard.press("Enter")
    expect(why).to_be_visible()
    expect(why).to_contain_text("推断")


def test_proved_and_inferred_differ_in_more_than_colour(open_page: Open, site_dir: Path):
    page = open_page(collation(site_dir)).page
    style = "element => getComputedStyle(element).textDecorationStyle"
    assert page.locator(".words ins.proved").first.evaluate(style) == "solid"
    assert page.locator(".words ins.inferred").first.evaluate(style) == "dotted"


def test_an_inferred_word_is_marked_in_the_body_and_found_by_search(open_page: Open, site_dir: Path):
    visit = open_page(f"{article(site_dir, 'foreign')['url']}?h=菜市场和商超")
    word = visit.page.locator(".prose .inferred")
    expect(word).to_have_text("和")
    expect(word).to_have_attribute("title", "推断：译出夹在汉字间的英文连词（原文为 and）")
    visit.page.wait_for_selector("mark.current")
    assert "".join(visit.page.locator("mark.current").all_text_contents()) == "菜市场和商超"
    assert visit.violations() == []
    visit.assert_quiet()
