"""When (日期): the day a text gives itself, in EDTF, with the words that gave the day and those that gave the year.

What counts, in this order: the date under the signature or below the headline, the day in the lead, labels (成文日期, then
发布时间), the line of the issue, a date in the file's name. What lies lower and differs is recorded as a disagreement. A text
without a day of its own has the month or the year of the articles beside it, if those agree; what nothing supports stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice
from typing import Final

from generator.describe.calendar import Day, days, stamps
from generator.describe.passage import BLANK, HAN, Passage, Reading
from generator.describe.signed import ORGAN_ENDS
from generator.describe.years import Clue, clues, dated, year_alone, year_of
from generator.model import Block, Date, Found, Source

_WRITING: Final = re.compile(rf"(?:成文|发文|印发|制发){BLANK}*(?:日期|时间)[：|{BLANK[1:-1]}]*")
_PUBLISHING: Final = re.compile(
    rf"(?:(?<![{HAN}])(?:日{BLANK}*期|时{BLANK}*间)|(?:发布|公布|刊发|发表|公开|更新|录入|上传|生成|编发|见报)"
    rf"{BLANK}*(?:日{BLANK}*期|时{BLANK}*间)|发布于)[：|{BLANK[1:-1]}]*"
)
_ISSUE: Final = re.compile(
    r"星期|总?第[\d〇一二三四五六七八九十百]+期|农历|[A-D]?\d+版|出版|第[一二三四五六七八九十]+版"
)
#: Words beside a day that make it another thing than the day of the event.
_OF_TEXT: Final = ("signature", "below the headline", "lead", "label of writing")
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
_TODAY: Final = re.compile(
    r"(?P<ago>今|昨|前)[日天]?（(?P<day>[1-3]?\d)日?）日?|(?P<word>昨[日天晚]|今[日天晚]|前[日天])|本月(?P<this>[1-3]?\d)日"
    r"|(?<![月\d至到—-])(?P<bare>[1-3]?\d)日(?=电|讯|[上下]午|晚|凌晨|中午)"
)
_AGO: Final = {"今": 0, "昨": 1, "前": 2}
_LEAD_LENGTH: Final = 90
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
#: Days within which articles of one source count as of one issue, and how many articles before and after may lend a date.
_ISSUE_DAYS: Final = 31
_BESIDE: Final = 8
#: An article is published so many days after what it tells, which it names in so many paragraphs.
_SOON: Final = 10
_OPENING: Final = 3


@dataclass(frozen=True)
class Candidate:
    """A day that speaks for itself: `day` may want its year. `start` marks a day that something goes on from (自6月19日起)."""

    kind: str
    day: Day
    words: Found[str]
    start: bool = False


def find_dates(readings: Sequence[Reading], source: Source, notices: Iterable[Block]) -> tuple[Date | None, ...]:
    """The date of each article of a source."""
    shared = _first_of_each(_shared(source, notices, readings))
    own = [tuple(_own(reading)) + shared for reading in readings]
    hints = [clues(reading) for reading in readings]
    full = [next((c for c in candidates if c.day.year and c.kind in _OF_TEXT), None) for candidates in own]
    found: list[Date | None] = []
    for i, (reading, candidates) in enumerate(zip(readings, own, strict=True)):
        sisters = [
            dated(replace(c.words, certainty="inferred"), c.day.first) for j in _beside(i, own) if (c := full[j])
        ]
        settled = _settled(candidates, hints[i], sisters, [hints[j] for j in _beside(i, own)])
        if settled is None or settled.evidence[0].rule not in _OF_TEXT:
            settled = _anchored(reading, candidates) or _of_event(reading, candidates) or settled or _told(reading)
        found.append(settled)
    return tuple(date_ or _inherited(i, found, hints) for i, date_ in enumerate(found))


def _once(several: Iterable[Clue]) -> list[Clue]:
    """Each thing that clues speak of once, however many articles name it."""
    return list({clue.words.value: clue for clue in several}.values())


def _beside(i: int, articles: Sequence[object]) -> Iterator[int]:
    """The numbers of the articles that may lend article `i` a date."""
    yield from (j for j in range(max(0, i - _BESIDE), min(len(articles), i + _BESIDE + 1)) if j != i)


def _own(reading: Reading) -> Iterator[Candidate]:
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
    for day in days(text, 0, min(len(text), _LEAD_LENGTH)):
        start, end = day.span
        if any(a <= start < b for a, b in quoted) or _ENACTED.match(text, end) or _LASTING.search(text, 0, start):
            continue
        since = bool(_SINCE.search(text[:start])) or bool(_START.match(text, end))
        if day.day is None:
            continue
        yield _candidate("lead", day, passage, since)
        later = _LATER.search(text, end, min(len(text), 2 * _LEAD_LENGTH)) if since else None
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


def _shared(source: Source, notices: Iterable[Block], readings: Sequence[Reading]) -> Iterator[Candidate]:
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


def _first_of_each(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each day once, and no more than a source has issues: every article weighs them all."""
    return tuple(islice({(c.kind, c.day.edtf): c for c in reversed(list(candidates))}.values(), _ISSUES))[::-1]


