"""What the headlines and bodies of a page say about each other: found once, asked by every way of reading it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from generator.data import page_weights
from generator.segment.chunks import SHORTEST_BODY, Chunk, torn
from generator.segment.pieces import Piece
from generator.segment.words import Wording, alike

#: How many bodies before and behind a headline may be its own.
_NEAR = 8
#: A report that is no longer, in code points, is a brief one.
_BRIEF = 450
#: Bodies that share more of their words repeat each other, which says no more.
_ALIKE = 0.4
#: How the titles of documents end.
_DOCUMENT: Final = re.compile(
    r"(?:的(?:通知|通告|公告|通报|公示|意见|决定|决议|报告|批复|函|讲话|致辞|发言|建议|倡议|说明|情况)|公告|公示|通告|公报|声明|启事|倡议书"
    r"|一封信|慰问信|感谢信|公开信|贺信|办法|条例|实施细则|方案|预案|规划|章程)(?:[（(].{0,40}[）)])?$"
)


def fit(share: float) -> float:
    """What the share of a headline's words that stand in a body says for the two belonging together."""
    w = page_weights()
    return max(w["least fit"], min(w["most fit"], w["fit"] * (share - w["fitting share"])))


@dataclass(frozen=True)
class Lines:
    """Some of the lines above a body, one after another: what they say apart from any way of reading the page.

    `own`: the share of their words that stands in the body below.
    """

    pieces: tuple[Piece, ...]
    chunk: Chunk
    number: int
    wording: Wording

    @cached_property
    def level(self) -> int:
        return min((p.level for p in self.pieces if p.kind == "heading"), default=9)

    @cached_property
    def own(self) -> float:
        return self.wording.share((self.number,))

    @cached_property
    def looks(self) -> float:
        """How much they look like the title of an article rather than like a subheading, by themselves."""
        lines = [p for p in self.pieces if p.kind == "heading"]
        longest = max((len(p.text) for p in lines), default=0)
        w = page_weights()
        score = w["long headline"] if longest >= 12 else w["short headline"] if longest <= 7 else 0.0
        score += w["headline of two or three lines"] if len(lines) in (2, 3) else 0.0
        score += w["names a document"] if any(_DOCUMENT.search(p.text) for p in lines) else 0.0
        score += w["picture below"] if self.chunk.body and self.chunk.body[0].kind in ("caption", "image") else 0.0
        score += w["makers below"] if any(p.makers for p in self.pieces) else 0.0
        return score

    @cached_property
    def only_looks(self) -> float:
        """What speaks against a headline in mid-page that nothing but its looks shows to be one."""
        if self.level < 8 or self.chunk.opens or self.chunk.letter or any(p.makers for p in self.pieces):
            return 0.0
        w = page_weights()
        return (
            w["only looks"]
            + w["only looks, words elsewhere"] * (self.own < 0.5)
            + w["only looks, short body"] * (self.chunk.length < 80)
            + w["only looks, short"] * (max(len(p.text) for p in self.pieces) < 8)
        )

    @cached_property
    def names_part(self) -> bool:
        """Whether the first of them is one of a part, whatever stands around it: numbered, or of a box."""
        return self.pieces[0].sidebar or self.pieces[0].numbered


class Vocabularies(dict[int, frozenset[str]]):
    """The pairs of neighbouring characters of each body, by its number; found when they are asked for: most pages need few."""

    def __init__(self, bodies: Sequence[Iterable[Piece]]) -> None:
        super().__init__()
        self._bodies = bodies

    def __missing__(self, number: int) -> frozenset[str]:
        found = self[number] = frozenset[str]().union(*(p.grams for p in self._bodies[number]))
        return found


@dataclass(frozen=True)
class Page:
    """The chunks of a page, and what has been found out about them."""

    chunks: tuple[Chunk, ...]
    vocabularies: Vocabularies
    _lines: dict[tuple[int, int, int], Lines] = field(default_factory=dict)
    _begins: dict[tuple[int, tuple[int, ...]], float] = field(default_factory=dict)

    @classmethod
    def of(cls, chunks: Sequence[Chunk]) -> Page:
        return cls(tuple(chunks), Vocabularies([c.body for c in chunks]))

    def lines(self, number: int, start: int, stop: int) -> Lines:
        """The lines from `start` to `stop` above a chunk's body."""
        key = (number, start, stop)
        found = self._lines.get(key)
        if found is None:
            chunk = self.chunks[number]
            pieces = chunk.heads[start:stop]
            text = "\n".join(p.text for p in pieces if p.kind == "heading")
            near = range(max(0, number - _NEAR), min(len(self.chunks), number + _NEAR))
            found = self._lines[key] = Lines(pieces, chunk, number, Wording.of(text, self.vocabularies, near))
        return found

    def share(self, number: int, at: int, among: Iterable[int]) -> float:
        """The share of the words of one line above a chunk's body that stands in some bodies."""
        return self.lines(number, at, at + 1).wording.share(among)

    def siblings(self, lines: Lines) -> int:
        """How many later bodies without a dateline have a headline of the same level and length: a set of subheadings; 2 at most."""
        size = max((len(p.text) for p in lines.pieces if p.level == lines.level), default=0)
        found = 0
        for number in range(lines.number + 1, min(lines.number + 6, len(self.chunks))):
            chunk = self.chunks[number]
            if chunk.opens or not chunk.heads or self.lines(number, 0, len(chunk.heads)).level < lines.level:
                break
            found += any(p.level == lines.level and abs(len(p.text) - size) <= 4 for p in chunk.heads)
        return min(found, 2)

    def brief(self, bodies: tuple[int, ...]) -> bool:
        """Whether an article so far is a short report with a dateline: such have no subheadings."""
        first = self.chunks[bodies[0]]
        return len(bodies) == 1 and first.opens and first.length <= _BRIEF

    def begins(self, number: int, bodies: tuple[int, ...]) -> float:
        """What speaks for an article beginning with a body behind these, apart from headlines."""
        if not bodies:
            return 0.0
        key = (number, bodies)
        found = self._begins.get(key)
        if found is None:
            found = self._begins[key] = self._beginning(number, bodies)
        return found

    def _beginning(self, number: int, bodies: tuple[int, ...]) -> float:
        chunk, last = self.chunks[number], self.chunks[bodies[-1]]
        w = page_weights()
        score = w["dateline"] if chunk.opens else w["no dateline"]
        score += w["salutation"] if chunk.letter and last.length >= SHORTEST_BODY else 0.0
        score += w["closed before"] if last.closed and last.length >= SHORTEST_BODY else 0.0
        score += w["verse"] if chunk.verse and chunk.heads and not last.verse else 0.0
        score -= w["torn"] * torn(last, chunk)
        score -= w["short body"] if chunk.length < SHORTEST_BODY else 0.0
        score -= w["no body"] if not chunk.body else 0.0
        repeated = alike(self.vocabularies[number], (self.vocabularies[n] for n in bodies))
        return score + w["words alike"] * (w["usual alikeness"] - min(_ALIKE, repeated))
