"""What the templates get: one frozen view for each page. Every address in a view is relative to the site's root.

A template says `{{ view.root }}{{ link.href }}`; so the site works below any path, and from a disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.render.parts import Day, Entry, Evidence, Link, Mark, Pager, Pair, Person, Section, SourceRow, Tally


@dataclass(frozen=True)
class Site:
    """What every page knows. `assets` maps a file's name to its path from the root."""

    title: str
    description: str
    language: str
    base_url: str
    assets: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class View:
    """A page. `title` is "" on the home page; `section` is the entry of the navigation that it belongs to."""

    site: Site
    path: str
    title: str
    section: str = ""
    summary: str = ""

    @property
    def root(self) -> str:
        """From this page to the site's root: "", "../" ..."""
        return "../" * self.path.count("/")

    @property
    def canonical(self) -> str:
        """The page's full address; "" as long as nobody said where the site stands."""
        return self.site.base_url and self.site.base_url + self.path.removesuffix("index.html")

    def asset(self, name: str) -> str:
        return self.root + self.site.assets[name]


@dataclass(frozen=True, kw_only=True)
class ListView(View):
    """Articles in their order. `jumps` leads to years, each with its months; `offices` are a person's, as the articles name them."""

    heading: str
    count: int
    kind: Link | None = None
    sections: tuple[Section, ...]
    pager: Pager
    jumps: tuple[Section, ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IndexView(View):
    """All tags, places, people or series, or those under one heading. `jumps` leads to the headings."""

    lead: str
    jumps: tuple[Link, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True)
class ArticleView(View):
    """`phrases` are the title, in pieces that had better stay on one line. Of all `copies`, `similar` are the first.

    `makers` are names with what their bearers did. `other_script` names the script of the source where it is not the one shown;
    `doubtful` says that marks stand in the body.
    """

    phrases: tuple[str, ...]
    lang: str
    kicker: str
    deck: tuple[str, ...]
    byline: tuple[str, ...]
    makers: tuple[tuple[str, str], ...]
    day: Day
    evidence: tuple[Evidence, ...]
    disagrees: tuple[Evidence, ...]
    place: Link | None
    place_evidence: Evidence | None
    tags: tuple[Link, ...]
    key_phrases: tuple[str, ...]
    people: tuple[Person, ...]
    organs: tuple[str, ...]
    series: Link | None
    ordinal: str
    doc_number: str
    signed: str
    continued_from: str
    body: Markup
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    source: Link
    start: int
    end: int
    original: str
    markdown: str
    ledger: str
    collation: str
    other_script: str
    doubtful: bool
    tallies: tuple[Tally, ...]
    damage: tuple[str, ...]
    flags: tuple[Mark, ...]
    corrections: tuple[Mark, ...]
    previous: Link | None
    following: Link | None
    similar: tuple[Entry, ...]
    copies: int

    @property
    def wording(self) -> tuple[Tally, ...]:
        """The changes that touch the words."""
        return tuple(t for t in self.tallies if not t.typographic)

    @property
    def setting(self) -> tuple[Tally, ...]:
        """The changes that touch only lines, spaces and the width of marks."""
        return tuple(t for t in self.tallies if t.typographic)


@dataclass(frozen=True, kw_only=True)
class CollationView(View):
    """An article's source beside its restored text. Each side has the language of its script; `phrases` are the article's title."""

    article: Link
    phrases: tuple[str, ...]
    lang: str
    source_lang: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, kw_only=True)
class SourcesView(View):
    rows: tuple[SourceRow, ...]
    pager: Pager
    count: int


@dataclass(frozen=True, kw_only=True)
class SourceView(View):
    """One file as received. `paths` are several where the same bytes lie in the seeds more than once."""

    paths: tuple[str, ...]
    sha256: str
    size: int
    encoding: str
    mixed: tuple[str, ...]
    reencodes: str
    format: str
    script: str
    status: str
    reason: str
    remedy: str
    damage: tuple[str, ...]
    characters: int
    kept: int
    dropped: tuple[Tally, ...]
    articles: tuple[Entry, ...]
    notices: tuple[str, ...]
    original: str
    ledger: str


@dataclass(frozen=True, kw_only=True)
class HomeView(View):
    articles: int
    sources: int
    places: int
    range: str
    newest: tuple[Entry, ...]
    years: tuple[Link, ...]
    tags: tuple[Link, ...]
    place_links: tuple[Link, ...]
    people: tuple[Link, ...]
    series: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class AboutView(View):
    articles: int
    sources: int
    tallies: tuple[Tally, ...]
    address: str


@dataclass(frozen=True, kw_only=True)
class SearchView(View):
    """The search page; what it finds, the browser finds."""


@dataclass(frozen=True, kw_only=True)
class MissingView(View):
    """A host shows this page for any address, at any depth: its links begin at the site's address, where that is known."""

    home: str

    @property
    def root(self) -> str:
        return self.home
