"""The names that stand where a text leads one to expect them, and those that follow them in lists.

Everything here works on folded text. It may be done again when more names are known: `known` names need less to be recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import rjieba

from generator.data import surnames
from generator.data.places import lookup
from generator.describe.leads import FAMILY, OFFICE_ENDS, VILLAGE, Mention, Spots, plain, plain_name
from generator.describe.names import can_be_name, doubt, follows, is_famous, is_word, merit, name_at, weigh
from generator.describe.passage import BLANK, HAN

_BEFORE_TITLE: Final = "的以和与及同向对由据经将把被是请让为在像跟给受随按照彻听看了"
_BODY_ENDS: Final = "局府院厅部委处校司"
_ASIDE: Final = re.compile(r"（[^（）]{0,40}）")
_AFTER_COMMA: Final = re.compile(f"，(?P<name>{FAMILY}[{HAN}]{{1,2}})(?=[，、])")
_JOIN: Final = re.compile(rf"、{BLANK}?|[和及与]|{BLANK}+")
_PADDED: Final = re.compile(rf"{FAMILY}{BLANK}+[{HAN}](?![{HAN}])")
_BETWEEN: Final = re.compile(f"[{HAN}]{{2,3}}(?=、)")


def mentions(text: str, spots: Spots, known: frozenset[str]) -> Iterator[Mention]:
    """(start, end, rule) of each name that its surroundings show. `known` names need less to be recognised."""
    read = 0  # lists are read once, though each name in them may be a lead as well
    for start, rule, need in spots.leads:
        for a, b in _from_lead(text, start, rule, need, known, start >= read):
            yield a, b, rule
            read = max(read, b)
            if text[a - 1 : a] in ("和", "与", "、") and (span := _name_before(text, a - 1, known)):  # 张建宗和|聂德权
                yield *span, "list of people"
    for a, b, rule in spots.names:
        yield a, b, rule
        for c, d in list_after(text, b, known) if a >= read else ():
            yield c, d, "list of people"
            read = d
    for title in spots.titles:
        if span := _before_title(text, title, known):
            yield *span, "name before a title"


def _from_lead(
    text: str, start: int, rule: str, need: float, known: frozenset[str], listed: bool
) -> Iterator[tuple[int, int]]:
    """The name that begins at a lead and, if `listed`, those that follow it in its list."""
    end, weight = name_at(text, start, known)
    padded = _PADDED.match(text, start)
    if padded and can_be_name(plain(padded[0])):
        end, weight = padded.end(), 3
    name = text[start:end]
    if weight < need or (
        rule in ("name and deed", "person and name") and name not in known and not _unmistaken(text, start, end, rule)
    ):
        return
    yield start, end
    if listed:
        yield from list_after(text, end, known)


def _unmistaken(text: str, start: int, end: int, rule: str) -> bool:
    """Whether a name that no office shows is more than a word: neither in the dictionary nor a place, and well followed."""
    name = text[start:end]
    if is_famous(name):
        return True
    if rjieba.has_word(name) or is_word(name) or lookup(name):
        return False
    if rule == "person and name":
        return not is_word(name[:2]) and (
            follows(text, end) > 0 or (len(name) == 3 and plain_name(name, text[end : end + 1]))
        )
    if weigh(text, start, end, frozenset()) < 1:
        return plain_name(name, text[end : end + 1])
    if text[start - 1 : start] == "的" and len(name) < 3:
        return False
    doubtful = len(name) == 2 and name[0] in surnames().common_words
    return name[-1] not in VILLAGE and weigh(text, start, end, frozenset()) >= (2.5 if doubtful else 1)


def list_after(text: str, end: int, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The names that follow one in a list: 、储良、孙大庆（常委）和李洋."""
    while True:
        if aside := _ASIDE.match(text, end):
            end = aside.end()
        if comma := _AFTER_COMMA.match(text, end):  # 副县长孙菁菁，黄旺，吕振，
            if not can_be_name(comma["name"]) or rjieba.has_word(comma["name"]) or is_word(comma["name"]):
                return
            yield comma.span("name")
            end = comma.end("name")
            continue
        join = _JOIN.match(text, end)
        if not join:
            return
        start = join.end()
        stop, weight = name_at(text, start, known)
        if weight < (3 if join[0][0] != "、" else 0.5 if follows(text, stop) else 1):
            stop = _between_names(text, start, known)
            if stop == start:
                return
        yield start, stop
        end = stop


def _between_names(text: str, start: int, known: frozenset[str]) -> int:
    """The end of an item between names that looks like a word (高峰) or has an unlisted surname; `start` when none is there."""
    match = _BETWEEN.match(text, start)
    if not match or name_at(text, match.end() + 1, known)[1] < 2:
        return start
    return match.end() if can_be_name(match[0]) or not rjieba.has_word(match[0]) else start


def _before_title(text: str, title: re.Match[str], known: frozenset[str]) -> tuple[int, int] | None:
    """Where the name stands that a title follows: 习近平|总书记, 俞岳|老人, 黃珊珊|副市長."""
    end = title.start()
    if title[0].endswith(OFFICE_ENDS) and name_at(text, title.end(), known)[1] >= 1:
        return None  # the title is that of the name behind it
    sizes = (3,) if title[0].endswith(OFFICE_ENDS) and not title[0].startswith("总") else (3, 2, 4)
    return _name_before(text, end, known, sizes, 0.9 if title[0].endswith(OFFICE_ENDS) else 0.4)


def _name_before(
    text: str, end: int, known: frozenset[str], sizes: tuple[int, ...] = (3, 2), weight: float = 0.9
) -> tuple[int, int] | None:
    """The likeliest name that ends at `end`, if it has more than the given weight."""
    best = 0
    for size in sizes:
        if size <= end and (w := _weigh_back(text, end - size, end, known)) > weight:
            best, weight = size, w
    return (end - best, end) if best else None


def _weigh_back(text: str, start: int, end: int, known: frozenset[str]) -> float:
    """How much speaks for a name that ends before a title: what stands to its left, and the name itself."""
    name = text[start:end]
    if not can_be_name(name):
        return -9
    if name in known:
        return 3
    if is_word(name) or lookup(name):
        return -9
    score, left = 0.0, text[start - 1 : start]
    if not re.match(f"[{HAN}]", left):
        score += 2
    elif left in _BEFORE_TITLE:
        score += 1
    elif left in _BODY_ENDS:
        score += 2
    elif len(rjieba.cut(text[max(0, start - 6) : start], False)[-1]) > 1:
        score += 1.5 if plain_name(name, text[end : end + 1]) else 0.5
    if rjieba.has_word(left + name[0]):  # 部门|负责|同志
        score -= 2
    return score + merit(name, 3, name in known) - doubt(name, text[end : end + 1])
