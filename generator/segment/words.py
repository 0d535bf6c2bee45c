"""Which body a headline shares its words with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log10

import rjieba


def grams(text: str) -> set[str]:
    """The pairs of neighbouring Han characters, letters or digits of a text.

    >>> sorted(grams("区委，开会"))
    ['区委', '开会']
    """
    return {a + b for a, b in pairwise(text) if a.isalnum() and b.isalnum()}


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


@dataclass(frozen=True)
class Bodies:
    """The vocabularies (pairs of characters) of a document's bodies."""

    vocabularies: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, bodies: Sequence[Iterable[str]]) -> Bodies:
        return cls(tuple(frozenset(g for text in texts for g in grams(text)) for texts in bodies))

    def holds(self, number: int, word: str) -> bool:
        """Whether a body seems to hold a word: all of its pairs stand there."""
        vocabulary = self.vocabularies[number]
        return all(a + b in vocabulary for a, b in pairwise(word))

    def affinity(self, among: Sequence[int], text: str, near: Sequence[int] = ()) -> float:
        """The share, 0 to 1 by weight, of a text's words that stand in the bodies with these numbers.

        A word that many of the bodies `near` by hold as well says little.
        """
        total = shared = 0.0
        for word, weight in words(text):
            spread = sum(self.holds(n, word) for n in near)
            counts = weight * (1.0 if len(near) < 2 or spread < 2 else 1 - 0.6 * (spread - 1) / (len(near) - 1))
            total += counts
            shared += counts * any(self.holds(n, word) for n in among)
        return shared / total if total else 0.0

    def alike(self, a: Sequence[int], b: int) -> float:
        """The share of a body's vocabulary that stands in others."""
        own = self.vocabularies[b]
        return sum(any(g in self.vocabularies[n] for n in a) for g in own) / max(1, len(own))
