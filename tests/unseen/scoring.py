"""How far the build's records are from what a reader catalogued, as shares and one error rate."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]


def letters(record: Record) -> str:
    """The body without white space, whether its paragraphs are strings (`## ` for a heading) or objects."""
    return "".join(body(record))


def body(record: Record) -> list[str]:
    """Each paragraph of a body without white space and without the marks of a heading."""
    texts = (p["text"] if isinstance(p, dict) else p.lstrip("#") for p in record["paragraphs"])
    return ["".join(t.split()) for t in texts]


def bare(text: object) -> str:
    """A value without white space; nothing known is the empty string."""
    return "".join(str(text or "").split())


def alike(a: str, b: str) -> float:
    """The share of b that stands in a, in the same order, from 0 to 1."""
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(b))


def wrong(a: str, b: str) -> int:
    """Characters to be replaced, added or dropped to make b of a, as an alignment counts them."""
    ops = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in ops if tag != "equal")


def matched(records: Sequence[Record], gold: Sequence[Record]) -> list[tuple[Record, Record | None]]:
    """Every catalogued article with the record of the same source that holds most of it, or with none."""
    left, pairs = list(records), []
    for want in gold:
        same = [r for r in left if r["source"]["path"] == want["seed"]]
        best = max(same, key=lambda r: alike(letters(r), letters(want)), default=None)
        if best is not None and alike(letters(best), letters(want)) >= 0.5:
            left.remove(best)
            pairs.append((want, best))
        else:
            pairs.append((want, None))
    return pairs


def figures(records: Sequence[Record], gold: Sequence[Record]) -> dict[str, float]:
    """Shares of right articles, fields, people and paragraphs (1 is best); `text` is 1 less the error rate."""
    pairs = matched(records, gold)
    got = [(want, have) for want, have in pairs if have is not None]
    of_sources = sum(r["source"]["path"] in {g["seed"] for g in gold} for r in records)

    def share(right: int) -> float:
        return right / max(1, len(pairs))

    def same(key: str, want: Record, have: Record) -> bool:
        return bare(have[key]) in {bare(x) for x in (want[key], *want.get(f"{key}_alternatives", []))}

    hit = sum(len({*h["people"]} & {*w["people"]}) for w, h in got)
    length = sum(len(letters(w)) for w in gold)
    errors = sum(len(letters(w)) if h is None else wrong(letters(h), letters(w)) for w, h in pairs)
    return {
        "articles": 2 * len(got) / max(1, len(pairs) + of_sources),
        "title": share(sum(same("title", *p) for p in got)),
        "heads": share(sum(same("kicker", *p) and same("deck", *p) for p in got)),
        "byline": share(sum({*w["byline"]} == {*h["byline"]} for w, h in got)),
        "date": share(sum(same("date", *p) for p in got)),
        "place": share(sum(w["place"] is None or same("place", w, h) for w, h in got)),
        "people_found": hit / max(1, sum(len({*w["people"]}) for w in gold)),
        "people_right": hit / max(1, sum(len({*h["people"]}) for _, h in got)),
        "paragraphs": sum(p in body(h) for w, h in got for p in body(w)) / sum(len(w["paragraphs"]) for w in gold),
        "text": max(0.0, 1 - errors / max(1, length)),
    }
