"""己, 已 and 巳, which OCR and typists mistake for each other, where a word leaves no doubt: 己经 was 已经."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from generator.model import Change, Span
from generator.repair.shift_words import START, Words

_TWINS: Final = "己已巳"
#: Fixed words that hold one of the three, in either script.
_WORDS: Final = """
已经 已經 早已 业已 業已 而已 不已 自己 知己 律己 克己 利己 异己 異己 一己 舍己 捨己 推己 守己 己任 己见 己見 己有 己出 己所不欲
身不由己 先人后己 先人後己 克己奉公 严于律己 嚴於律己 严以律己 推己及人 安分守己 据为己有 據為己有 各抒己见 各抒己見
视如己出 視如己出 损人利己 損人利己 舍己为人 捨己為人
"""
#: A saying of so many characters leaves no doubt.
_SAYING: Final = 4


def _mistaken() -> Iterator[tuple[str, str]]:
    """Each fixed word with another twin in it, before the word."""
    for word in _WORDS.split():
        own = next(c for c in word if c in _TWINS)
        yield from ((word.replace(own, c), word) for c in _TWINS if c != own)


_RIGHT: Final = dict(_mistaken())
_MISTAKEN: Final = re.compile("|".join(sorted(_RIGHT, key=len, reverse=True)))
_CLAUSE: Final = re.compile(r"[一-鿿]*")
_PLAIN: Final = Words(Counter(), 1)
#: How much likelier, as a natural logarithm, the clause must be with the fixed word; and how far around it is read.
_CLEAR: Final = 5.0
_REACH: Final = 6


def _cost(text: str) -> float:
    return START.extended(text, _PLAIN).cost


def find_lookalikes(value: str) -> Iterator[Change]:
    """Fixed words with the wrong twin, where the clause says so: not in 自己经历, nor in 来自已建成的.

    >>> [
    ...     (c.span.start, c.before, c.after)
    ...     for c in find_lookalikes("会议己经结束，自已的事自己做，来自已建成的自己经历")
    ... ]
    [(2, '己', '已'), (8, '已', '己')]
    """
    for match in _MISTAKEN.finditer(value):
        wrong, right = match[0], _RIGHT[match[0]]
        before = value[max(0, match.start() - _REACH) : match.start()][::-1]
        left = _CLAUSE.match(before)[0][::-1]  # type: ignore[index]
        end = _CLAUSE.match(value, match.end(), match.end() + _REACH)[0]  # type: ignore[index]
        if len(right) >= _SAYING or _cost(left + wrong + end) - _cost(left + right + end) > _CLEAR:
            at = next(i for i, c in enumerate(wrong) if c != right[i])
            span = Span(match.start() + at, match.start() + at + 1)
            yield Change("lookalike", span, wrong[at], right[at], "inferred", f"“{wrong}”应为“{right}”")
