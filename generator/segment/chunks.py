"""Chunks: the headlines of a page, and the body that follows each run of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Final

from generator.segment.pieces import Piece

#: More lines than this are no headline.
_LONGEST_HEAD = 8
#: By how many pairs of characters a body must lean to two sides before it is thought to be of two articles.
_DIVIDED = 12
#: A shorter line is no paragraph that begins an article.
_PROSE = 20
#: What is shorter is no body of an article.
SHORTEST_BODY = 30
#: A line of verse, how many make a stanza, and what no list of names or bodies has.
_VERSE: Final = re.compile(r"[一-鿿，。！？；、—…“”·　]{4,18}")
_STANZA: Final = 4
_SAYS: Final = re.compile(r"[，。！？；…]$|[我你他她它的了不在着]")
#: What stands beside the text.
_BESIDE = ("label", "credit", "caption", "image")
_ENDED: Final = re.compile(r"[。！？!?：:；;…][”’」』）)】\]]{0,3}$|[）)】\]]$")
#: What a paragraph does not begin with.
_MID: Final = re.compile(r"[，。、；：？！”’」』）》〉】…,.;:?!)的了]")
_OPENS: Final = re.compile(r"[“「（(《【\[\d一二三四五六七八九十]")


@dataclass(frozen=True)
class Chunk:
    """Headlines and the body behind them."""

    heads: tuple[Piece, ...]
    body: tuple[Piece, ...]

    @cached_property
    def first(self) -> Piece | None:
        """What the body begins with, behind the lines that a site or a page prints above it."""
        return next((p for p in self.body if p.kind not in _BESIDE), None)

    @cached_property
    def opens(self) -> bool:
        """Whether a piece of writing begins with the body: a dateline stands there, or it goes on from another page."""
        return self.first is not None and self.first.opens

    @cached_property
    def letter(self) -> bool:
        return self.first is not None and self.first.kind == "salutation"

    @cached_property
    def closed(self) -> bool:
        """Whether the body has come to its end: a date stands last, or who wrote it."""
        last = next((p for p in reversed(self.body) if p.kind not in ("caption", "image", "label")), None)
        return last is not None and _ends(last)

    @cached_property
    def last(self) -> Piece | None:
        """What the body ends with, before what a page prints below it."""
        return next((p for p in reversed(self.body) if p.kind not in _BESIDE), None)

    @cached_property
    def verse(self) -> bool:
        """Whether the body is lines of verse, no list of bodies or names."""
        lines = [p for p in self.body if p.kind not in _BESIDE]
        broken = sum(bool(_VERSE.fullmatch(p.text)) and not p.organ for p in lines)
        return broken >= _STANZA and broken >= 0.8 * len(lines) and any(_SAYS.search(p.text) for p in lines)

    @cached_property
    def length(self) -> int:
        return sum(len(p.text) for p in self.body)


def _ends(p: Piece) -> bool:
    """Whether a piece of writing seems to end with this piece."""
    return p.kind in ("date", "signature") or p.closes or (p.kind == "credit" and not p.photo)


def _runs(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with the middle of long runs of lines that only look like headlines made paragraphs: verse, lists."""
    run: list[Piece] = []
    headed = False  # whether a headline stands before the run, by itself: then its first line is none
    for p in (*pieces, None):
        if p is not None and p.kind == "heading" and p.level == 8:
            run.append(p)
            continue
        if len(run) > _LONGEST_HEAD:
            tail = 2 if p is not None and p.kind not in ("heading", *_BESIDE) else 0
            first = 0 if headed else 1
            run[first : len(run) - tail] = [replace(line, kind="p", level=0) for line in run[first : len(run) - tail]]
        yield from run
        headed = headed or 0 < len(run) <= _LONGEST_HEAD
        run.clear()
        if p is not None:
            yield p
            headed = p.kind == "heading" or (headed and p.kind in _BESIDE)


def _may_begin(body: Sequence[Piece], length: int, p: Piece) -> bool:
    """Whether a body may begin with a piece behind these, without a headline: something of the page stood before it, or an ending.

    `length`: of the text of the body so far, in code points.
    """
    if length < SHORTEST_BODY:
        return False
    before = body[-1]
    if p.kind == "salutation":
        return before.kind != "salutation"
    if p.kind != "p" or len(p.text) < _PROSE or torn_pieces(before, p) > 0:
        return False
    return _ends(before) or (before.span.end != p.span.start and before.kind == "p")


def chunks(pieces: Sequence[Piece]) -> list[Chunk]:
    """The pieces in order, a new chunk at every headline behind a body and at every opening of a body.

    Who wrote an article stands among its headlines where the line follows one.
    """
    found: list[Chunk] = []
    heads: list[Piece] = []
    body: list[Piece] = []
    written = False  # whether the body holds more than what a site prints above it
    length = 0
    for p in _runs(pieces):
        head = p.kind in ("heading", "pointer") or (bool(heads) and not body and p.makers)
        if written and (head or p.opens or _may_begin(body, length, p)):
            found.append(Chunk(tuple(heads), tuple(body)))
            heads, body, written, length = [], [], False, 0
        (heads if head else body).append(p)
        length += 0 if head or p.kind in _BESIDE else len(p.text)
        stamp = p.kind == "date" and len(body) < 2 and bool(heads)  # when a site put the article up
        written = written or not (head or stamp or p.kind in _BESIDE)
    if heads or body:
        found.append(Chunk(tuple(heads), tuple(body)))
    return found


def divided(found: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, those cut in two whose body could belong to two articles, by the words that it shares with its neighbours.

    Where headlines stand in the middle of their articles, nothing but words shows where one article ends and the next begins.
    """
    done: list[Chunk] = []
    for i, chunk in enumerate(found):
        cut = _division(found, i) if 0 < i < len(found) - 1 else 0
        if cut:
            done += (Chunk(chunk.heads, chunk.body[:cut]), Chunk((), chunk.body[cut:]))
        else:
            done.append(chunk)
    return done


def _division(found: Sequence[Chunk], i: int) -> int:
    """The number of the piece at which a body is best divided between its neighbours; 0 where it is not."""
    before, chunk, behind = found[i - 1], found[i], found[i + 1]
    if not behind.heads or behind.opens or len(chunk.body) < 2 or not before.body:
        return 0
    left = frozenset[str]().union(*(p.grams for p in (*before.body, *chunk.heads)))
    right = frozenset[str]().union(*(p.grams for p in (*behind.heads, *behind.body)))
    only_left, only_right = left - right, right - left
    lean = [len(p.grams & only_left) - len(p.grams & only_right) for p in chunk.body]
    total = sum(lean)
    sums = [2 * before_it - total for before_it in accumulate(lean, initial=0)]
    best = max(range(1, len(lean)), key=lambda n: sums[n])
    return best if sums[best] - max(sums[0], sums[-1]) >= _DIVIDED else 0


def torn_pieces(before: Piece, behind: Piece) -> float:
    """How surely, 0 to 1, a sentence goes on from one paragraph to another."""
    unfinished = before.kind == "p" and len(before.text) >= 8 and not _ENDED.search(before.text)
    if not unfinished or behind.kind != "p" or behind.opens:
        return 0.0
    if _MID.match(behind.text):
        return 1.0
    return 0.4 if _OPENS.match(behind.text) else 0.8


def torn(before: Chunk, behind: Chunk) -> float:
    """How surely, 0 to 1, a sentence goes on from one body to the next, whatever stands between."""
    if before.last is None or behind.first is None:
        return 0.0
    return torn_pieces(before.last, behind.first)
