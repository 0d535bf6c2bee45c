"""What it is about: subjects of the authority file that the text itself proves by weight and spread."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from generator.data import subjects
from generator.describe.passage import Passage, Reading, any_of
from generator.model import Found

_WEIGHTS: Final = {"title": 5.0, "kicker": 3.0, "deck": 3.0, "h2": 2.0, "h3": 2.0, "caption": 0.5, "credit": 0.2}
_LEAD_WEIGHT: Final = 2.0
_WEAK: Final = 0.3
#: One word, however often repeated, shows no more than this many times.
_REPEATS: Final = 4
_MOST: Final = 6
#: A subject that has less than this share of what speaks for the first one is a side remark.
_SHARE: Final = 0.2


@dataclass(frozen=True)
class _Hit:
    """One strong word of a subject, where it stands, and what it weighs there."""

    weight: float
    term: str
    passage: Passage
    span: tuple[int, int]


def find_subjects(reading: Reading) -> tuple[Found[str], ...]:
    """The subjects of an article, the weightiest first, at most six."""
    hits: defaultdict[str, list[_Hit]] = defaultdict(list)
    weak: Counter[str] = Counter()
    strong_words, weak_words, by_term = _terms()
    for passage in reading.passages:
        weight = _LEAD_WEIGHT if passage is reading.lead else _WEIGHTS.get(passage.block.role, 1.0)
        for match in _overlapping(strong_words, passage.folded):
            for subject in by_term[match[0]]:
                hits[subject].append(_Hit(weight, match[0], passage, match.span()))
        for match in weak_words.finditer(passage.folded):
            weak.update(by_term[match[0]])
    scores = {name: _score(found, weak[name]) for name, found in hits.items() if _proved(found)}
    ranked = sorted(scores, key=lambda name: -scores[name])
    chosen = [name for name in ranked if scores[name] >= _SHARE * scores[ranked[0]]][:_MOST]
    return tuple(_found(name, max(hits[name], key=lambda h: h.weight)) for name in chosen)


def _proved(hits: Sequence[_Hit]) -> bool:
    """Whether a subject is named in a heading, or spread over the text."""
    if max(h.weight for h in hits) >= _WEIGHTS["deck"]:
        return True
    terms, passages = {h.term for h in hits}, {id(h.passage) for h in hits}
    return len(passages) >= 2 and sum(h.weight for h in hits) >= (3 if len(terms) >= 2 else 4)


def _score(hits: Sequence[_Hit], weak: int) -> float:
    by_term: defaultdict[str, list[float]] = defaultdict(list)
    for h in hits:
        by_term[h.term].append(h.weight)
    strong = sum(sum(sorted(weights)[-_REPEATS:]) for weights in by_term.values())
    return strong + min(_WEAK * weak, strong / 2)


@cache
def _terms() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, list[str]]]:
    """Patterns of all strong and of all weak words, and the names of the subjects of each word."""
    by_term: defaultdict[str, list[str]] = defaultdict(list)
    for subject in subjects():
        for term in dict.fromkeys((*subject.terms, *subject.weak)):
            by_term[term].append(subject.name)
    strong = {term for subject in subjects() for term in subject.terms}
    weak = {term for subject in subjects() for term in subject.weak} - strong
    return re.compile(any_of(strong)), re.compile(any_of(weak)), dict(by_term)


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The longest word at each place where one begins: 新冠肺炎疫情防控 has 新冠肺炎 and 疫情防控."""
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start() + 1)


def _found(name: str, best: _Hit) -> Found[str]:
    rule = "subject in a heading" if best.weight >= _WEIGHTS["deck"] else "subject by weight and spread"
    return best.passage.found(name, rule, best.span, "inferred")
