"""An annotating mirror, as real ones behave: it searches bytes of code page 936 wherever they stand, and so tears characters.

`tear` is the way there; `generator.repair.shift` finds the way back.
"""

from __future__ import annotations

import random
import re

from opencc import OpenCC
from pypinyin import pinyin

from generator.data.script import TO_SIMPLIFIED

_SHOWN = {b"\xa1\xa3": "。", b"\xa3\xa1": "!", b"\xa3\xbf": "?", b"\xa3\xac": ","}
_MARK = re.compile(b"|".join(map(re.escape, _SHOWN)))


def _private(lead: int, trail: int) -> bool:
    if 0xA1 <= lead <= 0xA7:
        return 0x40 <= trail <= 0xA0
    return (0xAA <= lead <= 0xAF or lead >= 0xF8) and trail >= 0xA1


def _pair(lead: int, trail: int) -> str:
    if trail < 0x40 or trail in (0x7F, 0xFF):
        return "?"  # both bytes are gone
    if _private(lead, trail):
        return ""
    if lead == 0xA3:
        return chr(trail - 0x80)
    return bytes((lead, trail)).decode("gbk", "replace").replace("\ufffd", "?")[:1]


def _show(data: bytes) -> str:
    shown, at = [], 0
    while at < len(data):
        lead = data[at]
        single = lead < 0x81 or at + 1 == len(data)
        shown.append(
            (chr(lead) if lead < 0x80 else "€" if lead == 0x80 else "?") if single else _pair(lead, data[at + 1])
        )
        at += 1 if single else 2
    return "".join(shown)


def table(text: str, share: float, seed: int) -> dict[str, str]:
    """The characters that a mirror annotates: a share of the Traditional ones, in its own order."""
    rng = random.Random(seed)
    chosen = [c for c in sorted(set(text)) if ord(c) in TO_SIMPLIFIED and rng.random() < share]
    rng.shuffle(chosen)
    return {c: pinyin(c)[0][0] for c in chosen}


def tear(text: str, annotated: dict[str, str]) -> str:
    data = text.encode("gbk")
    for c, reading in annotated.items():
        data = data.replace(c.encode("gbk"), c.encode("gbk") + f"({reading})".encode("gb18030"))
    shown, at = [], 0
    for mark in _MARK.finditer(data):
        shown += _show(data[at : mark.start()]), _SHOWN[mark[0]]
        at = mark.end()
    return "".join((*shown, _show(data[at:])))


def traditional(text: str) -> str:
    return OpenCC("s2t").convert(text)
