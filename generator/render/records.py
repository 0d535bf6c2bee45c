"""The records for programs, in `data/`: articles, sources, every change, and the report of the build. README.md names the fields."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from typing import Any, Final

from generator.config import Config
from generator.model import (
    Account,
    Article,
    Block,
    Collection,
    Date,
    Description,
    Found,
    Output,
    Restored,
    Source,
    address,
)
from generator.render.tallies import Counts, count_changes

#: Ends of lines to some readers of lines, though not to JSON.
_LINE_ENDS: Final = re.compile("[\u0085\u2028\u2029]")

Record = dict[str, Any]


def record_outputs(collection: Collection, config: Config) -> Iterator[Output]:
    """Every file of `data/`. One article's or source's record is made at a time, but for the two files that hold one a line."""
    articles = (article_record(a, collection.similar.get(a.id, ())) for a in collection.articles)
    yield Output("data/articles.jsonl", b"".join(map(_line, articles)))
    yield Output("data/sources.jsonl", b"".join(_line(source_record(r)) for r in collection.restored))
    for restored in collection.restored:
        if restored.segmented:
            yield _ledger(restored.source.id, restored.source, restored.segmented.notices, Description())
    for article in collection.articles:
        yield _ledger(article.id, article.source, article.blocks, article.about)
    yield Output("data/report.json", _line(report_record(collection, config), indent=1))


def _line(record: Record, indent: int | None = None) -> bytes:
    separators = None if indent else (",", ":")
    text = json.dumps(record, ensure_ascii=False, indent=indent, separators=separators)
    return (_LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", text) + "\n").encode()


# ---- Articles


def article_record(article: Article, similar: Iterable[str] = ()) -> Record:
    """One line of articles.jsonl."""
    about = article.about
    return {
        "id": article.id,
        "url": f"articles/{article.id}.html",
        "source": {
            "path": article.source.path,
            "sha256": article.source.sha256,
            "start": article.span.start,
            "end": article.span.end,
        },
        "title": article.title,
        "kicker": article.kicker,
        "deck": article.deck,
        "byline": _values(about.byline),
        "makers": [{"name": f.value.name, "role": f.value.role} for f in about.makers],
        "date": about.date.edtf if about.date else None,
        "date_evidence": [{"text": f.text, "rule": f.rule} for f in (about.date.evidence if about.date else ())],
        "place": _value(about.place),
        "people": _values(about.people),
        "people_offices": [{"name": f.value.name, "office": f.value.office} for f in about.offices],
        "organs": _values(about.organs),
        "tags": _values(about.tags),
        "key_phrases": _values(about.key_phrases),
        "series": {"name": about.series.value.name, "number": about.series.value.number} if about.series else None,
        "doc_number": _value(about.doc_number),
        "signed": _value(about.signed),
        "captions": list(article.values("caption")),
        "credits": list(article.values("credit")),
        "continued_from": _value(about.continued_from),
        "paragraphs": list(map(_paragraph, article.body)),
        "script": article.script,
        "changes": _changes(count_changes(article)),
        "similar": list(similar),
    }


def _paragraph(block: Block) -> Record:
    source = {"src": address(block.value)} if block.role == "image" else {}
    return {"kind": block.role, "text": block.said, **source}


def _value(found: Found[str] | None) -> str | None:
    return found.value if found else None


def _values(found: Iterable[Found[str]]) -> list[str]:
    return [f.value for f in found]


def _changes(counts: Counts) -> Record:
    """How many changes each rule made, the proved apart from the inferred."""
    return {
        certainty: {rule: n for (rule, how), n in sorted(counts.items()) if how == certainty}
        for certainty in ("proved", "inferred")
    }


# ---- Sources


def account(restored: Restored) -> Account:
    """Where the characters of a source went. All is 0 for one that was not published."""
    segmented = restored.segmented
    if segmented is None:
        return Account(0, 0, Counter())
    kept, dropped = 0, Counter[str]()
    for block in segmented.blocks:
        stay, go = block.text.fate()
        kept += stay
        dropped += go
    return Account(len(segmented.document.text.original), kept, dropped)


def source_record(restored: Restored) -> Record:
    """One line of sources.jsonl."""
    source, segmented, spent = restored.source, restored.segmented, account(restored)
    return {
        "path": source.path,
        "sha256": source.sha256,
        "bytes": source.size,
        "encoding": source.encoding,
        "byte_order_mark": source.coding.mark.hex(" ").upper(),
        "other_encodings": [[span.start, span.end, name] for span, name in source.coding.others],
        "undecodable": [[at, values.hex(" ").upper()] for at, values in source.coding.lost],
        "reencodes": bool(segmented) and source.coding.exact,
        "format": source.format if segmented else "",
        "damage": list(segmented.document.damage) if segmented else [],
        "articles": [a.id for a in restored.articles],
        "characters": spent.characters,
        "kept": spent.kept,
        "dropped": dict(sorted(spent.dropped.items())),
        "notices": [b.value for b in segmented.notices] if segmented else [],
        "status": restored.status,
        "reason": _reason(restored),
    }


def _reason(restored: Restored) -> str:
    return f"{restored.place}: {restored.reason}" if restored.place else restored.reason


# ---- Ledgers


def _ledger(name: str, source: Source, blocks: Iterable[Block], about: Description) -> Output:
    """Enough to make each block again from the source: the stretches it was cut from, and every change since.

    `at` is where a change stood in the block before its pass, `start` and `end` the span in the source that it goes back to.
    """
    listed = list(blocks)
    record = {
        "id": name,
        "source": {"path": source.path, "sha256": source.sha256},
        "blocks": [{"role": b.role, "stretches": [[s.start, s.end] for s in b.text.stretches]} for b in listed],
        "changes": [change for n, b in enumerate(listed) for change in _block_changes(n, b)],
        "findings": list(_findings(about)),
    }
    return Output(f"data/ledger/{name}.json", _line(record))


def _block_changes(number: int, block: Block) -> Iterator[Record]:
    passes = [n for n, done in enumerate(block.text.passes) for _ in done.changes]
    for level, traced in zip(passes, block.text.changes(), strict=True):
        change = traced.change
        yield {
            "block": number,
            "pass": level,
            "rule": change.rule,
            "at": change.span.start,
            "start": traced.source.start,
            "end": traced.source.end,
            "before": change.before,
            "after": change.after,
            "certainty": change.certainty,
            "note": change.note,
        }


def _findings(about: Description) -> Iterator[Record]:
    """Everything that was found, with its evidence; under `against` the dates that spoke against the one taken."""
    for field in fields(about):
        value = getattr(about, field.name)
        if isinstance(value, Date):
            yield from (_finding("date", f) for f in value.evidence)
            yield from (_finding("date", f) | {"against": True} for f in value.disagrees)
        elif isinstance(value, Found):
            yield _finding(field.name, value)
        elif field.name != "set_by_hand":
            yield from (_finding(field.name, f) for f in value or ())


def _finding(field: str, found: Found[Any]) -> Record:
    value = found.value if isinstance(found.value, str) else " ".join(map(str, astuple(found.value))).strip()
    return {
        "field": field,
        "value": value,
        "rule": found.rule,
        "text": found.text,
        "start": found.span.start if found.span else None,
        "end": found.span.end if found.span else None,
        "certainty": found.certainty,
    }


# ---- The report


def report_record(collection: Collection, config: Config) -> Record:
    """What came of the build: data/report.json. Without times, so that two builds of the same seeds agree."""
    counts: Counts = Counter()
    for article in collection.articles:
        counts += count_changes(article)
    restored = collection.restored
    return {
        "title": config.title,
        "base_url": config.base_url,
        "sources": len(restored),
        "articles": len(collection.articles),
        "status": dict(sorted(Counter(r.status for r in restored).items())),
        "problems": [
            {"path": r.source.path, "status": r.status, "reason": _reason(r), "remedy": r.remedy}
            for r in restored
            if r.status != "published"
        ],
        "changes": _changes(counts),
    }
