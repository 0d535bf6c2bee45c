"""What characters say by themselves for or against being a person's name, whatever stands around them.

Everything here works on folded text (Simplified script). The weights are in weights.toml, the characters in surnames.toml and
given.toml, the words of the language in the dictionary.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import rjieba

from generator.data import given, offices, surnames, weights
from generator.data.places import is_place, is_town_stem
from generator.describe.passage import BLANK, HAN

_SURNAMES: Final = surnames()
_GIVEN: Final = given()
_WORDS: Final = offices()
_W: Final = weights()["name"]
_HAN: Final = re.compile(f"[{HAN}]+")
#: A name of the west or the north-west: 雪克来提·扎克尔.
DOTS: Final = "·•‧・"
_PART: Final = f"(?:(?![和与及])[{HAN}]){{1,8}}"
DOTTED: Final = re.compile(f"{_PART}(?:[{DOTS}]{_PART})+")
_BLANKS: Final = frozenset(" \u00a0\u3000")
_TITLES: Final = frozenset(_WORDS.after_name)
#: How somebody is called by his surname: 鲍工, 李总.
_CALLED: Final = frozenset("工总局处老董姐哥嫂婶叔爷奶姨妈爸科队某")
#: From which frequency in the dictionary's corpus a word counts as common.
_COMMON: Final = 400
#: Of the characters that are not in names, those that no writer would put into one. The others are only unlikely.
_FUNCTION: Final = frozenset("的了们吗呢吧啊呀嘛过这您咱哪啥很还但或没某等")
_NOT_PEOPLE: Final = frozenset(_WORDS.not_people)
_LONGEST_WORD: Final = max(map(len, _NOT_PEOPLE))
#: How villages are called: 李家庄, 王村. Names of people rarely end so.
VILLAGE: Final = frozenset("庄村屯营寨湾沟店坊桥镇乡里坝塘垸圩坪垭庙寺祠墓路街巷")
LANDSCAPE: Final = frozenset("河江湖溪岛峡洲山岭港渠关城")
_THING: Final = frozenset("子儿")
_ORGAN: Final = frozenset("委局办部院处组队站所厅署")
FUNCTION_SURNAMES: Final = frozenset("和于与以同及从")
#: Small words that follow a name, though some names end in them: 杨岱|为老人, 谭家和|表示.
_JOINT: Final = "和"
PREPOSITIONS: Final = frozenset("为在向对与被把将从由给让及或并地着得")
_SMALL: Final = PREPOSITIONS | frozenset("是有说称")
#: What each character of a given name says; the first table that has it counts.
_GIVEN_WEIGHTS: Final = {
    c: _W[weight]
    for characters, weight in (
        (_GIVEN.plain, "given_plain"),
        (_GIVEN.usual, "given_usual"),
        (_GIVEN.telling, "given_telling"),
        (_SURNAMES.seldom, "given_seldom"),
        (_SURNAMES.not_names, "never"),
    )
    for c in characters
}
#: The same for surnames of one character.
_SURNAME_WEIGHTS: Final = {
    c: _W[weight]
    for characters, weight in (
        (_SURNAMES.single, "listed"),
        (_SURNAMES.common_words - _SURNAMES.frequent, "word"),
        (_SURNAMES.telling, "telling"),
        (FUNCTION_SURNAMES, "function"),
    )
    for c in characters
}
#: The same for the character that a name ends in.
_END_WEIGHTS: Final = {
    c: _W[weight]
    for characters, weight in ((_THING, "thing"), (_ORGAN, "organ"), (LANDSCAPE, "landscape"), (VILLAGE, "village"))
    for c in characters
}
#: What no name begins with, though there may be surnames that nobody listed.
_NEVER_FIRST: Final = _SURNAMES.not_names | frozenset(
    "为作笑在由被把将并也都就又再才从对给让是不会可能要到来去说做进出上下参主带前现亲当分共同一二三四五六七八九十两各每其"
    "此本我你他她它这那已未正刚先后随立即新老大小多少最更均因以与及或而但若如于所用使令向往按照等个名位第中内外"
)
_OTHER: Final = _W["given_other"]
#: How many names are remembered with what they are worth.
_REMEMBERED: Final = 1 << 17
#: What is worth less is not looked up: nothing that words could say makes a name of it.
_HOPELESS: Final = -2.5
#: The weight of what is no name at all.
NONE: Final = -9.0
#: A run of characters longer than this is not names that were glued together.
_GLUED: Final = 14
#: A name written down by sound may have so many characters.
LONGEST: Final = 7


def plain(name: str) -> str:
    """A name without the blank that pads it: 杨 森."""
    return name if _BLANKS.isdisjoint(name) else re.sub(BLANK, "", name)


@lru_cache(maxsize=1 << 13)
def is_word(text: str) -> bool:
    """Whether it is a word of the language rather than a name."""
    return _begins_with_word(text) or (bool(rjieba.has_word(text)) and not _tag(text).startswith("nr"))


def _begins_with_word(text: str) -> bool:
    return any(text[:n] in _NOT_PEOPLE for n in range(2, min(len(text), _LONGEST_WORD) + 1))


def _tag(word: str) -> str:
    return str(rjieba.tag(word)[0][1])


@lru_cache(maxsize=1 << 13)
def is_common(text: str) -> bool:
    """Whether it is a word that texts are full of: 社会, but not 俊杰."""
    return bool(rjieba.has_word(text)) and rjieba.suggest_freq(text) > _COMMON


@lru_cache(maxsize=1 << 13)
def is_famous(text: str) -> bool:
    """Whether the dictionary knows it as a name: 习近平."""
    return bool(rjieba.has_word(text)) and _tag(text).startswith("nr")


def surname(text: str) -> str:
    """The surname that the text begins with, or ""."""
    if text[:2] in _SURNAMES.compound and len(text) > 2:
        return text[:2]
    return text[:1] if text[:1] in _SURNAMES.single else ""


@lru_cache(maxsize=1 << 13)
def can_be_name(text: str) -> bool:
    """Whether a surname and one or two characters that given names have stand here, and nothing else.

    >>> [can_be_name(t) for t in ("赵磊", "欧阳修文", "安龙", "高质量发", "管理局", "会议", "王某")]
    [True, True, True, False, False, False, False]
    """
    family = surname(text)
    rest = text[len(family) :]
    return (
        bool(family)
        and 1 <= len(rest) <= 2
        and bool(_HAN.fullmatch(text))
        and not any(c in _SURNAMES.not_names or c in _FUNCTION for c in rest)
    )


class _Worth(dict[str, float]):
    """What names are worth, remembered: a table is asked far more quickly than a function that remembers."""

    def __missing__(self, name: str) -> float:
        found = _worth(name)
        if len(self) < _REMEMBERED:
            self[name] = found
        return found


def worth(name: str) -> float:
    """How much speaks for a name in these characters alone; `NONE` where they are none.

    >>> worth("赵磊") > worth("税远航") > worth("强调")
    True
    """
    return _WORTH[name]


def _worth(name: str) -> float:
    if len(name) < 2 or not _FUNCTION.isdisjoint(name) or not _HAN.fullmatch(name):
        return NONE
    family = surname(name)
    rest = name[len(family) :]
    if rest in _TITLES or rest in _CALLED or name in _SURNAMES.compound:
        return NONE
    if family and len(rest) <= 2:
        return _with_words(_of_surname(family) + _of_given(rest) + _of_length(name), name, rest)
    return max(_married(name, family), _transcribed(name), _unlisted(name))


_WORTH: Final = _Worth()


def hope(text: str) -> float:
    """The most that a name can be worth, by characters alone, which begins here with a surname of one character.

    What the dictionary says mostly speaks against a name, and asking it takes longer. NONE where no such surname stands.
    """
    surname_weight = _SURNAME_WEIGHTS.get(text[:1])
    if surname_weight is None:
        return NONE
    two = surname_weight + _GIVEN_WEIGHTS.get(text[1:2], _OTHER)
    return max(two + _W["two"], two + _GIVEN_WEIGHTS.get(text[2:3], _OTHER) + _W["three"])


def _married(name: str, family: str) -> float:
    """The husband's surname first: 林郑月娥."""
    given_name = name[len(family) + 1 :]
    if not (len(family) == 1 and len(given_name) == 2 and name[1] in _SURNAMES.single):
        return NONE
    return _with_words(_W["married"] + _of_surname(family) + _of_given(given_name), name, given_name)


