"""HTML as events: elements that open and close, and the text between them, each with its place in the source.

Made for broken pages: what is not a tag is text, what was never opened does not close, nothing is ever looked at twice, and no
depth is too deep.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

VOID: Final = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
        "wbr",
    }
)  # fmt: skip
BLOCK: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
INLINE: Final = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em",
        "font", "i", "ins", "kbd", "label", "map", "mark", "marquee", "nobr", "q", "rb", "rp", "rt", "rtc", "ruby",
        "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "area", "base",
        "br", "col", "colgroup", "embed", "img", "input", "link", "meta", "param", "source", "wbr",
    }
)  # fmt: skip
_TABLE: Final = frozenset(
    {
        "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption",
    }
)  # fmt: skip
#: Elements that an end tag inside of them cannot close from within.
_BOUNDS: Final = frozenset(
    {
        "table", "td", "th", "caption",
    }
)  # fmt: skip
#: What an element closes by opening, and the elements that protect it.
_CLOSES: Final = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dd": (("dd", "dt"), ("dl",)),
    "dt": (("dd", "dt"), ("dl",)),
    "tr": (("tr", "caption"), ("table",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
}
#: A quoted value may hold `<` and `>`, but no end tag; the bounds on those that do keep the search linear on a page of open quotes.
#: Where quotes do not close, the tag ends at the next `>`.
_PLAIN = r"(?>(?>[^<>\"'=]++|=\s*+\"[^\"<>]*+\"|=\s*+'[^'<>]*+'|(?!=\s*+[\"'])=|(?<!=)[\"'])*)"
_BRACKETED = r"=\s*+(?:\"(?>(?:[^\"<]|<(?!/)){0,400})\"|'(?>(?:[^'<]|<(?!/)){0,400})')"
ATTRIBUTES: Final = rf"{_PLAIN}(?>(?:{_BRACKETED}{_PLAIN}){{0,3}})"
_TAG = re.compile(
    rf"<(?P<slash>/?)(?P<name>[a-z][a-z0-9_-]*+(?::[a-z0-9_]++)?)(?=[\s/>])(?P<attributes>{ATTRIBUTES}|[^<>]*+)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?<![^\s=\"'/])([^\s=\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_DISPLAY_BLOCK = re.compile(r"display\s*:\s*block", re.IGNORECASE)


class Event(NamedTuple):
    """One step through a page. `key` tells which element a close belongs to. An element that closes by itself takes no text."""

    kind: Literal["open", "close", "void", "text"]
    name: str
    start: int
    end: int
    attributes: str = ""
    key: int = 0
    block: bool = False


class _Element(NamedTuple):
    name: str
    key: int
    block: bool


def attribute(attributes: str, name: str) -> str:
    """The value of an attribute, "" when there is none.

    >>> attribute(' src="a.jpg" ALT=图', "alt"), attribute("", "alt")
    ('图', '')
    """
    for match in _ATTRIBUTE.finditer(attributes) if attributes else ():
        if match[1].lower() == name:
            return match[2] or match[3] or match[4] or ""
    return ""


def _is_tag(name: str, attributes: str) -> bool:
    """Whether it reads as a tag: `<1>` and `<B 且 C>` do not, Word's `<o:p>` and a publisher's own long names do."""
    if not attributes.isascii() and "=" not in attributes:
        return False
    return name in BLOCK or name in INLINE or ":" in name or len(name) > 3


class _Tree:
    """The elements that stand open. Every step costs the same however many they are."""

    def __init__(self) -> None:
        self.stack: list[_Element] = []
        self.gone: set[int] = set()
        self.where: defaultdict[str, list[int]] = defaultdict(list)
        self.blocks: list[int] = []
        self.bounds: list[int] = []

    def last(self, *names: str) -> int:
        best = -1
        for name in names:
            if (standing := self.where[name]) and standing[-1] > best:
                best = standing[-1]
        return best

    def push(self, element: _Element) -> None:
        at = len(self.stack)
        self.stack.append(element)
        self.where[element.name].append(at)
        if element.block:
            self.blocks.append(at)
        if element.name in _BOUNDS:
            self.bounds.append(at)

    def close(self, index: int, start: int, end: int) -> list[Event]:
        """Closes the element at `index` and all that stand open in it; the tag is the outermost one's."""
        closed: list[Event] = []
        while len(self.stack) > index:
            element = self.stack.pop()
            for marks in (self.blocks, self.bounds):
                if marks and marks[-1] == len(self.stack):
                    marks.pop()
            if element.key in self.gone:
                self.gone.discard(element.key)
                continue
            self.where[element.name].pop()
            closed.append(Event("close", element.name, start, end, "", element.key, element.block))
        return closed

    def end(self, name: str, start: int, end: int) -> list[Event]:
        index = self.last(name)
        known = self.stack[index] if index >= 0 else None
        if known and known.block:
            if name in _TABLE or not self.bounds or index > self.bounds[-1]:
                return self.close(index, start, end)
        elif known:
            if not self.blocks or index > self.blocks[-1]:
                return self.close(index, start, end)
            self.where[name].pop()  # it overlaps a block: it ends, the block goes on
            self.gone.add(known.key)
            return [Event("close", name, start, end, "", known.key)]
        return [Event("void", name, start, end, block=name in BLOCK)]

    def begin(self, name: str, start: int) -> list[Event]:
        """What the opening of a block closes."""
        found: list[Event] = []
        paragraph = self.last("p")
        if paragraph >= 0 and (not self.bounds or paragraph > self.bounds[-1]):
            found = self.close(paragraph, start, start)
        if name in _CLOSES:
            closed, protecting = _CLOSES[name]
            index = self.last(*closed)
            if index >= 0 and index > self.last(*protecting):
                found += self.close(index, start, start)
        return found


def events(value: str) -> Iterator[Event]:
    """The page as a walk through its elements. Spans count code points; implied closes are empty.

    >>> [(e.kind, e.name, value[e.start : e.end]) for value in ["<p>甲<b>乙<p>1<2"] for e in events(value)][:5]
    [('open', 'p', '<p>'), ('text', '', '甲'), ('open', 'b', '<b>'), ('text', '', '乙'), ('close', 'b', '')]
    """
    tree, at = _Tree(), 0
    for key, match in enumerate(_TAG.finditer(value)):
        name = match["name"].lower()
        attributes = match["attributes"]
        if not _is_tag(name, attributes):
            continue
        start, end = match.span()
        if at < start:
            yield Event("text", "", at, start)
        at = end
        if match["slash"]:
            yield from tree.end(name, start, end)
            continue
        block = name in BLOCK or bool(attributes and _DISPLAY_BLOCK.search(attributes))
        if block:
            yield from tree.begin(name, start)
        if name in VOID or attributes.endswith("/"):
            yield Event("void", name, start, end, attributes, key, block)
        else:
            tree.push(_Element(name, key, block))
            yield Event("open", name, start, end, attributes, key, block)
    if at < len(value):
        yield Event("text", "", at, len(value))
    yield from tree.close(0, len(value), len(value))
