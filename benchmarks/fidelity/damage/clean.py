"""Settings without damage: plain text, Markdown and HTML as a careful writer would leave them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random
from typing import Final

from benchmarks.fidelity.truth import Block, Clean

#: What plain text and Markdown write before a block.
_PLAIN: Final = {"li": "- ", "quote": "> "}
_MARKDOWN: Final = {"title": "# ", "h2": "## ", "h3": "### ", "li": "- ", "quote": "> "}
_HTML: Final = {"title": "h1", "h2": "h2", "h3": "h3", "li": "li", "quote": "blockquote"}


def plain_block(piece: Block) -> str:
    """A block as plain text has it: only items and quotations show what they are."""
    return _PLAIN.get(piece.kind, "") + piece.text


def plain(texts: Sequence[Clean], rng: Random) -> str:  # noqa: ARG001 - a setting like the others
    """One block a line, an empty line between two; the lines of a poem stand close."""
    out = ""
    previous = ""
    for piece in (piece for text in texts for piece in text.pieces):
        close = piece.kind == previous == "verse"
        out += ("" if not out else "\n" if close else "\n\n") + plain_block(piece)
        previous = piece.kind
    return out + "\n"


def markdown_block(piece: Block) -> str:
    if piece.kind == "table":
        first, *rest = piece.text.split("\n")
        return "\n".join((first, "|" + " --- |" * len(piece.rows[0]), *rest))
    return _MARKDOWN.get(piece.kind, "") + piece.text


def markdown(texts: Sequence[Clean], rng: Random) -> str:  # noqa: ARG001
    """Markdown with `#` headings; items follow each other without empty lines, lines of verse end in two blanks."""
    out = previous = ""
    for piece in (piece for text in texts for piece in text.pieces):
        between = "\n\n" if out else ""
        if piece.kind == previous == "li":
            between = "\n"
        elif piece.kind == previous == "verse":
            between = "  \n"
        out += between + markdown_block(piece)
        previous = piece.kind
    return out + "\n"


def table(piece: Block) -> str:
    """A table that holds data."""
    rows = [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in piece.rows]
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def html_block(piece: Block) -> str:
    if piece.kind == "table":
        return table(piece)
    tag = _HTML.get(piece.kind, "p")
    element = f"<{tag}>{escape(piece.text, quote=False)}</{tag}>"
    return f"<ul>{element}</ul>" if tag == "li" else element


def html(texts: Sequence[Clean], rng: Random) -> str:  # noqa: ARG001
    """A page with nothing on it but the article."""
    body = "\n".join(html_block(piece) for text in texts for piece in text.pieces)
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="utf-8"><title>{escape(texts[0].title)}</title></head>\n'
        f"<body>\n<article>\n{body}\n</article>\n</body>\n</html>\n"
    )
