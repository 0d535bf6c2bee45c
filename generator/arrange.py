"""Articles into a collection: the order of the index, the groups to browse by, and which articles are copies of each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from generator.copies import similar
from generator.data.slugs import slugs
from generator.model import Article, Collection, Found, Group, Restored, Span

Kind = Literal["date", "place", "person", "tag", "series"]
#: A key phrase of so many articles, of so many sources, is a tag. Phrases are looked up by so many characters.
_ARTICLES, _SOURCES, _HEAD = 3, 2, 3
_BEGINS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def arrange(restored: Sequence[Restored]) -> Collection:
    """The articles of all sources, newest first and undated last, with their groups and near-duplicates."""
    articles = sorted(
        _with_key_phrases([a for r in restored for a in r.articles]), key=lambda a: (a.source.path, a.span.start, a.id)
    )
    articles.sort(key=_day, reverse=True)  # keeps the order of those of one day
    return Collection(tuple(restored), tuple(articles), tuple(_groups(articles)), similar(articles))


def _edtf(article: Article) -> str:
    return article.about.date.edtf if article.about.date else ""


def _day(article: Article) -> tuple[int, ...]:
    """The day that a date begins with, to be sorted by; 0 where month or day is not known, and so behind those which are."""
    found = _BEGINS.match(_edtf(article))
    return tuple(int(part or 0) for part in found.groups()) if found else (-1,)


# ---- Key phrases


def _with_key_phrases(articles: Sequence[Article]) -> list[Article]:
    """The articles with the key phrases that others prove: where such a phrase stands in the headline, or twice in the text.

    A phrase that so many articles of the archive have is a tag of theirs, unless the archivist has set their tags.
    """
    proved: dict[str, set[str]] = {}
    for article in articles:
        for found in article.about.key_phrases:
            proved.setdefault(found.value[:_HEAD], set()).add(found.value)
    if not proved:
        return list(articles)
    phrases = [(*a.about.key_phrases, *_standing(a, proved)) for a in articles]
    sources: dict[str, set[str]] = {}
    counts = Counter(f.value for several in phrases for f in several)
    for article, several in zip(articles, phrases, strict=True):
        for found in several:
            sources.setdefault(found.value, set()).add(article.source.id)
    tags = {name for name, count in counts.items() if count >= _ARTICLES and len(sources[name]) >= _SOURCES}
    return [_tagged(a, several, tags) for a, several in zip(articles, phrases, strict=True)]


def _standing(article: Article, proved: Mapping[str, set[str]]) -> Iterator[Found[str]]:
    """The key phrases of other articles that stand in this one."""
    own = {found.value for found in article.about.key_phrases}
    text = "\n".join(b.value for b in article.blocks)
    for head in sorted(proved.keys() & set(map("".join, zip(text, text[1:], text[2:], strict=False)))):
        for phrase in sorted(proved[head] - own):
            # in one line: a headline of several may hold it across their joint
            block = next((b for b in article.blocks if phrase in b.value), None)
            if block and (phrase in article.title or text.count(phrase) > 1):
                start = block.value.index(phrase)
                span = block.text.source_span(Span(start, start + len(phrase)))
                yield Found(phrase, "key phrase of the archive", phrase, span, "inferred")


def _tagged(article: Article, phrases: tuple[Found[str], ...], tags: Container[str]) -> Article:
    about = article.about
    if phrases == about.key_phrases and not any(f.value in tags for f in phrases):
        return article
    corrected = "tags" in about.set_by_hand
    known = {f.value for f in about.tags}
    more = () if corrected else tuple(f for f in phrases if f.value in tags and f.value not in known)
    return replace(article, about=replace(about, key_phrases=phrases, tags=(*about.tags, *more)))


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
