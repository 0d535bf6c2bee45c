"""Pagefind, the search engine for static sites that most others use, on pages with the same texts and with the same queries.

Its program comes with the npm package `pagefind` (the one for Chinese, with its dictionary, is a package of its own for each
system); PAGEFIND names another one.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from benchmarks.search.browser import Spread, fresh_page, throttle, without_workers
from benchmarks.search.engine import Answer
from benchmarks.search.server import Host, slow
from benchmarks.search.site import SUB_PATH, Size

_MODULES: Final = Path(__file__).parents[2] / "node_modules"
_FOLDER: Final = "pagefind"
#: As many results as the archive's own page shows at once.
_SHOWN: Final = 20
#: Runs a command and tells the time and memory of it alone: the memory of a large parent would count as the child's.
_MEASURE: Final = """
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([use.ru_utime + use.ru_stime, use.ru_maxrss * (1 if sys.platform == "darwin" else 1024)]))
"""
_LOAD: Final = """async (address) => {
  window.pagefind = await import(address);
  await pagefind.init();
}"""
_SEARCH: Final = """async ([queries, shown]) => {
  const found = [];
  for (const query of queries) {
    const start = performance.now();
    const { results } = await pagefind.search(query);
    await Promise.all(results.slice(0, shown).map((result) => result.data()));
    found.push([performance.now() - start, results.length, results.map((result) => result.id).join("\\n")]);
  }
  return found;
}"""


@dataclass(frozen=True)
class Indexed:
    """What building took (seconds of the wall and of the processor, MB) and what was written."""

    version: str
    seconds: float
    processor: float
    peak: float
    files: int
    bytes: int


def program() -> Path | None:
    """The one that PAGEFIND names, else the one that npm installed for this system."""
    if named := os.environ.get("PAGEFIND"):
        return Path(named)
    return next(iter(sorted(_MODULES.glob("@pagefind/*/bin/pagefind_extended*"))), None)


def build_index(binary: Path, site: Path) -> Indexed:
    """Has Pagefind index the pages of a folder."""
    asked = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True)
    start = time.monotonic()
    command = [sys.executable, "-c", _MEASURE, str(binary), "--site", str(site), "--output-subdir", _FOLDER]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    processor, peak = json.loads(done.stdout.splitlines()[-1])
    size = Size.of(site / _FOLDER)
    seconds = time.monotonic() - start
    return Indexed(asked.stdout.split()[-1], seconds, processor, peak / 1e6, size.files, size.bytes)


def names(site: Path) -> dict[str, str]:
    """Pagefind's own name of each page = the id of the article. Loading every result in the browser would tell the same, slowly."""
    found = {}
    for path in (site / _FOLDER / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).decode()
        found[path.stem] = Path(json.loads(text[text.index("{") :])["url"]).stem
    return found


def _open(page: Page, address: str) -> None:
    page.goto(address + "index.html")
    page.evaluate(_LOAD, f"/{SUB_PATH}/{_FOLDER}/pagefind.js")


def _ask(page: Page, queries: Sequence[str], shown: int) -> list[Answer]:
    found: list[Any] = page.evaluate(_SEARCH, [list(queries), shown])
    return [Answer.of(answer) for answer in found]


@dataclass(frozen=True)
class Quality:
    """Shares of what should be found that is found, and of what is found that should be; over all queries together and for each
    query equally; how many of the queries were answered exactly.
    """

    recall: float
    precision: float
    mean_recall: float
    mean_precision: float
    exact: float


def quality(found: Sequence[frozenset[str]], wanted: Sequence[frozenset[str]]) -> Quality:
    """A query that finds nothing has told nothing wrong; one that should find nothing has missed nothing.

    >>> quality([frozenset("ab"), frozenset()], [frozenset("b"), frozenset("c")])
    Quality(recall=0.5, precision=0.5, mean_recall=0.5, mean_precision=0.75, exact=0.0)
    """
    pairs = list(zip(found, wanted, strict=True))
    right = sum(len(f & w) for f, w in pairs)
    return Quality(
        right / max(1, sum(map(len, wanted))),
        right / max(1, sum(map(len, found))),
        sum(len(f & w) / len(w) if w else 1.0 for f, w in pairs) / len(pairs),
        sum(len(f & w) / len(f) if f else 1.0 for f, w in pairs) / len(pairs),
        sum(f == w for f, w in pairs) / len(pairs),
    )


def compare(
    browser: Browser, address: str, known: Mapping[str, str], queries: Sequence[str], wanted: Sequence[frozenset[str]]
) -> Quality:
    """What Pagefind finds, against what stands in the texts."""
    with fresh_page(browser) as page:
        _open(page, address)
        found = _ask(page, queries, 0)
    return quality([frozenset(known[name] for name in answer.ids) for answer in found], wanted)


def first(browser: Browser, host: Host, address: str, query: str) -> tuple[int, int, float]:
    """A first query over Slow 4G: bytes and requests until its first results can be shown, behind the page itself; and ms."""
    with fresh_page(browser) as page:
        page.goto(address + "index.html")
        host.taken()
        with slow(host):
            start = time.monotonic()
            page.evaluate(_LOAD, f"/{SUB_PATH}/{_FOLDER}/pagefind.js")
            _ask(page, [query], _SHOWN)
            took = 1000 * (time.monotonic() - start)
        served = host.taken()
    return sum(s.size for s in served), len(served), took


def latency(browser: Browser, address: str, queries: Sequence[str]) -> Spread:
    """Later queries on a phone's processor, in ms, the first results loaded."""
    with fresh_page(browser) as page:
        without_workers(page)
        _open(page, address)
        _ask(page, queries[:1], _SHOWN)
        throttle(page)
        return Spread.of([answer.time for answer in _ask(page, queries[1:], _SHOWN)])
