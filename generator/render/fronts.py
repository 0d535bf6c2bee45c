"""The pages that there is one of: home, about, search, and the one for addresses that lead nowhere."""

from __future__ import annotations

from collections import Counter
from typing import Final
from urllib.parse import urlsplit

from generator.model import Article
from generator.render.catalogue import Catalogue
from generator.render.dates import UNDATED, day_of, earliest, edtf_of
from generator.render.parts import Link, Section
from generator.render.tallies import Counts, count_changes, tallies
from generator.render.views import AboutView, HomeView, MissingView, SearchView

_NEWEST: Final = 10
_SHOWN: Final = 18


def _fullest(catalogue: Catalogue, kind: str) -> tuple[Link, ...]:
    groups = sorted(catalogue.of_kind(kind), key=lambda g: (-len(g.articles), g.slug))
    return tuple(catalogue.group_link(g) for g in groups[:_SHOWN])


def _range(articles: tuple[Article, ...]) -> str:
    years = [begins[0] for a in articles if (begins := earliest(edtf_of(a)))]
    first, last = (day_of(f"{year:04}").label for year in (min(years), max(years))) if years else ("", "")
    return first if first == last else f"{first}至{last}"


def home_view(catalogue: Catalogue, jumps: tuple[Section, ...]) -> HomeView:
    """`jumps` are those of the list by date."""
    articles = catalogue.collection.articles
    return HomeView(
        site=catalogue.site,
        path="index.html",
        title="",
        summary=catalogue.site.description,
        articles=len(articles),
        sources=len(catalogue.collection.restored),
        places=len(catalogue.of_kind("place")),
        range=_range(articles),
        newest=tuple(catalogue.entries[a.id] for a in articles[:_NEWEST]),
        years=tuple(Link(y.name or UNDATED, y.links[0].href, sum(m.count for m in y.links)) for y in jumps),
        tags=_fullest(catalogue, "tag"),
        place_links=_fullest(catalogue, "place"),
        people=_fullest(catalogue, "person"),
        series=_fullest(catalogue, "series"),
    )


def about_view(catalogue: Catalogue) -> AboutView:
    total: Counts = Counter()
    for article in catalogue.collection.articles:
        total.update(count_changes(article))
    return AboutView(
        site=catalogue.site,
        path="about.html",
        title="关于本馆",
        section="about",
        articles=len(catalogue.collection.articles),
        sources=len(catalogue.collection.restored),
        tallies=tallies(total),
        address=catalogue.site.base_url,
    )


def search_view(catalogue: Catalogue) -> SearchView:
    return SearchView(site=catalogue.site, path="search/index.html", title="检索", section="search")


def missing_view(catalogue: Catalogue) -> MissingView:
    home = urlsplit(catalogue.site.base_url).path
    return MissingView(site=catalogue.site, path="404.html", title="没有这一页", home=home)
