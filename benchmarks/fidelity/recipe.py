"""What a class of damage is: how it sets texts, what it does to their characters, how it writes them down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.fidelity.truth import Clean
from generator.config import ReadingScript

Setting = Callable[[Sequence[Clean], Random], str]
Change = Callable[[Clean, Random], Clean]
Damage = Callable[[str, Random], str]
Encode = Callable[[str, Random], bytes]


def _utf8(text: str, rng: Random) -> bytes:  # noqa: ARG001
    return text.encode()


def _every(text: Clean) -> bool:  # noqa: ARG001
    return True


@dataclass(frozen=True)
class Recipe:
    """A class of damage. `change` is made to the truth itself, before the damage; `group` texts share a file.

    `every` takes one text of so many: for classes that would tell little more from all of them.
    """

    name: str
    setting: Setting
    damage: tuple[Damage, ...] = ()
    change: Change | None = None
    encode: Encode = _utf8
    group: int = 1
    every: int = 1
    ending: str = ".txt"
    fits: Callable[[Clean], bool] = _every
    clean: bool = False


@dataclass(frozen=True)
class Case:
    """A damaged file, and what should come out of it."""

    name: str
    data: bytes
    wanted: tuple[Clean, ...]

    @property
    def reading_script(self) -> ReadingScript:
        """Traditional originals stay as they are; what was made Traditional comes back."""
        return "Hans" if self.wanted[0].script == "Hans" else "source"


def _groups(recipe: Recipe, texts: Sequence[Clean], rng: Random) -> Iterator[list[Clean]]:
    """Texts of one script that share a file."""
    for script in ("Hans", "Hant"):
        fitting = [t for t in texts if t.script == script and recipe.fits(t)][:: recipe.every]
        if recipe.group > 1:
            rng.shuffle(fitting)
        yield from (fitting[i : i + recipe.group] for i in range(0, len(fitting), recipe.group))


def cases(recipe: Recipe, texts: Sequence[Clean]) -> Iterator[Case]:
    """Every file of a class; the same for the same texts."""
    for number, group in enumerate(_groups(recipe, texts, Random(recipe.name))):
        rng = Random(f"{recipe.name} {'+'.join(t.name for t in group)}")
        wanted = tuple(recipe.change(t, rng) if recipe.change else t for t in group)
        text = recipe.setting(wanted, rng)
        for damage in recipe.damage:
            text = damage(text, rng)
        yield Case(f"{number:02}-{group[0].name}{recipe.ending}", recipe.encode(text, rng), wanted)
