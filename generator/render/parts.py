"""What stands on pages: links, entries of lists, evidence, tallies, pieces of text. Addresses are relative to the site's root."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True)
class SourceRow:
    """A source in the list of sources."""

    link: Link
    status: str
    published: bool
    size: int
    note: str
