"""Changes, and passes of changes made together.

Every offset counts code points, from 0, half-open. A *pass* leads from an *earlier* value to a *later* one, and can say for any place
of the later value where it was in the earlier one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Final, Literal

from generator.errors import ChangeError

Certainty = Literal["proved", "inferred"]


# A large source has millions of spans and changes. These two fill their slots by themselves, which takes half as long as what
# `dataclass` writes for frozen ones.


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """The code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ChangeError(f"not a span: {start}..{end}")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start


_set_start: Final = vars(Span)["start"].__set__
_set_end: Final = vars(Span)["end"].__set__


@dataclass(frozen=True, slots=True, init=False)
class Change:
    """`before`, standing at `span`, becomes `after`.

    `rule` names who found it. *proved* follows from the bytes or the markup; *inferred* is a judgement, and is shown as one.
    A change whose `before` equals its `after` alters nothing: it marks a place (damage that could not be undone).
    """

    rule: str
    span: Span
    before: str
    after: str
    certainty: Certainty = "proved"
    note: str = ""

    def __init__(
        self, rule: str, span: Span, before: str, after: str, certainty: Certainty = "proved", note: str = ""
    ) -> None:
        if len(before) != span.end - span.start:
            raise ChangeError(f"{rule}: {before!r} does not fill {span.start}..{span.end}")
        if not before and not after:
            raise ChangeError(f"{rule}: changes nothing at {span.start}")
        _set_rule(self, rule)
        _set_span(self, span)
        _set_before(self, before)
        _set_after(self, after)
        _set_certainty(self, certainty)
        _set_note(self, note)

    def moved_by(self, distance: int) -> Change:
        """The same change in a value that has so many code points more before it."""
        span = Span(self.span.start + distance, self.span.end + distance)
        return Change(self.rule, span, self.before, self.after, self.certainty, self.note)


_set_rule, _set_span, _set_before, _set_after, _set_certainty, _set_note = (
    vars(Change)[field.name].__set__ for field in fields(Change)
)


@dataclass(frozen=True)
class Traced:
    """A change with the span in the source that it goes back to."""

    change: Change
    source: Span


@dataclass(frozen=True)
class Pass:
    """Changes made together: sorted, apart from each other, with spans in the value before the pass.

    Below, the *earlier* value is the one before the pass and the *later* value the one after it.
    """

    changes: tuple[Change, ...]

    @cached_property
    def moved(self) -> list[int]:
        """Where each change's `after` begins in the later value."""
        moved, shift = [], 0
        for c in self.changes:
            moved.append(c.span.start + shift)
            shift += len(c.after) - len(c.before)
        return moved

    @cached_property
    def growth(self) -> int:
        """How many code points longer the later value is."""
        return sum(len(c.after) - len(c.before) for c in self.changes)

    def _last(self, index: int) -> tuple[Change, int, int]:
        change, start = self.changes[index], self.moved[index]
        return change, start, start + len(change.after)

    def place(self, position: int) -> int:
        """Where the character at `position` of the later value stood in the earlier one.

        A character of a replacement of the same length stood at its own place, of any other replacement at that one's start.
        """
        i = bisect_right(self.moved, position) - 1
        if i < 0:
            return position
        change, start, end = self._last(i)
        if position >= end:
            return change.span.end + position - end
        return change.span.start + (position - start if len(change.before) == len(change.after) else 0)

    def reach(self, position: int) -> int:
        """Where the character that ends at `position` (at least 1) of the later value ended in the earlier one."""
        i = bisect_right(self.moved, position - 1) - 1
        if i < 0:
            return position
        change, start, end = self._last(i)
        if position > end:
            return change.span.end + position - end
        return change.span.start + position - start if len(change.before) == len(change.after) else change.span.end

    def cut(self, position: int) -> int:
        """Where a cut at `position` of the later value cuts the earlier one.

        What was deleted at the cut stays to its right. A cut inside an `after` leaves the whole of its `before` to its left.
        """
        i = bisect_left(self.moved, position) - 1
        if i < 0:
            return position
        change, _, end = self._last(i)
        return change.span.end + max(0, position - end)

    def part(self, start: int, end: int, whole: bool) -> tuple[tuple[Change, ...], int, int]:
        """The changes as they concern `start..end` of the later value, and from where to where that was in the earlier one.

        `whole` says that nothing of the later value follows.
        """
        moved, kept = self.moved, list[Change]()
        first = bisect_left(moved, start)
        last = len(moved) if whole else bisect_left(moved, end, first)
        low, high = start, end
        if first:
            c, begin, stop = self._last(first - 1)
            low, high = c.span.end + max(0, start - stop), c.span.end + max(0, end - stop)
            if start < stop and start < end:  # the cut goes through what this change wrote
                kept.append(Change(c.rule, Span(0, 0), "", c.after[start - begin : end - begin], c.certainty, c.note))
        if first < last:
            kept += [c.moved_by(-low) for c in self.changes[first:last]] if low else self.changes[first:last]
            c, begin, stop = self._last(last - 1)
            high = c.span.end + max(0, end - stop)
            if stop > end:
                at = kept[-1].span
                kept[-1] = Change(c.rule, at, c.before, c.after[: end - begin], c.certainty, c.note)
        return tuple(kept), low, high

    def shifted(self, by: int) -> Iterator[Change]:
        """The changes with their spans moved to the right."""
        return (c.moved_by(by) for c in self.changes)
