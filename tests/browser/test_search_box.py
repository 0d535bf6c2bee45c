"""The search box of every page: its keys, what it keeps on the device, what it offers, and the marks that a query leaves."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_search import SEARCH, Open, ready

KEY = "Object.keys(localStorage).find(key => key.startsWith('searches '))"


def kept(page: Page) -> list[str]:
    return page.evaluate(f"JSON.parse(localStorage.getItem({KEY}) ?? '[]')")


def options(page: Page) -> Locator:
    return page.locator("[role=option]")


def search(page: Page, *queries: str) -> None:
    """Sends each query as readers do."""
    for query in queries:
        page.locator("#find").fill(query)
        page.locator("#find").press("Enter")
        ready(page, query)


def test_what_was_sent_or_opened_is_kept_but_not_what_was_typed(open_page: Open) -> None:
    visit = open_page(SEARCH)
    page = visit.page
    box = page.locator("#find")
    box.press_sequentially("防控")
    ready(page, "防控")
    assert kept(page) == []
    page.locator("[data-id] a").first.click()
    page.wait_for_selector("mark")
    assert kept(page) == ["防控"]
    page.locator("#find").fill("领导小组")
    page.locator("#find").press("Enter")
    ready(page, "领导小组")
    assert kept(page) == ["领导小组", "防控"]
    search(page, *(f"会议 {i}" for i in range(6)), "防控", "  防控 ")
    assert kept(page) == ["防控", *(f"会议 {i}" for i in reversed(range(6))), "领导小组"]
    search(page, "春耕")
    assert len(kept(page)) == 8
    assert "领导小组" not in kept(page)
    visit.assert_quiet()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_is_a_combobox(open_page: Open, width: int, scheme: str) -> None:
    visit = open_page(width=width, color_scheme=scheme)
    page = visit.page
    box = page.locator("#find")
    expect(page.get_by_role("searchbox")).to_have_count(1)  # nothing to choose from: a plain box
    box.focus()
    expect(options(page).first).to_be_hidden()
    page.goto(page.url + SEARCH)
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")  # pinyin may be typed here
    search(page, "防控", "领导小组", "防控 会议")
    page.goto(page.url.partition("search/")[0])
    expect(page.get_by_role("combobox", name="检索全文")).to_have_attribute("aria-expanded", "false")
    box.focus()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option")).to_have_text(["防控 会议", "领导小组", "防控"])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box.press("ArrowDown")
    box.press("ArrowDown")
    active = page.locator("[aria-selected=true]")
    expect(active).to_have_text("领导小组")
    expect(box).to_have_attribute("aria-activedescendant", active.get_attribute("id") or "-")
    assert visit.violations() == []
    box.press("ArrowUp")
    box.press("ArrowUp")
    expect(active).to_have_count(0)
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    expect(active).to_have_text("防控")
    box.press("Escape")
    expect(options(page).first).to_be_hidden()
    expect(box).to_be_focused()
    box.press_sequentially("防")
    expect(page.get_by_role("option")).to_have_text(["防控 会议", "防控"])
    box.press("ArrowDown")
    box.press("Enter")
    ready(page, "防控 会议")
    assert kept(page)[0] == "防控 会议"
    visit.assert_quiet()


def test_the_records_are_cleared(open_page: Open) -> None:
    visit = open_page(SEARCH)
    page = visit.page
    search(page, "防控", "领导小组")
    page.locator("#find").fill("")
    expect(options(page)).to_have_count(2)
    options(page).first.click()
    ready(page, "领导小组")
    expect(page.locator("#find")).to_have_value("领导小组")
    page.locator("#find").fill("")
    page.get_by_role("button", name="清除记录").click()
    assert page.evaluate("localStorage.length") == 0
    expect(options(page).first).to_be_hidden()
    expect(page.locator("#find")).to_be_focused()
    page.goto(page.url.partition("search/")[0])
    expect(page.get_by_role("searchbox")).to_have_count(1)
    visit.assert_quiet()


def test_leaving_the_box_closes_the_list(open_page: Open) -> None:
    page = open_page(SEARCH).page
    search(page, "防控")
    page.locator("#find").fill("")
    expect(options(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="清除记录")).to_be_focused()
    expect(options(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(options(page)).to_be_hidden()
    page.locator("#find").click()
    expect(options(page)).to_be_visible()
    page.locator("h1").click()
    expect(options(page)).to_be_hidden()


def test_no_list_while_composing(open_page: Open) -> None:
    page = open_page(SEARCH).page
    search(page, "防控")
    box = page.locator("#find")
    box.fill("")
    expect(options(page)).to_be_visible()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "fang", "selectionStart": 4, "selectionEnd": 4})
    expect(options(page)).to_be_hidden()
    devtools.send("Input.insertText", {"text": "防"})
    expect(options(page)).to_have_text(["防控"])
    assert kept(page) == ["防控"]


def test_where_nothing_may_be_kept_search_works(open_page: Open) -> None:
    visit = open_page()
    forbid = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } })"
    visit.page.add_init_script(forbid)
    visit.page.goto(visit.page.url + SEARCH)
    search(visit.page, "防控")
    visit.assert_quiet()


def test_keys_lead_to_the_box_from_wherever_they_are_pressed(open_page: Open) -> None:
    visit = open_page(SEARCH + "?q=" + quote("防控"))
    page = visit.page
    ready(page, "防控")
    box = page.locator("#find")
    prevented = "window.prevented = []; addEventListener('keydown', e => prevented.push(e.defaultPrevented))"
    page.evaluate(prevented)
    for key in ("/", "Control+k", "Meta+k"):
        page.locator("[data-facet=year] input").first.focus()
        page.keyboard.press(key)
        expect(box).to_be_focused()
        expect(box).to_have_value("防控")
        assert page.evaluate("getSelection().toString()") == "防控"
        assert page.evaluate("prevented.splice(0).at(-1)") is True
    page.keyboard.press("Control+k")
    assert page.evaluate("prevented.splice(0).at(-1)") is False
    page.keyboard.press("/")
    expect(box).to_have_value("/")
    box.fill("防控")
    for key in ("k", "Control+Shift+k", "Control+Alt+k", "Control+/"):
        page.locator("[data-facet=year] input").first.focus()
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") != "find"


SUGGEST = """() => { archive.suggest = async (text) => text === "fang" ? [
    { kind: "tag", value: "疫情防控", query: "标签:疫情防控" },
    { kind: "person", value: "<b>房玄龄</b>", query: "人物:房玄龄" },
    { kind: "title", value: "防控", query: "防控" },
] : Promise.reject(new Error("none")); }"""


def test_suggestions_stand_below_what_was_searched_for(open_page: Open) -> None:
    visit = open_page(SEARCH)
    page = visit.page
    search(page, "fangkong", "防控")
    page.evaluate(SUGGEST)
    box = page.locator("#find")
    box.fill("fan")
    expect(options(page)).to_have_text(["fangkong"])
    box.press("g")
    expect(options(page)).to_have_text(["fangkong", "疫情防控主题", "<b>房玄龄</b>人物", "防控标题"])
    assert visit.violations() == []
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    ready(page, "标签:疫情防控")
    expect(box).to_have_value("标签:疫情防控")
    visit.assert_quiet()


def test_marks_follow_phrases_and_fields(open_page: Open) -> None:
    """What is asked of the title is marked there, though it stands in the text as well; what is excluded, or a tag, nowhere."""
    visit = open_page(SEARCH + "?q=" + quote("标题:防控"))
    page = visit.page
    ready(page, "标题:防控")
    page.locator("[data-id] a").first.click()
    page.wait_for_selector("h1 mark")
    inside = page.locator("article mark").evaluate_all("marks => marks.map(mark => mark.closest('h1') !== null)")
    assert inside
    assert all(inside)
    assert page.locator("article").inner_text().count("防控") > len(inside)
    page.goto(page.url.partition("?")[0] + "?h=" + quote("“领导小组” -防控 标签:会议"))
    page.wait_for_selector("article mark")
    assert set(page.locator("article mark").all_inner_texts()) == {"领导小组"}
    visit.assert_quiet()


def test_pinyin_leads_to_what_it_spells(open_page: Open) -> None:
    """In the list below the box while typing, and on the page, whose address may be sent to others."""
    visit = open_page(SEARCH)
    page = visit.page
    page.locator("#find").press_sequentially("fangkong")
    offered = page.locator("[role=option]", has_text="标题")
    expect(offered.first).to_contain_text("防控")
    expect(page.get_by_text("只记在这台设备上")).to_be_hidden()  # nothing is kept yet
    offered.first.click()
    ready(page, "标题:防控")
    found = page.locator("[data-id] .entry-title mark").all_inner_texts()
    assert found
    assert set(found) == {"防控"}
    page.goto(page.url.partition("?")[0] + "?q=fk")
    ready(page, "fk")
    page.locator("#offer a", has_text="标题：防控").click()
    ready(page, "标题:防控")
    expect(page.locator("#find")).to_have_value("标题:防控")
    assert visit.violations() == []
    visit.assert_quiet()
