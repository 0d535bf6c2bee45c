"""Characters that a mirror tore apart while it searched bytes: 冷鏈?zhǔn)称罚ㄘ浧罚┙?jīng)營 was 冷鏈食品（貨品）經營.

The mirror replaced the bytes of every character in its table, and of a few marks, wherever they stood: also where they were
the second byte of one character and the first of the next. Behind such a place the characters are shifted by one byte until
an ASCII byte ends the run. All of this shows in the text, so what the bytes were is known but for the pairs that vanished
(see `shift_bytes`; where runs begin and end, `shift_runs`); of the readings that fit, the likeliest words win (see `shift_words`).

Only documents in Traditional script are looked at: elsewhere `???` is just what was lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import accumulate
from typing import Final

from generator.data.script import fold_script, traditional_share
from generator.model import Change, Span
from generator.repair.annotation import LETTERS, annotated
from generator.repair.shift_bytes import (
    DOUBLES,
    HALVES,
    VANISHED,
    plain,
    vanishing,
)
from generator.repair.shift_runs import ANCHOR, HINT, MARK, PINYIN, Mirror, Run, runs
from generator.repair.shift_words import START, Option, Way, Words, read

RULE: Final = "shift"
#: A window around an anchor that holds all that its reading depends on.
_BEFORE, _BEHIND = 41, 260
_ANNOTATION = re.compile(rf"[(（][ \u3000]?[{LETTERS}]{{1,6}}:?[ \u3000]?[)）]")
#: What stands around an anchor is no evidence of how the document writes.
_AROUND = re.compile(rf"[^\n]{{0,20}}\?(?:{PINYIN}|{MARK})[^\x00-\x7f\s]{{0,40}}")
#: So much of a document, in code points, tells its words.
_ENOUGH: Final = 60_000
#: What a reading must be better by than the text as it stands, and what a character of it may cost: natural logarithms.
_GAIN, _UNSUPPORTED, _CLEAR = 8.0, 8.0, 3.0
_CONTEXT: Final = 4
#: Marks that end a line, and what it costs to suppose that another one did.
_ENDING, _NOT_ENDING = "。”》】", 3.0
#: What a clause gains for every character that the next one has in the same place.
_PARALLEL: Final = 6.0
_CLAUSE = re.compile(r"[一-鿿]+\Z")
_NEXT_CLAUSE = re.compile(r"[，,、]([一-鿿]{3,9})(?![一-鿿])")
#: How many torn characters are read in one document, for a thousand of them take half a second. No real page has so many.
_MOST_SLOTS: Final = 10_000


@dataclass(frozen=True)
class _Place:
    """What a run stands for and between: a few characters, without pinyin, and the whole clause behind it."""

    before: str
    stands: str
    after: str
    clause: str


def _place(mirror: Mirror, span: Span) -> _Place:
    value = mirror.value
    before = _ANNOTATION.sub("", value[max(0, span.start - 40) : span.start]).split("\n")[-1]
    after = _ANNOTATION.sub("", value[span.end : span.end + 40]).split("\n")[0]
    close = _NEXT_CLAUSE.match(value, span.end)
    return _Place(before[-_CONTEXT:], value[span.start : span.end], after[:_CONTEXT], close[1] if close else "")


def _parallel(text: str, clause: str) -> float:
    """What speaks for a text whose last clause is built like the one behind it: 專崗專人，專人專責."""
    own = _CLAUSE.search(text)
    if own is None or len(own[0]) != len(clause):
        return 0.0
    return _PARALLEL * (0.5 + sum(a == b for a, b in zip(own[0], clause, strict=True)))


@dataclass(frozen=True)
class _Found:
    """The best reading of a run: `gain` over the text as it stands, `price` of a character, `sure` if nothing else fits."""

    run: Run
    text: str
    gain: float
    price: float
    sure: bool


def _last(mirror: Mirror, run: Run) -> list[Option]:
    """What the last slot may hold when more is known of it than its bytes."""
    slot = run.slots[-1]
    if run.stop:
        return [("。", 0.0)]
    if run.lost and set(slot.leads) == {0xA1}:  # the byte was most often that of a line end
        return [(c, 0.0 if c in _ENDING else _NOT_ENDING) for c in slot.singles()]
    return mirror.annotated(slot.singles(), run.pinyin) if run.pinyin else []


def _last_vanishing(mirror: Mirror, run: Run, left: Sequence[str], words: Words) -> list[Option]:
    """The same where a pair vanished: the second character is the one with the pinyin."""
    ways = (
        (
            min(words.price(fold_script(x + y)), words.price(fold_script(x)) + words.price(fold_script(y))) + price,
            x + y,
            price,
        )
        for firsts, seconds in run.slots[-1].halves()
        for fitting in [mirror.annotated(seconds, run.pinyin)]
        for x in (words.best(firsts, left, HALVES) if fitting else ())
        for y, price in fitting
    )
    return [(text, VANISHED + price) for _, text, price in nsmallest(DOUBLES, ways)]


def _ways(mirror: Mirror, run: Run, before: str, after: str, words: Words) -> tuple[list[Way], bool]:
    """The readings of a run, best first, and whether each character has but one if no pair vanished.

    Vanished pairs are looked for where a character or a byte is missing, and beside unlikely words.
    """
    slots, last = run.slots, _last(mirror, run)
    found = plain(slots, last, mirror.table, before, words)
    if run.pinyin and not last:
        found[-1] = []
    only, done = all(len(options) == 1 for options in found), set[int]()

    def suppose(places: set[int]) -> bool:
        for i in sorted(places - done):
            done.add(i)
            if run.pinyin and i == len(slots) - 1:
                left = [text[-1:] for text, _ in found[i - 1][:4]] if i else [before[-1:]]
                found[i] += _last_vanishing(mirror, run, left, words)
            elif not run.stop or i < len(slots) - 1:
                found[i] += vanishing(slots, found, i, mirror.table, before, words)
        return all(found)

    if not suppose({i for i, options in enumerate(found) if not options or (slots[i].open and i and not last)}):
        return [], False
    ways = read(before, found, after, words)
    ends = list(accumulate((len(options[0][0]) for options in found), initial=len(before)))
    weak = {bisect_right(ends, at) - 1 for at in words.weak(ways[0].text)}
    places = {i for at in weak for i in (at - 1, at, at + 1) if 0 <= i < len(slots)}
    if places - done and suppose(places):
        ways = read(before, found, after, words)
    return ways, only


def _best(mirror: Mirror, run: Run, place: _Place) -> _Found | None:
    before, after, clause = place.before, place.after, place.clause
    words = mirror.words.beside(clause) if clause else mirror.words
    ways, only = _ways(mirror, run, before, after, words)
    if not ways:
        return None
    if clause:
        ways.sort(key=lambda way: way.cost - _parallel(way.text.removesuffix(after), clause))
    plainly = START.extended(before, words)
    text = ways[0].text[len(before) : len(ways[0].text) - len(after)]
    clear = len(ways) == 1 or ways[1].cost - ways[0].cost > _CLEAR
    return _Found(
        run,
        text,
        gain=plainly.extended(place.stands + after, words).cost - ways[0].cost - run.supposed,
        price=(ways[0].cost - plainly.cost) / (len(text) + len(after)),
        sure=only and clear and not ways[0].vanished and words.agree(before, text, after),
    )


def _read(mirror: Mirror, run: Run, known: dict[tuple[Run, _Place], _Found | None]) -> _Found | None:
    """The same, but equal runs between equal characters are read once, wherever they stand: mirrors repeat their phrases."""
    key = replace(run, span=Span(0, 0)), _place(mirror, run.span)
    if key not in known:
        known[key] = _best(mirror, *key)
    found = known[key]
    return replace(found, run=run) if found else None


def _change(mirror: Mirror, found: _Found | None, anchor: re.Match[str]) -> Change | None:
    value = mirror.value
    if found and found.gain > _GAIN and found.price < _UNSUPPORTED:
        span = found.run.span
        note = "" if found.sure else "按字节推断，取词语最合的读法"
        if found.run.lost:
            note = "按字节推断；其后失去一个字符"
        proved = found.sure and not found.run.lost
        return Change(RULE, span, value[span.start : span.end], found.text, "proved" if proved else "inferred", note)
    if (anchor["run"].startswith("?") and anchor["pinyin"]) or (found and found.gain > _GAIN):
        span = found.run.span if found else Span(*anchor.span("run"))
        before = value[span.start : span.end]
        return Change(RULE, span, before, before, "inferred", "字节错位，未能复原")
    return None


def find_shifts(value: str) -> Iterator[Change]:
    """Passages shifted by a byte. What cannot be read is marked as damaged, and stays.

    >>> page = "發(fā)展進(jìn)口冷鏈?zhǔn)称罚ㄘ浧罚┙?jīng)營企業(yè)，會(huì)議要求"
    >>> [(c.before, c.after) for c in find_shifts(page)]
    [('?zhǔn)称罚ㄘ浧罚┙?jīng)', '食品（貨品）經')]
    """
    anchors = list(ANCHOR.finditer(value)) if HINT.search(value) else []
    if not anchors or traditional_share(value) <= 0.5:
        return
    apart = _AROUND.sub("\n", value[:_ENOUGH])
    mirror = Mirror(value, Words.of(_ANNOTATION.sub("", apart)), frozenset(annotated(value)))
    at = slots = 0
    read_before: dict[tuple[int, str], tuple[int, Change | None]] = {}
    known: dict[tuple[Run, _Place], _Found | None] = {}
    for anchor in anchors:
        start = anchor.start("run")
        if start < at:
            continue
        window = min(start, _BEFORE), value[max(0, start - _BEFORE) : start + _BEHIND]
        if window not in read_before:
            torn = list(runs(mirror, anchor)) if slots < _MOST_SLOTS else []
            slots += sum(len(run.slots) for run in torn)
            found = [f for f in (_read(mirror, run, known) for run in torn) if f]
            read_before[window] = start, _change(mirror, max(found, key=lambda f: f.gain, default=None), anchor)
        there, change = read_before[window]
        if change:
            span = change.span
            yield replace(change, span=Span(span.start + start - there, span.end + start - there))
            at = span.end + start - there
