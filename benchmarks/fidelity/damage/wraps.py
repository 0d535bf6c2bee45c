"""Hard wraps: lines broken by the column, not by the writer, at 8 to 40 characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from benchmarks.fidelity.damage.clean import plain_block
from benchmarks.fidelity.truth import Block, Clean

_NOT_FIRST: Final = "，。、；：？！”’」』）》〉】…—,.;:?!)%％℃"
_NOT_LAST: Final = "“‘「『（《〈【("
_RUN: Final = re.compile(r"[\x21-\x7e]+|.", re.DOTALL)
_HEADS: Final = ("kicker", "title", "deck", "h2", "h3")
#: Set as they are, however long.
_KEPT: Final = ("table", "verse")
#: Sets a text to a measure, its first line indented by so many characters.
Setter = Callable[[str, int, int], list[str]]


def width(text: str) -> float:
    """How many Han characters wide a text is set; other characters are half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def columns(text: str, measure: int, *, indent: int = 0, split: bool = True, tidy: bool = True) -> list[str]:
    """The lines of a text set to a measure. `split` breaks words and numbers; `tidy` keeps marks from the wrong line.

    >>> columns("会议指出，2019年要加强督导。", 5)
    ['会议指出，', '2019年要加', '强督导。']
    """
    lines, line = [], "　" * indent
    for atom in text if split else _RUN.findall(text):
        if width(line) + width(atom) > measure and line.strip():
            keep = _tidy(line, atom) if tidy else len(line)
            lines.append(line[:keep])
            line = line[keep:]
        line += atom
    return [*lines, line]


def _tidy(line: str, atom: str) -> int:
    """How many characters stay on a full line, so that no mark stands where it must not."""
    keep, first = len(line), atom[0]
    while keep > 2 and (first in _NOT_FIRST or line[keep - 1] in _NOT_LAST):
        keep -= 1
        first = line[keep]
    return keep


def hanging(text: str, measure: int, indent: int = 0) -> list[str]:
    """The lines of a text set so that one mark hangs beyond the measure where it would begin the next line.

    >>> hanging("会议指出，要加强督导。", 4)
    ['会议指出，', '要加强督', '导。']
    """
    lines, line, hung = [], "　" * indent, False
    for c in text:
        if width(line) + width(c) > measure and line.strip():
            if c in _NOT_FIRST and not hung:
                line, hung = line + c, True
                continue
            keep = len(line) if hung else _tidy(line, c)
            lines.append(line[:keep])
            line, hung = line[keep:], False
        line += c
    return [*lines, line]


def justified(text: str, measure: int, indent: int, rng: Random) -> list[str]:
    """Lines that each are up to two characters shorter or longer than the measure, as where a justified page was read."""
    lines, rest = [], "　" * indent + text
    while width(rest) > measure:
        line = columns(rest, max(6, measure + rng.choice((-2, -1, -1, 0, 0, 0, 1, 1, 2))))[0]
        lines.append(line)
        rest = rest[len(line) :]
    return [*lines, rest]


def counted(text: str, measure: int, indent: int = 0) -> list[str]:
    """Lines of so many characters, whatever they are: a Latin letter counts as much as a Han character.

    >>> counted("COVID-19疫情防控", 6)
    ['COVID-', '19疫情防控']
    """
    whole = "　" * indent + text
    return [whole[i : i + measure] for i in range(0, len(whole), measure)]


def _measure(rng: Random) -> int:
    return rng.choice((8, 10, 12, 12, 13, 14, 15, 16, 18, 20, 22, 24, 27, 32, 36, 40))


def _tidily(rng: Random) -> Setter:
    split, tidy = rng.random() < 0.7, rng.random() < 0.7
    return lambda text, measure, indent: columns(text, measure, indent=indent, split=split, tidy=tidy)


def set_block(piece: Block, measure: int, indent: int, rng: Random, setter: Setter) -> list[str]:
    """The lines of a block."""
    if piece.kind in _KEPT:
        return piece.text.split("\n")
    if piece.kind in _HEADS:
        return columns(piece.text, max(measure, 18), split=False)
    if piece.kind == "signature":
        return [" " * rng.choice((0, 2 * max(0, measure - int(width(piece.text))))) + piece.text]
    own = 0 if piece.kind in ("li", "salutation") else indent
    text = piece.text if piece.kind == "quote" else plain_block(piece)
    return setter(text, measure, own)


def _set(
    texts: Sequence[Clean], rng: Random, *, indent: int, between: str, every: int = 0, setter: Setter | None = None
) -> str:
    """All texts in columns of one measure, with `between` at the end of every paragraph, and a gap after `every` lines."""
    measure = _measure(rng)
    setter = setter or _tidily(rng)
    out: list[str] = []
    count = 0
    for text in texts:
        pieces = text.pieces
        for i, piece in enumerate(pieces):
            for line in set_block(piece, measure, indent, rng, setter):
                out.append(line)
                count += 1
                if every and piece.kind in ("p", "quote", "li") and count % every == 0:
                    out.append("")
            behind_heads = piece.kind in _HEADS[:3] and pieces[i + 1].kind not in _HEADS[:3]
            poem = piece.kind == "verse" and i + 1 < len(pieces) and pieces[i + 1].kind == "verse"
            if (between and not poem) or behind_heads:
                out.append("")
        out.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out))


def wrapped_blank(texts: Sequence[Clean], rng: Random) -> str:
    """Blank lines between paragraphs."""
    return _set(texts, rng, indent=0, between="\n")


def wrapped_indent(texts: Sequence[Clean], rng: Random) -> str:
    """First lines indented by two characters."""
    return _set(texts, rng, indent=2, between="")


def wrapped_plain(texts: Sequence[Clean], rng: Random) -> str:
    """Nothing shows where a paragraph ends but its last line."""
    return _set(texts, rng, indent=0, between="")


def wrapped_columns(texts: Sequence[Clean], rng: Random) -> str:
    """Columns: blank lines between paragraphs, and wherever a column of the page ended."""
    return _set(texts, rng, indent=0, between="\n", every=rng.randint(9, 24))


def _any(texts: Sequence[Clean], rng: Random, setter: Setter | None = None) -> str:
    """Paragraphs shown in one of the three ways: by blank lines, by indents, or by nothing."""
    indent, between = rng.choice(((0, "\n"), (2, ""), (0, "")))
    return _set(texts, rng, indent=indent, between=between, setter=setter)


def wrapped_hanging(texts: Sequence[Clean], rng: Random) -> str:
    """Marks hang beyond the measure, so that no line begins with one."""
    return _any(texts, rng, hanging)


def wrapped_justified(texts: Sequence[Clean], rng: Random) -> str:
    """Lines of a justified column, some longer and some shorter."""
    return _any(texts, rng, lambda text, measure, indent: justified(text, measure, indent, rng))


def wrapped_counted(texts: Sequence[Clean], rng: Random) -> str:
    """Every character counts as one, and marks stand where they fall."""
    return _any(texts, rng, counted)


def wrapped_papers(texts: Sequence[Clean], rng: Random) -> str:
    """A newspaper's page: each article has a measure, and a way to show its paragraphs, of its own."""
    return "\n".join(_any([text], rng) for text in texts)
