"""The index of a large archive, in pieces of which a query needs few: `static/shards.js` reads what is written here.

A shard holds a range of terms, in two files. *Postings* say for each of them in which articles it stands and how often in each
field; *places*, where pairs stand in the title, the head and the body. Which range a shard holds is told by the last term of each,
so that a reader who knows these walls asks for no more than what the query needs, all at once.

    postings   how many terms; for each of them its distance from the one before, twice the number of its articles (plus one where
               these are a bitmap), in how many it stands in the title, the head and what was found out; then of all of them one
               after the other: the articles, each as its distance from the one before less one; the bitmaps; how often in each
               body; and for title, head and what was found out: which of the articles (as distances less one), and how often (for
               titles twice that, plus one where the title begins with the term)
    places     of each term how many places it has (none, if it is a single character); then the places, each as its distance from
               the one before in the same field of the same article, in the order of the postings
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from generator.search.codec import BITS, Codes, mapped, numbered, sizes, written
from generator.search.occurrences import CODE, Integers, Rows

#: The fields that few articles have a term in: title, head, what was found out.
_SELDOM: Final = (0, 1, 2)


@dataclass(frozen=True)
class Shard:
    """A shard, and the first and the last term in it."""

    first: int
    last: int
    postings: str
    places: str


def _starts(counts: Integers) -> Integers:
    return np.cumsum(counts) - counts


def _distances(values: Integers, fresh: NDArray[np.bool_], less: int) -> Integers:
    """Each value as its distance from the one before, `less` taken off; where a series is fresh, the value itself."""
    steps = values.copy()
    steps[1:] -= values[:-1] + less
    return np.where(fresh, values, steps)


def _woven(ones: Integers, others: Integers) -> Integers:
    """One of these, one of those, and so on."""
    both = np.empty(2 * len(ones), np.int64)
    both[::2], both[1::2] = ones, others
    return both


def _names(terms: Integers) -> Codes:
    """Terms in order: how far the first character is from that of the one before, and the second, if that is the same, likewise."""
    first, second = terms >> CODE, terms & ((1 << CODE) - 1)
    steps = np.diff(first, prepend=0)
    nearer = np.where(steps > 0, second, np.diff(second, prepend=0))
    return numbered(_woven(steps, nearer))


def _pieces(weights: Integers, size: int) -> Iterator[tuple[int, int]]:
    """The terms' numbers in pieces of about `size` bytes; a heavy one shares its piece only with what stands before it."""
    edges = np.flatnonzero(np.diff(_starts(weights) // size)) + 1
    yield from zip((0, *edges.tolist()), (*edges.tolist(), len(weights)), strict=True)


def _sums(values: NDArray[Any], starts: Integers) -> Integers:
    """The sums of stretches that begin at `starts`."""
    return np.add.reduceat(np.append(values, 0).astype(np.int64), starts) if len(starts) else starts


def shards(rows: Rows, articles: int, size: int) -> Iterator[Shard]:
    """The shards of a range of terms; `articles` is the number of all there are, `size` the bytes that a shard should have."""
    terms, starts = np.unique(rows.terms, return_index=True)
    if not len(terms):
        return
    ends = np.append(starts, len(rows.terms))
    counts = np.diff(ends)
    fresh = np.zeros(len(rows.terms), bool)
    fresh[starts] = True
    steps = _distances(rows.articles, fresh, 1)
    spelled, bitmap = _sums(sizes(steps), starts), -(-articles // BITS)
    in_maps = spelled > bitmap
    having = [_sums(rows.often[:, f] > 0, starts) for f in _SELDOM]
    groups = rows.held().ravel()
    placed = _sums(groups, 3 * starts)
    ranges = np.append(_starts(placed), len(rows.places))
    fresh = np.zeros(len(rows.places), bool)
    fresh[_starts(groups)[groups > 0]] = True
    distances = _distances(rows.places, fresh, 0)
    lengths = np.cumsum(np.append(0, sizes(distances)))
    weights = np.where(in_maps, bitmap, spelled) + counts + 2 * sum(having) + 6 + np.diff(lengths[ranges])
    for low, high in _pieces(weights, size):
        a, b = int(ends[low]), int(ends[high])
        own, many = in_maps[low:high], counts[low:high]
        head = np.stack((2 * many + own, *(h[low:high] for h in having)), axis=1)
        often = rows.often[a:b]
        postings = (
            numbered([high - low]),
            _names(terms[low:high]),
            numbered(head.ravel()),
            numbered(steps[a:b][~np.repeat(own, many)]),
            *(mapped(rows.articles[ends[i] : ends[i + 1]], articles) for i in (low + np.flatnonzero(own)).tolist()),
            numbered(often[:, 3]),
            *(_sparse(often[:, f], many, rows.begins[a:b] if f == 0 else None) for f in _SELDOM),
        )
        places = numbered(placed[low:high]), numbered(distances[int(ranges[low]) : int(ranges[high])])
        yield Shard(int(terms[low]), int(terms[high - 1]), written(postings), written(places))


def _sparse(often: Integers, counts: Integers, begins: NDArray[np.bool_] | None) -> Codes:
    """Which rows of each term have the field at all, and how often."""
    rows = np.flatnonzero(often)
    owner = np.repeat(np.arange(len(counts)), counts)[rows]
    local = rows - _starts(counts)[owner]
    steps = _distances(local, np.diff(owner, prepend=-1) > 0, 1)
    value = often[rows] if begins is None else 2 * often[rows] + begins[rows]
    return numbered(_woven(steps, value))


def wall(last: int, following: int) -> int:
    """The roundest number from the last term of a shard up to the first of the next one: it compresses best.

    >>> [bin(wall(0b101101, n)) for n in (0b101110, 0b110101)]
    ['0b101101', '0b110000']
    """
    return next(round_ for bits in range(2 * CODE, -1, -1) if (round_ := (following - 1) >> bits << bits) >= last)


def walls(lasts: Sequence[int]) -> str:
    """The walls between all shards, in order."""
    return written([numbered([len(lasts)]), _names(np.array(lasts, np.int64))]) if lasts else written([numbered([0])])


def lengths(counts: Iterable[Sequence[int]]) -> str:
    """How many terms each article has in each field, field by field."""
    table = np.array(list(counts), np.int64).reshape(-1, 4)
    return written([numbered(table.T.ravel())])
