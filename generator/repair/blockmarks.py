"""The marks that told one kind of block from another. Once a block knows its role, they are no part of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model import Change, Span
from generator.repair.rule import substitution

_RULE: Final = "mark"
#: What these rules seek.
MARK: Final = re.compile(r"[#>*]")
ITEM_MARK: Final = re.compile(r"[-*+]")
LINE_END: Final = re.compile(r"[\r\n]")
_OPENING = re.compile(r"\A[ \u3000]*(#{1,6} +|> +(?:> +)*)")
_ITEM = re.compile(r"\A[ \u3000]*([-*+] +)")
#: Two asterisks around words, on one line. A lone pair, or one with blanks inside, was typed by the writer.
_STRONG = re.compile(r"(\*\*)(?=[^\s*])[^*\n]{0,4000}?(?<=[^\s*])(\*\*)")


def find_marks(value: str) -> Iterator[Change]:
    r"""Marks of headings, quotes and bold words.

    >>> [(c.span.start, c.before) for c in find_marks("# **通州召开推进会**\n")]
    [(0, '# '), (2, '**'), (11, '**')]
    """
    if opening := _OPENING.match(value):
        yield substitution(_RULE, opening, "", 1)
    for strong in _STRONG.finditer(value):
        yield substitution(_RULE, strong, "", 1)
        yield substitution(_RULE, strong, "", 2)


def find_item_marks(value: str) -> Iterator[Change]:
    """The mark of a list item.

    >>> [c.before for c in find_item_marks("- 严格测温")]
    ['- ']
    """
    if item := _ITEM.match(value):
        yield substitution(_RULE, item, "", 1)


def find_line_end(value: str) -> Iterator[Change]:
    r"""The line break behind a block.

    >>> [c.before for c in find_line_end("严格测温\n")]
    ['\n']
    """
    end = len(value.rstrip("\r\n"))
    if end < len(value):
        yield Change("line-end", Span(end, len(value)), value[end:], "")
