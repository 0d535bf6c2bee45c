"""Which mark, or which word behind a figure, a character was that lost a byte: the line before it tells what is open in it."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Final

#: What opens, and what closes it.
_OPENED: Final[Mapping[str, str]] = {
    p[0]: p[1] for p in ("“”", "‘’", "（）", "「」", "『』", "《》", "〈〉", "【】", "〔〕")
}
_ENDS: Final = ("", "\n", "\r", "<")
_CLOSERS: Final = ("”", "’", "』", "」")
_STOPS: Final = ("。", "！", "？", "…")
#: A document number has its year in brackets behind what the office calls its letters.
_LETTERS: Final = re.compile(r"[\u4e00-\u9fff](?:发|發|字|函|办|辦|规|規|令|通|基)\Z")
_QUESTION: Final = re.compile(
    r"(?:[吗嗎呢]|(?:什么|什麼|怎么|怎麼|怎样|怎樣|多少|哪|谁|誰|为何|為何|几|幾)[^，。；：？！]{0,6})\Z"
)
_SALUTATION: Final = re.compile(
    r"\A[\s\u3000]*[\u4e00-\u9fff、，]{0,24}(?:们|們|单位|單位|部门|部門|同志|先生|女士|小姐)\Z"
)
#: What stands behind a figure, by what stands before it.
_COUNTED: Final = (
    (re.compile(r"(?:月|月份)\d{1,2}\Z"), "日"),
    (re.compile(r"(?:日|[早晚午夜晨])\s?\d{1,2}\Z"), "时時"),
    (re.compile(r"[年/.-]\d{1,2}\Z"), "月"),
    (re.compile(r"(?:\A|\D)(?:19|20)\d\d\Z"), "年"),
    (re.compile(r"(?:\A|[^\d月日时時.])(?:1[0-2]|[1-9])\Z"), "月"),
    (re.compile(r"(?:\A|[至到—-])\d{1,2}\Z"), "日"),
)


def told(line: str, options: Container[str], after: str) -> str:
    """The mark behind `line`, its beginning included, or the 年, 月, 日, 时 behind its figure; "" when nothing tells.

    >>> told("他说：“去年是好年景。", "“”‘’—…", "\\n"), told("松政办发〔2018", "〔〕《》。、", "57")
    ('”', '〕')
    >>> told("7月5日23", "日时", "1"), told("2018年5", "有最会月", "2"), told("共3", "有最会月", "2")
    ('时', '月', '月')
    """
    closing = _closing(line, options)
    if line[-1:].isascii() and line[-1:].isdigit():
        if "—" in options and after[:1].isdigit():
            return "—"
        counted = next(
            (name for before, names in _COUNTED for name in names if name in options and before.search(line)), ""
        )
        if counted or closing:
            return counted or closing
    if after[:1] in _ENDS or after[:1] in _CLOSERS:
        return _at_end(line, options, closing)
    if after[:1].isdigit():
        return _before_figure(line, options, closing)
    return closing if closing == "》" and after[:1] in "(（" else ""


def _closing(line: str, options: Container[str]) -> str:
    """The one among the options that closes what was opened last and is open still."""
    waiting: list[str] = []
    for c in line:
        if c in _OPENED:
            waiting.append(_OPENED[c])
        elif c in waiting:
            del waiting[waiting.index(c) :]
    return waiting[-1] if waiting and waiting[-1] in options else ""


def _ended(line: str) -> bool:
    """Whether a sentence ends with the line, quotation marks looked through."""
    return line.rstrip("”’』」）")[-1:] in _STOPS


def _at_end(line: str, options: Container[str], closing: str) -> str:
    if closing and (closing not in _CLOSERS or _ended(line) or "。" not in options):
        return closing
    if "。" in options and not _ended(line):
        return "。"
    if "？" in options and _QUESTION.search(line):
        return "？"
    return "：" if "：" in options and _SALUTATION.match(line) else ""


def _before_figure(line: str, options: Container[str], closing: str) -> str:
    if "〔" in options and _LETTERS.search(line):
        return "〔"
    if closing in _CLOSERS and _ended(line):
        return closing
    if "（" in options and not line.strip():
        return "（"
    if "“" in options and not closing and line[-1:] not in ("—", ""):
        return "“"
    return ""
