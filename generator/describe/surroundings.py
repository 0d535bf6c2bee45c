"""What stands before and behind a stretch of text that may be a person's name, and what that says for or against one.

Everything here works on folded text. The words are in offices.toml, the weights in weights.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

import rjieba

from generator.data import offices, weights
from generator.describe.names import worth
from generator.describe.passage import HAN, any_of

_WORDS: Final = offices()
_BEFORE: Final = weights()["before"]
_AFTER: Final = weights()["after"]


def _kinds(*several: tuple[str, Iterable[str]]) -> dict[str, str]:
    """The kind of each word; of several, the first."""
    kinds: dict[str, str] = {}
    for kind, words in several:
        for word in words:
            kinds.setdefault(word, kind)
    return kinds


#: What each word that stands before names is: an office, somebody's calling, a word that opens a list ...
LEADS: Final = _kinds(
    ("maker", (w for w in (*_WORDS.byline, *_WORDS.credit) if len(w) > 1 and w not in _WORDS.before_name)),
    ("post", _WORDS.before_name),
    ("opener", _WORDS.list_openers),
    ("calling", _WORDS.callings),
    ("kin", _WORDS.kin),
    ("weak_opener", _WORDS.weak_openers),
    ("loose", _WORDS.loosely),
    ("namer", _WORDS.namers),
)
_TOWARDS: Final = frozenset(_WORDS.towards)
#: How long the words are that end in a character, the longest first.
_TOWARDS_SIZES: Final = {
    last: sorted({len(word) for word in _TOWARDS if word[-1] == last}, reverse=True)
    for last in {w[-1] for w in _TOWARDS}
}
_KIND_AFTER: Final = _kinds(
    ("title", (*_WORDS.after_name, *_WORDS.before_name)),
    ("deed", _WORDS.verbs_after_name),
    ("closer", _WORDS.list_closers),
    ("loosely", _WORDS.loosely_after),
    ("never", _WORDS.never_after),
)
_KIN: Final = frozenset(_WORDS.kin)
#: How long the words are that begin with a character, the longest first.
_SIZES: Final = {
    first: sorted({len(word) for word in _KIND_AFTER if word[0] == first}, reverse=True)
    for first in {word[0] for word in _KIND_AFTER}
}
#: How what `_DESCRIBED` finds begins where no mark stands, and what `_SPEAKS_SO` holds.
_IS, _SAYS = frozenset("既也还就是"), frozenset("说地着")
_SAYING: Final = any_of(_WORDS.verbs_after_name)
_LATER: Final = re.compile(rf"(?:在|到|赴|来到|深入|前往|率|带领|就|对|向)[^，。；：！？]{{1,40}}?(?:{_SAYING})")
_SPEAKS_SO: Final = re.compile(rf"[{HAN}]{{1,5}}[地着](?:说|介绍|表示|告诉|回答|回忆|讲)|[{HAN}]{{2,5}}说(?=[，：。“])")
_DESCRIBED: Final = re.compile(
    rf"(?:，|（)(?:男|女|化名|[{HAN}]{{1,4}}族|\d{{1,3}}岁|现年|时年|[{HAN}]{{2,4}}人(?=[，）]))"
    rf"|（[^（）]{{0,30}}{any_of(_WORDS.before_name)}(?:、[^（）]{{1,30}})?）"
    rf"|[既也还就]?是[^，。]{{0,24}}?(?:[一位名个]|党员|志愿者|社区)"
)
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十\d]{1,3}、")
_AGED: Final = re.compile(rf"\d岁的[{HAN}“”]{{0,10}}$")
_MARK: Final = frozenset("，。；：！？（）《》“”‘’「」『』【】—…/|\n \u00a0\u3000")
_JOINTS: Final = frozenset("和与及同跟等暨")
#: Words of one character that stand before names as before all else.
_BEFORE_NAMES: Final = frozenset(
    "的和与及同跟由对向把被将让给为在是有到从以据请派找陪像及或并时说称问见叫令使就了过县市区省镇乡村"
)
_BODY_ENDS: Final = frozenset("局委办部院校厅府社司站所队村镇乡系班组会")
_OPENING, _CLOSING = frozenset("“‘「『《"), frozenset("”’」』》")


class Evidence(NamedTuple):
    """A piece of evidence: what it weighs, and what it is called."""

    weight: float
    kind: str


_NOTHING: Final = Evidence(0.0, "")
#: Each piece of evidence once.
_OF_BEFORE: Final = {kind: Evidence(weight, kind) for kind, weight in _BEFORE.items()}
_OF_AFTER: Final = {
    kind: Evidence(weight, "deed" if kind in ("later", "says") else kind) for kind, weight in _AFTER.items()
}
_NEVER: Final = [Evidence(float(size), "never") for size in range(16)]


class Lead(NamedTuple):
    """A word that says that a name may follow: where it begins and ends."""

    start: int
    end: int
    weight: float
    kind: str


def before(text: str, start: int, lead: Lead | None, edges: bytearray) -> Evidence:
    """What stands before `start`: a word that leads to it, or the character there. `edges` are 1 where words of the text begin."""
    within = 0.0 if edges[start] else _BEFORE["within"]
    if lead is None:
        plain = _before(text, start)
        if not plain.kind and (size := _towards(text, start)):
            plain = Evidence(max(_BEFORE["towards"], _before(text, start - size).weight), "towards")
        elif start and edges[start - 1] and edges[start] and plain.kind in ("", "aged") and _is_piece(text[start - 1]):
            within += _BEFORE["piece"]
        return Evidence(plain.weight + within, plain.kind) if within else plain
    weight = lead.weight
    if lead.kind != "post" and _aged(text, lead.start):
        weight += _BEFORE["aged"] / 2
    return Evidence(weight + within, lead.kind)


def _before(text: str, start: int) -> Evidence:
    left = text[start - 1 : start]
    if not left or left in _MARK or (left == "、" and _NUMBERED.match(text, 0, start)):
        kind = "epithet" if left in ("”", "」") else "clause"
        return _OF_BEFORE[kind]
    if _aged(text, start):
        return _OF_BEFORE["aged"]
    if left == "的":
        kind = "of_body" if text[start - 2 : start - 1] in _BODY_ENDS else "of"
        return _OF_BEFORE[kind]
    return _NOTHING


def _towards(text: str, start: int) -> int:
    """The length of the word before `start` after which a person may be named, or 0."""
    for size in _TOWARDS_SIZES.get(text[start - 1 : start], ()):
        if size <= start and text[start - size : start] in _TOWARDS:
            return size
    return 0


def _is_piece(c: str) -> bool:
    """Whether a character that the dictionary leaves alone is rather a piece of something: no word that names stand behind."""
    return c not in _BEFORE_NAMES and "\u4e00" <= c <= "\u9fff"


def _aged(text: str, start: int) -> bool:
    """Whether somebody's age stands before: 73岁的老把式|."""
    at = text.rfind("岁的", max(0, start - 14), start)
    return at > 0 and bool(_AGED.search(text, at - 1, start))


