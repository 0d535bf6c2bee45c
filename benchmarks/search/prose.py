"""Clauses, sentences and paragraphs such as bulletins have, of the words of `vocabulary`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.search.words import Vocabulary, Weighted

_LATIN: Final = (
    "COVID-19", "GDP", "5G", "APP", "PM2.5", "CEO", "Wi-Fi", "IT", "AI", "KN95", "CPI", "www.example.cn", "PPP", "VR", "LED",
    "ISO9001", "DNA", "BRT", "e租宝", "T3出口", "QQ", "O2O", "VOCs", "K12",
)  # fmt: skip
_OFFICES: Final = (
    "区委书记", "区长", "副区长", "县委书记", "镇长", "局长", "主任", "街道工委书记", "记者", "通讯员", "教授", "队长",
    "党支部书记", "居民",
)  # fmt: skip
_UNITS: Final = ("万元", "亿元", "人", "户", "个", "公里", "平方米", "吨", "亩", "%", "项", "名", "次", "家")
#: A clause has so many words.
_LEAST, _MOST = 5, 15
#: With these shares, pairs of characters repeat a little less than in print: 20,000 characters have 12,700 different pairs here,
#: 10,800 in the clean texts. An index has it no easier than with real bulletins.
_FOLLOWING, _OWN = 0.5, 0.2


@dataclass(frozen=True)
class Writer:
    """Writes one article. `subject` are the words that its subject has more of; `people` those it may name."""

    vocabulary: Vocabulary
    subject: Weighted
    people: tuple[str, ...]

    def _word_run(self, chance: Random, count: int) -> str:
        """A fifth of the words belong to the subject; half of those that follow another often stand behind it."""
        words: list[str] = []
        while len(words) < count:
            way = chance.random()
            if words and way < _FOLLOWING:
                words.append(self.vocabulary.followers(words[-1]).one(chance))
            else:
                words.append((self.subject if way > 1 - _OWN else self.vocabulary.running).one(chance))
        return "".join(words)

    def _plain(self, chance: Random) -> str:
        return self._word_run(chance, chance.randint(_LEAST, _MOST))

    def _stock(self, chance: Random) -> str:
        return chance.choice(self.vocabulary.clauses)

    def _named(self, chance: Random) -> str:
        """Also with the name where a word would stand: any character may be beside it."""
        name = chance.choice(self.people)
        return f"{chance.choice(_OFFICES)}{name}{self._word_run(chance, chance.randint(3, 8))}"

    def _dated(self, chance: Random) -> str:
        day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        year = f"{chance.randint(1998, 2024)}年" if chance.random() < 0.4 else ""
        return f"{year}{day}{self._word_run(chance, chance.randint(3, 9))}"

    def _counted(self, chance: Random) -> str:
        amount = int(chance.lognormvariate(5, 2.5))
        number = f"{amount / 10:.1f}" if chance.random() < 0.3 else f"{amount:,}" if amount > 9999 else str(amount)
        return f"{self._word_run(chance, chance.randint(3, 8))}{number}{chance.choice(_UNITS)}"

    def _foreign(self, chance: Random) -> str:
        return self._word_run(chance, 4) + chance.choice(_LATIN) + self._word_run(chance, 4)

    def _quoted(self, chance: Random) -> str:
        left, right = chance.choice(("《》", "“”", "（）"))
        words = self._word_run(chance, chance.randint(2, 7))
        return f"{self._word_run(chance, 3)}{left}{words}{right}{self._word_run(chance, 3)}"

    def _clause(self, chance: Random) -> str:
        kinds: tuple[Callable[[Random], str], ...] = (
            self._plain, self._stock, self._named, self._dated, self._counted, self._foreign, self._quoted,
        )  # fmt: skip
        return chance.choices(kinds, weights=(55, 15, 7, 7, 7, 3, 6))[0](chance)

    def paragraph(self, chance: Random, length: int) -> str:
        """Sentences of about so many characters together."""
        parts: list[str] = []
        size = 0
        while size < length:
            clause = self._clause(chance)
            size += len(clause) + 1
            mark = "。" if size >= length else chance.choices("，。；、：！", weights=(60, 25, 6, 5, 2, 2))[0]
            parts += clause, mark
        return "".join(parts)

    def headline(self, chance: Random) -> str:
        """15 to 30 characters."""
        length = chance.randint(15, 26)
        named = chance.choice(self.people) if chance.random() < 0.1 else ""
        title = named
        while len(title) < length:
            title += self._word_run(chance, 2)
        return title[:30]
