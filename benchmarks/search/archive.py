"""Made archives: any number of articles such as bulletins have, the same for the same number and seed.

Every article has its own source of chance, so each can be made without the others, and a large archive need not be held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from hashlib import sha256
from random import Random
from typing import Final

from benchmarks.search.prose import Writer
from benchmarks.search.words import Weighted, vocabulary
from generator.data.script import read_dictionary
from generator.model import Article, Block, Collection, Date, Description, Found, Role, Series, Source, Text

_FIRST, _LAST = date(2015, 1, 1), date(2024, 12, 31)
_SUBJECTS: Final = 60
#: Words that a subject has more of than others do.
_SUBJECT_WORDS: Final = 400
_PLACES: Final = 200
#: Characters of the body.
_LENGTH: Final = 1200
_TRADITIONAL: Final = 0.02  # of the articles
_IN_A_SOURCE: Final = 4  # articles


@cache
def _traditional() -> dict[int, str]:
    return {ord(key): values[0] for key, values in read_dictionary("STCharacters").items()}


def to_traditional(text: str) -> str:
    """The text in Traditional script, one character at a time, as OpenCC likes each best.

    >>> to_traditional("区卫健局")
    '區衛健局'
    """
    return text.translate(_traditional())


def _skewed(chance: Random, count: int) -> int:
    """A number below `count`: low ones often, high ones hardly ever."""
    return int(count * chance.random() ** 3)


def _found(values: Sequence[str]) -> tuple[Found[str], ...]:
    return tuple(Found(value, "made") for value in values)


@dataclass(frozen=True)
class Archive:
    """An archive of `count` articles, number 0 the newest."""

    count: int
    seed: int = 1

    def _chance(self, *about: object) -> Random:
        return Random(":".join(map(str, (self.seed, *about))))

    @cached_property
    def _subjects(self) -> tuple[tuple[str, Weighted], ...]:
        """Each subject with its words; the first of them is its tag."""
        made = []
        for number in range(_SUBJECTS):
            words = list(dict.fromkeys(vocabulary().general.draw(self._chance("subject", number), _SUBJECT_WORDS)))
            made.append((words[0], Weighted.of({word: 1 / rank for rank, word in enumerate(words, 10)})))
        return tuple(made)

    @cached_property
    def _places(self) -> tuple[str, ...]:
        chance = self._chance("places")
        ends = "市区县镇乡"
        return tuple("".join(chance.choices(vocabulary().given, k=2)) + chance.choice(ends) for _ in range(_PLACES))

    @property
    def persons(self) -> int:
        """How many people the archive knows: most are named once or twice."""
        return max(30, 2 * self.count)

    @cache  # noqa: B019 - an archive lives as long as the program
    def person(self, number: int) -> str:
        chance = self._chance("person", number)
        words = vocabulary()
        return chance.choice(words.surnames) + "".join(chance.choices(words.given, k=chance.choice((1, 2, 2))))

    def _date(self, number: int) -> str:
        """Evenly over ten years, the newest first."""
        days = (_LAST - _FIRST).days
        return (_LAST - timedelta(days=days * number // max(1, self.count - 1))).isoformat()

    def _id(self, number: int) -> tuple[Source, str]:
        sheet, place = divmod(number, _IN_A_SOURCE)
        digest = sha256(f"{self.seed}:{sheet}".encode()).hexdigest()
        return Source(f"{sheet:06d}.txt", digest, _LENGTH * 3 * _IN_A_SOURCE), f"{digest[:12]}-{place}"

    def _about(self, number: int, chance: Random, tag: str, people: Sequence[str]) -> Description:
        signed = chance.choice(self._places) + "人民政府" if chance.random() < 0.1 else ""
        series = Series(tag + "领导小组会议", chance.randint(1, 120)) if chance.random() < 0.1 else None
        place = self._places[_skewed(chance, _PLACES)]
        return Description(
            byline=_found([self.person(_skewed(chance, self.persons // 10))]),
            date=Date(self._date(number), ()),
            place=Found(place, "made"),
            people=_found(people),
            tags=_found([tag]),
            series=Found(series, "made") if series else None,
            signed=Found(signed, "made") if signed else None,
        )

    def article(self, number: int) -> Article:
        chance = self._chance("article", number)
        tag, words = self._subjects[_skewed(chance, _SUBJECTS)]
        people = tuple(self.person(_skewed(chance, self.persons)) for _ in range(chance.randint(1, 4)))
        writer = Writer(vocabulary(), words, people)
        passages: list[tuple[Role, str]] = [("title", writer.headline(chance))]
        if chance.random() < 0.1:
            passages.insert(0, ("kicker", writer.headline(chance)))
        if chance.random() < 0.15:
            passages.append(("deck", writer.headline(chance)))
        left = max(200, int(chance.gauss(_LENGTH, _LENGTH / 4)))
        while left > 0:
            said = writer.paragraph(chance, chance.randint(80, 320))
            passages.append(("p", said))
            left -= len(said)
        traditional = chance.random() < _TRADITIONAL
        blocks = tuple(Block(role, Text.of(to_traditional(t) if traditional else t)) for role, t in passages)
        source, name = self._id(number)
        named = [name for name in dict.fromkeys(people) if any(name in said for _, said in passages)]
        about = self._about(number, chance, tag, named)
        return Article(name, source, "Hant" if traditional else "Hans", blocks, about)

    def articles(self) -> Iterator[Article]:
        """One after the other, the newest first; none is kept."""
        return map(self.article, range(self.count))

    def collection(self) -> Collection:
        """As arranging would hand it on; without sources and groups, which searching does not ask for."""
        return Collection((), tuple(self.articles()), (), {})
