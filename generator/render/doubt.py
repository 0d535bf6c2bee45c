"""What is not certain is marked where it stands in the body: inferred characters, and damage that could not be undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import groupby
from typing import Final

from generator.model import Block, Change, Span
from generator.render.alignment import owners
from generator.render.markdown import printable, stretches
from generator.render.tallies import is_flag, is_typographic, label

_TOKEN: Final = re.compile(r"<(?P<end>/?)(?P<tag>[a-z0-9]+)[^>]*>|[^<]+")
_CHARACTER: Final = re.compile(r"&#?\w+;|.", re.DOTALL)
#: The elements that one block makes, and those that hold one line of it.
_BLOCKS: Final = frozenset(("p", "h2", "h3", "li", "table"))
_LINES: Final = frozenset(("p", "h2", "h3", "li", "tr"))


def is_doubtful(change: Change) -> bool:
    """Whether what a change wrote is shown as doubtful: it was inferred, and it is more than typography."""
    return is_flag(change) or (change.certainty == "inferred" and not is_typographic(change))


def doubts(block: Block) -> list[Change | None]:
    """For each character of the block's value the doubtful change that it rests on; [] when there is none."""
    if not any(is_doubtful(c) for done in block.text.passes for c in done.changes):
        return []
    found = owners(block.text, is_doubtful)
    return found if any(found) else []


def explained(change: Change) -> str:
    """A change in words: how certain, what was done, and why."""
    if is_flag(change):
        return f"存疑：{printable(change.note or label(change.rule))}"
    return f"推断：{label(change.rule)}" + (f"（{printable(change.note)}）" if change.note else "")


def _marked(text: str, value: str, line: Span, at: int, found: Sequence[Change | None]) -> tuple[str, int]:
    """HTML text of a line with its doubts marked, and where in the value it ends. `at`: where it begins."""
    pairs: list[tuple[Change | None, str]] = []
    for raw in _CHARACTER.findall(text):
        place = value.find(unescape(raw), at, line.end)  # a table's line has spaces and bars that its cells have not
        pairs.append((found[place] if place >= 0 else None, raw))
        at = place + 1 if place >= 0 else at
    parts: list[str] = []
    for change, run in groupby(pairs, key=lambda pair: pair[0]):
        raw = "".join(raw for _, raw in run)
        if change and not raw.isspace():
            name = "flag" if is_flag(change) else "inferred"
            raw = f'<span class="{name}" title="{escape(explained(change))}">{raw}</span>'
        parts.append(raw)
    return "".join(parts), at


def mark_doubts(html: str, blocks: Sequence[Block]) -> str:
    """The HTML that `body_html` made of these blocks, with a <span> around what is doubtful. Its text stays as it is."""
    shown = [(b, lines) for b in blocks if (lines := stretches(b))]
    known = [doubts(b) for b, _ in shown]
    if not any(known):
        return html
    following = iter(zip(shown, known, strict=True))
    parts: list[str] = []
    found: list[Change | None] = []
    coming: Iterator[Span] = iter(())
    line: Span | None = None
    value, at = "", 0
    for token in _TOKEN.finditer(html):
        raw, tag = token[0], token["tag"]
        if tag in _BLOCKS and not token["end"]:
            (block, spans), found = next(following)
            value, coming = printable(block.value), iter(spans)
        if tag in _LINES:
            line = None if token["end"] else next(coming, None)
            at = line.start if line else 0
        elif not tag and line and found and not raw.isspace():  # between the cells of a row stand line ends
            raw, at = _marked(raw, value, line, at, found)
        parts.append(raw)
    return "".join(parts)
