"""What is known of all articles at once, for facets, for the history of a term and for sorting: a column for each kind of knowledge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from generator.model import Article
from generator.search.codec import varints, written


def _place(article: Article) -> list[str]:
    return [article.about.place.value] if article.about.place else []


def _series(article: Article) -> list[str]:
    return [article.about.series.value.name] if article.about.series else []


#: The names that an article has in each column.
FACETS: Final[Mapping[str, Callable[[Article], Sequence[str]]]] = {
    "place": _place,
    "tag": lambda article: [f.value for f in article.about.tags],
    "person": lambda article: [f.value for f in article.about.people],
    "series": _series,
}


def dates(articles: Iterable[Article]) -> list[str | int]:
    """The EDTF dates in the order of the articles, each before how many articles have it one after the other; "" for none."""
    edtf = (a.about.date.edtf if a.about.date else "" for a in articles)
    return [part for date, same in groupby(edtf) for part in (date, sum(1 for _ in same))]


def column(articles: Sequence[Article], names: Callable[[Article], Sequence[str]]) -> dict[str, Any]:
    """The names in a column, the most frequent first, and for each article how many it has and their places in that list."""
    own = [list(dict.fromkeys(names(article))) for article in articles]
    count = Counter(name for found in own for name in found)
    values = sorted(count, key=lambda name: (-count[name], name))
    places = {name: i for i, name in enumerate(values)}
    return {"values": values, "of": written([varints(list(_flat(own, places)))])}


def _flat(own: Iterable[Sequence[str]], places: Mapping[str, int]) -> Iterator[int]:
    for found in own:
        yield len(found)
        yield from (places[name] for name in found)
