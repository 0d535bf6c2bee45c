"""What only the page needed: page numbers and ornamental rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Change, Span

_PAGE_NUMBER = re.compile(
    r"[—–\-·•~～\s]*(?:第\s*)?\d{1,4}\s*(?:[页頁](?:\s*[,，/]?\s*共\s*\d{1,4}\s*[页頁])?|/\s*\d{1,4})?[—–\-·•~～\s]*"
)
_DASHED = re.compile(r"[—–\-·•~～]\s*\d{1,4}\s*[—–\-·•~～]|第\s*\d{1,4}\s*[页頁].*|\d{1,4}\s*/\s*\d{1,4}")
_ORNAMENT = re.compile(r"[*=_~～·•…—–\-\s#◆◇■□●○★☆]{3,}")


def find_furniture(value: str) -> Iterator[Change]:
    """Lines that hold a page number or an ornament and nothing else. A bare number is left: it may belong to a table.

    >>> [c.before for c in find_furniture("正文。\\n— 3 —\\n* * *\\n2020\\n第 2 页 共 5 页")]
    ['— 3 —\\n', '* * *\\n', '\\n第 2 页 共 5 页']
    """
    at, gone = 0, 0  # `gone`: how far the last change reaches
    for line in value.split("\n"):
        end = at + len(line)
        if 2 < len(line) < 60:
            page = _DASHED.fullmatch(line) and _PAGE_NUMBER.fullmatch(line)
            if page or _ORNAMENT.fullmatch(line):
                stop = min(end + 1, len(value))
                start = at if stop > end else max(at - 1, gone)  # the last line takes the break before it
                note = "page number" if page else "ornament"
                yield Change("furniture", Span(start, stop), value[start:stop], "", "inferred", note)
                gone = stop
        at = end + 1
