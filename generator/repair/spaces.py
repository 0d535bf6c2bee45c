"""Spaces that the setting left in Chinese: 全区 57 万人. Those that part two things stay: 记者 罗涛, 李新 王二小 赵磊.

A *chain* is a run of Han pieces with spaces between them. Its spaces are judged together, because a name is known by its
neighbours; a space once judged to be noise joins its two pieces, and the rest is judged again until nothing more goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from generator.data import offices, surnames
from generator.model import Certainty, Change, Span

RULE = "spaces"
_SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_HAN = r"㐀-䶿一-鿿\uf900-\ufaff〇\U00020000-\U0003ffff"
SPACE: Final = re.compile(_SPACE)
_GAP = re.compile(rf"{_SPACE}+")
_CHAIN = re.compile(rf"(?<![{_HAN}/])[{_HAN}/]++(?>(?:{_SPACE}++[{_HAN}/]++)+)")
_IS_HAN = re.compile(rf"[{_HAN}]")
_WIDE = frozenset("，。、；：？！“”‘’「」『』（）《》〈〉【】〔〕…—～")
_MARK = re.compile(r"[，。；！？、：,;!?:]")
_SECTION = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}[章节節条條编編款]|[一二三四五六七八九十]{1,3}")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}")
_UNITS = frozenset(
    "年月日时時分秒点點万萬亿億千百十名个個人家户戶项項次元岁歲位条條件种種倍吨噸米公亩畝栋棟所级級号號届屆期版周天余多省市"
)
#: A time of day, as programmes give it: what is on stands behind it.
_CLOCK = re.compile(r"(?:^|.*\D)\d{1,2}[:：]\d{2}$", re.DOTALL)
#: A number so long that it is a telephone's or a code: a label stands before it.
_CODE = re.compile(r"\d{5}")
#: A chain that is longer is no list of names but a text with a space behind every character.
_LONGEST_CHAIN = 200
_UNTOUCHED = ("|", "![")


@cache
def _roles() -> frozenset[str]:
    words = offices()
    return frozenset((*words.byline, *words.credit, *words.credit_after))


@cache
def _long_roles() -> tuple[str, ...]:
    return (*(role for role in _roles() if len(role) > 1), "读者", "讀者", "网友", "網友", "作者")


@lru_cache(maxsize=1 << 16)
def _name(text: str) -> int:
    """How surely a piece is somebody's name: 0, 1 (its surname is a common word too) or 2."""
    known = surnames()
    double = text[:2] in known.compound and len(text) in (3, 4)
    if not (double or (len(text) in (2, 3) and text[0] in known.single)):
        return 0
    if any(c in known.not_names for c in text[1:]) or text in _roles() or text.startswith(offices().not_people):
        return 0
    return 1 if not double and text[0] in known.common_words else 2


def _opening_name(text: str) -> int:
    return max(_name(text[:2]), _name(text[:3]), _name(text[:4]))


def _closing_name(text: str) -> int:
    return max(_name(text[-2:]), _name(text[-3:]), _name(text[-4:]))


def _is_list(pieces: list[str]) -> bool:
    """Whether most pieces are names; the first may end in one (区领导李新), the last begin with one (赵磊参加)."""
    sure = [_closing_name(pieces[0]), *map(_name, pieces[1:-1]), _opening_name(pieces[-1])]
    whole = sum(map(bool, map(_name, pieces)))
    names = sum(map(bool, sure))
    return names >= 2 and whole >= 1 and names >= 0.6 * len(pieces) and sum(sure) >= 3


def _parts(a: str, b: str) -> bool:
    """Whether the space between two pieces parts a person from what that person did."""
    if "/" in a or "/" in b:
        return True
    return bool((a.endswith(_long_roles()) and _opening_name(b)) or (b in _roles() and _closing_name(a)))


@dataclass(frozen=True)
class _Block:
    """What is known of a block as a whole: whether it is a headline, and whether it has marks that spaces could stand for."""

    headline: bool
    marked: bool

    def separates(self, pieces: list[str], i: int, first: bool) -> bool:
        """Whether the space behind piece `i` is meant; `first`: the chain opens the block."""
        a, b = pieces[i], pieces[i + 1]
        if _parts(a, b):
            return True
        if self.headline or len(a) == len(b) == 1:
            return False
        return not self.marked or (first and i == 0 and bool(_SECTION.fullmatch(a)))


