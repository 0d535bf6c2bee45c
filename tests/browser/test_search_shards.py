"""A large archive in a real browser: shards by a worker, and what happens when a new build replaces the files meanwhile."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from generator.model import Collection
from generator.search import search_outputs
from tests.browser.test_search import SEARCH, Open, ready, serve_made, total
from tests.search.conftest import archive, article


def meetings(count: int) -> Collection:
    return archive(*(article(i, f"会议之{i}", ["研究部署防控工作" + "，此处从略" * 300]) for i in range(count)))


def test_a_worker_finds_in_shards(open_page: Open) -> None:
    visit = open_page()
    page = visit.page
    serve_made(page, *search_outputs(meetings(45), 0))
    page.goto(page.url + SEARCH)
    page.locator("#find").fill("部署防控")
    shown = ready(page, "部署防控")
    assert (total(page), shown) == (45, [f"{i:012x}-0" for i in range(8)])
    assert len(page.workers) == 1
    page.get_by_role("button", name="再列").click()
    expect(page.locator("[data-id]")).to_have_count(28)
    visit.assert_quiet()


def test_without_workers_the_page_itself_finds(open_page: Open) -> None:
    visit = open_page()
    page = visit.page
    serve_made(page, *search_outputs(meetings(45), 0))
    page.add_init_script("delete window.Worker")
    page.goto(page.url + SEARCH)
    page.locator("#find").fill("部署防控")
    assert len(ready(page, "部署防控")) == 8
    assert page.workers == []
    visit.assert_quiet()


def test_a_worker_that_cannot_start_is_done_without(open_page: Open) -> None:
    page = open_page().page
    serve_made(page, *search_outputs(meetings(45), 0))
    page.add_init_script("window.Worker = class extends Worker { constructor() { super('/nowhere.js'); } }")
    page.goto(page.url + SEARCH)
    page.locator("#find").fill("部署防控")
    assert len(ready(page, "部署防控")) == 8


def test_numbers_of_an_old_build_are_never_shown_from_a_new_one(open_page: Open) -> None:
    page = open_page().page
    serve_made(page, *search_outputs(meetings(45), 0))
    page.goto(page.url + SEARCH)
    page.locator("#find").fill("部署防控")
    assert len(ready(page, "部署防控")) == 8
    page.unroute_all()
    serve_made(page, *search_outputs(archive(article(99, "新来的", ["部署防控"]), *meetings(45).articles), 0))
    page.get_by_role("button", name="再列").click()
    expect(page.get_by_role("alert")).to_contain_text("没有取到")
    expect(page.locator("[data-id]")).to_have_count(8)
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator("[data-id]").first).to_have_attribute("data-id", f"{99:012x}-0")
    assert total(page) == 46


def test_a_worker_with_an_old_manifest_gets_a_fresh_one(open_page: Open) -> None:
    page = open_page().page
    serve_made(page, *search_outputs(meetings(45), 0))
    *_, old = search_outputs(meetings(46), 0)
    page.route(
        re.compile(r"/manifest\.js$"), lambda route: route.fulfill(body=old.content, content_type="text/javascript")
    )
    page.goto(page.url + SEARCH)
    page.locator("#find").fill("部署防控")
    ready(page, "部署防控")
    assert total(page) == 45
    assert len(page.workers) == 1


def test_more_pressed_twice_shows_each_article_once(open_page: Open) -> None:
    page = open_page().page
    serve_made(page, *search_outputs(meetings(70), 0))
    page.goto(page.url + SEARCH)
    page.locator("#find").fill("部署防控")
    ready(page, "部署防控")
    more = page.get_by_role("button", name="再列")
    more.dblclick()
    while more.is_visible():
        shown = page.locator("[data-id]").count()
        more.click()
        expect(page.locator("[data-id]")).not_to_have_count(shown)
    ids = page.locator("[data-id]").evaluate_all("items => items.map(item => item.dataset.id)")
    assert len(ids) == len(set(ids)) == 70


def test_what_was_typed_on_the_way_leaves_no_results(open_page: Open) -> None:
    """A query that is asked, left and asked again while the first answer is still on its way is shown once."""
    page = open_page().page
    serve_made(page, *search_outputs(meetings(45), 0))
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { const { ask } = archive;"
        "archive.ask = async (...given) => { await new Promise((go) => setTimeout(go, 300)); return ask(...given); }; })"
    )
    page.goto(page.url + SEARCH)
    for query in ("防控", "防控工", "防控"):
        page.locator("#find").fill(query)
    ready(page, "防控")
    page.wait_for_timeout(700)
    assert page.locator("[data-id]").count() == 8
    page.locator("#find").fill("部署")
    page.wait_for_timeout(50)
    page.locator("#find").fill("")
    page.wait_for_timeout(700)
    expect(page.locator("#count")).to_have_text("")
