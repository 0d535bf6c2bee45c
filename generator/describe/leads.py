"""Where a text leads one to expect a person's name.

Everything here works on folded text. `Spots` are the places, found once for each text; `mentions.py` reads the names there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import rjieba

from generator.data import offices, surnames
from generator.data.places import lookup
from generator.describe.names import can_be_name, is_common, is_famous, is_word, split_names, surname
from generator.describe.passage import BLANK, HAN, any_of

_WORDS: Final = offices()
#: Offices of one person; the other words before names (居民, 代表, 专家) also stand before much else.
OFFICE_ENDS: Final = ("书记", "支书", "长官", "大臣", "长", "任", "席", "理", "主委", "政委", "总裁", "司令")
_VAGUE_OPENERS: Final = frozenset(("由", "会议由", "出席"))
#: Of the words that follow names, those that follow anything.
_NO_DEEDS: Final = frozenset(
    (
        "先后",
        "实地",
        "现场",
        "深入",
        "分别",
        "一同",
        "共同",
        "结合",
        "围绕",
        "作专题",
        "要求",
        "参与",
        "建议",
        "希望",
        "安排",
    )
) | frozenset(("部署", "充分肯定", "高度评价", "通报", "解释"))
_DEEDS: Final = any_of(w for w in _WORDS.verbs_after_name if len(w) > 1 and w not in _NO_DEEDS)
_SAYING: Final = "指出|强调|说|要求|表示|讲话|致辞|调研|检查|视察|考察|慰问|走访|督导|指导|看望|宣讲|讲党课|主持|参加"
#: Of a person's life: said of names of three characters only.
_LIVES: Final = (
    "成为|率先|来自|毕业|出生|从事|创办|返乡|分享|会晤|会面|抵达|返港|离港|离京|探访|续指|笑言|直言|感叹|接过|发现|觉得|决定|坚持"
    "|走到|走进|回到|拿出|沉思|通报|解释|部署|安排|建议|希望|参与"
)
_IS: Final = r"[既也还就]?是[^，。]{0,24}?(?:[一位名个]|党员|社区|志愿者)"

#: Characters that a clause begins behind, and those that may stand between a clause's beginning and a name in it.
_MARKS: Final = f"，。；：！？“”‘’「」（）、…—{BLANK[1:-1]}"
_JOINTS: Final = "和与及由"
FAMILY: Final = "[" + "".join(sorted(surnames().single)) + "]"
_BEGINS: Final = re.compile(f"[{_MARKS}{_JOINTS}的](?={FAMILY})")
_FIRST: Final = re.compile(FAMILY)
_OFFICE: Final = re.compile(
    rf"({any_of((*_WORDS.before_name, *_WORDS.list_openers))})(：?{BLANK}*)(?={FAMILY}|[{HAN}]{{1,8}}[·•])"
)
_APPOINTED: Final = re.compile(
    rf"(?:任命|免去|提名|聘任|追授|授予|推选|补选|接受|关于)(?={FAMILY}[{HAN}]{{1,3}}(?:同志|为|的|、|等|任))"
)
_SPEAKS: Final = re.compile(
    rf"{FAMILY}[{HAN}]{{1,3}}?"
    rf"(?:{_DEEDS}|(?:在|到|赴|来到|深入|前往)[^，。；：！？]{{1,40}}?(?:{_SAYING})"
    rf"|要求|部署|说|称|一行|同志|等(?:\d+[名位人]|人|同志)|{_IS})"
)
#: 水利局的|施秀英， and what is said of a person's life.
_OF_BODY: Final = re.compile(f"(?<=[局委办部院校厅府社司站所队村镇乡]的){FAMILY}[{HAN}]{{2}}(?:[、，。和与也]|以及)")
_LIVED: Final = re.compile(f"{FAMILY}[{HAN}]{{2}}(?:{_LIVES})")
_LABELLED: Final = re.compile(
    rf"{BLANK}*(?P<label>[{HAN}{BLANK[1:-1]}]{{2,14}})：{BLANK}*(?P<names>[{HAN}·、，{BLANK[1:-1]}]{{2,200}})"
)
_MAKERS: Final = frozenset((*_WORDS.byline, *_WORDS.credit))
_DESCRIBED: Final = re.compile(rf"(?:^|(?<=[，。；、：\s\d.．]))(?P<name>[{HAN}]{{2,4}})，(?:男|女)(?=[，、。])")
_ITEM: Final = rf"{FAMILY}[{HAN}]{{1,3}}?"
#: 肖炜、韩凤城、谷长征等县领导出席; 两人：许晴、徐仁标。
_LISTED: Final = re.compile(
    rf"(?P<list>{_ITEM}(?:、{BLANK}?{_ITEM}){{1,200}})(?=$|等|[。；]|[\d两三四五六七八九十]+[位名人]|{any_of(_WORDS.list_closers)}|[和及与]{FAMILY})"
)
_TITLED: Final = re.compile(
    any_of(
        [w for w in (*_WORDS.before_name, *_WORDS.after_name) if w.endswith(OFFICE_ENDS)]
        + ["同志", "先生", "女士", "院士", "烈士", "老人", "大爷", "大妈", "奶奶", "爷爷", "阿姨", "夫妇", "同学"]
    )
)
#: How villages are called: 李家庄, 王村. Names of people rarely end so.
VILLAGE: Final = "庄村屯营寨湾沟店坊桥镇乡里"


#: Start, end and the rule that found it.
Mention = tuple[int, int, str]


def plain(name: str) -> str:
    """A name without the blank that pads it: 杨 森."""
    return re.sub(BLANK, "", name)


@dataclass(frozen=True)
class Spots:
    """What a text has of places for names: each found once, whatever names are known.

    `begins` are the offsets of surnames that begin a clause or follow 和; `leads` where a name may begin (offset, rule, weight that
    it must have); `names` those whose length is settled; `titles` the words that may end one.
    """

    begins: tuple[int, ...]
    leads: tuple[tuple[int, str, float], ...]
    names: tuple[Mention, ...]
    titles: tuple[re.Match[str], ...]

    @classmethod
    def of(cls, text: str) -> Spots:
        first = [0] if _FIRST.match(text) else []
        begins = [*first, *(m.end() for m in _BEGINS.finditer(text))]
        return cls(
            tuple(i for i in begins if text[i - 1] != "的" or not i),
            tuple(sorted(_leads(text, begins))),
            tuple(sorted(_names(text, begins))),
            tuple(_TITLED.finditer(text)),
        )


def _leads(text: str, begins: Sequence[int]) -> Iterator[tuple[int, str, float]]:
    for match in _OFFICE.finditer(text):
        word, strong = match[1], match[1].endswith(OFFICE_ENDS)
        if not match[2] and rjieba.has_word(word + text[match.end()]):  # 指挥|部
            continue
        if word in _WORDS.list_openers:
            yield match.end(), "list of people", 3 if word in _VAGUE_OPENERS else 2
        elif strong or not match[2] or "：" in match[2]:
            yield match.end(), "office and name" if strong else "person and name", 0.5
    for match in _APPOINTED.finditer(text):
        yield match.end(), "appointment", 0.5
    for start in begins:
        before = text[start - 1] if start else ""
        if before and before in _JOINTS:
            continue
        if _SPEAKS.match(text, start):
            yield start, "name and deed", 1
        if (
            before not in ("、", "的")
            and (listed := _LISTED.match(text, start))
            and _all_names(listed["list"].split("、"))
        ):
            yield start, "list of people", 2


def _names(text: str, begins: Sequence[int]) -> Iterator[Mention]:
    """Names whose length is settled where they stand."""
    for start in begins:
        if _OF_BODY.match(text, start) or (_LIVED.match(text, start) and (not start or text[start - 1] not in _JOINTS)):
            end = start + 3
            if plain_name(text[start:end], text[end : end + 1]):
                yield start, end, "name and deed"
    if label := _LABELLED.fullmatch(text):
        yield from _behind_label(text, label)
    for match in _DESCRIBED.finditer(text) if "，男" in text or "，女" in text else ():
        if surname(match["name"]) and not is_word(match["name"]):
            yield *match.span("name"), "name and description"


def _behind_label(text: str, label: re.Match[str]) -> Iterator[Mention]:
    """The names of a line such as 副组长：李沐阳 王岱. Those of its makers (责编：王强) are not people it is about."""
    word = plain(label["label"])
    if word in _MAKERS or not word.endswith(
        (*_WORDS.before_name, *_WORDS.list_openers, "主持", "列席", "参加", "记录")
    ):
        return
    spans = split_names(text, *label.span("names"))
    if all(can_be_name(plain(text[a:b])) for a, b in spans):
        yield from ((a, b, "names behind a label") for a, b in spans)


def plain_name(name: str, following: str) -> bool:
    """Whether three characters are a name in any surroundings: no word is in them, at their beginning or across their end."""
    if (
        len(name) != 3
        or not can_be_name(name)
        or lookup(name)
        or name[-1] in VILLAGE
        or name[-1] in surnames().seldom
        or name[0] in "和同"
    ):
        return False
    if any(map(rjieba.has_word, (name, name[:2], name + following))):
        return is_famous(name)
    return not (name[0] in surnames().common_words and is_common(name[1:]))


def _all_names(items: Sequence[str]) -> bool:
    """Whether the items of a list are names, not things: some may look like a word (高峰), none is a place."""
    names = [plain(item) for item in items]
    doubtful = sum(is_word(n) or (len(n) == 2 and rjieba.has_word(n)) for n in names)
    return (
        all(map(can_be_name, names))
        and 3 * doubtful < len(names)
        and not any(lookup(n) or n[-1] in VILLAGE for n in names)
    )
