"""Where (地点): the place that a bulletin is of, by its fullest name, such as 北京市通州区.

Names in the headline, the lead and the signature weigh more than names in passing. 我区, 全县, 区委 tell what kind of place it must
be; towns and streets speak for the county they lie in; a name that several places have (朝阳区) counts for the one whose province or
city stands beside it. Articles of one source help each other. What stays between two places is not decided.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import accumulate, groupby
from typing import Final, NamedTuple

import rjieba

from generator.data.places import Mention, Place, is_weak, lookup, mentions
from generator.describe.passage import BLANK, Passage, Reading
from generator.model import Block, Certainty, Found

_WEIGHTS: Final = {"title": 4.0, "kicker": 3.0, "deck": 3.0, "signature": 5.0, "credit": 1.0, "caption": 0.5}
_LEAD_WEIGHT: Final = 2.0
#: However often a place is named in the body, it does not outweigh one that the headline names.
_BODY_CAP: Final = 3.0
#: More mentions than this in one passage say no more. They are many only where one passage is a whole book.
_REPEATS: Final = 100
#: What must speak for a place, and by what factor it must be ahead of the next one.
_ENOUGH: Final = 1.5
#: The same for a place that is the only one of the kind that speaks.
_ALONE: Final = 1.2
_AHEAD: Final = 1.5
#: Named as somebody else's place: 赴武汉, 来自河北, 对口支援和田.
_PASSING: Final = re.compile(
    r"(?:赴|到|来自|支援|驰援|帮扶|对口|协作|返回|途经|前往|与|同|学习|借鉴|离|往返|进出|来|除|入)$"
)
_ITS: Final = re.compile(
    r"[区县市省旗州]?(?:委|政府|人民政府|人大|政协|纪委|召开|举行|开展|[^，。、]{0,8}(?:局|委员会|办公室|领导小组|指挥部))"
)
#: What has a place's short name without being it: 龙泉|村, 北京|路.
_SMALLER: Final = re.compile("村|路|街|巷|桥|寺|湖|社区|小区|苑|大厦|中学|小学|大学|公园|站")
#: 我区, 全区, 区委, 区政府: what kind of place speaks. Not 社区, 景区, 园区.
_KIND: Final = re.compile(
    r"(?P<kind>[区县旗市省])(?:(?P<own>(?<=[我本全].)(?![直域块别]))"
    r"|(?<![社校小园景辖地城郊灾疫林山厂特新市发专战风政].)(?:委(?!员会?[会宿])|政府|人大|政协|长(?!期)|领导|新冠|应急|卫健|纪委))"
)
_LOWEST: Final = "区县旗市省"


class _Sign(NamedTuple):
    """One mention of a place: its weight, and where it stands."""

    weight: float
    place: Place
    passage: Passage
    span: tuple[int, int]
    weak: bool


@dataclass(frozen=True)
class _Evidence:
    """What an article, or all that stands in a source, says of places. `kinds` are the endings that it calls its own: 我区."""

    signs: tuple[_Sign, ...]
    kinds: Counter[str]

    @classmethod
    def of(cls, passages: Sequence[Passage], people: frozenset[str], weigh: Callable[[Passage], float]) -> _Evidence:
        """What passages say. `people` are names that may hold a place's: 张|建昌."""
        whole = "".join(f"{passage.folded}\n" for passage in passages)
        starts = tuple(accumulate((len(passage.folded) + 1 for passage in passages), initial=0))
        signs: list[_Sign] = []
        for number, found in groupby(mentions(whole, weak=True), key=lambda m: bisect_right(starts, m[0]) - 1):
            passage, start = passages[number], starts[number]
            named = [(a - start, b - start, places) for a, b, places in found]
            signs += _signs(passage, weigh(passage), named, people)
        kinds: Counter[str] = Counter()
        for m in _KIND.finditer(whole):
            kinds[m["kind"]] += 1 if m["own"] is None else 3
        return cls(tuple(signs), kinds)

    @property
    def kind(self) -> str:
        """Of 区委 and 市委 the 区 is its own: the 市 is the one above."""
        return next((k for k in _LOWEST if self.kinds[k] >= 2), "")

    @cached_property
    def totals(self) -> dict[Place, float]:
        """How much speaks for each place by its own names. Weak names (和平) count only for places that are also named in full."""
        strong = {s.place for s in self.signs if not s.weak}
        head: defaultdict[Place, float] = defaultdict(float)
        body: defaultdict[Place, float] = defaultdict(float)
        for s in self.signs:
            if s.place in strong or s.passage.block.role in ("title", "signature"):
                (body if s.weight <= 1.5 else head)[s.place] += s.weight
        return {p: head[p] + min(body[p], _BODY_CAP) for p in {*head, *body}}


