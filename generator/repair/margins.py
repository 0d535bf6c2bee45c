"""What stands above and below the articles of a page that was saved as text: menus without end, lists of headlines.

Nothing in such a line says what it is; the lines around it do. Above the way to the page (首页 > 新闻) there is only the site, and
behind the last sentence, from the first button on, as well. Short lines there are names in menus, longer ones headlines of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, Literal

from generator.repair.siteline import SiteLine

#: What stands below an article, and what above one.
_BELOW: Final = frozenset(("打印与分享", "前后篇链接", "网站页脚", "公众号提示", "搜索与登录", "网站菜单"))
_WAY: Final = "栏目路径"
#: So many names below each other are a menu, when so many of them are known from other sites.
_NAMES, _KNOWN = 5, 2
#: A headline shares so many of its pairs of characters with the text, of which so many lines are looked at.
_OWN: Final = 0.25
_SAMPLE: Final = 30
Kind = Literal["menu", "link"]
#: A shorter line is a name in a menu, a longer one no headline.
_HEADLINE: Final = (8, 60)
_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二一][〇○零一二三四五六七八九]{3}年.{2,7}日")
_STAMP = re.compile(r"[\s\d:：/.\-]+")
_STEP = re.compile(r"[>＞»›→]|位置")
_STEPS = re.compile(r"[\s>＞»›→:：/]+")
#: At the top of an electronic paper stands how to turn its pages.
_TURN: Final = "前后篇链接"
_TURNS = re.compile(r"[上下]一[篇版期条]")
_ROW = re.compile(r"\S{1,10}(?:\s*[|｜]\s*\S{1,10}){3,}")
_SITE = re.compile(r".{0,20}(?:网|网站|官网|门户|平台|数字报|电子报|数字报纸)")
#: Words under which readers of other sites find an article.
_TAGS = re.compile(r"(?:#[^#\s\d][^#\s]{1,29}\s*)+")


def _headline(line: SiteLine) -> bool:
    return _HEADLINE[0] <= len(line.text) <= _HEADLINE[1] and "。" not in line.text


def _menu(text: str) -> bool:
    """Whether it is a name in a menu or of a site, a row of such names, or a picture."""
    return len(text) < _HEADLINE[0] or text.startswith("![") or bool(_ROW.fullmatch(text) or _SITE.fullmatch(text))


def _runs(lines: Sequence[SiteLine], notes: Sequence[str]) -> Iterator[range]:
    """The stretches of lines between sentences."""
    for prose, group in groupby(range(len(lines)), key=lambda i: lines[i].prose and not notes[i]):
        numbers = list(group)
        if not prose:
            yield range(numbers[0], numbers[-1] + 1)


def margins(lines: Sequence[SiteLine], notes: Sequence[str]) -> Iterator[tuple[int, Kind]]:
    """The numbers of lines in the margins that `notes` does not know yet, each with what it is."""
    runs = list(_runs(lines, notes)) if lines else []
    if len(runs) == 1 and len(runs[0]) == len(lines):
        return  # no sentence at all: who knows what is the text
    for run in runs:
        first, last = not run.start, run.stop == len(lines)
        ways = [i for i in run if notes[i] == _WAY and _STEP.search(lines[i].line)]
        doors = [i for i in run if first and (notes[i] == _TURN or (lines[i].buttons and _TURNS.search(lines[i].text)))]
        below = [i for i in run if notes[i] in _BELOW]
        yield from ((i, "menu") for i in _names(lines, notes, run, ways))
        if last and not first:
            yield from ((i, "menu") for i in run if not notes[i] and _TAGS.fullmatch(lines[i].text))
        if first:
            yield from _unknown(lines, notes, range(_top(lines, notes, run, max((*ways, *doors), default=-1))))
        elif below and last:
            yield from _unknown(lines, notes, range(below[0] + 1, run.stop))
        elif below and ways and ways[-1] > below[0]:
            yield from _unknown(lines, notes, range(below[0] + 1, ways[-1]))


def _names(lines: Sequence[SiteLine], notes: Sequence[str], run: range, ways: Sequence[int]) -> Iterator[int]:
    """Below the way to a page, the names of columns that are steps on it."""
    steps = {step for i in ways for step in _STEPS.split(lines[i].text)}
    yield from (i for i in run if ways and i > ways[0] and not notes[i] and lines[i].text in steps)


def _top(lines: Sequence[SiteLine], notes: Sequence[str], run: range, way: int) -> int:
    """Where the site's own ends at the top of a page: at the way to it, else behind a menu of names that stands there.

    Never below the line that could be the headline, because the text has its words or words about the article follow it.
    """
    heads = [i for i in run if not notes[i] and not lines[i].told and _headline(lines[i])]
    words = _words(lines, run.stop) if heads else frozenset[str]()
    own = [i for i in heads if _shared(lines[i].text, words) >= _OWN]
    if way >= 0:
        above = any(i < way for i in own)
        return way if any(i > way for i in (own if above else heads)) else 0
    labelled = [i for i in heads if lines[i + 1].told]
    if not (labelled or own):
        return 0
    head = labelled[0] if labelled else own[-1]
    short = [i for i in range(head) if not lines[i].told and _menu(lines[i].text)]
    known = sum(bool(notes[i] or lines[i].doubts) for i in range(head))
    return short[-1] + 1 if len(short) >= _NAMES and known >= _KNOWN else 0


def _words(lines: Sequence[SiteLine], first: int) -> frozenset[str]:
    """The pairs of characters in the first sentences of the text."""
    sample = "".join(line.text for line in lines[first : first + _SAMPLE] if line.prose)
    return frozenset(a + b for a, b in pairwise(sample))


def _shared(text: str, words: frozenset[str]) -> float:
    """The share, 0 to 1, of the pairs of characters in a line that the text has too."""
    pairs = [a + b for a, b in pairwise(text) if a.isalnum() and b.isalnum()]
    return sum(pair in words for pair in pairs) / max(1, len(pairs))


def _unknown(lines: Sequence[SiteLine], notes: Sequence[str], among: range) -> Iterator[tuple[int, Kind]]:
    for i in among:
        line = lines[i]
        dated = _DAY.fullmatch(line.text.replace(" ", ""))
        if notes[i] or dated or "]()" in line.text or (line.told and not _STAMP.fullmatch(line.text)):
            continue
        yield i, "menu" if _menu(line.text) or _STAMP.fullmatch(line.text) else "link"
