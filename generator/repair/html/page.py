"""A page as lines: what its reader would see, with light Markdown for what looks tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from generator.repair.html.tables import Grid
from generator.repair.html.tokens import Event, attribute

_BOLD: Final = frozenset(("b", "strong"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[7-9]00)", re.IGNORECASE)
#: Blocks that stand close together: a line end is enough.
_TIGHT: Final = frozenset(("li", "tr", "dt", "dd"))
_HEADINGS: Final = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "#### ", "h6": "#### "}
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACE: Final = " \t\n"
#: An address that may be published as it stands.
PLAIN_ADDRESS = re.compile(r"(?:https?://|(?![\w+.-]*+:))[^\s()<>\"'\\]++", re.IGNORECASE)
#: A narrower picture, in pixels, is an icon.
_ICON: Final = 40


class Part(NamedTuple):
    """`start..end` of the page, kept; or, when `put` is set, text that the markup stands for.

    `space` is the white space before it in its line. `flowing`: white space in it is not as it stands in the file. `linked`: it
    stands in a link to another page.
    """

    start: int
    end: int
    bold: bool = False
    put: str = ""
    space: str = ""
    flowing: bool = False
    linked: bool = False


@dataclass
class Line:
    """One line to be: the breaks before it (1 a line end, 2 a blank line), its mark, what it holds, and how it ends."""

    breaks: int
    mark: str = ""
    parts: list[Part] = field(default_factory=list)
    tail: str = ""


def put(text: str) -> Part:
    """Text that stands for markup."""
    return Part(0, 0, put=text)


class Page:
    """Takes the events of a page one by one and keeps its `lines`.

    `flowing`: inside of blocks, line ends in the file are mere white space. `tables` are the keys of tables of data.
    """

    def __init__(self, value: str, flowing: bool, tables: frozenset[int]) -> None:
        self.lines: list[Line] = [Line(0)]
        self._value, self._flowing, self._tables = value, flowing, tables
        self._breaks = 0
        self._space = ""
        self._blocks = self._pre = self._quotes = self._raised = 0
        self._bold: set[int] = set()
        self._links: set[int] = set()
        self._lists: list[list[int]] = []  # of each open list: whether it is numbered, and the number of its last item
        self._heading = self._item = ""
        self._table = self._row = -1
        self._grid = Grid()

    def take(self, event: Event) -> None:
        match event.kind:
            case "text":
                self._text(event.start, event.end)
            case "open":
                self._opened(event)
            case "close":
                self._closed(event)
            case "void":
                self._empty(event)

    def _break(self, breaks: int) -> None:
        """The next text begins a new line; where lines cannot break, a space parts the words."""
        if self._row >= 0:
            self._space = " "
        elif self.lines[-1].parts or self._breaks:
            self._breaks = max(self._breaks, breaks)

    def _line(self) -> Line:
        """The line that takes what comes next."""
        if self._row >= 0 or (self.lines[-1].parts and not self._breaks):
            return self.lines[-1]
        if self.lines[-1].parts:
            self.lines.append(Line(self._breaks))
        self._breaks, self._space = 0, ""
        self.lines[-1].mark = self._heading or self._item or ("> " if self._quotes else "")
        self._item = ""
        return self.lines[-1]

    def _add(self, part: Part) -> None:
        parts = self._line().parts
        space = self._space if parts or self._row >= 0 else ""
        parts.append(part._replace(space=space, linked=bool(self._links)) if space or self._links else part)
        self._space = ""

    def _text(self, start: int, end: int) -> None:
        text = self._value[start:end]
        first, last = end - len(text.lstrip(_SPACE)), start + len(text.rstrip(_SPACE))
        if first >= last and self._blocks:
            self._space += text
            return
        if self._pre or not (self._flowing and self._blocks):
            self._lined_text(start, end)
            return
        self._space += self._value[start:first]
        if self._raised and text.strip(_SPACE).isdecimal():
            self._add(put(text.strip(_SPACE).translate(_RAISED)))
        else:
            self._add(Part(first, last, bool(self._bold), flowing=True))
        self._space = self._value[last:end]

    def _lined_text(self, start: int, end: int) -> None:
        """Text whose line ends count."""
        at = start
        for piece in self._value[start:end].split("\n"):
            if at > start and self._row < 0:
                self._breaks = min(2, self._breaks + 1)
                if self._breaks > 1:  # nobody means bold to run on over a blank line
                    self._bold.clear()
            if piece.strip(_SPACE):
                self._add(Part(at, at + len(piece), bool(self._bold)))
            else:
                self._space += piece
            at += len(piece) + 1

    def _opened(self, event: Event) -> None:
        name = event.name
        if event.block:
            self._break(1 if name in _TIGHT else 2)
            self._blocks += 1
        if name in _BOLD or (event.attributes and _BOLD_STYLE.search(attribute(event.attributes, "style"))):
            self._bold.add(event.key)
        if name == "a" and attribute(event.attributes, "href"):
            self._links.add(event.key)
        elif name in _HEADINGS:
            self._heading = _HEADINGS[name]
        elif name in ("ul", "ol"):
            self._lists.append([int(name == "ol"), 0])
        elif name == "li":
            self._item = self._number()
        elif name == "table" and event.key in self._tables:
            self._table, self._grid = event.key, Grid()
        elif self._table >= 0 and name == "tr":
            self._begin_row(event.key)
        elif self._row >= 0 and name in ("td", "th"):
            self._begin_cell(event.attributes)
        else:
            self._count(name, 1)

    def _count(self, name: str, by: int) -> None:
        if name == "blockquote":
            self._quotes += by
        elif name == "pre":
            self._pre += by
        elif name == "sup":
            self._raised += by

    def _number(self) -> str:
        if not self._lists or not self._lists[-1][0]:
            return "- "
        self._lists[-1][1] += 1
        return f"{self._lists[-1][1]}. "

    def _closed(self, event: Event) -> None:
        name = event.name
        self._bold.discard(event.key)
        self._links.discard(event.key)
        if name in _HEADINGS:
            self._heading = ""
        elif name in ("ul", "ol"):
            self._lists.pop()
        elif name == "li":
            self._item = ""
        elif event.key == self._row:
            self._end_row()
        elif event.key == self._table:
            self._table = -1
        else:
            self._count(name, -1)
        if event.block:
            self._break(1 if name in _TIGHT else 2)
            self._blocks -= 1

    def _empty(self, event: Event) -> None:
        if event.name == "br":
            if self._row >= 0 or self._heading:
                self._space = " "
            elif self.lines[-1].parts:
                self._breaks = min(2, self._breaks + 1)
        elif event.name == "img":
            self._image(event.attributes)
        elif event.block:
            self._break(2)

    def _begin_row(self, key: int) -> None:
        if self.lines[-1].parts:
            self.lines.append(Line(max(self._breaks, 1)))
        self.lines[-1].mark = "|"
        self._breaks, self._row, self._space = 0, key, ""
        self._grid.row()

    def _begin_cell(self, attributes: str) -> None:
        bars = self._grid.cell(attribute(attributes, "colspan"), attribute(attributes, "rowspan"))
        if bars:
            self.lines[-1].parts.append(put(bars))
        self._space = " "

    def _end_row(self) -> None:
        self.lines[-1].tail = self._grid.end()
        self._row, self._breaks, self._space = -1, 1, ""

    def _image(self, attributes: str) -> None:
        size = attribute(attributes, "width").removesuffix("px")
        if size.isdecimal() and int(size[:6]) < _ICON:
            return
        source = attribute(attributes, "src").strip()
        source = source if PLAIN_ADDRESS.fullmatch(source) else ""
        words = re.sub(r"[\[\]()<>|\s]+", " ", attribute(attributes, "alt")).strip()
        if self._row >= 0:
            if words:
                self._add(put(words))
        elif source or words:
            self._break(1)
            self._line().parts.append(put(f"![{words}]({source})")._replace(linked=bool(self._links)))
            self._break(1)