def _candidate(kind: str, day: Day, passage: Passage, start: bool = False) -> Candidate:
    return Candidate(kind, day, passage.found(passage.block.value[slice(*day.span)], kind, day.span), start)


def _settled(
    candidates: Sequence[Candidate], hints: Sequence[Clue], sisters: Sequence[Clue], others: Sequence[Sequence[Clue]]
) -> Date | None:
    """The strongest candidate whose year is known or can be told: from its own article and dates beside it, else from all clues."""
    labels = [dated(c.words, c.day.first) for c in candidates if c.day.year and c.kind not in ("signature", "lead")]
    near = [*hints, *sisters, *labels]
    for i, c in enumerate(candidates):
        if c.start and any(not d.start and (d.kind == "lead" or _labels(d, c)) for d in candidates[i + 1 :]):
            continue
        if c.day.year:
            settled = Date(_shown(c), (replace(c.words, value=c.day.edtf),))
        else:
            year = year_of(c.day, near) or year_of(c.day, [*near, *_once(chain.from_iterable(others))])
            day = c.day.in_year(year.year) if year else None
            if year is None or day is None:
                continue
            why = year.clues[0].words if year.clues else c.words
            evidence = replace(c.words, value=day.edtf), replace(why, value=str(year.year), certainty="inferred")
            settled = Date(_shown(replace(c, day=day)), evidence)
        return replace(settled, disagrees=tuple(_disagreeing(settled, candidates[i + 1 :])))
    return None


def _labels(label: Candidate, start: Candidate) -> bool:
    """Whether a label gives the day of a text that tells what goes on since another day, not long before."""
    if label.kind in _OF_TEXT or not (label.day.year and label.day.day):
        return False
    since = start.day if start.day.year else start.day.in_year(label.day.year)
    return since is not None and timedelta(0) <= label.day.first - since.first <= timedelta(days=_ISSUE_DAYS)


def _shown(c: Candidate) -> str:
    """A day that something goes on from gives the month alone: the text was written on it or some days later."""
    return c.day.edtf[:7] if c.start else c.day.edtf


def _disagreeing(settled: Date, others: Iterable[Candidate]) -> Iterator[Found[str]]:
    for c in others:
        whole = c.day.year and c.day.day and c.kind != "lead"
        if whole and settled.edtf not in c.day.edtf and not settled.edtf.startswith(c.day.edtf):
            yield replace(c.words, value=c.day.edtf)


