"""From which page an article goes on: （上接1版）."""

from __future__ import annotations

import re
from typing import Final

from generator.describe.numbers import NUMERALS, number
from generator.describe.passage import BLANK, Reading
from generator.model import Found

_MARK: Final = re.compile(
    rf"[（【〔\[]?{BLANK}*(?:上接|紧接|接){BLANK}?第?{BLANK}?([A-Z]?)(\d{{1,3}}|[{NUMERALS}]{{1,4}}){BLANK}?版"
)


def find_continued_from(reading: Reading) -> Found[str] | None:
    """The page, as in 1版 or A3版. The mark has a block of its own or opens the body."""
    for passage in (*reading.among("continued"), *reading.body[:1]):
        match = _MARK.match(passage.folded)
        if match and (page := number(match[2])):
            return passage.found(f"{match[1]}{page}版", "mark of continuation", match.span())
    return None
