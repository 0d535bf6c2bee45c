"""How likely a reading is: by the frequency of words, and by the words of the document itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import accumulate, takewhile
from math import inf, log
from typing import Final, NamedTuple

import rjieba

from generator.data.script import fold_script

_HAN_RUN = re.compile(r"[一-鿿]+")
#: Words that rjieba has counted, in all.
_COUNTED: Final = 60_101_967
#: How many characters a word has at most.
_LONGEST: Final = 5
#: Prose has marks far more often than any word; a lone letter or an odd sign hardly ever.
_MARKS: Final = {
    **dict.fromkeys("，,", 0.06),
    "。": 0.03,
    "、": 0.03,
    **dict.fromkeys("“”", 0.008),
    **dict.fromkeys("；;", 0.004),
    **dict.fromkeys("：:（）()《》", 0.003),
    **dict.fromkeys("！？", 0.001),
}
_OTHER, _UNKNOWN = 1e-5, 1e-9
_NO_WORD: Final = 30.0
#: Official prose has few characters that are words by themselves: those that cost less than the first, and others for more.
ORDINARY: Final = 7.0
_RARE_ALONE: Final = 3.0
#: The cost of a character, and of a word, that the next clause has too.
_NEAR: Final = (5.0, 7.0)
#: Of the words of a document, this share is taken from what it says elsewhere.
_OWN: Final = 0.1
#: How many readings are followed at once, and by how much one may fall behind the best.
_BEAM: Final = 8
_BEHIND: Final = 14.0

#: A text that may stand in a slot, with what it costs to suppose it.
Option = tuple[str, float]


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


class _Costs(dict[str, float]):
    """The costs that were asked for; others are reckoned by `reckon`."""

    def __init__(self, reckon: Callable[[str], float]) -> None:
        super().__init__()
        self.reckon = reckon

    def __missing__(self, word: str) -> float:
        cost = self[word] = self.reckon(word)
        return cost


@dataclass(frozen=True)
class Words:
    """The words of a document, and two to five characters of them together, with how often each stands there."""

    counts: Counter[str]
    size: int

    @cached_property
    def costs(self) -> Mapping[str, float]:
        """The negative logarithm of every word's probability; infinite when it is no word. Words are Simplified."""
        return _Costs(self._cost)

    @classmethod
    def of(cls, value: str) -> Words:
        """Of a document in either script."""
        runs = [m[0] for m in _HAN_RUN.finditer(fold_script(value))]
        phrases = (phrase for run in runs for phrase in _phrases(rjieba.cut(run)))
        return cls(Counter(phrases), max(1, sum(map(len, runs))))

    @cached_property
    def options(self) -> dict[object, list[str]]:
        """What was found likely in a slot, to be asked again."""
        return {}

    def beside(self, clause: str) -> Words:
        """The same before a clause that is known: what it says is likely to be said here too."""
        return _Beside(self.counts, self.size, self, fold_script(clause))

    def _cost(self, word: str) -> float:
        if len(word) == 1 and not "一" <= word <= "鿿":
            return -log(_MARKS.get(word, _OTHER))
        share = (1 - _OWN) * _frequency(word) + _OWN * self.counts.get(word, 0) / self.size
        if share:
            cost = -log(share)
            return cost if len(word) > 1 or cost < ORDINARY else cost + _RARE_ALONE
        return -log(_UNKNOWN) if len(word) == 1 else inf

    def price(self, text: str) -> float:
        """The cost of a Simplified text as one word; of what is no word, more than any word's."""
        return min(_NO_WORD, self.costs[text])

    def beside_one(self, characters: Sequence[str], others: Sequence[str], left: bool = True) -> dict[str, float]:
        """The least cost of each character with one of `others` to its left or right, in a word of two or each alone."""
        costs, folded = self.costs, [fold_script(c) for c in others]
        alone = min((costs[c] for c in folded), default=0.0)
        found: dict[str, float] = {}
        for one in characters:
            x = fold_script(one)
            joined = (costs[c + x if left else x + c] for c in folded)
            found[one] = min(costs[x] + alone, *joined) if folded else costs[x]
        return found

    def best(self, characters: Sequence[str], left: Sequence[str], most: int) -> list[str]:
        """Of some characters the likeliest behind one of `left`."""
        costs = self.beside_one(characters, left)
        return nsmallest(most, costs, key=costs.__getitem__)

    def agree(self, before: str, text: str, after: str) -> bool:
        """Whether `text` is made of words of two characters or more. One that is a word by itself, and even an ordinary one, may
        be half of two around a vanished pair: 以 of 要以. Marks are no words.
        """
        at = 0
        for word in rjieba.cut(fold_script(before + text + after)):
            at += len(word)
            within = len(before) < at and at - len(word) < len(before + text)
            if within and len(word) == 1 and (self.price(word) > ORDINARY or "一" <= word <= "鿿"):
                return False
        return True

    def weak(self, text: str) -> Iterator[int]:
        """Where the likeliest words of a text are unlikely ones, character by character."""
        simple = fold_script(text)
        best, lengths, costs = [0.0], [0], self.costs
        for end in range(1, len(simple) + 1):
            prices = [(best[end - n] + costs[simple[end - n : end]], n) for n in range(1, min(_LONGEST, end) + 1)]
            cost, length = min(prices)
            best.append(cost)
            lengths.append(length)
        end = len(simple)
        while end:
            start = end - lengths[end]
            if best[end] - best[start] > ORDINARY * lengths[end]:
                yield from range(start, end)
            end = start


