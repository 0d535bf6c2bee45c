"""What a person sees in the terminal. Texts of seeds, and names of files, could hold sequences that command a terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable

from generator.errors import Problem


def safe(text: str) -> str:
    r"""The text with everything that is not to be seen (controls, marks of direction, line ends) written out.

    >>> print(safe("会议\x1b[31m\u202e\n"))
    会议\x1b[31m\u202e\x0a
    """
    return "".join(c if c.isprintable() or c == "\u3000" else _written(c) for c in text)


def _written(c: str) -> str:
    if unicodedata.category(c) == "Zs":
        return " "
    number = ord(c)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def say(*lines: str) -> None:
    """Writes lines for a person to standard error."""
    for line in lines:
        sys.stderr.write(f"{safe(line)}\n")
    sys.stderr.flush()


def say_problems(problems: Iterable[Problem], most: int = 200) -> None:
    """Writes each problem on a line of its own; of very many, the first."""
    listed = list(problems)
    say(*(str(p) for p in listed[:most]))
    if len(listed) > most:
        say(f"... and {len(listed) - most} more")
