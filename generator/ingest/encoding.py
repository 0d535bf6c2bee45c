"""Telling encodings, and decoding what cannot all be decoded."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from charset_normalizer import from_bytes

from generator.model import Change, Span

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
#: In the order in which they win a draw.
_CANDIDATES: Final = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,80}?encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE
)
#: What a page calls its encoding, and what such pages really hold.
_ALIASES: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "utf8": "utf-8"}
_SAMPLE: Final = 1 << 20
#: A larger share of bytes that cannot be decoded, or of control characters, and it is no text.
TOLERATED: Final = 0.01
#: What stands for bytes that cannot be decoded; and U+FFFD, which a program before this one wrote for what it lost.
_LOST = re.compile("[\ud800-\udfff]+|\ufffd")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was in, a mark for each place where characters were lost, and how many bytes these had."""

    text: str
    encoding: str
    flags: tuple[Change, ...] = ()
    lost: int = 0

    @property
    def controls(self) -> float:
        """The share of control characters in the text: in bytes that are no text they are many."""
        return len(_CONTROL.findall(self.text)) / max(1, len(self.text))


@cache
def _common() -> frozenset[str]:
    """The characters that a Chinese text is made of: the first levels of GB 2312 and Big5, and full-width marks."""
    trails = range(0xA1, 0xFF)
    simplified = (bytes((lead, trail)).decode("gb2312", "ignore") for lead in range(0xB0, 0xD8) for trail in trails)
    trails_big5 = (*range(0x40, 0x7F), *trails)
    traditional = (bytes((lead, trail)).decode("big5", "ignore") for lead in range(0xA4, 0xC7) for trail in trails_big5)
    marks = "　、。·—…‘’“”〔〕〈〉《》「」『』【】！（），．：；？～％〇①②③④⑤⑥⑦⑧⑨⑩●■◆★０１２３４５６７８９"
    return frozenset("".join((*simplified, *traditional, marks)))


def _plausible(text: str) -> float:
    """How much of a text beyond ASCII is what a Chinese text is made of, 0 to 1.

    >>> _plausible("会议强调，要抓好落实。"), _plausible("区会议".encode().decode("gb18030", "replace"))
    (1.0, 0.4)
    """
    counts = Counter(text)
    beyond = sum(n for c, n in counts.items() if c > "\x7f")
    return sum(n for c, n in counts.items() if c in _common()) / beyond if beyond else 0.0


def _sample(data: bytes) -> bytes:
    """The part of the bytes where text beyond ASCII begins; at an even place, so that UTF-16 stays in step."""
    first = next((m.start() for m in re.finditer(rb"[\x80-\xff]", data)), 0) & ~1
    return data[first : first + _SAMPLE]


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data, 0, 4096)
    name = found[1].decode("ascii").lower() if found else ""
    try:
        return codecs.lookup(_ALIASES.get(name, name)).name if name else ""
    except LookupError:
        return ""


def _scores(sample: bytes) -> Iterator[tuple[float, str]]:
    for name in _CANDIDATES:
        yield _plausible(codecs.getincrementaldecoder(name)("replace").decode(sample)), name


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _tell(data: bytes) -> str:
    """The encoding of bytes that carry no mark."""
    if b"\0" not in data[:_SAMPLE] and _decodes(data, "utf-8"):
        return "utf-8"
    sample = _sample(data)
    best, name = max(_scores(sample), key=lambda scored: scored[0])
    declared = _declared(data)
    if declared and declared != name and _decodes(data, declared) and best < 0.9:
        return declared
    if best >= 0.5:
        return name
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 20 * min(even, odd):  # the upper halves of ASCII characters
        return "utf-16-be" if even > odd else "utf-16-le"
    guess = from_bytes(sample).best()
    return guess.encoding if guess and _decodes(data, guess.encoding) else name


def _losses(text: str, data: bytes, encoding: str) -> Iterator[tuple[re.Match[str], bytes, str]]:
    """Each stretch of lost characters, with its bytes, none where it was lost before this program, and a note."""
    at = offset = 0
    for lost in _LOST.finditer(text):
        offset += len(text[at : lost.start()].encode(encoding, "replace"))
        at = lost.end()
        if lost[0] == "\ufffd":
            yield lost, b"", "lost before the file was received"
            offset += len(lost[0].encode(encoding, "replace"))
        else:
            size = len(lost[0]) * (2 if encoding.startswith("utf-16") else 1)
            values = data[offset : offset + size]
            yield lost, values, f"bytes {values[:20].hex(' ').upper()} at byte {offset} are no {encoding}"
            offset += size


def _lenient(data: bytes, encoding: str) -> str:
    """The text, with surrogates where bytes cannot be decoded."""
    if not encoding.startswith("utf-16"):
        return data.decode(encoding, "surrogateescape")
    whole = len(data) & ~1
    return data[:whole].decode(encoding, "surrogatepass") + "".join(chr(0xDC00 + b) for b in data[whole:])


def decode(data: bytes) -> Decoded:
    r"""The text of a file. What cannot be decoded becomes one U+FFFD for each stretch of bytes.

    >>> decode("公报".encode("gb18030")), decode("公报".encode("utf-8-sig")).encoding
    (Decoded(text='公报', encoding='gb18030', flags=(), lost=0), 'utf-8')
    >>> [(c.span.start, c.note) for c in decode("第一百一十一次会议".encode() + b"\xff\n").flags]
    [(9, 'bytes FF at byte 27 are no utf-8')]
    """
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    encoding = encoding or _tell(data)
    text = _lenient(data, encoding)
    flags, shift, size = [], 0, 0
    start = 1 if mark else 0
    for lost, values, note in _losses(text, data, encoding):
        at = lost.start() - shift - start
        flags.append(Change("undecodable", Span(at, at + 1), "\ufffd", "\ufffd", note=note))
        shift, size = shift + len(lost[0]) - 1, size + len(values)
    return Decoded(_LOST.sub("\ufffd", text)[start:], encoding, tuple(flags), size)
