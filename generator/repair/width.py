"""Punctuation of the width that Chinese print has: 6月24日,区委( 党组) becomes 6月24日，区委（党组).

What decides is whether Han characters stand beside a mark, with quotation marks and brackets looked through: those are
read alike in both widths, so a second pass finds nothing more. 10:30, 3:1, 1.5, http://a.cn/?b and COVID-19 stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.model import Certainty, Change, Span

RULE = "width"
_HAN = re.compile(r"[㐀-䶿一-鿿\uf900-\ufaff〇\U00020000-\U0003ffff]")
_HAN_RUN = re.compile(rf"{_HAN.pattern}+")
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", "｡": "。", "､": "、", "﹑": "、"}
_CLOSERS = ")]}\"'”’）》」』】〕〉?!？！ \u3000"
_OPENERS = "([{\"'“‘（《「『【〔〈 \u3000"
#: How far a neighbour is looked for through brackets and quotation marks.
_REACH = 6

#: A token's first character is taken before anything is asked of it: sets of characters are quick to look for.
_TOKEN = re.compile(
    r"""
    [!\[\w.+?。．－─,，;；:：、､﹑｡０-９Ａ-Ｚａ-ｚ％()（）"-]
    (?:(?P<kept>(?:(?<=!)\[|(?<=\[))[^\]\n]{0,300}+\]\([^)\n]{0,600}+\)         # Markdown's links and images
        |(?<=[A-Za-z])[A-Za-z+.-]{1,9}://[!-~]*[\w/=&-]|(?<=w)ww\.[!-~]*[\w/=&-]
        |(?<=[\w.+-])[\w.+-]{0,63}@[A-Za-z\d-][A-Za-z\d.-]*[A-Za-z\d]
        |(?<=\?)(?=[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńň]{1,6}\)|。))   # half a character before a mirror's pinyin or stop
    |(?P<dots>(?<=\.)\.{2,}|(?<=。)。{2,}|(?<=．)．{2,})|(?P<dashes>(?<=-)-+|(?<=－)－+|(?<=─)─+)
    |(?P<doubled>(?<=[,，])[,，]+|(?<=[;；])[;；]+|(?<=[:：])[:：]+|(?<=[、､﹑])[、､﹑]+|(?<=[。｡])[。｡]+)
    |(?P<letters>(?<=[０-９Ａ-Ｚａ-ｚ％])[０-９Ａ-Ｚａ-ｚ％]*)|(?P<point>(?<=[\d０-９]．)(?=[\d０-９]))
    |(?P<bracket>(?<=[()（）]))|(?P<quote>(?<="))|(?P<stop>(?<=\.))|(?P<mark>(?<=[,;:!?])[,;:!?]*)|(?P<narrow>(?<=[｡､﹑])))
    """,
    re.VERBOSE | re.ASCII,
)
#: What has another width than Chinese has it, or may have; and marks of full width that stand doubled.
ODD_WIDTH: Final = re.compile(r"[,;:!?()\".\-－─｡､﹑０-９Ａ-Ｚａ-ｚ％．]|，，|；；|：：|、、|。。")
_NARROW = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)}
#: Tokens that are judged in pairs, and those that are no marks.
_KEPT: Final = frozenset(("bracket", "quote", "kept"))
_NUMBERING = re.compile(r"[ \u3000]*[一二三四五六七八九十百]{1,4}\Z")


def _han(value: str, at: int) -> bool:
    return 0 <= at < len(value) and bool(_HAN.match(value[at]))


def _han_before(value: str, at: int) -> bool:
    """Whether a Han character stands before `at`, quotation marks and brackets looked through."""
    stop = max(0, at - _REACH)
    while at > stop and value[at - 1] in _CLOSERS:
        at -= 1
    return _han(value, at - 1)


def _han_after(value: str, at: int) -> bool:
    stop = min(len(value), at + _REACH)
    while at < stop and value[at] in _OPENERS:
        at += 1
    return _han(value, at)


def _ends(value: str, at: int) -> bool:
    """Whether nothing but closing marks follows."""
    return at + _REACH >= len(value) and not value[at:].lstrip(_CLOSERS)


@dataclass(frozen=True)
class _Line:
    """A block's text, and its tokens in order."""

    value: str
    tokens: tuple[re.Match[str], ...]

    @cached_property
    def han(self) -> tuple[list[int], list[int]]:
        """Where runs of Han characters begin and end."""
        runs = [m.span() for m in _HAN_RUN.finditer(self.value)]
        return [start for start, _ in runs], [end for _, end in runs]

    def chinese(self, opening: int, closing: int) -> bool:
        """Whether a Han character stands within a pair of marks or right beside it."""
        starts, ends = self.han
        i = bisect_left(ends, opening)
        return i < len(starts) and starts[i] <= closing + 1

    @cached_property
    def points_for_stops(self) -> bool:
        """Whether the writer had no full stop on the keyboard: commas are half-width, and sentences end in points."""
        return "。" not in self.value and any(
            t[0] == "," and _han_before(self.value, t.start()) and _han_after(self.value, t.end()) for t in self.tokens
        )

    def brackets(self) -> Iterator[tuple[int, str]]:
        """Half-width brackets in Chinese, pairwise: both are widened or neither."""
        value, waiting = self.value, list[int]()
        for at in [t.start() for t in self.tokens if t.lastgroup == "bracket"]:
            if value[at] in "(（":
                waiting.append(at)
            elif waiting:
                opening = waiting.pop()
                half = value[opening] == "(", value[at] == ")"
                if not all(half) or self.chinese(opening, at):
                    if half[0]:
                        yield opening, "（"
                    if half[1]:
                        yield at, "）"

    def quotes(self) -> Iterator[tuple[int, str]]:
        """Straight quotation marks around Chinese, where they pair up. Behind a figure they are inches."""
        marks = [t.start() for t in self.tokens if t.lastgroup == "quote"]
        if len(marks) % 2 == 0:
            for opening, closing in zip(marks[::2], marks[1::2], strict=True):
                if self.chinese(opening, closing) and not self.value[opening - 1 : opening].isdecimal():
                    yield from ((opening, "“"), (closing, "”"))

    def stop(self, at: int) -> bool:
        """Whether the point at `at` is a full stop: behind a Han character, at the end or before another sentence."""
        if not _han(self.value, at - 1) or _NUMBERING.match(self.value[max(0, at - 8) : at]):
            return False
        if _ends(self.value, at + 1) or self.value[at + 1] in " \u3000":
            return True
        return self.points_for_stops and _han_after(self.value, at + 1)


def _line(value: str) -> _Line:
    return _Line(value, tuple(_TOKEN.finditer(value)))


def _replacement(line: _Line, token: re.Match[str]) -> tuple[str, Certainty]:
    """What a token that stands alone becomes; itself when it stays."""
    kind, text, start, end = token.lastgroup, token[0], *token.span()
    match kind:
        case "letters":
            return text.translate(_NARROW), "proved"
        case "point":
            return ".", "proved"
        case "narrow":
            return _WIDE[text], "proved"
        case "stop":
            return ("。", "inferred") if line.stop(start) else (text, "proved")
    if not (_han_before(line.value, start) or _han_after(line.value, end)):
        return text, "proved"
    match kind:
        case "dots":
            return "……", "inferred"
        case "dashes":
            return "——", "proved"
        case "doubled":
            return _WIDE.get(text[0], text[0]), "inferred"
    return (text if "??" in text else "".join(_WIDE[c] for c in text)), "proved"


def find_width(value: str) -> Iterator[Change]:
    """Marks that are half as wide as Chinese has them, or twice; letters and figures that are twice as wide.

    >>> [(c.before, c.after) for c in find_width('(通讯员石伟)6月24日,常委会"圆满"结束.')]
    [('(', '（'), (')', '）'), ('"', '“'), ('"', '”'), (',', '，'), ('.', '。')]
    >>> [(c.before, c.after) for c in find_width("比分3:1,气温1.5度,见http://a.cn/?b,COVID-19")]
    [(',', '，'), (',', '，')]
    """
    line = _line(value)
    for at, after in (*line.brackets(), *line.quotes()):
        yield Change(RULE, Span(at, at + 1), value[at], after, "inferred" if value[at] == '"' else "proved")
    for token in line.tokens:
        if token.lastgroup in _KEPT:
            continue
        after, certainty = _replacement(line, token)
        if after != token[0]:
            yield Change(RULE, Span(*token.span()), token[0], after, certainty)
