"""English conjunctions that a translating program left between Chinese words: 菜市场 and 商超."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model import Change
from generator.repair.rule import substitution

RULE: Final = "foreign"
_CHINESE: Final = {"and": "和", "or": "或"}
CONJUNCTION: Final = re.compile("and|or")
#: The words beside it must be Chinese too: in 李宁 and Nike 联名 the writer meant it.
_BETWEEN = re.compile(r"(?<=[一-鿿”》）])[ \u3000]+(and|or)[ \u3000]+(?=[一-鿿“《（])")


def find_foreign(value: str) -> Iterator[Change]:
    """A conjunction with the blanks around it, between two Chinese words.

    >>> [(c.before, c.after) for c in find_foreign("菜市场 and 商超，李宁 and Nike")]
    [(' and ', '和')]
    """
    for match in _BETWEEN.finditer(value):
        yield substitution(RULE, match, _CHINESE[match[1]], certainty="inferred", note=f"原文为 {match[1]}")
