"""Mirrors that print Traditional script with pinyin in brackets, working on GBK bytes without minding where a character begins.

Four things happen there: bytes(C) becomes bytes(C)(pinyin) for every C in the mirror's table, also where C's bytes are the second of
one character and the first of the next; the bytes of 。 ！ ？ ， part the text wherever they stand; half a character shows as `?` and
takes the ASCII byte behind it with it; pairs without a character vanish.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Final

from opencc import OpenCC  # type: ignore[import-untyped]
from pypinyin import Style, pinyin

from benchmarks.fidelity.recipe import Setting
from benchmarks.fidelity.truth import Clean

_GBK: Final = "gbk"
_MARKS: Final = re.compile(b"(" + b"|".join(re.escape(mark.encode(_GBK)) for mark in "。！？，") + b")")


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def to_traditional(text: str, name: str = "s2t") -> str:
    """Word by word; `name` is one of OpenCC's configurations."""
    return str(_converter(name).convert(text))


def in_traditional(setting: Setting, names: Sequence[str] = ("s2t",)) -> Setting:
    """The same setting of the texts in Traditional script, if they are not already."""

    def made(texts: Sequence[Clean], rng: Random) -> str:
        text = setting(texts, rng)
        return to_traditional(text, rng.choice(names)) if texts[0].script == "Hans" else text

    return made


def _reading(character: str) -> str:
    """The character's pinyin with its tone, as far as GBK has it."""
    reading = str(pinyin(character, style=Style.TONE)[0][0])
    return reading.encode(_GBK, "ignore").decode(_GBK)


def _telling(text: str) -> list[str]:
    """The characters of a text that a mirror would annotate: those that Simplified script writes in another way."""
    return sorted(c for c in set(text) if "一" <= c <= "鿿" and _converter("t2s").convert(c) != c)


def _pair(pair: bytes) -> str:
    """The Han character of two bytes, "" if they are none."""
    text = pair.decode(_GBK, "ignore")
    return text if len(text) == 1 and "一" <= text <= "鿿" else ""


def annotate(text: str, rng: Random) -> str:
    """Pinyin behind every character of a table, whole characters only."""
    characters = _telling(text)
    table = set(rng.sample(characters, max(1, len(characters) * 2 // 3))) if characters else set()
    return "".join(f"{c}({_reading(c)})" if c in table else c for c in text)


def _straddling(data: bytes) -> list[str]:
    """The Traditional characters that two neighbouring halves make."""
    pairs = (
        _pair(data[i : i + 2])
        for run in re.finditer(rb"[\x81-\xfe].(?:[\x81-\xfe].)+", data, re.DOTALL)
        for i in range(run.start() + 1, run.end() - 1, 2)
    )
    return _telling("".join(pairs))


def shown(data: bytes) -> str:
    """What a browser shows of GBK bytes that are not whole: `?` for half a character and the ASCII byte behind it.

    >>> shown("冷鏈".encode("gbk")[:-1] + b"(a)"), shown(b"\\xca(zh)\\xb3")
    ('冷?a)', '?zh)?')
    """
    out, at = [], 0
    while at < len(data):
        lead, trail = data[at], data[at + 1] if at + 1 < len(data) else 0
        if lead < 0x80:
            out.append(chr(lead))
        elif lead == 0x80:
            out.append("€")
        elif trail < 0x40 or trail in (0x7F, 0xFF):
            out.append("?")
            at += 1
        else:
            out.append(data[at : at + 2].decode(_GBK, "ignore"))
            at += 1
        at += 1
    return "".join(out)


def _annotated(data: bytes, table: Sequence[str]) -> bytes:
    if not table:
        return data
    found = re.compile(b"|".join(re.escape(c.encode(_GBK)) for c in table))
    return found.sub(lambda m: m[0] + f"({_reading(m[0].decode(_GBK))})".encode(_GBK), data)


def shift_by_pinyin(text: str, rng: Random) -> str:
    """Pinyin at every place where the bytes of a character of the table stand; two or three of the table straddle."""
    data = text.encode(_GBK, "replace")
    characters, across = _telling(text), _straddling(data)
    table = rng.sample(characters, len(characters) * 2 // 3) + rng.sample(across, min(len(across), rng.randint(1, 3)))
    return shown(_annotated(data, table))


def split_at_marks(text: str, rng: Random) -> str:  # noqa: ARG001
    """Parted at the bytes of the marks, wherever they stand, each part shown on its own."""
    return "".join(
        part.decode(_GBK) if i % 2 else shown(part) for i, part in enumerate(_MARKS.split(text.encode(_GBK, "replace")))
    )


def mirror(text: str, rng: Random) -> str:
    """Both together, as on most mirrors."""
    characters = _telling(text)
    table = rng.sample(characters, len(characters) * 2 // 3)
    parts = enumerate(_MARKS.split(text.encode(_GBK, "replace")))
    return "".join(part.decode(_GBK) if i % 2 else shown(_annotated(part, table)) for i, part in parts)