@dataclass(frozen=True)
class _Beside(Words):
    of_document: Words
    near: str

    def _cost(self, word: str) -> float:
        return _NEAR[len(word) > 1] if word in self.near else self.of_document.costs[word]


class Way(NamedTuple):
    """A text so far, and `cost` with all that was supposed; its end in Simplified script with the least cost up to each place."""

    cost: float
    text: str
    simple: str = ""
    costs: tuple[float, ...] = (0.0,)
    supposed: float = 0.0
    vanished: int = 0

    def extended(self, more: str, words: Words) -> Way:
        """With `more` behind it."""
        end, costs = self.simple, self.costs
        for c in fold_script(more):
            end, costs = _step(end, costs, c, words.costs)
        return Way(costs[-1] + self.supposed, self.text + more, end, costs, self.supposed, self.vanished)


START: Final = Way(0.0, "")


def _step(end: str, costs: tuple[float, ...], c: str, known: Mapping[str, float]) -> tuple[str, tuple[float, ...]]:
    """The end of a text, and the least cost up to each of its last characters, with one more."""
    end += c
    best = costs[-1] + known[c]
    for n in range(2, min(len(costs), len(end)) + 1):
        cost = costs[-n] + known[end[-n:]]
        if cost < best:  # noqa: PLR1730 - quicker than min()
            best = cost
    return end[-_LONGEST + 1 :], (*costs[-_LONGEST + 1 :], best)


def read(before: str, slots: Sequence[Sequence[Option]], after: str, words: Words) -> list[Way]:
    """The likeliest ways through `slots`, best first, between two known texts."""
    beam, known = [START.extended(before, words)], words.costs
    for options in slots:
        folded = [(text, fold_script(text), extra) for text, extra in options]
        grown = []
        for way in beam:
            for text, simple, extra in folded:
                end, costs = way.simple, way.costs
                for c in simple:
                    end, costs = _step(end, costs, c, known)
                supposed = way.supposed + extra
                grown.append(
                    (costs[-1] + supposed, way.text + text, end, costs, supposed, way.vanished + len(text) - 1)
                )
        kept: dict[str, Way] = {}
        likeliest = nsmallest(2 * _BEAM, grown)
        for found in likeliest:
            if found[0] <= likeliest[0][0] + _BEHIND:
                kept.setdefault(found[1][-_LONGEST:], Way(*found))
        beam = list(kept.values())[:_BEAM]
    return sorted(way.extended(after, words) for way in beam)
