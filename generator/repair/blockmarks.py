"""The marks that told one kind of block from another. Once a block knows its role, they are no part of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Change
from generator.repair.rule import substitution

MARK, LINE_END = "mark", "line-end"
#: What every one of the marks of headings, quotes and bold words holds.
ANY_MARK = re.compile(r"[#>] |\*\*")
_OPENING = re.compile(r"\A[ \u3000]*(#{1,6} +|> +(?:> +)*)")
_ITEM = re.compile(r"\A[ \u3000]*([-*+] +)")
#: Two asterisks around words, on one line. A lone pair, or one with blanks inside, was typed by the writer.
_STRONG = re.compile(r"(\*\*)(?=[^\s*])[^*\n]{0,4000}?(?<=[^\s*])(\*\*)")
_DOT = re.compile(r"\A[ \u3000]*([●■◆▲★◇□◎▶►]+[ \u3000]*)(?=[^\s●■◆▲★◇□◎▶►])")
_LISTED = re.compile(r"\A[ \u3000]*((?:[-*+] +|#{1,6} +|\d{1,3}[.)] +)?\[)[^\n]*?(\]\(\))")
_LINE_END = re.compile(r"[\r\n]+\Z")


def find_marks(value: str) -> Iterator[Change]:
    r"""Marks of headings, quotes and bold words.

    >>> [(c.span.start, c.before) for c in find_marks("# **通州召开推进会**\n")]
    [(0, '# '), (2, '**'), (11, '**')]
    """
    if opening := _OPENING.match(value):
        yield substitution(MARK, opening, "", 1)
    for strong in _STRONG.finditer(value):
        yield substitution(MARK, strong, "", 1)
        yield substitution(MARK, strong, "", 2)


def find_item_marks(value: str) -> Iterator[Change]:
    """The mark of a list item.

    >>> [c.before for c in find_item_marks("- 严格测温")]
    ['- ']
    """
    if item := _ITEM.match(value):
        yield substitution(MARK, item, "", 1)


def find_dots(value: str) -> Iterator[Change]:
    """The dot or square that a page set before a headline.

    >>> [c.before for c in find_dots("● 县法院巡回审判到田头")]
    ['● ']
    """
    if dot := _DOT.match(value):
        yield substitution(MARK, dot, "", 1)


def find_list_marks(value: str) -> Iterator[Change]:
    """The marks of one of a list of links to other pages.

    >>> [c.before for c in find_list_marks("- [全县春耕备耕工作会议召开]() 7-1")]
    ['- [', ']()']
    """
    if listed := _LISTED.match(value):
        yield substitution(MARK, listed, "", 1)
        yield substitution(MARK, listed, "", 2)


def find_line_end(value: str) -> Iterator[Change]:
    r"""The line break behind a block.

    >>> [c.before for c in find_line_end("严格测温\n")]
    ['\n']
    """
    if end := _LINE_END.search(value):
        yield substitution(LINE_END, end, "")
