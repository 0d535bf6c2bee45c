"""Queries as readers type them, and worse: any stretch of the archive, in either script, names, words far apart, nonsense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

import rjieba

from benchmarks.search.archive import Archive, to_traditional
from benchmarks.search.brute import parts, passages

Kind = Literal["words", "across", "swapped", "name", "apart", "nonsense"]
#: Out of twenty queries: whole words, stretches that begin or end inside a word, Traditional script, names of people, two stretches
#: of one article, characters in an order that hardly any text has.
KINDS: Final[tuple[Kind, ...]] = (
    "words", "across", "swapped", "words", "across", "name", "words", "across", "apart", "words",
    "across", "swapped", "words", "across", "name", "words", "across", "nonsense", "words", "across",
)  # fmt: skip
_LONGEST: Final = 10
#: What a reader would write to ask for a phrase, a field or for what shall not stand there: another promise than that of substrings.
_SIGNS: Final = re.compile(r"(?:^|\s)[-\"“]|[:：]")


@dataclass(frozen=True)
class Query:
    """What is typed, and why."""

    kind: Kind
    text: str


def _whole(chance: Random, text: str) -> str:
    """Some words beside each other, together not longer than a length that is drawn."""
    words = rjieba.cut(text)
    first, length = chance.randrange(len(words)), chance.randint(1, _LONGEST)
    made = words[first]
    for word in words[first + 1 :]:
        if len(made) + len(word) > length:
            break
        made += word
    return made[:_LONGEST]


def _across(chance: Random, text: str) -> str:
    """A stretch with an end inside a word; after many vain draws, any."""
    borders, at = {0}, 0
    for word in rjieba.cut(text):
        at += len(word)
        borders.add(at)
    made = ""
    for _ in range(20):
        start, length = chance.randrange(len(text)), chance.randint(1, _LONGEST)
        made = text[start : start + length]
        if not {start, start + len(made)} <= borders:
            break
    return made


def _text(archive: Archive, chance: Random, kind: Kind) -> str:
    article = archive.article(chance.randrange(archive.count))
    said = [p for p in passages(article) if p]
    passage = chance.choice(said)
    match kind:
        case "words":
            return _whole(chance, passage)
        case "across":
            return _across(chance, passage)
        case "swapped":
            return to_traditional(_across(chance, passage))
        case "name":
            return chance.choice([f.value for f in (*article.about.people, *article.about.byline)])
        case "apart":
            return f"{_whole(chance, passage)} {_whole(chance, chance.choice(said))}"
        case "nonsense":
            return _across(chance, passage)[::-1] + chance.choice(passage)


def _made(archive: Archive, seed: int) -> Iterator[Query]:
    """Without end, and never one that asks for nothing, nor the same twice: what has been asked is known."""
    chance, number = Random(f"{archive.seed}:{seed}:queries"), 0
    known: set[str] = set()
    while True:
        kind = KINDS[number % len(KINDS)]
        text = _text(archive, chance, kind).strip()
        if parts(text) and text not in known and not _SIGNS.search(text):
            known.add(text)
            yield Query(kind, text)
            number += 1


def queries(archive: Archive, count: int, seed: int = 1) -> list[Query]:
    """So many; different ones for another seed."""
    made = _made(archive, seed)
    return [next(made) for _ in range(count)]
