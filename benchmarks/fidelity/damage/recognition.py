"""What recognition of printed pages, and translation on the way, leave in the characters."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import Final

from benchmarks.fidelity.truth import Clean

_NARROW: Final = str.maketrans("，；：！？（）", ",;:!?()")
_FIGURES: Final = "〇一二三四五六七八九"
_DAY: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def foreign_and(text: str, rng: Random) -> str:
    """Some 和 translated on the way."""
    return re.sub("(?<=[一-鿿])和(?=[一-鿿])", lambda m: " and " if rng.random() < 0.3 else m[0], text)


def doubled_marks(text: str, rng: Random) -> str:
    """Some marks stand twice, some with the half-width one before them."""
    return re.sub("[，。、；]", lambda m: rng.choice((m[0] * 2, "," + m[0])) if rng.random() < 0.08 else m[0], text)


def half_width(text: str, rng: Random) -> str:  # noqa: ARG001
    """Marks half as wide, but for those that ASCII does not have."""
    return text.translate(_NARROW)


def spaced(text: str, rng: Random) -> str:
    """Blanks between characters: some anywhere, and around figures."""
    text = re.sub(r"(?<=[一-鿿])(?=[一-鿿])", lambda _: " " if rng.random() < 0.03 else "", text)
    return re.sub(r"(?<=[一-鿿])(?=\d)|(?<=\d)(?=[一-鿿])", lambda _: " " if rng.random() < 0.5 else "", text)


def _chinese(number: int) -> str:
    """A day or a month in Chinese figures.

    >>> [_chinese(n) for n in (3, 10, 12, 20, 31)]
    ['三', '十', '十二', '二十', '三十一']
    """
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _FIGURES[tens] + "十") + (_FIGURES[ones] if ones else "")


def chinese_dates(text: Clean, rng: Random) -> Clean:  # noqa: ARG001
    """The same article with its dates in Chinese figures."""

    def written(line: str) -> str:
        def day(m: re.Match[str]) -> str:
            year = "".join(_FIGURES[int(figure)] for figure in m[1])
            return f"{year}年{_chinese(int(m[2]))}月{_chinese(int(m[3]))}日"

        return _DAY.sub(day, line)

    return replace(text, blocks=tuple(replace(b, text=written(b.text)) for b in text.blocks))


def has_date(text: Clean) -> bool:
    """Whether `chinese_dates` finds a date in it."""
    return any(_DAY.search(b.text) for b in text.blocks)


def zeros(text: str, rng: Random) -> str:
    """The zero of years in Chinese figures as a ring, a letter or a figure."""
    zero = rng.choice("○0OＯ")
    return re.sub("[一二][〇一二三四五六七八九]{3}年", lambda m: m[0].replace("〇", zero), text)


def already(text: str, rng: Random) -> str:
    """已 taken for its look-alikes."""
    return re.sub("已", lambda _: rng.choice("己巳已"), text)


def has_already(text: Clean) -> bool:
    return any("已" in b.text for b in text.blocks)
