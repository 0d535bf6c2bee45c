"""How likely a reading is: by the frequency of words, and by the words of the document itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nsmallest
from math import inf, log
from typing import Final, NamedTuple

import rjieba

from generator.data.script import SIMPLE, fold_script

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
    for i, phrase in enumerate(words):
        if 1 < len(phrase) <= _LONGEST:
            yield phrase
        for word in words[i + 1 : i + _LONGEST]:
            phrase += word  # noqa: PLW2901
            if len(phrase) > _LONGEST:
                break
            yield phrase


class _Costs(dict[str, float]):
    """The negative logarithm of the probability of every word that was asked for; infinite when it is no word."""

    def __init__(self, counts: Mapping[str, int], size: int) -> None:
        super().__init__()
        self.counts, self.size = counts, size

    def __missing__(self, word: str) -> float:
        known = len(word) == 1 or word in self.counts or rjieba.has_word(word)
        cost = self[word] = self._cost(word) if known else inf
        return cost

    def _cost(self, word: str) -> float:
        if len(word) == 1 and not "一" <= word <= "鿿":
            return -log(_MARKS.get(word, _OTHER))
        share = (1 - _OWN) * _frequency(word) + _OWN * self.counts.get(word, 0) / self.size
        if share:
            cost = -log(share)
            return cost if len(word) > 1 or cost < ORDINARY else cost + _RARE_ALONE
        return -log(_UNKNOWN) if len(word) == 1 else inf


class _CostsBeside(dict[str, float]):
    """The same beside a clause whose words cost no more than `near`."""

    def __init__(self, near: Mapping[str, float], costs: Mapping[str, float]) -> None:
        super().__init__(near)
        self.costs = costs

    def __missing__(self, word: str) -> float:
        cost = self[word] = self.costs[word]
        return cost


@dataclass(frozen=True)
class Words:
    """The words of a document, and two to five characters of them together, with how often each stands there."""

    counts: Counter[str]
    size: int

    @cached_property
    def costs(self) -> Mapping[str, float]:
        """The negative logarithm of every word's probability; infinite when it is no word. Words are Simplified."""
        return _Costs(self.counts, self.size)

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

    def priced(self, texts: Iterable[str]) -> Iterator[float]:
        """What each of some Simplified texts of several characters costs. What is no word costs without end, and is not kept."""
        counts, costs, has_word = self.counts, self.costs, rjieba.has_word
        return (costs[text] if text in counts or has_word(text) else inf for text in texts)

    def price(self, text: str) -> float:
        """The cost of a Simplified text as one word; of what is no word, more than any word's."""
        return min(_NO_WORD, self.costs[text])

    def beside_one(self, characters: Sequence[str], others: Sequence[str], left: bool = True) -> dict[str, float]:
        """The least cost of each character with one of `others` to its left or right, in a word of two or each alone."""
        costs, folded = self.costs, [SIMPLE.get(c, c) for c in others]
        simple = [SIMPLE.get(c, c) for c in characters]
        alone = min((costs[c] for c in folded), default=0.0)
        joined = self.priced([c + x if left else x + c for x in simple for c in folded])
        least = [costs[x] + alone for x in simple]
        for i, price in enumerate(joined):
            at = i // len(folded)
            least[at] = min(least[at], price)
        return dict(zip(characters, least, strict=True))

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

    @cached_property
    def costs(self) -> Mapping[str, float]:
        near = self.near
        known = {near[i:j]: _NEAR[j > i + 1] for i in range(len(near)) for j in range(i + 1, len(near) + 1)}
        return _CostsBeside(known, self.of_document.costs)

    def priced(self, texts: Iterable[str]) -> Iterator[float]:
        near, counts, costs, has_word = self.near, self.counts, self.costs, rjieba.has_word
        return (costs[text] if text in near or text in counts or has_word(text) else inf for text in texts)


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
        end, costs, known = self.simple, self.costs, words.costs
        for c in fold_script(more):
            end, costs = _step(end, costs, c, known)
        return Way(costs[-1] + self.supposed, self.text + more, end, costs, self.supposed, self.vanished)


START: Final = Way(0.0, "")


def _step(end: str, costs: tuple[float, ...], c: str, known: Mapping[str, float]) -> tuple[str, tuple[float, ...]]:
    """The end of a text, and the least cost up to each of its last characters, with one more."""
    end += c
    best, word = costs[-1] + known[c], c
    for before, first in zip(costs[-2::-1], end[-2::-1], strict=False):
        word = first + word
        cost = before + known[word]
        if cost < best:  # noqa: PLR1730 - quicker than min()
            best = cost
    return end[-_LONGEST + 1 :], (*costs[-_LONGEST + 1 :], best)


def read(before: str, slots: Sequence[Sequence[Option]], after: str, words: Words) -> list[Way]:
    """The likeliest ways through `slots`, best first, between two known texts."""
    beam = [START.extended(before, words)]
    for options in slots:
        simple = [(text, fold_script(text), extra) for text, extra in options]
        beam = list(_grown(beam, simple, words.costs))
    return sorted(way.extended(after, words) for way in beam)


def _grown(beam: Sequence[Way], options: Sequence[tuple[str, str, float]], known: Mapping[str, float]) -> Iterator[Way]:
    """The best ways with one of some options behind each, best first; of those that end alike, the best."""
    found: list[tuple[float, str, str, tuple[float, ...], Way, float, int]] = []
    limit = inf
    for way in beam:
        ends = {"": _open(way.simple, way.costs)}
        for more, simple, extra in options:
            first, c, supposed = simple[:-1], simple[-1], way.supposed + extra
            if first not in ends:
                longer = way.simple, way.costs
                for one in first:
                    longer = _step(*longer, one, known)
                ends[first] = _open(*longer)
            end, costs, last, begun = ends[first]
            best = last + known[c]
            for cost, start in begun:  # most of the time is spent here: `_step` with what is the same for all options
                whole = cost + known[start + c]
                if whole < best:  # noqa: PLR1730 - quicker than min()
                    best = whole
            if best + supposed <= limit:
                found.append((best + supposed, way.text + more, end + c, (*costs, best), way, supposed, len(first)))
                limit = min(limit, best + supposed + _BEHIND)
    seen = set[str]()
    for cost, text, end, costs, way, supposed, vanished in sorted(found)[: 2 * _BEAM]:
        if cost <= limit and text[-_LONGEST:] not in seen:
            seen.add(text[-_LONGEST:])
            yield Way(cost, text, end[1 - _LONGEST :], costs[-_LONGEST:], supposed, way.vanished + vanished)
            if len(seen) == _BEAM:
                return


def _open(end: str, costs: tuple[float, ...]) -> tuple[str, tuple[float, ...], float, list[tuple[float, str]]]:
    """The end of a text with its costs, and with what words may begin in it: the cost before each, and its beginning."""
    return end, costs, costs[-1], [(costs[-n], end[1 - n :]) for n in range(2, min(len(costs), len(end) + 1) + 1)]
