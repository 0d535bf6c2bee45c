"""The county of a text that names only towns, and these without 镇 or 乡: 钱库工商所, 灵溪、龙港两镇."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

import rjieba

from generator.data.places import Place, town_units
from generator.describe.passage import Passage, Reading
from generator.model import Found

#: What a town in the headline weighs, if no other county has one of that name; what a county needs, and by what factor it must lead.
_HEAD: Final = 2.0
_ENOUGH: Final = 1.5
_AHEAD: Final = 2.0


def by_town(reading: Reading) -> Found[str] | None:
    """The county in which the towns lie that the text names: one that the headline names and the text again, or several."""
    whole = "\n".join(p.folded for p in reading.body)
    votes: defaultdict[Place, float] = defaultdict(float)
    first: dict[Place, tuple[Passage, tuple[int, int]]] = {}
    seen: set[str] = set()
    for passage in (*reading.among("title", "kicker"), *reading.body):
        for start, end in _stems(passage):
            name = passage.folded[start:end]
            if name in seen:
                continue
            seen.add(name)
            units = town_units(name)
            alone = len(units) == 1 and passage.block.role in ("title", "kicker") and name in whole
            for unit in units:
                votes[unit] += (_HEAD if alone else 1.0) / len(units)
                first.setdefault(unit, (passage, (start, end)))
    best = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0].full_name))[:2]
    if not best or best[0][1] < _ENOUGH or (len(best) > 1 and best[0][1] < _AHEAD * best[1][1]):
        return None
    passage, span = first[best[0][0]]
    return passage.found(best[0][0].full_name, "county of a town", span, "inferred")


def _stems(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where names of towns may stand: whole words together that the dictionary does not know, of two or three characters."""
    text = passage.folded
    edges = list(accumulate(map(len, rjieba.cut(text, False)), initial=0))
    for i, start in enumerate(edges):
        for end in edges[i + 2 : i + 4]:
            if end - start <= 3 and not rjieba.has_word(text[start:end]):
                yield start, end
