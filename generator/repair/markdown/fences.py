"""Fenced code, in which nothing is a mark."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import wraps

from generator.model import Change, Span

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^`\n]*$", re.MULTILINE)
_WRAPPER = re.compile(r"\A\s*```+ *(?:markdown|md|text|txt|html)? *\n", re.IGNORECASE)
_WRAPPER_END = re.compile(r"\n```+\s*\Z")


def fences(value: str) -> list[Span]:
    """The fenced stretches, fences included. A fence that is never closed is none.

    >>> fences("甲\\n```\\n**乙**\\n```\\n丙")
    [Span(start=2, end=15)]
    """
    found: list[Span] = []
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(value) if "```" in value or "~~~" in value else ():
        if opened is None:
            opened = match
        elif match[1].startswith(opened[1]):
            found.append(Span(opened.start(), match.end()))
            opened = None
    return found


def unfenced(find: Callable[[str], Iterable[Change]]) -> Callable[[str], Iterator[Change]]:
    """The same rule, but of its changes only those that do not begin in fenced code."""

    @wraps(find)
    def found(value: str) -> Iterator[Change]:
        spans = fences(value)
        starts = [span.start for span in spans]
        for change in find(value):
            at = bisect_right(starts, change.span.start) - 1
            if at < 0 or change.span.start >= spans[at].end:
                yield change

    return found


def find_wrapper(value: str) -> Iterator[Change]:
    """A fence around the whole document, as programs that read pages leave it.

    >>> [c.before for c in find_wrapper("```markdown\\n# 会议\\n```\\n")]
    ['```markdown\\n', '\\n```\\n']
    """
    first, last = _WRAPPER.match(value), _WRAPPER_END.search(value)
    if first and last and first.end() <= last.start() and len(_FENCE.findall(value)) == 2:
        for start, end in (first.span(), last.span()):
            yield Change("fence", Span(start, end), value[start:end], "")
