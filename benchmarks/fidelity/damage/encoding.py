"""Text decoded as what it is not, characters lost, and characters that only look like others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random
from typing import Final

from benchmarks.fidelity.truth import Clean

Damage = Callable[[str, Random], str]
LOST: Final = "\ufffd"
_CONTROLS: Final = ("\0", "\x02", "\x0b", "\x1f", "\u200b", "\u200e", "\ufeff", "\xad", "\u2060")
_VERTICAL: Final = str.maketrans("，、。：；！？（）《》〈〉「」『』【】…", "︐︑︒︓︔︕︖︵︶︽︾︿﹀﹁﹂﹃﹄︻︼︙")


def _latin(data: bytes) -> str:
    """Bytes as Windows shows Western text; those that it has no character for stay controls."""
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)


def utf8_as_latin(text: str, rng: Random) -> str:  # noqa: ARG001
    return _latin(text.encode())


def utf8_as_latin_twice(text: str, rng: Random) -> str:
    return utf8_as_latin(utf8_as_latin(text, rng), rng)


def utf8_as_gbk(text: str, rng: Random) -> str:  # noqa: ARG001
    """Where a byte is left over, a character is lost."""
    return text.encode().decode("gb18030", "replace")


def gbk_as_latin(text: str, rng: Random) -> str:  # noqa: ARG001
    return _latin(text.encode("gb18030"))


def in_part(damage: Damage) -> Damage:
    """The same to a third of the lines, as where a page was put together of several sources."""

    def done(text: str, rng: Random) -> str:
        return "\n".join(damage(line, rng) if rng.random() < 1 / 3 else line for line in text.split("\n"))

    return done


def some_lines_gbk(text: str, rng: Random) -> bytes:
    """A file in UTF-8 in which one line is GBK."""
    lines = text.split("\n")
    chosen = rng.choice([i for i, line in enumerate(lines) if line.strip()])
    return b"\n".join(line.encode("gb18030" if i == chosen else "utf-8") for i, line in enumerate(lines))


def lose(text: Clean, rng: Random) -> Clean:
    """One character in a hundred lost for good: what is wanted has U+FFFD there."""

    def holes(line: str) -> str:
        return re.sub("[一-鿿]", lambda m: LOST if rng.random() < 0.01 else m[0], line)

    return replace(text, blocks=tuple(replace(b, text=holes(b.text)) for b in text.blocks))


def lose_end(text: Clean, rng: Random) -> Clean:  # noqa: ARG001
    """The last character lost."""
    last = text.blocks[-1]
    return replace(text, blocks=(*text.blocks[:-1], replace(last, text=last.text[:-1] + LOST)))


def cut(text: str, rng: Random) -> bytes:
    """A file cut within the character that `lose_end` takes."""
    return text.rstrip().removesuffix(LOST).encode() + "。".encode()[: rng.randint(1, 2)]


def _sprinkled(text: str, rng: Random, marks: tuple[str, ...], share: float) -> str:
    return "".join(c + rng.choice(marks) if c != "\n" and rng.random() < share else c for c in text)


def controls(text: str, rng: Random) -> str:
    """NUL, other controls and marks without width, one for every 150 characters."""
    return _sprinkled(text, rng, _CONTROLS, 1 / 150)


@cache
def _twins() -> dict[str, list[str]]:
    """The radicals and compatibility ideographs that look like a character."""
    twins: dict[str, list[str]] = {}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            twins.setdefault(plain, []).append(chr(code))
    return twins


def look_alikes(text: str, rng: Random) -> str:
    """Radicals and compatibility ideographs in place of half of the characters that have such a twin."""
    return "".join(rng.choice(_twins()[c]) if c in _twins() and rng.random() < 0.5 else c for c in text)


def vertical_forms(text: str, rng: Random) -> str:  # noqa: ARG001
    """The marks of vertical setting."""
    return text.translate(_VERTICAL)


def full_width(text: str, rng: Random) -> str:  # noqa: ARG001
    """Latin letters and figures as wide as Han characters."""
    return re.sub("[0-9A-Za-z%]", lambda m: chr(ord(m[0]) + 0xFEE0), text)
