"""One line of a text as a web site may have printed it: a button, a menu, the foot, words about the article, or none of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from generator.data.residue import residue
from generator.repair.labels import READING, label_line
from generator.repair.phrases import COUNT, GAP, Reading, read_phrases, starting
from generator.repair.shapes import is_code, is_icon, shape

#: No line of a site's own is longer, and none that is known by one word in it.
_LONGEST, _LONGEST_HOLDING, _LONGEST_CODE, _LONGEST_TAIL = 200, 160, 5000, 80
_LEAD = re.compile(r"(?:[-*] |\d{1,2}\. |#{1,6} |>(?= )|\*\*)?[\s　]*+")
#: A step on the way to the page, on a line of its own.
_STEP = re.compile(r"[\s　]*[>＞»›→]+[\s　]*\S{0,12}[\s　]*[>＞»›→]*[\s　]*")
_STARTS: Final = tuple((starting(kind.starts), kind.note) for kind in residue().kinds if kind.starts)
_START_FIRST: Final = frozenset(word[0].lower() for kind in residue().kinds for word in kind.starts)
_HOLDS: Final = tuple((word, kind.note) for kind in residue().kinds for word in kind.holds)
#: A line without one of these holds none of those words, and has no shape of a site's: most lines are done with.
_HINT = re.compile("|".join({re.escape(word[:2]) if word[0] > "z" else "[A-Za-z$@_]" for word, _ in _HOLDS}))
_ODD = re.compile(r"[\s_>＞»›→|｜/.\]】）)(){}=]")
_NEAR: Final = tuple((starting(f"{word}：" for word in kind.near), kind.note) for kind in residue().kinds if kind.near)
_NEAR_FIRST: Final = frozenset(word[0].lower() for kind in residue().kinds for word in kind.near)
_SENTENCE = re.compile(r"[，；].*[，。；]|。.")
#: Buttons behind the last sentence of a paragraph, each in brackets.
_TAIL = re.compile(r"(?<=[。！？!?）)”])[\s　]*+(?>(?:[\[【][^\[\]【】]{1,12}[\]】][\s　]*+){1,8})$")
_GAPS = re.compile(rf"{GAP}*+")
#: Letter-spaced words: 版 权 所 有 未 经 授 权
_SPACED = re.compile(r"[一-鿿](?:[ \u3000]{1,3}[一-鿿]){5,}")
_PIECE = re.compile(rf"(?:(?!{GAP}).)++")
#: Kinds of which a doubtful phrase is a button too where a sure one stands in the line.
_BUTTONS: Final = frozenset(("字号选择", "打印与分享", "前后篇链接"))
_OPENING, _CLOSING = "[【(（〔", "]】)）〕:："
#: What a line of labels has, and what a row of buttons begins with; with clauses, a row of buttons is no longer than this.
_LABELLED = re.compile(r"[:：|｜]")
_MARKS: Final = "[【(（!<《«‹>|"
_SHORT: Final = 12
_SHORT_LINE: Final = 24
#: A line of an article: so long with a full stop, so long with several clauses, or so long in any case.
_PROSE, _CLAUSES, _LONG = 16, 40, 100


class SiteLine(NamedTuple):
    """A line that is not blank. `text` is what it says, in Simplified script and without marks.

    `note` is what it is as a line of the site's, in Chinese, "" where it is none; `near` what it is beside others of that kind;
    `weak` are its phrases where each could be another thing. `told`: it tells about the article.
    """

    start: int
    line: str
    text: str
    note: str = ""
    near: str = ""
    weak: Reading | None = None
    told: bool = False
    buttons: Sequence[tuple[int, int]] = ()  # places in it
    gap: int = 0  # the blank lines before it

    @property
    def doubts(self) -> tuple[str, ...]:
        """The kinds of its phrases, where it holds nothing but phrases that could each be another thing."""
        return self.weak.notes if self.weak else ()

    @property
    def prose(self) -> bool:
        size = len(self.text)
        size = len(" ".join(self.text.split())) if size >= _LONG else size  # a menu may be set with many blanks
        return (
            size >= _LONG or (size >= _PROSE and "。" in self.text) or (size >= _CLAUSES and self.text.count("，") > 1)
        )


def _known(text: str) -> str:
    """The note of a line that is known by its beginning, by a word in it, or by its shape."""
    if text[0].lower() in _START_FIRST:
        for pattern, note in _STARTS:
            if pattern.match(text):
                return note
    if _HINT.search(text) and len(text) <= _LONGEST_HOLDING and not _SENTENCE.search(text):
        for word, note in _HOLDS:
            if word in text:
                return note
    return shape(text) if _ODD.search(text) else ""


def _is_prose(text: str) -> bool:
    """Whether a line can be nothing but an article's, as most are: it has clauses, no colon, and no beginning or word of a site's."""
    return (
        ("，" in text or "。" in text)
        and len(text) > _SHORT
        and not _LABELLED.search(text)
        and text[0].lower() not in _START_FIRST
        and text[0] not in _MARKS
        and not _HINT.search(text)
    )


def read_line(start: int, line: str, folded: str, gap: int = 0) -> SiteLine:
    """A line by itself; `folded` is the same in Simplified script, `gap` the blank lines before it.

    >>> (
    ...     read_line(0, "返回頂部", "返回顶部").note,
    ...     read_line(0, "公告", "公告").note,
    ...     read_line(0, "来源：区政府", "来源：区政府").told,
    ... )
    ('打印与分享', '', True)
    """
    read = _read_short if len(line) <= _SHORT_LINE else _read
    return SiteLine(start, line, *read(line, folded)[2:-1], gap)


def _read(line: str, folded: str) -> SiteLine:
    """A line by itself, wherever it stands."""
    lead = _LEAD.match(folded).end()  # type: ignore[union-attr] # it matches nothing, too
    text = folded[lead:].rstrip(" \u3000\t*#")
    if len(line) > _LONGEST or not text:
        code = len(line) <= _LONGEST_CODE and is_code(line.strip())
        return SiteLine(0, line, text, "网页脚本" if code else "", buttons=_tail(folded))
    if _is_prose(text):
        return SiteLine(0, line, text, buttons=_tail(folded))
    if text.startswith("!["):
        return SiteLine(0, line, text, "网站图标" if is_icon(text) else "")
    told = label_line(text)
    if told == "sure" or (told and not _near(folded, text)):
        return SiteLine(0, line, text, told=True, buttons=[(lead + a, lead + b) for a, b in _buttons(text)])
    if "(" in text and (plain := READING.sub("", text)) != text:  # a mirror annotated it
        return _read(line, plain)._replace(buttons=())
    reading = read_phrases(text)
    if reading and reading.sure:
        return SiteLine(0, line, text, reading.sure)
    bare = text[_GAPS.match(text).end() :]  # type: ignore[union-attr]
    if note := (_known(text) or (bare != text and bare and _known(bare)) or ""):
        return SiteLine(0, line, text, note)
    if _SPACED.fullmatch(text):
        return _read(line, "".join(text.split()))._replace(buttons=())
    return SiteLine(0, line, text, "", _near(folded, text), reading, buttons=_tail(folded))


#: Pages repeat short lines, in menus, tables and lists: each is read once.
_read_short: Final = lru_cache(1 << 14)(_read)


def _near(folded: str, text: str) -> str:
    if folded.lstrip()[0] in ">＞»›→" and _STEP.fullmatch(folded):
        return "栏目路径"
    if text[0].lower() in _NEAR_FIRST and not _SENTENCE.search(text):
        return next((note for pattern, note in _NEAR if pattern.match(text)), "")
    return ""


def _tail(folded: str) -> list[tuple[int, int]]:
    """The buttons behind the last sentence of a line."""
    tail = _TAIL.search(folded[-_LONGEST_TAIL:]) if folded.rstrip().endswith(("]", "】")) else None
    reading = read_phrases(tail[0]) if tail else None
    if tail is None or reading is None or not reading.sure:
        return []
    return [(max(0, len(folded) - _LONGEST_TAIL) + tail.start(), len(folded))]


def _buttons(text: str) -> list[tuple[int, int]]:
    """Counters and buttons in a line that tells about the article, with their brackets and what stands between them."""
    spans = [count.span() for count in COUNT.finditer(text)]
    rest = COUNT.sub(lambda m: " " * len(m[0]), text)
    read = [(piece, read_phrases(piece[0])) for piece in _PIECE.finditer(rest)]
    any_sure = any(reading and reading.sure for _, reading in read)
    for piece, reading in read:
        if reading and (reading.sure or (any_sure and _BUTTONS & set(reading.notes))):
            spans.append(piece.span())
    merged: list[tuple[int, int]] = []
    for start, end in sorted(map(partial(_with_brackets, text), spans)):
        if merged and _GAPS.fullmatch(text, merged[-1][1], max(start, merged[-1][1])):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _with_brackets(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The place with the brackets around it and the colon behind it."""
    start, end = span
    return len(text[:start].rstrip(_OPENING)), len(text) - len(text[end:].lstrip(_CLOSING))
