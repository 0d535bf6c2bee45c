"""A line read as phrases of web sites and what stands between them. The phrases are those of residue.toml."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from generator.data.residue import residue

#: What stands between phrases. Taken whole or not at all, so that no line takes long to read.
GAP: Final = (
    r"[\s|｜/\\\[\]【】()（）〔〕{}<>＜＞《》«»‹›·•●■◆◇□○☆★▪◎※+＋×✕✖✓√↑↓→←▲▼△▽◀▶►◄*_=~～^"
    r"\-–—:：,，、;；!！?？….。\"“”'‘’&#@%％]"
)
_GAP = re.compile(rf"{GAP}*+")
_FIGURE = re.compile(r"\d{1,5}(?!\d)")
_COUNTS: Final = "|".join(
    re.escape(word) for word in sorted((w for kind in residue().kinds for w in kind.counts), key=lambda w: (-len(w), w))
)
#: A word and its figure; a site that failed to count prints a stroke or nothing behind the colon.
COUNT: Final = re.compile(
    rf"(?:{_COUNTS})(?:[ \u3000]?[:：]|(?=[ \u3000]?[(（\[]?\d))[ \u3000]{{0,3}}[(（\[]?"
    r"(?>\d[\d,.]{0,11}[ \u3000]?[万wk]?\+?|[-—*]{1,3}(?!\d)|)[ \u3000]?(?:人?次|人)?[)）\]]?"
)
#: Notes of kinds that figures belong to; 3 and 4 are arrows in the font of electronic papers.
_FIGURED: Final = frozenset(("浏览计数", "分页", "搜索与登录", "打印与分享", "前后篇链接"))
#: Marks between the members of a writer's list.
_LISTS = re.compile(r"[、，,；;。]")
#: So many phrases that could each be another thing are the site's together, by the kind that they are of.
_ENOUGH: Final = MappingProxyType({"字号选择": 3, "打印与分享": 4, "网站菜单": 6})


class Reading(NamedTuple):
    """A line that holds nothing but phrases. `sure` is the note of the first that can be nothing else, "" without one; `notes` are
    those of all its phrases, in order.
    """

    sure: str
    notes: tuple[str, ...]


class _Phrase(NamedTuple):
    note: str
    sure: bool


def _pattern(phrase: str) -> str:
    inner, last = r"\w{0,16}?", r"\w{0,16}"
    body, star = (phrase[:-1], last) if phrase.endswith("*") else (phrase, "")
    end = r"(?![a-z])" if phrase[-1].isascii() and phrase[-1].isalpha() else ""
    return inner.join(map(re.escape, body.split("*"))) + star + end


def _table() -> tuple[
    Mapping[str, re.Pattern[str]], Mapping[str, _Phrase], tuple[tuple[re.Pattern[str], _Phrase], ...]
]:
    """Patterns by the first character of what they match, the plain phrases, and those with a star."""
    plain: dict[str, _Phrase] = {}
    starred: dict[str, _Phrase] = {}
    for sure in (True, False):
        for kind in residue().kinds:
            for phrase in kind.alone if sure else kind.beside:
                (starred if "*" in phrase else plain).setdefault(phrase.lower(), _Phrase(kind.note, sure))
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in sorted(plain, key=lambda p: (-len(p), p)):
        by_first[phrase[0]].append(phrase)
    patterns = {first: re.compile("|".join(map(_pattern, phrases))) for first, phrases in by_first.items()}
    return (
        MappingProxyType(patterns),
        MappingProxyType(plain),
        tuple((re.compile(_pattern(phrase)), found) for phrase, found in starred.items()),
    )


_BY_FIRST, _PLAIN, _STARRED = _table()
_COUNT_FIRST: Final = frozenset(word[0] for kind in residue().kinds for word in kind.counts)
_FIRST: Final = frozenset((*_BY_FIRST, *_COUNT_FIRST, *(pattern.pattern[0] for pattern, _ in _STARRED), *"0123456789"))
_STAR_FIRST: Final = frozenset(pattern.pattern[0] for pattern, _ in _STARRED)


def _phrase(text: str, at: int) -> tuple[_Phrase, int] | None:
    """The phrase that begins at `at`, and where it ends."""
    first = text[at]
    if first in _COUNT_FIRST and (count := COUNT.match(text, at)):
        return _Phrase("浏览计数", count.end() - at > 3), count.end()
    best: tuple[_Phrase, int] | None = None
    if (pattern := _BY_FIRST.get(first)) and (match := pattern.match(text, at)):
        best = _PLAIN[match[0]], match.end()
    if first in _STAR_FIRST:
        for pattern, found in _STARRED:
            if (match := pattern.match(text, at)) and match.end() > (best[1] if best else at):
                best = found, match.end()
    return best


def read_phrases(text: str) -> Reading | None:
    """The line as phrases, None where it holds anything else. `text` is in Simplified script.

    >>> read_phrases("【打印本页】 【关闭窗口】 微信 QQ")
    Reading(sure='打印与分享', notes=('打印与分享', '打印与分享', '打印与分享', '打印与分享'))
    >>> read_phrases("打印店关闭了窗口") is None, read_phrases("阅读：15次")
    (True, Reading(sure='浏览计数', notes=('浏览计数',)))
    """
    at = _GAP.match(text).end()  # type: ignore[union-attr] # it matches nothing, too
    if at < len(text) and text[at].lower() not in _FIRST:
        return None
    low = text.lower()
    low = low if len(low) == len(text) else text
    sure, notes, figures = "", [], 0
    while at < len(low):
        found = _phrase(low, at)
        if found is None:
            figure = _FIGURE.match(low, at)
            if figure is None:
                return None
            figures, at = figures + 1, figure.end()
        else:
            phrase, at = found
            notes.append(phrase.note)
            sure = sure or (phrase.note if phrase.sure else "")
        at = _GAP.match(low, at).end()  # type: ignore[union-attr]
    if not notes or (figures and not _FIGURED & set(notes)):
        return None
    if not sure and len(set(notes)) == 1 and len(notes) >= _ENOUGH.get(notes[0], 99) and not _LISTS.search(low):
        sure = notes[0]
    return Reading(sure, tuple(notes))


def starting(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for lines that begin with one of some words; for a colon in them stands one of either width, a bracket, a blank.

    >>> bool(starting(["上一篇："]).match("上一篇 : 县委召开会议")), bool(starting(["上一篇："]).match("上一篇章"))
    (True, False)
    """
    colon = r"(?:[ \u3000]{0,2}[:：】\]]|[ \u3000]{1,2}(?=\S))"
    shown = (re.escape(w).replace("：", colon) for w in sorted(set(words), key=lambda w: (-len(w), w)))
    return re.compile("|".join(shown), re.IGNORECASE)
