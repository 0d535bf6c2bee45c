"""Where the archivist says that articles begin."""

from __future__ import annotations

import re
import unicodedata

from generator.corrections.entries import Corrections, Entry
from generator.data.script import fold_script
from generator.model import Document, Segmented
from generator.segment import segment


def walls(document: Document, corrections: Corrections) -> tuple[int, ...]:
    """Where in the repaired text of a document new articles begin. Raises CorrectionError for a split that fits nowhere,
    fits twice, or asks for what would be so without it.
    """
    found = tuple(wall(document.text.value, entry) for entry in corrections.splits)
    for i, entry in enumerate(corrections.splits):
        others = (*found[:i], *found[i + 1 :])
        if _beginnings(segment(document, others)) == _beginnings(segment(document, found)):
            raise entry.refused("an article begins there without it", "Remove it")
    return found


def _beginnings(segmented: Segmented) -> list[str]:
    return sorted(a.id for a in segmented.articles)


def wall(value: str, entry: Entry) -> int:
    """The offset of the words of a split. Only letters and digits count: the page shows others marks, spaces and script."""
    before = entry.values["before"]
    text, places = _bare(value)
    words, lead = _bare(before)
    found = [m.start() for m in re.finditer(f"(?={re.escape(words)})", text)] if words else []
    if len(found) != 1:
        raise entry.miscounted(before, len(found))
    at = places[found[0]]
    line = value.rfind("\n", 0, at) + 1
    if not any(c.isalnum() for c in value[line:at]):
        return line
    opening = lead[0]  # marks before the first word: 《, “ ...
    return at - opening if value[at - opening : at] == before[:opening] else at


def _bare(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, in Simplified, lower case and half width, and where each of them stands."""
    found = [
        (c, i)
        for i, wide in enumerate(fold_script(text))
        if wide.isalnum()
        for c in unicodedata.normalize("NFKC", wide).casefold()
    ]
    return "".join(c for c, _ in found), [i for _, i in found]
