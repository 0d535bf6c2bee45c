"""The table that makes the browser normalise as `generator.search.normalise` does, on every code point.

Browsers know NFKC and lower case themselves, but of different versions of Unicode, as Python's releases do. Unicode never changes
what it has once assigned, so the browser is trusted with characters of Unicode 3.2 alone, which Python knows too; the rest is
spelled out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any, Final
from unicodedata import category, normalize, ucd_3_2_0

import numpy as np

from generator.data.script import TO_SIMPLIFIED
from generator.search.codec import numbered, written
from generator.search.normalise import folded, kind

#: Only here does any code point mean something: planes 4 to 13 are empty, 15 and 16 private; surrogates are no characters.
_CODES: Final = (range(0xD800), range(0xE000, 0x40000), range(0xE0000, 0xE1000))


def _ranges(codes: Iterable[int], bridges: Callable[[int], bool] = lambda _: False) -> list[int]:
    """First and last of every stretch of sorted code points, flat. Where a gap has nothing but bridges, the stretch goes on."""
    flat: list[int] = []
    for code in codes:
        if flat and all(map(bridges, range(flat[-1] + 1, code))):
            flat[-1] = code
        else:
            flat += code, code
    return flat


def _written(codes: Iterable[int]) -> str:
    """Each code point as its distance from the one before, twice that, and less one where it goes back: most are small."""
    steps = np.diff(np.fromiter(codes, np.int64), prepend=0)
    return written([numbered(np.where(steps < 0, -2 * steps - 1, 2 * steps))])


def _changing() -> Iterator[str]:
    """The characters that do not stand for themselves. Whole stretches that no step changes are passed over."""
    for codes in _CODES:
        for start in range(codes.start, codes.stop, 256):
            stretch = "".join(map(chr, range(start, min(start + 256, codes.stop))))
            if folded(stretch) != stretch:
                yield from (c for c in stretch if folded(c) != c)


def _trusted(char: str) -> bool:
    """Whether every browser makes the same of a character as Python does."""
    return ucd_3_2_0.category(char) != "Cn" and ucd_3_2_0.normalize("NFKC", char) == normalize("NFKC", char)


def _stays(code: int) -> bool:
    """Whether a code point stands for itself, in every browser."""
    return ucd_3_2_0.category(chr(code)) != "Cn" and folded(chr(code)) == chr(code)


@cache
def folding_table() -> dict[str, Any]:
    """The table for `static/normalise.js`.

    `native`: ranges of code points that the browser itself folds with NFKC and lower case; `from`: the characters, so many `pairs`,
    that become another one, and `to`, which (as `codec.py` writes numbers); `longer`: characters that become several; `dropped`,
    `separating`: ranges of what a folded character may be. `from` also holds what follows on the browser's own folding: Traditional
    before Simplified.
    """
    changing = list(_changing())
    native = [c for c in changing if ord(c) not in TO_SIMPLIFIED and _trusted(c)]
    left = sorted(set(changing).difference(native))
    pairs = [(ord(c), ord(folded(c))) for c in left if len(folded(c)) == 1]
    kinds = {code: kind(chr(code)) for code in chain(*_CODES) if category(chr(code))[0] in "PZC"}
    return {
        "native": _ranges(map(ord, native), _stays),
        "pairs": len(pairs),
        "from": _written(one for one, _ in pairs),
        "to": _written(other for _, other in pairs),
        "longer": {c: folded(c) for c in left if len(folded(c)) != 1},
        "dropped": _ranges(code for code, found in kinds.items() if found == "dropped"),
        "separating": _ranges(code for code, found in kinds.items() if found == "separating"),
    }
