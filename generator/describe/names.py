"""Whether some characters can be a person's name, and where a name that begins here ends.

Everything here works on folded text (Simplified script). A name is told by what stands around it; the lists of surnames and words
only say what can be one at all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import rjieba

from generator.data import offices, surnames
from generator.describe.passage import HAN, any_of

_SURNAMES: Final = surnames()
_WORDS: Final = offices()
_HAN: Final = re.compile(f"[{HAN}]+")
#: A name of the west or the north-west: 雪克来提·扎克尔.
_DOTTED: Final = re.compile(f"[{HAN}]{{1,8}}(?:[·•‧・][{HAN}]{{1,8}})+")
_MARK: Final = re.compile(r"$|[，。、；：！？（）《》“”‘’「」『』【】\s…—/|\d]")
_TITLES: Final = frozenset(_WORDS.after_name)
_FOLLOWING: Final = (*_WORDS.verbs_after_name, *_WORDS.list_closers, *_WORDS.after_name)
_WORD_AFTER: Final = re.compile(any_of(w for w in _FOLLOWING if len(w) > 1))
_JOINTS: Final = "等及和与同"
#: Small words after a name. At the end of a candidate they are hardly part of it: 赵磊说|，
#: From which frequency in the dictionary's corpus a word counts as common.
_COMMON: Final = 400
_SPEAKS_SO: Final = re.compile(f"[{HAN}]{{1,4}}[地着](?:说|介绍|表示|告诉)")
_SMALL: Final = frozenset(w for w in _WORDS.verbs_after_name if len(w) == 1) | frozenset("是有")
#: Words that begin what is said of a person, but end names as well: 卓永兴|将署理, 张建|明.
THEN: Final = frozenset("将已曾便却又再从把让给带率携陪亲随不没会要能可应需用以因所其该今明昨当一")
#: How offices and bodies end.
_ENDS: Final = frozenset("省市镇乡街村院校站店科组部委队州次项条件志书记任长员名单")
#: Of the characters that are not in names, those that no writer would put into one. The others are only unlikely.
_FUNCTION: Final = frozenset("的了们吗呢吧啊呀嘛过这您咱哪啥很还但或没")
_NOT_PEOPLE: Final = frozenset(_WORDS.not_people)
#: How many characters behind a name are looked at, and the weight of what is no name at all.
_AHEAD: Final = 10
_NONE: Final = -9.0
#: A run of characters longer than this is not names that were glued together.
_GLUED: Final = 14
_LONGEST_WORD: Final = max(map(len, _NOT_PEOPLE))


@lru_cache(maxsize=1 << 16)
def is_word(text: str) -> bool:
    """Whether it is a word of the language rather than a name."""
    if any(text[:n] in _NOT_PEOPLE for n in range(2, min(len(text), _LONGEST_WORD) + 1)):
        return True
    return bool(rjieba.has_word(text)) and not rjieba.tag(text)[0][1].startswith("nr")


@lru_cache(maxsize=1 << 16)
def is_common(text: str) -> bool:
    """Whether it is a word that texts are full of: 社会, but not 俊杰."""
    return bool(rjieba.has_word(text)) and rjieba.suggest_freq(text) > _COMMON


@lru_cache(maxsize=1 << 16)
def is_famous(text: str) -> bool:
    """Whether the dictionary knows it as a person's whole name: 习近平."""
    return len(text) == 3 and bool(rjieba.has_word(text)) and rjieba.tag(text)[0][1].startswith("nr")


@lru_cache(maxsize=1 << 16)
def surname(text: str) -> str:
    """The surname that the text begins with, or ""."""
    if text[:2] in _SURNAMES.compound and len(text) > 2:
        return text[:2]
    return text[:1] if text[:1] in _SURNAMES.single else ""


@lru_cache(maxsize=1 << 16)
def can_be_name(text: str) -> bool:
    """Whether a surname and one or two characters that given names have stand here, and nothing else.

    >>> [can_be_name(t) for t in ("赵磊", "欧阳修文", "安龙", "高质量发", "管理局", "会议", "王某")]
    [True, True, True, False, False, False, False]
    """
    return (
        _shaped(text)
        and (len(text) < 4 or len(surname(text)) == 2)
        and not any(c in _SURNAMES.not_names for c in text[1:])
    )


def _shaped(text: str) -> bool:
    """Whether it could be a name if what stands around it says so: 王读红."""
    family = surname(text)
    given = text[len(family) :]
    if (
        len(given) == 3 and given[0] in _SURNAMES.single and family not in _SURNAMES.common_words
    ):  # the husband's surname first: 林郑月娥
        given = given[1:]
    if not family or not 1 <= len(given) <= 2 or not _HAN.fullmatch(text) or "某" in text:
        return False
    return not any(c in _FUNCTION for c in given)


