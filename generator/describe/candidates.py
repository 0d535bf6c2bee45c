"""Every stretch of a text that may be a person's name, with the sum of what speaks for it there.

One mechanism for all: what the characters are worth (names.py), what stands before and behind them (surroundings.py), how the
words of the text are cut (cut.py), and what stands beside them in a list (lists.py). Everything works on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import rjieba

from generator.data import given, surnames, weights
from generator.describe.cut import Cut, lead_at
from generator.describe.lists import Item, Listed, listed
from generator.describe.names import DOTS, DOTTED, LONGEST, NONE, PREPOSITIONS, hope, is_common, plain, surname, worth
from generator.describe.passage import BLANK, HAN
from generator.describe.surroundings import Evidence, after, before, is_mark

_ALL: Final = weights()
_NAME: Final = _ALL["name"]
_KEEP: Final = _ALL["decide"]["keep"]
_WEAK: Final = _ALL["decide"]["weak"]
_THIN: Final = _ALL["decide"]["thin"]
_BETWEEN: Final = _ALL["after"]["between"]
#: The most that what stands behind a name often adds.
_MOST_AFTER: Final = _ALL["after"]["deed"]
#: Names of more characters than this are written down by sound.
_LONG: Final = 4
_SHORT: Final = 24
#: What the dictionary can add to what characters are worth.
_FAME: Final = _NAME["famous"]
_SINGLE: Final = surnames().single
_TRANSCRIBED: Final = given().transcribed
#: What a padded name may be worth.
_BLANK: Final = 0.0
_BLANKS: Final = frozenset(" \u3000\u00a0")
_PADDED: Final = re.compile(f"[{HAN}]{BLANK}+[{HAN}](?![{HAN}])")
#: With one of these before it and one of those behind it, a stretch is a name or a word that says how something is done.
_STRONG: Final = frozenset(("post", "calling", "kin", "opener"))
_SURE: Final = frozenset(("deed", "described", "title"))
_LEADING: Final = _STRONG | {"namer", "loose", "weak_opener"}
#: What a mention is called that owes most to what stands before or behind it.
_RULES: Final = {
    "post": "office and name",
    "calling": "person and name",
    "kin": "person and name",
    "loose": "person and name",
    "aged": "person and name",
    "epithet": "person and name",
    "opener": "list of people",
    "weak_opener": "list of people",
    "namer": "appointment",
    "title": "name before a title",
    "deed": "name and deed",
    "described": "name and description",
}


class Candidate(NamedTuple):
    """A stretch that may be a name, what speaks for it, and what it owes most to. `kind` is that of what stands before it."""

    start: int
    end: int
    score: float
    rule: str
    kind: str


def candidates(text: str, columns: Mapping[int, Item]) -> Sequence[Candidate]:
    """Every stretch that is worth a thought. `columns` are what the lines around say of those that begin at a place."""
    return _in_line(text, tuple(columns.items())) if len(text) <= _SHORT else _candidates(text, columns)


@lru_cache(maxsize=1 << 14)
def _in_line(text: str, columns: tuple[tuple[int, Item], ...]) -> Sequence[Candidate]:
    """The same, found once for a short line that stands again and again, in tables and lists."""
    return _candidates(text, dict(columns))


def _candidates(text: str, columns: Mapping[int, Item]) -> Sequence[Candidate]:
    cut = Cut.of(text)
    lists = listed(cut, columns)
    led = {i: lead.weight for i, lead in cut.leads.items() if lead.kind in _LEADING}
    found: list[Candidate] = []
    for start in {*cut.begins, *led, *lists.starts}:
        told = led.get(start, 0.0) + (lists.starts[start].weight if start in lists.starts else 0.0)
        least = _KEEP - told - _MOST_AFTER - _BETWEEN if told else _THIN if is_mark(text, start) else _WEAK
        ahead = text[start : start + _LONG]
        if (hope(ahead) + _FAME >= least or _is_special(ahead, bool(told))) and _best(ahead) >= least:
            found += _at(cut, start, lists)
    return [*found, *_dotted(cut)] if any(dot in text for dot in DOTS) else found


def _is_special(text: str, told: bool) -> bool:
    """Whether these characters may be a name that `hope` does not know of: padded, or with no surname of one character."""
    if told:
        return text[1:2] in _BLANKS or _may_be_long(text)
    return surname(text) not in _SINGLE or _TRANSCRIBED.issuperset(text)


def _best(text: str) -> float:
    """What the likeliest name is worth that begins with these characters."""
    if text[1:2] in _BLANKS:
        return _BLANK
    best = max(worth(text[:2]), worth(text[:3]))
    return max(best, worth(text)) if _may_be_long(text) else best


def _may_be_long(text: str) -> bool:
    """Whether these four characters may be a name: with two surnames or a compound one, or written down by sound."""
    return text[1:2] in _SINGLE or surname(text) not in _SINGLE or _TRANSCRIBED.issuperset(text)


def _at(cut: Cut, start: int, lists: Listed) -> Iterator[Candidate]:
    """The candidates of every length that begin at `start`."""
    text, lead, item = cut.text, cut.leads.get(start), lists.starts.get(start)
    left: Evidence | None = None
    for end, name in _stretches(text, start, lead is not None, item.end if item else 0):
        own = worth(name)
        if own <= NONE:
            continue
        left = left or before(text, start, lead, cut.edges)
        beside = lists.weight(start, end)
        score = own + left.weight + beside
        if score + _MOST_AFTER < _KEEP:
            continue
        right = after(text, start, end, cut.edges)
        score += right.weight
        if left.kind in _STRONG and right.kind in _SURE and _may_stand(name):
            score += _BETWEEN
        if score >= _KEEP:
            yield Candidate(start, end, score, _rule(left, right, beside), left.kind)


def _stretches(text: str, start: int, led: bool, item: int) -> list[tuple[int, str]]:
    """Where a name that begins at `start` may end, and the name. Longer ones, by sound, are looked for only where one is led to."""
    size = len(text) - start
    if size > 2:
        found = [(start + 2, text[start : start + 2]), (start + 3, text[start : start + 3])]
    else:
        found = [(start + 2, text[start:])] if size == 2 else []
    if text[start + 1 : start + 2] in _BLANKS and (padded := _PADDED.match(text, start)):
        found.append((padded.end(), plain(padded[0])))
    end = start + _LONG
    if size >= _LONG and (led or item >= end or _may_be_long(text[start:end])):
        found.append((end, text[start:end]))
        while (led or item > end) and end < min(len(text), start + LONGEST) and text[end] in _TRANSCRIBED:
            end += 1
            found.append((end, text[start:end]))
    return found


@lru_cache(maxsize=1 << 15)
def _may_stand(name: str) -> bool:
    """Whether what stands between an office and a deed may be a name: no adverb, verb or the like (当场, 全程)."""
    if rjieba.has_word(name):
        return str(rjieba.tag(name)[0][1]).startswith("n") and not is_common(name)
    return not is_common(name[:2]) and name[-1] not in PREPOSITIONS


def _rule(left: Evidence, right: Evidence, beside: float) -> str:
    """What the candidate owes most to, in words."""
    if beside > max(left.weight, right.weight):
        return "list of people"
    first, second = (left, right) if left.weight >= right.weight else (right, left)
    return _RULES.get(first.kind) or _RULES.get(second.kind) or "the name itself"


def _dotted(cut: Cut) -> Iterator[Candidate]:
    """Names with a dot in them: 雪克来提·扎克尔."""
    text = cut.text
    for match in DOTTED.finditer(text):
        last = max(map(match[0].rfind, DOTS)) + match.start()
        # The first part may begin behind an office, the last may run into the next word.
        dot = match.start() + min(at for at in map(match[0].find, DOTS) if at >= 0)
        led = (i for i in range(dot - 1, match.start(), -1) if lead_at(text, i))
        start = next(led, match.start())
        left = before(text, start, lead_at(text, start) or cut.leads.get(start), cut.edges)
        found = []
        for end in range(last + 2, min(match.end(), last + LONGEST + 1) + 1):
            letters = [c for c in text[start:end] if c not in DOTS]
            share = sum(c in _TRANSCRIBED for c in letters) / len(letters)
            own = _NAME["dotted"] * share + _NAME["dotted_word"] * (1 - share)
            own += _NAME["longer"] * sum(c in _TRANSCRIBED for c in text[last + 1 : end])
            right = after(text, start, end, cut.edges)
            found.append(Candidate(start, end, own + left.weight + right.weight, _rule(left, right, 0.0), left.kind))
        yield max(found, key=lambda c: (c.score, c.end))


def name_at(text: str, start: int) -> tuple[int, float]:
    """Where the likeliest name that begins at `start` ends, and its weight behind a word such as 记者; `start` when there is none."""
    rest = text[start : start + 24]
    edges = Cut.of(rest).edges
    found = [(worth(rest[:n]) + after(rest, 0, n, edges).weight, n) for n in range(2, min(4, len(rest)) + 1)]
    weight, size = max(found, default=(NONE, 0))
    return (start + size, weight) if weight > NONE / 2 else (start, NONE)
