"""What a web site puts around an article: the way to the page, menus, sizes of type, counters, buttons, the foot.

A line goes when it holds nothing but the site's phrases (residue.toml), or when its shape is a site's. What only may be
the site's goes beside what is. Lines that tell about the article (来源, 发布时间) stay for describing, without the buttons in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from generator.data.residue import residue
from generator.data.script import fold_script
from generator.model import Change, Span
from generator.repair.labels import label_line
from generator.repair.phrases import COUNT, GAP, Reading, read_phrases, starting
from generator.repair.shapes import is_code, is_icon, shape

#: No line of a site's own is longer, and none that is known by one word in it.
_LONGEST, _LONGEST_HOLDING, _LONGEST_CODE, _LONGEST_TAIL = 200, 160, 5000, 80
_LEAD = re.compile(r"(?:[-*] |\d{1,2}\. |#{1,6} |>(?= )|\*\*)?[\s　]*+")
_STARTS: Final = tuple((starting(kind.starts), kind.note) for kind in residue().kinds if kind.starts)
_START_FIRST: Final = frozenset(word[0].lower() for kind in residue().kinds for word in kind.starts)
_HOLDS: Final = tuple((word, kind.note) for kind in residue().kinds for word in kind.holds)
#: A line without one of these holds none of those words, and has no shape of a site's: most lines are done with.
_HINT = re.compile("|".join({re.escape(word[:2]) if word[0] > "z" else "[A-Za-z$@_]" for word, _ in _HOLDS}))
_ODD = re.compile(r"[\s_>＞»›→|｜/.\]】）)(){}=]")
_NEAR: Final = tuple((starting(f"{word}：" for word in kind.near), kind.note) for kind in residue().kinds if kind.near)
_NEAR_FIRST: Final = frozenset(word[0].lower() for kind in residue().kinds for word in kind.near)
_SENTENCE = re.compile(r"[，；].*[，。；]|。.")
#: So many names of pages below each other are a menu.
_MENU: Final = 4
#: Kinds whose doubtful phrases (正文, 公告) are too common as headings to go beside a single line.
_LOOSE: Final = frozenset(("栏目路径", "网站菜单", "日历与天气"))
#: Buttons behind the last sentence of a paragraph, each in brackets.
_TAIL = re.compile(r"(?<=[。！？!?）)”])[\s　]*+(?>(?:[\[【][^\[\]【】]{1,12}[\]】][\s　]*+){1,8})$")
_GAPS = re.compile(rf"{GAP}*+")
_PIECE = re.compile(rf"(?:(?!{GAP}).)++")
_OPENING, _CLOSING = "[【(（〔", "]】)）〕:："


class _Row(NamedTuple):
    """A line of the text that is not blank, and what it seems to be: `note` of the site's line that it is, "" where it is none,
    `near` where it is one beside others of that kind, `weak` where its phrases could each be another thing.
    """

    start: int
    line: str
    note: str = ""
    near: str = ""
    weak: Reading | None = None
    buttons: Sequence[tuple[int, int]] = ()  # places in it
    gap: int = 0  # the blank lines before it


_NOTHING: Final = Reading("", ())


def _known(text: str) -> str:
    """The note of a line that is known by its beginning, by a word in it, or by its shape."""
    if text[0].lower() in _START_FIRST:
        for pattern, note in _STARTS:
            if pattern.match(text):
                return note
    if _HINT.search(text) and len(text) <= _LONGEST_HOLDING and not _SENTENCE.search(text):
        for word, note in _HOLDS:
            if word in text:
                return note
    return shape(text) if _ODD.search(text) else ""


def _read(start: int, line: str, folded: str) -> _Row:
    """A line by itself. `folded` is the same in Simplified script."""
    lead = _LEAD.match(folded).end()  # type: ignore[union-attr] # it matches nothing, too
    text = folded[lead:].rstrip(" \u3000\t*#")
    if len(line) > _LONGEST or not text:
        code = len(line) <= _LONGEST_CODE and is_code(line.strip())
        return _Row(start, line, "网页脚本" if code else "", buttons=_tail(folded))
    if text.startswith("!["):
        return _Row(start, line, "网站图标" if is_icon(text) else "")
    if label_line(text):
        return _Row(start, line, buttons=[(lead + a, lead + b) for a, b in _buttons(text)])
    reading = read_phrases(text)
    if reading and reading.sure:
        return _Row(start, line, reading.sure)
    bare = text[_GAPS.match(text).end() :]  # type: ignore[union-attr]
    if note := (_known(text) or (bare != text and bare and _known(bare)) or ""):
        return _Row(start, line, note)
    near = ""
    if text[0].lower() in _NEAR_FIRST and not _SENTENCE.search(text):
        near = next((note for pattern, note in _NEAR if pattern.match(text)), "")
    return _Row(start, line, "", near, reading, _tail(folded))


def _tail(folded: str) -> list[tuple[int, int]]:
    """The buttons behind the last sentence of a line."""
    tail = _TAIL.search(folded[-_LONGEST_TAIL:]) if folded.rstrip().endswith(("]", "】")) else None
    reading = read_phrases(tail[0]) if tail else None
    if tail is None or reading is None or not reading.sure:
        return []
    return [(max(0, len(folded) - _LONGEST_TAIL) + tail.start(), len(folded))]


def _beside(rows: Sequence[_Row]) -> list[str]:
    """The note of each row, once it is known what stands beside it."""
    notes = [row.note for row in rows]
    for order in (range(1, len(rows)), range(len(rows) - 2, -1, -1)):
        for i in order:
            beside = notes[i - 1] if order.step > 0 else notes[i + 1]
            weak = rows[i].weak.notes[0] if rows[i].weak else ""  # type: ignore[union-attr]
            if not notes[i] and beside and (beside == rows[i].near or (beside == weak and weak not in _LOOSE)):
                notes[i] = beside
    first = 0
    while first < len(rows):
        last = _menu_end(rows, notes, first)
        if last - first >= _MENU and any(notes[first:last]):
            notes[first:last] = [note or "网站菜单" for note in notes[first:last]]
        first = max(last - 1, first + 1)  # where the space changes, the last name of one may be the first of the next
    return notes


def _menu_end(rows: Sequence[_Row], notes: Sequence[str], first: int) -> int:
    """Where a menu ends that begins with a row: names of pages, one a line, with the same space between all of them."""
    last, gap = first, None
    while last < len(rows) and (notes[last] or "网站菜单" in (rows[last].weak or _NOTHING).notes):
        if last > first:
            gap = rows[last].gap if gap is None else gap
            if rows[last].gap != gap:
                break
        last += 1
    return last


def _buttons(text: str) -> list[tuple[int, int]]:
    """Counters and buttons in a line that tells about the article, with their brackets and what stands between them."""
    spans = [count.span() for count in COUNT.finditer(text)]
    rest = COUNT.sub(lambda m: " " * len(m[0]), text)
    gone = False
    for piece in _PIECE.finditer(rest):
        reading = read_phrases(piece[0])
        gone = reading is not None and bool(reading.sure or (gone and "字号选择" in reading.notes))
        if gone:
            spans.append(
                (len(rest[: piece.start()].rstrip(_OPENING)), len(rest) - len(rest[piece.end() :].lstrip(_CLOSING)))
            )
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and _GAPS.fullmatch(text, merged[-1][1], max(start, merged[-1][1])):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def find_residue(value: str) -> Iterator[Change]:
    """Lines of the web site around an article, and its buttons in lines about the article and behind its last sentence.

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
    rows, at, gap = list[_Row](), 0, 0
    for line, folded in zip(value.split("\n"), fold_script(value).split("\n"), strict=True):
        if line.strip():
            rows.append(_read(at, line, folded)._replace(gap=gap))
        gap = 0 if line.strip() else gap + 1
        at += len(line) + 1
    for row, note in zip(rows, _beside(rows), strict=True):
        for start, end in [(0, len(row.line))] if note else row.buttons:
            span = Span(row.start + start, row.start + end)
            yield Change("residue", span, row.line[start:end], "", "inferred", note or "网页按钮")
