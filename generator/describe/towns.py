"""The county of a text that names only towns, and these without 镇 or 乡: 钱库工商所, 灵溪、龙港两镇."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final

import rjieba

from generator.data.places import Place, is_place, town_units
from generator.describe.passage import HAN, Passage, Reading
from generator.model import Found

#: What a town in the headline weighs, if no other county has one of that name; what a county needs, and by what factor it must lead.
_HEAD: Final = 2.0
_ENOUGH: Final = 1.5
_AHEAD: Final = 2.0
_TOWNS: Final = re.compile(
    rf"((?:[{HAN}]{{2,8}}、)(?:[{HAN}]{{2,3}}、){{0,12}}[{HAN}]{{2,3}}?)"
    rf"(?:(?:和[{HAN}]{{2,3}})?等?[\d两三四五六七八九十]+个?(?:乡镇|镇街|镇|乡|街道|片区)|(?<=、..)(?=[。，；]|等))"
)


def by_town(reading: Reading) -> Found[str] | None:
    """The county in which the towns lie that the text names: one that the headline names and the text again, or a list of them."""
    whole = "\n".join(p.folded for p in reading.body)
    votes: defaultdict[Place, float] = defaultdict(float)
    first: dict[Place, tuple[Passage, tuple[int, int]]] = {}
    for passage in (*reading.among("title", "kicker"), *reading.body):
        head = passage.block.role in ("title", "kicker")
        for start, end in _stems(passage) if head else _counted(passage):
            name = passage.folded[start:end]
            units = town_units(name)
            if is_place(name) or (head and (len(units) != 1 or name not in whole)):
                continue
            for unit in units:
                votes[unit] += (_HEAD if head else 1.0) / len(units)
                first.setdefault(unit, (passage, (start, end)))
    best = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0].full_name))[:2]
    if not best or best[0][1] < _ENOUGH or (len(best) > 1 and best[0][1] < _AHEAD * best[1][1]):
        return None
    passage, span = first[best[0][0]]
    return passage.found(best[0][0].full_name, "county of a town", span, "inferred")


def _counted(passage: Passage) -> Iterator[tuple[int, int]]:
    """The names in a list that closes with their kind: 灵溪、龙港两镇. Before the first, the text runs on."""
    for match in _TOWNS.finditer(passage.folded):
        first, *others = re.finditer(f"[{HAN}]+", match[1])
        yield from ((match.start(1) + m.start(), match.start(1) + m.end()) for m in others)
        end = match.start(1) + first.end()
        yield from ((end - size, end) for size in (2, 3) if size <= end - match.start(1))


def _stems(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where names of towns may stand: whole words of two or three characters that the dictionary does not know, or as a place."""
    text = passage.folded
    edges = list(accumulate(map(len, rjieba.cut(text, False)), initial=0))
    for i, start in enumerate(edges):
        for end in edges[i + 1 : i + 4]:
            if 2 <= end - start <= 3 and _may_be(text[start:end]):
                yield start, end


@lru_cache(maxsize=1 << 12)
def _may_be(name: str) -> bool:
    return not rjieba.has_word(name) or str(rjieba.tag(name)[0][1]) == "ns"
