"""Numbers as text that a script can hold: every character is one byte, so gzip finds what is frequent.

A number is one or more characters of the 93 that are printed in ASCII and need no escape in a string, less the quotation mark and the
backslash. Those from 0 to 63 end a number; 29 others say that it goes on: their digits, to the base of 29, come first, the lowest
first of all. `static/numbers.js` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Characters by their places in `_CHARACTERS`.
Codes = NDArray[np.uint8]

_CHARACTERS: Final = np.array([c for c in range(32, 127) if chr(c) not in '"\\'], np.uint8)
_LAST: Final = 64
_BASE: Final = len(_CHARACTERS) - _LAST
#: How many bits of a bitmap a character holds.
BITS: Final = 6


def sizes(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many characters each number takes.

    >>> sizes(np.array([0, 63, 64, 64 * 29 - 1, 64 * 29])).tolist()
    [1, 1, 2, 2, 3]
    """
    found = np.ones(numbers.shape, np.int64)
    limit, most = _LAST, int(numbers.max(initial=0))
    while limit <= most:
        found += numbers >= limit
        limit *= _BASE
    return found


def numbered(numbers: ArrayLike) -> Codes:
    """The numbers, 0 or more, one after the other.

    >>> numbered([1, 64, 2000]).tolist()
    [1, 70, 2, 92, 74, 2]
    """
    values = np.asarray(numbers, np.int64)
    if values.max(initial=0) < _LAST:
        return values.astype(np.uint8)
    widths = sizes(values)
    ends = np.cumsum(widths)
    out = np.zeros(int(ends[-1]), np.uint8)
    at = ends - widths
    while len(values):
        more = values >= _LAST
        out[at] = np.where(more, _LAST + values % _BASE, values)
        values, at = values[more] // _BASE, at[more] + 1
    return out


def mapped(numbers: NDArray[np.int64], count: int) -> Codes:
    """Which of the numbers below `count` these are: one bit for each, the lowest first.

    >>> mapped(np.array([0, 2, 6]), 8).tolist()
    [5, 1]
    """
    flags = np.zeros((count + BITS - 1) // BITS * BITS, np.uint8)
    flags[numbers] = 1
    return (flags.reshape(-1, BITS) @ (1 << np.arange(BITS))).astype(np.uint8)


def written(parts: Iterable[Codes]) -> str:
    """Codes as characters.

    >>> written([numbered([0, 1, 2, 63, 64])])
    ' !#ah#'
    """
    return str(_CHARACTERS[np.concatenate(list(parts))].tobytes(), "ascii")
