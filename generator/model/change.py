"""Changes, and passes of changes made together.

Every offset counts code points, from 0, half-open. A *pass* leads from an *earlier* value to a *later* one, and can say for any place
of the later value where it was in the earlier one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.errors import ChangeError

Certainty = Literal["proved", "inferred"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ChangeError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
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

    def __post_init__(self) -> None:
        if len(self.before) != self.span.end - self.span.start:
            raise ChangeError(f"{self.rule}: {self.before!r} does not fill {self.span.start}..{self.span.end}")
        if not self.before and not self.after:
            raise ChangeError(f"{self.rule}: changes nothing at {self.span.start}")


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

    def part(self, start: int, end: int, whole: bool, offset: int) -> Pass:
        """The pass as it concerns `start..end` of the later value; `whole` says that nothing of the later value follows.

        `offset` is `cut(start)`, which the caller knows.
        """
        kept: list[Change] = []
        moved = self.moved
        for i in range(max(0, bisect_left(moved, start) - 1), len(moved)):
            first = moved[i]
            if first > end:
                break
            c = self.changes[i]
            last = first + len(c.after)
            if first == end and not (whole and first == last):
                break
            if first < start:
                if last > start and end > start:  # the cut goes through what this change wrote
                    after = c.after[start - first : end - first]
                    kept.append(Change(c.rule, Span(0, 0), "", after, c.certainty, c.note))
                continue
            if offset or last > end:
                span = Span(c.span.start - offset, c.span.end - offset)
                c = Change(c.rule, span, c.before, c.after[: end - first], c.certainty, c.note)
            kept.append(c)
        return Pass(tuple(kept))

    def shifted(self, by: int) -> Iterator[Change]:
        """The changes with their spans moved to the right."""
        for c in self.changes:
            yield Change(c.rule, Span(c.span.start + by, c.span.end + by), c.before, c.after, c.certainty, c.note)
