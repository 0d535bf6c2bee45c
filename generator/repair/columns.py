"""Columns: what measure lines are set to, which of them are headlines or verse, and where words run over a break."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

import rjieba

from generator.data.script import fold_script
from generator.repair.lines import CLAUSE_END, SENTENCE_END, Line, lines

#: How far a line may stay below its column's measure and still count as full: a mark pushed to the next line, a half-width digit.
_SLACK = 2.0
_WIDEST = 72.0
MARK = re.compile(r"[，。；！？：、,;!?]")
_LAST_MARK = re.compile(r"[，。；！？：,;!?：、]$")


@dataclass(frozen=True)
class Page:
    """The lines of a document with what is known of each, or of the break behind it.

    `echoed`: the characters around the break stand together elsewhere too; `bridged`: so they do, or a word runs over it.
    `margin` is the indent of lines that begin no paragraph; `first_lines` the indent that the others have lost.
    """

    lines: tuple[Line, ...]
    measures: tuple[float | None, ...]
    headings: tuple[bool, ...]
    verse: tuple[bool, ...]
    bridged: tuple[bool, ...]
    echoed: tuple[bool, ...]
    margin: float
    first_lines: float
    marked: bool  # whether markup tells the document's headlines

    def full(self, i: int) -> bool:
        """Whether line `i` fills its column. The first line of a paragraph may have lost its indent, and be so much shorter."""
        measure, line = self.measures[i], self.lines[i]
        if measure is None:
            return False
        lost = self.first_lines if (i == 0 or line.gap) and not line.indent else 0
        return measure - _SLACK - lost <= line.width + line.indent <= measure + 1.5


def _stanzas(found: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines with no blank line among them: the first line's number, and the one behind the last."""
    edges = [0, *(i for i in range(1, len(found)) if found[i].gap), len(found)]
    return ((a, b) for a, b in pairwise(edges) if a < b)


def _measure(stanza: Sequence[Line], words: frozenset[int], starts: Sequence[int]) -> float | None:
    """The measure that these lines, with no blank line among them, are set to; None when they are not wrapped.

    It is the width that most lines reach or nearly reach. Wider ones (headlines) and shorter ones (ends of paragraphs) are the rest.
    """
    if len(stanza) < 3 or any(line.structured for line in stanza):
        return None
    reach = [line.width + line.indent for line in stanza[:-1]]
    widths = sorted(w for w in reach if 6 <= w <= _WIDEST)
    if not widths:
        return None
    full = {w: bisect_right(widths, w) - bisect_left(widths, w - _SLACK) for w in widths}
    measure = max(full, key=lambda w: (full[w], w))
    ended = sum(bool(_LAST_MARK.search(line.text)) for line in stanza[:-1])
    marked = sum(bool(MARK.search(line.text)) for line in stanza)
    broken = sum(at not in words for at in starts[1:])
    if not marked or full[measure] < 0.5 * len(reach) or ended > 0.5 * len(reach):
        return None
    prose = any(mark in line.text for line in stanza for mark in "。；")
    return measure if prose or broken > 0.12 * len(reach) or len(stanza) < 6 else None  # a poet breaks no words


def _measures(found: Sequence[Line], words: frozenset[int], starts: Sequence[int]) -> Iterator[float | None]:
    """The measure of each line. Short stanzas take that of the nearest wrapped one, when they would fit it."""
    stanzas = list(_stanzas(found))
    measured = [_measure(found[a:b], words, starts[a:b]) for a, b in stanzas]
    for n, (a, b) in enumerate(stanzas):
        own = measured[n]
        if own is None and b - a < 3 and not any(line.structured for line in found[a:b]):
            near = (
                m for d in (1, 2, 3) for m in (*measured[max(0, n - d) : n - d + 1], *measured[n + d : n + d + 1]) if m
            )
            widest = max(line.width for line in found[a:b])
            own = next((m for m in near if m - _SLACK <= widest <= m + 1), None)
        yield from [own] * (b - a)


