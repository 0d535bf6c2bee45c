"""An article as the finders read it: its blocks with their words folded to Simplified script.

Patterns are matched on `Passage.folded`, values are cut out of the block's own text: so a finder works in either script,
and what it finds stands in the script of the block. Offsets are code points within a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from generator.data.script import fold_script
from generator.model import BODY, Article, Block, Certainty, Found, Role, Span

T = TypeVar("T")

HEADS: Final[tuple[Role, ...]] = ("kicker", "title", "deck")
HAN: Final = "㐀-䶿一-鿿豈-﫿𠀀-𱍊"
#: Blanks that may stand between Han characters.
BLANK: Final = r"[ \u00a0\u3000]"
_LABEL: Final = re.compile(
    "(?:发布|来源|作者|时间|日期|索引|浏览|字号|编辑|责编|记者|通讯员|文|图)[^，。：]{0,8}[：/|]"
)
_MARKS: Final = tuple(zip("():;,!?０１２３４５６７８９", "（）：；，！？0123456789", strict=True))


@dataclass(frozen=True)
class Passage:
    """One block. In `folded`, brackets and marks are full-width and digits half-width, whatever the block has."""

    block: Block
    folded: str

    @classmethod
    def of(cls, block: Block) -> Passage:
        folded = fold_script(block.value)
        for half, full in _MARKS:  # far quicker than `translate`, which asks for every character
            folded = folded.replace(half, full)
        return cls(block, folded)

    def found(self, value: T, rule: str, span: tuple[int, int], certainty: Certainty = "proved") -> Found[T]:
        """A finding that rests on the words at `span`."""
        start, end = span
        words = self.block.value[start:end]
        return Found(value, rule, words, self.block.text.source_span(Span(start, end)), certainty)


@dataclass(frozen=True)
class Reading:
    """One article, read once for all finders."""

    article: Article
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, article: Article) -> Reading:
        return cls(article, tuple(Passage.of(block) for block in article.blocks))

    def among(self, *roles: Role) -> tuple[Passage, ...]:
        return tuple(p for p in self.passages if p.block.role in roles)

    @property
    def heads(self) -> tuple[Passage, ...]:
        return self.among(*HEADS)

    @property
    def body(self) -> tuple[Passage, ...]:
        return self.among(*BODY)

    @cached_property
    def lead(self) -> Passage | None:
        """The first paragraph of the body, after lines that only name makers or give labels, and headlines among them."""
        lines = [p for p in self.among("p") if not _LABEL.match(p.folded)]
        long = [p for p in lines if len(p.folded) > 20 or p.folded.endswith("。")]
        return next((p for p in long if "。" in p.folded or "，" in p.folded), long[0] if long else None)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first. It looks at each character of the text once (a trie).

    >>> any_of(["区长", "区", "副区长"])
    '(?:副区长|区长?)'
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for c in word:
            node = node.setdefault(c, {})
        node[""] = {}
    return _branch(tree)


def _branch(tree: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in tree
    ways = [re.escape(c) + _branch(rest) for c, rest in sorted(tree.items()) if c]
    if not ways:
        return ""
    body = "|".join(ways)
    if len(ways) > 1 or (ends and len(body) > 1):
        body = f"(?:{body})"
    return body + "?" * ends