def follows(text: str, end: int) -> int:
    """How well what stands at `end` follows a name: 3 a mark or a verb, 2 a joint (和, 等), 1 a small word (在, 为), else 0."""
    return _follows(text[end : end + _AHEAD])


@lru_cache(maxsize=1 << 16)
def _follows(ahead: str) -> int:
    if _MARK.match(ahead) or _WORD_AFTER.match(ahead) or _SPEAKS_SO.match(ahead):
        return 3
    if ahead[0] in _JOINTS:
        return 2
    return 1 if ahead[0] in _SMALL or ahead[0] in THEN or ahead[0] in "的既" else 0


def weigh(text: str, start: int, end: int, known: frozenset[str]) -> float:
    """How much speaks for a name from `start` to `end`, where something led us to expect one. Below 0.5 it is none."""
    name = text[start:end]
    return _weigh(name, text[end : end + _AHEAD], name in known)


@lru_cache(maxsize=1 << 16)
def _weigh(name: str, ahead: str, known: bool) -> float:
    after = _follows(ahead)
    score = after + merit(name, after, known) - doubt(name, ahead)
    if not after and score > _NONE:
        next_word = next(iter(rjieba.cut(ahead[:6], False)), "")
        score += len(next_word) > 1 and (is_word(next_word) or not can_be_name(next_word))
    return score


def merit(name: str, after: int, known: bool) -> float:
    """What the characters themselves say for or against a name, of which `follows` says `after`."""
    if not _shaped(name) or name[1:] in _TITLES or (name[0] == "区" and rjieba.has_word(name[1:])):  # 邢|师傅, 区|政协
        return _NONE
    merit = -1.9 * any(c in _SURNAMES.not_names for c in name[1:]) - 0.5 * (len(name) == 4 and len(surname(name)) == 1)
    if known:
        return merit + 3
    if name[0] in _JOINTS:
        merit -= 2
    if is_word(name):
        short = len(name) - len(surname(name)) == 1  # 常安 is a place, 方圆 a word, 欧阳海 a play
        rare = short and name not in _NOT_PEOPLE and not is_common(name)
        return merit - (1 if len(name) == 3 and after == 3 else 1.5 if rare else 4)
    if is_famous(name):
        return merit + 1.5
    if name[0] in _SURNAMES.common_words:
        merit -= 0.5
        if len(name) == 3 and is_common(name[1:]):
            merit -= 0.5 if after == 3 else 2
    return merit


def doubt(name: str, ahead: str) -> float:
    """How much the last character of a name, before what stands ahead, speaks against it: 赵磊说|，, 常卫主|持, 张昭昭市|场."""
    last = name[-1]
    if last in _SMALL or last in _JOINTS:
        return 3
    if last in _ENDS:
        return 1.5 if _follows(ahead) == 3 else 2.5
    return 2.5 if last in _SURNAMES.seldom and (not ahead or is_common(last + ahead[0])) else 0


def name_at(text: str, start: int, known: frozenset[str] = frozenset()) -> tuple[int, float]:
    """Where the likeliest name that begins at `start` ends, and its weight; `start` when none can begin there."""
    dotted = _DOTTED.match(text, start)
    if dotted:
        last = max(map(dotted[0].rfind, "·•‧・")) + start
        return next((e for e in range(last + 3, dotted.end()) if follows(text, e) == 3), dotted.end()), 3.0
    best, weight = start, _NONE
    for end in range(start + 2, min(start + 4, len(text)) + 1):
        w = weigh(text, start, end, known)
        if w > weight or (w == weight and w >= 1):
            best, weight = end, w
    return best, weight


def split_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a stretch where nothing else stands: 陶涛 李明, 陶涛李明, 杨 森、王小明.

    >>> [[t[a:b] for a, b in split_names(t, 0, len(t))] for t in ("陶涛 李明", "陶涛李小明", "杨 森、王小明", "阿丹")]
    [['陶涛', '李明'], ['陶涛', '李小明'], ['杨 森', '王小明'], ['阿丹']]
    """
    spans: list[tuple[int, int]] = []
    for run in re.finditer(rf"[{HAN}·•‧・]+", text[start:end]):
        a, b = start + run.start(), start + run.end()
        if b - a == 1 and spans and spans[-1][1] - spans[-1][0] == 1 and not text[spans[-1][1] : a].strip(" \u3000"):
            spans[-1] = (spans[-1][0], b)
        else:
            spans += _glued(text, a, b)
    return spans


def _glued(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One run of characters as one name or several, the fewest that fit."""
    if not 3 < end - start <= _GLUED or _DOTTED.fullmatch(text, start, end) or can_be_name(text[start:end]):
        return [(start, end)]
    for size in (3, 2, 4):
        if can_be_name(text[start : start + size]) and end - start - size >= 2:
            rest = _glued(text, start + size, end)
            if all(can_be_name(text[a:b]) for a, b in rest):
                return [(start, start + size), *rest]
    return [(start, end)]
