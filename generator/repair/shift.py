"""Characters that a mirror tore apart while it searched bytes: 冷鏈?zhǔn)称罚ㄘ浧罚┙?jīng)營 was 冷鏈食品（貨品）經營.

The mirror replaced the bytes of every character in its table, and of a few marks, wherever they stood: also where they were
the second byte of one character and the first of the next. Behind such a place the characters are shifted by one byte until
an ASCII byte ends the run. All of this shows in the text, so what the bytes were is known but for the pairs that vanished
(see `shift_bytes`); of the readings that fit, the likeliest words win (see `shift_words`).

Only documents in Traditional script are looked at: elsewhere `???` is just what was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.data.script import TO_SIMPLIFIED, traditional_share
from generator.model import Change, Span
from generator.repair.annotation import LETTERS, printed, readings, toneless
from generator.repair.shift_bytes import LEADS, MARKS, TRAILS, VANISHED, Slot, character, options, pair
from generator.repair.shift_words import START, Words, read

RULE: Final = "shift"
_PINYIN = rf"(?P<pinyin>[{LETTERS}]{{1,6}}:?) ?[)）]"
_MARK = "[。！!？?，,]"
#: Where a run begins: behind pinyin whose bracket was swallowed, or behind a mark that tore a character apart. Some mirrors
#: drop the `?`; without it, a mark is only a mark. A toned letter within pinyin is no torn character.
_ANCHOR = re.compile(
    rf"(?!(?<=[a-z(（])[{LETTERS}])(?P<torn>[^\x00-\x7f\s])(?:[(（][{LETTERS}]{{1,6}}:? ?[)）])?"
    rf"(?P<run>\??{_PINYIN}|\?(?P<mark>{_MARK})(?=[^\x00-\x7f\s€]))"
)
_BODY = re.compile(r"[^\x00-\x7f\s€]{1,40}")
#: How a run ends. The byte swallowed was the first of pinyin in brackets or of a tag (which may be gone by now), or is lost.
_END = re.compile(
    rf"\??{_PINYIN}|\??(?P<tag>/?[a-z][a-z0-9]{{0,9}}(?: [^<>\n]{{0,60}})?/?>)|(?P<closing>\?(?=[ \t\u3000]*(?:\n|\Z)))|\?(?={_MARK})"
    rf"|(?P<trail>[@-~€])(?:[(（](?P<read>[{LETTERS}]{{1,6}}:?) ?[)）])?|(?P<lost>\?)"
)
_ANNOTATION = re.compile(rf"[(（][ \u3000]?[{LETTERS}]{{1,6}}:?[ \u3000]?[)）]")
#: What stands around an anchor is no evidence of how the document writes.
_AROUND = re.compile(rf"[^\n]{{0,20}}\?(?:{_PINYIN}|{_MARK})[^\x00-\x7f\s]{{0,40}}")
_ENOUGH: Final = 200_000
#: Letters that may be full-width ones within a run rather than its end.
_MOST_LETTERS: Final = 2
#: What a reading must be better by than the text as it stands, and what a character of it may cost: natural logarithms.
_GAIN, _UNSUPPORTED, _CLEAR = 8.0, 8.0, 3.0
_CONTEXT: Final = 4
_NOT_IN_TABLE: Final = 3.0
#: What a clause gains for every character that the next one has in the same place.
_PARALLEL: Final = 6.0
_CLAUSE = re.compile(r"[一-鿿]+\Z")
_NEXT_CLAUSE = re.compile(r"[，,、]([一-鿿]{3,9})(?![一-鿿])")
#: How many torn characters are read in one document, for each takes a hundredth of a second. No real page has so many.
_MOST_SLOTS: Final = 600


@dataclass(frozen=True)
class _Mirror:
    """What the document tells of the mirror that made it: its words, and the characters that it annotates."""

    value: str
    words: Words
    table: frozenset[str]

    def around(self, span: Span) -> tuple[str, str]:
        """A few characters before and behind, without pinyin."""
        before = _ANNOTATION.sub("", self.value[max(0, span.start - 40) : span.start])
        after = _ANNOTATION.sub("", self.value[span.end : span.end + 40])
        return before.split("\n")[-1][-_CONTEXT:], after.split("\n")[0][:_CONTEXT]

    def price(self, character: str, pinyin: str) -> float | None:
        """What it costs to suppose that the mirror annotated this character so; None when it cannot have been."""
        if ord(character) not in TO_SIMPLIFIED or toneless(pinyin) not in readings(character):
            return None
        return 0.0 if character in self.table else _NOT_IN_TABLE


@dataclass(frozen=True)
class _Run:
    """A torn passage: the bytes that may begin and end each character of the original; the pinyin or mark of the last one."""

    span: Span
    slots: tuple[Slot, ...]
    pinyin: str = ""
    stop: bool = False
    lost: bool = False


def _runs(mirror: _Mirror, anchor: re.Match[str]) -> Iterator[_Run]:
    """Every run that may begin at an anchor: it ends at the next ASCII byte, unless that is a full-width letter."""
    torn, value = pair(anchor["torn"]), mirror.value
    if torn is None:
        return
    slots: tuple[Slot, ...] = ()
    if anchor["pinyin"]:
        straddling = {t: character(torn[1], t) for t in LEADS}
        prices = {t: mirror.price(c, anchor["pinyin"]) for t, c in straddling.items() if c}
        fitting = {t: price for t, price in prices.items() if price is not None}
        leads: Sequence[int] = [t for t, price in fitting.items() if price == min(fitting.values())]
    else:
        mark = MARKS[anchor["mark"]]
        slots, leads = (Slot(LEADS, mark[:1], whole_marks=False),), mark[1:]
    at = anchor.end()
    for _ in range(_MOST_LETTERS + 1):
        body = _BODY.match(value, at)
        for torn in map(pair, body[0]) if body else ():
            if torn is None:
                return
            slots, leads = (*slots, Slot(leads, torn[:1])), torn[1:]
        at = body.end() if body else at
        yield from _ended(mirror, Span(anchor.start("run"), at), slots, leads)
        letter = pair(value[at]) if value[at : at + 1].isascii() and value[at : at + 1].isalnum() else None
        if letter is None:
            return
        slots, leads, at = (*slots, Slot(leads, letter[:1])), letter[1:], at + 1


def _ended(mirror: _Mirror, span: Span, slots: tuple[Slot, ...], leads: Sequence[int]) -> Iterator[_Run]:
    """The run that is over at the end of `span`, if it can be; `leads` begin its last character."""
    end = _END.match(mirror.value, span.end)
    if end is None:
        return
    span, trails = Span(span.start, end.end()), TRAILS
    if end["trail"]:
        trails = (0x80 if end["trail"] == "€" else ord(end["trail"]),)
    pinyin, stop = end["pinyin"] or end["read"] or "", bool(end["tag"] or end["closing"]) and set(leads) == {0xA1}
    yield _Run(span, (*slots, Slot(leads, trails)), pinyin, stop, bool(end["lost"]))


def _parallel(text: str, clause: str) -> float:
    """What speaks for a text whose last clause is built like the one behind it: 專崗專人，專人專責."""
    own = _CLAUSE.search(text)
    if own is None or len(own[0]) != len(clause):
        return 0.0
    return _PARALLEL * (0.5 + sum(a == b for a, b in zip(own[0], clause, strict=True)))


@dataclass(frozen=True)
class _Found:
    """The best reading of a run: `gain` over the text as it stands, `price` of a character, `sure` if nothing else fits."""

    run: _Run
    text: str
    gain: float
    price: float
    sure: bool


def _last(mirror: _Mirror, run: _Run) -> Iterator[tuple[str, float]]:
    """What the last slot may hold when more is known of it than its bytes."""
    slot = run.slots[-1]
    if run.stop:
        yield "。", 0.0
    elif run.pinyin:
        two = slot.doubles(lambda c: mirror.price(c, run.pinyin) is not None) if len(slot.leads) == 1 else ()
        for text, extra in (*((c, 0.0) for c in slot.singles()), *((x + y, VANISHED) for x, y in two)):
            price = mirror.price(text[-1], run.pinyin)
            if price is not None:
                yield text, extra + price


def _best(mirror: _Mirror, run: _Run) -> _Found | None:
    before, after = mirror.around(run.span)
    close = _NEXT_CLAUSE.match(mirror.value, run.span.end)
    words = mirror.words.beside(close[1]) if close else mirror.words
    last = sorted(_last(mirror, run), key=lambda option: option[1])
    if run.pinyin and not last:
        return None
    slots = list(options(run.slots, last, mirror.table, before, words))
    if not all(slots):
        return None
    ways = sorted(
        read(before, slots, after, words),
        key=lambda way: way.cost - (_parallel(way.text.removesuffix(after), close[1]) if close else 0.0),
    )
    plain, stands = START.extended(before, words), mirror.value[run.span.start : run.span.end]
    text = ways[0].text[len(before) : len(ways[0].text) - len(after)]
    only = all(sum(len(text) == 1 for text, _ in found) == 1 for found in slots)
    clear = len(ways) == 1 or ways[1].cost - ways[0].cost > _CLEAR
    return _Found(
        run,
        text,
        gain=plain.extended(stands + after, words).cost - ways[0].cost,
        price=(ways[0].cost - plain.cost) / (len(text) + len(after)),
        sure=only and clear and not ways[0].vanished and words.agree(before, text, after),
    )


def _change(mirror: _Mirror, found: _Found | None, anchor: re.Match[str]) -> Change | None:
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
    anchors = list(_ANCHOR.finditer(value))
    if not anchors or traditional_share(value) <= 0.5:
        return
    apart = _AROUND.sub("\n", value[:_ENOUGH])
    table = frozenset(c for c, _, agrees in printed(value) if agrees and ord(c) in TO_SIMPLIFIED)
    mirror = _Mirror(value, Words.of(_ANNOTATION.sub("", apart)), table)
    at = budget = 0
    for anchor in anchors:
        if anchor.start("run") < at:
            continue
        runs = list(_runs(mirror, anchor)) if budget < _MOST_SLOTS else []
        budget += sum(len(run.slots) for run in runs)
        found = [f for f in (_best(mirror, run) for run in runs) if f]
        change = _change(mirror, max(found, key=lambda f: f.gain, default=None), anchor)
        if change:
            yield change
            at = change.span.end
