"""Numbers as text that a script can hold: small numbers become one character each, and gzip makes little of the rest.

A number is a *varint*: seven bits a byte, the lowest first, the highest bit set where more follow. A byte is a character: 35 higher,
so that it is no control character and no quotation mark, 36 higher from the backslash on. `static/shards.js` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Bytes = NDArray[np.uint8]

_FIRST, _BACKSLASH = 35, 92
_CHARACTERS: Final = np.array([b + _FIRST + (b + _FIRST >= _BACKSLASH) for b in range(256)], "<u2")


def sizes(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many bytes each number takes as a varint.

    >>> sizes(np.array([0, 127, 128, 16383, 16384])).tolist()
    [1, 1, 2, 2, 3]
    """
    found = np.ones(numbers.shape, np.int64)
    for bits in range(7, int(numbers.max(initial=0)).bit_length(), 7):
        found += numbers >= 1 << bits
    return found


def varints(numbers: ArrayLike) -> Bytes:
    """The numbers, 0 or more and below 2 to the power of 42, one after the other.

    >>> varints([1, 128, 300]).tolist()
    [1, 128, 1, 172, 2]
    """
    values = np.asarray(numbers, np.int64)
    if values.max(initial=0) < 128:
        return values.astype(np.uint8)
    widths = sizes(values)
    ends = np.cumsum(widths)
    out = np.zeros(int(ends[-1]), np.uint8)
    at = ends - widths
    while len(values):
        more = values > 127
        out[at] = values & 127 | more << 7
        values, at = values[more] >> 7, at[more] + 1
    return out


def written(parts: Iterable[Bytes]) -> str:
    """Bytes as characters.

    >>> written([varints([0, 56, 57, 127])])
    '#[]£'
    """
    return str(_CHARACTERS[np.concatenate(list(parts))].tobytes(), "utf-16-le")
