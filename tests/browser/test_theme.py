"""The choice of colours: the system's until the reader chooses, then kept on the device."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visit import Visit

Open = Callable[..., Visit]


def is_dark(page: Page) -> bool:
    return page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def button(page: Page, choice: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"配色：\s*{choice}"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_choice_is_kept(open_page: Open, scheme: str) -> None:
    page = open_page("index.html", color_scheme=scheme).page
    assert is_dark(page) == (scheme == "dark")
    button(page, "自动").click()
    expect(button(page, "浅色")).to_be_visible()
    assert not is_dark(page)
    button(page, "浅色").click()
    page.goto(page.url.replace("index.html", "about.html"))
    expect(button(page, "深色")).to_be_visible()
    assert is_dark(page)


def test_without_scripts_there_is_nothing_to_press(open_page: Open) -> None:
    visit = open_page("index.html", javascript=False, color_scheme="dark")
    assert is_dark(visit.page)
    expect(visit.page.locator("#theme")).to_be_hidden()
