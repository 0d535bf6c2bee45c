"""How near a restored source comes to the texts that went into it.

Text is compared without white space, as a reader compares it; for sources that were never damaged, to the letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from benchmarks.fidelity.truth import Clean
from generator.model import BODY, Article, Restored
from generator.repair import RULES

#: The figures of the table. All are shares: 1.0 is perfect.
FIGURES = {
    "text": "1 less the character error rate of the bodies",
    "paragraphs": "blocks restored to the letter",
    "kinds": "blocks restored to the letter whose kind is right as well",
    "title": "articles whose headline is right",
    "heads": "articles whose kicker and deck are right",
    "articles": "F1 of the articles found",
    "accounts": "sources of which every character is accounted for",
    "untouched": "sources with none but typographic changes (only of clean texts)",
}
_GRAM = 8


def edits(a: str, b: str) -> int:
    """The Levenshtein distance, one bit for each character of `a` (Myers 1999, Hyyrö 2003).

    >>> edits("会议指出", "会议还指"), edits("", "甲"), edits("甲", "甲")
    (2, 1, 0)
    """
    if not a or not b:
        return len(a) + len(b)
    places: defaultdict[str, int] = defaultdict(int)
    for i, c in enumerate(a):
        places[c] |= 1 << i
    whole, last, found = (1 << len(a)) - 1, 1 << (len(a) - 1), len(a)
    up, down = whole, 0
    for c in b:
        same = places.get(c, 0)
        vertical = same | down
        horizontal = (((same & up) + up) ^ up) | same
        right, left = down | (~(horizontal | up) & whole), up & horizontal
        found += bool(right & last) - bool(left & last)
        right, left = right << 1 | 1, left << 1
        up, down = (left | (~(vertical | right) & whole)) & whole, right & vertical
    return found


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Tally:
    """What was counted; tallies add up. `sources` is 1 for one source."""

    sources: int = 0
    accounted: int = 0
    untouched: int = 0
    characters: int = 0
    wrong: int = 0
    blocks: int = 0
    exact: int = 0
    kinds: int = 0
    wanted: int = 0
    matched: int = 0
    extra: int = 0
    titles: int = 0
    heads: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def figures(self, *, clean: bool = False) -> dict[str, float]:
        """Each of FIGURES, 0 to 1; "untouched" only of clean texts."""
        found = {
            "text": max(0.0, 1 - self.wrong / max(1, self.characters)),
            "paragraphs": self.exact / max(1, self.blocks),
            "kinds": self.kinds / max(1, self.blocks),
            "title": self.titles / max(1, self.wanted),
            "heads": self.heads / max(1, self.wanted),
            "articles": 2 * self.matched / max(1, self.wanted + self.matched + self.extra),
            "accounts": self.accounted / max(1, self.sources),
        }
        return found | {"untouched": self.untouched / max(1, self.sources)} if clean else found


def table_text(text: str) -> str:
    """A table without the row that Markdown needs under its first, and without the blanks that pad its cells."""
    rows = [row for row in text.split("\n") if not re.fullmatch(r"[|:\s-]+", row)]
    return "\n".join(re.sub(r"\s*\|\s*", "|", row).strip() for row in rows)


def readable(blocks: Iterable[tuple[str, str]], *, letter: bool) -> list[tuple[str, str]]:
    """Kinds and texts as they are compared."""
    made = ((kind, table_text(text) if kind == "table" else text) for kind, text in blocks)
    return [(kind, text if letter else squeeze(text)) for kind, text in made]


def _grams(text: str) -> set[str]:
    bare = re.sub(r"[\W_]+", "", text)
    return {bare[i : i + _GRAM] for i in range(max(1, len(bare) - _GRAM + 1))}


def _body(article: Article, clean: Clean) -> list[tuple[str, str]]:
    """The body, and the credits that are wanted with it: a document's number."""
    numbers = {squeeze(b.text) for b in clean.blocks if b.role == "credit"}
    return [
        (b.role, b.value)
        for b in article.blocks
        if b.role in BODY or (b.role == "credit" and squeeze(b.value) in numbers)
    ]


