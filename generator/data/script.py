"""Traditional and Simplified script, one character at a time.

The table comes from the dictionaries that opencc-python-reimplemented ships, with the printed variants that they
leave out. It is for comparing and for finding: whole words are converted by `generator.repair.script`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

from generator.model import Script

#: What OpenCC leaves out of the print of Hong Kong, Macau, Taiwan and older times, each before its Simplified form.
_PRINT: Final = """
衞卫 枱台 粧妆 糭粽 敍叙 簷檐 痺痹 睪睾 鬪斗 鬬斗 鬭斗 囘回 廻回 兎兔 脗吻 吿告 呪咒 堦阶 塲场 壻婿 寃冤 寕宁
尅克 幷并 倂并 竝并 徧遍 戞戛 擕携 昻昂 曡叠 栢柏 槀槁 濶阔 爕燮 牋笺 獘弊 畧略 癎痫 皷鼓 盇盍 硏研 秊年 稾稿
緖绪 纎纤 罸罚 羙美 聨联 肻肯 菓果 蔴麻 蕋蕊 襃褒 覔觅 覩睹 譌讹 貎貌 賛赞 趂趁 躭耽 逹达 郞郎 酧酬 鐡铁 閙闹
隣邻 騐验 髙高 鵞鹅 戯戏 歴历 関关 揹背 擡抬 伕夫 牠它 暱昵
"""
#: Characters for which OpenCC prefers the rarer reading.
_COMMONER: Final = "瞭了 衹只 祇只"


def read_dictionary(name: str) -> dict[str, list[str]]:
    """One of OpenCC's dictionaries: what each entry may become, the likeliest first.

    >>> read_dictionary("TSCharacters")["乾"]
    ['干', '乾']
    """
    lines = files("opencc").joinpath("dictionary", f"{name}.txt").read_text("utf-8").splitlines()
    return {key: values.split() for key, _, values in (line.partition("\t") for line in lines)}


def _pairs(pairs: str) -> dict[int, int]:
    return {ord(pair[0]): ord(pair[1]) for pair in pairs.split()}


def _table() -> dict[int, int]:
    """Leaves out what Simplified script writes beyond the first plane: lengths in UTF-16 must stay as well."""
    first = {ord(key): ord(values[0]) for key, values in read_dictionary("TSCharacters").items()}
    first |= VARIANTS | _pairs(_COMMONER)
    return {key: value for key, value in first.items() if key != value and (key > 0xFFFF or value <= 0xFFFF)}


#: Code point of a variant that OpenCC does not know = code point of the Simplified character.
VARIANTS: Final = _pairs(_PRINT)
#: Code point of a Traditional character = code point of the Simplified one.
TO_SIMPLIFIED: Final = _table()
#: The same, characters instead of code points.
SIMPLE: Final = {chr(key): chr(value) for key, value in TO_SIMPLIFIED.items()}
#: Most text has none of them, and looking for one takes a twentieth of the time that translating does.
#: A set of characters is quick to look for as long as all are of the first plane, and a list to translate by.
_CHANGED: Final = re.compile(f"[{''.join(chr(c) for c in TO_SIMPLIFIED if c <= 0xFFFF)}]")
_FIRST_PLANE: Final = [TO_SIMPLIFIED.get(code, code) for code in range(0x10000)]
_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")


@cache
def telling() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that only Traditional script has, and those that only Simplified script has."""
    to_simplified, to_traditional = read_dictionary("TSCharacters"), read_dictionary("STCharacters")
    traditional = {t for t, simple in to_simplified.items() if t not in simple and t not in to_traditional}
    simplified = {s for s, forms in to_traditional.items() if s not in forms and s not in to_simplified}
    return frozenset(traditional), frozenset(simplified)


@cache
def _runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Runs of each, of the first plane."""
    traditional, simplified = ("".join(c for c in characters if ord(c) <= 0xFFFF) for characters in telling())
    return re.compile(f"[{traditional}]+"), re.compile(f"[{simplified}]+")


def fold_script(text: str) -> str:
    """The text in Simplified characters. The length stays: what is found at an offset stands there in the text itself.

    >>> fold_script("區衞健局召開會議，聽取匯報")
    '区卫健局召开会议，听取汇报'
    """
    if len(text) == 1:
        return SIMPLE.get(text, text)
    if _BEYOND.search(text):
        return text.translate(TO_SIMPLIFIED)
    return text.translate(_FIRST_PLANE) if _CHANGED.search(text) else text


def traditional_share(text: str) -> float:
    """Of the characters that belong to one script alone, the share that is Traditional; 0.0 when there is none.

    >>> traditional_share("我區召开会议")
    0.25
    """
    if _BEYOND.search(text):
        t, s = (sum(map(characters.__contains__, text)) for characters in telling())
    else:
        traditional, simplified = _runs()
        t = sum(map(len, traditional.findall(text)))
        s = sum(map(len, simplified.findall(text))) if t else 0
    return t / (t + s) if t else 0.0


def tell_script(text: str) -> Script:
    """The script that a text is written in. A text without any telling character counts as Simplified.

    >>> tell_script("領導小組召開會議"), tell_script("领导小组召开会议"), tell_script("乾隆著名"), tell_script("")
    ('Hant', 'Hans', 'Hans', 'Hans')
    """
    return "Hant" if traditional_share(text) > 0.5 else "Hans"
