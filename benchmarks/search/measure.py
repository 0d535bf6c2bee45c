"""All figures of one archive: made, built, served, asked."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.search import engine, pagefind
from benchmarks.search.archive import Archive
from benchmarks.search.browser import Spread
from benchmarks.search.brute import Texts
from benchmarks.search.building import built
from benchmarks.search.queries import queries
from benchmarks.search.server import Host, serving
from benchmarks.search.site import SUB_PATH, write_pages, write_search_page

#: Above, looking through all texts for a query takes a tenth of a second, and its answer may fill a megabyte.
_LARGE, _FEWER = 20_000, 300
#: Below, what an article costs to build is what the start costs: no reason to measure it thrice.
_SMALL = 1_000


@dataclass(frozen=True)
class Plan:
    """How many queries of each sort. Each sort has its own."""

    exact: int = 2000
    first: int = 40
    later: int = 200
    pagefind: int = 200


def _said(words: str) -> None:
    """Progress, beside the table."""
    print(f"  {time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def _texts(archive: Archive, number: int, count: int) -> list[str]:
    """Queries of the sort with that number."""
    return [query.text for query in queries(archive, count, number)]


def _spread(name: str, values: Sequence[float]) -> Iterator[tuple[str, float]]:
    spread = Spread.of(values)
    yield f"{name}, least", spread.least
    yield f"{name}, median", spread.median
    yield f"{name}, p95", spread.p95
    yield f"{name}, most", spread.most


@dataclass(frozen=True)
class Bench:
    """An archive with its texts, served at an address."""

    archive: Archive
    texts: Texts
    browser: Browser
    host: Host
    address: str
    plan: Plan

    def exactness(self) -> Iterator[tuple[str, float]]:
        count = min(self.plan.exact, _FEWER) if self.archive.count > _LARGE else self.plan.exact
        asked = _texts(self.archive, 1, count)
        found = engine.answers(self.browser, self.address, asked)
        told = engine.faults(found, [self.texts.holding(query) for query in asked])
        yield "queries", len(asked)
        yield "articles found, median", Spread.of([answer.total for answer in found]).median
        yield "articles missed", told.missed
        yield "articles found wrongly", told.false
        yield "answers that count wrongly", told.miscounted

    def first_queries(self) -> Iterator[tuple[str, float]]:
        asked = _texts(self.archive, 2, self.plan.first)
        found = [engine.first(self.browser, self.host, self.address, query) for query in asked]
        yield from _spread("first query, kB", [f.bytes / 1000 for f in found])
        yield from _spread("without style sheets, kB", [(f.bytes - f.styles) / 1000 for f in found])
        yield "headers, kB, most", max(f.headers for f in found) / 1000
        yield "requests, most", max(f.requests for f in found)
        yield "round trips behind the page", max(f.trips for f in found)
        yield from _spread("first results, Slow 4G, ms", [f.time for f in found])

    def later_queries(self) -> Iterator[tuple[str, float]]:
        """Half of the queries are asked, half typed; what was typed is also compared with the texts."""
        asked = _texts(self.archive, 3, 2 * self.plan.later + 1)
        found = engine.latencies(self.browser, self.address, asked)
        for way in ("asked", "again", "typed", "typed again"):
            yield from _spread(f"query {way}, phone, ms", [answer.time for answer in found[way]])
        typed = zip(found["typed"], asked[-len(found["typed"]) :], strict=True)
        wrong = sum(
            a.total != len(w) or not w.issuperset(a.ids) for a, w in ((a, self.texts.holding(q)) for a, q in typed)
        )
        yield "typed queries shown wrongly", wrong

    def beside_pagefind(self, site: Path) -> Iterator[tuple[str, float]]:
        """The queries are those of the archive's own measures. Quoted, Pagefind looks for the words beside each other."""
        asked = _texts(self.archive, 1, self.plan.pagefind)
        wanted, known = [self.texts.holding(query) for query in asked], pagefind.names(site)
        for way, typed in (("", asked), (" quoted", [f'"{query}"' for query in asked])):
            told = pagefind.compare(self.browser, self.address, known, typed, wanted)
            yield f"Pagefind{way}, recall", told.recall
            yield f"Pagefind{way}, precision", told.precision
            yield f"Pagefind{way}, recall by query", told.mean_recall
            yield f"Pagefind{way}, precision by query", told.mean_precision
            yield f"Pagefind{way}, exact answers", told.exact
        first = [
            pagefind.first(self.browser, self.host, self.address, query)
            for query in _texts(self.archive, 2, self.plan.first)
        ]
        yield from _spread("Pagefind first query, kB", [size / 1000 for size, _, _ in first])
        yield "Pagefind first query, requests, most", max(count for _, count, _ in first)
        yield from _spread("Pagefind first results, Slow 4G, ms", [took for _, _, took in first])
        later = pagefind.latency(self.browser, self.address, _texts(self.archive, 3, self.plan.later + 1))
        yield "Pagefind query asked, phone, ms, median", later.median
        yield "Pagefind query asked, phone, ms, p95", later.p95


@contextmanager
def _served(archive: Archive, texts: Texts, browser: Browser, folder: Path, plan: Plan) -> Iterator[Bench]:
    with serving(folder) as (host, root):
        yield Bench(archive, texts, browser, host, f"{root}{SUB_PATH}/", plan)


def measure(archive: Archive, browser: Browser, folder: Path, plan: Plan) -> dict[str, float]:
    """The archive's own search; the site is left in the folder."""
    site = folder / "own" / SUB_PATH
    _said(f"{archive.count} articles: the index is built")
    cost = built(archive, site, 3 if _SMALL <= archive.count <= _LARGE else 1)
    figures: dict[str, float] = {
        "index, ms an article": cost.each,
        "index, MB of memory": cost.growth,
        "index, files": cost.files,
        "index, MB on disk": cost.bytes / 1e6,
    }
    write_search_page(site)
    _said("texts for comparison")
    texts = Texts.of(archive.articles())
    with _served(archive, texts, browser, site.parent, plan) as bench:
        for name, figuring in (
            ("exactness", bench.exactness),
            ("first queries", bench.first_queries),
            ("later queries", bench.later_queries),
        ):
            _said(name)
            figures.update(figuring())
    return figures


def measure_pagefind(archive: Archive, browser: Browser, folder: Path, plan: Plan, binary: Path) -> dict[str, float]:
    """Pagefind on the same archive."""
    site = folder / "pagefind" / SUB_PATH
    write_pages(site, archive.articles())
    _said("Pagefind builds its index")
    built_by = pagefind.build_index(binary, site)
    figures: dict[str, float] = {
        "Pagefind index, s": built_by.seconds,
        "Pagefind index, ms an article": 1000 * built_by.processor / archive.count,
        "Pagefind index, MB of memory": built_by.peak,
        "Pagefind index, files": built_by.files,
        "Pagefind index, MB on disk": built_by.bytes / 1e6,
    }
    with _served(archive, Texts.of(archive.articles()), browser, site.parent, plan) as bench:
        _said(f"Pagefind {built_by.version} is asked")
        figures.update(bench.beside_pagefind(site))
    return figures
