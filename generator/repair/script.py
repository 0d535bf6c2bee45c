"""A text in the archive's reading script, by OpenCC's phrases. The source keeps its own; every character that differs is a change.

Traditional script tells apart what Simplified writes alike, so the way there is a guess throughout. The way back is certain but
for the few characters below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from operator import add, ne
from typing import Final

from generator.data.script import VARIANTS, read_dictionary
from generator.model import Certainty, Change, Script, Span

RULE: Final = "conversion"
#: Traditional characters with more than one Simplified form in use today.
_ONE_TO_MANY: Final = frozenset("乾著麼麽瞭藉徵夥於鍾餘衹祇覆鍊閒瀋畫剋彷")
_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]{1,120}")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_VARIANT = re.compile(f"[{''.join(map(chr, VARIANTS))}]")
#: OpenCC leaves 著 alone: its Traditional script has 着 for the particle. Print in Hong Kong and Taiwan has 著 for both.
_PARTICLE = re.compile(r"(?<![显名巨原论专编译合遗拙土昭卓较所新旧])著(?![名作者述称书录有文])")
#: Surnames that Simplified and Traditional write alike, though the character in other words is another one: 范县长, 余书记.
_FAN = re.compile(r"(?<![規规模示典防師师風风失])範(?![圍围例本疇畴式])")
_YU = re.compile(r"(?<![其多剩業业盈殘残百十千萬万個个節节]|\d)餘(?![額额下地熱热震生暇留數数年人])")


@dataclass(frozen=True)
class _Dictionary:
    """What OpenCC converts one way: characters, and phrases by their first two characters, each with the lengths there are."""

    characters: dict[int, str]
    first_plane: list[int]
    phrases: dict[str, str]
    lengths: dict[str, tuple[int, ...]]

    def converted(self, run: str) -> str:
        """As OpenCC does it: of all phrases the longest first, of equally long ones the first; then single characters."""
        one_by_one = run.translate(self.characters if _BEYOND.search(run) else self.first_plane)
        starts = compress(count(), map(self.lengths.__contains__, map(add, run, run[1:])))
        found = [(-n, i) for i in starts for n in self.lengths[run[i : i + 2]] if run[i : i + n] in self.phrases]
        if not found:
            return one_by_one
        taken: dict[int, int] = {}
        free = bytearray(b"\1" * len(run))
        for negative, start in sorted(found):
            end = start - negative
            if end <= len(run) and all(free[start:end]):
                free[start:end] = bytes(end - start)
                taken[start] = end
        pieces: list[str] = []
        at = 0
        for start in sorted(taken):
            pieces += one_by_one[at:start], self.phrases[run[start : taken[start]]]
            at = taken[start]
        return "".join((*pieces, one_by_one[at:]))


@cache
def _dictionary(way: str) -> _Dictionary:
    """`way` is "TS" or "ST", as OpenCC names its files."""
    characters = {ord(key): values[0] for key, values in read_dictionary(f"{way}Characters").items()}
    phrases = {key: values[0] for key, values in read_dictionary(f"{way}Phrases").items()}
    lengths: dict[str, set[int]] = {}
    for key in phrases:
        lengths.setdefault(key[:2], set()).add(len(key))
    first_plane = [ord(characters.get(code, chr(code))) for code in range(0x10000)]  # quicker to translate by
    return _Dictionary(characters, first_plane, phrases, {start: tuple(found) for start, found in lengths.items()})


def _converted(run: str, reading: Script) -> str:
    if reading == "Hans":
        simplified = _dictionary("TS").converted(run)
        if _VARIANT.search(simplified):
            simplified = simplified.translate(VARIANTS)
        return _PARTICLE.sub("着", simplified) if "著" in simplified else simplified
    traditional = _dictionary("ST").converted(run)
    return _YU.sub("余", _FAN.sub("范", traditional)) if "範" in traditional or "餘" in traditional else traditional


def _changes(value: str, reading: Script) -> Iterator[Change]:
    certain = reading == "Hans"
    for match in _RUN.finditer(value):
        run, start = match[0], match.start()
        converted = _converted(run, reading)
        if converted == run:
            continue
        for i in compress(count(), map(ne, run, converted)):
            before, at = run[i], start + i
            certainty: Certainty = "proved" if certain and before not in _ONE_TO_MANY else "inferred"
            yield Change(RULE, Span(at, at + 1), before, converted[i], certainty)


def find_traditional(value: str) -> Iterator[Change]:
    """Traditional characters that a reader of Simplified script would see otherwise.

    >>> [(c.before, c.after, c.certainty) for c in find_traditional("乾部看著會場，著名的乾隆")]
    [('乾', '干', 'inferred'), ('著', '着', 'inferred'), ('會', '会', 'proved'), ('場', '场', 'proved')]
    """
    return _changes(value, "Hans")


def find_simplified(value: str) -> Iterator[Change]:
    """Simplified characters that a reader of Traditional script would see otherwise.

    >>> [(c.before, c.after, c.certainty) for c in find_simplified("范县长")]
    [('县', '縣', 'inferred'), ('长', '長', 'inferred')]
    """
    return _changes(value, "Hant")
