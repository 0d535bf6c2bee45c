"""Lists of names: what the other items say of one. 何川、高峰、安静、罗文川; 王小平　方　卫　尹　红; one name on each line.

An item is likelier to be a name where the others look like names, and less likely where they do not; and what stands before the
first item (区领导|) speaks for all of them. Everything works on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from generator.data import offices, surnames, weights
from generator.describe.cut import Cut
from generator.describe.names import DOTS, LANDSCAPE, VILLAGE, plain, split_names, worth
from generator.describe.passage import BLANK, HAN, any_of
from generator.describe.surroundings import LEADS, is_joint

_W: Final = weights()["list"]
#: From which worth an item looks like a name, and from which it may be one.
_LOOKS, _MAY = 0.7, -1.9
#: Longer items without a dot are no names.
_LONG: Final = 4
_ASIDE: Final = re.compile(r"（[^（）]{0,40}）")
_ITEM: Final = re.compile(
    rf"{BLANK}*([{HAN}{DOTS}]{{2,12}}|[{HAN}]{BLANK}+[{HAN}]){BLANK}*(?:（[^（）]{{0,40}}）)?{BLANK}*"
)
_HAN_ONLY: Final = re.compile(f"[{HAN}]+")
#: What an item has that is longer than a name.
_MORE: Final = re.compile(rf"[（{DOTS}]|{BLANK}")
_LONGEST_ITEM: Final = 60
_STOP: Final = re.compile("[，。；：！？“”《》|\n]")
_PIECE: Final = rf"[{HAN}{DOTS}]{{1,12}}(?:（[^（）]{{1,20}}）)?"
_ROLL: Final = re.compile(rf"(?<![{HAN}]){_PIECE}(?:(?:、|{BLANK})+{_PIECE})+")
#: 副县长孙菁菁，黄旺，吕振，各乡镇
_COMMAS: Final = re.compile(f"(?:，[{HAN}]{{2,3}})+，")
#: 李家庄、王家庄等村
_PLACES: Final = re.compile(
    rf"[{HAN}]{{0,12}}?(?:等|[\d两三四五六七八九十]+个?)[^，。；]{{0,6}}?(?:[村镇乡县市区省州旗路街巷站点]|社区|街道|地区|地方|企业|公司|单位|部门"
    rf"|学校|品种|品牌|商标|产品|食品|药品|商家|厂家|产业|国家)(?![领委政级直长人])"
)
#: 滑国平、纵兆军等参加
_CLOSED: Final = re.compile(rf"[{HAN}]{{2,4}}?(?:[和及与][{HAN}]{{2,3}})?等?(?:{any_of(offices().list_closers)})")
_HEADING: Final = re.compile("名单|人选|人员表|名录|花名册|通讯录")
#: How names may begin.
_FIRSTS: Final = surnames().single | surnames().rare | frozenset(" \u3000")
_GROUND: Final = VILLAGE | LANDSCAPE
_JOINT: Final = re.compile("[和及与同跟]")
_BLANK: Final = re.compile(BLANK)
_CELL: Final = (
    rf"([{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:[{DOTS}][{HAN}]{{1,8}})+|[{HAN}]{BLANK}+[{HAN}])(?:（[^（）]{{0,20}}）)?"
)
_FIRST: Final = re.compile(rf"^{BLANK}*(?:\d{{1,3}}[.．、]?{BLANK}*)?{_CELL}{BLANK}*(?=[：，|]|{BLANK}|$)")
_LAST: Final = re.compile(rf"(?:[：|]|{BLANK}){BLANK}*{_CELL}{BLANK}*\|?$")
#: A line of a column has no more characters than this; fewer lines make none.
_LINE: Final = 60
_LEAST: Final = 3


class Item(NamedTuple):
    """What a list says of the item that begins at a place: its end, 0 where that is open, and the weight."""

    end: int
    weight: float


@dataclass(frozen=True)
class Listed:
    """Items by where they begin; and what lists say of names that end before their first mark."""

    starts: dict[int, Item] = field(default_factory=dict)
    ends: dict[int, float] = field(default_factory=dict)

    def weight(self, start: int, end: int) -> float:
        """What lists say of the stretch from `start` to `end`."""
        item = self.starts.get(start)
        if item is None:
            return self.ends.get(end, 0.0)
        return item.weight if item.end in (0, end) else _W["cut"]


def listed(cut: Cut, columns: Mapping[int, Item]) -> Listed:
    """What the lists of a text say of their items; `columns` is what the lines around it say."""
    text, found = cut.text, Listed(dict(columns))
    if "、" in text:
        for marks in _chains(text):
            _chain(cut, marks, found)
    for match in _COMMAS.finditer(text) if "，" in text else ():
        _chain(cut, [i for i in range(*match.span()) if text[i] == "，"], found)
    if _BLANK.search(text):
        for match in _ROLL.finditer(text):
            if _BLANK.search(match[0]):
                _roll(cut, match, found)
    _joined(text, found)
    return found


def _chains(text: str) -> Iterator[list[int]]:
    """The marks 、 of each list."""
    marks: list[int] = []
    at = text.find("、")
    while at >= 0:
        if marks and _STOP.search(text, marks[-1], at):
            yield marks
            marks = []
        marks.append(at)
        at = text.find("、", at + 1)
    yield marks


@lru_cache(maxsize=1 << 14)
def _looks(name: str) -> float:
    """1 when an item looks like a name, 0 when it does not: places stand in lists as well. Rare surnames do not show: 0.5."""
    if any(dot in name for dot in DOTS):
        return 1.0
    own = worth(name)
    if own < _MAY or name[-1] in VILLAGE:
        return 0.0
    return 1.0 if own >= _LOOKS and name[-1] not in LANDSCAPE else 0.5


def _before_looks(text: str, end: int) -> float:
    """1 when characters that look like a name end here, else 0."""
    return float(_looks(text[max(0, end - 2) : end]) == 1 or _looks(text[max(0, end - 3) : end]) == 1)


def _behind_looks(text: str, start: int) -> float:
    return float(_looks(text[start : start + 2]) == 1 or _looks(text[start : start + 3]) == 1)


def _alike(own: float, total: float, count: int, kind: str) -> float:
    """What the other items say of one. `total` of `count` items look like names, of which its `own` look is one."""
    others = count - 1
    if others < 1:
        return 0.0
    share = 2 * (total - own) / others - 1
    return _W[kind if share > 0 else "unlike"] * share * others / (others + 1)


def _chain(cut: Cut, marks: Sequence[int], found: Listed) -> None:
    """Lists with 、: the items between two marks are whole, the first and the last run into the text.

    What stands between two marks and is no item ends one list and begins another: 县长马旭东、副县长冷向军带领农业、水利等部门.
    """
    text = cut.text
    if not any(text[i + 1 : i + 2] in _FIRSTS for i in marks) and not any(
        i in cut.leads for i in range(marks[0] - 4, marks[0] - 1)
    ):
        return
    items: list[tuple[int, int]] = []
    first = marks[0]
    for a, b in pairwise(marks):
        if item := _item(cut.text, a + 1, b):
            items.append(item)
        else:
            _list(cut, first, items, a, found)
            first, items = b, []
    _list(cut, first, items, marks[-1], found)


def _list(cut: Cut, first: int, items: Sequence[tuple[int, int]], last: int, found: Listed) -> None:
    """One list: `first` and `last` are the marks behind its first item and before its last one."""
    text = cut.text
    whole = [_looks(plain(text[a:b])) for a, b in items]
    # What the first and the last item are is only known where they look like names.
    head, tail = _before_looks(text, first), _behind_looks(text, last + 1)
    total, count = sum(whole) + head + tail, len(whole) + (head > 0) + (tail > 0)
    heir = (
        max([cut.leads[i].weight for i in (first - 4, first - 3, first - 2) if i in cut.leads], default=0.0)
        * _W["heir"]
    )
    if not total and not heir:
        return
    ends = {text[first - 1], *(text[b - 1] for _, b in items)}
    against = _W["of_places"] if _PLACES.match(text, last + 1) or (items and ends <= _GROUND) else 0.0
    if not against and total and _CLOSED.match(text, last + 1):
        against = _W["closed"]

    def weight(own: float, known: bool) -> float:
        alike = _alike(own, total, count + (not known), "alike")
        return against if against < 0 else against + (alike if alike > 0 or not heir else alike / 3)

    found.ends[first] = weight(head, head > 0)
    for (start, end), own in zip(items, whole, strict=True):
        found.starts[start] = Item(end, weight(own, True) + heir)
    begin = last + 1
    found.starts[begin + (text[begin : begin + 1] in (" ", "\u3000"))] = Item(0, weight(tail, tail > 0) + heir)


def _item(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The item between two marks, if it is one that may be a name."""
    if 2 <= end - start <= _LONG and text[start] > "\u3000" < text[end - 1]:
        return (start, end) if _HAN_ONLY.fullmatch(text, start, end) else None
    if end - start > _LONGEST_ITEM or (end - start > _LONG and not _MORE.search(text, start, end)):
        return None
    match = _ITEM.fullmatch(text, start, end)
    return match.span(1) if match and _fits(match[1]) else None


