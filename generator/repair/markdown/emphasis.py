"""Emphasis: marks inside of lines go, a line wholly in bold keeps its own, for it may be a headline."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from generator.model import Change, Span
from generator.repair.markdown.fences import unfenced

_RUN = re.compile(r"(?<![\\*])\*{1,3}(?!\*)|(?<![\\_])_{1,3}(?!_)|(?<![\\~])~~(?!~)|(?<!`)`(?!`)")
_MARKED = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|>|\d{1,3}[.)]\s|\|)")
_OPENING = "“‘《（〈【〔「『[(\"'"
_WORD = re.compile(r"\w")
_LATIN = re.compile(r"[A-Za-z0-9]")


class _Pair(NamedTuple):
    start: int
    inner: int
    outer: int
    end: int
    strong: bool


def _opens(run: str, before: str, after: str) -> bool:
    if not after or after.isspace():
        return False
    if run[0] == "_":
        return not _WORD.match(before)
    if run == "*" and _LATIN.match(before) and _LATIN.match(after):
        return False
    # a mark behind a word and before punctuation hides the rest of a name: 张**、李**
    return not (_WORD.match(before) and not _WORD.match(after) and after not in _OPENING)


def _closes(run: str, before: str, after: str) -> bool:
    if not before or before.isspace():
        return False
    if run[0] == "_":
        return not _WORD.match(after)
    return not (run == "*" and _LATIN.match(before) and _LATIN.match(after))


def _pairs(stanza: str) -> Iterator[_Pair]:
    opened: dict[str, re.Match[str]] = {}
    for match in _RUN.finditer(stanza):
        run, before, after = match[0], stanza[match.start() - 1 : match.start()], stanza[match.end() : match.end() + 1]
        if run in opened and _closes(run, before, after):
            first = opened.pop(run)
            if first.end() < match.start():
                yield _Pair(*first.span(), *match.span(), strong=run[0] in "*_" and len(run) > 1)
        elif _opens(run, before, after):
            opened[run] = match


def _whole_lines(stanza: str, pairs: list[_Pair]) -> Iterator[tuple[int, int]]:
    """Start and end of the text of each line that is bold from end to end and bears no other mark."""
    strong = sorted(p for p in pairs if p.strong)
    starts = [p.start for p in strong]
    at = 0
    for line in stanza.splitlines(keepends=True):
        first, last = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        reached = first
        while reached < last and (i := bisect_right(starts, reached) - 1) >= 0 and strong[i].end > reached:
            reached = strong[i].end
            while reached < last and stanza[reached].isspace():
                reached += 1
        if first < last <= reached and not _MARKED.match(line):
            yield first, last
        at += len(line)


def _changes(stanza: str, base: int) -> Iterator[Change]:
    pairs = list(_pairs(stanza))
    if not pairs:
        return
    whole = list(_whole_lines(stanza, pairs))
    starts, ends = {first for first, _ in whole}, {last for _, last in whole}
    runs = {(p.start, p.inner) for p in pairs} | {(p.outer, p.end) for p in pairs}
    kept = {run for run in runs if run[0] in starts or run[1] in ends}
    for start, end in runs:
        after = "**" if (start, end) in kept else ""
        if stanza[start:end] != after:
            yield Change("emphasis", Span(base + start, base + end), stanza[start:end], after)
    for place in (starts - {start for start, _ in kept}) | (ends - {end for _, end in kept}):
        yield Change("emphasis", Span(base + place, base + place), "", "**")


@unfenced
def find_emphasis(value: str) -> Iterator[Change]:
    """Marks of emphasis inside of lines. A line that is bold from end to end keeps `**` at both, and nothing else.

    >>> [(c.before, c.after) for c in find_emphasis("**本报讯**（记者）5*6*7 a_b_c\\n张**、李**")]
    [('**', ''), ('**', '')]
    >>> [(c.before, c.after) for c in find_emphasis("__滕盛萍 赵磊讲话__")]
    [('__', '**'), ('__', '**')]
    """
    at = 0
    for _, group in groupby(value.splitlines(keepends=True), key=str.isspace):
        stanza = "".join(group)
        yield from _changes(stanza, at)
        at += len(stanza)