def _transcribed(name: str) -> float:
    """A name of another tongue, written down as it sounds: 俄木伍各."""
    if not 3 <= len(name) <= LONGEST or not _GIVEN.transcribed.issuperset(name):
        return NONE
    return _with_words(_W["transcribed"] + _W["longer"] * (len(name) - 3), name, name)


def _unlisted(name: str) -> float:
    """A name whose surname hardly anybody bears: 税远航."""
    if len(name) > 3 or name[0] in _NEVER_FIRST:
        return NONE
    tier = "rare" if name[0] in _SURNAMES.rare else "none"
    return _with_words(_W[tier] + _of_given(name[1:]) + _of_length(name), name, name[1:])


def _of_surname(family: str) -> float:
    return _SURNAME_WEIGHTS.get(family, _W["compound"])


def _of_given(rest: str) -> float:
    last = _W["ends_small"] if rest[-1] in _SMALL else _W["ends_joint"] if rest[-1] == _JOINT else 0.0
    return last + sum([_GIVEN_WEIGHTS.get(c, _W["given_other"]) for c in rest])


def _of_length(name: str) -> float:
    return _W[("two", "three", "four")[len(name) - 2]]


def _with_words(score: float, name: str, rest: str) -> float:
    """The score of the characters with what dictionary and gazetteer say against the name, or for it."""
    if score < _HOPELESS:
        return score
    if name in _NOT_PEOPLE:
        return score + _W["not_people"]
    end = _END_WEIGHTS.get(name[-1], 0.0)
    score += end
    if is_place(name):
        score += _W["place"]
    elif is_town_stem(name):
        score += _W["town"]
    if rjieba.has_word(name):
        if not is_famous(name):
            return score + _W["common_word" if is_common(name) else "seldom_word"]
        return score + (_W["famous"] if len(name) == 3 and len(rest) == 2 and not end else 0.0)
    if len(rest) > 1 and is_common(rest):
        score += _W["given_word"]
    if len(name) > 2 and is_word(name[:2]):
        score += _W["common_start" if name[:2] in _NOT_PEOPLE or is_common(name[:2]) else "word_start"]
    return score


