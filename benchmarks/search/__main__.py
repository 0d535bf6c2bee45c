"""Measures search in a browser on made archives, and says which figures miss their floors.

python -m benchmarks.search                        1,000, 10,000 and 100,000 articles; exit status 1 when a floor is missed
python -m benchmarks.search --sizes 1000           only these; --queries, --first, --later: with how many queries
python -m benchmarks.search --pagefind             also Pagefind, on archives of up to 10,000 articles
python -m benchmarks.search --write FILE.md --json FILE.json     the table and the figures, into files
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.search.archive import Archive
from benchmarks.search.browser import THROTTLE, chrome
from benchmarks.search.floors import Figures, floors_of, missed
from benchmarks.search.measure import Plan, measure, measure_pagefind
from benchmarks.search.pagefind import program
from benchmarks.search.server import LATENCY, RATE

#: What the names of the figures do not say.
_SLOW: Final = f"{LATENCY * 1000:g} ms before each answer, {RATE * 8 / 1e6:g} Mbit/s down, HTTP/1.1"
_LEGEND: Final = f"""\
kB are compressed bodies, from the page to the first results; a kB has 1,000 bytes. Every first query is asked by a new reader over
Slow 4G ({_SLOW}), the processor as it is. Round trips are the longest chain of requests of which each
began when the one before had ended. "phone" is an open page on a processor {THROTTLE} times slower, without workers, which could
not be slowed down, the network as it is; "asked" and "typed" are queries asked for the first time, "again" the same once more.
Of twenty values, nineteen are not above p95. Processor times of building are the least of several runs.
"""
#: Pagefind is compared up to here: its pages are files, one an article.
_PAGEFIND_MOST = 10_000


def _cell(value: float | None, most: float | None) -> str:
    """A figure, behind it a < where its floor is missed, and the floor."""
    if value is None:
        return ""
    shown = f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
    return shown if most is None else f"{shown}{' <<' if value > most else ''} (≤ {most:g})"


def table(found: Mapping[int, Figures]) -> Iterator[str]:
    """A Markdown table: a line for every figure, a column for every archive."""
    names = list(dict.fromkeys(name for figures in found.values() for name in figures))
    rows = [["", *(f"{count:,} articles" for count in found)]]
    rows += ([name, *(_cell(f.get(name), floors_of(count).get(name)) for count, f in found.items())] for name in names)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |" for row in rows]
    yield from (lines[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *lines[1:])


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=(__doc__ or "").split("\n", 1)[0])
    plan = Plan()
    parser.add_argument("--sizes", type=_sizes, default=[1_000, 10_000, 100_000], metavar="N,N,...")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other archives")
    parser.add_argument(
        "--queries", type=int, default=plan.exact, help="compared with the texts; 300 at most above 20,000"
    )
    parser.add_argument("--first", type=int, default=plan.first, help="each by a reader who has never been here")
    parser.add_argument("--later", type=int, default=plan.later, help="in a page that is open")
    parser.add_argument("--pagefind", action="store_true", help="beside Pagefind; PAGEFIND names its program")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the table, as Markdown")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the figures")
    options = parser.parse_args(argv)
    if options.pagefind and not program():
        parser.error("no Pagefind: run make ready with its test tools, or name its program with PAGEFIND")
    return options


def _figures(options: argparse.Namespace) -> dict[int, dict[str, float]]:
    plan = Plan(exact=options.queries, first=options.first, later=options.later)
    found: dict[int, dict[str, float]] = {}
    with chrome() as browser:
        for count in options.sizes:
            archive = Archive(count, options.seed)
            with TemporaryDirectory(prefix="gongbao-bench-") as folder:
                found[count] = measure(archive, browser, Path(folder), plan)
                binary = program() if options.pagefind and count <= _PAGEFIND_MOST else None
                if binary:
                    found[count] |= measure_pagefind(archive, browser, Path(folder), plan, binary)
    return found


def main(argv: list[str]) -> int:
    options = _options(argv)
    found = _figures(options)
    lines = [*_LEGEND.splitlines(), "", *table(found)]
    short = [line for count, figures in found.items() for line in missed(count, figures)]
    print("\n".join(lines))
    if options.write:
        options.write.write_text("\n".join(lines) + "\n", "utf-8")
    if options.json:
        told = {"figures": {str(count): figures for count, figures in found.items()}, "missed": short}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("\n".join(("Floors missed:", *short)) if short else "No floor is missed.")
    return int(bool(short))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
