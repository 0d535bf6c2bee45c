"""Whether every character is accounted for: each block is made again from the source's bytes and the ledger."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.errors import Problem, SourceError
from generator.ingest import encode, read_document
from generator.model import BODY, Change, Coding, Pass, Source, Span, Text, said

Record = dict[str, Any]
_REMEDY = "Build the site again; if it stays so, report it: something was lost or invented"
#: What goes wrong where a record is not of the form that it should have. ChangeError is a ValueError.
_MALFORMED = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, SourceError)


def check_accounts(site: Path) -> Iterator[Problem]:
    """A problem for each source whose characters are not all in its articles, its notices or its recorded changes."""
    paragraphs: dict[str, bytes] = {}
    claimed: list[str] = []

    def look_at_article(record: Record) -> Iterator[Problem]:
        paragraphs[record["id"]] = _digest([(p["kind"], p["text"]) for p in record["paragraphs"]])
        if not (site / record["url"]).is_file():
            yield Problem("data/articles.jsonl", record["id"], f"{record['url']} is not there", _REMEDY)

    def look_at_source(record: Record) -> Iterator[Problem]:
        claimed.extend(record["articles"])
        for wrong in _check_source(site, record, paragraphs):
            yield Problem(f"sources/{record['sha256'][:12]}/original.txt", record["path"], wrong, _REMEDY)

    yield from _each(site, "data/articles.jsonl", look_at_article)
    yield from _each(site, "data/sources.jsonl", look_at_source)
    for name in sorted(paragraphs.keys() ^ set(claimed)):
        yield Problem(
            "data/sources.jsonl", name, "this article is not in both sources.jsonl and articles.jsonl", _REMEDY
        )


def _each(site: Path, path: str, look: Callable[[Record], Iterator[Problem]]) -> Iterator[Problem]:
    """What is wrong with the records of a file that holds one a line."""
    try:
        lines = (site / path).open("rb")
    except OSError as error:
        yield Problem(path, "", f"it cannot be read ({error.strerror})", _REMEDY)
        return
    with lines:
        for number, line in enumerate(lines, 1):
            try:
                yield from list(look(json.loads(line)))
            except _MALFORMED as error:
                yield Problem(path, f"line {number}", f"it does not fit the rest of the site ({error!r})", _REMEDY)


def _digest(paragraphs: Sequence[tuple[str, str]]) -> bytes:
    return hashlib.sha256(json.dumps(paragraphs).encode()).digest()


def _check_source(site: Path, record: Record, paragraphs: dict[str, bytes]) -> Iterator[str]:
    """What is wrong with the account of one source."""
    if record["characters"] != record["kept"] + sum(record["dropped"].values()):
        yield f"its {record['characters']} characters are not those kept and dropped"
    name = record["sha256"][:12]
    file = site / "sources" / name / "original.txt"
    if record["status"] != "published" and not file.exists():
        return
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != record["sha256"] or len(data) != record["bytes"]:
        yield "its bytes are not those received"
    elif record["status"] == "published":
        source = Source(record["path"], record["sha256"], record["bytes"])
        text = read_document(source, data).text.original
        if len(text) != record["characters"]:
            yield f"it has {len(text)} characters, not {record['characters']}"
        if _gives(record, text, data) is not record["reencodes"]:
            says = "do" if record["reencodes"] else "do not"
            yield f"its record says that the bytes {says} come out of its text again, and that is not so"
        yield from _check_text(site, record, text, paragraphs)


def _gives(record: Record, text: str, data: bytes) -> bool:
    """Whether the text, encoded as a record says, is the bytes."""
    others = tuple((Span(start, end), name) for start, end, name in record["other_encodings"])
    lost = tuple((at, bytes.fromhex(values)) for at, values in record["undecodable"])
    coding = Coding(bytes.fromhex(record["byte_order_mark"]), others, lost)
    try:
        return encode(text, record["encoding"], coding) == data
    except UnicodeEncodeError:
        return False


def _check_text(site: Path, record: Record, text: str, paragraphs: dict[str, bytes]) -> Iterator[str]:
    """What is wrong with the articles and the rest of one source, by its text."""
    kept, dropped, stretches = 0, Counter[str](), []
    for name in (*record["articles"], record["sha256"][:12]):
        ledger = json.loads((site / f"data/ledger/{name}.json").read_bytes())
        blocks = list(_blocks(text, ledger))
        for _, block in blocks:
            stay, go = block.fate()
            kept, dropped = kept + stay, dropped + go
            stretches += [s for s in block.stretches if len(s)]
        if name in paragraphs and paragraphs[name] != _digest([(r, said(r, b.value)) for r, b in blocks if r in BODY]):
            yield f"article {name} does not come out of it and its ledger"
    if (kept, dropped) != (record["kept"], Counter(record["dropped"])):
        yield "its ledgers do not drop what its account says"
    at = 0
    for s in sorted(stretches):
        if s.start > at:
            yield f"characters {at} to {s.start} are lost"
        elif s.start < at:
            yield f"characters {s.start} to {min(at, s.end)} are there twice"
        at = max(at, s.end)
    if at != len(text):
        yield f"characters {at} to {len(text)} are lost"


def _blocks(text: str, ledger: Record) -> Iterator[tuple[str, Text]]:
    """The role and the text of each block that a ledger tells of. Raises ValueError when its changes do not fit the text."""
    changes: defaultdict[int, list[tuple[int, Change]]] = defaultdict(list)
    for c in ledger["changes"]:
        span = Span(c["at"], c["at"] + len(c["before"]))
        change = Change(c["rule"], span, c["before"], c["after"], c["certainty"], c["note"])
        changes[c["block"]].append((c["pass"], change))
    if changes and max(changes) >= len(ledger["blocks"]):
        raise ValueError(f"it changes block {max(changes)}, and has {len(ledger['blocks'])}")
    for number, block in enumerate(ledger["blocks"]):
        stretches = tuple(Span(*s) for s in block["stretches"])
        value = original = "".join(text[s.start : s.end] for s in stretches)
        passes = []
        for _, level in groupby(changes[number], key=lambda found: found[0]):
            passes.append(Pass(tuple(change for _, change in level)))
            value = _rewritten(value, passes[-1])
        yield block["role"], Text(original, stretches, tuple(passes), value)


def _rewritten(value: str, done: Pass) -> str:
    """The value after a pass. Raises ValueError when a change does not find what it replaces."""
    parts: list[str] = []
    at = 0
    for c in done.changes:
        if c.span.start < at or value[c.span.start : c.span.end] != c.before:
            raise ValueError(f"{c.rule} does not find {c.before!r} at {c.span.start}")
        parts += value[at : c.span.start], c.after
        at = c.span.end
    return "".join((*parts, value[at:]))
