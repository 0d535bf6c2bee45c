"""EDTF dates for readers, for headings, and for machines."""

from __future__ import annotations

import re
from typing import Final

from generator.model import Article
from generator.render.parts import Day

UNDATED: Final = "日期不详"
_DATE: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<doubt>[~?%]?)")
_DOUBTS: Final = {"": "", "~": "（约）", "?": "（存疑）", "%": "（约，存疑）"}


def _words(date: str) -> str:
    match = _DATE.fullmatch(date)
    if not match:
        return date
    month = f"{int(match['month'])}月" if match["month"] else ""
    day = f"{int(match['day'])}日" if match["day"] else ""
    return f"{match['year']}年{month}{day}{_DOUBTS[match['doubt']]}"


def day_of(edtf: str | None) -> Day:
    """An EDTF date as a reader says it; what has no words of ours is shown as it is.

    >>> day_of("2021-07-05"), day_of("2021~").label, day_of("2021-07/2021-08").label, day_of(None).label
    (Day(label='2021年7月5日', machine='2021-07-05'), '2021年（约）', '2021年7月至2021年8月', '日期不详')
    """
    if not edtf:
        return Day(UNDATED)
    parts = edtf.split("/")
    exact = len(parts) == 1 and (match := _DATE.fullmatch(edtf)) and not match["doubt"]
    return Day("至".join(_words(part) for part in parts), edtf if exact else "")


def edtf_of(article: Article) -> str | None:
    return article.about.date.edtf if article.about.date else None


def earliest(edtf: str | None) -> tuple[int, int, int] | None:
    """Year, month and day that a date begins with; 1 where month or day is not known.

    >>> earliest("2021-07/2021-08"), earliest("2021~"), earliest(None)
    ((2021, 7, 1), (2021, 1, 1), None)
    """
    match = _DATE.match(edtf or "")
    return (int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)) if match else None


def month_of(edtf: str | None) -> str:
    """The month, or only the year, that an article is listed under; "" for undated ones.

    >>> month_of("2021-07-05"), month_of("2021~"), month_of(None)
    ('2021-07', '2021', '')
    """
    match = _DATE.match(edtf or "")
    return "-".join(part for part in (match["year"], match["month"]) if part) if match else ""