def _is_verse(pieces: list[str]) -> bool:
    return {len(p) for p in pieces} in ({5}, {7})


def _padded(pieces: list[str]) -> Iterator[int]:
    """The spaces that pad a short name: 杨 森, 欧阳 修. The last name of a list may have prose behind it."""
    i = 0
    while i + 1 < len(pieces):
        surname, given = pieces[i], pieces[i + 1]
        if len(surname) == 1 or surname in surnames().compound:
            closes_list = i > 0 and i + 2 == len(pieces) and _name(pieces[i - 1])
            if _name(surname + given[0]) and (len(given) == 1 or closes_list):
                yield i
                i += 1
        i += 1


def _joined(pieces: list[str], kept: list[bool]) -> list[str]:
    out = pieces[:1]
    for piece, apart in zip(pieces[1:], kept, strict=True):
        if apart:
            out.append(piece)
        else:
            out[-1] += piece
    return out


def _judged(pieces: list[str], block: _Block, first: bool) -> list[bool]:
    """For each space of a chain, whether it stays."""
    kept = [True] * (len(pieces) - 1)
    if len(pieces) > _LONGEST_CHAIN:
        return [False for _ in kept]
    for i in _padded(pieces):
        kept[i] = False
    while True:
        now = _joined(pieces, kept)
        if len(now) < 2 or _is_list(now) or (not block.headline and _is_verse(now)):
            return kept
        stays = iter([block.separates(now, i, first) for i in range(len(now) - 1)])
        after = [apart and next(stays) for apart in kept]
        if after == kept:
            return kept
        kept = after


def _between_others(value: str, gap: re.Match[str], marked: bool) -> tuple[str, Certainty]:
    """What becomes of a space of which not both neighbours are Han."""
    start, end = gap.span()
    left, right = value[start - 1 : start] if start else "", value[end : end + 1]
    if left.isdigit() and right and _CLOCK.match(value[max(0, start - 6) : start]) and not right.isdigit():
        return " ", "proved"
    if not left or not right or left in _WIDE or right in _WIDE:
        return "", "proved"
    han_left, han_right = bool(_IS_HAN.match(left)), bool(_IS_HAN.match(right))
    if han_left == han_right or not (han_left or left.isalnum() or left == "%") or not (han_right or right.isalnum()):
        return gap[0], "proved"
    if not marked and (
        _CODE.match(value, end) if han_left else right not in _UNITS and _NUMBER.fullmatch(value, 0, start)
    ):
        return " ", "inferred"
    return "", "proved"


def _find(value: str, headline: bool) -> Iterator[Change]:
    if value.startswith(_UNTOUCHED):
        return
    block = _Block(headline, bool(_MARK.search(value)))
    wanted: dict[int, tuple[str, Certainty]] = {}
    for chain in _CHAIN.finditer(value):
        pieces = _GAP.split(chain[0])
        gaps = _GAP.finditer(value, *chain.span())
        for gap, apart in zip(gaps, _judged(pieces, block, chain.start() == 0), strict=True):
            wanted[gap.start()] = (" " if apart else "", "inferred")
    for gap in _GAP.finditer(value):
        after, certainty = wanted.get(gap.start()) or _between_others(value, gap, block.marked)
        if after != gap[0]:
            yield Change(RULE, Span(*gap.span()), gap[0], after, certainty)


def find_spaces(value: str) -> Iterator[Change]:
    """Spaces in a paragraph that separate nothing.

    >>> [(c.before, c.after) for c in find_spaces("全区 57 万人")]
    [(' ', ''), (' ', '')]
    >>> [(c.span.start, c.after) for c in find_spaces("（记者 罗涛）区领导李新 杨 森　赵磊参加。")]
    [(14, ''), (16, ' ')]
    """
    return _find(value, headline=False)


def find_headline_spaces(value: str) -> Iterator[Change]:
    """Spaces in a headline: also those that part its halves.

    >>> [c.span.start for c in find_headline_spaces("八宝山街道 全力做好核酸检测采样工作")]
    [5]
    """
    return _find(value, headline=True)
