"""How likely Chinese a text is, by its characters; and which character it was that lost a byte, by the words around it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import inf, log
from typing import Final

import rjieba

from generator.data.script import fold_script
from generator.model import Script
from generator.repair.mojibake_marks import told
from generator.repair.shift_words import Words, read

LOST: Final = "\ufffd"
#: Words that rjieba has counted, in all.
_COUNTED: Final = 60_101_967
_MARKS: Final = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕—…·　")
#: What a character costs, as a negative natural logarithm; of Han characters rjieba tells.
_MARK, _SIGN, _STRANGE, _UNREADABLE, _ASCII = 5.0, 9.0, 13.0, 15.0, 4.0
#: What a character may cost on average in Chinese, and one that lost a byte; how clearly it must be ahead of the others.
_LIKELY, _KNOWN, _CLEAR, _CLEAR_NAME = 11.5, 13.0, 1.4, 5.0
#: The same for an ordinary character that makes no word with its neighbours, and what such a one costs at most.
_BY_ITSELF, _ORDINARY = 4.5, 7.0
#: One or two characters behind a blank are rather the beginning of a name than of a word.
_NAME: Final = re.compile(r"\S[ \u3000][\u4e00-\u9fff]{1,2}\Z")
#: What may stand before an indent; how many characters tell a word.
_MARGINS: Final = ("", " ", "\u3000", ">")
_CONTEXT: Final = 4


def _cost(character: str) -> float:
    if character < "\x80":
        return _ASCII
    if character in _MARKS:
        return _MARK
    if "㐀" <= character <= "鿿":
        simple = fold_script(character)
        counted = rjieba.suggest_freq(simple) if rjieba.has_word(simple) else 0
        return -log((counted + 0.1) / _COUNTED)
    if character == LOST or unicodedata.category(character) in ("Cc", "Co", "Cn"):
        return _UNREADABLE
    return _SIGN if character < "\u0250" else _STRANGE


class _Costs(dict[str, float]):
    """The cost of every character, worked out when it is first asked for."""

    def __missing__(self, character: str) -> float:
        return self.setdefault(character, _cost(character))


_COSTS: Final = _Costs()


def cost(text: str) -> float:
    """How rare the characters of a text are in Chinese, in all: natural logarithms.

    >>> cost("浼氳") > cost("会议"), cost("ä¼š") > cost("会")
    (True, True)
    """
    return sum(map(_COSTS.__getitem__, text))


def is_chinese(text: str) -> bool:
    """Whether what a text has beyond ASCII is ordinary Chinese.

    >>> is_chinese("7月1日，会议�"), is_chinese("浼氳鏄鐨"), is_chinese("José")
    (True, False, False)
    """
    beyond = [c for c in text if c >= "\x80" and c != LOST]
    return bool(beyond) and max(beyond) > "\u2010" and cost("".join(beyond)) <= _LIKELY * len(beyond)


def likeliest(line: str, options: tuple[str, ...], after: str, words: Words, script: Script) -> str:
    """Which of the options stood behind `line` and before `after`; U+FFFD when words do not clearly tell. Names are not guessed.

    Without any `words` of the document (size 0) only marks, and what follows figures, are told.

    >>> (
    ...     likeliest("会", ("议", "该", "诀"), "精神", Words.of("会议精神"), "Hans"),
    ...     likeliest("赵", ("磊", "礼"), "出席", Words.of(""), "Hans"),
    ... )
    ('议', '�')
    """
    known = [c for c in options if _COSTS[c] < _KNOWN and (c in _MARKS or ("一" <= c <= "鿿" and _printed(c, script)))]
    if "\u3000" in known and line[-1:] in _MARGINS:
        return "\u3000"
    mark = told(line, known, after)
    if mark:
        return mark
    before, known = line[-_CONTEXT:], [c for c in known if c not in _MARKS]
    ways = read(before, [[(c, 0.0) for c in known]], after, words) if known and words.size else []
    if not ways:
        return LOST
    found, ahead = ways[0].text[len(before)], ways[1].cost - ways[0].cost if len(ways) > 1 else inf
    if ahead >= _BY_ITSELF and _COSTS[found] < _ORDINARY and line[-1:] >= "\x80" and after[:1] != " ":
        return found
    return (
        found
        if ahead >= (_CLEAR_NAME if _NAME.search(line) else _CLEAR) and _in_word(before, found, after, words)
        else LOST
    )


@lru_cache(maxsize=1 << 14)
def _printed(character: str, script: Script) -> bool:
    """Whether a text in a script has the character: 長 and 髙 stand in none that is Simplified."""
    return bool(character.encode("gb2312" if script == "Hans" else "big5hkscs", "ignore"))


def _in_word(before: str, character: str, after: str, words: Words) -> bool:
    """Whether a character makes a word with its neighbours, one that is known or stands elsewhere in the document."""
    around, at = fold_script(before + character + after), len(before)
    spans = ((i, j) for i in range(max(0, at - 3), at + 1) for j in range(at + 1, len(around) + 1) if j - i > 1)
    return any(rjieba.has_word(around[i:j]) or words.counts[around[i:j]] for i, j in spans)
