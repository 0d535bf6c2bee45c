"""What only the page needed: page numbers, ornamental rules, heads that run over every page, marks that lead to another page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from generator.model import Change, Span

_PAGE_NUMBER = re.compile(
    r"[—–\-·•~～\s]*(?:第\s*)?\d{1,4}\s*(?:[页頁](?:\s*[,，/]?\s*共\s*\d{1,4}\s*[页頁])?|/\s*\d{1,4})?[—–\-·•~～\s]*"
)
_DASHED = re.compile(r"[—–\-·•~～]\s*\d{1,4}\s*[—–\-·•~～]|第\s*\d{1,4}\s*[页頁].*|\d{1,4}\s*/\s*\d{1,4}")
_ORNAMENT = re.compile(r"[*=_~～·•…—–\-\s#◆◇■□●○★☆]{3,}")
#: What such lines begin with.
_FIRST: Final = frozenset("*=_~～·•…—–-#◆◇■□●○★☆第0123456789")
#: A bare number so far from the margin stands in the middle of its line.
_CENTRED = re.compile(r"[ \u3000\t]{8,}\d{1,3}")
#: The head of a page: the paper, the day, the number of the page.
_DATED_HEAD = re.compile(
    r"\S.{0,30}\d年\d{1,2}月\d{1,2}日.{0,30}(?:星期|第\s?\S{1,3}\s?版|[A-D]?\d{1,2}\s?版|第\s?\d+\s?期).{0,20}"
)
_LONGEST_HEAD: Final = 40
_ENDED = re.compile(r"[。！？!?：:；;”’」』）)】\]︒︕︖︓︔]$")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]{1,4}[章节条]|[-*#>|]"
)
#: At the end of a paragraph; on a line by itself it belongs to a teaser.
_TURN = re.compile(
    r"(?<=\S)\s*[（(【\[〔](?:紧?下转|转|轉|緊?下轉)第?[0-9一二三四五六七八九十A-D]{1,3}[版页頁][^（）()【】\[\]〔〕]{0,8}[）)】\]〕]\s*$"
)


class _Line(NamedTuple):
    start: int
    end: int
    raw: str
    text: str


def _known(raw: str, text: str) -> str:
    if 2 < len(text) < 60 and text[0] in _FIRST and len(raw) < 200:
        if _DASHED.fullmatch(text) and _PAGE_NUMBER.fullmatch(text):
            return "页码"
        if _ORNAMENT.fullmatch(text):
            return "装饰线"
    return ""


def _counting(lines: Sequence[_Line]) -> Iterator[int]:
    """The lines that hold a bare number in their middle, each one more than the one before: a lone one may be of a table."""
    bare = [i for i, line in enumerate(lines) if line.text.isdecimal() and _CENTRED.fullmatch(line.raw.rstrip())]
    if all(int(lines[b].text) - int(lines[a].text) == 1 for a, b in pairwise(bare)) and len(bare) > 1:
        yield from bare


def _heads(lines: Sequence[_Line], notes: Sequence[str]) -> Iterator[int]:
    """The heads that run over the pages: one with a date where it stands again, and any short line behind a page number that stands
    in the middle of a sentence.
    """
    seen: set[str] = set()
    shown = [i for i, line in enumerate(lines) if line.text]
    for before, i, after in zip([None, *shown], shown, [*shown[1:], None], strict=False):
        line = lines[i]
        behind_number = before is not None and after is not None and notes[before] == "页码"
        dated = "日" in line.text and len(line.text) <= 3 * _LONGEST_HEAD
        if notes[i] or not (behind_number or dated):
            continue
        bare = "".join(line.text.split())
        if len(bare) > _LONGEST_HEAD:
            continue
        if dated and _DATED_HEAD.fullmatch(line.text):
            if bare in seen:
                yield i
            seen.add(bare)
        elif before is not None and after is not None and behind_number and not _opens(line.text):
            above = next((j for j in range(before - 1, -1, -1) if lines[j].text and not notes[j]), None)
            alone = i - before > 1 and after - i > 1
            if alone and above is not None and before - above > 1 and _cut(lines[above], lines[after]):
                yield i


def _opens(text: str) -> bool:
    """Whether a line is a sentence, or opens a part of the text."""
    return text[-1] in "。！？!?：:；;︒" or bool(_NUMBERED.match(text))


def _cut(above: _Line, below: _Line) -> bool:
    """Whether a sentence goes on from one line to the other: it has not ended, and none begins with an indent."""
    return len(above.text) > 20 and not _ENDED.search(above.text) and not below.raw[:1].isspace()


def find_furniture(value: str) -> Iterator[Change]:
    """Lines that hold a page number, an ornament or the running head of a page and nothing else, and 下转 behind a paragraph.

    A bare number is left, unless such numbers stand in the middle of their lines and count the pages: it may belong to a table.

    >>> [c.before for c in find_furniture("正文。\\n— 3 —\\n* * *\\n2020\\n第 2 页 共 5 页")]
    ['— 3 —\\n', '* * *\\n', '\\n第 2 页 共 5 页']
    >>> [c.before for c in find_furniture("会议结束。（下转第3版）")]
    ['（下转第3版）']
    """
    lines, at = list[_Line](), 0
    for raw in value.split("\n"):
        lines.append(_Line(at, at + len(raw), raw, raw.strip()))
        at += len(raw) + 1
    notes = [_known(line.raw, line.text) for line in lines]
    for i in _counting(lines):
        notes[i] = "页码"
    for i in list(_heads(lines, notes)):
        notes[i] = "页眉"
    gone = 0  # how far the last change reaches
    for line, note in zip(lines, notes, strict=True):
        if note:
            stop = min(line.end + 1, len(value))
            start = (
                line.start if stop > line.end else max(line.start - 1, gone)
            )  # the last line takes the break before it
            yield Change("furniture", Span(start, stop), value[start:stop], "", "inferred", note)
            gone = stop
        elif line.text and line.text[-1] in "）)】]〕" and (turn := _TURN.search(line.raw[-40:])):
            start = line.end - len(line.raw[-40:]) + turn.start()
            yield Change("furniture", Span(start, line.end), value[start : line.end], "", "inferred", "转接标记")
