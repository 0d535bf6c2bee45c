"""Authority files: what the archive knows before it reads the first bulletin; and weights.

surnames.toml, given.toml, offices.toml, subjects.toml, phrases.toml, chronology.toml, places.toml and residue.toml are for archivists
to edit; each says at its head what its lists mean. The functions here read them once and give frozen values; places and residue have
modules of their own. All is in Simplified script, but for surnames, whose Traditional forms stand beside the Simplified ones.
weights.toml is set by hand; breaks.toml and reading.toml are written by `benchmarks.breaks` and `benchmarks.readings`.

>>> "储" in surnames().single, "儲" in surnames().single
(True, True)
>>> next(subject.category for subject in subjects() if subject.name == "消防安全")
'市场监管安全生产监管'
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

Bearing = Literal["before", "after", "around", "not-before", "not-after"]


@dataclass(frozen=True, slots=True)
class Surnames:
    """Sets of characters, in both scripts; `compound` holds whole surnames."""

    single: frozenset[str]
    compound: frozenset[str]
    rare: frozenset[str]
    telling: frozenset[str]
    frequent: frozenset[str]
    common_words: frozenset[str]
    not_names: frozenset[str]
    seldom: frozenset[str]


@dataclass(frozen=True, slots=True)
class Given:
    """Sets of characters of given names, in Simplified script."""

    telling: frozenset[str]
    usual: frozenset[str]
    plain: frozenset[str]
    transcribed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Offices:
    """Words beside names, each list longest first, as an alternation of a regular expression wants them."""

    before_name: tuple[str, ...]
    shared: tuple[str, ...]
    no_office: tuple[str, ...]
    callings: tuple[str, ...]
    kin: tuple[str, ...]
    loosely: tuple[str, ...]
    namers: tuple[str, ...]
    towards: tuple[str, ...]
    after_name: tuple[str, ...]
    verbs_after_name: tuple[str, ...]
    loosely_after: tuple[str, ...]
    never_after: tuple[str, ...]
    list_openers: tuple[str, ...]
    weak_openers: tuple[str, ...]
    list_closers: tuple[str, ...]
    byline: tuple[str, ...]
    credit: tuple[str, ...]
    credit_after: tuple[str, ...]
    not_people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyPhrases:
    """What is no key phrase: `stock` phrases, what ends in `tails`, and characters (`edges`) that begin and end none."""

    stock: frozenset[str]
    tails: tuple[str, ...]
    edges: frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """A tag. `terms` show it by themselves, `weak` only beside one of them."""

    name: str
    category: str
    terms: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Founding:
    """What anniversaries are counted from: an alias before N周年 means the year of `date` (EDTF) + N."""

    name: str
    aliases: tuple[str, ...]
    date: str
    source: str

    @property
    def year(self) -> int:
        return int(self.date[:4])


@dataclass(frozen=True, slots=True)
class Plan:
    """A five-year plan. `date` is the EDTF interval it covers."""

    name: str
    aliases: tuple[str, ...]
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival, or another yearly event whose date moves. `dates` gives its ISO date for each year known."""

    name: str
    aliases: tuple[str, ...]
    dates: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event. `date` is EDTF, a day, month, year or interval; `bearing` is explained in chronology.toml."""

    name: str
    aliases: tuple[str, ...]
    date: str
    bearing: Bearing
    source: str


@dataclass(frozen=True, slots=True)
class Chronology:
    """`plan_years` maps a phrase (收官之年) to the year of a plan it stands for, counted from 1."""

    foundings: tuple[Founding, ...]
    plans: tuple[Plan, ...]
    plan_years: Mapping[str, int]
    festivals: tuple[Festival, ...]
    events: tuple[Event, ...]
    anticipating: tuple[str, ...]
    looking_back: tuple[str, ...]


def read(name: str) -> dict[str, Any]:
    """The authority file of that name, such as "places.toml", as it stands."""
    return tomllib.loads(files("generator.data").joinpath(name).read_text("utf-8"))


@cache
def surnames() -> Surnames:
    data = read("surnames.toml")
    forms = {**data["traditional"], **{hans: (hant,) for hans, hant in data["traditional_compound"].items()}}

    def both(hans: frozenset[str]) -> frozenset[str]:
        return hans.union(*(forms[name] for name in hans if name in forms))

    return Surnames(
        single=both(_characters(data["single"])),
        compound=both(frozenset(data["compound"])),
        rare=_characters(data["rare"]),
        telling=_characters(data["telling"]),
        frequent=_characters(data["frequent"]),
        common_words=both(_characters(data["common_words"])),
        not_names=_characters(data["not_names"]),
        seldom=_characters(data["seldom"]),
    )


@cache
def given() -> Given:
    return Given(**{key: _characters(run) for key, run in read("given.toml").items()})


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """What each piece of evidence says for or against a name of a person, by the table and the key in weights.toml."""
    return MappingProxyType({table: MappingProxyType(dict(row)) for table, row in read("weights.toml").items()})


@cache
def offices() -> Offices:
    return Offices(**{key: tuple(sorted(words, key=len, reverse=True)) for key, words in read("offices.toml").items()})


@cache
def key_phrases() -> KeyPhrases:
    data = read("phrases.toml")
    return KeyPhrases(frozenset(data["stock"]), tuple(data["tails"]), _characters(data["edges"]))


@cache
def subjects() -> tuple[Subject, ...]:
    return tuple(
        Subject(entry["name"], entry["category"], tuple(entry["terms"]), tuple(entry.get("weak", ())))
        for entry in read("subjects.toml")["subject"]
    )


@cache
def chronology() -> Chronology:
    data = read("chronology.toml")
    return Chronology(
        foundings=tuple(Founding(**_frozen(entry)) for entry in data["founding"]),
        plans=tuple(Plan(**_frozen(entry)) for entry in data["plan"]),
        plan_years=MappingProxyType({entry["phrase"]: entry["year"] for entry in data["plan_years"]}),
        festivals=tuple(
            Festival(
                entry["name"],
                tuple(entry["aliases"]),
                MappingProxyType({int(date[:4]): date for date in entry["dates"]}),
            )
            for entry in data["festival"]
        ),
        events=tuple(Event(**_frozen(entry)) for entry in data["event"]),
        anticipating=tuple(data["anticipating"]),
        looking_back=tuple(data["looking_back"]),
    )


@cache
def line_breaks() -> Mapping[str, float]:
    """The weight of each sign at the end of a line, as `python -m benchmarks.breaks` fitted it."""
    return MappingProxyType(read("breaks.toml"))


@cache
def page_weights() -> Mapping[str, float]:
    """What each sign on a page says for one reading of it or another, as `python -m benchmarks.readings` fitted it."""
    return MappingProxyType(read("reading.toml"))


def _characters(run: str) -> frozenset[str]:
    return frozenset("".join(run.split()))


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "aliases": tuple(entry["aliases"])}
