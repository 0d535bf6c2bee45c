"""Articles into a collection: the order of the index, the groups to browse by, and which articles are copies of each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Literal

from generator.data.script import fold_script
from generator.data.slugs import slugs
from generator.model import Article, Collection, Group, Restored

Kind = Literal["date", "place", "person", "tag", "series"]
_BEGINS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_WORDS = re.compile(r"[^\W_]+")
#: How much two bodies must have in common, by their runs of this many letters, for one to be called a copy of the other.
_ALIKE, _RUN = 0.8, 5
#: The same by their clauses, for a first look. One wrong letter spoils a run of letters less than a clause.
_NEAR = 0.6
#: Bodies with fewer letters are alike by chance: a caption, a table's title.
_SHORTEST = 40


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


# ---- Copies


def similar(articles: Sequence[Article]) -> dict[str, tuple[str, ...]]:
    """For each article that has any: the near-duplicates of its body in other sources, in the order of the articles.

    Candidates share a clause that is rare in the archive (prefix filter: of two sets that are alike enough, the rarer parts
    meet), so the time grows with the archive and not with its square; only candidates are compared in full.
    """
    texts = [fold_script(" ".join(b.value for b in a.body)).lower() for a in articles]
    clauses = [frozenset(_WORDS.findall(text)) for text in texts]
    spread = Counter(clause for own in clauses for clause in own)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    pairs: list[tuple[int, int]] = []
    for n, own in enumerate(clauses):
        if sum(map(len, own)) < _SHORTEST:
            continue
        rare = sorted(own, key=lambda clause: (spread[clause], clause))[: len(own) - ceil(_NEAR * len(own)) + 1]
        seen = {m for clause in rare for m in holders[clause] if articles[m].source.path != articles[n].source.path}
        near = (m for m in seen if likeness(clauses[m], own) >= _NEAR)
        pairs += [(m, n) for m in near if likeness(_runs(texts[m]), _runs(texts[n])) >= _ALIKE]
        for clause in rare:
            holders[clause].append(n)
    return _both_ways([a.id for a in articles], pairs)


def _runs(text: str) -> frozenset[str]:
    letters = "".join(_WORDS.findall(text))
    return frozenset(letters[i : i + _RUN] for i in range(len(letters) - _RUN + 1))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard's: the share of what both have in what either has.

    >>> likeness(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    both = len(a & b)
    return both / (len(a) + len(b) - both)


def _both_ways(ids: Sequence[str], pairs: Iterable[tuple[int, int]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for m, n in pairs:
        found[m].append(n)
        found[n].append(m)
    return {ids[n]: tuple(ids[m] for m in sorted(others)) for n, others in sorted(found.items())}
