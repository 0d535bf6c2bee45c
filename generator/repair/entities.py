"""Character references: `&nbsp;`, `&#12288;`, `&amp;ldquo;`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import Final

from generator.model import Change
from generator.repair.rule import substitution

#: Those that are read without their semicolon as well, where neither a letter nor `=` (an address) follows.
_BARE = "nbsp|lt|gt|amp|quot|ldquo|rdquo|lsquo|rsquo|emsp|ensp|middot|hellip|mdash|times|copy|#\\d{2,6}"
#: Those that are read with a blank in them as well, as translating programs leave them.
_TORN = "nbsp|ldquo|rdquo|lsquo|rsquo|emsp|ensp|middot|hellip|mdash|amp|quot"
_REFERENCE = re.compile(
    rf"&(?:amp;)*(?: (?P<torn>{_TORN}) ?;|(?P<bare>{_BARE})(?![\w=;])"
    r"|(?P<name>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?<=[一-鿿，。；：！？“”])(?P<headless>(?:(?:{_TORN});)+)"
)
#: A reference whose name a filter ate; a document where it did so has many.
_EATEN: Final = "&;"
_MANY: Final = 3


def find_entities(value: str) -> Iterator[Change]:
    """References that stand for a character, also those encoded more than once or left without a semicolon.

    >>> [(c.before, c.after) for c in find_entities("&ldquo;外&amp;quot; &#x4f1a;&nbsp")]
    [('&ldquo;', '“'), ('&amp;quot;', '"'), ('&#x4f1a;', '会'), ('&nbsp', '\\xa0')]
    >>> list(find_entities("R&D AT&T; ?a=1&copy=2&lt=3 &unknown;"))
    []
    """
    if value.count(_EATEN) >= _MANY:
        for match in re.finditer(_EATEN, value):
            yield substitution("entity", match, " ", certainty="inferred", note="失去名字的空格")
    for match in _REFERENCE.finditer(value):
        if match["headless"]:
            after = unescape("".join(f"&{name};" for name in match[0].split(";") if name))
            yield substitution("entity", match, after, certainty="inferred", note="失去“&”的字符实体")
            continue
        name = match["name"] or match["bare"] or match["torn"]
        if name.isupper() and f"{name};" not in html5:
            name = name.lower()
        if name[0] == "#" or f"{name};" in html5:
            yield substitution("entity", match, unescape(f"&{name};").replace("\r", "\n"))
