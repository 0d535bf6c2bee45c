"""Finding by pinyin: fangkong or fk for 防控, by every reading of every character."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from typing import Any, Final

from pypinyin import Style, pinyin

from generator.model import Article
from generator.search.columns import FACETS, column
from generator.search.normalise import SEPARATOR, normalise
from generator.search.texts import compared

#: What is suggested beside titles, by the columns that hold the names.
NAMED: Final = ("tag", "person", "place")


@cache
def readings(character: str) -> tuple[str, ...]:
    """Every reading of a Han character as it is typed, without tones; none of anything else.

    >>> readings("行"), readings("绿"), readings("a")
    (('xing', 'hang', 'heng'), ('lv', 'lu'), ())
    """
    if character < "㐀" and character != "〇":
        return ()
    found = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False, errors="ignore")
    return tuple(dict.fromkeys(r for r in (found[0] if found else ()) if r.isascii() and r.isalpha()))


def table(characters: Iterable[str]) -> dict[str, str]:
    """The characters of each syllable."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for character in sorted(set(characters)):
        for reading in readings(character):
            found[reading].append(character)
    return {syllable: "".join(found[syllable]) for syllable in sorted(found)}


def pairs(titles: Iterable[str]) -> Mapping[str, Sequence[str | int]]:
    """The pairs of neighbours in compared titles by the first letters of their readings, the most frequent first, each before the
    number of titles that hold it.

    >>> pairs(["疫情防控", "防控"])["fk"]
    ['防控', 2]
    """
    counts = Counter(pair for title in titles for pair in set(_neighbours(title)))
    found: defaultdict[str, list[str | int]] = defaultdict(list)
    for pair in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        letters = ([r[0] for r in readings(c)] for c in pair)
        for first, second in dict.fromkeys(product(*letters)):
            found[first + second] += pair, counts[pair]
    return dict(sorted(found.items()))


def _neighbours(text: str) -> Iterator[str]:
    return (a + b for word in text.split(SEPARATOR) for a, b in pairwise(word))


def _letters(name: str) -> set[str]:
    """The first letters of all readings of all characters of a name: what is typed for a part of it begins with one of them."""
    return {reading[0] for character in normalise(name) for reading in readings(character)}


def pinyin_files(articles: Sequence[Article]) -> Iterator[tuple[str, Any]]:
    """The files: the readings of all characters that matter, with the letters of the other files; names by the letters that their
    parts begin with, and pairs of titles.
    """
    names = {kind: column(articles, FACETS[kind])["values"] for kind in NAMED}
    titles = [compared(article.title) for article in articles]
    spelled = (normalise(name) for values in names.values() for name in values)
    readings_ = table(c for text in (*titles, *spelled) for c in text)
    by_letter: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {kind: [] for kind in NAMED})
    for kind, values in names.items():
        for name in values:
            for letter in _letters(name):
                by_letter[letter][kind].append(name)
    by_letters = pairs(titles)
    yield "readings", {"readings": readings_, "names": "".join(sorted(by_letter)), "titles": " ".join(by_letters)}
    for letter in sorted(by_letter):
        yield f"names/{letter}", by_letter[letter]
    for letters, found in by_letters.items():
        yield f"titles/{letters}", found
