"""Search: what the build writes so that the browser finds every substring, without a server.

The rest of the house knows two things of this package: `normalise`, how texts are compared, and `search_outputs`, the files. The
search page knows `archive.search`, `ask`, `show` and `facet` of `static/search.js`; the page of an article knows `archive.folding`
and `archive.asked`, to mark hits. What lies between, files and all, is this package's own affair and may change with it:

    search/manifest.js           the one fixed name: the newest KEY, and what every query needs: the table of `normalise`, the walls
    search/KEY/dates.js          and place, tag, person, series: the columns of all articles, for facets and the history of a term
    search/KEY/readings.js       and names/f.js, titles/fk.js: what is found by pinyin
    search/KEY/index.js          a small archive: the index that lunr.py built and stock lunr.js loads
    search/KEY/texts.js          and all that is shown of its articles
    search/KEY/postings/7.js     a large one: shards of its index (`shards.py`), of which a query needs few
    search/KEY/places/7.js
    search/KEY/texts/7.js        what is shown of a few articles, and of many the ids
    search/KEY/ids/7.js
    search/KEY/lengths.js        how many terms each article has in each field, for Lunr's scores

KEY is made of all that is indexed, of this package's own code and of the tables it uses, so that a file never changes under its
name. All are scripts that call `archive.deliver(name, value)`: a page that is opened from a disk may load scripts, but not fetch
data. Over http they are fetched and read, not run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from itertools import pairwise
from math import isqrt
from pathlib import Path
from typing import Any, Final

from generator.model import Article, Collection, Output
from generator.search.columns import FACETS, column, dates
from generator.search.folding import folding_table
from generator.search.index import build_index
from generator.search.normalise import normalise
from generator.search.occurrences import rows
from generator.search.pinyin import pinyin_files
from generator.search.shards import lengths, shards, wall, walls
from generator.search.texts import Fields, fields, shown

__all__ = ["normalise", "search_outputs"]

#: An archive whose index and texts stay below so many bytes is sent whole; it has no more than so many code points.
WHOLE: Final = 256_000
_MOST_CHARACTERS: Final = 50_000
#: About so many bytes of text are sent at a time, and the ids of so many articles.
_TEXTS, _IDS = 4096, 4096
#: Shards are as large as they are many: of a thousand a query fetches few, and the walls between them are little beside these.
_LEAST_SHARD: Final = 4096


class _Reader:
    """Reads every article once for the index, and takes down what else is asked of the texts: their key, and their lengths."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        own = sorted(Path(__file__).parent.glob("*.py"))
        self._digest = sha256(b"".join(path.read_bytes() for path in own))
        self._digest.update(json.dumps((folding_table(), version("pypinyin"))).encode())
        self.lengths: list[tuple[int, ...]] = []
        self.size = 0

    def __iter__(self) -> Iterator[Fields]:
        for article in self._articles:
            texts = fields(article)
            told = (shown(article), *(list(names(article)) for names in FACETS.values()))
            self._digest.update(json.dumps(told, ensure_ascii=False).encode())
            self.lengths.append(tuple(map(_length, texts)))
            self.size += sum(map(len, texts))
            yield texts

    @property
    def key(self) -> str:
        return self._digest.hexdigest()[:12]


def _length(text: str) -> int:
    """How many terms a compared text has: its characters, and the pairs of neighbours among them."""
    words = text.split(" ")
    return sum(2 * len(word) - 1 for word in words if word)


def _script(name: str, value: Any) -> bytes:
    """A script that hands over a value. Keys stay in the order in which they were made, which is always the same."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"archive.deliver({json.dumps(name)},{written})\n".encode()


def _output(key: str, name: str, value: Any) -> Output:
    return Output(f"search/{key}/{name}.js", _script(name, value))


def search_outputs(collection: Collection, whole: int = WHOLE) -> Iterator[Output]:
    """Every file that searching needs; the manifest comes last. `whole`: up to how many bytes an archive is sent whole."""
    articles = collection.articles
    reader = _Reader(articles)
    if whole and sum(len(b.value) for a in articles for b in a.blocks) <= _MOST_CHARACTERS:
        files = {"index": build_index(list(reader)), "texts": [shown(a) for a in articles]}
        outputs = [_output(reader.key, name, value) for name, value in files.items()]
        if sum(len(output.content) for output in outputs) <= whole:
            yield from outputs
            yield from _columns(articles, reader.key)
            yield _manifest(articles, reader.key)
            return
        reader = _Reader(articles)
    yield from _sharded(articles, reader)


def _columns(articles: Sequence[Article], key: str) -> Iterator[Output]:
    yield _output(key, "dates", dates(articles))
    for name, names in FACETS.items():
        yield _output(key, name, column(articles, names))
    for name, value in pinyin_files(articles):
        yield _output(key, name, value)


def _manifest(articles: Sequence[Article], key: str, **more: Any) -> Output:
    return Output(
        "search/manifest.js",
        _script("manifest", {"key": key, "count": len(articles), **more, "folding": folding_table()}),
    )


def _sharded(articles: Sequence[Article], reader: _Reader) -> Iterator[Output]:
    """The files of a large archive, while nothing but a part of its index is in memory."""
    edges: list[tuple[int, int]] = []
    for part in rows(reader):
        for shard in shards(part, len(articles), max(_LEAST_SHARD, isqrt(4 * reader.size))):
            yield _output(reader.key, f"postings/{len(edges)}", shard.postings)
            yield _output(reader.key, f"places/{len(edges)}", shard.places)
            edges.append((shard.first, shard.last))
    yield from _columns(articles, reader.key)
    yield _output(reader.key, "lengths", lengths(reader.lengths))
    block = max(1, _TEXTS * len(articles) // max(1, 3 * reader.size))
    for number, start in enumerate(range(0, len(articles), block)):
        yield _output(reader.key, f"texts/{number}", [shown(a) for a in articles[start : start + block]])
    for number, start in enumerate(range(0, len(articles), _IDS)):
        yield _output(reader.key, f"ids/{number}", [a.id for a in articles[start : start + _IDS]])
    between = [wall(last, first) for (_, last), (first, _) in pairwise((*edges, (1 << 42, 0)))]
    average = [sum(column) / max(1, len(articles)) for column in zip(*reader.lengths, strict=True)]
    yield _manifest(articles, reader.key, walls=walls(between), average=average, texts=block, ids=_IDS)
