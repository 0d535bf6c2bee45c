"""One block a line: what the page put around its blocks goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.model import Change, Span
from generator.repair.lines import lines


def find_layout(value: str) -> Iterator[Change]:
    """Blank lines, indents and white space at line ends: what remains is one block a line.

    >>> [(c.before, c.after) for c in find_layout("  甲 \\n\\n　　乙\\n丙\\n")]
    [('  ', ''), (' \\n\\n　　', '\\n'), ('\\n', '')]
    """
    found = list(lines(value))
    if not found:
        if value:
            yield Change("layout", Span(0, len(value)), value, "")
        return
    for start, end, after in (
        (0, found[0].start, ""),
        *((a.end, b.start, "\n") for a, b in pairwise(found)),
        (found[-1].end, len(value), ""),
    ):
        if value[start:end] != after:
            yield Change("layout", Span(start, end), value[start:end], after)
