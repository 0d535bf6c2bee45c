"""The title of a page, and the line of the page that says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final, NamedTuple

from generator.model import Change, Span
from generator.repair.html.hidden import regions
from generator.repair.html.tokens import events

_HEADINGS: Final = frozenset(("h1", "h2", "h3"))
#: What parts a headline from the names of a page and a site; a hyphen between figures is of the headline.
_PARTED = re.compile(r"\s*[|_–—]+\s*|\s+-+\s+|(?<![\d\s-])--?(?![\d\s-])|-{2,}")
#: The last word in the names of sites and of their parts.
_SITE = re.compile(r".*(?:网|网站|门户|政府|报|电视台|频道|首页|新闻中心|正文)")
#: A line that says the page's title may say so much more, such as the name of the site.
_BESIDE_HEAD: Final = 20
#: The headline stands among so many parts of a title, or nowhere.
_MOST_PARTS: Final = 8


def find_title(value: str) -> Iterator[Change]:
    """The page's title. It becomes a headline when the page itself says it nowhere; where the page says it on a line that no tag
    makes a headline, that line becomes one.

    >>> [c.after for c in find_title("<title>区委召开会议 - 区政府</title><p>正文</p>")]
    ['<h1>区委召开会议</h1>']
    >>> [c.after for c in find_title("<title>区委召开会议_区政府</title><h2>区委召开会议</h2>")]
    ['']
    >>> [c.after for c in find_title("<title>区委召开会议_区政府</title><td><b>区委召开会议</b><td>正文")]
    ['', '<h1>', '</h1>']
    """
    for name, start, end in regions(value):
        if name == "title":
            inner = " ".join(re.sub(r"<[^<>]*+>", "", value[start:end]).split())
            lines = [*_lines(value, 0, start), *_lines(value, end, len(value))] if inner else []
            head, near = _headline([part for part in _PARTED.split(inner) if part], lines)
            yield Change("title", Span(start, end), value[start:end], f"<h1>{head}</h1>" if head and not near else "")
            plain = next((line for line in near if line.text == _bare(head) and not line.linked), None)
            if plain and not any(line.heading for line in near):
                for place, tag in ((plain.start, "<h1>"), (plain.end, "</h1>")):
                    yield Change("title", Span(place, place), "", tag, "inferred")
            return


def _headline(parts: Sequence[str], lines: Sequence[_Line]) -> tuple[str, list[_Line]]:
    """The part of a title that is the headline, and the lines that say it: the first that some line says and that is no site's name,
    else the first that is none.
    """
    own = [part for part in parts if not _SITE.fullmatch(part)] or list(parts[:1])
    for part in own[:_MOST_PARTS]:
        head = _bare(part)
        if near := [line for line in lines if _says(line.text, head)]:
            return part, near
    return (own[0] if own else ""), []


class _Line(NamedTuple):
    """The text of a block, without white space; where it stands, and whether it is a heading or holds a link."""

    start: int
    end: int
    text: str
    heading: bool
    linked: bool


def _lines(value: str, start: int, end: int) -> Iterator[_Line]:
    """The lines of a stretch of a page."""
    texts: list[tuple[int, int]] = []
    headings = links = 0
    linked = heading = False
    for event in events(value[start:end]):
        step = {"open": 1, "close": -1}.get(event.kind, 0)
        headings, links = headings + step * (event.name in _HEADINGS), links + step * (event.name == "a")
        if event.kind == "text":
            texts.append((start + event.start, start + event.end))
            linked, heading = linked or links > 0, heading or headings > 0
        elif event.block and texts:
            yield _Line(texts[0][0], texts[-1][1], _bare("".join(value[a:b] for a, b in texts)), heading, linked)
            texts, linked, heading = [], False, False
    if texts:
        yield _Line(texts[0][0], texts[-1][1], _bare("".join(value[a:b] for a, b in texts)), heading, linked)


def _says(line: str, head: str) -> bool:
    """Whether a line says the title and little else, and is no sentence that holds it."""
    return head in line and len(line) - len(head) <= _BESIDE_HEAD and "。" not in line


def _bare(text: str) -> str:
    """A text without references, however often they were encoded, and without white space."""
    return "".join(unescape(unescape(text)).split())
