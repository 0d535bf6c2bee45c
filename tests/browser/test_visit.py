"""The guard that other tests trust: a page that speaks, fails or asks elsewhere is noticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visit import Visit


def test_what_a_page_says_and_asks_for_is_remembered(open_page: Callable[..., Visit]) -> None:
    visit = open_page("no-such-page/", width=360)
    visit.console.clear()  # the browser itself reports the 404
    visit.assert_quiet()
    visit.page.evaluate("console.warn('said'); setTimeout(() => { throw new Error('thrown') })")
    visit.page.evaluate("fetch('http://localhost:1/asked').catch(() => {})")
    visit.page.wait_for_function("true")
    assert "warning: said" in visit.console
    assert any("thrown" in error for error in visit.errors)
    assert visit.foreign == ["http://localhost:1/asked"]
    with pytest.raises(AssertionError):
        visit.assert_quiet()


def test_axe_sees_a_fault(open_page: Callable[..., Visit]) -> None:
    visit = open_page()
    visit.page.evaluate("document.body.append(document.createElement('img'))")
    assert any(found.startswith("image-alt ") for found in visit.violations())