def _roll(cut: Cut, match: re.Match[str], found: Listed) -> None:
    """Items that nothing but blanks part. What is too long for a name, or says what somebody is, is none: 龚正 市长."""
    bare = _ASIDE.sub(lambda m: " " * len(m[0]), match[0])
    spans = [(match.start() + a, match.start() + b) for a, b in split_names(bare, 0, len(bare))]
    names = [(span, name) for span in spans if (name := plain(cut.text[slice(*span)])) not in LEADS and _fits(name)]
    looks = [_looks(name) for _, name in names]
    total = sum(looks)
    first = spans[0][0]
    opened = cut.leads[first].weight * _W["heir"] if first in cut.leads else 0.0
    opened += _W["labelled"] * (cut.text[match.start() - 1 : match.start()] == "：")
    for ((start, end), _), own in zip(names, looks, strict=True):
        weight = _alike(own, total, len(names), "roll") + (opened if start != first else 0.0)
        if start not in found.starts or weight > found.starts[start].weight:
            found.starts[start] = Item(end, weight)


def _fits(name: str) -> bool:
    """Whether an item is no longer than names are."""
    return len(name) <= _LONG or any(dot in name for dot in DOTS)


def _joined(text: str, found: Listed) -> None:
    """甲和乙: each speaks for the other."""
    for match in _JOINT.finditer(text):
        i = match.start()
        if _before_looks(text, i) and _behind_looks(text, i + 1) and is_joint(text[i]):
            found.starts.setdefault(i + 1, Item(0, _W["joined"]))
            found.ends.setdefault(i, _W["joined"])


