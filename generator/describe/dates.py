"""When (日期): the day a text gives itself, in EDTF, with the words that gave the day and those that gave the year.

What counts, in this order: the date under the signature or below the headline, the day in the lead, labels (成文日期, then
发布时间), the line of the issue, a date in the file's name (datesigns.py). Where one of the last three decides, a day that the
text tells of shortly before it is the text's. What lies lower and differs is recorded as a disagreement. A text without a day of
its own has the month or the year of the articles beside it, if those agree; what nothing supports stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Final

from generator.describe.datesigns import LEAD_LENGTH, Candidate, days_told, each_once, own_days, shared_days
from generator.describe.passage import Reading
from generator.describe.years import Clue, clues, dated, year_alone, year_of
from generator.model import Block, Date, Found, Source

#: Words beside a day that make it another thing than the day of the event.
_OF_TEXT: Final = ("signature", "below the headline", "lead", "label of writing")
_TODAY: Final = re.compile(
    r"(?P<ago>今|昨|前)[日天]?（(?P<day>[1-3]?\d)日?）日?|(?P<word>昨[日天晚]|今[日天晚]|前[日天])|本月(?P<this>[1-3]?\d)日"
    r"|(?<![月\d至到—-])(?P<bare>[1-3]?\d)日(?=电|讯|[上下]午|晚|凌晨|中午)"
)
#: What was on a day: 2月22日下午, 2月22日，该所召开. No plan is, and nothing founded long ago.
_HELD: Final = re.compile(r"[上下]午|晚|凌晨|中午|，?[^，。]{0,12}?(?:召开|举行|举办|开展|组织)")
_AGO: Final = {"今": 0, "昨": 1, "前": 2}
#: Days within which articles of one source count as of one issue, and how many articles before and after may lend a date.
_ISSUE_DAYS: Final = 31
_BESIDE: Final = 8
#: An article is published at most so many days after what it tells.
_SOON: Final = 10


def find_dates(readings: Sequence[Reading], source: Source, notices: Iterable[Block]) -> tuple[Date | None, ...]:
    """The date of each article of a source."""
    shared = each_once(shared_days(source, notices, readings))
    own = [tuple(own_days(reading)) + shared for reading in readings]
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
    match = _TODAY.search(reading.lead.folded, 0, LEAD_LENGTH)
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
    for passage, day in days_told(reading):
        years_near = (day.in_year(anchor.day.first.year - n) for n in (0, 1))
        there = day if day.year else next(filter(None, years_near), None)
        if there and timedelta(0) <= anchor.day.first - there.first <= timedelta(days=_SOON):
            words = passage.found(there.edtf, "day in the text", day.span, "inferred")
            return Date(there.edtf, (words, replace(anchor.words, value=anchor.day.edtf)))
    return None


def _told(reading: Reading) -> Date | None:
    """The last day on which, as a text says in full, something was held or done, where nothing else says when it is from."""
    full = [(p, day) for p, day in days_told(reading) if day.year and _HELD.match(p.folded, day.span[1])]
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
