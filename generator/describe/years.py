"""Which year a text was written in, where it names only a day and a month or no date at all.

Each thing in a text that bears on the year is a `Clue`: how well it agrees with the text having been written on a given day. The year
that the clues agree on is inferred; where they contradict each other, or do not tell two years apart, the year stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Final

from generator.data import Event, Festival, Founding, Plan, chronology
from generator.describe.calendar import Day, days, years
from generator.describe.numbers import NUMERALS, number, year
from generator.describe.passage import Passage, Placed, Reading, any_of
from generator.model import Found

_WEEKS: Final = timedelta(days=45)
_SEASON: Final = timedelta(days=60)
#: An event that is looked forward to is so near.
_COMING: Final = timedelta(days=100)
_YEAR: Final = timedelta(days=365)
#: By how much the best year must be ahead of the next, and how much must speak for it.
_LEAD: Final = 0.5
_ENOUGH: Final = 0.9
#: The share of the months that public events leave that must lie in one year.
_MOST: Final = 0.75
#: A later year is a target, not a time of writing.
_LATEST: Final = 2050
#: 考核检查2010年禁毒工作, 2010年工作总结
_REVIEWED: Final = re.compile(
    r"(?:考核|检查|总结|回顾|验收|述职|表彰|评议)[^，。；]{0,6}?(?P<year>20\d\d)年度?[^，。；]{0,12}?(?:工作|情况|成绩|先进)"
)
#: 2015世界众筹大会
_EVENT_YEAR: Final = re.compile(r"(?<![\d.—-])(?P<year>20[0-4]\d)(?=世界|中国|国际|全国|全球|亚洲|“)")
#: Without one of these, no year is named and no day.
_FIGURES: Final = re.compile(r"20|[年月]|\d[-/.]\d")
_LEARNING: Final = re.compile("学习贯彻|传达学习|贯彻落实|深入贯彻")


#: The weight of a day that is ruled out.
_OUT: Final = -9.0
#: (first day, last day, weight): the first that fits a day counts.
Steps = tuple[tuple[date, date, float], ...]
#: What a clue is called, the words it rests on, its steps.
_Finding = tuple[str, tuple[int, int], Steps]


@dataclass(frozen=True)
class Clue:
    """Words, and how well they agree with having been written on this day or that."""

    words: Found[str]
    steps: Steps

    def weight(self, day: date) -> float:
        for low, high, weight in self.steps:
            if low <= day <= high:
                return weight
        return 0.0

    @cached_property
    def years(self) -> range:
        """The years that it speaks for."""
        spoken = [(low.year, high.year) for low, high, w in self.steps if w > 0]
        return range(min(a for a, _ in spoken), max(b for _, b in spoken) + 1) if spoken else range(0)


def _span(edtf: str) -> tuple[date, date]:
    """The first and the last day of an EDTF date or interval.

    >>> _span("2020-04/2020-06"), _span("2021-07-01")[0]
    ((datetime.date(2020, 4, 1), datetime.date(2020, 6, 30)), datetime.date(2021, 7, 1))
    """
    first, _, last = edtf.partition("/")
    last = last or first
    low = date.fromisoformat((first + "-01-01")[:10])
    if len(last) == 10:
        return low, date.fromisoformat(last)
    if len(last) == 4:
        return low, date(int(last), 12, 31)
    year, month = int(last[:4]), int(last[5:7])
    return low, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _event(event: Event, ahead: bool, behind: bool) -> Steps:
    """What a mention of a dated event tells, as its bearing and the words beside it say."""
    start, end = _span(event.date)
    coming = ((start - _COMING, end, 1.0), (start - 2 * _YEAR, start, 0.4), (end, date.max, -1.0))
    since = ((start, end + _SEASON, 1.0), (start, end + _YEAR, 0.6), (start, end + 2 * _YEAR, 0.4))
    done = ((date.min, start - timedelta(days=1), _OUT), *since)
    match event.bearing:
        case "not-before":
            return ((date.min, start - timedelta(days=1), _OUT),)
        case "not-after":
            return ((end, date.max, -1.0),)
        case "before":
            return coming
        case "after":
            return coming if ahead and not behind else done
        case "around":
            if ahead:
                return coming
            return done if behind else ((start - _WEEKS, end + _WEEKS, 1.0), (start - _YEAR, end + _YEAR, 0.2))


def _anniversary(founding: Founding, count: int) -> Steps:
    year = founding.year + count
    whole = (date(year, 1, 1), date(year, 12, 31), 0.8)
    after = (date(year + 1, 1, 1), date(year + 1, 12, 31), 0.3)
    if len(founding.date) < 10:
        return whole, after
    day = date.fromisoformat(f"{year}{founding.date[4:]}")
    return (day - _SEASON, day + _WEEKS, 1.5), whole, after


def _named(year: int) -> Steps:
    """A year that is named. In the first months of a year, texts speak as much of the year before."""
    return (
        (date(year, 1, 1), date(year, 12, 31), 1.0),
        (date(year + 1, 1, 1), date(year + 1, 4, 30), 0.7),
        (date(year + 1, 5, 1), date(year + 1, 12, 31), 0.4),
        (date(year - 1, 9, 1), date(year - 1, 12, 31), 0.3),
    )


def _looked_back(year: int) -> Steps:
    """A year whose work is reviewed: that is done in the first months of the next."""
    return ((date(year + 1, 1, 1), date(year + 1, 3, 31), 1.6), (date(year, 12, 1), date(year, 12, 31), 1.0))


def dated(words: Found[str], day: date, weight: float = 2.0) -> Clue:
    """The clue that another date gives, known in full: a sister article, a label, the name of the file."""
    return Clue(words, ((day - _WEEKS, day + _WEEKS, weight), (day - _YEAR / 2, day + _YEAR / 2, weight / 2)))


def clues(reading: Reading) -> tuple[Clue, ...]:
    """Everything in an article that bears on its year, each thing once."""
    found: dict[str, Clue] = {}
    dated = {id(passage) for passage in reading.holding(_FIGURES)}
    events, feasts = (reading.matches(pattern) for pattern in _patterns()[:2])
    for i, passage in enumerate(reading.passages):
        named, celebrated = events.get(i, ()), feasts.get(i, ())
        told = _from_years(passage) if id(passage) in dated else ()
        for key, span, steps in (*told, *_from_chronology(passage, named), *_from_anniversaries(celebrated)):
            if key not in found:
                found[key] = Clue(passage.found(key, "year: " + key.partition(" ")[0], span, "inferred"), steps)
    return tuple(found.values())


def _from_years(passage: Passage) -> Iterator[_Finding]:
    figures = passage.folded if "20" in passage.folded else ""
    for match in _REVIEWED.finditer(figures):
        if (reviewed := year(match["year"])) and reviewed <= _LATEST:
            yield f"reviewed {reviewed}", match.span("year"), _looked_back(reviewed)
    for match in _EVENT_YEAR.finditer(figures):
        held = int(match["year"])
        yield f"named {held}", match.span("year"), _named(held)
    for day in years(passage.folded):
        if day.year and day.year <= _LATEST:
            yield f"named {day.year}", day.span, _named(day.year)
    for day in days(passage.folded):
        if day.year and day.month:
            near = (day.first - _WEEKS, day.first + _WEEKS, 1.2)
            yield f"dated {day.edtf[:7]}", day.span, (near, *_named(day.year))


@cache
def _names() -> dict[str, Plan | Festival | Event]:
    """Every alias of the chronology but those of foundings, which count only before N周年."""
    table = chronology()
    named: dict[str, Plan | Festival | Event] = {}
    entries: tuple[Plan | Festival | Event, ...] = (*table.events, *table.plans, *table.festivals)
    for entry in entries:
        named.update(dict.fromkeys(entry.aliases, entry))
    return named


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = chronology()
    alias = any_of(a for f in table.foundings for a in f.aliases)
    figure = rf"(?P<count>\d{{1,3}}|[{NUMERALS}]{{1,5}})"
    return (
        re.compile(any_of(_names())),
        re.compile(rf"(?P<alias>{alias})(?:以来|祖国|胜利)?{figure}(?:周年|年(?=华诞|庆))"),
        re.compile(any_of(table.anticipating)),
        re.compile(any_of(table.looking_back)),
    )


def _from_chronology(passage: Passage, named: Iterable[Placed]) -> Iterator[_Finding]:
    for match, span in named:
        entry = _names()[match[0]]
        kind, steps = type(entry).__name__.lower(), _steps(entry, passage.folded, span)
        yield f"{kind} {entry.name}", span, steps


def _steps(entry: Plan | Festival | Event, text: str, span: tuple[int, int]) -> Steps:
    """What the mention of an entry at `span` tells of the time of writing."""
    if isinstance(entry, Event):
        _, _, ahead, behind = _patterns()
        before = text[max(0, span[0] - 12) : span[0]]
        after = re.split("[。；]", text[span[1] : span[1] + 22])[0]
        past = bool(_LEARNING.search(before) or behind.match(after))
        return _event(entry, bool(ahead.search(before) or ahead.search(after)), past)
    if isinstance(entry, Festival):
        held = map(date.fromisoformat, entry.dates.values())
        return tuple((day - _WEEKS / 3, day + _WEEKS / 6, 0.5) for day in held)
    start, _ = _span(entry.date)
    around = text[max(0, span[0] - 15) : span[1] + 15]
    certain = [
        s for phrase, n in chronology().plan_years.items() if phrase in around for s in _named(start.year + n - 1)
    ]
    return (*certain, (date.min, start - _YEAR, _OUT))


def _from_anniversaries(celebrated: Iterable[Placed]) -> Iterator[_Finding]:
    for match, span in celebrated:
        count = number(match["count"])
        founding = next(f for f in chronology().foundings if match["alias"] in f.aliases)
        if count and count <= 200:
            yield f"anniversary {founding.name}{count}", span, _anniversary(founding, count)


@dataclass(frozen=True)
class Judgement:
    """A year, and the clues that speak for it, the strongest first."""

    year: int
    clues: tuple[Clue, ...]


def year_of(day: Day, clues: Sequence[Clue]) -> Judgement | None:
    """The year in which a month and a day lie, if the clues tell one."""
    candidates = sorted({y for c in clues for y in c.years if y <= _LATEST})
    if not candidates and day.weekday is None:
        return None
    totals: dict[int, float] = {}
    for y in candidates:
        there = day.in_year(y)
        total = _total(there.first, clues) if there else None
        if total is not None:
            totals[y] = total
    return _best(totals, lambda y: [(c.weight((day.in_year(y) or day).first), c) for c in clues])


def _total(day: date, clues: Sequence[Clue]) -> float | None:
    """What the clues say for a day together; None when one of them rules it out."""
    total = 0.0
    for clue in clues:
        weight = clue.weight(day)
        if weight <= _OUT:
            return None
        total += weight
    return total


def _best(totals: dict[int, float], weigh: Callable[[int], list[tuple[float, Clue]]]) -> Judgement | None:
    ranked = sorted(totals, key=lambda y: -totals[y])
    if not ranked or totals[ranked[0]] < _ENOUGH:
        return None
    if len(ranked) > 1 and totals[ranked[0]] - totals[ranked[1]] < _LEAD:
        return None
    speaking = sorted(((w, c) for w, c in weigh(ranked[0]) if w > 0), key=lambda pair: -pair[0])
    return Judgement(ranked[0], tuple(c for _, c in speaking))


def year_alone(clues: Iterable[Clue]) -> Judgement | None:
    """The year of a text that names no day, if public events leave only one: that of most months in which all of them agree."""
    events = [c for c in clues if c.words.rule in ("year: event", "year: anniversary")]
    bounded = [c for c in events if c.years]
    months = [date(y, m, 15) for y in sorted({y for c in bounded for y in c.years}) for m in range(1, 13)]
    agreeing: Counter[int] = Counter()
    for month in months:
        weights = [c.weight(month) for c in events]
        if min(weights) >= 0 and sum(w > 0 for w in weights) == len(bounded):
            agreeing[month.year] += 1
    if len(bounded) < 2 or not agreeing:
        return None
    year, count = agreeing.most_common(1)[0]
    if count < _MOST * agreeing.total():
        return None
    return Judgement(year, tuple(sorted(bounded, key=lambda c: len(c.years))))
