"""Marks that follow each other where print has one: 会议指出,,。 was 会议指出。

The same mark twice is seen to by the rule `width`. Here a mark within a sentence stands right before the one that ends it,
as mirrors and OCR leave them. Which of the two the writer set is a judgement; the one that ends the sentence stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model import Change
from generator.repair.rule import substitution

_HAN: Final = "㐀-䶿一-鿿〇"
#: Mirrors put `,,` before a mark; two marks of which one is within a sentence are never both meant.
_PAIR: Final = re.compile("[,，、；：][,，。；：！？、]")
_NOISE: Final = re.compile(
    rf"(?<=[{_HAN}”’）》\d])(?:(?P<injected>,,)(?=[，。；：！？、])|(?P<inner>[，、；：])(?=[。！？](?![。！？…]))|(?P<pause>、)(?=[，；：](?![，；：、])))"
)


def find_doubled(value: str) -> Iterator[Change]:
    """Marks within a sentence right before one that ends it or its clause. `……`, `！！`, `？！`, `。，` stay.

    >>> [(c.before, value_after) for c in find_doubled("会议指出,,。要求，。") for value_after in [c.after]]
    [(',,', ''), ('，', '')]
    >>> list(find_doubled("好！！真的？！……，——、A,,B"))
    []
    """
    for match in _NOISE.finditer(value) if _PAIR.search(value) else ():
        note = "标点前混入的逗号" if match["injected"] else "重复的标点，只留后一个"
        yield substitution("doubled", match, "", certainty="inferred", note=note)
