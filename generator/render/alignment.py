"""What became of a text, from the source to the value: all its passes at once, as segments that follow each other.

A pass may change what an earlier one wrote. Segments compose the passes, so that each says what stood in the source, what stands
there now, and every change on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.model import Change, Pass, Text


@dataclass(frozen=True)
class Segment:
    """`before` of the source stands as `after` in the value. Without changes the two are the same, and can be cut anywhere."""

    before: str
    after: str
    changes: tuple[Change, ...] = ()


def _part(segment: Segment, start: int, end: int | None = None) -> Segment:
    """A part of an unchanged segment; a changed one is never cut."""
    return segment if segment.changes else Segment(segment.before[start:end], segment.after[start:end])


def _rewritten(value: str, start: int, changes: Iterable[Change]) -> str:
    """`value`, which begins at `start`, after the changes."""
    parts: list[str] = []
    at = 0
    for c in changes:
        parts += value[at : c.span.start - start], c.after
        at = c.span.end - start
    parts.append(value[at:])
    return "".join(parts)


def _compose(segments: Iterable[Segment], done: Pass) -> Iterator[Segment]:
    """The segments after one more pass. A change takes in whole every changed segment that it touches."""
    rest = list(segments)[::-1]  # the next one last
    used = (
        0  # how much of the next one is done with; cutting that off each time would copy a long text for every change
    )
    at = 0  # where what is left of it begins in the value before the pass
    changes = list(done.changes)[::-1]
    while changes:
        change = changes.pop()
        while rest and at + len(rest[-1].after) - used <= change.span.start:
            at += len(rest[-1].after) - used
            yield _part(rest.pop(), used)
            used = 0
        if rest and at < change.span.start and not rest[-1].changes:
            yield _part(rest[-1], used, used + change.span.start - at)
            used += change.span.start - at
            at = change.span.start
        met, start, end = [change], at, change.span.end
        touched: list[Segment] = []
        while rest and at < end:
            left = len(rest[-1].after) - used
            if not rest[-1].changes and left > end - at:
                touched.append(_part(rest[-1], used, used + end - at))
                used, at = used + end - at, end
            else:
                touched.append(_part(rest.pop(), used))
                used, at = 0, at + left
                end = max(end, at)
            while changes and changes[-1].span.start < end:
                met.append(changes.pop())
                end = max(end, met[-1].span.end)
        after = _rewritten("".join(s.after for s in touched), start, met)
        known = (c for s in touched for c in s.changes)
        yield Segment("".join(s.before for s in touched), after, (*known, *met))
    if used:
        yield _part(rest.pop(), used)
    yield from reversed(rest)


def align(text: Text) -> tuple[Segment, ...]:
    """The segments of a text: their `before` are its original, their `after` its value, both from end to end.

    >>> from generator.model import Span
    >>> t = (
    ...     Text.of("a&lt;b")
    ...     .apply([Change("entity", Span(1, 5), "&lt;", "<")])
    ...     .apply([Change("width", Span(1, 2), "<", "〈")])
    ... )
    >>> [(s.before, s.after, len(s.changes)) for s in align(t)]
    [('a', 'a', 0), ('&lt;', '〈', 2), ('b', 'b', 0)]
    """
    segments = [Segment(text.original, text.original)] if text.original else []
    for done in text.passes:
        segments = list(_compose(segments, done))
    return tuple(segments)


def owners(text: Text, wanted: Callable[[Change], bool]) -> list[Change | None]:
    """For each character of the value: the change that wrote it, if it is a wanted one, else None.

    What another change makes of such a character, such as a wider mark, still belongs to the wanted change.
    """
    owned: list[Change | None] = [None] * len(text.original)
    for done in text.passes:
        new: list[Change | None] = []
        at = 0
        for c in done.changes:
            held = owned[c.span.start : c.span.end]
            owner = c if wanted(c) else next((one for one in held if one), None)
            new += owned[at : c.span.start]
            new += held if c.before == c.after and owner is not c else [owner] * len(c.after)
            at = c.span.end
        owned = new + owned[at:]
    return owned
