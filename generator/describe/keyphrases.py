"""Key phrases (主题短语) that prove themselves: what the headline or quotation marks single out, and the text comes back to.

A phrase is whole words of a headline, or a term in quotation marks, of three characters or more; it must stand in several
passages of the body again. Phrases that every bulletin has, names, places, bodies and what the subjects of the authority file say
already are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

import rjieba

from generator.data import key_phrases
from generator.data.places import is_place
from generator.describe.passage import BLANK, HAN, Passage, Reading
from generator.describe.signed import ORGAN_ENDS
from generator.model import Found

_STOCK: Final = key_phrases().stock
_TAILS: Final = key_phrases().tails
_EDGES: Final = key_phrases().edges
_SHORTEST, _LONGEST, _WORDS = 3, 8, 5
_MOST: Final = 3
#: So many headlines and terms in quotation marks are weighed: a text with more of them is a book.
_MOST_HEADS, _MOST_QUOTED = 100, 200
#: A word of the dictionary that is more frequent than this singles nothing out.
_COMMON: Final = 200
#: What share of its neighbours may be the same character.
_SAME: Final = 0.6
_QUOTED: Final = re.compile(rf"“([{HAN}A-Za-z\d·、]{{2,10}})”")
_RUN: Final = re.compile(f"[{HAN}]+")
_ORGAN: Final = re.compile(ORGAN_ENDS + "$")
#: Kinds of words that begin no phrase, or end none: verbs, adverbs, prepositions, conjunctions, particles, pronouns, times.
_NO_FIRST, _NO_LAST = frozenset("vdpcurtye"), frozenset("vdpcurtyemf")
_HEAD_WEIGHT: Final = {"title": 3, "kicker": 2, "deck": 2, "h2": 2, "h3": 2}


class _Phrase(NamedTuple):
    """A phrase with how often (`times`) it stands in the body, in how many passages, and what headlines and quotation marks add."""

    words: str
    times: int
    spread: int
    heads: int
    quoted: bool

    @property
    def weight(self) -> float:
        return self.times + 2 * self.spread + 2 * self.heads + 3 * self.quoted

    @property
    def proved(self) -> bool:
        """Whether the text comes back to it often enough."""
        if self.heads:
            return self.spread >= 2 and (self.times >= 3 or self.quoted)
        return self.quoted and self.spread >= 3

    @property
    def strong(self) -> bool:
        """Whether it may be a tag."""
        return self.spread >= 3 and (self.times >= 4 if self.heads else self.times >= 6)


def find_key_phrases(
    reading: Reading, names: Collection[str], said: Iterable[str]
) -> tuple[tuple[Found[str], bool], ...]:
    """The key phrases of an article, the weightiest first, each with whether it is strong enough for a tag.

    `names` are those of people, bodies and places in it, `said` the words by which its subjects were found.
    """
    body = [p for p in reading.body if p.block.role not in ("h2", "h3", "image", "table", "signature")]
    texts = [p.folded for p in body]
    whole = "\n".join(texts)
    heads = [p for p in reading.passages if p.block.role in _HEAD_WEIGHT][:_MOST_HEADS]
    terms = Counter(m[1] for p in reading.passages for m in _QUOTED.finditer(p.folded))
    quoted = {term for term, _ in terms.most_common(_MOST_QUOTED)}
    candidates = {
        *(w for p in heads for w in _of_heading(p.folded, whole)),
        *(w for w in quoted if _SHORTEST <= len(w) <= _LONGEST),
    }
    known = tuple(said)
    found = []
    for words in candidates:
        if (
            words in _STOCK
            or any(words in name or name in words for name in names)
            or any(words in k or k in words for k in known)
        ):
            continue
        count = whole.count(words)
        if count >= 2 and not words.endswith(_TAILS) and not _ORGAN.search(words) and _stands_alone(words, whole):
            above = sum(_HEAD_WEIGHT[p.block.role] for p in heads if words in p.folded)
            found.append(_Phrase(words, count, sum(words in text for text in texts), above, words in quoted))
    proved = _whole([phrase for phrase in found if phrase.proved])
    return tuple((_found(phrase, heads, body), phrase.strong) for phrase in proved[:_MOST])


def _stands_alone(words: str, whole: str) -> bool:
    """Whether other words stand before it, and other words behind: 化学品企业 is a piece of 危险化学品企业."""
    places = [m.start() for m in re.finditer(re.escape(words), whole)]
    for around in ([whole[i - 1 : i] for i in places], [whole[i + len(words) : i + len(words) + 1] for i in places]):
        letter, count = Counter(around).most_common(1)[0]
        if _RUN.fullmatch(letter) and count > _SAME * len(places):
            return False
    return True


def _of_heading(text: str, whole: str) -> Iterator[str]:
    """Whole words of a headline, up to five together, that stand in the body again."""
    for run in _RUN.finditer(text):
        words = rjieba.cut(run[0], False)
        ends = list(accumulate(map(len, words), initial=0))
        for first in range(len(words)):
            for last in range(first, min(len(words), first + _WORDS)):
                phrase = run[0][ends[first] : ends[last + 1]]
                if len(phrase) > _LONGEST:
                    break
                if len(phrase) < _SHORTEST:
                    continue
                if phrase not in whole:
                    break
                if _is_phrase(tuple(words[first : last + 1])):
                    yield phrase


@lru_cache(maxsize=1 << 14)
def _is_phrase(words: tuple[str, ...]) -> bool:
    """Whether these words may make a phrase together: a noun with what stands before it, no piece of a sentence."""
    if len(words) == 1:
        return _kind(words[0])[0] in "nlj" and rjieba.suggest_freq(words[0]) <= _COMMON and not is_place(words[0])
    if words[0][0] in _EDGES or words[-1][-1] in _EDGES or is_place(words[0]) or is_place("".join(words)):
        return False
    if _is_kind(words[0], _NO_FIRST) or _is_kind(words[-1], _NO_LAST):
        return False
    return all(len(w) > 1 or w not in _EDGES for w in words)


def _is_kind(word: str, kinds: frozenset[str]) -> bool:
    """Whether a word of several characters is of one of these kinds."""
    kind = _kind(word)
    return len(word) > 1 and kind != "vn" and kind[0] in kinds


@lru_cache(maxsize=1 << 15)
def _kind(word: str) -> str:
    return str(rjieba.tag(word)[0][1]) if rjieba.has_word(word) else "n"


def _whole(phrases: list[_Phrase]) -> list[_Phrase]:
    """Without those that stand in a longer one nearly always, the weightiest first."""
    kept = [
        p for p in phrases if not any(p is not q and p.words in q.words and q.times >= 0.7 * p.times for q in phrases)
    ]
    kept.sort(key=lambda p: (-p.weight, p.words))
    return [p for i, p in enumerate(kept) if not any(q.words in p.words or p.words in q.words for q in kept[:i])]


def _found(phrase: _Phrase, heads: Iterable[Passage], body: Iterable[Passage]) -> Found[str]:
    passage = next(p for p in (*heads, *body) if phrase.words in p.folded)
    start = passage.folded.index(phrase.words)
    span = (start, start + len(phrase.words))
    value = re.sub(BLANK, "", passage.block.value[slice(*span)])
    return passage.found(value, "key phrase by weight and spread", span, "inferred")
