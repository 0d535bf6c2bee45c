"""What speaks for a line's end being the page's doing, or the writer's: signs with weights.

Each sign is something that can be seen around a line's end; its weight (data/breaks.toml) was fitted to texts whose paragraphs
are known, set in columns of every kind. Weights add up; above 0 the line goes on in the next one. No single sign decides: real
columns end in mid-sentence with a blank line behind, and real paragraphs end without a full stop.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from generator.repair.begun import Begun
from generator.repair.columns import Page
from generator.repair.linekinds import NUMBERED, ORGAN_END, addresses, beginning, ending, is_date, plain, shapes

_JOINT: Final = re.compile(r"[的和与及暨并]$")
_PERSON: Final = re.compile(r"[^，。：]{2,12}(?:主持|讲话|出席|参加|致辞|强调|要求|指出|陪同|作报告)")
#: From which share of line ends on that go through a word a column holds prose.
_PROSE: Final = 0.1


#: A line's measure: by how much it stays below it.
_FILLS: Final = (-1.25, 0.75, 2.25, 4.25, 8.25)
_ROOMS: Final = (-0.75, 0.25, 1.25, 2.75, 5)

#: Signs that were seen together.
Signs = tuple[str, ...]
_Column = tuple[str, str, str, bool, bool | None]


def _bucket(value: float | None, *edges: float) -> str:
    return "?" if value is None else str(bisect_right(edges, value))


def signs(page: Page, i: int, begun: Begun) -> Iterator[Signs]:
    """The signs around the end of line `i`, up to which a paragraph has begun, group by group."""
    a, b = page.lines[i], page.lines[i + 1]
    gap = "gap" if b.gap else "close"
    end, begin = ending(a.text), beginning(b.text)
    over = "bridged" if page.bridged[i] else "apart"
    fill = _bucket(page.short(i), *_FILLS)
    room = page.room(i)
    yield _of_measure(end, begin, gap, fill, _bucket(room, *_ROOMS))
    yield _of_lines((end, gap, fill, over), _lines(page, i))
    yield _of_column((end, gap, fill, _bucket(room, *_ROOMS)), _column(page, i))
    yield _of_words(end, gap, over, fill, _pair(page, i, begun), page.echoed[i])
    yield tuple(_of_indent(page, i, end, gap))
    yield tuple(_of_blocks(page, i, begun, gap))
    yield tuple(_of_headlines(page, i, begun, gap, end, fill))


@lru_cache(maxsize=1 << 14)
def _of_measure(end: str, begin: str, gap: str, fill: str, room: str) -> Signs:
    """How lines end and begin, and what the measure says: whether the line fills it, and whether there was room for what follows."""
    return (
        "always",
        f"end {end} {gap}",
        f"begin {begin} {gap}",
        f"end {end} fill {fill}",
        f"begin {begin} room {room}",
        f"fill {fill} {gap}",
        f"room {room} {gap}",
    )


def _lines(page: Page, i: int) -> tuple[str, str, str, str]:
    """What the line behind leaves of its measure, how much of the page has gaps, how much wider it is, how wide the line is."""
    a, b = page.lines[i], page.lines[i + 1]
    return (
        _bucket(page.short(i + 1), 0.75, 2.25, 8.25),
        _bucket(page.gaps, 0.02, 0.2, 0.6, 0.95),
        _bucket(b.width + b.indent - a.width - a.indent, -2.25, 2.75, 8),
        _bucket(a.width, 40, 80),
    )


@lru_cache(maxsize=1 << 14)
def _of_lines(line: tuple[str, str, str, str], lines: tuple[str, str, str, str]) -> Signs:
    (end, gap, fill, over), (behind, gaps, wider, wide) = line, lines
    return (
        f"next {behind} {fill}",
        f"gaps {gaps} {gap}",
        f"wider {wider} {gap}",
        f"wider {wider} end {end}",
        f"wider {wider} {over} {gap}",
        f"wide {wide} {gap} end {end}",
    )


def _column(page: Page, i: int) -> _Column:
    """How full, marked and broken the column is (all "" without one), whether it is set to its measure, and so the next line's."""
    column, behind = page.columns[i], page.columns[i + 1]
    if column is None:
        return "", "", "", False, None
    return (
        _bucket(column.full, 0.35, 0.55, 0.75),
        _bucket(column.marked, 0.2, 0.4, 0.7),
        _bucket(column.broken, 0.01, 0.12, 0.25),
        column.full >= 0.55,
        abs(column.measure - behind.measure) < 1 if behind else None,
    )


@lru_cache(maxsize=1 << 14)
def _of_column(line: tuple[str, str, str, str], column: _Column) -> Signs:
    """What the column says that the line stands in."""
    (end, gap, fill, room), (full, marked, broken, filled, same) = line, column
    if not full:
        return (f"unset {gap}",)
    set_so = f"set {full} {marked}"
    found = (
        f"{set_so} fill {fill}",
        f"{set_so} {gap}",
        f"broken {broken} room {room}",
        f"broken {broken} {gap}",
        f"end {end} room {room} {'full' if filled else 'ragged'}",
    )
    return found if same is None else (*found, f"same measure {same} {gap}")


