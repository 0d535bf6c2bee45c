"""The lines of a repaired document, each with what it is: by its marks, on its own (kinds.py), and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.data.script import fold_script
from generator.model import Document, Span
from generator.repair.linekinds import is_speech, speaker
from generator.segment.kinds import (
    ALL_BRACKETS,
    CONTINUED,
    DATELINE,
    END,
    LONGEST_HEADLINE,
    NO_HEADLINE,
    NUMBERED,
    ORGANS_END,
    RUNNING,
    Kind,
    kind_of,
    names_makers,
)
from generator.segment.words import grams

_MARKS = re.compile(r"(?P<hash>#{1,6}) +|(?P<bold>\*\*)|(?P<li>[-*+] +)|(?P<quote>> ?)|(?P<table>\|)|(?P<image>!\[)")
_UNENDED = re.compile(r"[^\W\d_]$|[”》」』]$|……$")
_PAPER_AND_DATE = re.compile(r"(?P<paper>[^，。：:；\d]{2,16}?)[\s　]*\d{4}年\d{1,2}月\d{1,2}日")
#: What a document bears above its headline: its number, and around it whose paper it is, who issued it, on which day.
_DOCUMENT = re.compile(
    r"(?:[一-鿿]{2,24}(?:文件|纪要|公报|通报)[\s　]*)?[一-鿿]{0,12}"
    r"[〔\[［（(【][1１2２][90９０]\d\d[〕\]］）)】][\s　]?第?[\s　]?\d{1,5}[\s　]?号"
)
_LETTERHEAD = re.compile(
    r"(?!.*关于|.*的)[一-鿿]{2,20}(?:文件|纪要|政府|办公室|委员会|[局厅部院])[\s　]*(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?"
)
#: What may stand between them and the headline, and how many lines of it.
_BESIDE, _FEW = ("label", "credit", "caption", "image", "date"), 5
#: A line of prose is no shorter.
_PROSE = 24
#: When a speech was given, below its headline.
_ON_A_DAY = re.compile(
    r"[（(](?:(?:19|20)\d\d|[二一][〇○零九八七六五四三二一]{3})年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日[)）]"
)
#: Letters set apart: 会 议 纪 要
_SPACED = re.compile(r"[一-鿿](?:[\s　]{1,3}[一-鿿]){3,11}")
_SIDEBAR = re.compile(
    r"(?:相关|新闻|知识|政策|背景)?(?:链接|延伸阅读|小贴士|小知识|名词解释|资料|背景|提示|问答|解读)[:：]?"
)
_PHOTO = re.compile(r"摄|图|绘")
_SIGNED = re.compile(
    r"[（(](?:[^（）()，。]{0,8}(?:记者|通讯员|作者|供稿)[^（）()。]{2,40}|[一-鿿]{2,4}(?:[\s　、]+[一-鿿]{2,4}){0,3})[）)]$"
)


@dataclass(frozen=True)
class Piece:
    """One line of the document: `span` with its line end, `text` without marks and in Simplified, `level` of a marked headline.

    Levels: 1 to 6 as in the markup, 7 for a line wholly in bold, 8 for a line that only reads like a headline.
    """

    span: Span
    text: str
    kind: Kind
    level: int = 0

    @cached_property
    def grams(self) -> frozenset[str]:
        """The pairs of neighbouring characters of the text."""
        return frozenset(grams(self.text))

    @cached_property
    def opens(self) -> bool:
        """Whether a piece of writing begins here: a dateline, or the continuation from another page."""
        return bool(DATELINE.match(self.text) or CONTINUED.match(self.text))

    @property
    def continued(self) -> int:
        """How many code points of the value the marker "continued from page ..." takes at the start; 0 without one."""
        match = CONTINUED.match(self.text)
        return match.end() if match else 0

    @cached_property
    def makers(self) -> bool:
        """Whether it is a line that names who wrote what stands above it."""
        return names_makers(self.text)

    @property
    def numbered(self) -> bool:
        """Whether a number stands before it, as before the parts of an article."""
        return bool(NUMBERED.match(self.text))

    @property
    def photo(self) -> bool:
        """Whether it is a credit for pictures."""
        return bool(_PHOTO.search(self.text))

    @cached_property
    def closes(self) -> bool:
        """Whether a paragraph ends with the names of its makers in brackets."""
        return self.kind == "p" and bool(_SIGNED.search(self.text))

    @property
    def sidebar(self) -> bool:
        return self.kind == "heading" and bool(_SIDEBAR.fullmatch(self.text))

    @property
    def signs(self) -> bool:
        """Whether it is short enough for the name of a person who signs, with a place or an office before it."""
        return len(self.text) <= 20 and not re.search(r"[，。；：！？、]", self.text)

    @property
    def organ(self) -> bool:
        """Whether it could be the name of a body that signs."""
        return len(self.text) <= 30 and not END.search(self.text) and bool(ORGANS_END.search(self.text))


def _unmarked(line: str) -> tuple[str, str]:
    """The line without its block mark, and the mark's name."""
    found = _MARKS.match(line)
    if not found:
        return line, ""
    name = str(found.lastgroup)
    if name == "bold":
        inner = line[2:-2]
        whole = line.endswith("**") and len(line) > 4 and "**" not in inner
        return (inner, "bold") if whole else (line.replace("**", ""), "")
    if name in ("hash", "li", "quote"):
        text = line[found.end() :]
        return (text.strip("*") if name == "hash" else text), name
    return line, name


