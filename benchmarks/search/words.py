"""The words that made bulletins are written with, as often as real ones have them.

Half of the weight comes from the project's own clean texts, which are bulletins; they are too few for the rare words, of which a
large archive has most. Those come from jieba's dictionary with its frequencies. It cannot be listed, only asked, so every pair of
common characters is asked for, and every phrase that pypinyin knows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from random import Random
from typing import Final

import rjieba
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from benchmarks.fidelity.truth import read_texts
from generator.data import surnames

_HAN: Final = re.compile("[\u4e00-\u9fff]+")
_CLAUSE: Final = re.compile("[\u4e00-\u9fff]{4,20}(?=[，。；：！？])")
#: So many characters make up more than nine tenths of what is printed; all their pairs are four million questions.
_COMMON: Final = 2000
#: The share of the words in running text that are general ones, from the dictionary.
_GENERAL: Final = 0.4
#: How often each of the few words stands that are most often behind a word, added up.
_FOLLOWERS: Final = tuple(accumulate(1 / rank for rank in range(1, 7)))


@dataclass(frozen=True)
class Weighted:
    """Words to draw from, each as often as its weight says."""

    words: tuple[str, ...]
    cumulative: tuple[float, ...]

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Weighted:
        """In the order of the words, so that the same weights always give the same draws."""
        words = sorted(weights)
        return cls(tuple(words), tuple(accumulate(weights[w] for w in words)))

    def one(self, chance: Random) -> str:
        """A large archive has a hundred million words: nothing here is done that is not needed."""
        return self.words[bisect_right(self.cumulative, chance.random() * self.cumulative[-1], 0, len(self.words) - 1)]

    def draw(self, chance: Random, count: int) -> list[str]:
        return [self.one(chance) for _ in range(count)]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """`running`: the words of running text; `general`: those of the dictionary alone; `clauses`: what bulletins say word for word."""

    running: Weighted
    general: Weighted
    clauses: tuple[str, ...]
    surnames: tuple[str, ...]
    given: tuple[str, ...]

    @cache  # noqa: B019 - there is one vocabulary, as long as the program lives
    def followers(self, word: str) -> Weighted:
        """The words that often stand behind a word: word for word, prose repeats itself more than words do by themselves."""
        return Weighted(tuple(self.running.draw(Random(word), len(_FOLLOWERS))), _FOLLOWERS)


def _printed() -> Iterator[str]:
    """The passages of the clean texts that are in Simplified script."""
    for text in read_texts():
        if text.script == "Hans":
            yield from (piece.text for piece in text.pieces)


def _words(passages: Iterable[str]) -> Counter[str]:
    """How often each Chinese word stands there."""
    return Counter(word for p in passages for run in _HAN.findall(p) for word in rjieba.cut(run))


def _dictionary() -> dict[str, int]:
    """Words of two and more characters, with jieba's frequencies."""
    single = [c for c in map(chr, pinyin_dict) if _HAN.fullmatch(c) and rjieba.has_word(c)]
    common = sorted(sorted(single), key=rjieba.suggest_freq, reverse=True)[:_COMMON]
    pairs = (a + b for a in common for b in common)
    longer = (p for p in phrases_dict if len(p) > 2 and _HAN.fullmatch(p))
    return {word: rjieba.suggest_freq(word) for word in filter(rjieba.has_word, chain(pairs, longer))}


def _joined(own: Mapping[str, int], general: Mapping[str, int]) -> dict[str, float]:
    """Both, each with its share of the weight."""
    here, there = sum(own.values()), sum(general.values())
    weights = {word: (1 - _GENERAL) * count / here for word, count in own.items()}
    for word, count in general.items():
        weights[word] = weights.get(word, 0.0) + _GENERAL * count / there
    return weights


@cache
def vocabulary() -> Vocabulary:
    """Takes seconds the first time."""
    printed = tuple(_printed())
    general = _dictionary()
    names = surnames()
    clauses = sorted({clause for p in printed for clause in _CLAUSE.findall(p)})
    given = sorted({c for word in general for c in word})
    return Vocabulary(
        Weighted.of(_joined(_words(printed), general)),
        Weighted.of(general),
        tuple(clauses),
        tuple(sorted(name for name in (*names.single, *names.compound) if rjieba.has_word(name))),
        tuple(given),
    )
