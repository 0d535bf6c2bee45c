"""Characters that cannot be seen, and spaces that only look like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Change
from generator.repair.rule import substitution

#: A control, a soft hyphen, a filler, a mark of byte order, direction or width, a noncharacter. A joiner between emoji has a meaning.
_ONE = (
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\ufffe\uffff](?<![\ufe0f\U0001f000-\U0001faff][\u200c\u200d])"
)
_UNSEEN = re.compile(f"{_ONE}(?:{_ONE})*")
_ODD = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")


def find_controls(value: str) -> Iterator[Change]:
    r"""Characters that cannot be seen.

    >>> [(c.span.start, c.before) for c in find_controls("区\u200b委\ufeff\x07会")]
    [(1, '\u200b'), (3, '\ufeff\x07')]
    """
    return (substitution("control", match, "") for match in _UNSEEN.finditer(value))


def find_odd_spaces(value: str) -> Iterator[Change]:
    r"""No-break and other odd spaces, each as wide as before as far as plain spaces can be.

    >>> [(c.before, c.after) for c in find_odd_spaces("\t甲\xa0乙\u2003丙")]
    [('\t', '    '), ('\xa0', ' '), ('\u2003', '\u3000')]
    """
    for match in _ODD.finditer(value):
        yield substitution("odd-space", match, _plain(match[0], value[match.start() - 1 : match.start()]))


def _plain(space: str, before: str) -> str:
    """An em space is as wide as an ideographic one; a tab at the start of a line is an indent."""
    return "\u3000" if space == "\u2003" else "    " if space == "\t" and before in ("", "\n") else " "
