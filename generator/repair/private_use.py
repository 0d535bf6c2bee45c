"""Characters of the private-use area: what the tables of GB 18030, Hong Kong and two fonts say they were.

GBK had no standard place in Unicode for some of its characters and put them here; standards have named most of them since. The
same code points mean other characters in Hong Kong, so that table is asked in Traditional documents that speak of Hong Kong
alone. Everything else only its own font could show: it stays, marked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from typing import Final

from generator.data.script import traditional_share
from generator.model import Change, Span

RULE: Final = "private-use"
_ANY: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]+|[\U000f0000-\U0010fffd]+")
#: Named by GB 18030-2005 and -2022 after GBK and GB 18030-2000: code point = the character.
_NAMED: Final = {
    **dict(zip("\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796", "，。、：；！？〖〗…", strict=True)),
    **dict(zip("\ue816\ue817\ue818\ue831\ue83b\ue855", "𠂇𠂉𠃌𡗗𢦏𤇾", strict=True)),
    **dict(zip("\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864", "龴龵龶龷龸龹龺龻", strict=True)),
    "\ue5e5": "\u3000",
}
#: Bullets of the fonts Symbol and Wingdings, as word processors write them.
_BULLETS: Final = str.maketrans("\uf0b7\uf06c\uf06e\uf0a7\uf0d8\uf0fc", "•●■▪➢✓")
_BULLET: Final = re.compile(
    "(?<![^\n])([ \t\u3000\ue5e5]*)([\uf0b7\uf06c\uf06e\uf0a7\uf0d8\uf0fc])(?=[ \t\u3000\xa0\ue5e5]|[一-鿿“《（(])"
)
_HONG_KONG: Final = re.compile("香港|港府|九龍|新界")


def _gbk_rows() -> Iterator[tuple[str, str]]:
    """The last row of GBK: 80 characters from U+E815, most of which GB 18030-2000 found in Unicode."""
    codes = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    for at, trail in enumerate(codes):
        known = bytes((0xFE, trail)).decode("gb18030")
        if unicodedata.category(known) != "Co":
            yield chr(0xE815 + at), known


_GB: Final = {**dict(_gbk_rows()), **_NAMED}


#: Where Windows put the characters of Big5 that a user defines: first and last lead byte, first trail byte, first code point.
_BIG5_ROWS: Final = ((0xFA, 0xFE, 0xE000), (0x8E, 0xA0, 0xE311), (0x81, 0x8D, 0xEEB8))
_ROW: Final = 157


def _hong_kong(character: str) -> str:
    """The Han character that Hong Kong's supplement has at the Big5 code of a private one; nothing if it has none."""
    for first, last, start in _BIG5_ROWS:
        row, cell = divmod(ord(character) - start, _ROW)
        if 0 <= row <= last - first:
            code = bytes((first + row, cell + (0x40 if cell < 0x3F else 0x62)))
            known = code.decode("big5hkscs", "ignore")
            return known if known.isalpha() and len(known) == 1 else ""
    return ""


def _known(value: str, at: int, hong_kong: bool, bullets: Set[int]) -> Change | None:
    c, span = value[at], Span(at, at + 1)
    if at in bullets:
        return Change(RULE, span, c, c.translate(_BULLETS), "inferred", "文字处理软件的项目符号")
    if hong_kong and _hong_kong(c):
        return Change(RULE, span, c, _hong_kong(c), "inferred", "按香港增补字符集")
    return Change(RULE, span, c, _GB[c]) if c in _GB else None


def find_private(value: str) -> Iterator[Change]:
    r"""Private characters with what they were; those that no table names are marked, a run at a time.

    >>> [(c.before, c.after) for c in find_private("\ue5e5朱\ue863\ue78d\uf8f8\uf8f9")]
    [('\ue5e5', '\u3000'), ('\ue863', '䶮'), ('\ue78d', '，'), ('\uf8f8\uf8f9', '\uf8f8\uf8f9')]
    """
    if not _ANY.search(value):
        return
    runs = list(_PRIVATE.finditer(value))
    hong_kong = bool(_HONG_KONG.search(value)) and traditional_share(value) > 0.5
    bullets = {m.start(2) for m in _BULLET.finditer(value)}
    for match in runs:
        unknown = match.start()
        for at in range(match.start(), match.end() + 1):
            change = _known(value, at, hong_kong, bullets) if at < match.end() else None
            if change is None and at < match.end():
                continue
            if unknown < at:
                left = value[unknown:at]
                yield Change(RULE, Span(unknown, at), left, left, "inferred", "私用区字符，只有原字体能显示")
            if change:
                yield change
            unknown = at + 1
