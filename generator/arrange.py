"""Articles into a collection: the order of the index, the groups to browse by, and which articles are copies of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from generator.copies import similar
from generator.data.slugs import slugs
from generator.model import Article, Collection, Group, Restored

Kind = Literal["date", "place", "person", "tag", "series"]
_BEGINS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def arrange(restored: Sequence[Restored]) -> Collection:
    """The articles of all sources, newest first and undated last, with their groups and near-duplicates."""
    articles = sorted((a for r in restored for a in r.articles), key=lambda a: (a.source.path, a.span.start, a.id))
    articles.sort(key=_day, reverse=True)  # keeps the order of those of one day
    return Collection(tuple(restored), tuple(articles), tuple(_groups(articles)), similar(articles))


def _edtf(article: Article) -> str:
    return article.about.date.edtf if article.about.date else ""


def _day(article: Article) -> tuple[int, ...]:
    """The day that a date begins with, to be sorted by; 0 where month or day is not known, and so behind those which are."""
    found = _BEGINS.match(_edtf(article))
    return tuple(int(part or 0) for part in found.groups()) if found else (-1,)


# ---- Groups


def _groups(articles: Sequence[Article]) -> Iterator[Group]:
    """The groups of each kind in the order of their first articles; the articles of each in the order of the index."""
    kinds: dict[Kind, dict[str, list[str]]] = {kind: {} for kind in ("date", "place", "person", "tag", "series")}
    for article in articles:
        for kind, name in _memberships(article):
            kinds[kind].setdefault(name, []).append(article.id)
    for kind, members in kinds.items():
        slug = {name: name for name in members} if kind == "date" else slugs(members)
        for name, ids in members.items():
            yield Group(kind, name, slug[name], tuple(dict.fromkeys(ids)))


def _memberships(article: Article) -> Iterator[tuple[Kind, str]]:
    about = article.about
    if found := _BEGINS.match(_edtf(article)):
        yield "date", found[1]
        if found[2]:
            yield "date", f"{found[1]}-{found[2]}"
    if about.place:
        yield "place", about.place.value
    for person in about.people:
        yield "person", person.value
    for tag in about.tags:
        yield "tag", tag.value
    if about.series:
        yield "series", about.series.value.name
