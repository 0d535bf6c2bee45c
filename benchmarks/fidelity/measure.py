"""From a class of damage to its tally, through the public build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.fidelity.recipe import Case, Recipe, cases
from benchmarks.fidelity.scoring import Tally, score
from benchmarks.fidelity.truth import Clean
from generator.build import restore
from generator.config import Config
from generator.model import Restored


def restored_cases(recipe: Recipe, texts: Sequence[Clean], keep: Path | None = None) -> Iterator[tuple[Case, Restored]]:
    """Every file of a class with what the build makes of it; the files stay only in the folder `keep`."""
    with TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for case in cases(recipe, texts):
            name = f"{recipe.name}-{case.name}"
            (folder / name).write_bytes(case.data)
            yield case, restore(folder, Config(reading_script=case.reading_script), name)


def measure(recipe: Recipe, texts: Sequence[Clean]) -> Tally:
    """The tally of a whole class."""
    tallies = (score(case.wanted, restored, letter=recipe.clean) for case, restored in restored_cases(recipe, texts))
    return reduce(add, tallies, Tally())