def find_places(
    readings: Sequence[Reading], notices: Iterable[Block], default: str, people: frozenset[str] = frozenset()
) -> tuple[Found[str] | None, ...]:
    """The place of each article of a source. `default` is the archive's own, for articles that name none.

    `people` are names in Simplified script that may hold a place's: 张|建昌.
    """
    own = [_Evidence.of(reading.passages, people, partial(_weight, reading.lead)) for reading in readings]
    beside = _Evidence.of([Passage.of(block) for block in notices], people, lambda _: 1.0)
    every = (beside, *own)
    together = _Evidence(tuple(s for e in every for s in e.signs), sum((e.kinds for e in every), Counter()))
    shared: dict[str, Found[str] | None] = {}
    found: list[Found[str] | None] = []
    for evidence in own:
        kind = evidence.kind or together.kind
        if (place := _decided(evidence, kind, together.totals, default)) is None:
            if kind not in shared:
                shared[kind] = _lent(_decided(together, kind, together.totals, default))
            place = shared[kind]
        found.append(place or (Found(default, "the archive's own place", certainty="inferred") if default else None))
    return tuple(found)


def _lent(found: Found[str] | None) -> Found[str] | None:
    return replace(found, rule="place of the articles beside it", certainty="inferred") if found else None


def _weight(lead: Passage | None, passage: Passage) -> float:
    return _LEAD_WEIGHT if passage is lead else _WEIGHTS.get(passage.block.role, 1.0)


def _signs(passage: Passage, weight: float, named: Iterable[Mention], people: frozenset[str]) -> Iterator[_Sign]:
    """What the places that are named in a passage say."""
    text = passage.folded
    times: Counter[tuple[Place, ...]] = Counter()
    for start, end, places in named:
        times[places] += 1
        if (
            not places
            or times[places] > _REPEATS
            or not _whole(text, start, end)
            or text[max(0, start - 1) : end] in people
        ):
            continue
        if all(p.name != text[start:end] != p.full_name for p in places) and _SMALLER.match(text, end):
            continue
        factor = 0.2 if _PASSING.search(text[max(0, start - 3) : start]) and not _ITS.match(text, end) else 1.0
        if _ITS.match(text, end):
            factor = 1.5
        for place in places:
            county = lookup(place.parent)[0] if place.level == "town" else place
            town = 0.5 if place.level == "town" else 1.0
            yield _Sign(weight * factor * town / len(places), county, passage, (start, end), is_weak(text[start:end]))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a short name is a word here, not the end of one and the beginning of the next: 防控和|安全 is no 和安县."""
    if end - start > 2:
        return True
    first = max(0, start - 6)
    edges = list(accumulate((len(word) for word in rjieba.cut(text[first : end + 6], False)), initial=first))
    return start in edges and end in edges


def _decided(evidence: _Evidence, kind: str, around: Mapping[Place, float], default: str) -> Found[str] | None:
    """The place that is ahead of all others and of the kind that speaks. `around`: what the whole source says for each place."""
    totals: dict[Place, float] = {}
    support: dict[Place, float] = {}
    for place, total in evidence.totals.items():
        if (kind and not place.name.endswith(kind)) or (not kind and _has_part(place, evidence.totals)):
            continue
        above = sum(around.get(p, 0.0) for p in _above(place))
        support[place] = 0.5 * min(above, 4.0) + 4.0 * (place.full_name == default)
        totals[place] = total + 0.25 * min(around.get(place, 0.0), 8.0) + support[place]
    ranked = sorted(totals, key=lambda p: (-totals[p], p.full_name))
    if not ranked or totals[ranked[0]] < (_ENOUGH if not kind or len(ranked) > 1 else _ALONE):
        return None
    best = ranked[0]
    where: defaultdict[Place, set[tuple[int, tuple[int, int]]]] = defaultdict(set)
    for s in evidence.signs:
        where[s.place].add((id(s.passage), s.span))
    namesakes = {p for p in ranked if where[p] <= where[best] and support[p] < support[best]}
    rivals = [p for p in ranked[1:] if p not in namesakes and not best.full_name.startswith(p.full_name)]
    if rivals and totals[best] < _AHEAD * totals[rivals[0]]:
        return None
    return _found(best, evidence.signs)


def _above(place: Place) -> Iterator[Place]:
    """The units that a place lies in."""
    while place.parent:
        place = lookup(place.parent)[0]
        yield place


def _has_part(place: Place, totals: Mapping[Place, float]) -> bool:
    """Whether a unit within it is named nearly as much: then the fuller name is the better one."""
    return any(2 * total >= totals[place] for p, total in totals.items() if p.parent.startswith(place.full_name))


def _found(place: Place, signs: Sequence[_Sign]) -> Found[str] | None:
    mine = [s for s in signs if s.place == place]
    towns = {s.passage.folded[slice(*s.span)] for s in mine}
    if all(lookup(name)[0].level == "town" for name in towns) and len(towns) < 2 and len(mine) < 2:
        return None
    best = max(mine, key=lambda s: (not s.weak, s.weight))
    whole = re.sub(BLANK, "", best.passage.folded[slice(*best.span)])
    certainty: Certainty = (
        "proved" if whole in (place.name, place.full_name) and len(lookup(whole)) == 1 else "inferred"
    )
    return best.passage.found(place.full_name, f"named in the {best.passage.block.role}", best.span, certainty)
