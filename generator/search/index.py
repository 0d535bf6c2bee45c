"""The Lunr index of a small archive: every character and every pair of neighbours of every text, ranked by where they stand.

Lunr's trimmer, stemmer and stop words are for languages with spaces and stay out of the pipeline, here and in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lunr import __TARGET_JS_VERSION__ as LUNR  # type: ignore[import-untyped]
from lunr.builder import Builder  # type: ignore[import-untyped]

from generator.search.texts import FIELDS, Fields
from generator.search.tokens import terms


def build_index(texts: Sequence[Fields]) -> dict[str, Any]:
    """What `lunr.Index.load` takes, of the `fields` of each article. Its reference is its place: the lower, the newer."""
    builder = Builder()
    for field, boost in FIELDS.items():
        builder.field(field, boost)
    if not texts:  # lunr.py would divide by their number
        return {"version": LUNR, "fields": list(FIELDS), "fieldVectors": [], "invertedIndex": [], "pipeline": []}
    for number, article in enumerate(texts):
        builder.add({"id": number, **{field: list(terms(text)) for field, text in zip(FIELDS, article, strict=True)}})
    index: dict[str, Any] = builder.build().serialize()
    # lunr.py sorts by code point; lunr.js reads terms in the order of UTF-16 and refuses any other.
    index["invertedIndex"].sort(key=lambda entry: entry[0].encode("utf-16-be"))
    return index
