"""An article as clean Markdown, and the HTML of that Markdown.

The page's body is what Python-Markdown makes of the very text that the reader can download. Every character of a seed that
Markdown would read as markup is escaped: what was text stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from generator.model import Block, Role, Span, said

_TAGS: Final = {"p", "h2", "h3", "ul", "li", "blockquote", "div", "table", "thead", "tbody", "tr", "th", "td"}
_CLASSES: Final = {"p": {"salutation", "signature", "picture"}, "ul": {"numbered"}, "div": {"wide"}}
_ATTRIBUTES: Final = {"div": {"tabindex", "role", "aria-label"}}
#: Blocks that make one element when they follow each other.
_RUNS: Final[frozenset[Role]] = frozenset({"li", "quote"})

_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", "|": "&#124;", "`": "&#96;"})
_MARK: Final = re.compile(r"[\\*_\[\]#]")
#: What makes more than a paragraph of a line that begins with it. Digits of every script number a list.
_LEAD: Final = re.compile(r"(?=[>+-])|(?<=\d)(?=[.)])")
_FIRST: Final = re.compile(r"\d*[.)>+-]")
#: White space that HTML keeps and Markdown loses: at the ends, and all that is not on the line.
_SPACE: Final = re.compile(r"\A\s+|\s+\Z|[\t\n\u2028\u2029]")
#: What no HTML, XML or YAML may carry, as a character or as a reference.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_IMAGE: Final = re.compile(r"!\[(.*)\]\([^()]*\)", re.DOTALL)
_PIPE: Final = re.compile(r"(?<!\\)\|")
_RULE_ROW: Final = re.compile(r"[|\s:-]*-[|\s:-]*")
_NUMBERED: Final = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十百]+[）)、.．]|[①-⑳]")


def printable(text: str) -> str:
    """The text with U+FFFD for every character that neither HTML nor XML nor YAML may carry."""
    return _CONTROL.sub("\ufffd", text)


def escape(text: str) -> str:
    r"""Markdown, on one line, that stands for exactly this text wherever it is put.

    >>> print(escape("1. [x](javascript:a) <b>&amp;"))
    1\. \[x\](javascript:a) &lt;b>&amp;amp;
    """
    escaped = _MARK.sub(r"\\\g<0>", printable(text).translate(_ENTITIES))
    if _FIRST.match(escaped):
        escaped = _LEAD.sub(r"\\", escaped, count=1)
    return _SPACE.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[0]), escaped)


@dataclass(frozen=True)
class _Chunk:
    """Markdown that makes one element, and the class of that element."""

    markdown: str
    name: str = ""


def _table_lines(table: str) -> Iterator[Span]:
    """The lines of a table that are rows."""
    at = 0
    for line in table.splitlines(keepends=True):
        if line.strip() and not _RULE_ROW.fullmatch(line):
            yield Span(at, at + len(line))
        at += len(line)


def stretches(block: Block) -> list[Span]:
    """The stretches of a block's value that make a line of the body each: a row of a table, else all that is shown of it.

    >>> from generator.model import Text
    >>> stretches(Block("table", Text.of("| a |\\n|---|\\n| b |")))
    [Span(start=0, end=6), Span(start=12, end=17)]
    """
    if block.role == "table":
        return list(_table_lines(block.value))
    match = _IMAGE.fullmatch(block.value.strip()) if block.role == "image" else None
    if match:
        lead = len(block.value) - len(block.value.lstrip())
        return [Span(lead + match.start(1), lead + match.end(1))] if match[1] else []
    return [Span(0, len(block.value))] if block.value.strip() else []


def rows(table: str) -> list[list[str]]:
    """The cells of a table written as lines of `| a | b |`, all rows of the same length.

    >>> rows("| a | b |\\n|---|---|\\n| c |")
    [['a', 'b'], ['c', '']]
    """
    lines = [table[line.start : line.end].strip() for line in _table_lines(table)]
    cells = [
        [cell.strip().replace("\\|", "|") for cell in _PIPE.split(re.sub(r"^\||(?<!\\)\|$", "", line))]
        for line in lines
    ]
    width = max((len(row) for row in cells), default=0)
    return [row + [""] * (width - len(row)) for row in cells]


def _table(value: str) -> str:
    cells = rows(value)
    lines = [f"| {' | '.join(escape(cell) for cell in row)} |" for row in cells]
    return "\n".join((lines[0], "|" + " --- |" * len(cells[0]), *lines[1:])) if lines else ""


def _chunk(role: Role, values: Sequence[str]) -> _Chunk:
    if role == "li":
        numbered = all(_NUMBERED.match(v) for v in values)
        return _Chunk("\n".join(f"- {escape(v)}" for v in values), "numbered" if numbered else "")
    if role == "quote":
        return _Chunk("\n>\n".join(f"> {escape(v)}" for v in values))
    (value,) = values
    if role == "table":
        return _Chunk(_table(value))
    if role == "image":
        return _Chunk(escape(said(role, value)), "picture")
    marks = {"h2": "## ", "h3": "### "}
    return _Chunk(marks.get(role, "") + escape(value), role if role in ("salutation", "signature") else "")


def _chunks(blocks: Sequence[Block]) -> Iterator[_Chunk]:
    written = [b for b in blocks if b.value.strip()]
    keys = [(b.role, 0 if b.role in _RUNS else i) for i, b in enumerate(written)]
    for (role, _), run in groupby(zip(keys, written, strict=True), key=lambda pair: pair[0]):
        chunk = _chunk(role, [b.value for _, b in run])
        if chunk.markdown:
            yield chunk


def body_markdown(blocks: Sequence[Block]) -> str:
    """The blocks of a body as Markdown, ending in a newline unless there are none."""
    return "\n".join(f"{chunk.markdown}\n" for chunk in _chunks(blocks))


class _Names(Treeprocessor):
    """Gives each element of the body its class; a chunk that did not make exactly one element is an error."""

    names: tuple[str, ...] = ()

    def run(self, root: Element) -> None:
        for element, name in zip(root, self.names, strict=True):
            if name:
                element.set("class", name)
            if element.tag == "table":
                _widen(element)


def _widen(table: Element) -> None:
    """Puts a table into a box that scrolls by itself, with the keyboard too, where the table is wider than the page."""
    inner, tail = deepcopy(table), table.tail
    inner.tail = None
    table.clear()
    table.tail = tail
    table.tag, table.attrib = "div", {"class": "wide", "tabindex": "0", "role": "region", "aria-label": "表格"}
    table.append(inner)


@cache
def _reader() -> tuple[Markdown, _Names]:
    markdown = Markdown(extensions=["tables"], output_format="html")
    names = _Names(markdown)
    markdown.treeprocessors.register(names, "names", 0)
    return markdown, names


def body_html(blocks: Sequence[Block]) -> str:
    """The HTML of `body_markdown`, through an allow-list: no links, no pictures, no attributes but a few classes.

    Raises ValueError if a block did not come out as the one element it should be.
    """
    markdown, names = _reader()
    names.names = tuple(chunk.name for chunk in _chunks(blocks))
    html = markdown.reset().convert(body_markdown(blocks))
    return nh3.clean(
        html, tags=_TAGS, allowed_classes=_CLASSES, attributes=_ATTRIBUTES, link_rel=None, strip_comments=True
    )
