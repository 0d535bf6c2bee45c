"""Where a mirror tore bytes apart: the passages that may be shifted, and the bytes that may begin and end their characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.data.script import TO_SIMPLIFIED, telling
from generator.model import Span
from generator.repair.annotation import LETTERS, readings, toneless
from generator.repair.shift_bytes import LEADS, MARKS, TRAILS, Slot, decoded, pair
from generator.repair.shift_words import Option, Words

_SIMPLIFIED: Final = telling()[1]
PINYIN = rf"(?P<pinyin>[{LETTERS}]{{1,6}}:?) ?[)）]"
MARK = "[。！!？?，,]"
#: Where a run begins: behind pinyin whose bracket was swallowed, or behind a mark that tore a character apart. Some mirrors
#: drop the `?`; without it, a mark is only a mark. A toned letter within pinyin is no torn character.
ANCHOR = re.compile(
    rf"(?!(?<=[a-z(（])[{LETTERS}])(?P<torn>[^\x00-\x7f\s])(?:[(（][{LETTERS}]{{1,6}}:? ?[)）])?"
    rf"(?P<run>\??{PINYIN}|\?(?P<mark>{MARK})(?=[^\x00-\x7f\s€]))"
)
#: Every place where a run begins has one of these.
HINT = re.compile(rf"[?{LETTERS}](?:(?<=\?){MARK}|:? ?[)）])")
_BODY = re.compile(r"[^\x00-\x7f\s€]{1,60}")
#: How a run ends. The byte swallowed was the first of pinyin in brackets or of a tag (which may be gone by now), or is lost.
_END = re.compile(
    rf"\??{PINYIN}|\??(?P<tag>/?[a-z][a-z0-9]{{0,9}}(?: [^<>\n]{{0,60}})?/?>)|(?P<closing>\?(?=[ \t\u3000]*(?:\n|\Z)))|\?(?={MARK})"
    rf"|(?P<trail>[@-~€])(?:[(（](?P<read>[{LETTERS}]{{1,6}}:?) ?[)）])?|(?P<lost>\?)"
)
#: Letters that may be full-width ones within a run rather than its end.
_MOST_LETTERS: Final = 2
#: What it costs to suppose that the mirror annotates a character that the document does not show annotated, and a rare one.
_NOT_IN_TABLE, _RARE = 3.0, 6.0


@dataclass(frozen=True)
class Mirror:
    """What the document tells of the mirror that made it: its words, and the characters that it annotates."""

    value: str
    words: Words
    table: frozenset[str]

    @cached_property
    def asked(self) -> dict[object, list[Option]]:
        """What `annotated` found, to be asked again."""
        return {}

    def price(self, character: str, pinyin: str) -> float | None:
        """What it costs to suppose that the mirror annotated this character so; None when it cannot have been."""
        if character in _SIMPLIFIED or toneless(pinyin) not in readings(character):
            return None
        if ord(character) not in TO_SIMPLIFIED:
            return _RARE
        return 0.0 if character in self.table else _NOT_IN_TABLE

    def annotated(self, characters: Sequence[str], pinyin: str) -> list[Option]:
        """Those of some characters that the mirror may have annotated so, with what it costs to suppose it."""
        key = tuple(characters), pinyin
        if key not in self.asked:
            prices = ((c, self.price(c, pinyin)) for c in characters)
            self.asked[key] = [(c, price) for c, price in prices if price is not None]
        return self.asked[key]


@dataclass(frozen=True)
class Run:
    """A torn passage: the bytes that may begin and end each character of the original; the pinyin or mark of the last one."""

    span: Span
    slots: tuple[Slot, ...]
    supposed: float
    pinyin: str = ""
    stop: bool = False
    lost: bool = False


def _straddling(mirror: Mirror, lead: int, pinyin: str) -> tuple[float, tuple[int, ...]]:
    """The second bytes of the characters that were annotated so and begin with `lead`, and what it costs to suppose them."""
    prices = {trail: mirror.price(c, pinyin) for trail in LEADS if (c := decoded(lead, trail))}
    fitting = {trail: price for trail, price in prices.items() if price is not None}
    least = min(fitting.values(), default=0.0)
    return least, tuple(trail for trail, price in fitting.items() if price == least)


def runs(mirror: Mirror, anchor: re.Match[str]) -> Iterator[Run]:
    """Every run that may begin at an anchor: it ends at the next ASCII byte, unless that is a full-width letter."""
    torn, value = pair(anchor["torn"]), mirror.value
    if torn is None:
        return
    slots: tuple[Slot, ...] = ()
    leads: Sequence[int]
    supposed = 0.0
    if anchor["pinyin"]:
        supposed, leads = _straddling(mirror, torn[1], anchor["pinyin"])
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
        yield from _ended(mirror, Span(anchor.start("run"), at), slots, leads, supposed)
        letter = pair(value[at]) if value[at : at + 1].isascii() and value[at : at + 1].isalnum() else None
        if letter is None:
            return
        slots, leads, at = (*slots, Slot(leads, letter[:1])), letter[1:], at + 1


def _ended(mirror: Mirror, span: Span, slots: tuple[Slot, ...], leads: Sequence[int], supposed: float) -> Iterator[Run]:
    """The run that is over at the end of `span`, if it can be; `leads` begin its last character."""
    end = _END.match(mirror.value, span.end)
    if end is None:
        return
    span, trails = Span(span.start, end.end()), TRAILS
    if end["trail"]:
        trails = (0x80 if end["trail"] == "€" else ord(end["trail"]),)
    pinyin, stop = end["pinyin"] or end["read"] or "", bool(end["tag"] or end["closing"]) and set(leads) == {0xA1}
    yield Run(span, (*slots, Slot(leads, trails)), supposed, pinyin, stop, bool(end["lost"]))
