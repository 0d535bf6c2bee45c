"""What each article is: who wrote it, when and where, who and what it names. One module for each kind of finding.

Every finding carries the words that it rests on and where they stand in the source. What the text does not show stays empty.
"""

from __future__ import annotations

from dataclasses import replace

from generator.data.script import fold_script
from generator.describe.continued import find_continued_from
from generator.describe.dates import find_dates
from generator.describe.docnumber import find_doc_number
from generator.describe.keyphrases import find_key_phrases
from generator.describe.makers import Makers, find_makers
from generator.describe.passage import Reading
from generator.describe.people import People, find_people
from generator.describe.place import find_places
from generator.describe.series import find_series
from generator.describe.signed import find_organs, find_signed
from generator.describe.subjects import find_subjects
from generator.model import Article, Date, Description, Found, Segmented

__all__ = ["describe"]


def describe(segmented: Segmented, default_place: str = "") -> Segmented:
    """The same articles with `about` filled in. `default_place` stands where nothing names a place; "" leaves it open.

    Articles of one source lend each other the year, the place and the length of a name, marked as inferred.
    """
    readings = [Reading.of(article) for article in segmented.articles]
    beside = segmented.notices
    dates = find_dates(readings, segmented.document.source, beside)
    alone = beside if len(readings) == 1 else ()
    makers = [find_makers(reading, alone) for reading in readings]
    people = find_people(readings, makers)
    named = frozenset(fold_script(found.value) for several in people for found in several.named)
    places = find_places(readings, beside, default_place, named)
    found = zip(readings, makers, dates, places, people, strict=True)
    articles = tuple(_described(*of_one) for of_one in found)
    return replace(segmented, articles=articles)


def _described(
    reading: Reading,
    makers: Makers,
    date: Date | None,
    place: Found[str] | None,
    people: People,
) -> Article:
    """The article with its description."""
    signed = find_signed(reading)
    organs, subjects = find_organs(reading, signed), find_subjects(reading)
    known = [f.value for f in (*people.named, *organs, *((place,) if place else ()))]
    phrases = find_key_phrases(reading, known, [w for f in subjects for w in (f.value, f.text)])
    about = Description(
        byline=makers.authors,
        makers=makers.found,
        date=date,
        place=place,
        people=people.named,
        offices=people.offices,
        organs=organs,
        tags=(*subjects, *(found for found, strong in phrases if strong)),
        key_phrases=tuple(found for found, _ in phrases),
        series=find_series(reading, place.value if place else ""),
        doc_number=find_doc_number(reading),
        signed=signed,
        continued_from=find_continued_from(reading),
    )
    return replace(reading.article, about=about)
