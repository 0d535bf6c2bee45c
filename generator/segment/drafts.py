"""An article in the making."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Role
from generator.segment.pieces import Piece


@dataclass(frozen=True)
class Part:
    """What makes one block of a body: one piece, or the pieces of a paragraph that something stood within. No role: its own."""

    pieces: tuple[Piece, ...]
    role: Role | None = None


@dataclass(frozen=True)
class Draft:
    """The lines of an article's headline, its body with subheadings in place, and sentences set large beside it."""

    heads: tuple[Piece, ...] = ()
    body: tuple[Part, ...] = ()
    decks: tuple[Piece, ...] = ()