def split_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a stretch where nothing else stands: 罗涛 李明, 罗涛李明, 杨 森、王小明.

    >>> [[t[a:b] for a, b in split_names(t, 0, len(t))] for t in ("罗涛 李明", "罗涛李小明", "杨 森、王小明", "阿丹")]
    [['罗涛', '李明'], ['罗涛', '李小明'], ['杨 森', '王小明'], ['阿丹']]
    """
    spans: list[tuple[int, int]] = []
    for run in re.finditer(rf"[{HAN}{DOTS}]+", text[start:end]):
        a, b = start + run.start(), start + run.end()
        if b - a == 1 and spans and spans[-1][1] - spans[-1][0] == 1 and not text[spans[-1][1] : a].strip(" \u3000"):
            spans[-1] = (spans[-1][0], b)
        else:
            spans += _glued(text, a, b)
    return spans


def _glued(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One run of characters as one name or several, the fewest that fit."""
    if not 3 < end - start <= _GLUED or DOTTED.fullmatch(text, start, end) or can_be_name(text[start:end]):
        return [(start, end)]
    for size in (3, 2, 4):
        if can_be_name(text[start : start + size]) and end - start - size >= 2:
            rest = _glued(text, start + size, end)
            if all(can_be_name(text[a:b]) for a, b in rest):
                return [(start, start + size), *rest]
    return [(start, end)]
