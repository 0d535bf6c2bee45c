"""Numbered meetings and bulletins: 新冠肺炎疫情防控工作领导小组会议, 111."""

from __future__ import annotations

import re
from typing import Final

from generator.describe.numbers import NUMERALS, number
from generator.describe.passage import BLANK, HAN, Passage, Reading
from generator.model import Found, Series

_COUNT: Final = rf"第{BLANK}?(?P<count>\d{{1,4}}|[{NUMERALS}]{{1,6}}){BLANK}?次"
#: What a body holds: the words after the number that belong to the name.
_MEETING: Final = (
    r"(?P<kind>(?:全体委员|全体成员|全体|常务|常委会|主任|主席|党组|党委|专题|扩大|工作|调度|协调|联席|成员|理事|党代表|代表|委员|（扩大）){0,3}"
    r"(?:会议|大会|全会|例会|联席会|调度会|座谈会|协商会|推进会|学习会|办公会|集体学习))"
)
_MEETS: Final = re.compile(
    rf"(?P<body>[{HAN}“”]{{2,44}}?)(?:主持召开|组织召开|召开|举行|召集)?了?{_COUNT}{_MEETING}(?!精神|部署|要求|决定|上的)"
)
_BULLETIN: Final = re.compile(
    rf"(?P<body>[{HAN}]{{2,24}}(?:简报|专报|快报|通报|周报|月报|要情|公报|动态|通讯))（?{BLANK}?"
    rf"第{BLANK}?(?P<count>\d{{1,4}}|[{NUMERALS}]{{1,5}}){BLANK}?期"
)
#: So far from the beginning of its passage.
_REACH: Final = 160
#: A meeting's body begins behind the verb (召开应对…领导小组第二十七次会议), and without whose it is (石景山, 区, 我市).
_VERB: Final = re.compile(r"主持召开|组织召开|召开|举行|出席|参加|传达(?:学习)?|贯彻|落实")
_OWNER: Final = re.compile(r"(?:我|本|全)?[区市县省旗州镇乡](?=[^委政长域])|中共")


def find_series(reading: Reading, place: str = "") -> Found[Series] | None:
    """The series of a meeting or a bulletin, from the headline or else the lead. `place`, the article's, is no part of its name."""
    passages: tuple[Passage, ...] = (*reading.heads, *((reading.lead,) if reading.lead else ()))
    for passage in passages:
        for pattern in (_MEETS, _BULLETIN) if "第" in passage.folded[:_REACH] else ():
            for match in pattern.finditer(passage.folded, 0, _REACH):
                count, name = number(match["count"]), _name(match, passage, place)
                if count and name:
                    return passage.found(Series(name, count), "numbered series", match.span())
    return None


def _name(match: re.Match[str], passage: Passage, place: str) -> str:
    """The name of the series: the body and the kind of meeting, without number, verb and place."""
    start, end = match.span("body")
    for verb in _VERB.finditer(match["body"]):
        start = match.start("body") + verb.end()
    start += _place_before(passage.folded[start:end], place)
    if owner := _OWNER.match(passage.folded, start, end):
        start = owner.end()
    value = passage.block.value
    kind = value[slice(*match.span("kind"))] if "kind" in match.re.groupindex else ""
    body = value[start:end]
    return body + kind if len(body) >= 2 else ""


def _place_before(text: str, place: str) -> int:
    """How many characters at the beginning name the place: 北京市石景山区, 石景山区 or 石景山."""
    for start in range(len(place)):
        rest = place[start:]
        for name in (rest, rest[:-1]):
            if len(name) > 1 and text.startswith(name):
                return len(name)
    return 0
