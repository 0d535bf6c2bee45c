"""The office that a person is named in, as it stands: 区委书记、区长|赵磊, 黃珊珊|副市長.

An office reaches from its last word, which the name follows, back to where the phrase begins: behind a mark, or behind a word that
is no part of an office (由, 陪同, 昨日). Behind 、 it goes on as long as what stands there is an office as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import rjieba

from generator.data import offices
from generator.describe.cut import lead_at
from generator.describe.names import plain
from generator.describe.passage import BLANK, HAN

Span = tuple[int, int]

_WORDS: Final = offices()
_POSTS: Final = frozenset(_WORDS.before_name)
#: They stand behind another office only: 区委常委、副区长.
_SEATS: Final = ("委员", "成员", "代表")
_LONGEST_POST: Final = max(map(len, _POSTS))
#: No office is longer.
_LONGEST: Final = 60
_PHRASE: Final = re.compile(rf"[{HAN}、]+$")
_GAP: Final = re.compile(rf"(?::|：|——|{BLANK})+$")
#: Words that are no part of an office, whatever the dictionary says that they are.
_BREAKS: Final = frozenset((*_WORDS.no_office, *_WORDS.towards, *_WORDS.namers, *_WORDS.weak_openers))
#: Kinds of words that are none: pronouns, prepositions, conjunctions, particles, times, adverbs, exclamations.
_KINDS: Final = frozenset("rpcutdyeo")
#: 组 长：
_PADDED: Final = re.compile(rf"{BLANK}*([{HAN}](?:{BLANK}*[{HAN}]){{1,5}})：{BLANK}*")
_ASIDE: Final = re.compile("（[^（）]{0,40}）")
_COUNTED: Final = re.compile(".+[名位个些]$")


def offices_of(text: str, names: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Each of the names in a text that has an office, and where the office stands.

    In a list, those behind the first share its office if several can hold it: 副县长邹岭、储敏.
    """
    shared: dict[int, Span] = {}  # by where the name before ends
    read = 0
    for start, end in names:
        span = office_before(text, start, read) or office_behind(text, end)
        if span is None and text[start - 1 : start] in ("、", "和"):
            span = shared.get(start - 1)
        if span:
            yield (start, end), span
            if _is_shared(text[slice(*span)]):
                aside = _ASIDE.match(text, end)
                shared[aside.end() if aside else end] = span
        read = end


def office_before(text: str, start: int, read: int = 0) -> tuple[int, int] | None:
    """Where the office stands that ends before a name at `start`, and begins at `read` or behind it."""
    gap = _GAP.search(text, max(read, start - 4), start)
    end = gap.start() if gap else start
    lead = lead_at(text, end)
    if lead is None or lead.kind != "post":
        label = _PADDED.match(text)
        return label.span(1) if label and label.end() == start and plain(label[1]) in _POSTS else None
    phrase = _PHRASE.search(text, max(read, end - _LONGEST), end)
    if phrase is None:
        return None
    marks = [i for i in range(phrase.start(), lead.start) if text[i] == "、"]
    foreign = next((mark for mark in reversed(marks) if not _is_office(text, mark)), phrase.start() - 1)
    begin = foreign + 1
    first = next((mark for mark in marks if mark > foreign), lead.start)
    return min(begin + _breaks(text[begin:first]), lead.start), end


def _is_office(text: str, end: int) -> bool:
    lead = lead_at(text, end)
    return lead is not None and (lead.kind == "post" or text[lead.start : end] in _SEATS)


def _breaks(phrase: str) -> int:
    """How many characters at the beginning are no part of the office."""
    at = begin = 0
    for word in rjieba.cut(phrase, False):
        at += len(word)
        if _is_break(word):
            begin = at
    return begin


@lru_cache(maxsize=1 << 12)
def _is_break(word: str) -> bool:
    if word in _BREAKS or _COUNTED.match(word):
        return True
    return bool(rjieba.has_word(word)) and str(rjieba.tag(word)[0][1])[0] in _KINDS


def office_behind(text: str, end: int) -> tuple[int, int] | None:
    """Where the office stands that follows a name which ends at `end`."""
    for size in range(_LONGEST_POST, 1, -1):
        if text[end : end + size] in _POSTS:
            return end, end + size
    return None


def _is_shared(office: str) -> bool:
    """Whether several people hold such an office side by side."""
    return office.endswith(_WORDS.shared) or "副" in office[-4:]
