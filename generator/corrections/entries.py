"""Reading corrections: what stands in the file is checked for its form alone, not against the source."""

from __future__ import annotations

import errno
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from generator.errors import CorrectionError, Problem

RULE = "correction"
SUFFIX = ".corrections.toml"

Kind = Literal["set", "replace", "split", "join"]
Head = Literal["kicker", "title", "deck"]
HEADS: tuple[Head, ...] = ("kicker", "title", "deck")
LISTS = ("tags", "people", "byline")
#: The keys of each kind of entry, beside `reason`, and whether they are needed.
_KEYS: Mapping[str, Mapping[str, bool]] = {
    "set": dict.fromkeys(("article", *HEADS, "date", "place", *LISTS), False),
    "replace": {"find": True, "replace": True, "article": False},
    "split": {"before": True},
    "join": {"articles": True},
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Entry:
    """One table of the file: its kind, its number among those of its kind (from 1), and what it says."""

    file: str
    kind: Kind
    number: int
    reason: str
    values: Mapping[str, Any]

    def refused(self, reason: str, remedy: str) -> CorrectionError:
        return CorrectionError(self.file, f"correction [[{self.kind}]] number {self.number}", reason, remedy)

    def miscounted(self, words: str, count: int) -> CorrectionError:
        """For words that were to stand exactly once in the source, and do not."""
        if count:
            return self.refused(f"{words!r} stands {count} times in the source", "Take more of the words around it")
        return self.refused(
            f"{words!r} stands nowhere in the source", "Copy the words from the page again, or remove it"
        )


@dataclass(frozen=True)
class Corrections:
    """All that an archivist said about one source; by kind, in the order of the file."""

    sets: tuple[Entry, ...] = ()
    replaces: tuple[Entry, ...] = ()
    splits: tuple[Entry, ...] = ()
    joins: tuple[Entry, ...] = ()


def read_corrections(seeds: Path, path: str) -> Corrections:
    """The corrections of the source at `path` below `seeds`; empty when it has none. Raises CorrectionError."""
    file = f"{path}{SUFFIX}"
    try:
        tables = tomllib.loads((seeds / file).read_bytes().decode("utf-8-sig"))
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENAMETOOLONG):
            return Corrections()
        raise CorrectionError(file, "", f"its corrections cannot be read ({error.strerror})", "Mend that") from None
    except UnicodeDecodeError:
        raise CorrectionError(file, "", "its corrections are not UTF-8", "Save them as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(file, "", f"its corrections are not TOML ({error})", "Mend that line") from None
    for kind, entries in tables.items():
        if kind not in _KEYS or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            remedy = "Begin every correction with [[set]], [[replace]], [[split]] or [[join]]"
            raise CorrectionError(file, "", f"its corrections hold {kind!r}, which is none", remedy)

    def read(kind: Kind) -> tuple[Entry, ...]:
        return tuple(_entry(file, kind, number, table) for number, table in enumerate(tables.get(kind, ()), 1))

    return Corrections(read("set"), read("replace"), read("split"), read("join"))


def unclaimed_corrections(seeds: Path, paths: Iterable[str]) -> Iterator[Problem]:
    """A problem for every file of corrections below `seeds` whose source is not among `paths`."""
    known = set(paths)
    for file in sorted(f.relative_to(seeds).as_posix() for f in seeds.rglob(f"*{SUFFIX}")):
        if file.removesuffix(SUFFIX) not in known:
            remedy = f"Name it after a source with all of its name (a.txt{SUFFIX} beside a.txt), or remove it"
            yield Problem(file, "", "corrections without a source", remedy)


def _entry(file: str, kind: Kind, number: int, table: Mapping[str, Any]) -> Entry:
    entry = Entry(file, kind, number, "", {})
    keys = {**_KEYS[kind], "reason": True}
    for key in table:
        if key not in keys:
            near = get_close_matches(key, keys, 1, 0.4)
            raise entry.refused(
                f"there is no key {key!r}", f"Write {near[0]}" if near else f"The keys are {', '.join(keys)}"
            )
    for key, needed in keys.items():
        if needed and key not in table:
            raise entry.refused(f"{key} is missing", f"Add {key} = ...")
    values = {key: _value(entry, key, value) for key, value in table.items()}
    if kind == "set" and not values.keys() - {"article", "reason"}:
        raise entry.refused(
            "it sets nothing", f"Add one of {', '.join(k for k in keys if k not in ('article', 'reason'))}"
        )
    if kind == "replace" and values["find"] == values["replace"]:
        raise entry.refused("find and replace are the same", "Change one of them, or remove the correction")
    return Entry(file, kind, number, str(values.pop("reason")), values)


def _value(entry: Entry, key: str, value: object) -> str | tuple[str, ...]:
    if key in (*LISTS, "articles"):
        if not isinstance(value, list):
            raise entry.refused(f"{key} must be a list", f'Write {key} = ["...", "..."]')
        names = tuple(_line(entry, key, name) for name in value)
        if not all(names) or len(set(names)) < len(names) or (key == "articles" and len(names) != 2):
            raise entry.refused(
                f"{key} must name each once" + (", and two" if key == "articles" else ""), "Mend the list"
            )
        return names
    if key == "date":
        return _date(entry, value.isoformat() if type(value) is date else value)
    line = _line(entry, key, value)
    if not line and key in ("article", "title", "find", "before", "reason"):
        raise entry.refused(f"{key} is empty", "Fill it in")
    return line


def _line(entry: Entry, key: str, value: object) -> str:
    if not isinstance(value, str) or _CONTROL.search(value):
        raise entry.refused(f"{key} must be text on one line", "Put it in quotation marks, without line breaks")
    return value if key in ("find", "replace") else value.strip()


def _date(entry: Entry, value: object) -> str:
    """An EDTF date that stands in the calendar; "" for none."""
    from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415 - a tenth of a second, and few sources need it

    text = _line(entry, "date", value)
    try:
        if text:
            parse_edtf(text)
    except EDTFParseException:
        raise entry.refused(
            f"{text!r} is no date", 'Write an EDTF date: "2020-07-01", "2020-06", "2021~", "2021-07/2021-08"'
        ) from None
    return text
