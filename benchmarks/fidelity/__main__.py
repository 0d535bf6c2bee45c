"""Prints how much of every clean text comes back from every class of damage, and says which figures are below their floors.

python -m benchmarks.fidelity [CLASS ...]      the table; exit status 1 when a figure is below its floor
python -m benchmarks.fidelity --raise          rewrites the floors upward with what was measured, never downward
python -m benchmarks.fidelity --show CLASS     what differs, text by text (--only NAME: of one text; --keep DIR: the files)
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.fidelity.floors import FLOORS, fallen, raised, read_floors, write_floors
from benchmarks.fidelity.measure import measure, restored_cases
from benchmarks.fidelity.recipes import RECIPES
from benchmarks.fidelity.scoring import FIGURES, differences, pair
from benchmarks.fidelity.truth import Clean, read_texts
from generator.model import Restored


def _row(name: str, sources: int, figures: dict[str, float], floors: Mapping[str, float]) -> str:
    cells = [f"{name:16}{sources:4}"]
    for figure in FIGURES:
        if figure in figures:
            floor = floors.get(figure)
            sign = "  " if floor is None or figures[figure] >= floor else " <"
            cells.append(f"{figures[figure]:.4f}{sign}" + (f"{floor:.4f}" if floor is not None else "      "))
    return "  ".join(cells)


def _shown(name: str, wanted: Sequence[Clean], restored: Restored) -> Iterator[str]:
    """What differs between a file's texts and what came of it; its name alone when nothing does."""
    yield f"{name} {restored.reason}"
    pairs = pair(wanted, restored.articles)
    for i, clean in enumerate(wanted):
        lines = differences(clean, restored.articles[pairs[i]] if i in pairs else None)
        yield from (f" {clean.name}", *lines) if lines else ()
    for j, article in enumerate(restored.articles):
        if j not in pairs.values():
            yield f" an article too many: {' | '.join(b.value for b in article.blocks)}"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fidelity", description=__doc__.split("\n")[0])
    parser.add_argument("classes", nargs="*", metavar="CLASS", help="only these classes, or those that begin so")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--show", action="store_true", help="what differs, text by text")
    parser.add_argument("--only", default="", metavar="NAME", help="with --show: only texts whose name holds this")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write the damaged files into a folder")
    options = parser.parse_args(argv)
    recipes = [r for r in RECIPES if not options.classes or r.name.startswith(tuple(options.classes))]
    if not recipes:
        parser.error("no such class; there are " + ", ".join(r.name for r in RECIPES))
    texts, floors = read_texts(), read_floors()
    if options.show or options.keep:
        for recipe in recipes:
            for case, restored in restored_cases(recipe, texts, options.keep):
                if options.show and options.only in case.name:
                    print("\n".join(_shown(f"{recipe.name}/{case.name}", case.wanted, restored)))
        return 0
    print(f"{'':16}{'n':>4}  " + "  ".join(f"{figure:14}" for figure in FIGURES))
    found = {}
    for recipe in recipes:
        tally = measure(recipe, texts)
        found[recipe.name] = tally.figures(clean=recipe.clean)
        print(_row(recipe.name, tally.sources, found[recipe.name], floors.get(recipe.name, {})), flush=True)
    if options.lift:
        write_floors(raised(floors, found))
        print(f"Floors raised: {FLOORS.name}")
        floors = read_floors()
    short = list(fallen(floors, found))
    print(
        "\n".join(("Below the floor (found < floor):", *short)) if short else "Every figure is at its floor or above."
    )
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