#: From which worth what stands behind 和 looks like a name.
_LOOKS: Final = 0.7
#: How many characters behind a name are looked at.
_AHEAD: Final = 12


def after(text: str, start: int, end: int, edges: bytearray) -> Evidence:
    """What stands behind the stretch from `start` to `end`. `edges` are 1 where words of the text begin."""
    found = _after(text, end, edges)
    weight = found.weight
    if not edges[end] and not (found.kind == "closer" and text[end] == "等"):  # 林小同|等参加: 同等 is a word as well
        weight += _AFTER["within"]
    elif not found.kind and _is_verb(text[end : edges.find(1, end + 1)]):
        weight += _AFTER["verb"]
    if text[end : end + 1] in _CLOSING and text[start - 1 : start] in _OPENING:
        weight += _AFTER["quoted"]
    return found if weight == found.weight else Evidence(weight, found.kind)


def _after(text: str, end: int, edges: bytearray) -> Evidence:
    if end >= len(text):
        return _OF_AFTER["mark"]
    c = text[end]
    if c == "、":
        return _OF_AFTER["item"]
    if c in _MARK:
        kind = "described" if c in "，（" and _DESCRIBED.match(text, end) else "mark"
        return _OF_AFTER[kind]
    found = _words_after(text[end : end + _AHEAD])
    if found.kind == "loosely" and _LATER.match(text, end):
        return _OF_AFTER["later"]
    if found.kind == "joint" and c != "等" and not _looks_like_name(text[end + 1 : end + 4]):
        return _NOTHING
    if found.kind == "never":
        return _OF_AFTER["never"] if edges[end + int(found.weight)] else _NOTHING
    return found


@lru_cache(maxsize=1 << 13)
def _words_after(ahead: str) -> Evidence:
    """What words say that stand behind. Of one that no person has behind his name, the weight is its length."""
    kind = _kind_after(ahead)
    if kind.startswith("never"):
        return _NEVER[int(kind[5:])]
    if kind in ("title", "deed", "closer"):
        return _OF_AFTER[kind]
    if ahead[0] in _IS and _DESCRIBED.match(ahead):
        return _OF_AFTER["described"]
    if not _SAYS.isdisjoint(ahead) and _SPEAKS_SO.match(ahead):
        return _OF_AFTER["says"]
    if kind or ahead[1:2] == "着":
        return _OF_AFTER["loosely"]
    if ahead[0] == "等" and _kind_after(ahead[1:]) in ("closer", "deed"):
        return _OF_AFTER["closer"]
    if ahead[0] in _JOINTS:
        return _OF_AFTER["joint"]
    if ahead[0] == "的":
        kind = "of_kin" if any(ahead[1 : 1 + n] in _KIN for n in (2, 3)) else "of"
        return _OF_AFTER[kind]
    return _NOTHING


def _kind_after(ahead: str) -> str:
    """The kind of the longest word that stands there; behind "never" its length."""
    for size in _SIZES.get(ahead[:1], ()):
        if size <= len(ahead) and (kind := _KIND_AFTER.get(ahead[:size])):
            return f"{kind}{size}" if kind == "never" else kind
    return ""


def _looks_like_name(ahead: str) -> bool:
    return worth(ahead[:2]) >= _LOOKS or worth(ahead[:3]) >= _LOOKS


@lru_cache(maxsize=1 << 13)
def _is_verb(word: str) -> bool:
    """Whether it is a verb or an adverb."""
    return bool(rjieba.has_word(word)) and str(rjieba.tag(word)[0][1])[0] in "vdz"


def is_mark(text: str, start: int) -> bool:
    """Whether a mark stands before `start`, or nothing."""
    return start == 0 or text[start - 1] in _MARK or (text[start - 1] == "的" and _aged(text, start))


def is_joint(c: str) -> bool:
    """Whether a character joins two things: 和."""
    return c in _JOINTS and c != "等"
