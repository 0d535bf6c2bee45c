"""From wrongly decoded characters back to the bytes, and from these to what was written.

A program that took UTF-8 for another encoding showed its bytes two by two (GBK) or one by one (Latin-1, Windows' 1252). Bytes
that made no character there were shown as U+FFFD or `?`, as € (0x80 in code page 936), or dropped. The others around them tell
which bytes may have stood there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final, Literal

#: What the bytes were taken for; "twice": for Latin-1, and what that showed for GB 18030 again.
Codec = Literal["gb18030", "latin", "twice"]
_CONTINUED: Final = range(0x80, 0xC0)
#: Bytes that Windows' code page 1252 has no character for.
_HOLES: Final = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_LOST: Final = "\ufffd?"
_EURO: Final = "€"
#: The marks among the characters that begin with a byte.
_MARKS: Final = {
    0xE3: ("\u3000", "。", "、", "《", "》", "「", "」", "【", "】"),
    0xEF: ("，", "：", "；", "！", "？", "（", "）"),
}
#: Characters of two bytes that Chinese prose has. Others are rather two bytes of a Han character that was right.
_WESTERN: Final = frozenset("·×÷°±§²³éèêëáàäöüóíñçÉ")
_ODD: Final = re.compile(f"[^\x00-\x7f\u0800-\U0010ffff{''.join(sorted(_WESTERN))}]")
_STRIDE: Final = 128


@cache
def encoded(codec: Codec) -> Mapping[str, bytes]:
    """The bytes that each character was shown for. ASCII is not among them."""
    if codec == "latin":
        shown = {chr(b): bytes((b,)) for b in range(0x80, 0x100)}
        for b in range(0x80, 0xA0):
            shown |= {c: bytes((b,)) for c in bytes((b,)).decode("cp1252", "ignore")}
        return shown
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF) if trail != 0x7F)
    return {pair.decode("gb18030", "replace"): pair for pair in pairs}


@cache
def _run(codec: Codec) -> re.Pattern[str]:
    """Wrong characters that were shown for certain bytes; a limited number, so that long texts are not looked at again and again."""
    plain = "".join(re.escape(c) for c in encoded(codec) if c != _EURO or codec == "latin")
    return re.compile(f"[{plain}]{{2,{_STRIDE}}}+")


@cache
def _unshown(codec: Codec, following: int | None, private: bool) -> tuple[int, ...]:
    """The continuation bytes that were shown as nothing before that byte; None stands for ASCII or the end.

    Pairs for private use were shown by some programs; those that did so have but one byte that begins no pair.
    """
    if codec == "latin":
        return _HOLES
    if following is None:
        return tuple(_CONTINUED)
    return (0x80,) if private else tuple(b for b in _CONTINUED if not _is_pair(b, following))


def _is_pair(lead: int, trail: int) -> bool:
    return bool(bytes((lead, trail)).decode("gbk", "ignore"))


def _size(lead: int) -> int:
    """How many bytes a character of UTF-8 has, by its first; 0 when none begins so."""
    return 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if 0xF0 <= lead < 0xF5 else 0


def _characters(cell: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """All that these bytes may be. Of a character that lost more than one byte nothing is known, but that some are marks."""
    if sum(len(options) > 1 for options in cell) > 1:
        return _MARKS.get(cell[0][0], ())
    return tuple(c for c in (bytes(way).decode("utf-8", "ignore") for way in product(*cell)) if len(c) == 1)


@dataclass(frozen=True)
class Piece:
    """A stretch of wrong characters up to `end`, and what was written: for each character all that it may have been, if known.

    The last of the cells may be one that only lost bytes complete; `cut` says where the piece ends without it (`end`, number of
    cells), if it can.
    """

    end: int
    cells: tuple[tuple[str, ...], ...]
    cut: tuple[int, int] | None = None


class _Reader:
    """Reads UTF-8 out of wrong characters, byte by byte: characters that are whole, and the bytes of one that is not yet."""

    def __init__(self, value: str, codec: Codec, private: bool) -> None:
        self.value, self.codec, self.private, self.shown = value, codec, private, encoded(codec)
        self.cells: list[tuple[str, ...]] = []
        self.open: list[Sequence[int]] = []

    def lead(self, at: int) -> int | None:
        """The first byte of the character at that place; None for ASCII, the end, and where it is not known."""
        c = self.value[at : at + 1]
        if c == _LOST[0] and self.private:
            return _CONTINUED[0]  # no ASCII at least, and that is all that matters here
        code = self.shown.get(c)
        return code[0] if code else None

    def push(self, options: Sequence[int]) -> bool:
        """Takes one more byte, which is one of these. False when it does not fit."""
        first = options[0]
        if not self.open:
            if first < 0x80:
                self.cells.append((chr(first),))
            elif _size(first):
                self.open.append(options)
            else:
                return False
            return True
        if first not in _CONTINUED:
            return False
        opened = (*self.open, options)
        if len(opened) < _size(opened[0][0]):
            self.open.append(options)
            return True
        found = _characters(opened)
        if self.codec == "gb18030" and len(opened) == 2 and not _WESTERN.issuperset(found):
            return False
        self.cells.append(found)
        self.open = []
        return True

    def take(self, at: int) -> bool:
        """Takes the bytes of the wrong character at that place, all or none."""
        code = self.shown[self.value[at]]
        if self.value[at] == _EURO and self.codec != "latin" and self.open:
            completes = len(self.open) == _size(self.open[0][0]) - 1
            begins = self.lead(at + 1) in _CONTINUED or self.value[at + 1 : at + 2] == _LOST[0]
            if not (completes and begins):
                code = b"\x80"
        count, opened = len(self.cells), list(self.open)
        if all(self.push((b,)) for b in code):
            return True
        del self.cells[count:]
        self.open = opened
        return False

    def fill(self, following: int | None) -> bool:
        """Supposes that a byte was lost here, within a character."""
        return bool(self.open) and self.push(_unshown(self.codec, following, self.private))

    def gap(self, following: int | None) -> bool:
        """Supposes the same where nothing shows it. Of Latin characters the one before may have been lost as well."""
        opened = list(self.open)
        if not self.fill(following):
            return False
        if self.codec == "latin" and opened and not self.open:
            self.cells[-1] += _characters((opened[0], _HOLES, *opened[1:]))
        return True

    def stride(self, at: int) -> int:
        """Takes what can be read at once where a character begins: how many wrong characters that were."""
        run = _run(self.codec).match(self.value, at)
        if run is None:
            return 0
        code = b"".join(map(self.shown.__getitem__, run[0]))
        try:
            text = code.decode("utf-8")
        except UnicodeDecodeError as error:
            text = code[: error.start].decode("utf-8")
        size = len(text.encode("utf-8"))
        if self.codec != "latin" and size % 2:
            size -= len(text[-1].encode("utf-8"))
            text = text[:-1]
        if self.codec == "latin":
            self.cells += ((c,) for c in text)
            return size
        if size % 2 or (self.codec == "gb18030" and _ODD.search(text)):
            return 0
        self.cells += ((c,) for c in text)
        return size // 2

    def step(self, at: int) -> int:
        """Reads on at that place: how many wrong characters were taken, -1 when none can be."""
        c = self.value[at]
        if c in self.shown:
            return 1 if self.take(at) else 0 if self.gap(self.lead(at)) else -1
        if c in _LOST:
            return 1 if self.fill(self.lead(at + 1)) else -1
        blank = c == " " and self.codec == "latin" and bool(self.open)
        return 1 if blank and self.push((0xA0,)) else -1


def read_piece(value: str, start: int, codec: Codec, private: bool = False) -> Piece | None:
    """The longest piece of UTF-8 that begins at `start`, shown in the wrong `codec`; None when there is none.

    `private` says that pairs for private use were shown as well.

    >>> piece = read_piece("浼氳\\ue185涓€", 0, "gb18030")
    >>> piece.end, piece.cells
    (5, (('会',), ('议',), ('一',)))
    >>> read_piece("ä¼šè®®", 0, "latin").cells
    (('会',), ('议',))
    """
    reader, at, taken = _Reader(value, codec, private), start, 1
    safe: tuple[int, int] | None = None
    filled: tuple[int, list[Sequence[int]]] | None = None
    while at < len(value):
        stride = 0 if reader.open else reader.stride(at)
        if stride:
            at += stride
            safe = (at, len(reader.cells))
            continue
        opened = list(reader.open)
        taken = reader.step(at)
        if taken < 0:
            break
        if value[at] in _LOST or not taken:
            filled = (at + taken, opened)
        at += taken
        if not reader.open:
            safe = (at, len(reader.cells))
    cells = reader.cells
    if not reader.open:
        if filled and filled[0] == at and codec != "latin":  # what follows is no part of it, and tells nothing
            cells[-1] = _characters((*filled[1], tuple(_CONTINUED)))
        return Piece(at, tuple(cells)) if cells else None
    while reader.open and reader.gap(None):
        pass
    return Piece(at, tuple(cells), cut=safe)
