"""Where (地点): the place that a bulletin is of, by its fullest name, such as 北京市通州区.

Names in the headline, the lead and the signature weigh more than names in passing. 我区, 全县, 区委 tell what kind of place it must
be; towns and streets speak for the county they lie in; a name that several places have (朝阳区) counts for the one whose province or
city stands beside it. Articles of one source help each other. What stays between two places is not decided.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, combinations
from typing import Final, NamedTuple

import rjieba

from generator.data.places import Mention, Place, abbreviations, is_weak, lookup, mentions
from generator.describe.passage import BLANK, Passage, Reading
from generator.describe.towns import by_town
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
#: So many counties of a city, and more than all others, speak for it.
_PARTS: Final = 2
_NUMBER: Final = re.compile(
    rf"{BLANK}*(?P<province>\S)[^\s〔\[（]{{1,12}}{BLANK}?[〔\[（]\d{{4}}[〕\]）]{BLANK}?第?{BLANK}?\d+{BLANK}?号{BLANK}*"
)
_NUMBER_WEIGHT: Final = 2.0
#: Named as somebody else's place: 赴武汉, 来自河北, 对口支援和田.
_PASSING: Final = re.compile(
    r"(?:赴|到|来自|支援|驰援|帮扶|对口|协作|返回|途经|前往|与|同|学习|借鉴|汲取|吸取|离|往返|进出|来|除|入)$"
)
#: 江苏镇江“3·8”火灾事故教训: what happened elsewhere.
_ELSEWHERE: Final = re.compile("[^，。；汲吸]{0,16}?(?:事故|灾区|灾害|地震|事件|教训|疫区)")
#: Who issued the text, not who printed it.
_ISSUER: Final = re.compile(
    r"(?:发布(?:单位|机构)|发文(?:机关|单位)|发稿(?:人|单位)|供稿(?:单位)?)：|(?:政府|公所|委员会|办公室|[局处科厅委])$"
)
_ITS: Final = re.compile(
    r"[区县市省旗州]?(?:委|政府|公所|人民政府|人大|政协|纪委|召开|举行|开展|[^，。、]{0,8}(?:局|委员会|办公室|领导小组|指挥部))"
)
#: What has a place's short name without being it: 龙泉|村, 北京|路.
_SMALLER: Final = re.compile(r"村|路|街|巷|桥|寺|湖|社区|小区|苑|大厦|中学|小学|大学|公园|站|\d|—")
#: 我区, 全区, 区委, 区政府: what kind of place speaks. Not 社区, 景区, 园区.
_KIND: Final = re.compile(
    r"(?:我|本|全)(?P<own>[区县旗市省])(?!直|域|块|别)"
    r"|(?<![社校小园景辖地城郊灾疫林山厂特新市发专战风政])(?P<body>[区县旗市省])(?:委(?!员会?[会宿])|政府|人大|政协|长(?!期)|领导|新冠|应急|卫健|纪委)"
)
#: Kinds of words that are no names.
_ORDINARY: Final = frozenset(("n", "v", "vn", "a", "d", "ad", "an", "l", "i", "nz"))
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
    def of(cls, passages: Iterable[tuple[Passage, float]], people: Mapping[str, Sequence[str]]) -> _Evidence:
        """What passages of these weights say. `people` are names by what they hold that may be a place's: 张|建昌."""
        kinds: Counter[str] = Counter()
        signs: list[_Sign] = []
        weighed = list(passages)
        whole = "\n".join(passage.folded for passage, _ in weighed)
        for m in _KIND.finditer(whole):
            kinds[m["own"] or m["body"]] += 3 if m["own"] else 1
        named, end = mentions(whole, weak=True), -1
        mention = next(named, None)
        for passage, weight in weighed:
            start, end = end + 1, end + 1 + len(passage.folded)
            here: list[Mention] = []
            while mention and mention[0] < end:
                here.append((mention[0] - start, mention[1] - start, mention[2]))
                mention = next(named, None)
            signs += _signs(passage, weight, people, here) if here else ()
            signs += _of_number(passage) if "号" in passage.folded else ()
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
    holding: defaultdict[str, list[str]] = defaultdict(list)
    for name in people:
        for start, end in combinations(range(len(name) + 1), 2):
            if end - start > 1:
                holding[name[start:end]].append(name)
    own = [_Evidence.of(((p, _weight(p, reading)) for p in reading.passages), holding) for reading in readings]
    beside = _Evidence.of(((Passage.of(block), 1.0) for block in notices), holding)
    every = (beside, *own)
    together = _Evidence(tuple(s for e in every for s in e.signs), sum((e.kinds for e in every), Counter()))
    shared: dict[str, Found[str] | None] = {}
    found: list[Found[str] | None] = []
    for reading, evidence in zip(readings, own, strict=True):
        kind = evidence.kind or together.kind
        place = _decided(evidence, kind, together.totals, default) or _otherwise(evidence, kind, together.totals)
        if place is None:
            if kind not in shared:
                shared[kind] = _lent(_decided(together, kind, together.totals, default))
            place = shared[kind] or by_town(reading)
        found.append(place or (Found(default, "the archive's own place", certainty="inferred") if default else None))
    return tuple(found)


