"""From the arranged collection to the files of the site: pages, feeds, records, style sheets and scripts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config
from generator.model import Collection, Output
from generator.render.articles import article_markdown, article_view
from generator.render.assets import read_assets
from generator.render.catalogue import FOLDERS, Catalogue
from generator.render.collation import collation_view
from generator.render.environment import Draw, pages
from generator.render.feeds import feed, robots, sitemaps
from generator.render.fronts import about_view, home_view, missing_view, search_view
from generator.render.lists import date_views, group_views, index_views
from generator.render.records import record_outputs
from generator.render.sources import source_view, sources_views
from generator.render.views import Site, View

__all__ = ["render"]


def _views(catalogue: Catalogue) -> Iterator[tuple[str, View]]:
    """Every page that can be found by walking the site, with the template that draws it."""
    dates = list(date_views(catalogue))
    yield "home.html", home_view(catalogue, dates[0].jumps)
    yield "about.html", about_view(catalogue)
    yield "search.html", search_view(catalogue)
    for article in catalogue.collection.articles:
        yield "article.html", article_view(catalogue, article)
    yield from (("list.html", view) for view in dates)
    for kind in FOLDERS:
        yield from (("index.html", view) for view in index_views(catalogue, kind))
        for group in catalogue.of_kind(kind):
            yield from (("list.html", view) for view in group_views(catalogue, group))
    yield from (("sources.html", view) for view in sources_views(catalogue))
    yield from (("source.html", source_view(catalogue, source_id)) for source_id in catalogue.restored)


def _pages(catalogue: Catalogue, draw: Draw) -> Iterator[Output]:
    addresses: list[str] = []
    for template, view in _views(catalogue):
        yield draw(template, view)
        addresses.append(view.canonical)
    # For editors: robots are sent away, and no sitemap names them.
    yield from (draw("collation.html", collation_view(catalogue, article)) for article in catalogue.collection.articles)
    yield draw("missing.html", missing_view(catalogue))
    if catalogue.site.base_url:
        yield from sitemaps(catalogue.site.base_url, addresses)


def render(collection: Collection, config: Config) -> Iterator[Output]:
    """Every file of the site but the search index and the sources' own bytes. Raises PublishError when an asset is missing."""
    assets = read_assets()
    site = Site(config.title, config.description, config.language, config.base_url, assets.paths)
    catalogue = Catalogue(site, config, collection)
    yield from _pages(catalogue, pages())
    yield from (article_markdown(article) for article in collection.articles)
    yield feed(catalogue)
    yield robots(config.base_url)
    yield Output(".nojekyll", b"")
    yield from assets.outputs
    yield from record_outputs(collection, config)