def read(document: Document) -> list[Piece]:
    """The lines of a repaired document, in order; every code point of its value is in exactly one span."""
    pieces, at = [], 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", fold_script(document.text.value)):
        text, mark = _unmarked(line.rstrip("\n"))
        text = text.strip()
        if _SPACED.fullmatch(text):
            text = "".join(text.split())
        kind = kind_of(text) if text else "p"
        level = 8
        if mark == "hash":
            kind, level = "heading", line.index(" ")
        elif mark == "bold" and kind in ("heading", "p", "item-heading") and len(text) <= 60:
            kind, level = "heading", 7
        elif mark in ("li", "quote", "table", "image"):
            kind = mark  # type: ignore[assignment]
        pieces.append(Piece(Span(at, at + len(line)), text, kind, level if kind == "heading" else 0))
        at += len(line)
    _regard_neighbours(pieces)
    return pieces


def _regard_neighbours(pieces: list[Piece]) -> None:
    """Changes what lines are where what stands around them says more than their looks."""
    papers = {m["paper"] for p in pieces if p.kind == "running" and (m := RUNNING.fullmatch(p.text)) and m["paper"]}
    for i, p in enumerate(pieces):
        if papers and (named := _PAPER_AND_DATE.fullmatch(p.text)) and named["paper"] in papers:
            pieces[i] = replace(p, kind="running", level=0)
    for i in _letterheads(pieces):
        pieces[i] = replace(pieces[i], kind="label", level=0)
    for i in _spoken(pieces):
        pieces[i] = replace(pieces[i], kind="credit", level=0)
    for i in range(1, len(pieces) - 1):
        p, above, below = pieces[i], pieces[i - 1], pieces[i + 1]
        line = p.level in (0, 8) and p.kind in ("heading", "p") and p.makers
        if line and above.kind == "heading" and (below.opens or len(below.text) >= _PROSE):  # no list of names
            pieces[i] = replace(p, kind="credit", level=0)
    for i in _headlines_by_position(pieces):
        pieces[i] = replace(pieces[i], kind="heading", level=8)
    for i in range(1, len(pieces)):  # brackets under a headline belong to it: no credits stand there
        if pieces[i].kind == "credit" and pieces[i - 1].kind == "heading" and ALL_BRACKETS.fullmatch(pieces[i].text):
            pieces[i] = replace(pieces[i], kind="heading", level=8)
    for i in range(len(pieces) - 2, 0, -1):  # bodies that sign stand above a date, or above each other
        signs = pieces[i].organ or (pieces[i].signs and pieces[i - 1].kind == "p" and pieces[i + 1].kind == "date")
        if pieces[i].level in (0, 8) and signs and pieces[i + 1].kind in ("date", "signature"):
            pieces[i] = replace(pieces[i], kind="signature", level=0)


def _spoken(pieces: Sequence[Piece]) -> Iterator[int]:
    """Who gave a speech, with the office, and in brackets on which day, below its headline."""
    for i, p in enumerate(pieces):
        if p.kind == "heading" and is_speech(p.text):
            for j in range(i + 1, min(i + 3, len(pieces))):
                below = pieces[j]
                if below.level not in (0, 8) or not (speaker(below.text) or _ON_A_DAY.fullmatch(below.text)):
                    break
                yield j


def _letterheads(pieces: Sequence[Piece]) -> Iterator[int]:
    """The lines that a document bears above its headline or below it: its number, and around it the name of the paper, who issued
    it, the day.
    """
    for i, p in enumerate(pieces):
        if not (p.level in (0, 8) and _DOCUMENT.fullmatch(p.text)):
            continue
        last = i + 1
        while last < len(pieces) and pieces[last].level in (0, 8) and _LETTERHEAD.fullmatch(pieces[last].text):
            last += 1
        first = i
        while first and pieces[first - 1].level in (0, 8) and _LETTERHEAD.fullmatch(pieces[first - 1].text):
            first -= 1
        above = next((q for q in reversed(pieces[max(0, first - _FEW) : first]) if q.kind not in _BESIDE), None)
        below = pieces[last] if last < len(pieces) else None
        headed = any(q is not None and q.kind == "heading" for q in (above, below))
        if headed or (below is not None and below.kind == "salutation"):
            yield from range(first, last)


def _headlines_by_position(pieces: Sequence[Piece]) -> Iterator[int]:
    """The lines that are headlines by where they stand, with however many marks: unended, above a headline or an opening, and below
    nothing of an article.
    """
    below: Piece | None = None  # what stands below, but for labels and days
    for i in range(len(pieces) - 1, -1, -1):
        p = pieces[i]
        if p.kind in ("label", "date", "running"):
            continue
        headed = below is not None and (below.kind == "heading" or below.opens)
        alone = i == 0 or pieces[i - 1].kind in ("running", "label", "heading")
        may_head = p.kind == "p" and 2 <= len(p.text) <= LONGEST_HEADLINE and _UNENDED.search(p.text)
        if headed and alone and may_head and not (NO_HEADLINE.fullmatch(p.text) or p.makers):
            yield i
        below = p
