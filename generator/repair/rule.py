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
    the kind of damage that the rule undoes; a document where it finds some is catalogued as damaged so. A value without what
    `seeks` matches need not be looked at: nothing would be found. It looks at no more than a few characters, wherever they stand.
    """

    name: str
    label: str
    find: Callable[[str], Iterable[Change]]
    typographic: bool = False
    damage: str = ""
    seeks: re.Pattern[str] | None = None

    def concerns(self, value: str) -> bool:
        """Whether there may be something to find."""
        return self.seeks is None or self.seeks.search(value) is not None


def repair(text: Text, rules: Iterable[Rule]) -> Text:
    """The text after one pass for each rule, in order."""
    for rule in rules:
        if rule.concerns(text.value):
            text = text.apply(rule.find(text.value))
    return text


def substitution(
    rule: str, match: re.Match[str], after: str, group: int = 0, certainty: Certainty = "proved", note: str = ""
) -> Change:
    """The change that puts `after` in place of a match (or of one group of it)."""
    return Change(rule, Span(*match.span(group)), match[group], after, certainty, note)
