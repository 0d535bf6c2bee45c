"""The seeds as a built site, a server for it, and a browser that remembers what a page said and asked for."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.visit import Visit

ROOT = Path(__file__).parents[2]
SUB_PATH = "archive"

# Chromium talks to no one but the page: its own services would only make noise where there is no network.
ARGUMENTS = [
    "--no-sandbox",  # root cannot have one
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


class SiteHandler(SimpleHTTPRequestHandler):
    """Answers as a static host does: a missing page gets the site's own 404."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        own = Path(self.directory, SUB_PATH, "404.html")
        if code != 404 or not own.is_file():
            super().send_error(code, message, explain)
            return
        body = own.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        pass


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, built once for the whole run, whatever the number of workers."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    site = base / "served" / SUB_PATH
    with (base / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.is_dir():
            site.parent.mkdir(exist_ok=True)
            command = [sys.executable, "-m", "generator", "build", "--seeds", "seeds", "--out", str(site)]
            built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert built.returncode == 0, f"exit status {built.returncode}\n{built.stdout}{built.stderr}"
    return site


@pytest.fixture(scope="session")
def site_url(site_dir: Path) -> Iterator[str]:
    """The address of the site's home page; it ends in a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(site_dir.parent))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{SUB_PATH}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, f"no Chromium: set CHROMIUM or install one of {', '.join(chromium.NAMES)}"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, site_url: str) -> Iterator[Callable[..., Visit]]:
    """Call it to open a page in a fresh profile of its own.

    open_page(path="", *, width=1280, height=800, color_scheme="light", javascript=True, **context) -> Visit

    `path` is relative to the home page; an absolute address (file://...) is taken as it is.
    `context` goes to Browser.new_context.
    """
    contexts = []

    def open_(
        path: str = "",
        *,
        width: int = 1280,
        height: int = 800,
        color_scheme: str = "light",
        javascript: bool = True,
        **context: Any,
    ) -> Visit:
        address = urljoin(site_url, path)
        made = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=color_scheme,
            java_script_enabled=javascript,
            **context,
        )
        contexts.append(made)
        visit = Visit(made.new_page())
        own = urlsplit(address)[:2]
        made.on("console", lambda message: visit.console.append(f"{message.type}: {message.text}"))
        made.on("weberror", lambda error: visit.errors.append(str(error.error)))
        made.on("request", lambda request: _note_foreign(visit, own, request.url))
        visit.page.goto(address)
        return visit

    yield open_
    for context in contexts:
        context.close()


def _note_foreign(visit: Visit, own: tuple[str, str], url: str) -> None:
    origin = urlsplit(url)[:2]
    if origin != own and origin[0] not in {"data", "blob"}:
        visit.foreign.append(url)