def _otherwise(evidence: _Evidence, kind: str, around: Mapping[Place, float]) -> Found[str] | None:
    """Where no place of the kind that speaks is named (我市): the county that the headline names, or the city whose counties are."""
    if not kind:
        return None
    named = {p for p, total in evidence.totals.items() if p.level == "county" and total >= _WEIGHTS["title"]}
    if len(named) == 1 and (found := _decided(evidence, "", around, "")) and found.value == next(iter(named)).full_name:
        return replace(found, certainty="inferred")
    counties = Counter(p.parent for p in evidence.totals if p.level == "county" and p.parent.endswith(kind))
    best = counties.most_common(1)
    if kind == "市" and best and best[0][1] >= _PARTS and best[0][1] > counties.total() / 2:
        inside = max((s for s in evidence.signs if s.place.parent == best[0][0]), key=lambda s: s.weight)
        return inside.passage.found(best[0][0], "place that the places named lie in", inside.span, "inferred")
    return None


def _lent(found: Found[str] | None) -> Found[str] | None:
    return replace(found, rule="place of the articles beside it", certainty="inferred") if found else None


def _weight(passage: Passage, reading: Reading) -> float:
    if passage.block.role == "credit" and _ISSUER.search(passage.folded):
        return _WEIGHTS["deck"]
    return _LEAD_WEIGHT if passage is reading.lead else _WEIGHTS.get(passage.block.role, 1.0)


def _signs(
    passage: Passage, weight: float, people: Mapping[str, Sequence[str]], mentioned: Iterable[Mention]
) -> Iterator[_Sign]:
    """What the places say that are mentioned in a passage."""
    text = passage.folded
    times: Counter[tuple[Place, ...]] = Counter()
    for start, end, named in mentioned:
        times[named] += 1
        places = _upper(named)
        if (
            not places
            or times[named] > _REPEATS
            or not _whole(text, start, end)
            or any(_holds(name, text, start, end) for name in people.get(text[start:end], ()))
        ):
            continue
        if all(p.name != text[start:end] != p.full_name for p in places) and _SMALLER.match(text, end):
            continue
        factor = 1.5 if _ITS.match(text, end) else 1.0
        if factor == 1 and (_PASSING.search(text[max(0, start - 3) : start]) or _ELSEWHERE.match(text, end)):
            factor = 0.2
        for place in places:
            county = lookup(place.parent)[0] if place.level == "town" else place
            town = 0.5 if place.level == "town" else 1.0
            yield _Sign(weight * factor * town / len(places), county, passage, (start, end), _is_weak(text[start:end]))


def _of_number(passage: Passage) -> Iterator[_Sign]:
    """The province whose character the document's own number begins with: 沪建质安〔2022〕159号."""
    match = _NUMBER.fullmatch(passage.folded)
    if match and (province := abbreviations().get(match["province"])):
        yield _Sign(_NUMBER_WEIGHT, province, passage, match.span("province"), False)


def _upper(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Without those that lie in another of them: 红河 is the prefecture, not the county in it."""
    return tuple(p for p in places if not any(q is not p and p.parent.startswith(q.full_name) for q in places))


def _holds(person: str, text: str, start: int, end: int) -> bool:
    """Whether a place's name is part of a person's here: 张|建昌."""
    at = person.find(text[start:end])
    return at >= 0 and text.startswith(person, start - at)


@lru_cache(maxsize=1 << 12)
def _is_weak(name: str) -> bool:
    """Whether a name is an ordinary word as well: by the judgement of places.toml, or by the dictionary (威信)."""
    return is_weak(name) or (len(name) == 2 and bool(rjieba.has_word(name)) and rjieba.tag(name)[0][1] in _ORDINARY)


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
    if len(towns) < 2 and len(mine) < 2 and all(p.level == "town" for name in towns for p in lookup(name)[:1]):
        return None
    best = max(mine, key=lambda s: (not s.weak, s.weight))
    whole = re.sub(BLANK, "", best.passage.folded[slice(*best.span)])
    certainty: Certainty = (
        "proved" if whole in (place.name, place.full_name) and len(lookup(whole)) == 1 else "inferred"
    )
    return best.passage.found(place.full_name, f"named in the {best.passage.block.role}", best.span, certainty)
