"""Which body a headline shares its words with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from operator import add

_RUN = re.compile(r"[^\W_]+")


def grams(text: str) -> set[str]:
    """The pairs of neighbouring Han characters, letters or digits of a text.

    >>> sorted(grams("区委，开会"))
    ['区委', '开会']
    """
    return set(chain.from_iterable(map(add, run, run[1:]) for run in _RUN.findall(text)))


@dataclass(frozen=True)
class Bodies:
    """The vocabularies of a document's bodies; a word that stands in few of them says more than one that stands in all."""

    vocabularies: tuple[frozenset[str], ...]
    spread: Counter[str]

    @classmethod
    def of(cls, bodies: Sequence[Iterable[str]]) -> Bodies:
        vocabularies = tuple(frozenset(g for text in texts for g in grams(text)) for texts in bodies)
        return cls(vocabularies, Counter(g for v in vocabularies for g in v))

    def _weight(self, gram: str) -> float:
        return log(1 + len(self.vocabularies) / (1 + self.spread[gram])) + 0.1

    def affinity(self, among: Sequence[int], text: str) -> float:
        """The share, 0 to 1 by weight, of a text's words that stand in the bodies with these numbers."""
        words = grams(text)
        total = sum(self._weight(g) for g in words)
        if not total:
            return 0.0
        return sum(self._weight(g) for g in words if any(g in self.vocabularies[n] for n in among)) / total
