"""Code page 936 as an annotating mirror breaks it: which characters may stand where two bytes are known, or one.

A run of shifted characters shows pairs (a1 b1)(a2 b2)...: each is the second byte of one character and the first of the next. So
every character of the original is a *slot* between two pairs. A pair in the rows for private use is not shown at all; then the
slot held two characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import chain
from math import inf
from typing import Final

import rjieba

from generator.data.script import SIMPLE, fold_script, telling
from generator.repair.shift_words import Option, Words

LEADS: Final = tuple(range(0x81, 0xFF))
TRAILS: Final = (*range(0x40, 0x7F), *range(0x80, 0xFF))
#: Pairs for private use, first byte and second: shown as nothing.
_PRIVATE: Final = (
    ((*range(0xAA, 0xB0), *range(0xF8, 0xFF)), tuple(range(0xA1, 0xFF))),
    (tuple(range(0xA1, 0xA8)), tuple(range(0x81, 0xA1))),
)
_MARKS: Final = frozenset("，。、；：？！“”‘’（）《》【】—…·％")
#: Characters that rjieba counted less often are no part of a reading.
_RAREST: Final = 20
#: What it costs to suppose that a pair vanished. How many ways of it are followed up, and of how many characters and neighbours.
VANISHED: Final = 1.0
DOUBLES: Final = 16
HALVES: Final = 6
_FEW: Final = 4
#: How many characters are tried where only one byte is known.
_MANY: Final = 32
#: The marks of which the mirror searched the bytes anywhere, by each form in which they are printed.
MARKS: Final = {
    "。": b"\xa1\xa3", "！": b"\xa3\xa1", "!": b"\xa3\xa1", "？": b"\xa3\xbf", "?": b"\xa3\xbf", "，": b"\xa3\xac", ",": b"\xa3\xac",
}  # fmt: skip


def pair(character: str) -> tuple[int, int] | None:
    """The two bytes that a character was shown for; ASCII may have been its full-width form. None when it is in no pair.

    >>> pair("称"), pair("H")
    ((179, 198), (163, 200))
    """
    if "!" <= character <= "~":
        return 0xA3, ord(character) + 0x80
    try:
        code = character.encode("gbk")
    except UnicodeEncodeError:
        return None
    return (code[0], code[1]) if len(code) == 2 else None


@cache
def decoded(lead: int, trail: int) -> str:
    """The Han character of two bytes, however rare; else nothing.

    >>> decoded(0xD3, 0x8F), decoded(0xA1, 0xA3)
    ('訌', '')
    """
    try:
        shown = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return shown if "一" <= shown <= "鿿" else ""


@cache
def character(lead: int, trail: int) -> str:
    """The character of two bytes, if Traditional prose may have it; else nothing.

    >>> character(0xCA, 0xB3), character(0xB3, 0xC6), character(0xB0, 0x8C)
    ('食', '', '')
    """
    han = decoded(lead, trail)
    if han:
        _, simplified = telling()
        return han if han not in simplified and rjieba.suggest_freq(fold_script(han)) >= _RAREST else ""
    try:
        shown = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    if lead != 0xA3 or shown in _MARKS:
        return shown if shown in _MARKS else ""
    plain = unicodedata.normalize("NFKC", shown)
    return plain if plain.isalnum() else ""


@cache
def _singles(leads: Sequence[int], trails: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (character(lead, trail) for lead in leads for trail in trails))))


@dataclass(frozen=True)
class Slot:
    """Where one character of the original stood, or two with a vanished pair between: its possible first and last bytes.

    Without `whole_marks` it was none of `MARKS`: the mirror would have found that one first.
    """

    leads: Sequence[int]
    trails: Sequence[int]
    whole_marks: bool = True

    def singles(self) -> tuple[str, ...]:
        found = _singles(self.leads, self.trails)
        return found if self.whole_marks else tuple(c for c in found if c not in MARKS)

    def halves(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """What may stand before a vanished pair and behind it."""
        for lasts, firsts in _PRIVATE:
            yield _singles(self.leads, lasts), _singles(firsts, self.trails)

    def doubles(self, left: Sequence[str], right: Sequence[str], words: Words) -> list[str]:
        """Two characters around a vanished pair, such as make words with each other or with their neighbours."""
        key = self.leads, self.trails, tuple(left), tuple(right)
        if key not in words.options:
            words.options[key] = self._doubles(left, right, words)
        return words.options[key]

    def _doubles(self, left: Sequence[str], right: Sequence[str], words: Words) -> list[str]:
        """As many that are words by themselves as others: their costs do not compare."""
        single: dict[str, float] = {}
        joined: dict[str, float] = {}
        for firsts, seconds in self.halves():
            before, behind = words.beside_one(firsts, left), words.beside_one(seconds, right, left=False)
            likely = nsmallest(HALVES, behind, key=behind.__getitem__)
            single |= {
                x + y: before[x] + behind[y] for x in nsmallest(HALVES, before, key=before.__getitem__) for y in likely
            }
            simple = [SIMPLE.get(y, y) for y in seconds]
            for x in firsts:
                one = SIMPLE.get(x, x)
                prices = words.priced([one + two for two in simple])
                joined |= {x + y: price for y, price in zip(seconds, prices, strict=True) if price < inf}
        found = (nsmallest(DOUBLES // 2, ways, key=ways.__getitem__) for ways in (joined, single))
        return list(dict.fromkeys(chain.from_iterable(found)))

    @property
    def open(self) -> bool:
        """Whether so little is known of it that only words are tried where a pair vanished."""
        return len(self.leads) * len(self.trails) > _FEW


@cache
def _torn_words(lead: int) -> tuple[tuple[str, str], ...]:
    """The words of two characters around a vanished pair that begin with `lead`, whatever their last byte; each in Simplified too."""
    return tuple(
        (x + y, one + two)
        for firsts, seconds in Slot((lead,), TRAILS).halves()
        for x, one in zip(firsts, map(fold_script, firsts), strict=True)
        for y, two in [(y, fold_script(y)) for y in seconds]
        if rjieba.has_word(one + two)
    )


def plain(
    slots: Sequence[Slot], last: Sequence[Option], table: Set[str], before: str, words: Words
) -> list[list[Option]]:
    """What may stand in each slot if nothing vanished; `last`, if known, in the last one.

    Characters of the mirror's `table` would have been annotated, and so have ended the run, but for the first one, which was
    torn before.
    """
    found: list[list[Option]] = []
    for i, slot in enumerate(slots):
        singles = [c for c in slot.singles() if not i or c not in table]
        if len(singles) > _MANY:
            left = [text[-1:] for text, _ in found[i - 1][:_FEW]] if i else [before[-1:]]
            singles = words.best(singles, left, _MANY)
        found.append([(c, 0.0) for c in singles])
    return [*found[:-1], list(last)] if last else found


def vanishing(
    slots: Sequence[Slot], found: Sequence[Sequence[Option]], at: int, table: Set[str], before: str, words: Words
) -> list[Option]:
    """What may stand in the slot `at` if a pair vanished there. Of a thousand ways those that make words with their neighbours."""
    slot = slots[at]
    if slot.open:
        words_of = _torn_words(slot.leads[0]) if len(slot.leads) == 1 else ()
        costs = words.costs
        ways: Iterable[str] = [way for way, _ in nsmallest(DOUBLES, words_of, key=lambda way: costs[way[1]])]
    else:
        left = [text[-1:] for text, _ in found[at - 1][:_FEW]] if at else [before[-1:]]
        right = [text[:1] for text, _ in found[at + 1][:_FEW]] if at + 1 < len(slots) else []
        ways = slot.doubles(left, right, words)
    return [(way, VANISHED) for way in ways if not at or table.isdisjoint(way)]
