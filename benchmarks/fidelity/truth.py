"""The clean texts that everything is measured against.

A file has a front part (`title:`, `kicker:`, `deck:`, `byline:`, `date:`, `script:`), an empty line, and then one block a line.
What a block is stands before it: `## ` and `### ` subheadings, `- ` items, `> ` quotations, `@ ` salutations, `~ ` signatures,
`/ ` lines of verse (paragraphs whose ends are meant), `% ` the document's number (a credit), `| a | b |`
rows of a table (rows that follow each other are one block).
Anything else is a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TEXTS: Final = Path(__file__).parent / "texts"
_MARKS: Final = {
    "## ": "h2",
    "### ": "h3",
    "- ": "li",
    "> ": "quote",
    "@ ": "salutation",
    "~ ": "signature",
    "/ ": "verse",
    "% ": "number",
    "| ": "table",
}
_FRONT: Final = frozenset(("title", "kicker", "deck", "byline", "date", "script"))


@dataclass(frozen=True)
class Block:
    """A paragraph, or what else `kind` says. Rows of a table are lines of its text, with bars between the cells."""

    kind: str
    text: str

    @property
    def role(self) -> str:
        """The kind under which articles.jsonl has it: a line of verse is a paragraph, a document's number a credit."""
        return {"verse": "p", "number": "credit"}.get(self.kind, self.kind)

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table, row by row."""
        return [[cell.strip() for cell in row.strip("| ").split("|")] for row in self.text.split("\n")]


@dataclass(frozen=True)
class Clean:
    """An article as a careful reader would have it. `byline` holds names, `date` EDTF, `script` "Hans" or "Hant"."""

    name: str
    title: str
    kicker: str
    deck: str
    byline: str
    date: str
    script: str
    blocks: tuple[Block, ...]

    @property
    def pieces(self) -> tuple[Block, ...]:
        """Headlines and blocks in reading order."""
        heads = (("kicker", self.kicker), ("title", self.title), ("deck", self.deck))
        return (*(Block(kind, text) for kind, text in heads if text), *self.blocks)


def _blocks(lines: list[str]) -> Iterator[Block]:
    rows: list[str] = []
    for line in lines:
        mark = next((m for m in _MARKS if line.startswith(m)), "")
        if mark == "| ":
            rows.append(line)
            continue
        if rows:
            yield Block("table", "\n".join(rows))
            rows = []
        yield Block(_MARKS.get(mark, "p"), line.removeprefix(mark))
    if rows:
        yield Block("table", "\n".join(rows))


def parse(name: str, content: str) -> Clean:
    """The text that a file holds. Raises ValueError on a front part that is not one.

    >>> parse("x", "title: 讣告\\n\\n班定边同志逝世。\\n~ 治丧委员会\\n").blocks
    (Block(kind='p', text='班定边同志逝世。'), Block(kind='signature', text='治丧委员会'))
    """
    head, _, body = content.partition("\n\n")
    front = dict(line.split(": ", 1) for line in head.splitlines())
    if not front.keys() <= _FRONT or "title" not in front:
        raise ValueError(f"{name}: the front part has {', '.join(front)}")
    kicker, deck, byline, date = (front.get(key, "") for key in ("kicker", "deck", "byline", "date"))
    blocks = tuple(_blocks([line for line in body.splitlines() if line]))
    return Clean(name, front["title"], kicker, deck, byline, date, front.get("script", "Hans"), blocks)


def read_texts() -> tuple[Clean, ...]:
    """Every clean text, in the order of the names."""
    return tuple(parse(path.stem, path.read_text("utf-8")) for path in sorted(TEXTS.glob("*.txt")))
