"""What a site printed among the lines of a page: words about the article, and lists of links to other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from generator.data import surnames
from generator.data.residue import residue
from generator.repair.labels import label_line, label_row
from generator.segment.kinds import Kind
from generator.segment.pieces import Piece

_RELATED: Final = residue().related
#: One of a list of links, as the markup stage marks it.
_LISTED = re.compile(r"(?:\d{1,3}[.)] +)?\[.*\]\(\).{0,30}")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\s]*\)")
#: Who wrote it, on a line of its own: behind blanks, or, where it says of which paper, at once.
_KIND: Final = "(?:特约|实习|见习|首席|全媒体|融媒体)*"
_MAKER: Final = rf"(?:本[报台网刊社站]|[一-鿿]{{2,8}}[报台网社刊])?{_KIND}(?:记者|通讯员|实习生|评论员|特派员)"
_SURNAME: Final = f"[{''.join(sorted(surnames().single))}]"
_BYLINE = re.compile(
    rf"[■●◆□▲\s　]*(?:{_MAKER}[\s　:：/]{{1,6}}"
    r"[一-鿿·]{1,5}(?:[\s　、，]{1,6}(?!通讯员|记者|实习)[一-鿿·]{1,5}){0,5}[\s　]*(?:文|报道|供稿|整理)?[\s　]*){1,3}"
    rf"|[■●◆□▲\s　]*本[报台网刊社站]{_KIND}记者{_SURNAME}[一-鿿]{{1,2}}"
)
#: When it was published, on a line of its own.
_DATED = re.compile(r"(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)(?:\s*星期.)?")
_AROUND: Final = " \u3000:：>》»【】[]·•|*-—"
_BULLET = re.compile(r"[·•●■◆▪○◇□☆★>»\-]\s*|\d{1,2}[.、．]\s*|[\[(（]?(?:19|20)?\d\d[-/.]\d{1,2}")
_SENTENCE = re.compile(r"[。！？!?；][”’」』）)】\]]{0,3}$|。")
#: No headline of another article is longer, no heading of a list, and no line that names makers.
_LONGEST, _LONGEST_HEADING, _LONGEST_BYLINE = 60, 16, 60


def _told(p: Piece) -> Kind | None:
    """What a line is that by itself tells about the article, or leads to another."""
    if "]()" in p.text[-34:] and _LISTED.fullmatch(p.text):
        return "running"
    if p.kind in ("heading", "li") and p.text.endswith(")") and _IMAGE.fullmatch(p.text):
        return "image"
    if p.kind == "table":
        return "label" if label_row(p.text) else None
    if p.kind in ("label", "running", "image", "quote") or (p.kind == "heading" and p.level == 1):
        return None
    if p.kind != "credit" and label_line(p.text) == "sure":
        return "label"
    if len(p.text) <= _LONGEST_BYLINE and "者" in p.text[:8] + p.text[-8:] and _BYLINE.fullmatch(p.text):
        return "credit"
    return None


def _turned(p: Piece, kind: Kind) -> Piece:
    return replace(p, kind=kind, level=0)


def _beside(p: Piece, other: Piece) -> bool:
    """Whether a line is a label because the one beside it is."""
    return other.kind == "label" and p.kind not in ("label", "table", "running") and bool(label_line(p.text))


def _dates(pieces: Sequence[Piece]) -> Iterator[int]:
    """The lines between a headline and its text that only give a day, and behind one the body that issued it.

    No signature stands there, for nothing is signed yet.
    """
    headed = dated = False
    for i in range(1, len(pieces) - 1):
        before, p = pieces[i - 1], pieces[i]
        headed = (headed and before.kind in ("label", "credit", "image", "heading")) or _heads(before, i == 1)
        if headed and p.kind in ("date", "p") and _DATED.fullmatch(p.text):
            dated = headed = True
            yield i
        else:
            if dated and p.organ and p.level in (0, 8) and pieces[i + 1].kind == "p":
                yield i
            dated = False


def _heads(p: Piece, first: bool) -> bool:
    """Whether it is a headline for sure: marked as one, or the first line of all."""
    return p.kind == "heading" and (first or p.level < 8)


def _heads_list(p: Piece) -> bool:
    return len(p.text) <= _LONGEST_HEADING and p.text.strip(_AROUND) in _RELATED


def _item(p: Piece) -> bool:
    if p.kind in ("running", "image", "date"):
        return True
    if p.opens or len(p.text) > _LONGEST or (p.kind == "heading" and p.level <= 2) or p.kind in ("label", "salutation"):
        return False
    return p.kind == "li" or bool(_BULLET.match(p.text)) or not _SENTENCE.search(p.text)


def _items(pieces: Sequence[Piece], first: int) -> int:
    """Where the items end that begin at `first`. A line without a bullet before a sentence heads what follows, and is none."""
    last = first
    while last < len(pieces) and _item(pieces[last]) and not _heads_list(pieces[last]):
        last += 1
    below = pieces[last] if last < len(pieces) else None
    if below and (below.opens or below.kind in ("p", "label", "salutation")) and not _heads_list(below):
        while last > first and pieces[last - 1].kind != "li" and not _BULLET.match(pieces[last - 1].text):
            last -= 1
            if pieces[last].kind == "heading":
                break
    return last


def sited(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with what a site tells about an article made labels, and its lists of links the page's own (`running`): the items
    below a heading for such lists (相关新闻), links that markup shows to be a list, and the short line above those.
    """
    found = [_turned(p, kind) if (kind := _told(p)) else p for p in pieces]
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for i in order:
            if _beside(found[i], found[i - order.step]):
                found[i] = _turned(found[i], "label")
    for i in _dates(found):
        found[i] = _turned(found[i], "label")
    for i, p in enumerate(found):  # the day of the issue, above everything
        if p.kind not in ("date", "running", "label", "image"):
            break
        found[i] = _turned(p, "running") if _DATED.fullmatch(p.text) and i + 1 < len(found) else p
    i = 0
    while i < len(found):
        last = _items(found, i + 1) if _heads_list(found[i]) else i
        if last > i + 1 or (last == i + 1 == len(found)):
            found[i:last] = [_turned(p, "running") for p in found[i:last]]
        i = max(last, i + 1)
    for i in range(len(found) - 2, -1, -1):
        p, below = found[i], found[i + 1]
        short = len(p.text) <= _LONGEST_HEADING and p.kind in ("heading", "p", "li") and p.level != 1
        if short and below.kind == "running" and _LISTED.fullmatch(below.text) and not _SENTENCE.search(p.text):
            found[i] = _turned(p, "running")
    return found
