"""People named in headline, deck and body, without their titles.

A name is looked for only where the text leads us to expect one: behind an office (区委书记|常卫), in a list that such a name opens
(邹勇、储良、孙大庆), behind words that open a list (区领导|李新、李文起), before a verb that people do (赵磊|指出), before a title
(习近平|总书记), before 男 or 女 in a notice. Where the words around do not settle how long a name is, the same name elsewhere does.
Those who wrote the article or took its pictures are not among them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.data import surnames
from generator.describe.leads import Spots, plain, plain_name
from generator.describe.mentions import list_after, mentions
from generator.describe.names import THEN, follows
from generator.describe.passage import HEADS, Passage, Reading, any_of
from generator.model import BODY, Found, Role

_NAMING: Final[tuple[Role, ...]] = (*HEADS, *(role for role in BODY if role != "image"))
#: Without one of these nobody is named.
_BEGINNING: Final = re.compile(f"[·•‧・{''.join(surnames().single)}{''.join(name[0] for name in surnames().compound)}]")
_MAKERS: Final = re.compile(r"（[^（）]{0,60}?(?:记者|通讯员|摄影|实习生|供稿|供图|责编|编辑|作者)[^（）]{0,60}）")
#: How often, with different words behind it, a name must begin a clause to show itself.
_AGAIN: Final = 2


def find_people(readings: Sequence[Reading]) -> tuple[tuple[Found[str], ...], ...]:
    """The people of each article of a source. A name that one article settles is recognised in the others."""
    pages = [_Page.of(r) for r in readings]
    known = frozenset(name for page in pages for name in (*page.names(frozenset()), *page.recurring()))
    known = _without_parts(known, (text for page in pages for text in page.texts))
    return tuple(page.people(known) for page in pages)


@dataclass(frozen=True)
class _Mention:
    """A name in an article: the number of its passage, and where it stands there. `sure` when its own words show it."""

    passage: int
    start: int
    end: int
    rule: str
    sure: bool = True

    @property
    def at(self) -> tuple[int, int]:
        return self.passage, self.start


@dataclass(frozen=True)
class _Page:
    """What an article has of text that can name people: without the brackets that name its makers."""

    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    spots: tuple[Spots, ...]

    @classmethod
    def of(cls, reading: Reading) -> _Page:
        passages = tuple(p for p in reading.holding(_BEGINNING) if p.block.role in _NAMING)
        texts = tuple(_MAKERS.sub(lambda m: "，" * len(m[0]), p.folded) for p in passages)
        return cls(passages, texts, tuple(map(Spots.of, texts)))

    def names(self, known: frozenset[str]) -> set[str]:
        return {
            plain(t[a:b])
            for t, spots in zip(self.texts, self.spots, strict=True)
            for a, b, _ in mentions(t, spots, known)
        }

    def recurring(self) -> Iterator[str]:
        """Names that nothing else shows but that begin clauses of the article again and again, each time with another word behind."""
        behind: defaultdict[str, set[str]] = defaultdict(set)
        for text, spots in zip(self.texts, self.spots, strict=True):
            for start in spots.begins:
                behind[text[start : start + 3]].add(text[start + 3 : start + 5])
        return (
            name
            for name, words in behind.items()
            if len(words) >= _AGAIN and all(plain_name(name, w[:1]) for w in words)
        )

    def people(self, known: frozenset[str]) -> tuple[Found[str], ...]:
        """The people in order of their first mention."""
        first: dict[str, _Mention] = {}
        for m in (*self._mentions(known), *self._elsewhere(known)):
            name = plain(self.texts[m.passage][m.start : m.end])
            before = first.get(name)
            if before is None or (m.sure >= before.sure and m.at < before.at):
                first[name] = m
        return tuple(self._found(m) for m in sorted(first.values(), key=lambda m: m.at))

    def _mentions(self, known: frozenset[str]) -> Iterator[_Mention]:
        for number, (text, spots) in enumerate(zip(self.texts, self.spots, strict=True)):
            for a, b, rule in mentions(text, spots, known):
                if plain(text[a:b]) in known or text[a : b + 1] not in known:
                    yield _Mention(number, a, b, rule)

    def _elsewhere(self, known: frozenset[str]) -> Iterator[_Mention]:
        """Names that a sister article settles, where one begins a clause here, and those that follow in its list."""
        initials = {name[0] for name in known}
        for number, (text, spots) in enumerate(zip(self.texts, self.spots, strict=True)):
            read = 0
            for start in spots.begins:
                if text[start] not in initials or start < read:
                    continue
                end = next((e for e in range(start + 4, start + 1, -1) if text[start:e] in known), None)
                if end and (follows(text, end) or plain_name(text[start:end], text[end : end + 1])):
                    for a, b in ((start, end), *list_after(text, end, known)):
                        yield _Mention(number, a, b, "named in another article of the source", sure=False)
                        read = b

    def _found(self, m: _Mention) -> Found[str]:
        passage = self.passages[m.passage]
        name = plain(passage.block.value[m.start : m.end])
        return passage.found(name, m.rule, (m.start, m.end), "proved" if m.sure else "inferred")


def _without_parts(known: frozenset[str], texts: Iterable[str]) -> frozenset[str]:
    """Of a name and the same with one character more, both only if the text has each: 王建 goes where it has only 王建国.

    If both stand there and the character more is one that is seldom in names (王婧带), it belongs to the next word.
    """
    suspects = known & {name[:-1] for name in known if len(name) > 2}
    if not suspects:
        return known
    pattern = re.compile(any_of(suspects))
    alone = {m[0] for text in texts for m in pattern.finditer(text) if text[m.start() : m.end() + 1] not in known}
    too_long = {name for name in known if name[:-1] in alone and name[-1] in surnames().seldom | THEN}
    return known - (suspects - alone) - too_long
