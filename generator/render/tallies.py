"""How often each rule changed something, in words for readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from generator.corrections.entries import RULE as CORRECTION
from generator.model import Article, Certainty, Change
from generator.render.markdown import printable
from generator.render.parts import Mark, Tally
from generator.repair import RULES

#: What is done outside `generator.repair`.
_LABELS: Final[Mapping[str, str]] = {
    CORRECTION: "编者更正",
    "undecodable": "无法解码的字节",
    "mixed-encoding": "几种编码混用",
}
CERTAINTY: Final[Mapping[Certainty, str]] = {"proved": "可证", "inferred": "推断"}

Counts = Counter[tuple[str, Certainty]]


def label(rule: str) -> str:
    """What a rule does, in Chinese; the name of a rule that has no such words."""
    return RULES[rule].label if rule in RULES else _LABELS.get(rule, rule)


def damage_label(rule: str) -> str:
    """The kind of damage that a rule undoes, in Chinese."""
    return RULES[rule].damage if rule in RULES else _LABELS.get(rule, rule)


def is_flag(change: Change) -> bool:
    """Whether a change alters nothing and only marks damage."""
    return change.before == change.after and change.rule != CORRECTION


def is_typographic(change: Change) -> bool:
    """Whether a change touches only lines, spaces and the width of marks."""
    return change.rule in RULES and RULES[change.rule].typographic


def count_changes(article: Article) -> Counts:
    """The article's changes by rule and certainty. Marks of damage are no changes."""
    changes = (c for block in article.blocks for done in block.text.passes for c in done.changes)
    return Counter((c.rule, c.certainty) for c in changes if not is_flag(c))


def tallies(counts: Counts) -> tuple[Tally, ...]:
    """The counts in words, the most frequent first."""
    rules = {rule for rule, _ in counts}
    found = [
        Tally(label(rule), counts[rule, "proved"], counts[rule, "inferred"], rule in RULES and RULES[rule].typographic)
        for rule in sorted(rules)
    ]
    return tuple(sorted(found, key=lambda tally: -tally.count))


def marks(article: Article, wanted: Callable[[Change], bool]) -> Iterator[Mark]:
    """The changes of an article that are shown one by one. The way back to the source is dear: it is gone only for these."""
    for block in article.blocks:
        if any(wanted(c) for done in block.text.passes for c in done.changes):
            for change, span in ((t.change, t.source) for t in block.text.changes() if wanted(t.change)):
                after = change.after if change.after != change.before else ""
                note = change.note or label(change.rule)
                yield Mark(printable(change.before), printable(after), printable(note), span.start)


def flags(article: Article) -> tuple[Mark, ...]:
    """Every place where damage was seen and could not be undone."""
    return tuple(marks(article, is_flag))


def corrections(article: Article) -> tuple[Mark, ...]:
    """What an archivist put right by hand."""
    return tuple(marks(article, lambda change: change.rule == CORRECTION))
