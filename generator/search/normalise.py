"""How texts are compared: every character for itself, so that offsets can be kept and the browser can do the same.

A character becomes what NFKC, lower case and Simplified script make of it. What then is white space, control, bracket or quotation
mark vanishes; other punctuation becomes one blank, which nothing that is searched for contains.
"""

from __future__ import annotations

from functools import cache
from typing import Final
from unicodedata import category, normalize

from generator.data.script import fold_script

#: What stands in a normalised text where punctuation stood.
SEPARATOR: Final = " "
#: Unicode's general categories: brackets and paired quotation marks, white space, controls and other characters nobody sees.
_DROPPED: Final = frozenset({"Ps", "Pe", "Pi", "Pf", "Zs", "Zl", "Zp", "Cc", "Cf"})


def kind(char: str) -> str:
    """What a folded character is for searching: "dropped", "separating" or "" for one that is searched for.

    >>> kind("《"), kind("，"), kind("会"), kind("+")
    ('dropped', 'separating', '', '')
    """
    found = category(char)
    if found in _DROPPED or char in "\"'":
        return "dropped"
    return "separating" if found.startswith("P") else ""


def folded(char: str) -> str:
    """A character after NFKC, lower case and conversion to Simplified; it may become several.

    >>> folded("會"), folded("Ａ"), folded("㎎"), folded("〇")
    ('会', 'a', 'mg', '〇')
    """
    return fold_script(normalize("NFKC", char).lower())


@cache
def fold(char: str) -> str:
    """What stands for a character in a normalised text: "" for a dropped one, `SEPARATOR` for a separating one."""
    becomes = {"dropped": "", "separating": SEPARATOR}
    return "".join(becomes.get(kind(c), c) for c in folded(char))


def normalise(text: str) -> str:
    """The text as it is compared.

    >>> normalise("《關於COVID-19的通知》 第１２期，“五个严禁”")
    '关于covid 19的通知第12期 五个严禁'
    """
    return "".join(map(fold, text))
