"""Pinyin that a mirror printed behind every Traditional character: 會(huì)議 is 會議.

Writers put pinyin in brackets too, behind a rare character or in a lesson. So a bracket goes only where the document as
a whole was annotated by a machine, and only where the reading is one of the character before it, or carries a tone. What a
writer explains there too is a character that both scripts write alike: once, or in brackets of another width than the machine's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from math import ceil

from pypinyin.constants import PINYIN_DICT

from generator.data.script import TO_SIMPLIFIED, traditional_share
from generator.model import Certainty, Change, Span

RULE = "annotation"
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜêńňǹḿɡ"
#: A character with one bracket of pinyin behind it, or several: 的(de)(de)(de), 區（qū ）.
_ANNOTATED = re.compile(rf"([^\W\d_a-zA-Z])((?:[(（][ \u3000]?[{LETTERS}]{{1,6}}:?[ \u3000]?[)）])+)")
_OPENED = re.compile(rf"[(（][ \u3000]?[{LETTERS}]")
_BRACKET = re.compile(r"[(（]([^)）]+)[)）]")
_SYLLABLE = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng?|r)?")
#: A machine annotates many characters; a writer, few.
_FEWEST = 3
_DENSITY = 1 / 150


@lru_cache(1 << 14)  # a document holds the same few hundred over and over
def toneless(syllable: str) -> str:
    """A syllable as one types it.

    >>> toneless("lǜ"), toneless("huì "), toneless("nu:")
    ('lv', 'hui', 'nv')
    """
    bare = unicodedata.normalize("NFD", syllable.strip().replace("u:", "ü").replace("ɡ", "g")).translate(_TONES)
    return bare.replace("u\u0308", "v").replace("e\u0302", "e")


@cache
def readings(character: str) -> frozenset[str]:
    """Every reading of a character that pypinyin knows, without tones.

    >>> sorted(readings("會"))
    ['hui', 'kuai', 'kuo']
    """
    return frozenset(map(toneless, PINYIN_DICT.get(ord(character), "").split(",")))


@lru_cache(1 << 14)
def _agrees(character: str, brackets: str) -> bool:
    known = readings(character)
    return all(toneless(m[1]) in known for m in _BRACKET.finditer(brackets))


def annotated(value: str) -> Iterator[str]:
    """Every Traditional character with a reading of it behind it.

    >>> list(annotated("會(huì )議，垚(yáo)，選項(a)"))
    ['會']
    """
    for match in _ANNOTATED.finditer(value) if _OPENED.search(value) else ():
        if ord(match[1]) in TO_SIMPLIFIED and _agrees(*match.groups()):
            yield match[1]


def is_annotated(value: str) -> bool:
    """Whether a machine annotated the document: Traditional script, and right pinyin behind several Traditional characters.

    >>> is_annotated("區(qū)長召開會(huì)議，聽取匯報(bào)")
    True
    >>> is_annotated("堯、舜、垚(yáo)三個字"), is_annotated("会(huì)议(yì)报(bào)")
    (False, False)
    """
    enough = max(_FEWEST, ceil(_DENSITY * len(value)))
    return next(islice(annotated(value), enough - 1, None), "") != "" and traditional_share(value) > 0.5


def _wrong_reading(reading: str) -> bool:
    """Whether it is pinyin with a tone: no abbreviation, no letter of a list."""
    bare = toneless(reading)
    return bare != reading.strip() and bool(_SYLLABLE.fullmatch(bare))


def _explained(value: str, found: Sequence[re.Match[str]]) -> frozenset[str]:
    """The characters whose reading a writer gave: both scripts write them alike, and mostly they stand without one."""
    alike = Counter(
        match[1] for match in found if ord(match[1]) not in TO_SIMPLIFIED and not match[2][1:].count(match[2][0])
    )
    standing = Counter(value) if alike else alike
    return frozenset(c for c, count in alike.items() if standing[c] > 2 * count)


def find_annotations(value: str) -> Iterator[Change]:
    """The brackets that a mirror added. A reading that pypinyin does not know for the character is *inferred*.

    >>> [(c.before, c.certainty) for c in find_annotations("區(qū)長開會(huì )，聽匯報(bào)，區(bà)長的(de)(de)(21)")]
    [('(qū)', 'proved'), ('(huì )', 'proved'), ('(bào)', 'proved'), ('(bà)', 'inferred'), ('(de)(de)', 'proved')]
    >>> [c.before for c in find_annotations("區(qū)長在垚（yáo）村開會(huì)，聽匯報(bào)")]
    ['(qū)', '(huì)', '(bào)']
    """
    if not is_annotated(value):
        return
    found = list(_ANNOTATED.finditer(value))
    explained = _explained(value, found)
    widths = Counter(match[2][0] for match in found)
    told: dict[tuple[str, str], tuple[Certainty, str] | None] = {}  # a document repeats the same few hundred
    for match in found:
        character, before = pair = match[1], match[2]
        if pair not in told:
            other_width = before[0] == "（" and widths["("] > widths["（"] and ord(character) not in TO_SIMPLIFIED
            told[pair] = None if character in explained or other_width else _judged(character, before)
        if judged := told[pair]:
            yield Change(RULE, Span(*match.span(2)), before, "", *judged)


def _judged(character: str, brackets: str) -> tuple[Certainty, str] | None:
    """How sure it is that a mirror added brackets, and a note; None where they are no pinyin."""
    if _agrees(character, brackets):
        return "proved", ""
    if all(_wrong_reading(m[1]) for m in _BRACKET.finditer(brackets)):
        return "inferred", f"{character}没有这个读音"
    return None
