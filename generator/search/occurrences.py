"""Where the terms of an archive stand: counted in runs of articles, put aside on the disk, and merged term range by term range.

A *term* is a character or a pair of neighbours, and a number: the first code point times 2 to the power of 21, plus the second or 0.
A *row* says how often one article has one term in each field, and where; rows are sorted by term, then by article. Nothing but
a run or a range is ever held in memory, however large the archive is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from generator.search.texts import APART, FIELDS, Fields

Integers = NDArray[np.int64]

#: The bits of a code point, and of a place in a run: together with two code points they fill 64.
CODE: Final = 21
_PLACE: Final = 22
#: So many code points make a run, and about so many rows a range: each takes some 200 MB while it is sorted. One article, and the
#: rows of one term, are never parted: a longer one makes a larger run, a term of more articles a larger range.
_RUN = 1 << 20
_RANGE = 1 << 19
#: Of so many rows one tells where the ranges should part.
_SAMPLED: Final = 1 << 10
_TITLE, _HEAD, _ABOUT, _BODY = range(len(FIELDS))
#: The fields that are text: phrases are looked for in them.
TEXT: Final = (_TITLE, _HEAD, _BODY)
_BLANK: Final = ord(" ")


@dataclass(frozen=True)
class Rows:
    """Rows in order. `often` has a column for each field; `begins`: the title begins with the term; `places` are the offsets in code
    points of pairs in the title, then the head, then the body, row after row (of single characters there are none).
    """

    terms: Integers
    articles: Integers
    often: Integers
    begins: NDArray[np.bool_]
    places: Integers

    def held(self) -> Integers:
        """How many places each row has in each of the fields that are text."""
        return self.often[:, TEXT] * (self.terms % (1 << CODE) > 0)[:, None]


def _counted(texts: Sequence[Fields]) -> Rows:
    """The rows of a run, its first article being number 0."""
    flat = [text + APART for fields in texts for text in fields]
    lengths = np.fromiter(map(len, flat), np.int64, len(flat))
    codes = np.frombuffer("".join(flat).encode("utf-32-le"), np.uint32).astype(np.uint64)
    slots = np.repeat(np.arange(len(flat)), lengths)
    offsets = np.arange(len(codes)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    letters = codes != _BLANK
    ones, pairs = np.flatnonzero(letters), np.flatnonzero(letters[:-1] & letters[1:])
    terms = np.concatenate((codes[ones] << CODE, codes[pairs] << CODE | codes[pairs + 1]))
    terms, at = _sorted(terms, np.concatenate((ones, pairs)))
    articles, field = np.divmod(slots[at], len(FIELDS))
    fresh = np.ones(len(terms), bool)
    fresh[1:] = (terms[1:] != terms[:-1]) | (articles[1:] != articles[:-1])
    row, count = np.cumsum(fresh) - 1, int(fresh.sum())
    often = np.stack([np.bincount(row[field == f], minlength=count) for f in range(len(FIELDS))], axis=1)
    begins = np.zeros(count, bool)
    begins[row[(field == _TITLE) & (offsets[at] == 0)]] = True
    placed = (terms % (1 << CODE) > 0) & (field != _ABOUT)
    return Rows(terms[fresh], articles[fresh], often, begins, offsets[at][placed])


def _sorted(terms: NDArray[np.uint64], places: Integers) -> tuple[Integers, Integers]:
    """The terms in order, and their places in the order of the text. Both in one number are sorted ten times as fast."""
    if int(places.max(initial=0)) >> _PLACE:  # a single article of millions of characters
        order = np.lexsort((places, terms))
        return terms[order].astype(np.int64), places[order]
    packed = np.sort(terms << _PLACE | places.astype(np.uint64))
    return (packed >> _PLACE).astype(np.int64), (packed & ((1 << _PLACE) - 1)).astype(np.int64)


def _apart(numbers: NDArray[Any]) -> Integers:
    wide = numbers.astype(np.int64)
    return wide[1:] - wide[:-1]


def _least(numbers: NDArray[Any]) -> NDArray[Any]:
    """The same in as few bytes as they need."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


