"""A text that remembers its changes.

Every offset in this module counts code points, from 0, half-open. A rule finds changes; only `Text.apply` edits. A `Text` keeps the
stretches of the source that it was made of and every pass of changes since, so it can be reverted exactly, cut without losing its
history, and asked where in the source any of its characters came from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from generator.errors import ChangeError
from generator.model.change import Change, Pass, Span, Traced

_PLACE = attrgetter("span.start", "span.end")


def _rewrite(value: str, changes: Sequence[Change]) -> str:
    """The value with the changes made. Raises ChangeError where they overlap, or where a `before` does not stand."""
    parts: list[str] = []
    at, begun, rule, size = 0, -1, "", len(value)
    for c in changes:
        start, end = c.span.start, c.span.end
        if end > size or value[start:end] != c.before:
            raise ChangeError(f"{c.rule}: expected {c.before!r} at {start}..{end}, found {value[start:end]!r}")
        if start < at or start == end == begun:
            raise ChangeError(f"{c.rule} at {start} overlaps {rule} at {begun}")
        parts += value[at:start], c.after
        at, begun, rule = end, start, c.rule
    parts.append(value[at:])
    return "".join(parts)


def _undo(value: str, done: Pass) -> str:
    parts: list[str] = []
    at = 0
    for c, start in zip(done.changes, done.moved, strict=True):
        end = start + len(c.after)
        if value[start:end] != c.after:
            raise ChangeError(f"{c.rule}: {c.after!r} does not stand at {start}")
        parts += value[at:start], c.before
        at = end
    parts.append(value[at:])
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Text:
    """A value, the stretches of the source it was made of, and every pass of changes in between.

    Make one with `Text.of`; the others come from `apply`, `slice` and `Text.join`.

    >>> t = Text.of("a&amp;b c").apply([Change("entity", Span(1, 6), "&amp;", "&")])
    >>> t.value, t.revert(), t.origin(2), t.slice(Span(2, 5)).value
    ('a&b c', 'a&amp;b c', 6, 'b c')
    """

    original: str
    stretches: tuple[Span, ...]
    passes: tuple[Pass, ...]
    value: str

    @classmethod
    def of(cls, original: str, base: int = 0) -> Text:
        """The unchanged text `original`, which stands at offset `base` of its source."""
        return cls(original, (Span(base, base + len(original)),), (), original)

    def apply(self, changes: Iterable[Change]) -> Text:
        """The text after one more pass. Raises ChangeError on changes that overlap or whose `before` is not there."""
        done = tuple(changes)
        if not done:
            return self
        if len(done) > 1:
            done = tuple(sorted(done, key=_PLACE))
        return Text(self.original, self.stretches, (*self.passes, Pass(done)), _rewrite(self.value, done))

    def revert(self) -> str:
        """The source again, by undoing every pass, last first. Raises ChangeError if the history does not fit the value."""
        value = self.value
        for done in reversed(self.passes):
            value = _undo(value, done)
        return value

    def _source(self, position: int) -> int:
        """The offset in the source of `position` in the original."""
        for stretch in self.stretches:
            if position < len(stretch):
                return stretch.start + position
            position -= len(stretch)
        return self.stretches[-1].end if self.stretches else 0

    def _source_end(self, position: int) -> int:
        return self._source(position - 1) + 1 if position else self._source(0)

    def _down(self, span: Span, level: int) -> Span:
        """The span in the source of `span` in the value before pass number `level`."""
        start, end = span.start, span.end
        for done in reversed(self.passes[:level]):
            if start == end:  # inserted here or below: it has a place, but no length
                start = end = done.cut(start)
            else:
                start, end = done.place(start), done.reach(end)
                end = max(start, end)
        if start == end:
            return Span(self._source(start), self._source(start))
        low, high = self._source(start), self._source_end(end)
        return Span(low, max(low, high))

    def origin(self, position: int) -> int:
        """The offset in the source of the character at `position` (0 up to and with the length of the value)."""
        if not 0 <= position <= len(self.value):
            raise IndexError(position)
        for done in reversed(self.passes):
            position = done.place(position)
        return self._source(position)

    def source_span(self, span: Span) -> Span:
        """The span in the source that `span` of the value came from."""
        return self._down(span, len(self.passes))

    def slice(self, span: Span) -> Text:
        """The text of `span`, with the part of the history that concerns it.

        Slices that follow each other take the whole source apart: what was deleted at a cut goes to the slice on its right, at the
        end of the text to the last slice that is not empty.
        """
        start, end, size = span.start, span.end, len(self.value)
        if end > size:
            raise IndexError(end)
        value, passes = self.value[start:end], list[Pass]()
        whole = end == size and (start < end or not size)
        for done in reversed(self.passes):
            changes, start, end = done.part(start, end, whole)
            if changes:
                passes.append(Pass(changes))
        return Text(self.original[start:end], self._stretches(start, end), tuple(reversed(passes)), value)

    def _stretches(self, start: int, end: int) -> tuple[Span, ...]:
        """The stretches of the source that `start..end` of the original was made of: at least one, if an empty one."""
        if len(self.stretches) == 1:
            base = self.stretches[0].start
            return (Span(base + start, base + end),)
        found: list[Span] = []
        at = 0
        for s in self.stretches:
            low, high = max(start, at), min(end, at + len(s))
            if low < high:
                found.append(Span(s.start + low - at, s.start + high - at))
            at += len(s)
        return tuple(found) or (Span(self._source(start), self._source(start)),)

    @staticmethod
    def join(texts: Sequence[Text]) -> Text:
        """One text of several that follow each other in the source, with or without a distance between them."""
        stretches: list[Span] = []
        for s in (s for t in texts if t.original for s in t.stretches):
            if stretches and s.start < stretches[-1].end:
                raise ChangeError(f"texts to be joined stand in the wrong order at {s.start}")
            if stretches and s.start == stretches[-1].end:
                stretches[-1] = Span(stretches[-1].start, s.end)
            else:
                stretches.append(s)
        sizes, passes = [len(t.original) for t in texts], []
        for level in range(max((len(t.passes) for t in texts), default=0)):
            changes: list[Change] = []
            at = 0
            for i, t in enumerate(texts):
                done = t.passes[level] if level < len(t.passes) else Pass(())
                changes += done.shifted(at)
                at += sizes[i]
                sizes[i] += done.growth
            passes.append(Pass(tuple(changes)))
        value = "".join(t.value for t in texts)
        return Text("".join(t.original for t in texts), tuple(stretches) or texts[0].stretches, tuple(passes), value)

    def changes(self) -> Iterator[Traced]:
        """Every change, pass by pass, with the span in the source that it goes back to."""
        for level, done in enumerate(self.passes):
            for c in done.changes:
                yield Traced(c, self._down(c.span, level))

    def fate(self) -> tuple[int, Counter[str]]:
        """What became of the source's characters: how many are kept (as they are or replaced), and how many each rule dropped.

        The two add up to the length of the original: a replacement keeps as many characters as it writes, and drops the rest.
        """
        owners = [True] * len(self.original)  # does this character of the value stand for one of the source?
        dropped: Counter[str] = Counter()
        for done in self.passes:
            if all(len(c.before) == len(c.after) for c in done.changes):
                continue
            new: list[bool] = []
            at = 0
            for c in done.changes:
                old, room = sum(owners[c.span.start : c.span.end]), len(c.after)
                new += owners[at : c.span.start]
                new += [True] * min(old, room) + [False] * max(0, room - old)
                if old > room:
                    dropped[c.rule] += old - room
                at = c.span.end
            owners = new + owners[at:]
        return sum(owners), dropped
