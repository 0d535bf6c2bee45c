"""What an archive is made of: sources, documents, articles, and what was found in them. Everything here is immutable."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from generator.model.change import Certainty, Span
from generator.model.text import Text

Format = Literal["text", "markdown", "html"]
Script = Literal["Hans", "Hant"]
Status = Literal["published", "duplicate", "quarantined"]
#: What a block is to its article. Those of `BODY` are the paragraphs of articles.jsonl, under the same names.
Role = Literal[
    "kicker", "title", "deck", "p", "h2", "h3", "li", "quote", "salutation", "signature", "table", "image",
    "caption", "credit", "continued", "notice",
]  # fmt: skip
BODY: tuple[Role, ...] = ("p", "h2", "h3", "li", "quote", "salutation", "signature", "table", "image")

T = TypeVar("T")


@dataclass(frozen=True)
class Coding:
    """How the characters of a source were bytes, beside its encoding: enough to make the bytes again from the text.

    `mark` is the mark of byte order, which is no text. `others` are stretches of the text in other encodings. `lost` are the
    offsets in the text of each U+FFFD that stands for bytes which could not be decoded, with these bytes. `exact` says whether
    all that gives the bytes again; it does not where an encoding has two ways to write a character.
    """

    mark: bytes = b""
    others: tuple[tuple[Span, str], ...] = ()
    lost: tuple[tuple[int, bytes], ...] = ()
    exact: bool = True


@dataclass(frozen=True)
class Source:
    """A file as received. `path` is relative to the seeds folder, with `/`; `id` is the start of its SHA-256 in hex."""

    path: str
    sha256: str
    size: int
    encoding: str = ""
    format: Format = "text"
    coding: Coding = field(default_factory=Coding)

    @property
    def id(self) -> str:
        return self.sha256[:12]


@dataclass(frozen=True)
class Document:
    """A source's decoded text, with everything that repair has done to it. `damage` names the kinds of damage seen."""

    source: Source
    text: Text
    script: Script = "Hans"
    damage: tuple[str, ...] = ()


_IMAGE = re.compile(r"!\[(.*)\]\(([^()]*)\)", re.DOTALL)


def said(role: Role, value: str) -> str:
    """What a block says to a reader: of a picture, `![words](address)`, its words.

    >>> said("image", "![会场](a.jpg)"), said("p", "会场")
    ('会场', '会场')
    """
    match = _IMAGE.fullmatch(value.strip()) if role == "image" else None
    return match[1] if match else value


def address(value: str) -> str:
    """The address of a picture, `![words](address)`; "" for anything else."""
    match = _IMAGE.fullmatch(value.strip())
    return match[2] if match else ""


@dataclass(frozen=True)
class Block:
    """One block of writing: a headline, a paragraph, a caption ..."""

    role: Role
    text: Text

    @property
    def value(self) -> str:
        return self.text.value

    @property
    def said(self) -> str:
        """What it says to a reader."""
        return said(self.role, self.value)


@dataclass(frozen=True)
class Found(Generic[T]):
    """A finding with its evidence: the words it rests on as they stand in the article (`text`) and in the source (`span`)."""

    value: T
    rule: str
    text: str = ""
    span: Span | None = None
    certainty: Certainty = "proved"


@dataclass(frozen=True)
class Maker:
    """Who made an article or its pictures. `role` is what the text says that he did (记者, 摄影), "" where it does not say."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class Office:
    """A person named in an article, and the office that he is named in as it stands there (区委书记、区长)."""

    name: str
    office: str


@dataclass(frozen=True)
class Series:
    """A numbered series of meetings or issues."""

    name: str
    number: int


@dataclass(frozen=True)
class Date:
    """An EDTF date with the findings that gave its parts: `(day words, year words)`; `disagrees` are dates that spoke against it."""

    edtf: str
    evidence: tuple[Found[str], ...]
    disagrees: tuple[Found[str], ...] = ()


@dataclass(frozen=True)
class Description:
    """What is known about an article. Nothing here is guessed: what is not known is empty or None.

    `set_by_hand` names the fields that the archivist set, also those he emptied.
    """

    byline: tuple[Found[str], ...] = ()
    makers: tuple[Found[Maker], ...] = ()
    date: Date | None = None
    place: Found[str] | None = None
    people: tuple[Found[str], ...] = ()
    offices: tuple[Found[Office], ...] = ()
    organs: tuple[Found[str], ...] = ()
    tags: tuple[Found[str], ...] = ()
    key_phrases: tuple[Found[str], ...] = ()
    series: Found[Series] | None = None
    doc_number: Found[str] | None = None
    signed: Found[str] | None = None
    continued_from: Found[str] | None = None
    set_by_hand: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Article:
    """One piece of writing: its blocks in reading order, and its description."""

    id: str
    source: Source
    script: Script
    blocks: tuple[Block, ...]
    about: Description = field(default_factory=Description)

    def values(self, *roles: Role) -> tuple[str, ...]:
        """The texts of the blocks of these roles, in reading order."""
        return tuple(b.value for b in self.blocks if b.role in roles)

    def _head(self, role: Role) -> str:
        return " ".join(self.values(role))

    @property
    def title(self) -> str:
        """The headline proper; where it runs over several lines, without spaces that it does not want."""
        lines = [value.strip() for value in self.values("title")]
        spaced = (" " + b if a[-1:].isascii() and b[:1].isascii() else b for a, b in pairwise(lines) if b)
        return "".join((*lines[:1], *spaced))

    @property
    def kicker(self) -> str:
        return self._head("kicker")

    @property
    def deck(self) -> str:
        return self._head("deck")

    @property
    def body(self) -> tuple[Block, ...]:
        return tuple(b for b in self.blocks if b.role in BODY)

    @property
    def span(self) -> Span:
        """From the first to the last character of the source that is in the article."""
        stretches = [s for b in self.blocks for s in b.text.stretches]
        return Span(min(s.start for s in stretches), max(s.end for s in stretches))


@dataclass(frozen=True)
class Segmented:
    """A document taken apart. Every character of it is in a block of an article, or in a notice: readable, but nobody's (teasers)."""

    document: Document
    articles: tuple[Article, ...]
    notices: tuple[Block, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, those of the articles first."""
        return (*(b for a in self.articles for b in a.blocks), *self.notices)


@dataclass(frozen=True)
class Account:
    """Where a source's characters went: `characters == kept + sum(dropped.values())`."""

    characters: int
    kept: int
    dropped: Counter[str]


@dataclass(frozen=True)
class Restored:
    """All that came of one source. Without articles when its status is not "published"; then `reason` says why.

    `remedy` says what to do, and `place` where in the file, if that is known.
    """

    source: Source
    status: Status
    reason: str = ""
    remedy: str = ""
    place: str = ""
    segmented: Segmented | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.segmented.articles if self.segmented else ()


@dataclass(frozen=True)
class Group:
    """Articles that share something: a day, a place, a person, a tag, a series. `slug` is safe in a path."""

    kind: Literal["date", "place", "person", "tag", "series"]
    name: str
    slug: str
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Collection:
    """The whole archive, arranged. `articles` is in the order of the index: newest first, undated last."""

    restored: tuple[Restored, ...]
    articles: tuple[Article, ...]
    groups: tuple[Group, ...]
    similar: dict[str, tuple[str, ...]]