def pair(wanted: Sequence[Clean], found: Sequence[Article]) -> dict[int, int]:
    """Which found article is which wanted one: those that share most of their passages first, each used once."""
    theirs = [_grams("".join(b.value for b in a.blocks)) for a in found]
    shares: list[tuple[float, int, int]] = []
    for i, clean in enumerate(wanted):
        own = _grams("".join(b.text for b in clean.pieces))
        # Where characters were damaged too deeply for passages, a lone article is taken for the lone text.
        shares += ((len(own & other) / len(own), i, j) for j, other in enumerate(theirs))
    if len(wanted) == len(found) == 1:
        return {0: 0}
    pairs: dict[int, int] = {}
    for share, i, j in sorted(shares, key=lambda s: (-s[0], s[1], s[2])):
        if share >= 0.2 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def accounted(restored: Restored) -> bool:
    """Whether every character of the source is in exactly one block, kept or dropped by a named rule, and comes back."""
    if restored.segmented is None:  # nothing is claimed of it; a fault of the program's own is no reason for that
        return "a fault of this program" not in restored.reason
    done = restored.segmented
    source = done.document.text.original
    blocks = [b.text for b in done.blocks]
    at = 0
    for stretch in sorted(s for text in blocks for s in text.stretches if len(s)):
        if stretch.start != at:
            return False
        at = stretch.end
    for text in blocks:
        kept, dropped = text.fate()
        original = "".join(source[s.start : s.end] for s in text.stretches)
        if not text.revert() == text.original == original or kept + dropped.total() != len(original):
            return False
    return at == len(source)


def rules_at_work(restored: Restored) -> set[str]:
    """The rules that changed more than the look of a source."""
    if restored.segmented is None:
        return {"quarantined"}
    done = restored.segmented
    blocks = done.blocks
    names = {traced.change.rule for b in blocks for traced in b.text.changes()}
    return {n for n in names if n not in RULES or not RULES[n].typographic}


def score(wanted: Sequence[Clean], restored: Restored, *, letter: bool = False) -> Tally:
    """The tally of one source. `letter`: white space counts too."""
    found = restored.articles
    pairs = pair(wanted, found)
    total = Tally(
        sources=1,
        accounted=accounted(restored),
        untouched=not rules_at_work(restored),
        wanted=len(wanted),
        matched=len(pairs),
        extra=len(found) - len(pairs),
    )
    for i, clean in enumerate(wanted):
        total += _score_article(clean, found[pairs[i]] if i in pairs else None, letter=letter)
    return total


def _score_article(clean: Clean, found: Article | None, *, letter: bool) -> Tally:
    wanted = readable(((b.role, b.text) for b in clean.blocks), letter=letter)
    body = readable(_body(found, clean), letter=letter) if found else []
    text, other = ("".join(text for _, text in blocks) for blocks in (wanted, body))
    texts = {text for _, text in body}
    return Tally(
        characters=len(text),
        wrong=edits(text, other),
        blocks=len(wanted),
        exact=sum(text in texts for _, text in wanted),
        kinds=sum(block in body for block in wanted),
        titles=found is not None and squeeze(found.title) == squeeze(clean.title),
        heads=found is not None
        and (squeeze(found.kicker), squeeze(found.deck)) == (squeeze(clean.kicker), squeeze(clean.deck)),
    )


def differences(clean: Clean, found: Article | None) -> list[str]:
    """What differs between a text and its restored article, for a person to read: `-` wanted, `+` got, `~` nearly the same."""
    wanted = [(b.role, table_text(b.text)) for b in clean.pieces]
    got = [(b.role, table_text(b.value)) for b in found.blocks] if found else []
    ours, theirs = ({(kind, squeeze(text)) for kind, text in blocks} for blocks in (wanted, got))
    missing = [(kind, text) for kind, text in wanted if (kind, squeeze(text)) not in theirs]
    strange = [(kind, text) for kind, text in got if (kind, squeeze(text)) not in ours]
    lines = []
    for kind, text in missing:
        near = next((s for s in strange if SequenceMatcher(None, text, s[1], autojunk=False).ratio() > 0.7), None)
        if near is None:
            lines.append(f"  - {kind}: {text}")
        elif squeeze(near[1]) == squeeze(text):
            strange.remove(near)
            lines.append(f"  ~ {kind} -> {near[0]}: {text}")
        else:
            strange.remove(near)
            lines.append(f"  ~ {kind if kind == near[0] else f'{kind} -> {near[0]}'}: {changed_places(text, near[1])}")
    return lines + [f"  + {kind}: {text}" for kind, text in strange]


def changed_places(wanted: str, got: str) -> str:
    """Where two texts differ, with a few characters around.

    >>> changed_places("会议指出，要加强督导检查。", "会议指出，要加 强督导检查。")
    '出，要加[| ]强督导检'
    """
    same = SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes()
    places = ((a, b, c, d) for tag, a, b, c, d in same if tag != "equal")
    return " … ".join(
        f"{wanted[max(0, a - 4) : a]}[{wanted[a:b]}|{got[c:d]}]{wanted[b : b + 4]}" for a, b, c, d in places
    )
