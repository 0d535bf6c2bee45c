"""Code page 936 as an annotating mirror breaks it: which characters may stand where two bytes are known, or one.

A run of shifted characters shows pairs (a1 b1)(a2 b2)...: each is the second byte of one character and the first of the next. So
every character of the original is a *slot* between two pairs. A pair in the rows for private use is not shown at all; then the
slot held two characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

import rjieba

from generator.data.script import fold_script, telling
from generator.repair.shift_words import Words

LEADS: Final = range(0x81, 0xFF)
TRAILS: Final = (*range(0x40, 0x7F), *range(0x80, 0xFF))
#: Pairs for private use, first byte and second: shown as nothing.
_PRIVATE: Final = (
    ((*range(0xAA, 0xB0), *range(0xF8, 0xFF)), range(0xA1, 0xFF)),
    (tuple(range(0xA1, 0xA8)), range(0x81, 0xA1)),
)
_MARKS: Final = frozenset("，。、；：？！“”‘’（）《》【】—…·％")
#: Characters that rjieba counted less often are no part of a reading.
_RAREST: Final = 20
#: What it costs to suppose that a pair vanished. How many ways of it are followed up, and of how many neighbours.
VANISHED: Final = 1.0
_DOUBLES: Final = 20
_TORN_WORDS: Final = 400
_FEW: Final = 4
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
def character(lead: int, trail: int) -> str:
    """The character of two bytes, if Traditional prose may have it; else nothing.

    >>> character(0xCA, 0xB3), character(0xB3, 0xC6), character(0xB0, 0x8C)
    ('食', '', '')
    """
    try:
        shown = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    if shown in _MARKS:
        return shown
    if lead == 0xA3:
        plain = unicodedata.normalize("NFKC", shown)
        return plain if plain.isalnum() else ""
    _, simplified = telling()
    common = "一" <= shown <= "鿿" and shown not in simplified and rjieba.suggest_freq(fold_script(shown)) >= _RAREST
    return shown if common else ""


@dataclass(frozen=True)
class Slot:
    """Where one character of the original stood, or two with a vanished pair between: its possible first and last bytes.

    Without `whole_marks` it was none of `MARKS`: the mirror would have found that one first.
    """

    leads: Sequence[int]
    trails: Sequence[int]
    whole_marks: bool = True

    def singles(self) -> Iterator[str]:
        found = filter(None, (character(lead, trail) for lead in self.leads for trail in self.trails))
        return found if self.whole_marks else (c for c in found if c not in MARKS)

    def doubles(self, fits: Callable[[str], object] = bool) -> Iterator[tuple[str, str]]:
        """Two characters around a vanished pair, of which the second one fits."""
        for lasts, firsts in _PRIVATE:
            before = list(Slot(self.leads, lasts).singles())
            seconds = _all_of(firsts) if self.trails is TRAILS else Slot(firsts, self.trails).singles()
            after = [c for c in seconds if fits(c)]
            yield from product(before, after)

    def texts(self) -> Iterator[tuple[str, float]]:
        """All that may stand here, with what it costs to suppose it."""
        yield from ((c, 0.0) for c in dict.fromkeys(self.singles()))
        if len(self.leads) * len(self.trails) <= _FEW:
            yield from ((x + y, VANISHED) for x, y in self.doubles())
        elif len(self.leads) == 1:
            yield from ((word, VANISHED) for word in _torn_words(self.leads[0]))


@cache
def _all_of(leads: range) -> tuple[str, ...]:
    return tuple(Slot(leads, TRAILS).singles())


@cache
def _torn_words(lead: int) -> tuple[str, ...]:
    """The words of two characters around a vanished pair that begin with `lead`, whatever their last byte."""
    return tuple(x + y for x, y in Slot((lead,), TRAILS).doubles() if rjieba.has_word(fold_script(x + y)))


def options(
    slots: Sequence[Slot], last: Sequence[tuple[str, float]], table: Set[str], before: str, words: Words
) -> Iterator[list[tuple[str, float]]]:
    """What may stand in each slot, with what it costs to suppose it; `last`, if known, in the last one.

    Characters of the mirror's `table` would have been annotated, and so have ended the run, but for the first one, which was
    torn before. Where a pair vanished there are a thousand ways: those are followed up that make words with their neighbours.
    """
    found = [[o for o in s.texts() if not i or table.isdisjoint(o[0])] for i, s in enumerate(slots)]
    if last:
        found[-1] = list(last)
    singles = [[text for text, _ in f if len(text) == 1][:_FEW] for f in found]
    for i, ways in enumerate(found):
        left = singles[i - 1] if i else [before[-1:]]
        right = singles[i + 1] if i + 1 < len(slots) else []
        prices = {text: words.pair(text[0], text[1], left, right) for text, _ in ways if len(text) == 2}
        most = _DOUBLES if len(slots[i].trails) == 1 else _TORN_WORDS
        likely = set(sorted(prices, key=lambda text: prices[text])[:most])
        yield [(text, extra) for text, extra in ways if len(text) == 1 or text in likely]
