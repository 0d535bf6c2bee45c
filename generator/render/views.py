"""What the templates get: one frozen view for each page. Every address in a view is relative to the site's root.

A template says `{{ view.root }}{{ link.href }}`; so the site works below any path, and from a disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup


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


@dataclass(frozen=True)
class Link:
    name: str
    href: str
    count: int = 0


@dataclass(frozen=True)
class Person:
    """A person named in an article, with the office that he is named in; "" where he is named in none."""

    link: Link
    office: str


@dataclass(frozen=True)
class Day:
    """A date in words, and as HTML's <time> wants it ("" where it cannot say it)."""

    label: str
    machine: str = ""


@dataclass(frozen=True)
class Entry:
    """An article in a list."""

    href: str
    title: str
    day: Day
    place: str
    excerpt: str
    lang: str


@dataclass(frozen=True)
class Section:
    """A part of a list, with a heading that can be jumped to."""

    name: str
    anchor: str
    entries: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Pager:
    """`links` are the pages to choose from; the one that is open has `number`."""

    number: int
    last: int
    links: tuple[Link, ...]
    previous: str = ""
    following: str = ""


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


@dataclass(frozen=True)
class Evidence:
    """`words` are those of the article; `note` says what they are, or the date that they speak for."""

    words: str
    note: str
    certainty: str


@dataclass(frozen=True)
class Tally:
    """How often a rule changed something; for a source, how many characters it dropped."""

    label: str
    proved: int
    inferred: int
    typographic: bool = False

    @property
    def count(self) -> int:
        return self.proved + self.inferred


@dataclass(frozen=True)
class Mark:
    """A place of an article with a word about it: damage that could not be undone, or an archivist's correction.

    `after` is what the correction put there; "" where nothing was put. `offset` is that in the source.
    """

    words: str
    after: str
    note: str
    offset: int


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


@dataclass(frozen=True)
class Piece:
    """A stretch of one side of a collation. `kind` is "" where nothing changed, else proved, inferred, flag or typographic.

    `answered` says that something stands for it on the other side.
    """

    text: str
    kind: str
    note: str
    answered: bool


@dataclass(frozen=True)
class Alteration:
    """A change in words, and how often it was made in a block. `after` is "" where nothing was put."""

    before: str
    after: str
    label: str
    certainty: str
    note: str
    count: int


@dataclass(frozen=True)
class Pair:
    """A block of an article on both sides. `wording` are the changes that touch the words, `setting` the typographic ones."""

    role: str
    offset: int
    source: tuple[Piece, ...]
    restored: tuple[Piece, ...]
    wording: tuple[Alteration, ...]
    setting: tuple[Alteration, ...]

    @property
    def doubtful(self) -> int:
        """How many of the changes that touch the words are not proved."""
        return sum(change.count for change in self.wording if change.certainty != "可证")


@dataclass(frozen=True, kw_only=True)
class CollationView(View):
    """An article's source beside its restored text. Each side has the language of its script; `phrases` are the article's title."""

    article: Link
    phrases: tuple[str, ...]
    lang: str
    source_lang: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class SourceRow:
    """A source in the list of sources."""

    link: Link
    status: str
    published: bool
    size: int
    note: str


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
