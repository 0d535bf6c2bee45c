"""Where a headline may be broken into lines: between words, as a newspaper would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import rjieba

from generator.data.script import fold_script

_HAN: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NUMERAL: Final = frozenset("〇零一二三四五六七八九十百千万两")
#: What counts stays with its number.
_COUNTER: Final = frozenset("次届期号版名年月日个项条")


def _may_break(left: str, right: str) -> bool:
    """Whether a line may end between two words. About marks and figures the browser knows best; a lone character leads on."""
    if len(left) < 2 or not (_HAN.match(left[-1]) and _HAN.match(right[0])):
        return False
    return not (left[-1] in _NUMERAL and (right[0] in _NUMERAL or right[0] in _COUNTER))


def phrases(headline: str) -> tuple[str, ...]:
    """The headline in pieces that had better stay on one line.

    >>> phrases("区委常委会召开第九十四次会议")
    ('区委', '常委会', '召开', '第九十四次会议')
    """
    return tuple(_phrases(headline))


def _phrases(headline: str) -> Iterator[str]:
    start = at = 0
    for word, following in pairwise(rjieba.cut(fold_script(headline))):
        at += len(word)
        if _may_break(word, following):
            yield headline[start:at]
            start = at
    yield headline[start:]
