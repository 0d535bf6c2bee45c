"""The index of a large archive, in pieces of which a query needs few: `static/shards.js` reads what is written here.

A shard holds a range of terms. A shard of *postings* says for each of them in which articles it stands and how often in each field;
one of *places*, where pairs stand in the title, the head and the body. Which range a shard holds is told by the last term of each,
so that a reader who knows these walls asks for no more than what the query needs, all at once.

    postings   how many terms; for each of them its distance from the one before, twice the number of its articles (plus one where
               these are a bitmap), in how many it stands in the title, the head and what was found out; then of all of them one
               after the other: the articles, each as its distance from the one before less one; the bitmaps; how often in each
               body; and for title, head and what was found out: which of the articles (as distances less one), and how often (for
               titles twice that, plus one where the title begins with the term)
    places     how many terms; for each of them its distance and the number of its places; then the places, each as its distance
               from the one before in the same field of the same article, in the order of the postings
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generator.search.codec import Bytes, sizes, varints, written
from generator.search.occurrences import Integers, Rows

_CODE: Final = 21
_FIELDS: Final = (0, 1, 2)  # those that few articles have a term in: title, head, what was found out


@dataclass(frozen=True)
class Shard:
    """A shard, and the last term in it."""

    last: int
    content: str


def _starts(counts: Integers) -> Integers:
    return np.cumsum(counts) - counts


def _distances(values: Integers, fresh: NDArray[np.bool_], less: int) -> Integers:
    """Each value as its distance from the one before, `less` taken off; where a series is fresh, the value itself."""
    return np.where(fresh, values, np.diff(values, prepend=0) - less)


def _names(terms: Integers) -> Bytes:
    """Terms in order: how far the first character is from that of the one before, and the second, if that is the same, likewise."""
    first, second = terms >> _CODE, terms & ((1 << _CODE) - 1)
    steps = np.diff(first, prepend=0)
    nearer = np.where(steps > 0, second, np.diff(second, prepend=0))
    return varints(np.stack((steps, nearer), axis=1).ravel())


class _Terms:
    """The terms of a range: where the rows of each begin, and how many there are."""

    def __init__(self, rows: Rows) -> None:
        self.terms, self.starts = np.unique(rows.terms, return_index=True)
        self.counts = np.diff(np.append(self.starts, len(rows.terms)))
        self.fresh = np.zeros(len(rows.terms), bool)
        self.fresh[self.starts] = True

    def shards(self, weights: Integers, size: int) -> Iterator[tuple[int, int]]:
        """The terms' numbers in pieces of about `size` bytes; a heavy one may share its piece only with what stands before it."""
        if not len(self.terms):
            return
        piece = _starts(weights) // size
        edges = np.flatnonzero(np.diff(piece)) + 1
        yield from zip((0, *edges.tolist()), (*edges.tolist(), len(self.terms)), strict=True)


def postings(rows: Rows, articles: int, size: int) -> Iterator[Shard]:
    """The shards of postings of a range of terms; `articles` is the number of all there are, `size` is in bytes."""
    table = _Terms(rows)
    if not len(table.terms):
        return
    steps = _distances(rows.articles, table.fresh, 1)
    spelled = np.add.reduceat(sizes(steps), table.starts)
    bitmap = (articles + 7) // 8
    mapped = spelled > bitmap
    held = [np.add.reduceat((rows.often[:, f] > 0).astype(np.int64), table.starts) for f in _FIELDS]
    weights = np.where(mapped, bitmap, spelled) + table.counts + 2 * sum(held) + 6
    ends = np.append(table.starts, len(rows.terms))
    for low, high in table.shards(weights, size):
        a, b = int(ends[low]), int(ends[high])
        counts, own = table.counts[low:high], mapped[low:high]
        in_map = np.repeat(own, counts)
        head = np.stack((2 * counts + own, *(h[low:high] for h in held)), axis=1)
        maps = [_bitmap(rows.articles[ends[i] : ends[i + 1]], articles) for i in (low + np.flatnonzero(own)).tolist()]
        often = rows.often[a:b]
        parts = [
            varints([high - low]),
            _names(table.terms[low:high]),
            varints(head.ravel()),
            varints(steps[a:b][~in_map]),
            *maps,
            varints(often[:, 3]),
            *(_sparse(often[:, f], counts, rows.begins[a:b] if f == 0 else None) for f in _FIELDS),
        ]
        yield Shard(int(table.terms[high - 1]), written(parts))


def _bitmap(numbers: Integers, articles: int) -> Bytes:
    flags = np.zeros((articles + 7) // 8 * 8, np.uint8)
    flags[numbers] = 1
    return np.packbits(flags, bitorder="little")


def _sparse(often: Integers, counts: Integers, begins: NDArray[np.bool_] | None) -> Bytes:
    """Which rows of each term have the field at all, and how often."""
    rows = np.flatnonzero(often)
    owner = np.repeat(np.arange(len(counts)), counts)[rows]
    local = rows - _starts(counts)[owner]
    steps = _distances(local, np.diff(owner, prepend=-1) > 0, 1)
    value = often[rows] if begins is None else 2 * often[rows] + begins[rows]
    return varints(np.stack((steps, value), axis=1).ravel())


def places(rows: Rows, size: int) -> Iterator[Shard]:
    """The shards of places of a range of terms."""
    held = rows.held()
    sums = held.sum(axis=1)
    some = sums > 0
    table = _Terms(Rows(rows.terms[some], rows.articles[some], rows.often[some], rows.begins[some], rows.places))
    if not len(table.terms):
        return
    groups = held.ravel()
    fresh = np.zeros(len(rows.places), bool)
    fresh[_starts(groups)[groups > 0]] = True
    steps = _distances(rows.places, fresh, 0)
    counts = np.add.reduceat(sums[some], table.starts)
    ends = np.append(_starts(counts), len(steps))
    weights = np.add.reduceat(sizes(steps), _starts(counts)) + 4
    for low, high in table.shards(weights, size):
        parts = (
            varints([high - low]),
            _names(table.terms[low:high]),
            varints(counts[low:high]),
            varints(steps[int(ends[low]) : int(ends[high])]),
        )
        yield Shard(int(table.terms[high - 1]), written(parts))


def walls(lasts: Sequence[int]) -> str:
    """The last terms of all shards, in order."""
    return written([varints([len(lasts)]), _names(np.array(lasts, np.int64))]) if lasts else written([varints([0])])


def lengths(counts: Iterable[Sequence[int]]) -> str:
    """How many terms each article has in each field, field by field."""
    table = np.array(list(counts), np.int64).reshape(-1, 4)
    return written([varints(table.T.ravel())])
