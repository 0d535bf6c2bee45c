"""An article as the finders read it: its blocks with their words folded to Simplified script.

Patterns are matched on `Passage.folded`, values are cut out of the block's own text: so a finder works in either script,
and what it finds stands in the script of the block. Offsets are code points within a block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import Final, TypeVar

from generator.data.script import fold_script
from generator.model import BODY, Article, Block, Certainty, Found, Role, Span

T = TypeVar("T")

HEADS: Final[tuple[Role, ...]] = ("kicker", "title", "deck")
HAN: Final = "㐀-䶿一-鿿豈-﫿𠀀-𱍊"
#: Blanks that may stand between Han characters.
BLANK: Final = r"[ \u00a0\u3000]"
#: A match in the whole of an article, and its place in the passage that it stands in.
Placed = tuple[re.Match[str], tuple[int, int]]
_LABEL: Final = re.compile(
    "(?:发布|来源|作者|时间|日期|索引|浏览|字号|编辑|责编|记者|通讯员|文|图)[^，。：]{0,8}[：/|]"
)
_MARKS: Final = tuple(zip("():;,!?０１２３４５６７８９", "（）：；，！？0123456789", strict=True))


def _folded(value: str) -> str:
    """As long as before."""
    folded = fold_script(value)
    for half, full in _MARKS:  # far quicker than `translate`, which asks for every character
        folded = folded.replace(half, full)
    return folded


@dataclass(frozen=True)
class Passage:
    """One block. In `folded`, brackets and marks are full-width and digits half-width, whatever the block has."""

    block: Block
    folded: str

    @classmethod
    def of(cls, block: Block) -> Passage:
        return cls(block, _folded(block.value))

    def found(self, value: T, rule: str, span: tuple[int, int], certainty: Certainty = "proved") -> Found[T]:
        """A finding that rests on the words at `span`."""
        start, end = span
        words = self.block.value[start:end]
        return Found(value, rule, words, self.block.text.source_span(Span(start, end)), certainty)


@dataclass(frozen=True)
class Reading:
    """One article, read once for all finders: its passages, and all of them as one text, a line end behind each.

    `starts` are the offsets of the passages in the whole, and its end.
    """

    article: Article
    passages: tuple[Passage, ...]
    whole: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, article: Article) -> Reading:
        values = [block.value for block in article.blocks]
        whole = _folded("\n".join((*values, "")))
        starts = tuple(accumulate((len(value) + 1 for value in values), initial=0))
        spans = zip(article.blocks, starts, starts[1:], strict=False)
        return cls(article, tuple(Passage(b, whole[start : end - 1]) for b, start, end in spans), whole, starts)

    def holding(self, *patterns: re.Pattern[str]) -> tuple[Passage, ...]:
        """The passages with a match of one of the patterns, in order. Where passages are many and short, none is asked by itself.

        What a pattern matches must not depend on what stands around it.
        """
        numbers: set[int] = set()
        for pattern in patterns:
            at = 0
            while match := pattern.search(self.whole, at):
                number = bisect_right(self.starts, match.start()) - 1
                numbers.add(number)
                at = self.starts[number + 1]
        return tuple(self.passages[number] for number in sorted(numbers))

    def matches(self, pattern: re.Pattern[str]) -> Mapping[int, Sequence[Placed]]:
        """What a pattern finds in each passage, by its number, each match with its place in the passage.

        All passages are searched at once: the pattern must not match a line end, nor depend on what stands around it.
        """
        found: defaultdict[int, list[Placed]] = defaultdict(list)
        for match in pattern.finditer(self.whole):
            number = bisect_right(self.starts, match.start()) - 1
            start = self.starts[number]
            found[number].append((match, (match.start() - start, match.end() - start)))
        return found

    @cached_property
    def _numbers(self) -> Mapping[Role, Sequence[int]]:
        """The numbers of the passages of each role."""
        numbers: defaultdict[Role, list[int]] = defaultdict(list)
        for number, block in enumerate(self.article.blocks):
            numbers[block.role].append(number)
        return numbers

    def among(self, *roles: Role) -> tuple[Passage, ...]:
        """The passages of these roles, in order."""
        numbers = sorted(chain.from_iterable(self._numbers.get(role, ()) for role in roles))
        return tuple(self.passages[number] for number in numbers)

    @cached_property
    def heads(self) -> tuple[Passage, ...]:
        return self.among(*HEADS)

    @cached_property
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
