"""Line ends: every convention becomes a line feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model import Change
from generator.repair.rule import substitution

_END = re.compile("[\r\v\f\x85\u2028\u2029](?:(?<=\r)\n)?")
#: Controls that no text has. Where they lie about, a vertical tab within a clause is one more of them.
_STRAY = re.compile("[\x00-\x08\x0e-\x1f]")
_END_AMONG_STRAYS = re.compile(r"\r\n?|(?<!\w)\v|\v(?!\w)|[\f\x85\u2028\u2029]")
#: Line ends that another program wrote as letters, in a text that has more of them than of its own.
_LETTERS = re.compile(r"(?:\\r)?\\n(?![a-z])|\\r(?![a-z])")
_FEWEST: Final = 3


def find_newlines(value: str) -> Iterator[Change]:
    r"""Line ends of other systems, page feeds, and Unicode's separators of lines and paragraphs.

    >>> [(c.before, c.after) for c in find_newlines("甲\r\n乙\r丙\f丁\n")]
    [('\r\n', '\n'), ('\r', '\n'), ('\x0c', '\n')]
    """
    letters = list(_LETTERS.finditer(value)) if "\\n" in value else []
    if len(letters) >= _FEWEST and len(letters) > value.count("\n"):
        for match in letters:
            yield substitution("newline", match, "\n", certainty="inferred", note="写成字母的换行")
    ends = _END_AMONG_STRAYS if _STRAY.search(value) else _END
    yield from (substitution("newline", match, "\n") for match in ends.finditer(value))
