"""Search: what the build writes so that the browser finds every substring, without a server. See below once rewritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from generator.model import Collection, Output
from generator.search.columns import FACETS, column, dates
from generator.search.folding import folding_table
from generator.search.index import build_index
from generator.search.normalise import normalise
from generator.search.texts import fields, shown

__all__ = ["normalise", "search_outputs"]


def script(name: str, value: Any) -> bytes:
    """A script that hands over a value. Keys stay in the order in which they were made, which is always the same."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"archive.deliver({json.dumps(name)},{written})\n".encode()


def search_outputs(collection: Collection) -> Iterator[Output]:
    """Every file that searching needs. The names of all but the manifest change with their content."""
    articles = collection.articles
    values = {
        "folding": folding_table(),
        "dates": dates(articles),
        **{name: column(articles, names) for name, names in FACETS.items()},
        "index": build_index([fields(a) for a in articles]),
        "texts": [shown(a) for a in articles],
    }
    files = {}
    for name, value in values.items():
        content = script(name, value)
        files[name] = f"{name}.{sha256(content).hexdigest()[:10]}.js"
        yield Output(f"search/{files[name]}", content)
    yield Output("search/manifest.js", script("manifest", {"count": len(articles), "files": files}))
