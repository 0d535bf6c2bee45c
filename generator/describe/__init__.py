"""What each article is: who wrote it, when and where, who and what it names. One module for each kind of finding.

Every finding carries the words that it rests on and where they stand in the source. What the text does not show stays empty.
"""

from __future__ import annotations

from dataclasses import replace

from generator.data.script import fold_script
from generator.describe.byline import find_byline
from generator.describe.continued import find_continued_from
from generator.describe.dates import find_dates
from generator.describe.docnumber import find_doc_number
from generator.describe.passage import Reading
from generator.describe.people import find_people
from generator.describe.place import find_places
from generator.describe.series import find_series
from generator.describe.signed import find_organs, find_signed
from generator.describe.subjects import find_subjects
from generator.model import Article, Block, Date, Description, Found, Segmented

__all__ = ["describe"]


def describe(segmented: Segmented, default_place: str = "") -> Segmented:
    """The same articles with `about` filled in. `default_place` stands where nothing names a place; "" leaves it open.

    Articles of one source lend each other the year, the place and the length of a name, marked as inferred.
    """
    readings = [Reading.of(article) for article in segmented.articles]
    beside = (*segmented.notices, *segmented.furniture)
    dates = find_dates(readings, segmented.document.source, beside)
    people = find_people(readings)
    named = frozenset(fold_script(found.value) for several in people for found in several)
    places = find_places(readings, beside, default_place, named)
    alone = beside if len(readings) == 1 else ()
    articles = tuple(_described(r, d, p, n, alone) for r, d, p, n in zip(readings, dates, places, people, strict=True))
    return replace(segmented, articles=articles)


def _described(
    reading: Reading,
    date: Date | None,
    place: Found[str] | None,
    people: tuple[Found[str], ...],
    alone: tuple[Block, ...],
) -> Article:
    """The article with its description. `alone` are the notices of a source that has no other article."""
    signed = find_signed(reading)
    about = Description(
        byline=find_byline(reading, alone),
        date=date,
        place=place,
        people=people,
        organs=find_organs(reading, signed),
        tags=find_subjects(reading),
        series=find_series(reading, place.value if place else ""),
        doc_number=find_doc_number(reading),
        signed=signed,
        continued_from=find_continued_from(reading),
    )
    return replace(reading.article, about=about)
