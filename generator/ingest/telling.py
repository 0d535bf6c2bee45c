"""Telling the encoding of bytes that carry no mark: by how much of what they say is what Chinese texts are made of."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from charset_normalizer import from_bytes

#: In the order in which they win a draw.
_CANDIDATES: Final = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,80}?encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE
)
#: What a page calls its encoding, and what such pages really hold.
_ALIASES: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "utf8": "utf-8"}
_SAMPLE: Final = 1 << 20


@cache
def _common() -> frozenset[str]:
    """The characters that a Chinese text is made of: the first levels of GB 2312 and Big5, and full-width marks."""
    trails = range(0xA1, 0xFF)
    simplified = (bytes((lead, trail)).decode("gb2312", "ignore") for lead in range(0xB0, 0xD8) for trail in trails)
    trails_big5 = (*range(0x40, 0x7F), *trails)
    traditional = (bytes((lead, trail)).decode("big5", "ignore") for lead in range(0xA4, 0xC7) for trail in trails_big5)
    marks = "　、。·—…‘’“”〔〕〈〉《》「」『』【】！（），．：；？～％〇①②③④⑤⑥⑦⑧⑨⑩●■◆★０１２３４５６７８９"
    return frozenset("".join((*simplified, *traditional, marks)))


def plausible(text: str) -> float:
    """How much of a text beyond ASCII is what a Chinese text is made of, 0 to 1.

    >>> plausible("会议强调，要抓好落实。"), plausible("区会议".encode().decode("gb18030", "replace"))
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
        yield plausible(codecs.getincrementaldecoder(name)("replace").decode(sample)), name


def decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def tell(data: bytes) -> str:
    """The encoding of bytes that carry no mark."""
    if b"\0" not in data[:_SAMPLE] and decodes(data, "utf-8"):
        return "utf-8"
    sample = _sample(data)
    best, name = max(_scores(sample), key=lambda scored: scored[0])
    declared = _declared(data)
    if declared and declared != name and decodes(data, declared) and best < 0.9:
        return declared
    if best >= 0.5:
        return name
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 20 * min(even, odd):  # the upper halves of ASCII characters
        return "utf-16-be" if even > odd else "utf-16-le"
    guess = from_bytes(sample).best()
    return guess.encoding if guess and decodes(data, guess.encoding) else name
