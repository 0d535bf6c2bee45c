"""What web sites print around an article and about it: residue.toml, read once.

>>> next(kind.note for kind in residue().kinds if "关闭窗口" in kind.alone)
'打印与分享'
>>> "来源" in residue().labels.sure
True
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.data import read


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of residue. `note` tells a reader in Chinese what it is; residue.toml says what each list means."""

    note: str
    alone: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """Words before a colon with which a site tells about an article."""

    sure: tuple[str, ...]
    unsure: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Residue:
    """`related` are the headings of lists of links."""

    kinds: tuple[Kind, ...]
    labels: Labels
    related: frozenset[str]


@cache
def residue() -> Residue:
    data = read("residue.toml")
    return Residue(
        kinds=tuple(
            Kind(entry["note"], **{key: tuple(words) for key, words in entry.items() if key != "note"})
            for entry in data["kind"]
        ),
        labels=Labels(**{key: tuple(words) for key, words in data["labels"].items()}),
        related=frozenset(data["related"]["headings"]),
    )
