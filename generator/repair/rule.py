"""What a rule is, and how rules are applied. A rule finds; it never rewrites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.model import Certainty, Change, Span, Text


@dataclass(frozen=True)
class Rule:
    """`find` gets a value and names the changes to it. `label` tells a reader in Chinese what the rule does.

    Changes of a `typographic` rule (width of marks, line ends) are hidden from readers until they ask. `damage` names in Chinese
    the kind of damage that the rule undoes; a document where it finds some is catalogued as damaged so.
    """

    name: str
    label: str
    find: Callable[[str], Iterable[Change]]
    typographic: bool = False
    damage: str = ""


def repair(text: Text, rules: Iterable[Rule]) -> Text:
    """The text after one pass for each rule, in order."""
    for rule in rules:
        text = text.apply(rule.find(text.value))
    return text


def substitution(
    rule: str, match: re.Match[str], after: str, group: int = 0, certainty: Certainty = "proved", note: str = ""
) -> Change:
    """The change that puts `after` in place of a match (or of one group of it)."""
    return Change(rule, Span(*match.span(group)), match[group], after, certainty, note)
