"""What a web site puts around an article: the way to the page, menus, sizes of type, counters, buttons, the foot.

A line goes when it holds nothing but the site's phrases (residue.toml), or when its shape is a site's. What only may be
the site's goes beside what is. Lines that tell about the article (来源, 发布时间) stay for describing, without the buttons in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.data.script import fold_script
from generator.model import Change, Span
from generator.repair.margins import margins
from generator.repair.siteline import SiteLine, read_line

_BULLET = re.compile(r"[\s　]*(?:[-*] |\d{1,3}[.)] )")
#: So many names of pages below each other are a menu.
_FEWEST: Final = 4
_MENU: Final = "网站菜单"
_SHARE: Final = "打印与分享"
#: Kinds whose doubtful phrases (正文, 公告) are too common as headings to go beside a single line.
_LOOSE: Final = frozenset(("栏目路径", _MENU, "日历与天气"))


def _lines(value: str) -> Iterator[SiteLine]:
    """The lines of a text that are not blank."""
    at = gap = 0
    for line, folded in zip(value.split("\n"), fold_script(value).split("\n"), strict=True):
        if line.strip():
            yield read_line(at, line, folded, gap)
            gap = 0
        else:
            gap += 1
        at += len(line) + 1


def _beside(lines: Sequence[SiteLine]) -> list[str]:
    """The note of each line, once it is known what stands beside it."""
    notes = [line.note for line in lines]
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        for i in order:
            beside = notes[i - order.step]
            doubt = lines[i].doubts[:1]
            if not notes[i] and beside and (beside == lines[i].near or (beside in doubt and beside not in _LOOSE)):
                notes[i] = beside
    first = 0
    while first < len(lines):
        last = _menu_end(lines, notes, first)
        shared = all(_SHARE in line.doubts for line in lines[first:last])
        if last - first >= _FEWEST and (any(notes[first:last]) or shared):
            notes[first:last] = [note or _MENU for note in notes[first:last]]
        first = max(last - 1, first + 1)  # where the space changes, the last name of one may be the first of the next
    return notes


def _menu_end(lines: Sequence[SiteLine], notes: Sequence[str], first: int) -> int:
    """Where a menu ends that begins with a line: names of pages, one a line, with the same space between all of them."""
    last, gap = first, None
    while last < len(lines) and (notes[last] or {_MENU, _SHARE} & set(lines[last].doubts)):
        if last > first:
            gap = lines[last].gap if gap is None else gap
            if lines[last].gap != gap:
                break
        last += 1
    return last


def find_residue(value: str) -> Iterator[Change]:
    """Lines of the web site around an article, and its buttons in lines about the article and behind its last sentence.

    Headlines of other pages in the margins are marked as lists of links are: they become notices.

    >>> [
    ...     c.note
    ...     for c in find_residue(
    ...         "您当前的位置：首页 > 要闻\\n字号：【大 中 小】 打印本页 关闭窗口\\n浏览次数：15\\n当前位置重要。"
    ...     )
    ... ]
    ['栏目路径', '字号选择', '浏览计数']
    >>> [c.before for c in find_residue("来源：区政府 2020-07-01 字号：[大 中 小] 打印\\n会议结束。【打印】")]
    ['字号：[大 中 小] 打印', '【打印】']
    """
    lines = list(_lines(value))
    notes = _beside(lines)
    around = dict(margins(lines, notes))
    for i, line in enumerate(lines):
        if around.get(i) == "link":
            yield from _listed(line)
            continue
        note = notes[i] or (_MENU if i in around else "")
        for start, end in [(0, len(line.line))] if note else line.buttons:
            span = Span(line.start + start, line.start + end)
            yield Change("residue", span, line.line[start:end], "", "inferred", note or "网页按钮")


def _listed(line: SiteLine) -> Iterator[Change]:
    """The marks around the headline of another page."""
    lead = _BULLET.match(line.line)
    start = line.start + lead.end() if lead else line.start + len(line.line) - len(line.line.lstrip())
    end = line.start + len(line.line.rstrip())
    yield Change("residue", Span(start, start), "", "[" if lead else "- [", "inferred", "链接列表")
    yield Change("residue", Span(end, end), "", "]()", "inferred", "链接列表")
