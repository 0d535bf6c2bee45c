"""Zeros in years that are written in Chinese figures: 二OO六年 is 二〇〇六年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model import Change, Span

#: Everything that typists, OCR and old fonts have put for 〇. 零 is right as it is.
_FALSE: Final = "O0oＯ０ｏ○◯ΟοОо"
_FIGURE: Final = f"[一二三四五六七八九〇零{_FALSE}]"
_YEAR: Final = rf"(?:一[八九]{_FIGURE}{{2}}|二[〇零{_FALSE}]{_FIGURE}{{2}})"
_BEGINS: Final = re.compile(rf"[一二](?:(?<=一)[八九]|(?<=二)[〇零{_FALSE}]){_FIGURE}")
#: A year before 年 or within the brackets of a document number, or the first of two that make a range.
_WRITTEN: Final = re.compile(
    rf"(?<![\dA-Za-z一二三四五六七八九十百千万〇零{_FALSE}]){_YEAR}"
    rf"(?=[ \u3000]?年|[〕］\]]|[ \u3000]?[至到—\-－~～]{{1,2}}[ \u3000]?{_YEAR}[ \u3000]?年)"
)


def find_zeros(value: str) -> Iterator[Change]:
    """Look-alikes of 〇 inside a year; a year that is all Arabic figures has none.

    >>> [(c.span.start, c.before, c.after) for c in find_zeros("二OO六年、一九九○至二○〇八年、2006年、二零零六年")]
    [(1, 'O', '〇'), (2, 'O', '〇'), (9, '○', '〇'), (12, '○', '〇')]
    """
    for match in _WRITTEN.finditer(value) if _BEGINS.search(value) else ():
        for at in range(match.start(), match.end()):
            if value[at] in _FALSE:
                yield Change("year-zero", Span(at, at + 1), value[at], "〇", "inferred", "年份中的零")
