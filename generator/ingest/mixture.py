"""Files that programs put together of several encodings: a line of GBK in a file of UTF-8, a page of Big5 in one of GBK.

Every stretch that the encoding of the file does not fit is read in the one that proves itself there: it decodes all of the
stretch, and what it says is made of ordinary Chinese. Where none does, the stretch stays with the file's encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from generator.ingest.telling import plausible

#: What may stand in a file beside its own encoding, in the order in which they win a draw.
_OTHERS: Final = ("utf-8", "gb18030", "cp950", "big5hkscs")
#: So much of a stretch beyond ASCII must be ordinary Chinese.
_PROVED: Final = 0.9
_LINE: Final = re.compile(rb"[^\r\n]*+[\r\n]*+")
#: Bytes beyond ASCII, with the letters that are second bytes of GBK and Big5 among them.
_RUN: Final = re.compile(rb"(?>(?:[\x80-\xff][\x40-\x7e]?)+)")
#: Two Han characters or marks of UTF-8 in a row. Bytes of GBK or Big5 look like that by chance, but then say no Chinese.
_UTF8: Final = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){2}")
#: Characters beyond the first plane whose two halves were encoded one by one, as databases and Java write them.
_HALVES: Final = re.compile(rb"((?>(?:\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])+))")
HALVES: Final = "cesu-8"


def read(data: bytes, encoding: str) -> str:
    """The text of bytes that are wholly in one encoding. Raises UnicodeDecodeError where they are not."""
    if encoding == HALVES:
        return data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return data.decode(encoding)


def write(text: str, encoding: str) -> bytes:
    """The bytes of a text. Raises UnicodeEncodeError for characters that the encoding does not have."""
    if encoding == HALVES:
        units = text.encode("utf-16-le")
        halves = (units[i : i + 2].decode("utf-16-le", "surrogatepass") for i in range(0, len(units), 2))
        return "".join(halves).encode("utf-8", "surrogatepass")
    return text.encode(encoding)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _share(data: bytes, encoding: str) -> float:
    """How plausible what the bytes say is in an encoding; 0 where they are not wholly in it."""
    return plausible(data.decode(encoding)) if _fits(data, encoding) else 0.0


def _other(data: bytes, encoding: str) -> str:
    """The other encoding in which a stretch proves itself; "" when none does."""
    if data.isascii():
        return ""
    if _fits(data, encoding):
        others: tuple[str, ...] = ("utf-8",) if encoding != "utf-8" and _UTF8.search(data) else ()
        least = _share(data, encoding) if others else 1.0
    else:
        others, least = tuple(e for e in _OTHERS if e != encoding), 0.0
    best, name = max(((_share(data, other), other) for other in others), key=lambda found: found[0], default=(0.0, ""))
    return name if best >= _PROVED and best > least else ""


def _runs(line: bytes, encoding: str) -> Iterator[tuple[bytes, str]]:
    """A line that no encoding fits as a whole, run by run."""
    at = 0
    for run in _RUN.finditer(line):
        yield line[at : run.start()], encoding
        for i, part in enumerate(_HALVES.split(run[0]) if encoding == "utf-8" else (run[0],)):
            yield part, HALVES if i % 2 else _other(part, encoding) or encoding
        at = run.end()
    yield line[at:], encoding


def _lines(data: bytes, encoding: str) -> Iterator[tuple[bytes, str]]:
    for match in _LINE.finditer(data):
        line = match[0]
        other = _other(line, encoding)
        if other or _fits(line, encoding):
            yield line, other or encoding
        else:
            yield from _runs(line, encoding)


def pieces(data: bytes, encoding: str) -> list[tuple[bytes, str]]:
    r"""The bytes of a file taken apart into stretches of one encoding each, in order.

    >>> data = "会议\n".encode() + "指出，要落实。\n".encode("gbk") + "到位".encode()
    >>> [encoding for _, encoding in pieces(data, "utf-8")]
    ['utf-8', 'gb18030', 'utf-8']
    """
    whole = encoding.startswith("utf-16") or (_fits(data, encoding) and (encoding == "utf-8" or not _UTF8.search(data)))
    found = ((data, encoding),) if whole else (piece for piece in _lines(data, encoding) if piece[0])
    return [(b"".join(data for data, _ in same), name) for name, same in groupby(found, key=lambda piece: piece[1])]
