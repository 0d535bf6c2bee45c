"""Which body a headline shares its words with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log10
from operator import add

import rjieba

_RUN = re.compile(r"[^\W_]{2,}")


def grams(text: str) -> set[str]:
    """The pairs of neighbouring Han characters, letters or digits of a text.

    >>> sorted(grams("区委，开会"))
    ['区委', '开会']
    """
    return {pair for run in _RUN.findall(text) for pair in map(add, run, run[1:])}


@lru_cache(maxsize=1 << 16)
def _weight(word: str) -> float:
    """How much it says that a word is shared: names say most, words that every bulletin is full of (会议, 工作) little."""
    return max(0.15, 1.6 - log10(rjieba.suggest_freq(word) + 1) / 3)


@lru_cache(maxsize=1 << 12)
def words(text: str) -> tuple[tuple[str, float], ...]:
    """The words of a headline, with their weights; characters by themselves count as pairs with their neighbours.

    >>> [word for word, _ in words("守墓人类延功")]
    ['守墓', '墓人', '人类', '延功']
    """
    found: dict[str, float] = {}
    cut = [w for w in rjieba.cut(text, False) if w.strip()]
    for i, word in enumerate(cut):
        if len(word) > 1 and word[0].isalnum():
            found[word] = _weight(word)
        elif i + 1 < len(cut) and word.isalnum() and cut[i + 1][0].isalnum():
            pair = word + cut[i + 1][0]
            found.setdefault(pair, 0.7 * _weight(pair))
    return tuple(found.items())


@lru_cache(maxsize=1 << 14)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(map(add, word, word[1:]))


@dataclass(frozen=True)
class Wording:
    """The words of a headline, weighed by how many of the bodies near it hold them."""

    pairs: tuple[tuple[int, frozenset[str]], ...]  # of the characters of each word, with a bit for it
    weights: tuple[float, ...]
    vocabularies: Mapping[int, frozenset[str]]
    _held: dict[int, int] = field(default_factory=dict)
    _shares: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, vocabularies: Mapping[int, frozenset[str]], near: Sequence[int] = ()) -> Wording:
        """The words of a text among these bodies. One that many of the bodies `near` by hold says little."""
        found = words(text)
        pairs = tuple((1 << i, _pairs(word)) for i, (word, _) in enumerate(found))
        bare = cls(pairs, tuple(weight for _, weight in found), vocabularies)
        if len(near) < 2:
            return bare
        held = [f"{bare.held(n):0{len(found)}b}"[::-1] for n in near]
        spreads = [column.count("1") for column in zip(*held, strict=True)]
        weights = [w * (1 - 0.6 * max(0, s - 1) / (len(near) - 1)) for w, s in zip(bare.weights, spreads, strict=False)]
        return replace(bare, weights=tuple(weights))

    def held(self, number: int) -> int:
        """Which of the words a body seems to hold (all of their pairs stand there), as bits; this and `share` are found once."""
        bits = self._held.get(number, -1)
        if bits < 0:
            own = self.vocabularies[number]
            bits = self._held[number] = sum([bit for bit, pairs in self.pairs if pairs <= own])
        return bits

    def share(self, among: Iterable[int]) -> float:
        """The share, 0 to 1 by weight, of the words that stand in the bodies with these numbers."""
        bits = 0
        for number in among:
            bits |= self.held(number)
        share = self._shares.get(bits)
        if share is None:
            total = sum(self.weights)
            shared = sum(w for i, w in enumerate(self.weights) if bits >> i & 1)
            share = self._shares[bits] = shared / total if total else 0.0
        return share


def alike(own: frozenset[str], others: Iterable[frozenset[str]]) -> float:
    """The share of a body's vocabulary that stands in others."""
    left: frozenset[str] = own
    for other in others:
        left = left - other
    return 1 - len(left) / len(own) if own else 0.0
