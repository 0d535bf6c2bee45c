"""Tags become line ends, blank lines and light Markdown; the text between them stays where it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from generator.model import Change, Span
from generator.repair.html.page import Line, Page, Part, put
from generator.repair.html.tables import data_tables
from generator.repair.html.tokens import events

_INNER_SPACE = re.compile(r"[ \t]*+\n[ \t\n]*+|[ \t]{2,}+|\t")
#: What shows nothing: white space of every kind, and references to it.
_BLANK = re.compile(r"(?>(?:\s|&(?:amp;)*+(?:nbsp|emsp|ensp|thinsp|#160|#12288|#32|#xa0|#x3000);?)*)", re.IGNORECASE)


#: What stands beside the link to another article in a list: a date, a number, a bullet.
_BESIDE_LINK = re.compile(r"[\s\d年月日\-/.:：·•●■◆▪>»|｜\[\]()（）【】]*")
#: A shorter link is a button or a word explained.
_HEADLINE: Final = 8


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _shown(space: str, left: str, right: str) -> str:
    """White space as a browser shows it; a line end between two Han characters shows nothing."""
    return "" if not space or ("\n" in space and _wide(left) and _wide(right)) else " "


def _blank(part: Part, value: str) -> bool:
    return not part.put and _BLANK.fullmatch(value, part.start, part.end) is not None


def _linked(line: Line, value: str) -> int:
    """How many characters of links a line holds that holds nothing else worth mentioning; -1 for any other line, 0 for pictures."""
    if line.mark in ("# ", "|") or not any(p.linked for p in line.parts):
        return -1
    if not all(p.linked or _BESIDE_LINK.fullmatch(p.put or value[p.start : p.end]) for p in line.parts):
        return -1
    size = sum(p.end - p.start for p in line.parts if p.linked)
    return size if size >= _HEADLINE or not size else -1


def _lists(lines: Sequence[Line], value: str) -> Iterator[int]:
    """The numbers of the lines in lists of links to other pages, two at least, and of the pictures between them."""
    if not any(p.linked for line in lines for p in line.parts):
        return
    run: list[tuple[int, int]] = []
    for i in range(len(lines) + 1):
        size = _linked(lines[i], value) if i < len(lines) else -1
        if size >= 0:
            run.append((i, size))
        elif i == len(lines) or any(p.put or not _blank(p, value) for p in lines[i].parts):
            texts = [n for n, (_, length) in enumerate(run) if length]
            if len(texts) > 1:
                yield from (number for number, _ in run[texts[0] : texts[-1] + 1])
            run = []


def _pieces(line: Line, value: str, listed: bool) -> Iterator[Part]:
    """The line's parts and marks in order. A line wholly in bold may be a headline: it is marked behind its indent.

    One of a list of links is marked as one.
    """
    if listed:
        yield from (put(f"{line.mark or '- '}["), *line.parts, put("]()"))
        return
    kept = [p for p in line.parts if not p.put and not _blank(p, value)]
    if line.mark or not kept or not all(p.bold for p in kept):
        if line.mark:
            yield put(line.mark)
        yield from line.parts
        if line.tail:
            yield put(line.tail)
        return
    waiting = True
    for part in line.parts:
        if waiting and part is kept[0]:
            inner = _BLANK.match(value, part.start, part.end).end()  # type: ignore[union-attr] # it matches nothing, too
            yield from (part._replace(end=inner), put("**"), part._replace(start=inner, space=""))
            waiting = False
        else:
            yield part
    yield put("**")


def _collapses(part: Part, value: str) -> Iterator[tuple[int, int, str]]:
    """Where white space inside of a text shows as less."""
    for match in _INNER_SPACE.finditer(value, part.start, part.end) if part.flowing else ():
        start, end = match.span()
        if part.start < start and end < part.end:
            yield start, end, _shown(match[0], value[start - 1], value[end])


def _bars(part: Part, value: str) -> Iterator[tuple[int, int, str]]:
    """Bars in the text of a cell, which would end it."""
    for match in re.finditer(r"\|", value[part.start : part.end]):
        yield part.start + match.start(), part.start + match.end(), "｜"


def _gap(value: str, start: int, end: int, after: str) -> Iterator[tuple[int, int, str]]:
    """The markup between two pieces of text; where it is white space alone that is as good, it stays."""
    before = value[start:end]
    if before == after or not (before.strip() or after.strip() or (before and not after)):
        return
    while start < end and after and value[start] == after[0]:
        start, after = start + 1, after[1:]
    yield start, end, after


def _rewritten(lines: list[Line], value: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of the page, in order, and what stands in their place."""
    at, pending, breaks = len(value) - len(value.lstrip("\n")), "", 0
    listed = frozenset(_lists(lines, value))
    for i, line in enumerate(lines):
        breaks = max(breaks, line.breaks)
        if all(p.put.strip(" |") == "" and (p.put or _blank(p, value)) for p in line.parts):
            continue
        pending += "\n" * breaks
        breaks = 0
        for part in _pieces(line, value, i in listed):
            if part.put or part.start == part.end:
                pending += (" " if part.space else "") + part.put
                continue
            pending += _shown(part.space, value[at - 1 : at] or " ", value[part.start])
            yield from _gap(value, at, part.start, pending)
            inner = [*_collapses(part, value), *(_bars(part, value) if line.mark == "|" else ())]
            yield from sorted(inner) if inner else ()
            at, pending = part.end, ""
    yield from _gap(value, at, max(at, len(value.rstrip("\n"))), pending)


def rewrites(value: str, flowing: bool) -> Iterator[tuple[int, int, str]]:
    """The stretches of a page that are not its text, in order, and what stands in their place.

    `flowing`: inside of blocks, line ends are mere white space; else every line end counts.
    """
    steps = list(events(value))
    if all(step.kind == "text" for step in steps):
        return
    page = Page(value, flowing, data_tables(value, steps))
    for step in steps:
        page.take(step)
    yield from _rewritten(page.lines, value)


def find_tags(value: str) -> Iterator[Change]:
    """The tags of a page. Blocks are parted by blank lines; `<br>` ends a line, and so do line ends outside of every block.

    Headlines become `# `, items `- `, quotations `> `, tables of data `| a | b |`, pictures `![alt](src)`; a line wholly in
    bold becomes `**...**`, one of a list of links `- [...]()`. All other text stays as it is.

    >>> page = "<h1>会议</h1><div>\\n<strong>要闻</strong></div>第一段<br>第二<i>段</i>"
    >>> [(c.before, c.after) for c in find_tags(page)][:3]
    [('<h1>', '# '), ('</h1><div>\\n<strong>', '\\n\\n**'), ('</strong></div>', '**\\n\\n')]
    """
    for start, end, after in rewrites(value, flowing=True):
        yield Change("tag", Span(start, end), value[start:end], after)
