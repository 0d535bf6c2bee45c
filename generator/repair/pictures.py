"""Words that stand for a picture and say nothing of it: the name of a file, or a line of the page over again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Change
from generator.repair.rule import substitution

_IMAGE = re.compile(r"!\[(?P<words>[^\[\]\n]+)\]\([^()\n]*\)")
_FILE = re.compile(
    r"[^。！？]{0,80}\.(?:jpe?g|png|gif|bmp|webp|tiff?)"
    r"|(?:图片|照片|插图|微信图片|截图|图像|IMG|DSC|image|photo|picture|untitled|undefined|null)[\s\d_\-.（）()]{0,40}",
    re.IGNORECASE,
)
_MARKS_AND_BLANKS = re.compile(r"#{1,6} |\*\*|\s+")


def find_pictures(value: str) -> Iterator[Change]:
    """The words of pictures that are a file's name or repeat a whole line, as systems fill them in.

    >>> [c.before for c in find_pictures("# 会议召开\\n![会议召开](1.jpg)\\n![会场](2.jpg)\\n![图片1.png](3.png)")]
    ['会议召开', '图片1.png']
    """
    lines: frozenset[str] | None = None
    for match in _IMAGE.finditer(value):
        if lines is None:
            lines = frozenset(_MARKS_AND_BLANKS.sub("", line) for line in value.split("\n"))
        if _FILE.fullmatch(match["words"].strip()) or _MARKS_AND_BLANKS.sub("", match["words"]) in lines:
            yield substitution("picture", match, "", 1)
