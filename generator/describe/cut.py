"""A text cut into words by the dictionary alone, and what the words say of where names may begin.

The dictionary does not know most names: where it leaves characters alone, one may stand, and where a word goes over the edge of
what looks like a name, it speaks against it. Everything works on folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, compress, count
from typing import Final, NamedTuple

import rjieba

from generator.data import surnames, weights
from generator.describe.names import FUNCTION_SURNAMES, is_famous, plain
from generator.describe.passage import BLANK, HAN
from generator.describe.surroundings import LEADS, Lead, is_mark

_SINGLE: Final = surnames().single
_RARE: Final = surnames().rare
_COMPOUND: Final = surnames().compound
_BEFORE: Final = weights()["before"]
#: Longer ones end in shorter ones.
_LONGEST: Final = 5
#: The ends of such words that the dictionary cuts off: 参把|头.
_TAILS: Final = frozenset(rjieba.cut(word, False)[-1] for word in LEADS) - LEADS.keys() - set("的自文图学审批播签式")
#: Surnames of one character that stand alone as other words.
_NOT_ALONE: Final = FUNCTION_SURNAMES | surnames().not_names
#: The last characters of `LEADS`, and of what the dictionary cuts off them.
_LEAD_ENDS: Final = frozenset(word[-1] for word in (*LEADS, *_TAILS))
#: How such words end: 局|长江|善林 may be 局长|江善林.
_LAST: Final = frozenset(word[-1] for word, kind in LEADS.items() if kind == "post" and len(word) > 1)
#: Behind these a colon or a blank may stand, and a name still follow: 组长：赵磊.
_WIDE: Final = frozenset(("post", "opener", "namer", "loose", "calling", "maker"))
_GAPS: Final = ("：", "—", " ", "\u3000", "\u00a0")
_GAP: Final = re.compile(f"(?:：|——|{BLANK})+(?=[{HAN}])")
#: 组 长：
_LABEL: Final = re.compile(
    rf"{BLANK}*([{HAN}{BLANK[1:-1]}]{{2,16}})(?:（[^（）]{{0,20}}）)?(?:：{BLANK}*|{BLANK}{{2,}})(?=[{HAN}])"
)
_REMEMBERED: Final = 1 << 17


class _Word(NamedTuple):
    """What a word as the dictionary cuts them says of names.

    Whether one may begin with it or be it (behind a mark, if its surname is `rare`); the longest word of `LEADS` that it ends in;
    whether it may be the end of one that the dictionary cut off; whether it holds such an end and a surname.
    """

    opens: bool
    rare: bool
    lead: str
    tail: bool
    splits: bool

    @classmethod
    def of(cls, word: str) -> _Word | None:
        """None for a word that says nothing, as most do."""
        first, size = word[0], len(word)
        single, ends = first in _SINGLE, word[-1] in _LEAD_ENDS
        if not (single or ends or first in _LAST or word in _RARE or word in _COMPOUND):
            return None
        alone = size == 1 and single and word not in _NOT_ALONE
        opens = alone or word in _COMPOUND or (single and 1 < size < 4 and is_famous(word))
        lead = next((word[i:] for i in range(size) if word[i:] in LEADS), "") if ends else ""
        tail = not lead and word in _TAILS
        splits = size > 1 and first in _LAST and word[1] in _SINGLE and word not in LEADS
        rare = word in _RARE
        return cls(opens, rare, lead, tail, splits) if opens or rare or lead or tail or splits else None


class _Words(dict[str, _Word | None]):
    """What each word says, remembered."""

    def __missing__(self, word: str) -> _Word | None:
        found = _Word.of(word)
        if len(self) < _REMEMBERED:
            self[word] = found
        return found


_WORDS: Final = _Words()
#: The edges of a word of each length. Longer ones there are only of figures and letters, and they are cut as well.
_LONG: Final = 64
_EDGES: Final = [b"\1"[:n] + bytes(max(0, n - 1)) for n in range(_LONG)]


@dataclass(frozen=True)
class Cut:
    """`edges` are 1 where words of the text begin, and at its end; `begins` those where a name may; `leads` are the words that
    say that a name may follow, by where it would begin.
    """

    text: str
    edges: bytearray
    begins: list[int]
    leads: dict[int, Lead]

    @classmethod
    def of(cls, text: str) -> Cut:
        words = rjieba.cut(text, False)
        lengths = list(map(len, words))
        starts = list(accumulate(lengths, initial=0))
        edges = bytearray(
            b"".join(map(_EDGES.__getitem__, lengths)) if max(lengths, default=0) < _LONG else _edges(starts)
        )
        edges.append(1)
        cut = cls(text, edges, [], {})
        told = list(map(_WORDS.__getitem__, words))
        for i in compress(count(), told):
            cut._add(told[i], words[i - 1] if i else "", words[i], starts[i])
        if (label := _label(text)) and label[0] not in cut.leads:
            cut.leads[label[0]] = label[1]
        return cut

    def _add(self, known: _Word | None, before: str, word: str, start: int) -> None:
        """Takes down what one word of the text says."""
        if known is None:
            return
        if known.splits and before + word[0] in LEADS:  # 副局|长江|善林
            self.edges[start + 1] = 1
            self.begins.append(start + 1)
            self._lead(lead_at(self.text, start + 1))
        if known.opens or (known.rare and is_mark(self.text, start)):
            self.begins.append(start)
        if known.lead:
            end = start + len(word)
            kind = LEADS[known.lead]
            self._lead(Lead(end - len(known.lead), end, _BEFORE[kind], kind))
        elif known.tail:  # 参把|头
            self._lead(lead_at(self.text, start + len(word)))

    def _lead(self, lead: Lead | None) -> None:
        """Takes down a lead, by where the name would begin: behind some, a colon or a blank may stand."""
        if lead and self.text[lead.end : lead.end + 1] not in _GAPS:
            self.leads[lead.end] = lead
        elif lead and lead.kind in _WIDE and (gap := _GAP.match(self.text, lead.end)):
            self.leads[gap.end()] = lead


def _edges(starts: list[int]) -> bytearray:
    edges = bytearray(starts[-1])
    for i in starts[:-1]:
        edges[i] = 1
    return edges


def lead_at(text: str, end: int) -> Lead | None:
    """The longest word that ends at `end` and says that a name may follow."""
    for start in range(max(0, end - _LONGEST), end):
        if kind := LEADS.get(text[start:end]):
            return Lead(start, end, _BEFORE[kind], kind)
    return None


def _label(text: str) -> tuple[int, Lead] | None:
    """The label that a line begins with, if blanks are in it or brackets behind it."""
    match = _LABEL.match(text)
    if not match:
        return None
    word = plain(match[1])
    kind = next((LEADS[word[i:]] for i in range(len(word)) if word[i:] in LEADS), "")
    if kind not in _WIDE:
        return None
    return match.end(), Lead(match.start(1), match.end(1), _BEFORE[kind], kind)
