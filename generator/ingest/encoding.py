"""Decoding a file: its encoding, or encodings; what cannot be decoded; and the way back to its bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from generator.ingest.mixture import pieces, read, write
from generator.ingest.telling import tell
from generator.model import Change, Coding, Span

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
#: A larger share of bytes that cannot be decoded, and it is no text.
TOLERATED: Final = 0.01
#: The same for control characters. Stray ones are damage; bytes that are no text have one in nine.
CONTROLS: Final = 0.05
#: What stands for bytes that cannot be decoded; and U+FFFD, which a program before this one wrote for what it lost.
_LOST = re.compile("[\ud800-\udfff]+|\ufffd")
#: A row of the same one, such as disks leave behind a text, counts once.
_CONTROL = re.compile(r"([\x00-\x08\x0e-\x1a\x1c-\x1f])\1*+")


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was in, a mark for each place where characters were lost, and how its characters were bytes."""

    text: str
    encoding: str
    flags: tuple[Change, ...] = ()
    coding: Coding = field(default_factory=Coding)

    @property
    def lost(self) -> int:
        """How many bytes could not be decoded."""
        return sum(len(values) for _, values in self.coding.lost)

    @property
    def controls(self) -> float:
        """The share of control characters in the text: in bytes that are no text they are many."""
        return sum(1 for _ in _CONTROL.finditer(self.text)) / max(1, len(self.text))


def _lenient(data: bytes, encoding: str) -> str:
    """The text, with surrogates where bytes cannot be decoded."""
    if not encoding.startswith("utf-16"):
        return data.decode(encoding, "surrogateescape")
    whole = len(data) & ~1
    return data[:whole].decode(encoding, "surrogatepass") + "".join(chr(0xDC00 + b) for b in data[whole:])


def _losses(text: str, data: bytes, encoding: str) -> Iterator[tuple[re.Match[str], bytes, int]]:
    """Each stretch of lost characters, with its bytes, none where it was lost before this program, and their offset."""
    at = offset = 0
    for lost in _LOST.finditer(text):
        offset += len(text[at : lost.start()].encode(encoding, "replace"))
        at = lost.end()
        size = len(lost[0].encode(encoding, "replace"))
        if lost[0] == "\ufffd":
            yield lost, b"", offset
        else:
            size = len(lost[0]) * (2 if encoding.startswith("utf-16") else 1)
            yield lost, data[offset : offset + size], offset
        offset += size


class _Reader:
    """Puts the text of a file together, stretch by stretch."""

    def __init__(self, encoding: str, offset: int) -> None:
        self.encoding, self.offset = encoding, offset
        self.parts: list[str] = []
        self.size = 0
        self.flags: list[Change] = []
        self.others: list[tuple[Span, str]] = []
        self.lost: list[tuple[int, bytes]] = []

    def take(self, data: bytes, encoding: str) -> None:
        if encoding == self.encoding:
            self._own(data)
        else:
            text = read(data, encoding)
            self.others.append((Span(self.size, self.size + len(text)), encoding))
            self.flags += (self._flag(self.size + i, b"", 0) for i, c in enumerate(text) if c == "\ufffd")
            self._add(text)
        self.offset += len(data)

    def _own(self, data: bytes) -> None:
        text, at = _lenient(data, self.encoding), 0
        for lost, values, offset in _losses(text, data, self.encoding):
            self._add(text[at : lost.start()])
            self.flags.append(self._flag(self.size, values, self.offset + offset))
            if values:
                self.lost.append((self.size, values))
            self._add("\ufffd")
            at = lost.end()
        self._add(text[at:])

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def _flag(self, at: int, values: bytes, offset: int) -> Change:
        note = (
            f"第{offset + 1}字节起的 {values[:20].hex(' ').upper()} 不是 {self.encoding} 编码"
            if values
            else "收到文件之前已经失去"
        )
        return Change("undecodable", Span(at, at + 1), "\ufffd", "\ufffd", note=note)


def encode(text: str, encoding: str, coding: Coding) -> bytes:
    """The bytes of a decoded text: each stretch in its encoding, and what could not be decoded put back in its place.

    Raises UnicodeEncodeError for characters that the encoding does not have, IndexError for places that the text does not have.
    """
    places = [(span, name, b"") for span, name in coding.others]
    places += [(Span(at, at + 1), "", values) for at, values in coding.lost]
    parts, at = [coding.mark], 0
    for span, name, values in sorted(places):
        if span.start < at or span.end > len(text):
            raise IndexError(span.start)
        parts += write(text[at : span.start], encoding), values or write(text[span.start : span.end], name)
        at = span.end
    return b"".join((*parts, write(text[at:], encoding)))


def _gives(data: bytes, text: str, encoding: str, coding: Coding) -> bool:
    try:
        return encode(text, encoding, coding) == data
    except UnicodeEncodeError:
        return False


def decode(data: bytes) -> Decoded:
    r"""The text of a file. What cannot be decoded becomes one U+FFFD for each stretch of bytes.

    >>> decode("公报".encode("gb18030")).text, decode("公报".encode("utf-8-sig")).encoding
    ('公报', 'utf-8')
    >>> [(c.span.start, c.note) for c in decode("第一百一十一次会议".encode() + b"\xff\n").flags]
    [(9, '第28字节起的 FF 不是 utf-8 编码')]
    >>> decode("公报\n会议指出\n".encode() + "要落实\n".encode("gbk")).coding.others
    ((Span(start=8, end=12), 'gb18030'),)
    """
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    encoding = encoding or tell(data)
    reader = _Reader(encoding, len(mark))
    for piece, name in pieces(data[len(mark) :], encoding):
        reader.take(piece, name)
    text = "".join(reader.parts)
    coding = Coding(mark, tuple(reader.others), tuple(reader.lost))
    exact = _gives(data, text, encoding, coding)
    return Decoded(text, encoding, tuple(reader.flags), replace(coding, exact=exact))
