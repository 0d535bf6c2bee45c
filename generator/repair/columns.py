"""Columns: what measure lines are set to, and where words run over a line's end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import rjieba

from generator.data.script import fold_script
from generator.repair.lines import SENTENCE_END, Line, lines, width

#: How far a line may stay below its column's measure and still count as full: a mark pushed to the next line, a half-width digit.
SLACK = 2.0
_NARROWEST, _WIDEST = 6.0, 72.0
#: A longer run of lines without a blank one is measured in parts: several articles may stand in it, each with a measure of its own.
_PART = 16
#: How many runs before and behind lend their measure to one that is too short to have its own.
_BORROW = 3
_NO_HEADING = re.compile(r"[。；!?！？]|[，,：:；;…—][”’」』）)】\]]{0,3}$")
_ENDED = re.compile(r"[。！？!?：:；;…—][”’」』）)】\]]{0,3}$|[）)】\]]$")
_MOST_HEADS = 6
_SHORT, _FEWEST_VERSES = 22, 4
_STOP = re.compile("[。；]")
#: A mark at the end of a line, or what a lost character left of one.
_LAST_MARK = re.compile(r"[，。；！？：,;!?:、\ufffd]$")
#: What cannot stand at the beginning of a line, and what cannot at its end: they take their neighbour along.
_NOT_FIRST, _NOT_LAST = frozenset("，。、；：？！”’」』）》〉】…—,.;:?!)%％℃"), frozenset("“‘「『（《〈【(")


@dataclass(frozen=True, slots=True)
class Column:
    """What a run of lines is set to. `measure` is in Han characters.

    Shares, 0 to 1, of its lines but the last: `full` reach the measure, `marked` end with a mark; of its line ends, `broken` go
    through a word.
    """

    measure: float
    full: float
    marked: float
    broken: float


@dataclass(frozen=True)
class Page:
    """The lines of a document with what is known of each, or of the break behind it.

    `bridged`: a word runs over the break behind the line; `echoed`: the characters around it stand together elsewhere too.
    `stanzas` counts the lines between the blank ones around it; `verses`: it stands among lines that the writer broke;
    `headings`: among a few that read like headlines.
    `margin` is the indent, in Han characters, of lines that begin no paragraph.
    """

    lines: tuple[Line, ...]
    columns: tuple[Column | None, ...]
    stanzas: tuple[int, ...]
    verses: tuple[bool, ...]
    headings: tuple[bool, ...]
    bridged: tuple[bool, ...]
    echoed: tuple[bool, ...]
    margin: float
    lost: float  # the indent that the first lines of paragraphs seem to have lost
    indents: bool  # whether indents show where paragraphs begin
    gaps: float  # the share of line ends that have blank lines behind them
    headed: bool  # whether markup tells the document's headlines

    def short(self, i: int) -> float | None:
        """By how many characters line `i` stays below its measure; None without one."""
        column, line = self.columns[i], self.lines[i]
        if column is None:
            return None
        lost = self.lost if (i == 0 or line.gap) and not line.indent else 0.0
        return column.measure - line.width - line.indent - lost

    def room(self, i: int) -> float | None:
        """How many characters would be left if what line `i + 1` begins with stood at the end of line `i`; below 0: no room."""
        short = self.short(i)
        return None if short is None else short - first_unit(self.lines[i + 1].text)


def first_unit(text: str) -> float:
    """How wide that is which a line begins with and no compositor parts: a character with its marks, a number, a foreign word.

    >>> first_unit("“四早”要求"), first_unit("2019年"), first_unit("责。任")
    (2.0, 2.0, 2.0)
    """
    end = 0
    while end < len(text) - 1 and text[end] in _NOT_LAST:
        end += 1
    if text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        while end < len(text) and text[end].isascii() and text[end].isalnum():
            end += 1
    else:
        end += 1
    while end < len(text) and text[end] in _NOT_FIRST:
        end += 1
    return width(text[:end])


def _runs(found: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines with no blank line among them, the long ones in parts: the first line's number, and the one behind the last."""
    edges = [0, *(i for i in range(1, len(found)) if found[i].gap), len(found)]
    for a, b in pairwise(edges):
        if b - a <= _PART:
            if b > a:
                yield a, b
            continue
        parts = round((b - a) / _PART)
        size = (b - a) / parts
        yield from ((a + round(n * size), a + round((n + 1) * size)) for n in range(parts))


def _column(run: Sequence[Line], broken: Sequence[bool]) -> Column | None:
    """What these lines are set to: the width that most of them reach or nearly reach. None for fewer than three."""
    if len(run) < 3:
        return None
    reach = sorted(line.width + line.indent for line in run[:-1])
    widths = [w for w in reach if _NARROWEST <= w <= _WIDEST]
    if not widths:
        return None
    full = {w: bisect_right(widths, w) - bisect_left(widths, w - SLACK) for w in widths}
    measure = max(full, key=lambda w: (full[w], w))
    marked = sum(bool(_LAST_MARK.search(line.text)) for line in run[:-1])
    size = len(run) - 1
    return Column(measure, full[measure] / size, marked / size, sum(broken[:-1]) / size)


def _columns(found: Sequence[Line], bridged: Sequence[bool]) -> Iterator[Column | None]:
    """The column of each line. A run that is short, or is set to nothing, has that of the nearest run in which it would fit."""
    runs = list(_runs(found))
    own = [_column(found[a:b], bridged[a:b]) if b - a > 2 else None for a, b in runs]
    lending = any(own)
    for n, (a, b) in enumerate(runs):
        column = own[n]
        if not lending:
            pass
        elif column is None or column.full < 0.5 or b - a < 5:
            widest = max(line.width for line in found[a:b])
            near = (c for d in range(1, _BORROW + 1) for m in (n - d, n + d) if 0 <= m < len(own) and (c := own[m]))
            wanted = (c for c in near if c.full >= 0.5 and c.measure - SLACK <= widest <= c.measure + 1)
            column = next(wanted, column)
        yield from [column] * (b - a)


