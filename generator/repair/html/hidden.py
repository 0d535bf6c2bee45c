"""What a page holds but never shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Final

from generator.model import Change, Span
from generator.repair.html.tokens import ATTRIBUTES, attribute, events

_SCRIPTS: Final = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "applet", "canvas", "audio", "video", "xml",
)  # fmt: skip
_CONTROLS: Final = ("select", "button", "textarea")
_START = re.compile(
    rf"(?P<comment><!--)|(?P<declaration><[!?][a-z][^<>]*+>|<!\[CDATA\[|<!\[[^<>]*+>|\]\]>)"
    rf"|(?P<meta></?(?:meta|link|base)(?=[\s/>])(?:{ATTRIBUTES}|[^<>]*+)>)"
    rf"|<(?P<element>title|{'|'.join(_SCRIPTS + _CONTROLS)})(?=[\s/>])(?:{ATTRIBUTES}|[^<>]*+)>",
    re.IGNORECASE,
)
#: What a style says that leaves nothing to see: no box, no ink, no size, a place beyond the page.
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0\s*(?:;|!|$)|text-indent\s*:\s*-\d{3}|(?:left|top)\s*:\s*-\d{3}",
    re.IGNORECASE,
)
#: A size of nothing around a size of something: only the gaps between the inner elements have none.
_SIZED = re.compile(
    r"font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|[\"'])[^<>]*+>(?s:.){0,400}?font-size\s*:\s*[1-9]", re.IGNORECASE
)
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=\s|/|=|$)", re.IGNORECASE)
_ANY_UNSEEN = re.compile(rf"{_UNSEEN.pattern}|\shidden[\s/>=]", re.IGNORECASE)


@cache
def _closing(element: str) -> re.Pattern[str]:
    return re.compile(rf"</{element}\s*+>", re.IGNORECASE)


def regions(value: str) -> Iterator[tuple[str, int, int]]:
    """Name and place of all that is not for readers, in order. What never closes is left to the readers."""
    at, unclosed = 0, set()
    while match := _START.search(value, at):
        at, name = match.end(), str(match.lastgroup)
        if name == "comment":
            end = value.find("-->", at) if name not in unclosed else -1
            at = end + 3 if end >= 0 else at
        elif name == "element":
            name = match["element"].lower()
            end = -1
            if name not in unclosed and (close := _closing(name).search(value, at)):
                at = end = close.end()
        else:
            end = at
        if end < 0:
            unclosed.add(name)
        else:
            yield name, match.start(), at


def _found(value: str, rule: str, names: tuple[str, ...]) -> Iterator[Change]:
    for name, start, end in regions(value):
        if name in names:
            yield Change(rule, Span(start, end), value[start:end], "")


def find_comments(value: str) -> Iterator[Change]:
    """Comments, and declarations on the page as a whole.

    >>> [c.before for c in find_comments("<!DOCTYPE html><!-- 导航 -->会<!-- 未完")]
    ['<!DOCTYPE html>', '<!-- 导航 -->']
    """
    return _found(value, "comment", ("comment", "declaration"))


def find_scripts(value: str) -> Iterator[Change]:
    """Scripts, styles, drawings, frames, and what is for browsers without scripts.

    >>> [c.before for c in find_scripts("会<SCRIPT>if(a<b)</SCRIPT>议<style>p{}")]
    ['<SCRIPT>if(a<b)</SCRIPT>']
    """
    return _found(value, "script", _SCRIPTS)


def find_form(value: str) -> Iterator[Change]:
    """Menus and buttons.

    >>> [c.before for c in find_form("<select><option>2020</option></select>会议")]
    ['<select><option>2020</option></select>']
    """
    return _found(value, "form", _CONTROLS)


def find_metas(value: str) -> Iterator[Change]:
    """What a page says about itself to programs.

    >>> [c.before for c in find_metas('<meta charset="gbk"><p>会</p>')]
    ['<meta charset="gbk">']
    """
    return _found(value, "meta", ("meta",))


def find_unseen(value: str) -> Iterator[Change]:
    """Elements that their style hides, with all they hold. What holds most of a page is shown by a script, and stays.

    >>> [c.before for c in find_unseen('会议<div style="display: none">博<b>彩</b></div>指出')]
    ['<div style="display: none">博<b>彩</b></div>']
    >>> list(find_unseen('<div id="content" style="visibility: hidden">会议指出</div>'))
    []
    """
    hidden: list[list[int]] = []  # start, key, and how many characters of text there are before it
    found: list[tuple[int, int, int]] = []
    size = 0
    for event in events(value) if _ANY_UNSEEN.search(value) else ():
        if event.kind == "text":
            size += len(value[event.start : event.end].strip())
        elif event.kind == "open" and _hides(event.attributes):
            hidden.append([event.start, event.key, size])
        elif event.kind == "close" and hidden and event.key == hidden[-1][1]:
            start, _, before = hidden.pop()
            found.append((start, event.end, size - before))
    last = 0
    sized = [match.span() for match in _SIZED.finditer(value)] if found else []
    for start, end, held in sorted(found):
        inner = bisect_left(sized, (start, 0))
        if start >= last and 2 * held <= size and not (inner < len(sized) and sized[inner][1] <= end):
            last = end
            yield Change("unseen", Span(start, end), value[start:end], "")


def _hides(attributes: str) -> bool:
    return bool(
        _UNSEEN.search(attribute(attributes, "style")) or ("hidden" in attributes and _HIDDEN.search(attributes))
    )