def _pair(page: Page, i: int, begun: Begun) -> str:
    """Whether marks wait to be closed."""
    return "closes" if begun.closes(page.lines[i + 1].text) else "waits" if begun.waiting else "none"


@lru_cache(maxsize=1 << 14)
def _of_words(end: str, gap: str, over: str, fill: str, pair: str, echoed: bool) -> Signs:
    """What the words say: whether one runs over the line's end, and whether marks wait to be closed."""
    found = (
        f"{over} {gap}",
        f"{over} end {end}" if end in ("word", "figure", "Latin") else f"{over} behind a mark",
        f"{over} fill {fill}",
        f"pair {pair} {gap}",
        f"pair {pair} end {end}",
        f"pair {pair} {over}",
    )
    return (*found, f"echoed {gap}", f"echoed {over}") if echoed else found


def _of_indent(page: Page, i: int, end: str, gap: str) -> Iterator[str]:
    a, b = page.lines[i], page.lines[i + 1]
    if b.indent >= page.margin + 1.5:
        deep = "deep" if b.indent >= page.margin + 3.5 else "usual"
        yield f"indented {deep} {gap} {'indents' if page.indents else 'alone'}"
        yield f"indented {deep} end {end}"
    elif page.indents:
        yield f"not indented {gap} end {end}"
    if a.indent >= page.margin + 3.5:
        yield f"behind a deep indent {gap}"


def _of_blocks(page: Page, i: int, begun: Begun, gap: str) -> Iterator[str]:
    """What is a block of its own: a date, a label, a salutation, who signs."""
    a, b = page.lines[i], page.lines[i + 1]
    c = page.lines[i + 2] if i + 2 < len(page.lines) else None
    for name, text in (("a", begun.text), ("b", b.text)):
        for shape in shapes(text):
            yield f"{name} {shape}"
            yield f"{name} {shape} {gap}"
            yield f"{name} {shape} room {_bucket(page.room(i), 0.25, 2.75)}"
    if addresses(begun.text):
        yield f"a salutation {gap}"
    if c and is_date(c.text) and ORGAN_END.search(b.text):
        yield "b signs"
        yield f"b signs behind {'an organ' if ORGAN_END.search(a.text) and plain(a.text) else 'prose'}"
    if page.verses[i] or page.verses[i + 1]:
        column = page.columns[i]
        prose = column is not None and column.full >= 0.5 and column.broken > _PROSE
        yield f"verse {page.verses[i]:d}{page.verses[i + 1]:d} {gap} {'in prose' if prose else 'alone'}"
    yield f"length {_bucket(begun.lines, 2, 3, 6)} end {ending(a.text)}"


def _of_headlines(page: Page, i: int, begun: Begun, gap: str, end: str, fill: str) -> Iterator[str]:
    """What speaks for a headline, or a list: lines without a mark within, alone or few together."""
    a, b = page.lines[i], page.lines[i + 1]
    stanza = f"{_bucket(page.stanzas[i], 2, 3, 4, 7)}"
    numbered = beginning(begun.text)
    if numbered in NUMBERED:
        yield f"a numbered {numbered} end {end} {gap}"
        if plain(begun.text):
            yield f"a numbered heading {fill} {gap}"
    if page.headed:
        yield f"headed {gap} end {end}"
    if _JOINT.search(a.text):
        yield f"joint {gap}"
    if page.headings[i + 1] and not page.echoed[i] and beginning(b.text) not in ("particle", "mark", "tail"):
        yield f"before a headline {gap} {fill}"
        behind = page.short(i + 1)
        yield f"before a headline {gap} {'filled' if behind is not None and behind < 1 else 'short'}"
    yield f"stanza {stanza} {gap} {_bucket(page.stanzas[i + 1], 2, 3, 4, 7)}"
    if not plain(begun.text) or begun.lines > 3:
        if not plain(a.text):
            yield f"marks within {gap} end {end}"
        return
    below = "both" if plain(b.text) else "above prose"
    over = "bridged" if page.bridged[i] else "apart"
    unset = page.columns[i] is None or page.columns[i].full < 0.5  # type: ignore[union-attr]
    yield f"bare {below} {gap} fill {fill}"
    yield f"bare {below} {gap} {over}"
    yield f"bare {below} {gap} stanza {stanza} {'unset' if unset else 'set'}"
    yield f"bare {below} {gap} width {_bucket(a.width, 8, 12, 18, 26)}"
    yield f"bare {below} {gap} lines {begun.lines}"
    yield f"bare {'first' if a.gap or not i else 'later'} {gap} {below}"
    if _PERSON.match(b.text):
        yield f"bare before a person {gap} {over}"
