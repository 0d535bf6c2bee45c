"""What is known of all articles at once, for facets, filters and the history of a term: a column for each kind of knowledge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from generator.model import Article
from generator.search.codec import numbered, written


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


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _day(edtf: str) -> int:
    """The number of a plain day; 0 for any other date."""
    try:
        return date.fromisoformat(edtf).toordinal() if _DAY.fullmatch(edtf) else 0
    except ValueError:
        return 0


def dates(articles: Iterable[Article]) -> list[str | int]:
    """The EDTF dates in the order of the articles, each before how many articles have it one after the other; "" for none.

    A plain day behind another one is only how many days earlier it is.

    >>> _steps(["2020-07-03", "2020-07-03", "2020-07-01", "2020-06", ""])
    ['2020-07-03', 2, 2, 1, '2020-06', 1, '', 1]
    """
    return _steps(a.about.date.edtf if a.about.date else "" for a in articles)


def _steps(edtf: Iterable[str]) -> list[str | int]:
    found: list[str | int] = []
    before = 0
    for own, same in groupby(edtf):
        day = _day(own)
        found += before - day if before and day else own, sum(1 for _ in same)
        before = day
    return found


def column(articles: Sequence[Article], names: Callable[[Article], Sequence[str]]) -> dict[str, Any]:
    """The names in a column, the most frequent first, and for each article how many it has and their places in that list."""
    own = [list(dict.fromkeys(names(article))) for article in articles]
    count = Counter(name for found in own for name in found)
    values = sorted(count, key=lambda name: (-count[name], name))
    places = {name: i for i, name in enumerate(values)}
    return {"values": values, "of": written([numbered(list(_flat(own, places)))])}


def _flat(own: Iterable[Sequence[str]], places: Mapping[str, int]) -> Iterator[int]:
    for found in own:
        yield len(found)
        yield from (places[name] for name in found)
