"""Chunks: the headlines of a page, and the body that follows each run of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.segment.pieces import Piece

#: More lines than this are no headline.
_LONGEST_HEAD = 8
#: What stands last in an article.
_LAST = ("date", "credit", "caption")
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

    @property
    def first(self) -> Piece | None:
        """What the body begins with, behind the lines that a site or a page prints above it."""
        return next((p for p in self.body if p.kind not in _BESIDE), None)

    @property
    def opens(self) -> bool:
        """Whether a piece of writing begins with the body: a dateline stands there, or it goes on from another page."""
        return self.first is not None and self.first.opens

    @property
    def letter(self) -> bool:
        return self.first is not None and self.first.kind == "salutation"

    @property
    def closed(self) -> bool:
        """Whether the body has come to its end: a date or credits stand last, or names in brackets."""
        return bool(self.body) and (self.body[-1].kind in _LAST or self.body[-1].closes)

    @property
    def last(self) -> Piece | None:
        """What the body ends with, before what a page prints below it."""
        return next((p for p in reversed(self.body) if p.kind not in _BESIDE), None)

    @property
    def length(self) -> int:
        return sum(len(p.text) for p in self.body)


def _runs(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with the middle of long runs of lines that only look like headlines made paragraphs: verse, lists."""
    run: list[Piece] = []
    headed = False  # whether a marked headline stands before the run: then its first line is none
    for p in (*pieces, None):
        if p is not None and p.kind == "heading" and p.level == 8:
            run.append(p)
            continue
        if len(run) > _LONGEST_HEAD:
            tail = 2 if p is not None else 0
            first = 0 if headed else 1
            run[first : len(run) - tail] = [replace(line, kind="p", level=0) for line in run[first : len(run) - tail]]
        yield from run
        run.clear()
        if p is not None:
            yield p
            headed = p.kind == "heading"


def chunks(pieces: Sequence[Piece]) -> list[Chunk]:
    """The pieces in order, a new chunk at every headline behind a body and at every opening of a body.

    Who wrote an article stands among its headlines where the line follows one.
    """
    found: list[Chunk] = []
    heads: list[Piece] = []
    body: list[Piece] = []
    written = False  # whether the body holds more than what a site prints above it
    for p in _runs(pieces):
        head = p.kind in ("heading", "pointer") or (p.makers and bool(heads) and not body)
        begins = p.opens or (p.kind == "salutation" and bool(body) and body[-1].kind in _LAST)
        if written and (head or begins):
            found.append(Chunk(tuple(heads), tuple(body)))
            heads, body, written = [], [], False
        (heads if head else body).append(p)
        written = written or not (head or p.kind in ("label", "credit"))
    if heads or body:
        found.append(Chunk(tuple(heads), tuple(body)))
    return found


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
