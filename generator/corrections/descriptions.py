"""The archivist's corrections to what is known about articles, made after the articles are described."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from generator.corrections.entries import LISTS, RULE, Corrections, Entry
from generator.corrections.selection import selected, with_article
from generator.model import Date, Description, Found, Maker, Segmented


def correct_description(segmented: Segmented, corrections: Corrections) -> Segmented:
    """The same with dates, places, tags, people and bylines set. Raises CorrectionError.

    What is set so rests on the archivist's reason instead of words of the source: it stands as the finding's `text`.
    """
    for entry in corrections.sets:
        i = selected(segmented, entry)
        article = segmented.articles[i]
        segmented = with_article(segmented, i, replace(article, about=_described(article.about, entry)))
    return segmented


def _described(about: Description, entry: Entry) -> Description:
    for key in ("date", "place", *LISTS):
        if key in entry.values:
            if _known(about, key) == entry.values[key]:
                raise entry.refused(f"{key} is so already", f"Remove {key} from it")
            about = _set(about, key, entry)
    return about


def _known(about: Description, key: str) -> str | tuple[str, ...]:
    """What is known so far, as a correction would write it."""
    if key == "date":
        return about.date.edtf if about.date else ""
    if key == "place":
        return about.place.value if about.place else ""
    return tuple(found.value for found in getattr(about, key))


def _set(about: Description, key: str, entry: Entry) -> Description:
    about = replace(about, set_by_hand=about.set_by_hand | {key})
    value = entry.values[key]
    found = tuple(Found(v, RULE, entry.reason) for v in ((value,) if isinstance(value, str) else value) if v)
    match key:
        case "date":
            against = (*about.date.disagrees, *_as_one(about.date)) if about.date else ()
            return replace(about, date=Date(value, found, against) if found else None)
        case "place":
            return replace(about, place=found[0] if found else None)
        case "tags":
            return replace(about, tags=found)
        case "people":
            return replace(about, people=found, offices=tuple(o for o in about.offices if o.value.name in value))
        case _:
            return replace(about, byline=found, makers=tuple(_makers(about, value, entry)))


def _makers(about: Description, byline: Collection[str], entry: Entry) -> Iterator[Found[Maker]]:
    """The makers with a byline that the archivist set: nobody who was in the old one alone, everybody who is in the new one."""
    old = {found.value for found in about.byline} - set(byline)
    yield from (maker for maker in about.makers if maker.value.name not in old)
    known = {maker.value.name for maker in about.makers}
    yield from (Found(Maker(name, ""), RULE, entry.reason) for name in byline if name and name not in known)


def _as_one(date: Date) -> Iterator[Found[str]]:
    """The date that was found before, as one that speaks against the archivist's."""
    for found in date.evidence[:1]:
        yield replace(found, value=date.edtf)
