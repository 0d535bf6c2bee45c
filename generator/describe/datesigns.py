"""Where a text, or what a site or a page prints around it, names a day that may be its own.

What was enacted on a day (印发), what goes on from one or lasts until one, and what stands in quotation is another thing's day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from generator.describe.calendar import Day, days, stamps
from generator.describe.passage import BLANK, HAN, Passage, Reading
from generator.describe.signed import ORGAN_ENDS
from generator.model import Block, Found, Source

_WRITING: Final = re.compile(rf"(?:成文|发文|印发|制发){BLANK}*(?:日期|时间)[：|{BLANK[1:-1]}]*")
_PUBLISHING: Final = re.compile(
    rf"(?:(?<![{HAN}])(?:日{BLANK}*期|时{BLANK}*间)|(?:发布|公布|刊发|发表|公开|更新|录入|上传|生成|编发|见报)"
    rf"{BLANK}*(?:日{BLANK}*期|时{BLANK}*间)|发布于)[：|{BLANK[1:-1]}]*"
)
_ISSUE: Final = re.compile(
    r"星期|总?第[\d〇一二三四五六七八九十百]+期|农历|[A-D]?\d+版|出版|第[一二三四五六七八九十]+版"
)
_SINCE: Final = re.compile(r"(?:自|从|自从|截至|截止|截止到|截至到)$")
_START: Final = re.compile(r"[^，。]{0,6}?(?:起|以来|之前|以前|前夕|前)(?![来往后去])")
_ENACTED: Final = re.compile(
    r"(?!\d{1,2}(?:时|点|：\d))[^，。]{0,12}?(?:印发|发布|公布|通过|施行|实施|修订|颁布|出台|成立|出生|生)"
)
#: 管制时间：
_LASTING: Final = re.compile(rf"(?:时间|日期|期限|期间|有效期)(?:为|：)?{BLANK}*(?:自|从)?$")
#: 6月20日以来，水位上涨。21日8时: the day itself, of the month before it.
_LATER: Final = re.compile(r"(?<![\d月至到—-])(?P<day>[1-3]?\d)日(?=[上下]午|晚|凌晨|中午|\d{1,2}[时点]|，)")
#: 福建省经济和信息化委员会2017年7月21日（此件主动公开）, at the end of a text without lines.
_CLOSES: Final = re.compile(rf"{ORGAN_ENDS}{BLANK}*$")
_NOTE: Final = re.compile(rf"[。]?{BLANK}*(?:（[^（）]{{0,20}}）)?{BLANK}*")
_QUOTED: Final = re.compile(r"《[^《》]{0,80}》|“[^“”]{0,60}”")
_REST: Final = re.compile(rf"[）{BLANK[1:-1]}]*(?:[（]?(?:星期|周)[一二三四五六日天][）]?)?")
#: So many characters of the first paragraph are its lead.
LEAD_LENGTH: Final = 90
#: A line that is a date closes a text if no more lines than these follow: makers of the page, an annex.
_CLOSING: Final = 8
#: A line with more characters is not a date alone.
_LINE: Final = 60
#: So many days of issues and labels are weighed for a source.
_ISSUES: Final = 24
#: What stands before the day where a site stamps an article: nothing, its address, whose the article is.
_SITE: Final = re.compile(
    rf"[【（\[•·●■◆★*{BLANK[1:-1]}-]*(?:https?：//[^{BLANK[1:-1]}]*{BLANK}*)?"
    rf"(?:(?:稿件|信息)?(?:来源|稿源|出处)(?:于|自)?[：{BLANK[1:-1]}]*[^，。；：]{{0,16}}?|[{HAN}]{{1,8}}[报网台社刊])?[【（\[|{BLANK[1:-1]}]*"
)
#: A line of the issue begins with its date, or with the paper's name.
_BEGINNING: Final = 12
#: In so many paragraphs a text says of which day it tells.
_OPENING: Final = 3


@dataclass(frozen=True)
class Candidate:
    """A day that speaks for itself: `day` may want its year. `start` marks a day that something goes on from (自6月19日起)."""

    kind: str
    day: Day
    words: Found[str]
    start: bool = False


def own_days(reading: Reading) -> Iterator[Candidate]:
    """The candidates in an article, the strongest kind first."""
    closing = [p for p in reading.body[-_CLOSING:] if p.block.role in ("p", "li")]
    for passage in (*reading.among("signature")[::-1], *(p for p in closing[::-1] if len(p.folded) <= _LINE)):
        for day in days(passage.folded):
            before, rest = (
                passage.folded[: day.span[0]].strip("（ \u3000"),
                _REST.fullmatch(passage.folded, day.span[1]),
            )
            if passage.block.role == "signature" or (rest and not before):
                yield _candidate("signature", day, passage)
    yield from _at_the_end(closing[-1:])
    for passage in reading.among("deck", "credit"):  # （2013年3月28日）, below the headline of a speech
        for day in days(passage.folded):
            bare = not passage.folded[: day.span[0]].strip("（ \u3000") and _REST.fullmatch(passage.folded, day.span[1])
            if bare and (passage.block.role == "deck" or passage.folded.strip().startswith("（")):
                yield _candidate("below the headline", day, passage)
    if reading.lead:
        yield from _in_lead(reading.lead)
    yield from _labelled(p for p in reading.passages if p.block.role in ("credit", "table") or len(p.folded) <= _LINE)
    for passage in reading.among("credit"):  # a site stamps an article without a word: 2020-07-01 09:30 来源：区政府
        stamped = [d for d in stamps(passage.folded) if d.year and d.day]
        if stamped and _SITE.fullmatch(passage.folded, 0, stamped[0].span[0]):
            yield _candidate("label of publishing", stamped[0], passage)


def _at_the_end(closing: Iterable[Passage]) -> Iterator[Candidate]:
    """The day behind the name of a body at the end of the last paragraph, where the signature has no line of its own."""
    for passage in closing:
        for day in days(passage.folded, max(0, len(passage.folded) - _LINE)):
            start, end = day.span
            if (
                day.year
                and day.day
                and _NOTE.fullmatch(passage.folded, end)
                and _CLOSES.search(passage.folded, 0, start)
            ):
                yield _candidate("signature", day, passage)


def _in_lead(passage: Passage) -> Iterator[Candidate]:
    text = passage.folded
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    for day in days(text, 0, min(len(text), LEAD_LENGTH)):
        start, end = day.span
        if any(a <= start < b for a, b in quoted) or _ENACTED.match(text, end) or _LASTING.search(text, 0, start):
            continue
        since = bool(_SINCE.search(text[:start])) or bool(_START.match(text, end))
        if day.day is None:
            continue
        yield _candidate("lead", day, passage, since)
        later = _LATER.search(text, end, min(len(text), 2 * LEAD_LENGTH)) if since else None
        if later and (meant := day.on(int(later["day"]), later.span())):
            yield _candidate("lead", meant, passage)


def _labelled(passages: Iterable[Passage]) -> Iterator[Candidate]:
    lines = tuple(passages)
    for kind, label in (("label of writing", _WRITING), ("label of publishing", _PUBLISHING)):
        for passage in lines:
            ends = [match.end() for match in label.finditer(passage.folded)]
            stamped = [d for d in stamps(passage.folded) if d.year] if ends else []
            first = {d.span[0]: d for d in reversed(stamped)}
            yield from (_candidate(kind, first[end], passage) for end in ends if end in first)


def shared_days(source: Source, notices: Iterable[Block], readings: Sequence[Reading]) -> Iterator[Candidate]:
    """The candidates that speak for every article of a source. The line of the issue may have come among the headlines."""
    lines = [Passage.of(block) for block in notices if len(block.value) <= 120]
    heads = (p for r in readings for p in r.among("kicker", "deck", "credit") if len(p.folded) <= _LINE)
    lines += [
        p
        for p in heads
        if _ISSUE.search(p.folded) and any(d.year and d.day and d.span[0] < _BEGINNING for d in days(p.folded))
    ]
    yield from _labelled(lines)
    for passage in lines:
        day = next((d for d in days(passage.folded) if d.year and d.day), None)
        if day and (_ISSUE.search(passage.folded) or len(passage.folded) <= day.span[1] - day.span[0] + 2):
            yield _candidate("issue", day, passage)
    for day in stamps(source.path):
        if day.year and day.day:
            words = Found(day.edtf, "file name", source.path[slice(*day.span)], None, "inferred")
            yield Candidate("file name", day, words)


def each_once(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each day once, and no more than a source has issues: every article weighs them all."""
    return tuple(islice({(c.kind, c.day.edtf): c for c in reversed(list(candidates))}.values(), _ISSUES))[::-1]


def _candidate(kind: str, day: Day, passage: Passage, start: bool = False) -> Candidate:
    return Candidate(kind, day, passage.found(passage.block.value[slice(*day.span)], kind, day.span), start)


def days_told(reading: Reading) -> Iterator[tuple[Passage, Day]]:
    """The days in the first paragraphs on which something was, in order: none that something goes on from, no document's."""
    for passage in reading.among("p")[:_OPENING]:
        text = passage.folded
        quoted = [m.span() for m in _QUOTED.finditer(text)]
        for day in sorted(days(text), key=lambda d: d.span):
            start, end = day.span
            other = any(a <= start < b for a, b in quoted) or _SINCE.search(text[:start]) or _START.match(text, end)
            if not (other or day.day is None or _ENACTED.match(text, end) or _LASTING.search(text, 0, start)):
                yield passage, day
