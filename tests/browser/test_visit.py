"""The guard that other tests trust: a page that speaks, fails or asks elsewhere is noticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.visit import Visit


def test_what_a_page_says_and_asks_for_is_remembered(open_page: Callable[..., Visit]) -> None:
    visit = open_page("robots.txt")  # the site's pages forbid by policy what is tried here
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


def test_a_missing_page_is_answered_as_a_static_host_does(site_url: str, site_dir: Path) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(site_url + "no/such/page")
    assert caught.value.code == 404
    assert caught.value.read() == (site_dir / "404.html").read_bytes()
