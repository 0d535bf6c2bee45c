"""What it is about: subjects of the authority file that the text itself proves by weight and spread."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from operator import add
from typing import Final, NamedTuple

from generator.data import subjects
from generator.describe.passage import Reading
from generator.model import Found

_WEIGHTS: Final = {"title": 5.0, "kicker": 3.0, "deck": 3.0, "h2": 2.0, "h3": 2.0, "caption": 0.5, "credit": 0.2}
_LEAD_WEIGHT: Final = 2.0
_WEAK: Final = 0.3
#: One word, however often repeated, shows no more than this many times.
_REPEATS: Final = 4
_MOST: Final = 6
#: A subject that has less than this share of what speaks for the first one is a side remark.
_SHARE: Final = 0.2


class _Hit(NamedTuple):
    """One strong word of a subject: the number of its passage, where it stands there, and what it weighs."""

    number: int
    span: tuple[int, int]
    term: str
    weight: float


def find_subjects(reading: Reading) -> tuple[Found[str], ...]:
    """The subjects of an article, the weightiest first, at most six."""
    hits: defaultdict[str, list[_Hit]] = defaultdict(list)
    weak: Counter[str] = Counter()
    whole = "\n".join(p.folded for p in reading.passages)
    starts = list(accumulate((len(p.folded) + 1 for p in reading.passages), initial=0))
    pairs = frozenset(map(add, whole, whole[1:]))
    strong_words, weak_words = _terms()
    for term, names in _standing(strong_words, whole, pairs):
        found = _hits(term, whole, starts, reading)
        for name in names:
            hits[name] += found
    if not hits:
        return ()
    for term, names in _standing(weak_words, whole, pairs):
        if not hits.keys().isdisjoint(names):
            weak.update(dict.fromkeys(names, whole.count(term)))
    outer = {name: _outermost(found) for name, found in hits.items()}
    scores = {name: _score(found, weak[name]) for name, found in outer.items() if _proved(found)}
    ranked = sorted(scores, key=lambda name: -scores[name])
    chosen = [name for name in ranked if scores[name] >= _SHARE * scores[ranked[0]]][:_MOST]
    return tuple(_found(name, max(outer[name], key=lambda h: h.weight), reading) for name in chosen)


def _outermost(hits: Iterable[_Hit]) -> list[_Hit]:
    """Without words that stand within longer ones: 疫情 in 疫情防控."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (h.number, h.span[0], -h.span[1])):
        if not kept or (hit.number, hit.span[1]) > (kept[-1].number, kept[-1].span[1]):
            kept.append(hit)
    return kept


def _proved(hits: Sequence[_Hit]) -> bool:
    """Whether a subject is named in a heading, or spread over the text."""
    if max(h.weight for h in hits) >= _WEIGHTS["deck"]:
        return True
    terms, passages = {h.term for h in hits}, {h.number for h in hits}
    return len(passages) >= 2 and sum(h.weight for h in hits) >= (3 if len(terms) >= 2 else 4)


def _score(hits: Sequence[_Hit], weak: int) -> float:
    by_term: defaultdict[str, list[float]] = defaultdict(list)
    for h in hits:
        by_term[h.term].append(h.weight)
    strong = sum(sum(sorted(weights)[-_REPEATS:]) for weights in by_term.values())
    return strong + min(_WEAK * weak, strong / 2)


#: Words with the names of their subjects, by their first two characters.
_Index = dict[str, list[tuple[str, list[str]]]]


@cache
def _terms() -> tuple[_Index, _Index]:
    """The strong and the weak words."""
    return _indexed((s.name, s.terms) for s in subjects()), _indexed((s.name, s.weak) for s in subjects())


def _indexed(subjects: Iterable[tuple[str, Sequence[str]]]) -> _Index:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, terms in subjects:
        for term in terms:
            names[term].append(name)
    index: _Index = {}
    for term, owners in names.items():
        index.setdefault(term[:2], []).append((term, owners))
    return index


def _standing(index: _Index, text: str, pairs: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    """The words that stand in a text, each with the names of its subjects. Looking for every word would take far longer.

    `pairs` are all that two characters of the text which stand side by side make.
    """
    for pair in sorted(pairs & index.keys()):
        yield from ((term, names) for term, names in index[pair] if term in text)


def _hits(term: str, whole: str, starts: Sequence[int], reading: Reading) -> list[_Hit]:
    """Where a word stands, the first times in each passage; more of them show no more. `starts`: where passages begin."""
    hits: list[_Hit] = []
    at = whole.find(term)
    while at >= 0:
        number = bisect_right(starts, at) - 1
        passage, count, last = reading.passages[number], 0, starts[number + 1]
        weight = _LEAD_WEIGHT if passage is reading.lead else _WEIGHTS.get(passage.block.role, 1.0)
        while 0 <= at < last and count < _REPEATS:
            start = at - starts[number]
            hits.append(_Hit(number, (start, start + len(term)), term, weight))
            count += 1
            at = whole.find(term, at + len(term))
        if 0 <= at < last:
            at = whole.find(term, last)
    return hits


def _found(name: str, best: _Hit, reading: Reading) -> Found[str]:
    rule = "subject in a heading" if best.weight >= _WEIGHTS["deck"] else "subject by weight and spread"
    return reading.passages[best.number].found(name, rule, best.span, "inferred")
