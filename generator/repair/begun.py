"""A paragraph in the making: what is known of it at the end of each of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: How many characters of its beginning are remembered.
_REMEMBERED: Final = 120
_PAIRS: Final = {"“": "”", "《": "》", "（": "）", "(": ")", "「": "」", "『": "』", "〈": "〉", "【": "】", "〔": "〕"}
_CLOSING: Final = frozenset(_PAIRS.values())
_MARKS: Final = _PAIRS.keys() | _CLOSING


def _open(text: str, waiting: tuple[str, ...]) -> tuple[str, ...]:
    """The marks that would close what a text, behind `waiting`, opens and does not close; the innermost last, three at most."""
    if _MARKS.isdisjoint(text):
        return waiting
    stack = list(waiting)
    for c in text:
        if c in _PAIRS:
            stack.append(_PAIRS[c])
        elif c in _CLOSING and stack and c == stack[-1]:
            stack.pop()
    return tuple(stack[-3:])


@dataclass(frozen=True, slots=True)
class Begun:
    """A paragraph up to the end of a line: how it begins (120 characters at most), its lines, the marks that it has yet to close."""

    text: str = ""
    lines: int = 0
    waiting: tuple[str, ...] = ()

    def with_line(self, text: str) -> Begun:
        """The same with one line more."""
        begun = self.text + text if len(self.text) < _REMEMBERED else self.text
        return Begun(begun[:_REMEMBERED], self.lines + 1, _open(text, self.waiting))

    def closes(self, text: str) -> bool:
        """Whether the mark that it waits for stands in a text."""
        return bool(self.waiting) and self.waiting[-1] in text
