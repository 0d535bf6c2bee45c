"""Shows in the terminal what each rule did to one source, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from generator.build import restore
from generator.config import Config
from generator.model import Article, Found, Restored, Segmented, Traced
from generator.repair import RULES
from generator.terminal import safe

_AROUND = 8
_LONGEST = 60
#: Of changes that are alike, the offsets of so many are named.
_OFFSETS = 6
_BEFORE, _AFTER, _DIM, _DOUBT = "red strike", "green", "dim", "yellow"


class _Terminal(Console):
    """A console that lets the command decide what to do when nobody reads on."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def explain(file: Path, config: Config, console: Console | None = None) -> int:
    """Writes the history of one source to the console: 0, or 1 when the source cannot be used."""
    console = console or _Terminal(highlight=False, soft_wrap=True)
    restored = restore(file.parent, config, file.name)
    for line in _lines(restored):
        console.print(line)
    return 0 if restored.segmented else 1


def _lines(restored: Restored) -> Iterator[Line]:
    source, segmented = restored.source, restored.segmented
    yield Line(safe(source.path), "bold")
    yield Line(f"SHA-256 {source.sha256}, {source.size} bytes", _DIM)
    if segmented is None:
        yield Line(f"{restored.status}: {safe(restored.reason)}. {safe(restored.remedy)}", "bold red")
        return
    document = segmented.document
    damage = f"; damage: {', '.join(document.damage)}" if document.damage else ""
    size = f"{len(document.text.original)} characters"
    yield Line(f"{source.encoding}, {source.format}, {document.script}, {size}{damage}")
    for rule, changes in _by_rule(segmented):
        yield Line()
        yield _heading(rule, changes)
        yield from _alike(document.text.original, changes)
    yield Line()
    yield Line(f"{len(segmented.articles)} articles, {len(segmented.notices)} notices", "bold")
    for article in segmented.articles:
        yield Line()
        yield from _article(article)
    for notice in segmented.notices:
        yield _field("notice", notice.value)


def _by_rule(segmented: Segmented) -> Iterator[tuple[str, list[Traced]]]:
    """The changes of each rule, in the order of the source; the rules in the order in which they came to work."""
    found: dict[str, list[Traced]] = {c.rule: [] for done in segmented.document.text.passes for c in done.changes}
    for block in segmented.blocks:
        for traced in block.text.changes():
            found.setdefault(traced.change.rule, []).append(traced)
    for rule, changes in found.items():
        if changes:
            yield rule, sorted(changes, key=lambda traced: traced.source)


def _heading(rule: str, changes: list[Traced]) -> Line:
    doubtful = sum(traced.change.certainty == "inferred" for traced in changes)
    line = Line(safe(rule), "bold cyan")
    if rule in RULES:
        line.append(f"  {safe(RULES[rule].label)}", "cyan")
    line.append(f"  {len(changes)}", "bold")
    return line.append(f", {doubtful} inferred", _DOUBT) if doubtful else line


def _alike(source: str, changes: list[Traced]) -> Iterator[Line]:
    """A line for all changes that are alike: where they stand, the first in its context, and how sure and why."""
    ordered = sorted(changes, key=_likeness)
    groups = [list(group) for _, group in groupby(ordered, key=_likeness)]
    for group in sorted(groups, key=lambda group: group[0].source):
        first = group[0]
        offsets = ", ".join(str(traced.source.start) for traced in group[:_OFFSETS])
        more = f" and {len(group) - _OFFSETS} more" if len(group) > _OFFSETS else ""
        line = Line(f"  {offsets}{more}  ", _DIM)
        line.append(_shown(source[max(0, first.source.start - _AROUND) : first.source.start]))
        line.append("[", _DIM).append(_shown(first.change.before), _BEFORE)
        if first.change.before != first.change.after:
            line.append(" → ", _DIM).append(_shown(first.change.after), _AFTER)
        line.append("]", _DIM).append(_shown(source[first.source.end : first.source.end + _AROUND]))
        if first.change.certainty == "inferred":
            line.append("  inferred", _DOUBT)
        yield line.append(f"  {_shown(first.change.note)}", "italic") if first.change.note else line


def _likeness(traced: Traced) -> tuple[str, str, str, str]:
    change = traced.change
    return change.before, change.after, change.certainty, change.note


def _shown(text: str) -> str:
    """A text on one line, the middle of a long one left out. Line ends are drawn; nothing commands the terminal."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"
    return safe(text.replace("\n", "⏎"))


def _article(article: Article) -> Iterator[Line]:
    about = article.about
    yield Line(_shown(article.title) or "(no title)", "bold green").append(f"  {article.id}", _DIM)
    yield from (_field(role, value) for role in ("kicker", "deck") for value in article.values(role))
    if about.date:
        evidence = "; ".join(_evidence(f) for f in about.date.evidence)
        yield _field("date", about.date.edtf, evidence)
        yield from (_field("not", f.value, _evidence(f)) for f in about.date.disagrees)
    for name, found in (("place", about.place), ("number", about.doc_number), ("signed", about.signed)):
        if found:
            yield _field(name, found.value, _evidence(found))
    if about.series:
        yield _field("series", f"{about.series.value.name} {about.series.value.number}")
    for name, several in (
        ("byline", about.byline),
        ("people", about.people),
        ("organs", about.organs),
        ("tags", about.tags),
        ("phrases", about.key_phrases),
    ):
        if several:
            yield _field(name, "、".join(f.value for f in several))
    for name, pairs in (
        ("makers", [(f.value.name, f.value.role) for f in about.makers]),
        ("offices", [(f.value.name, f.value.office) for f in about.offices]),
    ):
        if pairs:
            yield _field(name, "、".join(f"{of}（{what}）" if what else of for of, what in pairs))
    letters = sum(len(b.value) for b in article.body)
    yield _field("body", f"{len(article.body)} paragraphs, {letters} characters")


def _evidence(found: Found[str]) -> str:
    doubt = ", inferred" if found.certainty == "inferred" else ""
    return f"{found.text} ({found.rule}{doubt})" if found.text else f"({found.rule}{doubt})"


def _field(name: str, value: str, evidence: str = "") -> Line:
    line = Line(f"  {name:8}", _DIM).append(_shown(value))
    return line.append(f"  ← {_shown(evidence)}", _DIM) if evidence else line
