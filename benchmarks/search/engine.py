"""The archive's own search in a browser: whether it is exact, what a first query costs, how long later ones take.

Nothing here knows how the search is made: only its page, `archive.search(query)`, and the signs that results stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Page

from benchmarks.search.browser import Requests, depth, fresh_page, over_the_wire, throttle, without_workers
from benchmarks.search.server import HEADERS, Host, slow
from benchmarks.search.site import SEARCH

_AT_ONCE: Final = 50
_READY: Final = "html[data-search=ready]"
#: Remembers when the first results stood: a look from outside would come later.
_REMEMBER: Final = """
new MutationObserver(() => {
  if (document.documentElement?.dataset.search === "ready") window.firstResults ??= performance.now();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-search"] });
"""
_SEARCH: Final = """async (queries) => {
  const found = [];
  for (const query of queries) {
    const start = performance.now();
    const { total, ids } = await archive.search(query);
    found.push([performance.now() - start, total, ids.join("\\n")]);
  }
  return found;
}"""
#: As a reader's input method hands over a word: all at once. A query whose results stand already would never be answered.
_TYPE: Final = """(query) => new Promise((resolve, reject) => {
  const root = document.documentElement;
  const box = document.querySelector("input[type=search]");
  const start = performance.now();
  const watch = new MutationObserver(() => {
    if (root.dataset.search !== "ready") return;
    watch.disconnect();
    const ids = [...document.querySelectorAll("[data-id]")].map((item) => item.dataset.id);
    resolve([performance.now() - start, Number(document.querySelector("[data-total]").dataset.total), ids.join("\\n")]);
  });
  watch.observe(root, { attributes: true, attributeFilter: ["data-search"] });
  setTimeout(() => reject(new Error(`no results for ${query}`)), 60000);
  box.value = query;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""


@dataclass(frozen=True)
class Answer:
    """What a search gave and how long it took, in ms. `ids` are in order, with repetitions if there are any."""

    time: float
    total: int
    ids: tuple[str, ...]

    @classmethod
    def of(cls, found: Sequence[Any]) -> Answer:
        time, total, ids = found
        return cls(time, total, tuple(filter(None, ids.split("\n"))))


@dataclass(frozen=True)
class Faults:
    """Articles not found, found wrongly, and answers that count wrongly or say an article twice."""

    missed: int = 0
    false: int = 0
    miscounted: int = 0

    def with_(self, answer: Answer, wanted: frozenset[str]) -> Faults:
        found = set(answer.ids)
        counted = answer.total == len(answer.ids) == len(found)
        return Faults(
            self.missed + len(wanted - found), self.false + len(found - wanted), self.miscounted + (not counted)
        )


@dataclass(frozen=True)
class First:
    """A first query by someone who has never been here: bytes of bodies, of style sheets among them, and of headers; requests; round
    trips that follow on each other, behind the page itself; ms until the results stood.
    """

    query: str
    bytes: int
    styles: int
    headers: int
    requests: int
    trips: int
    time: float


def open_search(page: Page, address: str, query: str) -> None:
    """Opens the search page with a query and waits for its results."""
    page.goto(f"{address}{SEARCH}?q={quote(query)}", wait_until="commit")
    page.wait_for_selector(_READY, state="attached")


def answers(browser: Browser, address: str, queries: Sequence[str]) -> list[Answer]:
    """Each query asked in one page, one after the other."""
    with fresh_page(browser) as page:
        open_search(page, address, queries[0])
        some = (queries[at : at + _AT_ONCE] for at in range(0, len(queries), _AT_ONCE))
        return [Answer.of(found) for asked in some for found in page.evaluate(_SEARCH, list(asked))]


def faults(found: Sequence[Answer], wanted: Sequence[frozenset[str]]) -> Faults:
    """All answers together."""
    told = Faults()
    for answer, ids in zip(found, wanted, strict=True):
        told = told.with_(answer, ids)
    return told


def first(browser: Browser, host: Host, address: str, query: str) -> First:
    """A first query over Slow 4G; what is asked for once its results stand is not counted."""
    with fresh_page(browser) as page:
        page.add_init_script(_REMEMBER)
        requests = Requests(page)
        host.taken()
        with slow(host):
            open_search(page, address, query)
            time = page.wait_for_function("window.firstResults").json_value()
        served = host.taken()
    asked = over_the_wire(requests.asked(time), [s.path for s in served])
    paths = {unquote(urlsplit(a.url).path) for a in asked}
    counted = [s for s in served if s.path in paths]
    styles = sum(s.size for s in counted if s.path.endswith(".css"))
    total = sum(s.size for s in counted)
    return First(query, total, styles, HEADERS * len(counted), len(counted), depth(asked) - 1, time)


def latencies(browser: Browser, address: str, queries: Sequence[str]) -> Mapping[str, list[Answer]]:
    """Later queries on a phone's processor: asked of the archive for the first time and once more, typed into the box likewise."""
    searched, typed = queries[1 : len(queries) // 2 + 1], queries[len(queries) // 2 + 1 :]
    with fresh_page(browser) as page:
        without_workers(page)
        open_search(page, address, queries[0])
        throttle(page)
        return {
            "asked": [Answer.of(f) for f in page.evaluate(_SEARCH, list(searched))],
            "again": [Answer.of(f) for f in page.evaluate(_SEARCH, list(searched))],
            "typed": [Answer.of(page.evaluate(_TYPE, query)) for query in typed],
            "typed again": [Answer.of(page.evaluate(_TYPE, query)) for query in typed],
        }