def _headings(found: Sequence[Line], measures: Sequence[float | None], marked: bool) -> Iterator[bool]:
    """Whether each line stands among lines that read like headlines: short, a few together, no mark that ends a sentence.

    A line that holds a comma is none where markup tells the headlines (but for the line under one, which may be its deck), nor
    where it fills a column of prose.
    """
    for a, b in _stanzas(found):
        stanza = found[a:b]
        joined = "".join(line.text for line in stanza)
        commas = len(re.findall("[，,]", joined))
        plain = len(stanza) <= 6 and not re.search(r"[。；!?！？]", joined) and not CLAUSE_END.search(joined)
        filled = any(m is not None and line.width >= m - _SLACK for m, line in zip(measures[a:b], stanza, strict=True))
        under = a > 0 and found[a - 1].text.startswith("#")
        plain = plain and commas <= (0 if (marked and not under) or filled else 1)
        yield from [plain and len(joined) <= 30 * len(stanza)] * len(stanza)


def _verses(found: Sequence[Line], measures: Sequence[float | None]) -> Iterator[bool]:
    """Whether each line stands among lines that break where the writer broke them: verse, or a list.

    That is: four or more short ones that each end with a mark, or six with no full stop among them, or, whatever stands between
    them, four of the same few characters that each end with a mark.
    """
    even = _even(found)
    for a, b in _stanzas(found):
        stanza = found[a:b]
        marked = sum(bool(_LAST_MARK.search(line.text)) for line in stanza)
        short = all(line.width <= 22 for line in stanza) and measures[a] is None
        free = len(stanza) >= 6 and not any(mark in line.text for line in stanza for mark in "。；")
        verse = short and (free or (len(stanza) >= 4 and marked >= 0.8 * len(stanza)))
        yield from (verse or even[i] for i in range(a, b))


def _even(found: Sequence[Line]) -> list[bool]:
    """Whether each line is one of four or more of the same width, none wider than sixteen characters, that end with a mark."""
    alike = [False] * len(found)
    for _, run in groupby(range(len(found)), key=lambda i: (found[i].width, bool(_LAST_MARK.search(found[i].text)))):
        numbers = list(run)
        if len(numbers) >= 4 and 4 <= found[numbers[0]].width <= 16 and _LAST_MARK.search(found[numbers[0]].text):
            for i in numbers:
                alike[i] = True
    return alike


def _edges(words: Iterable[str]) -> Iterator[int]:
    """Where words meet, or the halves of a compound: a break there goes through no word."""
    at = 0
    for word in words:
        yield at
        yield from range(at + 2, at + len(word) - 1)
        at += len(word)


def _echoes(flat: str, starts: Sequence[int]) -> Iterator[bool]:
    """Whether the four characters around each line break stand together elsewhere in the document too."""
    around = [flat[at - 2 : at + 2] for at in starts[1:]]
    wanted = {c for c in around if len(c) == 4 and c.isalnum()}
    counts = Counter(c for c in (flat[i : i + 4] for i in range(len(flat) - 3)) if c in wanted)
    yield from (counts[c] > 1 for c in around)


def read_page(value: str) -> Page:
    found = tuple(lines(fold_script(value)))
    starts = tuple(accumulate((len(line.text) for line in found[:-1]), initial=0))
    flat = "".join(line.text for line in found)
    words = frozenset(_edges(rjieba.cut(flat, False)))
    echoed = tuple(_echoes(flat, starts))
    bridged = tuple(echo or at not in words for echo, at in zip(echoed, starts[1:], strict=True))
    measures = tuple(_measures(found, words, starts))
    marked = sum(line.text.startswith("#") for line in found) > 1
    headings = tuple(_headings(found, measures, marked))
    margin = sorted(line.indent for line in found)[len(found) // 5] if found else 0.0
    return Page(
        found,
        measures,
        headings,
        tuple(_verses(found, measures)),
        bridged,
        echoed,
        margin,
        _lost_indent(found, measures),
        marked,
    )


def _lost_indent(found: Sequence[Line], measures: Sequence[float | None]) -> float:
    """The indent that first lines have lost: two characters where blank lines alone part the paragraphs, else none is assumed."""
    inner = outer = 0
    for i, (line, measure) in enumerate(zip(found, measures, strict=True)):
        if measure is not None and SENTENCE_END.search(line.text):
            if i + 1 == len(found) or found[i + 1].gap:
                outer += 1
            elif line.width < measure - _SLACK and i and not line.gap:
                inner += 1
    return 2.0 if inner * 10 <= outer else 0.0
