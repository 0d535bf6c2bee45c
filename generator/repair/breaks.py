"""What speaks for a line's end being the page's doing, or the writer's: signs with weights.

Each sign is something that can be seen around a line's end; its weight (data/breaks.toml) was fitted to texts whose paragraphs
are known, set in columns of every kind. Weights add up; above 0 the line goes on in the next one. No single sign decides: real
columns end in mid-sentence with a blank line behind, and real paragraphs end without a full stop.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from generator.repair.begun import Begun
from generator.repair.columns import Page
from generator.repair.linekinds import NUMBERED, ORGAN_END, addresses, beginning, ending, is_date, plain, shapes

_JOINT: Final = re.compile(r"[的和与及暨并]$")
_PERSON: Final = re.compile(r"[^，。：]{2,12}(?:主持|讲话|出席|参加|致辞|强调|要求|指出|陪同|作报告)")
#: From which share of line ends on that go through a word a column holds prose.
_PROSE: Final = 0.1


def _bucket(value: float | None, *edges: float) -> str:
    return "?" if value is None else str(bisect_right(edges, value))


def signs(page: Page, i: int, begun: Begun) -> Iterator[str]:
    """The signs around the end of line `i`, up to which a paragraph has begun."""
    a, b = page.lines[i], page.lines[i + 1]
    gap = "gap" if b.gap else "close"
    end, begin = ending(a.text), beginning(b.text)
    yield "always"
    yield f"end {end} {gap}"
    yield f"begin {begin} {gap}"
    yield from _of_column(page, i, end, begin, gap)
    yield from _of_words(page, i, end, gap, begun)
    yield from _of_indent(page, i, end, gap)
    yield from _of_blocks(page, i, begun, gap)
    yield from _of_headlines(page, i, begun, gap, end)


def _of_column(page: Page, i: int, end: str, begin: str, gap: str) -> Iterator[str]:
    """What the measure says: whether line `i` fills it, and whether there was room for what follows."""
    column, behind = page.columns[i], page.columns[i + 1]
    fill = _bucket(page.short(i), -1.25, 0.75, 2.25, 4.25, 8.25)
    room = _bucket(page.room(i), -0.75, 0.25, 1.25, 2.75, 5)
    yield f"end {end} fill {fill}"
    yield f"begin {begin} room {room}"
    yield f"fill {fill} {gap}"
    yield f"room {room} {gap}"
    yield f"next {_bucket(page.short(i + 1), 0.75, 2.25, 8.25)} {fill}"
    yield f"gaps {_bucket(page.gaps, 0.02, 0.2, 0.6, 0.95)} {gap}"
    a, b = page.lines[i], page.lines[i + 1]
    wider = _bucket(b.width + b.indent - a.width - a.indent, -2.25, 2.75, 8)
    yield f"wider {wider} {gap}"
    yield f"wider {wider} end {end}"
    yield f"wider {wider} {'bridged' if page.bridged[i] else 'apart'} {gap}"
    yield f"wide {_bucket(page.lines[i].width, 40, 80)} {gap} end {end}"
    if column is None:
        yield f"unset {gap}"
        return
    set_so = f"set {_bucket(column.full, 0.35, 0.55, 0.75)} {_bucket(column.marked, 0.2, 0.4, 0.7)}"
    yield f"{set_so} fill {fill}"
    yield f"{set_so} {gap}"
    yield f"broken {_bucket(column.broken, 0.01, 0.12, 0.25)} room {room}"
    yield f"broken {_bucket(column.broken, 0.01, 0.12, 0.25)} {gap}"
    yield f"end {end} room {room} {'full' if column.full >= 0.55 else 'ragged'}"
    if behind:
        yield f"same measure {abs(column.measure - behind.measure) < 1} {gap}"


def _of_words(page: Page, i: int, end: str, gap: str, begun: Begun) -> Iterator[str]:
    """What the words say: whether one runs over the line's end, and whether marks wait to be closed."""
    over = "bridged" if page.bridged[i] else "apart"
    yield f"{over} {gap}"
    yield f"{over} end {end}" if end in ("word", "figure", "Latin") else f"{over} behind a mark"
    yield f"{over} fill {_bucket(page.short(i), -1.25, 0.75, 2.25, 4.25, 8.25)}"
    if page.echoed[i]:
        yield f"echoed {gap}"
        yield f"echoed {over}"
    pair = "closes" if begun.closes(page.lines[i + 1].text) else "waits" if begun.waiting else "none"
    yield f"pair {pair} {gap}"
    yield f"pair {pair} end {end}"
    yield f"pair {pair} {over}"


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


def _of_headlines(page: Page, i: int, begun: Begun, gap: str, end: str) -> Iterator[str]:
    """What speaks for a headline, or a list: lines without a mark within, alone or few together."""
    a, b = page.lines[i], page.lines[i + 1]
    fill = _bucket(page.short(i), -1.25, 0.75, 2.25, 4.25, 8.25)
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
        yield f"before a headline {gap} {'filled' if (page.short(i + 1) or 9) < 1 else 'short'}"
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
