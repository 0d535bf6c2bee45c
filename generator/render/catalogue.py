"""The collection as the pages need it: looked up once, so that no page searches the whole archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.config import Config
from generator.model import Article, Collection, Group, Restored
from generator.render.dates import day_of, edtf_of
from generator.render.markdown import printable
from generator.render.parts import Entry, Link
from generator.render.views import Site

#: Where the pages of each kind of group lie, and what the kind is called.
FOLDERS: Final[Mapping[str, tuple[str, str]]] = {
    "tag": ("tags", "主题"),
    "place": ("places", "地点"),
    "person": ("people", "人物"),
    "series": ("series", "系列"),
}
_EXCERPT = 64


def first_words(text: str, most: int) -> str:
    """The beginning of a text, with …… when there is more."""
    return text if len(text) <= most else text[:most].rstrip("，、；：（“《") + "……"


def headline(article: Article) -> str:
    """The title; for an article without one, that it has none and how it begins."""
    body = "".join(b.said for b in article.body[:1])
    return printable(article.title.strip() or f"（无题）{first_words(body, 24)}")


def article_path(article: Article) -> str:
    return f"articles/{article.id}.html"


def source_path(source_id: str) -> str:
    return f"sources/{source_id}/index.html"


@dataclass(frozen=True)
class Catalogue:
    """A collection with its look-up tables."""

    site: Site
    config: Config
    collection: Collection

    @cached_property
    def articles(self) -> dict[str, Article]:
        return {a.id: a for a in self.collection.articles}

    @cached_property
    def restored(self) -> dict[str, Restored]:
        """By the source's id. Of several files with the same bytes, the one whose articles are published."""
        found: dict[str, Restored] = {}
        for r in self.collection.restored:
            if r.status == "published" or r.source.id not in found:
                found[r.source.id] = r
        return found

    @cached_property
    def paths(self) -> dict[str, list[str]]:
        """By the source's id: every path that its bytes have in the seeds."""
        found: dict[str, list[str]] = {}
        for r in self.collection.restored:
            found.setdefault(r.source.id, []).append(r.source.path)
        return found

    @cached_property
    def neighbours(self) -> dict[str, tuple[Article | None, Article | None]]:
        """By the article's id: the one before and the one behind it in its source."""
        return {
            article.id: (before, behind)
            for r in self.restored.values()
            for before, article, behind in zip((None, *r.articles), r.articles, (*r.articles[1:], None), strict=False)
        }

    @cached_property
    def groups(self) -> dict[tuple[str, str], Group]:
        return {(g.kind, g.name): g for g in self.collection.groups}

    def of_kind(self, kind: str) -> list[Group]:
        return [g for g in self.collection.groups if g.kind == kind]

    def group_link(self, group: Group) -> Link:
        return Link(printable(group.name), f"{FOLDERS[group.kind][0]}/{group.slug}.html", len(group.articles))

    def links(self, kind: str, names: Iterable[str]) -> tuple[Link, ...]:
        """The pages of these names; a name that was not arranged has none."""
        return tuple(self.group_link(self.groups[kind, name]) for name in names if (kind, name) in self.groups)

    def lang(self, article: Article) -> str:
        """The script that the article is shown in."""
        script = self.config.reading_script
        return f"zh-{article.script if script == 'source' else script}"

    def entry(self, article: Article) -> Entry:
        first = next((b.value for b in article.body if b.role == "p"), "")
        return Entry(
            href=article_path(article),
            title=headline(article),
            day=day_of(edtf_of(article)),
            place=printable(article.about.place.value) if article.about.place else "",
            excerpt=printable(first_words(first, _EXCERPT)),
            lang=self.lang(article),
        )

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """By the article's id."""
        return {a.id: self.entry(a) for a in self.collection.articles}
