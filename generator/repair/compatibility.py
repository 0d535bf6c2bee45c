"""Characters that only look like those a writer meant: radicals, compatibility ideographs, marks for vertical print.

PDF fonts give ⼀ for 一 and ⻓ for 长; vertical print has ︐ for ，. Each stands for one character, so nothing is guessed but
whether the radical itself was meant. Signs that readers expect (①, ㈠, ℃, ㎡) stay, and so do half-width katakana.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from generator.model import Change, Span

#: Radicals of the supplement that are whole characters too, each before the unified one (Unicode, EquivalentUnifiedIdeograph).
_SUPPLEMENT: Final = (
    "⺄乙 ⺈刀 ⺊卜 ⺓幺 ⺒巳 ⺝月 ⺟母 ⺠民 ⺧牛 ⺩王 ⺬示 ⺮竹 ⺶羊 ⺼肉 ⻁虎 ⻄西 ⻅见"
    " ⻆角 ⻉贝 ⻋车 ⻑長 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风"
    " ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟"
)
#: Marks turned for vertical print, and small ones, each before the mark of horizontal print.
_MARKS: Final = (
    "︐， ︑、 ︒。 ︓： ︔； ︕！ ︖？ ︗〖 ︘〗 ︙… ︱— ︵（ ︶） ︷｛ ︸｝ ︹〔 ︺〕 "
    "︻【 ︼】 ︽《 ︾》 ︿〈 ﹀〉 ﹁「 ﹂」 ﹃『 ﹄』 ﹇［ ﹈］"
    " ﹐， ﹑、 ﹔； ﹕： ﹖？ ﹗！ ﹙（ ﹚） ﹝〔 ﹞〕"
)
#: A two dot leader, which Hong Kong's typists used for a colon.
_LEADER: Final = "︰"


def _table() -> dict[str, str]:
    ideographs = (chr(c) for c in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)))
    unified = {c: unicodedata.normalize("NFKC", c) for c in ideographs}
    pairs = {pair[0]: pair[1] for pair in f"{_SUPPLEMENT} {_MARKS}".split()}
    return {c: after for c, after in unified.items() if c != after} | pairs | {_LEADER: "："}


_TABLE: Final = _table()
_HAN: Final = "㐀-䶿一-鿿〇\uf900-\ufaff\U00020000-\U0003ffff"
_LOOKALIKE: Final = re.compile("(?P<radical>[⺀-⻳⼀-⿕])|(?P<mark>[︐-︙︰-﹞])|[\uf900-\ufad9\U0002f800-\U0002fa1d]")
_ANY: Final = re.compile("[⺀-⻳⼀-⿕︐-︙︰-﹞\uf900-\ufad9\U0002f800-\U0002fa1d]")
#: What makes a line Chinese: a Han character, or radicals that stand together as such.
_CHINESE: Final = re.compile(rf"[{_HAN}]|[⺀-⿕]{{2}}")
#: What a mark stands beside in writing, but not in a face made of signs.
_BESIDE: Final = re.compile(rf"[{_HAN}⺀-⿕\dA-Za-z，。、：；！？“”‘’（）《》「」『』︐-﹞]")
_QUOTED: Final = ("“”", "‘’", "「」", "『』", "﹁﹂", "﹃﹄", '""')


def _stays(line: str, match: re.Match[str]) -> bool:
    """Whether it is a radical that is spoken of, or a mark that is none."""
    before, after = line[max(0, match.start() - 1) : match.start()], line[match.end() : match.end() + 1]
    if match["radical"]:
        return before + after in _QUOTED
    return bool(match["mark"]) and not (_BESIDE.match(before) or _BESIDE.match(after))


def find_compatibility(value: str) -> Iterator[Change]:
    """Look-alikes inside Chinese, each to become the one character that it stands for.

    >>> [(c.before, c.after) for c in find_compatibility("⼀、⻓期坚持︐\\uf914觀︵党组︶㈠①℃")]
    [('⼀', '一'), ('⻓', '长'), ('︐', '，'), ('\\uf914', '樂'), ('︵', '（'), ('︶', '）')]
    >>> list(find_compatibility("部首“⽔”，(╯︵╰)"))
    []
    """
    at = 0
    for line in value.split("\n") if _ANY.search(value) else ():
        found = list(_LOOKALIKE.finditer(line))
        for match in found if found and _CHINESE.search(line) else ():
            after = _TABLE.get(match[0])
            if after and not _stays(line, match):
                leader = match[0] == _LEADER
                yield Change(
                    "compatibility",
                    Span(at + match.start(), at + match.end()),
                    match[0],
                    after,
                    "inferred" if leader else "proved",
                    "竖排点号，作冒号" if leader else "",
                )
        at += len(line) + 1
