"""Chromium, as the tests run it, and what one visit to a page asked for and when."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium

#: Chromium talks to no one but the page.
_ARGUMENTS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
#: Slow machines and large archives: what takes longer than this has failed.
_PATIENCE: Final = 300_000
#: A phone's processor takes so many times as long.
THROTTLE: Final = 4


@dataclass(frozen=True)
class Asked:
    """A request: its address, and when it began and ended, in ms since the navigation."""

    url: str
    start: float
    end: float


@dataclass(frozen=True)
class Spread:
    """What many measurements say together."""

    least: float
    median: float
    p95: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """p95 is a value that was measured: the first that nineteen of twenty do not exceed.

        >>> Spread.of([3, 1, 2])
        Spread(least=1, median=2, p95=3, most=3)
        """
        ordered = sorted(values)
        return cls(ordered[0], median(ordered), ordered[-(-19 * len(ordered) // 20) - 1], ordered[-1])


def over_the_wire(requests: Sequence[Asked], served: Sequence[str]) -> list[Asked]:
    """Those that a host served, by their paths; what was asked for more often than that came from the browser's memory."""
    left, found = Counter(served), []
    for request in sorted(requests, key=lambda r: r.start):
        path = unquote(urlsplit(request.url).path)
        if left[path]:
            left[path] -= 1
            found.append(request)
    return found


def depth(requests: Sequence[Asked]) -> int:
    """The longest chain of requests of which each began when the one before had ended.

    >>> depth([Asked("html", 0, 10), Asked("a", 11, 20), Asked("b", 12, 25), Asked("c", 21, 30)])
    3
    """
    chains: list[tuple[float, int]] = []
    for request in sorted(requests, key=lambda r: r.start):
        chains.append((request.end, 1 + max((n for end, n in chains if end <= request.start), default=0)))
    return max((n for _, n in chains), default=0)


class Requests:
    """The requests of a page and of its workers, told by Chromium itself; all have one clock."""

    def __init__(self, page: Page) -> None:
        self._urls: dict[str, tuple[str, float]] = {}
        self._ends: dict[str, float] = {}
        self._origin = 0.0
        self._session = page.context.new_cdp_session(page)
        self._session.on("Network.requestWillBeSent", self._begun)
        self._session.on("Network.loadingFinished", self._ended)
        self._session.on("Target.attachedToTarget", self._attached)
        self._session.on("Target.receivedMessageFromTarget", self._received)
        self._session.send("Network.enable")
        # Not "flatten": Playwright hands on no events of sessions that it has not opened itself.
        self._session.send(
            "Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False}
        )

    def _attached(self, event: dict[str, Any]) -> None:
        """A worker waits until its requests are listened to."""
        for number, method in enumerate(("Network.enable", "Runtime.runIfWaitingForDebugger")):
            message = json.dumps({"id": number, "method": method})
            self._session.send("Target.sendMessageToTarget", {"sessionId": event["sessionId"], "message": message})

    def _received(self, event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        match message.get("method"):
            case "Network.requestWillBeSent":
                self._begun(message["params"])
            case "Network.loadingFinished":
                self._ended(message["params"])

    def _begun(self, event: dict[str, Any]) -> None:
        self._origin = self._origin or event["timestamp"]
        self._urls[event["requestId"]] = event["request"]["url"], event["timestamp"]

    def _ended(self, event: dict[str, Any]) -> None:
        self._ends[event["requestId"]] = event["timestamp"]

    def asked(self, until: float) -> list[Asked]:
        """Those that began before a time, in ms since the navigation; one without an end lasted until then."""
        found = []
        for number, (url, start) in self._urls.items():
            begun = 1000 * (start - self._origin)
            ended = 1000 * (self._ends[number] - self._origin) if number in self._ends else until
            if begun <= until and url.startswith("http"):
                found.append(Asked(url, begun, ended))
        return found


@contextmanager
def chrome() -> Iterator[Browser]:
    path = chromium.find()
    if not path:
        raise SystemExit(f"No Chromium: set CHROMIUM, or install one of {', '.join(chromium.NAMES)}.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS])
        yield opened
        opened.close()


@contextmanager
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has never been here."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    yield page
    context.close()


def without_workers(page: Page) -> None:
    """Pages opened from here on have no workers: Chromium slows down the processor of a page, but not that of its workers."""
    page.add_init_script("delete globalThis.Worker")


def throttle(page: Page) -> None:
    """From here on the page's processor is a phone's."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
