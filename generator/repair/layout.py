"""One block a line: what the page put around its blocks goes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Change, Span


def _texts(value: str) -> Iterator[tuple[int, int]]:
    """Where the text of each line begins and ends that is not blank, without the white space around it."""
    at = 0
    for line in value.split("\n"):
        text = line.strip()
        if text:
            start = at + line.index(text[0])
            yield start, start + len(text)
        at += len(line) + 1


def find_layout(value: str) -> Iterator[Change]:
    """Blank lines, indents and white space at line ends: what remains is one block a line.

    >>> [(c.before, c.after) for c in find_layout("  甲 \\n\\n　　乙\\n丙\\n")]
    [('  ', ''), (' \\n\\n　　', '\\n'), ('\\n', '')]
    """
    end, between = 0, ""
    for start, stop in _texts(value):
        if value[end:start] != between:
            yield Change("layout", Span(end, start), value[end:start], between)
        end, between = stop, "\n"
    if end < len(value):
        yield Change("layout", Span(end, len(value)), value[end:], "")
