"""The terms that a normalised text is indexed under."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.search.normalise import SEPARATOR


def terms(text: str) -> Iterator[str]:
    """All characters and all pairs of neighbours of a normalised text, run by run.

    >>> list(terms("召开会 议"))
    ['召', '开', '会', '召开', '开会', '议']
    """
    for run in text.split(SEPARATOR):
        yield from run
        yield from map("".join, pairwise(run))
