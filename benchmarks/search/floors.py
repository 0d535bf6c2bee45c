"""What search must reach, by the number of articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

#: Figures of one archive under their names.
Figures = Mapping[str, float]


@dataclass(frozen=True)
class Floor:
    """A figure that may not be above `most`, in archives of so many articles and fewer; 0: in all."""

    figure: str
    most: float
    up_to: int = 0


FLOORS: Final = (
    Floor("articles missed", 0),
    Floor("articles found wrongly", 0),
    Floor("answers that count wrongly", 0),
    Floor("first query, kB, most", 100, 1_000),
    Floor("first query, kB, most", 160, 10_000),
    Floor("first query, kB, most", 700, 100_000),
    Floor("round trips behind the page", 3),
    Floor("first results, Slow 4G, ms, p95", 2_500, 10_000),
    Floor("query asked, phone, ms, p95", 100, 10_000),
    Floor("query again, phone, ms, p95", 100, 10_000),
    Floor("query typed again, phone, ms, p95", 100, 10_000),
    Floor("index, ms an article", 3),
    Floor("index, MB of memory", 1_000, 10_000),
)


def floors_of(count: int, floors: tuple[Floor, ...] = FLOORS) -> dict[str, float]:
    """What holds for an archive of so many articles: of several, the strictest.

    >>> floors_of(1_000)["first query, kB, most"], floors_of(1_001)["first query, kB, most"]
    (100, 160)
    """
    found: dict[str, float] = {}
    for floor in floors:
        if not floor.up_to or count <= floor.up_to:
            found[floor.figure] = min(floor.most, found.get(floor.figure, floor.most))
    return found


def missed(count: int, figures: Figures) -> Iterator[str]:
    """What is not reached, in words."""
    for figure, most in floors_of(count).items():
        if figure in figures and figures[figure] > most:
            yield f"{count} articles: {figure}: {figures[figure]:.5g}, floor {most:g}"
