"""The lines of a document as a compositor sees them: how wide, how far indented, what stands between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: What the markup stage left at the start of a line that is a block of its own.
_STRUCTURE = re.compile(r"#{1,6} |[-*+] |\d{1,3}[.)] {1,3}(?=\S)|\||> |!\[|\*\*|```")
_CLOSED = re.compile(r"#{1,6} |\||!\[|\*\*|```")
SENTENCE_END = re.compile(r"[。！？!?][”’」』）)】\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `start` and `end` bound its text without the white space around it, in code points.

    `gap` counts the blank lines before it; `indent` and `width` are in Han characters (other characters are half as wide).
    """

    start: int
    end: int
    text: str
    gap: int
    indent: float
    width: float

    @property
    def structured(self) -> bool:
        """Whether markup says that a block begins with the line."""
        return bool(_STRUCTURE.match(self.text))

    @property
    def closed(self) -> bool:
        """Whether markup says that a block ends with the line: a headline, a row, an image. Items and quotations go on."""
        return bool(_CLOSED.match(self.text))


def width(text: str) -> float:
    """The set width of a text in Han characters.

    >>> width("2月19日，COVID")
    7.0
    """
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, float]):
    def __missing__(self, letter: str) -> float:
        self[letter] = 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5
        return self[letter]


_WIDTHS: Final = _Widths()


def lines(value: str) -> Iterator[Line]:
    """The lines of a text, blank ones only counted.

    >>> [(line.text, line.gap, line.indent) for line in lines("甲\\n\\n　　乙 \\n丙")]
    [('甲', 0, 0), ('乙', 1, 2.0), ('丙', 0, 0)]
    """
    at = gap = 0
    for raw in value.split("\n"):
        text = raw.strip()
        if text:
            lead = len(raw) - len(raw.lstrip())
            yield Line(at + lead, at + lead + len(text), text, gap, width(raw[:lead]) if lead else 0, width(text))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
