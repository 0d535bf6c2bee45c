"""The Lunr index: every character and every pair of neighbours of every text, ranked by where they stand.

Lunr's trimmer, stemmer and stop words are for languages with spaces and stay out of the pipeline, here and in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from lunr import __TARGET_JS_VERSION__ as LUNR  # type: ignore[import-untyped]
from lunr.builder import Builder  # type: ignore[import-untyped]

from generator.model import Article
from generator.search.normalise import normalise
from generator.search.texts import body, head, subjects
from generator.search.tokens import terms

#: How much a match counts: in the title, in what stands around the body or was found out about it, in the body.
BOOSTS: Final = {"title": 8, "about": 4, "body": 1}


def _terms(passages: Iterable[str]) -> list[str]:
    return [term for passage in passages for term in terms(normalise(passage))]


def _record(number: int, article: Article) -> dict[str, Any]:
    return {
        "id": number,
        "title": _terms([article.title]),
        "about": _terms([*head(article), *subjects(article)]),
        "body": _terms(body(article)),
    }


def build_index(articles: Sequence[Article]) -> dict[str, Any]:
    """What `lunr.Index.load` takes. An article's reference is its place in the sequence: the lower, the newer."""
    builder = Builder()
    for field, boost in BOOSTS.items():
        builder.field(field, boost)
    if not articles:  # lunr.py would divide by their number
        return {"version": LUNR, "fields": list(BOOSTS), "fieldVectors": [], "invertedIndex": [], "pipeline": []}
    for number, article in enumerate(articles):
        builder.add(_record(number, article))
    index: dict[str, Any] = builder.build().serialize()
    # lunr.py sorts by code point; lunr.js reads terms in the order of UTF-16 and refuses any other.
    index["invertedIndex"].sort(key=lambda entry: entry[0].encode("utf-16-be"))
    return index