def columns(texts: Sequence[str]) -> list[dict[int, Item]]:
    """For each line what those above and below it say of its first and its last item."""
    found: list[dict[int, Item]] = [{} for _ in texts]
    lines = [number for number, text in enumerate(texts) if len(text) <= _LINE and "。" not in text]
    if len(lines) < _LEAST:
        return found
    for pattern in (_FIRST, _LAST):
        run: list[tuple[int, re.Match[str]]] = []
        for number in lines:
            match = pattern.search(texts[number])
            if run and (not match or number > run[-1][0] + 1):
                _column(run, texts, found)
                run = []
            if match:
                run.append((number, match))
        _column(run, texts, found)
    return found


def _column(run: Sequence[tuple[int, re.Match[str]]], texts: Sequence[str], found: Sequence[dict[int, Item]]) -> None:
    """The items of lines below each other. Labels (主任：) are none."""
    items = [(number, match) for number, match in run if plain(match[1]) not in LEADS and _fits(plain(match[1]))]
    if len(items) < _LEAST:
        return
    looks = [_looks(plain(match[1])) for _, match in items]
    total, above = sum(looks), run[0][0] - 1
    headed = _W["headed"] if above >= 0 and _HEADING.search(texts[above]) else 0.0
    for (number, match), own in zip(items, looks, strict=True):
        found[number][match.start(1)] = Item(match.end(1), _alike(own, total, len(items), "column") + headed)
