"""Tables of data, told from tables that only arrange a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.repair.html.tokens import Event

#: A cell with more characters holds prose.
_PROSE = 160
#: Cells in columns beyond this do not reach down: a hostile table would write itself out without end.
_WIDEST = 100


@dataclass
class _Table:
    key: int
    rows: int = 0
    cells: int = 0
    widest: int = 0
    size: int = 0
    prose: int = 0
    cell: int = 0
    blocks: int = 0
    nests: bool = False

    def end_cell(self) -> None:
        self.size += self.cell
        if self.cell > _PROSE or self.blocks > 3:
            self.prose += self.cell
        self.cell = self.blocks = 0

    @property
    def data(self) -> bool:
        """Whether it is a table to its readers: rows and columns of short entries, and no table inside."""
        return not self.nests and self.rows > 1 and self.widest > 1 and 2 * self.prose <= self.size


def data_tables(value: str, page: Iterable[Event]) -> frozenset[int]:
    """The keys of the elements that are tables of data.

    >>> from generator.repair.html.tokens import events
    >>> page = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table><table><tr><td><p>正文</table>"
    >>> len(data_tables(page, events(page)))
    1
    """
    open_tables: list[_Table] = []
    found = []
    for event in page:
        if event.name == "table" and event.kind == "open":
            if open_tables:
                open_tables[-1].nests = True
            open_tables.append(_Table(event.key))
        if not open_tables:
            continue
        table = open_tables[-1]
        if event.kind == "text":
            table.cell += len(value[event.start : event.end].strip())
        elif event.kind == "close":
            if event.key == table.key:
                table.end_cell()
                open_tables.pop()
                if table.data:
                    found.append(table.key)
        elif event.name == "tr":
            table.rows, table.cells = table.rows + 1, 0
        elif event.name in ("td", "th"):
            table.end_cell()
            table.cells += 1
            table.widest = max(table.widest, table.cells)
        elif event.block:
            table.blocks += 1
    return frozenset(found)


def _count(number: str, most: int) -> int:
    return min(int(number), most) if number.isdecimal() and len(number) < 6 else 1


class Grid:
    """Where the cells of a table stand, so that each row is written with all its columns."""

    def __init__(self) -> None:
        self.column = self.last = 0
        self.below: dict[int, int] = {}  # rows that a cell above still reaches down, by column

    def _pass_by(self) -> None:
        while self.below.get(self.column):
            self.below[self.column] -= 1
            self.column += 1

    def row(self) -> None:
        self.column = self.last = 0

    def cell(self, columns: str, rows: str) -> str:
        """The bars between the cell before and this one, which spans so many `columns` and `rows`.

        >>> grid = Grid()
        >>> grid.cell("2", ""), grid.cell("", "2"), grid.end(), grid.row(), grid.cell("2", ""), grid.end()
        ('', ' | |', ' |', None, '', ' | | |')
        """
        self._pass_by()
        bars, self.last = " |" * (self.column - self.last), self.column
        for _ in range(_count(columns, 50)):
            if self.column < _WIDEST:
                self.below[self.column] = _count(rows, 1000) - 1
            self.column += 1
        return bars

    def end(self) -> str:
        """The bars at the end of the row."""
        self._pass_by()
        return " |" * max(1, self.column - self.last)