def _anchored(reading: Reading, candidates: Sequence[Candidate]) -> Date | None:
    """昨日, 今(21)日 and the like, where a line of the issue or a label says of which day."""
    anchor = next((c for c in candidates if c.kind not in _OF_TEXT and c.day.year and c.day.day), None)
    if not reading.lead or not anchor:
        return None
    match = _TODAY.search(reading.lead.folded, 0, _LEAD_LENGTH)
    if not match:
        return None
    day = _before(anchor.day.first, match)
    if day is None:
        return None
    words = reading.lead.found(day.isoformat(), "lead", match.span(), "inferred")
    return Date(day.isoformat(), (words, replace(anchor.words, value=anchor.day.edtf)))


def _of_event(reading: Reading, candidates: Sequence[Candidate]) -> Date | None:
    """The first day in the text that lies at most some days before the one on which it was published: 7月6日，记者看到."""
    anchor = next((c for c in candidates if c.kind not in _OF_TEXT and c.day.year and c.day.day), None)
    if anchor is None:
        return None
    for passage, day in _days_told(reading):
        years_near = (day.in_year(anchor.day.first.year - n) for n in (0, 1))
        there = day if day.year else next(filter(None, years_near), None)
        if there and timedelta(0) <= anchor.day.first - there.first <= timedelta(days=_SOON):
            words = passage.found(there.edtf, "day in the text", day.span, "inferred")
            return Date(there.edtf, (words, replace(anchor.words, value=anchor.day.edtf)))
    return None


def _days_told(reading: Reading) -> Iterator[tuple[Passage, Day]]:
    """The days in the first paragraphs on which something was, in order: none that something goes on from, no document's."""
    for passage in reading.among("p")[:_OPENING]:
        text = passage.folded
        quoted = [m.span() for m in _QUOTED.finditer(text)]
        for day in sorted(days(text), key=lambda d: d.span):
            start, end = day.span
            other = any(a <= start < b for a, b in quoted) or _SINCE.search(text[:start]) or _START.match(text, end)
            if not (other or day.day is None or _ENACTED.match(text, end) or _LASTING.search(text, 0, start)):
                yield passage, day


def _told(reading: Reading) -> Date | None:
    """The last day that a text names in full, where nothing else says when it is from."""
    full = [(passage, day) for passage, day in _days_told(reading) if day.year]
    if not full:
        return None
    passage, day = max(full, key=lambda found: found[1].first)
    return Date(day.edtf, (passage.found(day.edtf, "day in the text", day.span, "inferred"),))


def _before(anchor: date, match: re.Match[str]) -> date | None:
    """The day that is meant, on the anchor or not long before it."""
    figure = match["day"] or match["this"] or match["bare"]
    if not figure:
        return anchor - timedelta(days=_AGO[match["word"][0]])
    return next((d for n in range(_ISSUE_DAYS) if (d := anchor - timedelta(days=n)).day == int(figure)), None)


def _inherited(i: int, found: Sequence[Date | None], hints: Sequence[Sequence[Clue]]) -> Date | None:
    """Month or year for an article that has no date: from its own words, else from the articles beside it."""
    own = year_alone(hints[i])
    if own is None and (borrowed := _borrowed([d for j in _beside(i, found) if (d := found[j]) and len(d.edtf) >= 10])):
        return borrowed
    judged = own or year_alone(_once(c for j in (*_beside(i, found), i) for c in hints[j]))
    if judged is None:
        return None
    evidence = tuple(replace(c.words, value=str(judged.year), certainty="inferred") for c in judged.clues[:3])
    return Date(str(judged.year), evidence)


def _borrowed(sisters: Sequence[Date]) -> Date | None:
    """The month that all dates of an issue share, else the year. Dates further apart are not of one issue."""
    firsts = sorted(d.edtf[:10] for d in sisters)
    if not firsts or date.fromisoformat(firsts[-1]) - date.fromisoformat(firsts[0]) > timedelta(days=_ISSUE_DAYS):
        return None
    common = next((firsts[0][:n] for n in (7, 4) if firsts[0][:n] == firsts[-1][:n]), None)
    if common is None:
        return None
    words = (
        replace(d.evidence[0], value=common, rule="date of a sister article", certainty="inferred") for d in sisters[:2]
    )
    return Date(common, tuple(words))
