"""Line ends: every convention becomes a line feed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Change
from generator.repair.rule import substitution

_END = re.compile("[\r\v\f\x85\u2028\u2029](?:(?<=\r)\n)?")
#: Controls that no text has. Where they lie about, a vertical tab within a clause is one more of them.
_STRAY = re.compile("[\x00-\x08\x0e-\x1f]")
_END_AMONG_STRAYS = re.compile(r"\r\n?|(?<!\w)\v|\v(?!\w)|[\f\x85\u2028\u2029]")


def find_newlines(value: str) -> Iterator[Change]:
    r"""Line ends of other systems, page feeds, and Unicode's separators of lines and paragraphs.

    >>> [(c.before, c.after) for c in find_newlines("甲\r\n乙\r丙\f丁\n")]
    [('\r\n', '\n'), ('\r', '\n'), ('\x0c', '\n')]
    """
    ends = _END_AMONG_STRAYS if _STRAY.search(value) else _END
    return (substitution("newline", match, "\n") for match in ends.finditer(value))
