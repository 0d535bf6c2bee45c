"""What it is about: subjects of the authority file that the text itself proves by weight and spread."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

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
    terms = _terms()
    for term, places in _standing(terms, reading.whole):
        if names := terms.strong.get(term):
            found = _hits(term, places, reading)
            for name in names:
                hits[name] += found
        weak.update(dict.fromkeys(terms.weak.get(term, ()), len(places)))
    if not hits:
        return ()
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


@dataclass(frozen=True)
class _Terms:
    """The strong and the weak words, with the names of their subjects; all of them, and what finds them in a text."""

    strong: Mapping[str, Sequence[str]]
    weak: Mapping[str, Sequence[str]]
    all: Sequence[str]
    automaton: AhoCorasick


@cache
def _terms() -> _Terms:
    strong, weak = _named((s.name, s.terms) for s in subjects()), _named((s.name, s.weak) for s in subjects())
    terms = sorted({**strong, **weak})
    return _Terms(strong, weak, terms, AhoCorasick(terms, matchkind=MatchKind.Standard, store_patterns=False))


def _named(subjects: Iterable[tuple[str, Sequence[str]]]) -> Mapping[str, Sequence[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, terms in subjects:
        for term in terms:
            names[term].append(name)
    return names


def _standing(terms: _Terms, text: str) -> list[tuple[str, list[int]]]:
    """The words that stand in a text, each with its places, apart from each other."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    read: defaultdict[int, int] = defaultdict(int)
    for term, start, end in terms.automaton.find_matches_as_indexes(text, overlapping=True):
        if start >= read[term]:
            found[term].append(start)
            read[term] = end
    return [(terms.all[term], found[term]) for term in sorted(found)]


def _hits(term: str, places: Iterable[int], reading: Reading) -> list[_Hit]:
    """The places of a word, the first ones in each passage; more of them show no more."""
    hits: list[_Hit] = []
    seen: Counter[int] = Counter()
    for at in places:
        number = bisect_right(reading.starts, at) - 1
        seen[number] += 1
        if seen[number] <= _REPEATS:
            passage, start = reading.passages[number], at - reading.starts[number]
            weight = _LEAD_WEIGHT if passage is reading.lead else _WEIGHTS.get(passage.block.role, 1.0)
            hits.append(_Hit(number, (start, start + len(term)), term, weight))
    return hits


def _found(name: str, best: _Hit, reading: Reading) -> Found[str]:
    rule = "subject in a heading" if best.weight >= _WEIGHTS["deck"] else "subject by weight and spread"
    return reading.passages[best.number].found(name, rule, best.span, "inferred")