def _stanzas(found: Sequence[Line]) -> Iterator[int]:
    edges = [0, *(i for i in range(1, len(found)) if found[i].gap), len(found)]
    for a, b in pairwise(edges):
        yield from [b - a] * (b - a)


def _verses(found: Sequence[Line], bridged: Sequence[bool]) -> Iterator[bool]:
    """Whether each line stands among four or more that break where the writer broke them: verse, or a list.

    They are short, no word runs over their ends, and all end with a mark, or none does and none holds one that ends a sentence.
    Blank lines stand between all of them, or between none.
    """
    kinds = [
        None
        if line.width > _SHORT
        else "marked"
        if _LAST_MARK.search(line.text)
        else "bare"
        if not _STOP.search(line.text)
        else None
        for line in found
    ]
    edges = [0]
    for i in range(1, len(found)):
        apart = i - 1 > edges[-1] and bool(found[i].gap) != bool(found[i - 1].gap)
        if kinds[i] != kinds[i - 1] or bridged[i - 1] or apart:
            edges.append(i)
    for a, b in pairwise((*edges, len(found))):
        yield from [a < b and kinds[a] is not None and b - a >= _FEWEST_VERSES] * (b - a)


def _headings(found: Sequence[Line], columns: Sequence[Column | None], bridged: Sequence[bool]) -> Iterator[bool]:
    """Whether each line stands among lines that read like headlines: short, a few together, no mark that ends a sentence or a clause.

    Lines that fill a column of prose are none, nor is one that holds a comma where any of them does.
    """
    edges = [0, *(i for i in range(1, len(found)) if found[i].gap), len(found)]
    for a, b in pairwise(edges):
        stanza = found[a:b]
        joined = "".join([line.text for line in stanza]) if b - a <= _MOST_HEADS else "。"
        if _NO_HEADING.search(joined) or len(joined) > 30 * (b - a):
            yield from [False] * (b - a)
            continue
        filled = [
            c is not None and c.full >= 0.5 and c.broken > 0 and c.measure - SLACK <= line.width <= c.measure + 1
            for c, line in zip(columns[a:b], stanza, strict=True)
        ]
        commas = len(re.findall("[，,]", joined))
        plain = commas <= (0 if any(filled) else 1)
        prose = all(filled[:-1]) and any(bridged[a : b - 1])  # a column of which this is a part
        prose = prose or (a > 0 and all(filled[: max(1, b - a - 1)]) and not _ENDED.search(found[a - 1].text))
        yield from [plain and not prose] * (b - a)


def _bridged(words: Sequence[str], starts: Iterable[int]) -> Iterator[bool]:
    """Whether a word runs over each of these places in a text, in order. Where words meet, or the halves of a compound, none does."""
    ends = list(accumulate(map(len, words)))
    for at in starts:
        n = bisect_right(ends, at)
        inside = at - (ends[n - 1] if n else 0)
        yield n < len(ends) and (inside == 1 or inside == len(words[n]) - 1) and inside > 0


def _echoes(flat: str, starts: Sequence[int]) -> Iterator[bool]:
    """Whether the four characters around each line break stand together elsewhere in the document too, on one line."""
    around = [flat[at - 2 : at + 2] for at in starts[1:]]
    wanted = {c for c in around if len(c) == 4 and c.isalnum()}
    breaks = frozenset(starts)
    last = len(flat) - 3 if wanted else 0
    whole = {c for i in range(last) if (c := flat[i : i + 4]) in wanted and i + 2 not in breaks}
    yield from (c in whole for c in around)


def _lost_indent(found: Sequence[Line], columns: Sequence[Column | None]) -> float:
    """The indent that first lines have lost: two characters where blank lines alone part the paragraphs, else none is assumed."""
    inner = outer = 0
    for i, (line, column) in enumerate(zip(found, columns, strict=True)):
        if column is not None and SENTENCE_END.search(line.text):
            if i + 1 == len(found) or found[i + 1].gap:
                outer += 1
            elif line.width < column.measure - SLACK and i and not line.gap:
                inner += 1
    return 2.0 if inner * 10 <= outer else 0.0


def read_page(value: str) -> Page:
    """The page that a text stands on."""
    found = tuple(lines(fold_script(value)))
    starts = tuple(accumulate((len(line.text) for line in found[:-1]), initial=0))
    flat = "".join(line.text for line in found)
    echoed = (*_echoes(flat, starts), False) if found else ()
    bridged = (*_bridged(rjieba.cut(flat, False) if len(found) > 1 else (), starts[1:]), False) if found else ()
    margin = sorted(line.indent for line in found)[len(found) // 5] if found else 0.0
    columns = tuple(_columns(found, bridged))
    return Page(
        found,
        columns,
        tuple(_stanzas(found)),
        tuple(_verses(found, bridged)),
        tuple(_headings(found, columns, bridged)),
        bridged,
        echoed,
        margin,
        _lost_indent(found, columns),
        sum(line.indent >= margin + 1.5 for line in found) >= 3,
        sum(line.gap > 0 for line in found[1:]) / max(1, len(found) - 1),
        sum(line.text.startswith("#") for line in found) > 1,
    )
