"""People named in headline, deck and body, without their titles.

Everything that may be a name is weighed where it stands (candidates.py): by what stands around it, by its characters, by the lists
it is in. The same name elsewhere in the source, in other surroundings, speaks for it too. Where stretches overlap, the weightier
one is the name. Those who wrote the article or took its pictures are not among them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress, count
from operator import add
from typing import Final

from generator.data import weights
from generator.describe.candidates import Candidate, candidates
from generator.describe.lists import columns
from generator.describe.makers import Makers
from generator.describe.names import plain
from generator.describe.office import offices_of
from generator.describe.passage import HEADS, Passage, Reading
from generator.model import BODY, Found, Office, Role

_NAMING: Final[tuple[Role, ...]] = (*HEADS, *(role for role in BODY if role != "image"))
_MAKERS: Final = re.compile(r"（[^（）]{0,60}?(?:记者|通讯员|摄影|实习生|供稿|供图|责编|编辑|作者)[^（）]{0,60}）")
_ACCEPT: Final = weights()["decide"]["accept"]
_AGAIN: Final = weights()["again"]


@dataclass(frozen=True)
class People:
    """The people of an article in the order of their first mention, and the fullest office that each is named in, if any."""

    named: tuple[Found[str], ...]
    offices: tuple[Found[Office], ...]


def find_people(readings: Sequence[Reading], makers: Sequence[Makers]) -> tuple[People, ...]:
    """The people of each article of a source, without its makers. A name that one article settles is recognised in the others."""
    pages = [_Page.of(r, m.spans) for r, m in zip(readings, makers, strict=True)]
    told = _Told(pages)
    kept = [[_settled(text, found, told) for text, found in zip(p.texts, p.found, strict=True)] for p in pages]
    known = _Known(
        plain(text[c.start : c.end])
        for page, several in zip(pages, kept, strict=True)
        for text, found in zip(page.texts, several, strict=True)
        for c in found
    )
    return tuple(page.people(found, known, by.names) for page, found, by in zip(pages, kept, makers, strict=True))


@dataclass(frozen=True)
class _Mention:
    """A name in an article: the number of its passage, and where it stands there. `sure` when its own words show it."""

    passage: int
    start: int
    end: int
    rule: str
    sure: bool = True

    @property
    def at(self) -> tuple[int, int]:
        return self.passage, self.start


@dataclass(frozen=True)
class _Page:
    """What an article has of text that can name people, without the brackets that name its makers, and the candidates of each."""

    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    found: tuple[Sequence[Candidate], ...]

    @classmethod
    def of(cls, reading: Reading, makers: Mapping[int, Sequence[tuple[int, int]]]) -> _Page:
        passages = reading.among(*_NAMING)
        texts = tuple(_without(p.folded, makers.get(id(p), ())) for p in passages)
        return cls(passages, texts, tuple(map(candidates, texts, columns(texts))))

    def people(self, kept: Sequence[Sequence[Candidate]], known: _Known, makers: frozenset[str]) -> People:
        first: dict[str, _Mention] = {}
        for m in self._mentions(kept, known):
            name = plain(self.texts[m.passage][m.start : m.end])
            before = first.get(name)
            if name not in makers and (before is None or (m.sure >= before.sure and m.at < before.at)):
                first[name] = m
        mentions = sorted(first.values(), key=lambda m: m.at)
        held = self._offices(kept)
        names = [plain(self.texts[m.passage][m.start : m.end]) for m in mentions]
        named = tuple(map(self._found, mentions))
        # A text in two scripts may write the name in one and the office beside it in the other.
        offices = (
            replace(held[name], value=Office(person.value, held[name].value.office))
            for name, person in zip(names, named, strict=True)
            if name in held
        )
        return People(named, tuple(offices))

    def _offices(self, kept: Sequence[Sequence[Candidate]]) -> dict[str, Found[Office]]:
        """The longest office that each name is named in."""
        held: dict[str, Found[Office]] = {}
        for passage, text, found in zip(self.passages, self.texts, kept, strict=True):
            for c, span in offices_of(text, [(c.start, c.end) for c in found]) if found else ():
                name = plain(text[slice(*c)])
                office = Office(plain(passage.block.value[slice(*c)]), plain(passage.block.value[slice(*span)]))
                if name not in held or len(office.office) > len(held[name].value.office):
                    held[name] = passage.found(office, "office beside the name", span)
        return held

    def _mentions(self, kept: Sequence[Sequence[Candidate]], known: _Known) -> Iterator[_Mention]:
        for number, (text, found) in enumerate(zip(self.texts, kept, strict=True)):
            for c in found:
                yield _Mention(number, c.start, c.end, c.rule)
            standing = list(known.standing(text))
            if not standing:
                continue
            taken = _taken(text, found)
            for start, end in standing:
                if not any(taken[start:end]):
                    yield _Mention(number, start, end, "named elsewhere in the source", sure=False)

    def _found(self, m: _Mention) -> Found[str]:
        passage = self.passages[m.passage]
        name = plain(passage.block.value[m.start : m.end])
        return passage.found(name, m.rule, (m.start, m.end), "proved" if m.sure else "inferred")


def _taken(text: str, found: Iterable[Candidate]) -> bytearray:
    """1 for each character of a text that stands in one of these."""
    taken = bytearray(len(text))
    for c in found:
        taken[c.start : c.end] = bytes([1]) * (c.end - c.start)
    return taken


def _without(text: str, makers: Iterable[tuple[int, int]]) -> str:
    """The text with marks in the place of its makers."""
    for start, end in makers:
        text = text[:start] + "，" * (end - start) + text[end:]
    return _MAKERS.sub(lambda m: "，" * len(m[0]), text) if "（" in text else text


class _Known:
    """Names that are settled somewhere in the source. One of two characters stands in too many other words to be known again."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(name for name in names if len(name) > 2)
        self._beginning = frozenset(name[:2] for name in self._names)
        self._longest = max(map(len, self._names), default=0)

    def standing(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they stand in a text, the longest at each place."""
        for start in (
            compress(count(), map(self._beginning.__contains__, map(add, text, text[1:]))) if self._names else ()
        ):
            ends = range(min(len(text), start + self._longest), start + 2, -1)
            if end := next((end for end in ends if text[start:end] in self._names), 0):
                yield start, end


class _Told:
    """What each name's mentions in the source say for the others: those with other words around them.

    Of a name and the same with one character more, that one is meant which fits all the places better where both could stand.
    """

    def __init__(self, pages: Iterable[_Page]) -> None:
        self._by_name: defaultdict[str, dict[str, float]] = defaultdict(dict)
        gains: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for page in pages:
            for text, found in zip(page.texts, page.found, strict=True):
                scores = {(c.start, c.end): c.score for c in found} if found else {}
                for c in found:
                    name, key = plain(text[c.start : c.end]), _around(text, c)
                    around = self._by_name[name]
                    around[key] = max(around.get(key, 0.0), c.score - _AGAIN["from"])
                    if c.end - c.start > 2:
                        gains[name][key] = c.score - scores.get((c.start, c.end - 1), _AGAIN["unfit"])
        self._better = {name for name, gain in gains.items() if sum(gain.values()) > self._alone(name)}
        self._worse = gains.keys() - self._better

    def _alone(self, name: str) -> float:
        """What speaks for the name without its last character, where another one stands behind it."""
        shorter = self._by_name.get(name[:-1], {})
        return max((w for key, w in shorter.items() if key[1:2] != name[-1]), default=0.0)

    def score(self, text: str, c: Candidate) -> float:
        """The candidate's weight with what its other mentions add."""
        name = text[c.start : c.end]
        if name in self._worse or (c.end < len(text) and text[c.start : c.end + 1] in self._better):
            return 0.0
        around = self._by_name[plain(name)]
        if len(around) < 2:
            return c.score
        others = sum(max(0.0, w) for w in around.values()) - max(0.0, around[_around(text, c)])
        return c.score + min(_AGAIN["most"], _AGAIN["share"] * others)


def _around(text: str, c: Candidate) -> str:
    """The characters around it: one before, "" at the beginning; two behind."""
    return (text[c.start - 1 : c.start] or "|") + text[c.end : c.end + 2]


def _settled(text: str, found: Sequence[Candidate], told: _Told) -> list[Candidate]:
    """Of the candidates of a passage those that are names, in order; where some overlap, the weightiest."""
    if not found:
        return []
    scored = [(told.score(text, c), c) for c in found]
    taken = bytearray(len(text))
    kept = []
    for score, c in sorted(scored, key=lambda pair: (-pair[0], pair[1].start, -pair[1].end)):
        if score < _ACCEPT:
            break
        if not any(taken[c.start : c.end]):
            taken[c.start : c.end] = bytes([1]) * (c.end - c.start)
            kept.append(c)
    return sorted(kept)
