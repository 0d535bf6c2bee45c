"""Days as bulletins write them, read out of a text: what stands where, and how much of the date it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from generator.describe.numbers import DIGITS, ZEROS, number, year
from generator.describe.passage import BLANK

_B: Final = rf"{BLANK}?"
_YEAR: Final = rf"[12]\d{{3}}|[一二][{DIGITS}]{{3}}|2[{ZEROS}]\d\d|2[{ZEROS}]{{2}}\d"
_MONTH: Final = r"1[0-2]|0?[1-9]|十[一二]?|元|[一二三四五六七八九]"
_DAY: Final = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]"

_TO: Final = r"[至到—\-－―~～]{1,2}"

#: 2020年7月1日, 7月1日, 7月3日至5日, 12月30日至2021年1月2日, 民国110年7月1日, 2020年7月
_WRITTEN: Final = re.compile(
    rf"(?:(?<![\d{DIGITS}])(?:(?P<year>{_YEAR})|(?P<era>(?:中华)?民国)?{_B}(?P<roc>1\d\d|(?<=民国)\d\d|[一二三四五六七八九十百〇零○]{{2,5}}))"
    rf"{_B}年{_B})?(?<![\d{DIGITS}十])(?P<month>{_MONTH}){_B}月(?!份?以来|嫂|薪|票)"
    rf"(?:{_B}(?P<day>{_DAY}){_B}[日号](?![线院楼令文])"
    rf"(?:{_B}{_TO}{_B}(?:(?:(?P<year2>{_YEAR}){_B}年{_B})?(?P<month2>{_MONTH}){_B}月{_B})?(?P<day2>{_DAY}){_B}[日号])?"
    rf"|(?P<short>{_DAY}){_B}{_TO}{_B}(?P<day3>{_DAY}){_B}[日号])?"
)
#: 2018-05-25, 2018/5/25, 2018.05.25; 26.06.2018
_BIG_FIRST: Final = re.compile(
    r"(?<![\d.#])(?P<year>(?:19|20)\d\d)([-/.])(?P<month>1[0-2]|0?[1-9])\2(?P<day>3[01]|[12]\d|0?[1-9])(?![\d%])"
)
_DAY_FIRST: Final = re.compile(
    r"(?<![\d.#])(?P<day>3[01]|[12]\d|0?[1-9])([-/.])(?P<month>1[0-2]|0?[1-9])\2(?P<year>(?:19|20)\d\d)(?!\d)"
)
_SEPARATORS: Final = re.compile(r"\d[-/.]\d")
#: 20180525, and 2018525 where it can be read in one way only. For labels and file names: elsewhere figures are other things.
_COMPACT: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)"
)
_SEVEN: Final = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[2-9])(?P<day>3[01]|[12]\d)(?!\d)")
_YEAR_ALONE: Final = re.compile(
    rf"(?P<year>[12一二](?<![\d{DIGITS}第].)(?:(?<=[12])\d{{3}}|(?<=[一二])[{DIGITS}]{{3}}|(?<=2)(?:[{ZEROS}]\d\d|[{ZEROS}]{{2}}\d)))"
    rf"{_B}年(?!{_B}(?:{_MONTH}){_B}月|级|第|期|度?版)"
)
_WEEKDAY: Final = re.compile(rf"[（{BLANK[1:-1]}]*(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])")
#: The most characters that a year and a month take before 月.
_BEFORE_MONTH: Final = 16
_BEFORE_ROC: Final = 1911


class Day(NamedTuple):
    """What a mention gives of a date. `until` is (month, day) of a range's end; `weekday` counts from Monday, 0."""

    span: tuple[int, int]
    year: int | None
    month: int | None
    day: int | None
    until: tuple[int, int] | None = None
    weekday: int | None = None

    def in_year(self, year: int) -> Day | None:
        """The same with that year, or None when that year has no such day, or has it on another weekday."""
        day = _real(Day(self.span, year, self.month, self.day, self.until, self.weekday))
        return None if day and day.weekday is not None and day.first.weekday() != day.weekday else day

    def on(self, day: int, span: tuple[int, int]) -> Day | None:
        """Another day of the same month and year, if there is one."""
        return _real(Day(span, self.year, self.month, day))

    @property
    def first(self) -> date:
        """The first day meant. Only for a mention that has a year."""
        return date(self.year or 1, self.month or 1, self.day or 1)

    @property
    def edtf(self) -> str:
        """The date in EDTF. Only for a mention that has a year."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        first = f"{self.year:04}-{self.month:02}-{self.day:02}"
        if self.until is None or self.year is None:
            return first
        month, day = self.until
        return f"{first}/{self.year + ((month, day) < (self.month, self.day)):04}-{month:02}-{day:02}"


def _real(day: Day) -> Day | None:
    """The mention if the calendar knows such days; without a year, the 29th of February passes."""
    try:
        if day.month and day.day:
            date(day.year or 2000, day.month, day.day)
        if day.until:
            date(day.year or 2000, *day.until)
    except ValueError:
        return None
    return day


def days(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    """Every mention of a day or a month in the folded text, in order of kind: written ones, then those in figures."""
    stop = len(text) if end is None else end
    month, at = text.find("月", start, stop), start
    while month >= 0:  # only around each 月: the pattern begins with much that is optional
        match = _WRITTEN.search(text, max(at, month - _BEFORE_MONTH), stop)
        if match is None:
            break
        if (found := _written(match)) and (day := _real(_with_weekday(found, text))):
            yield day
        at = match.end()
        month = text.find("月", max(at, month + 1), stop)
    if _SEPARATORS.search(text, start, stop):
        for pattern in (_BIG_FIRST, _DAY_FIRST):
            for match in pattern.finditer(text, start, stop):
                if day := _figures(match):
                    yield day


def stamps(text: str) -> Iterator[Day]:
    """Days as labels and file names write them: all that `days` finds, and figures without marks."""
    yield from days(text)
    for pattern in (_COMPACT, _SEVEN):
        for match in pattern.finditer(text):
            if day := _figures(match):
                yield day


def years(text: str) -> Iterator[Day]:
    """Every year that is named without a month."""
    for match in _YEAR_ALONE.finditer(text):
        if value := year(match["year"]):
            yield Day(match.span(), value, None, None)


def _figures(match: re.Match[str]) -> Day | None:
    return _real(Day(match.span(), int(match["year"]), int(match["month"]), int(match["day"])))


def _written(match: re.Match[str]) -> Day | None:
    month = 1 if match["month"] == "元" else number(match["month"])
    day = number(match["day"] or match["short"] or "")
    last = number(match["day2"] or match["day3"] or "")
    this_year = year(match["year"]) if match["year"] else None
    if match["roc"]:
        roc = number(match["roc"])
        if roc is None or not 1 <= roc < 200 or (not match["era"] and roc < 100):
            return None
        this_year = roc + _BEFORE_ROC
    elif match["year"] and this_year is None:
        return None
    if month is None or (day is None and this_year is None):
        return None
    until = (number(match["month2"] or "") or month, last) if last else None
    if until and this_year is None and (last_year := year(match["year2"] or "")):
        this_year = last_year - (until < (month, day or 0))
    return Day(match.span(), this_year, month, day, until)


def _with_weekday(day: Day, text: str) -> Day:
    match = _WEEKDAY.match(text, day.span[1])
    return day._replace(weekday="一二三四五六日天".find(match["weekday"]) % 7) if match and not day.until else day
