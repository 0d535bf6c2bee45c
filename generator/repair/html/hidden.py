"""What a page holds but never shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from generator.model import Change, Span
from generator.repair.html.tokens import attribute, events

_SCRIPTS: Final = ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "applet", "canvas")
_CONTROLS: Final = ("select", "button", "textarea")
_START = re.compile(
    rf"<(?:(?P<comment>!--)|(?P<declaration>[!?][a-z][^<>]*+>|!\[[^<>]*+>)|(?P<meta>/?(?:meta|link|base)(?=[\s/>])[^<>]*+>)"
    rf"|(?P<element>title|{'|'.join(_SCRIPTS + _CONTROLS)})(?=[\s/>])[^<>]*+>)|\]\]>",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@cache
def _closing(element: str) -> re.Pattern[str]:
    return re.compile(rf"</{element}\s*+>", re.IGNORECASE)


def _regions(value: str) -> Iterator[tuple[str, int, int]]:
    """Name and place of all that is not for readers, in order. What never closes is left to the readers."""
    at, unclosed = 0, set()
    while match := _START.search(value, at):
        at, name = match.end(), match.lastgroup or "declaration"
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
    for name, start, end in _regions(value):
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


def find_title(value: str) -> Iterator[Change]:
    """The page's title. It becomes a headline when the page itself says it nowhere.

    >>> [c.after for c in find_title("<title>区委召开会议 - 区政府</title><p>正文</p>")]
    ['<h1>区委召开会议</h1>']
    >>> [c.after for c in find_title("<title>区委召开会议_区政府</title><h2>区委召开会议</h2>")]
    ['']
    """
    for name, start, end in _regions(value):
        if name == "title":
            inner = " ".join(re.sub(r"<[^<>]*+>", "", value[start:end]).split())
            head = re.split(r" ?[|_–—-]", inner, maxsplit=1)[0]
            shown = re.sub(r"<[^<>]*+>|\s++", "", value[:start] + value[end:])
            said = not head or "".join(head.split()) in shown
            yield Change("title", Span(start, end), value[start:end], "" if said else f"<h1>{head}</h1>")


def find_metas(value: str) -> Iterator[Change]:
    """What a page says about itself to programs.

    >>> [c.before for c in find_metas('<meta charset="gbk"><p>会</p>')]
    ['<meta charset="gbk">']
    """
    return _found(value, "meta", ("meta",))


def find_unseen(value: str) -> Iterator[Change]:
    """Elements that their style hides, with all they hold.

    >>> [c.before for c in find_unseen('会<div style="display: none">博<b>彩</b></div>议')]
    ['<div style="display: none">博<b>彩</b></div>']
    """
    start = key = -1
    for event in events(value) if _UNSEEN.search(value) else ():
        if start < 0:
            if event.kind == "open" and _UNSEEN.search(attribute(event.attributes, "style")):
                start, key = event.start, event.key
        elif event.kind == "close" and event.key == key:
            yield Change("unseen", Span(start, event.end), value[start : event.end], "")
            start = -1
