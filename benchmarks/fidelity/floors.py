"""The floors: what every class of damage has been restored to before. They rise; they never fall."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from math import floor
from pathlib import Path
from typing import Final

FLOORS: Final = Path(__file__).parent / "floors.toml"
#: Class, figure, value.
Figures = Mapping[str, Mapping[str, float]]


def read_floors() -> Figures:
    """What floors.toml holds."""
    return tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}


def raised(floors: Figures, found: Figures) -> dict[str, dict[str, float]]:
    """The floors with every figure that was found to be higher, cut to four places.

    >>> raised({"wrap": {"text": 0.9}, "old": {"text": 1.0}}, {"wrap": {"text": 0.98765, "title": 1.0}})
    {'wrap': {'text': 0.9876, 'title': 1.0}, 'old': {'text': 1.0}}
    >>> raised({"wrap": {"text": 0.9}}, {"wrap": {"text": 0.8}})
    {'wrap': {'text': 0.9}}
    """
    out = {name: dict(figures) for name, figures in floors.items()}
    for name, figures in found.items():
        own = out.setdefault(name, {})
        for figure, value in figures.items():
            own[figure] = max(own.get(figure, 0.0), floor(value * 10_000) / 10_000)
    return out


def fallen(floors: Figures, found: Figures) -> Iterator[str]:
    """Every figure that is below its floor, in words.

    >>> list(fallen({"wrap": {"text": 0.9}}, {"wrap": {"text": 0.8, "title": 0.0}}))
    ['wrap text: 0.8000 < 0.9000']
    """
    for name, figures in found.items():
        for figure, value in figures.items():
            least = floors.get(name, {}).get(figure, 0.0)
            if value < least:
                yield f"{name} {figure}: {value:.4f} < {least:.4f}"


def write_floors(floors: Figures) -> None:
    lines = [
        "# What restoration has reached, by class of damage: `python -m benchmarks.fidelity --raise` lifts it, nothing lowers it."
    ]
    for name, figures in floors.items():
        lines += ["", f"[{name}]", *(f"{figure} = {value:.4f}" for figure, value in figures.items())]
    FLOORS.write_text("\n".join(lines) + "\n", "utf-8")
