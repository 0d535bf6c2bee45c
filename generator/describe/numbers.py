"""Numbers as bulletins write them: 111, １１１, 第一一一次, 二十七, 二〇二〇年, 二OO六年."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cn2an import cn2an

#: Characters that stand for zero in Chinese numerals, the look-alikes of typing and OCR among them.
ZEROS: Final = "〇零○◯OＯo0０"
DIGITS: Final = "一二三四五六七八九" + ZEROS
#: Every character of a Chinese number.
NUMERALS: Final = "一二三四五六七八九十百千万两廿卅" + ZEROS
_ONE: Final = str.maketrans(ZEROS, "零" * len(ZEROS))


@lru_cache(maxsize=1 << 12)
def number(text: str) -> int | None:
    """The whole number that `text` writes in Arabic or Chinese figures, or None.

    >>> [number(t) for t in ("111", "２７", "一一一", "二十七", "一百零二", "廿三", "二〇二〇", "万一", "百十一")]
    [111, 27, 111, 27, 102, 23, 2020, None, None]
    """
    plain = text.translate(_ONE).replace("廿", "二十").replace("卅", "三十")
    try:
        value = int(text) if text.isdecimal() else cn2an(plain, "normal")
    except (ValueError, KeyError):  # cn2an looks up a unit below 十, which there is none: 百十一
        return None
    return int(value) if value == int(value) else None


@lru_cache(maxsize=1 << 12)
def year(text: str) -> int | None:
    """The year of the Christian era, 1900 to 2099, that four figures write, or None.

    >>> [year(t) for t in ("2020", "二〇二〇", "二OO六", "二00七", "一九四九", "1982", "3035", "二十")]
    [2020, 2020, 2006, 2007, 1949, 1982, None, None]
    """
    if len(text) != 4:
        return None
    figures = "".join("0" if c in ZEROS else str("一二三四五六七八九".find(c) + 1) if c in DIGITS else c for c in text)
    return int(figures) if figures.isdecimal() and 1900 <= int(figures) < 2100 else None