class _Aside:
    """Arrays in a temporary file that has no name: however a build ends, nothing of it is left behind."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def put(self, values: NDArray[Any]) -> Callable[[], NDArray[Any]]:
        """Puts an array aside; a function that shows it again, without reading more of it than is looked at."""
        start = self._file.seek(0, os.SEEK_END)
        start += self._file.write(bytes(-start % 8))  # where any number may begin
        self._file.write(values.tobytes())
        self._file.flush()
        dtype, shape = values.dtype, values.shape
        if not values.size:  # nothing cannot be mapped
            return lambda: np.empty(shape, dtype)
        return lambda: np.memmap(self._file, dtype, "r", start, shape)


class _Run:
    """A run that was put aside."""

    def __init__(self, aside: _Aside, first: int, rows: Rows) -> None:
        self._first = first
        terms, starts = np.unique(rows.terms, return_index=True)
        self.sample = rows.terms[::_SAMPLED].copy()  # a view would keep all of them
        self._terms = aside.put(terms)
        self._rows = aside.put(_least(np.append(starts, len(rows.terms))))
        self._held = aside.put(_least(np.concatenate(((0,), np.cumsum(rows.held().sum(axis=1))))))
        self._articles = aside.put(_least(rows.articles))
        self._often = aside.put(_least(rows.often))
        self._begins = aside.put(rows.begins)
        self._places = aside.put(_least(rows.places))

    def part(self, low: int, high: int) -> Rows:
        """The rows with terms from `low` up to `high`."""
        terms, rows = self._terms(), self._rows()
        first, last = np.searchsorted(terms, (low, high))
        a, b = int(rows[first]), int(rows[last])
        held = self._held()
        return Rows(
            np.repeat(terms[first:last].astype(np.int64), _apart(rows[first : last + 1])),
            self._articles()[a:b].astype(np.int64) + self._first,
            self._often()[a:b].astype(np.int64),
            np.array(self._begins()[a:b]),
            self._places()[int(held[a]) : int(held[b])].astype(np.int64),
        )


def _runs(articles: Iterable[Fields], aside: _Aside) -> Iterator[_Run]:
    texts: list[Fields] = []
    size = first = 0
    for fields in articles:
        longer = sum(map(len, fields)) + len(APART) * len(FIELDS)
        if texts and size + longer > _RUN:
            yield _Run(aside, first, _counted(texts))
            first += len(texts)
            texts, size = [], 0
        texts.append(fields)
        size += longer
    if texts:
        yield _Run(aside, first, _counted(texts))


def _merged(parts: Sequence[Rows]) -> Rows:
    """The rows of several runs, in order."""
    terms = np.concatenate([part.terms for part in parts])
    order = np.argsort(terms, kind="stable")  # within a term, runs follow each other as their articles do
    held = np.concatenate([part.held() for part in parts]).sum(axis=1)
    before = np.cumsum(held) - held
    sizes = held[order]
    places = np.repeat(before[order] - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
    return Rows(
        terms[order],
        np.concatenate([part.articles for part in parts])[order],
        np.concatenate([part.often for part in parts])[order],
        np.concatenate([part.begins for part in parts])[order],
        np.concatenate([part.places for part in parts])[places],
    )


def rows(articles: Iterable[Fields]) -> Iterator[Rows]:
    """All rows of an archive, a range of terms at a time; no term is in two ranges."""
    with TemporaryFile(prefix="gongbao-") as file:
        runs = list(_runs(articles, _Aside(file)))
        if not runs:
            return
        sample = np.sort(np.concatenate([run.sample for run in runs]))
        walls = np.unique(sample[:: max(1, _RANGE // _SAMPLED)])[1:].tolist()
        for low, high in zip((0, *walls), (*walls, 1 << 2 * CODE), strict=True):
            yield _merged([run.part(low, high) for run in runs])
