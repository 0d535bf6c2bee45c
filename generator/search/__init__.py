"""Search: what the build writes so that the browser finds every substring, without a server.

The rest of the house knows two things of this package: `normalise`, how texts are compared, and `search_outputs`, the files. The
search page knows two functions of `static/search.js`: `archive.search(query)` and `archive.found(query, ids)`; the page of an
article knows `archive.folding` of `static/normalise.js`, to mark hits. What lies between, files and all, is this package's own
affair and may change with it:

    search/manifest.js        the one fixed name: which file is the newest of each of the others
    search/folding.HASH.js    the table of `normalise`, for `static/normalise.js`
    search/index.HASH.js      the index that lunr.py built and stock lunr.js loads: all characters and all pairs of neighbours
    search/texts.HASH.js      what the texts say: to verify what the index suggests, and for snippets

All are scripts that call `archive.deliver(name, value)`: a page that is opened from a disk may load scripts, but not fetch data.
The index suggests articles and ranks them; an article counts as found only when the parts of the query stand in its text. So the
result is exact whatever the index is. To lay the index out in another way (shards for large archives), replace
`generator.search.index`, the list above and `candidates` in `static/search.js`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from generator.model import Collection, Output
from generator.search.folding import folding_table
from generator.search.index import build_index
from generator.search.normalise import normalise
from generator.search.texts import texts

__all__ = ["normalise", "search_outputs"]


def _script(name: str, value: Any) -> bytes:
    """A script that hands over a value. Keys stay in the order in which they were made, which is always the same."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"archive.deliver({json.dumps(name)},{written})\n".encode()


def search_outputs(collection: Collection) -> Iterator[Output]:
    """Every file that searching needs. The names of all but the manifest change with their content."""
    newest = {}
    parts = {"folding": folding_table(), "index": build_index(collection.articles), "texts": texts(collection)}
    for name, value in parts.items():
        content = _script(name, value)
        newest[name] = f"{name}.{sha256(content).hexdigest()[:10]}.js"
        yield Output(f"search/{newest[name]}", content)
    yield Output("search/manifest.js", _script("manifest", newest))
