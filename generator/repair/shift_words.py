"""How likely a reading is: by the frequency of words, and by the words of the document itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, takewhile
from math import inf, log
from typing import Final

import rjieba

from generator.data.script import fold_script

_HAN_RUN = re.compile(r"[一-鿿]+")
#: Words that rjieba has counted, in all.
_COUNTED = 60_101_967
_LONGEST = 5
#: Prose has marks far more often than any word; a lone letter or an odd sign hardly ever.
_MARKS = {
    "，": 0.06,
    "。": 0.03,
    "、": 0.03,
    "“": 0.008,
    "”": 0.008,
    "（": 0.003,
    "）": 0.003,
    "；": 0.004,
    "：": 0.003,
}
_MARKS |= {
    ",": 0.06,
    ";": 0.004,
    ":": 0.003,
    "(": 0.003,
    ")": 0.003,
    "《": 0.003,
    "》": 0.003,
    "！": 0.001,
    "？": 0.001,
}
_OTHER, _UNKNOWN = 1e-5, 1e-9
_NO_WORD = 30.0
#: Official prose has few characters that are words by themselves: those that cost less than the first, and others for more.
_ORDINARY, _RARE_ALONE = 7.0, 3.0
#: The cost of a character, and of a word, that the next clause has too.
_NEAR = (5.0, 7.0)
_BEAM = 12
#: Of the words of a document, this share is taken from what it says elsewhere.
_OWN = 0.1


@lru_cache(maxsize=1 << 17)
def _frequency(word: str) -> float:
    """How often rjieba counted a word, as a share of all words. Its `suggest_freq` gives a known word's own count, plus one."""
    return (rjieba.suggest_freq(word) - 1) / _COUNTED if rjieba.has_word(word) else 0.0


def _phrases(words: Sequence[str]) -> Iterator[str]:
    """Words that follow each other, as long as they are short together. No half words: 疫情蔓 would speak against 疫情蔓延.

    >>> list(_phrases(["遏制", "疫情", "蔓延"]))
    ['遏制', '遏制疫情', '疫情', '疫情蔓延', '蔓延']
    """
    for i in range(len(words)):
        for phrase in takewhile(lambda text: len(text) <= _LONGEST, accumulate(words[i : i + _LONGEST])):
            if len(phrase) > 1:
                yield phrase


@dataclass(frozen=True)
class Words:
    """The words of a document, and two to five characters of them together, with how often each stands there.

    `near` is the clause behind the text that is read: what it says is likely to be said here too. `known` keeps costs.
    """

    counts: Counter[str]
    size: int
    near: str = ""
    known: dict[str, float | None] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, value: str) -> Words:
        """Of a document in either script."""
        runs = [m[0] for m in _HAN_RUN.finditer(fold_script(value))]
        phrases = (phrase for run in runs for phrase in _phrases(rjieba.cut(run)))
        return cls(Counter(phrases), max(1, sum(map(len, runs))))

    def cost(self, word: str) -> float | None:
        """The negative logarithm of a word's probability; None when it is no word. `word` is Simplified."""
        if word not in self.known:
            self.known[word] = self._cost(word)
        return self.known[word]

    def beside(self, clause: str) -> Words:
        return Words(self.counts, self.size, fold_script(clause))

    def _cost(self, word: str) -> float | None:
        if word in self.near:
            return _NEAR[len(word) > 1]
        if len(word) == 1 and not "一" <= word <= "鿿":
            return -log(_MARKS.get(word, _OTHER))
        share = (1 - _OWN) * _frequency(word) + _OWN * self.counts[word] / self.size
        if share:
            cost = -log(share)
            return cost if len(word) > 1 or cost < _ORDINARY else cost + _RARE_ALONE
        return -log(_UNKNOWN) if len(word) == 1 else None

    def price(self, text: str) -> float:
        """The cost of a text, in either script, as one word; of what is no word, more than any word's."""
        known = self.cost(fold_script(text))
        return _NO_WORD if known is None else known

    def agree(self, before: str, text: str, after: str) -> bool:
        """Whether `text` is made of words of two characters or more, and of such as are ordinary by themselves."""
        at = 0
        for word in rjieba.cut(fold_script(before + text + after)):
            at += len(word)
            if (
                len(before) < at
                and at - len(word) < len(before + text)
                and len(word) == 1
                and self.price(word) > _ORDINARY
            ):
                return False
        return True

    def pair(self, x: str, y: str, left: Sequence[str], right: Sequence[str]) -> float:
        """The least cost of two characters, alone or in words of two with their neighbours."""
        before = min([self.price(x), *(self.price(c + x) for c in left)])
        after = min([self.price(y), *(self.price(y + c) for c in right)])
        return min(self.price(x + y), before + after)


@dataclass(frozen=True)
class Reading:
    """A text so far, its end in Simplified script, and the least cost up to each of its last few characters."""

    text: str
    simple: str
    costs: tuple[float, ...]
    extra: float = 0.0
    vanished: int = 0

    @property
    def cost(self) -> float:
        return self.costs[-1] + self.extra

    def extended(self, more: str, words: Words, extra: float = 0.0, vanished: int = 0) -> Reading:
        """With `more` behind it; `extra` is the price of what had to be supposed for that, vanished pairs among it."""
        simple, costs = self.simple, list(self.costs)
        for c in fold_script(more):
            simple = simple[-_LONGEST + 1 :] + c
            best = inf
            for n in range(1, min(len(costs), len(simple)) + 1):
                price = words.cost(simple[-n:])
                if price is not None:
                    best = min(best, costs[-n] + price)
            costs = [*costs[-_LONGEST + 1 :], best]
        return Reading(self.text + more, simple, tuple(costs), self.extra + extra, self.vanished + vanished)


START: Final = Reading("", "", (0.0,))


def read(before: str, slots: Sequence[Sequence[tuple[str, float]]], after: str, words: Words) -> list[Reading]:
    """The likeliest ways through `slots` (texts with what each costs on top), best first, between two known texts."""
    beam = [START.extended(before, words)]
    for options in slots:
        grown = sorted(
            (r.extended(text, words, extra, len(text) - 1) for r in beam for text, extra in options),
            key=lambda r: r.cost,
        )
        kept: dict[str, Reading] = {}
        for r in grown:
            kept.setdefault(r.text[-_LONGEST:], r)
        beam = list(kept.values())[:_BEAM]
    return sorted((r.extended(after, words) for r in beam), key=lambda r: r.cost)
