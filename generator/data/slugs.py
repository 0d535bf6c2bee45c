"""Names for files and addresses, made from Chinese names that a seed brought along."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

from pypinyin import lazy_pinyin

#: Longer pinyin is cut at a syllable: a path stays well below what file systems and archives allow.
_LONGEST = 48
_DIGITS = 6


def _pinyin(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(name[:_LONGEST])).lower())
    while len("-".join(words)) > _LONGEST:
        words.pop()
    return "-".join(words)


def _slug(name: str, digits: int) -> str:
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return "-".join(part for part in (_pinyin(name), digest[:digits]) if part)


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name: pinyin, then the start of the name's SHA-256. Only a-z, 0-9 and `-`; no two alike.

    The digest keeps homophones apart, and the address stable: it depends on the name alone, not on what else there is.
    Only homophones whose six digits agree too, one pair in millions, get all 64.

    >>> slugs(["陶涛", "陶滔"])
    {'陶涛': 'tao-tao-560d68', '陶滔': 'tao-tao-2d4420'}
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        found[_slug(name, _DIGITS)].append(name)
    return {name: slug if len(alike) == 1 else _slug(name, 64) for slug, alike in found.items() for name in alike}
