"""Where a text leads one to expect a person's name, and the names that stand there.

Everything here works on folded text. `Spots` are the places, found once for each text; `mentions` reads the names there, which may be
done again when more names are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import rjieba

from generator.data import offices, surnames
from generator.data.places import lookup
from generator.describe.names import (
    can_be_name,
    doubt,
    follows,
    is_common,
    is_famous,
    is_word,
    merit,
    name_at,
    split_names,
    surname,
    weigh,
)
from generator.describe.passage import BLANK, HAN, any_of

_WORDS: Final = offices()
#: Offices of one person; the other words before names (居民, 代表, 专家) also stand before much else.
_OFFICE_ENDS: Final = ("书记", "支书", "长官", "大臣", "长", "任", "席", "理", "主委", "政委", "总裁", "司令")
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

EDGE: Final = rf"(?:^|(?<=[，。；：！？“”‘’「」（）、…—{BLANK[1:-1]}]))"
FAMILY: Final = "[" + "".join(sorted(surnames().single)) + "]"
_OFFICE: Final = re.compile(
    rf"({any_of((*_WORDS.before_name, *_WORDS.list_openers))})(：?{BLANK}*)(?={FAMILY}|[{HAN}]{{1,8}}[·•])"
)
_APPOINTED: Final = re.compile(
    rf"(?:任命|免去|提名|聘任|追授|授予|推选|补选|接受|关于)(?={FAMILY}[{HAN}]{{1,3}}(?:同志|为|的|、|等|任))"
)
_SPEAKS: Final = re.compile(
    rf"(?:{EDGE}|(?<=的))(?={FAMILY}[{HAN}]{{1,3}}?"
    rf"(?:{_DEEDS}|(?:在|到|赴|来到|深入|前往)[^，。；：！？]{{1,40}}?(?:{_SAYING})"
    rf"|要求|部署|说|称|一行|同志|等(?:\d+[名位人]|人|同志)|{_IS}))"
)
#: 水利局的施秀英， and what is said of a person's life
_SETTLED: Final = re.compile(
    rf"(?<=[局委办部院校厅府社司站所队村镇乡]的)(?={FAMILY}[{HAN}]{{2}}(?:[、，。和与也]|以及))"
    rf"|(?:{EDGE}|(?<=的))(?={FAMILY}[{HAN}]{{2}}(?:{_LIVES}))"
)
_LABELLED: Final = re.compile(
    rf"{BLANK}*(?P<label>[{HAN}{BLANK[1:-1]}]{{2,14}})：{BLANK}*(?P<names>[{HAN}·、，{BLANK[1:-1]}]{{2,200}})"
)
_MAKERS: Final = frozenset((*_WORDS.byline, *_WORDS.credit))
_DESCRIBED: Final = re.compile(rf"(?:^|(?<=[，。；、：\s\d.．]))(?P<name>[{HAN}]{{2,4}})，(?:男|女)(?=[，、。])")
_ITEM: Final = rf"{FAMILY}[{HAN}]{{1,3}}?"
#: 肖炜、韩凤城、谷长征等县领导出席; 两人：许晴、徐仁标。
_LISTED: Final = re.compile(
    rf"{EDGE}(?<!、)(?P<list>{_ITEM}(?:、{BLANK}?{_ITEM}){{1,200}})(?=$|等|[。；]|[\d两三四五六七八九十]+[位名人]|{any_of(_WORDS.list_closers)}|[和及与]{FAMILY})"
)
_TITLED: Final = re.compile(
    any_of(
        [w for w in (*_WORDS.before_name, *_WORDS.after_name) if w.endswith(_OFFICE_ENDS)]
        + ["同志", "先生", "女士", "院士", "烈士", "老人", "大爷", "大妈", "奶奶", "爷爷", "阿姨", "夫妇", "同学"]
    )
)
_BEFORE_TITLE: Final = "的以和与及同向对由据经将把被是请让为在像跟给受随按照彻听看了"
_BODY_ENDS: Final = "局府院厅部委处校司"
_ASIDE: Final = re.compile(r"（[^（）]{0,40}）")
_AFTER_COMMA: Final = re.compile(f"，(?P<name>{FAMILY}[{HAN}]{{1,2}})(?=[，、])")
_JOIN: Final = re.compile(rf"、{BLANK}?|[和及与]|{BLANK}+")
_PADDED: Final = re.compile(rf"{FAMILY}{BLANK}+[{HAN}](?![{HAN}])")
_BETWEEN: Final = re.compile(f"[{HAN}]{{2,3}}(?=、)")
#: How villages are called: 李家庄, 王村. Names of people rarely end so.
_VILLAGE: Final = "庄村屯营寨湾沟店坊桥镇乡里"

#: Rules that expect a name where as well a word may stand.
_UNSURE: Final = ("name and deed", "person and name")
#: Start, end and the rule that found it.
Mention = tuple[int, int, str]


def plain(name: str) -> str:
    """A name without the blank that pads it: 杨 森."""
    return re.sub(BLANK, "", name)


@dataclass(frozen=True)
class Spots:
    """Where a name may begin (offset, rule, weight that it must have), where one stands, and where a title ends one."""

    leads: tuple[tuple[int, str, float], ...]
    names: tuple[Mention, ...]
    titles: tuple[re.Match[str], ...]

    @classmethod
    def of(cls, text: str) -> Spots:
        return cls(tuple(sorted(_leads(text))), tuple(sorted(_names(text))), tuple(_TITLED.finditer(text)))


def mentions(text: str, spots: Spots, known: frozenset[str]) -> Iterator[Mention]:
    """(start, end, rule) of each name that its surroundings show. `known` names need less to be recognised."""
    read = 0  # lists are read once, though each name in them may be a lead as well
    for start, rule, need in spots.leads:
        for a, b in _from_lead(text, start, rule, need, known, start >= read):
            yield a, b, rule
            read = max(read, b)
            if text[a - 1 : a] in ("和", "与", "、") and (span := _name_before(text, a - 1, known)):  # 张建宗和|聂德权
                yield *span, "list of people"
    for a, b, rule in spots.names:
        yield a, b, rule
        for c, d in list_after(text, b, known) if a >= read else ():
            yield c, d, "list of people"
            read = d
    for title in spots.titles:
        if span := _before_title(text, title, known):
            yield *span, "name before a title"


def _leads(text: str) -> Iterator[tuple[int, str, float]]:
    for match in _OFFICE.finditer(text):
        word, strong = match[1], match[1].endswith(_OFFICE_ENDS)
        if not match[2] and rjieba.has_word(word + text[match.end()]):  # 指挥|部
            continue
        if word in _WORDS.list_openers:
            yield match.end(), "list of people", 3 if word in _VAGUE_OPENERS else 2
        elif strong or not match[2] or "：" in match[2]:
            yield match.end(), "office and name" if strong else "person and name", 0.5
    for match in _APPOINTED.finditer(text):
        yield match.end(), "appointment", 0.5
    for match in _SPEAKS.finditer(text):
        yield match.start(), "name and deed", 1
    for match in _LISTED.finditer(text):
        if _all_names(match["list"].split("、")):
            yield match.start("list"), "list of people", 2


def _names(text: str) -> Iterator[Mention]:
    """Names whose length is settled where they stand."""
    for match in _SETTLED.finditer(text):
        end = match.start() + 3
        if plain_name(text[match.start() : end], text[end : end + 1]):
            yield match.start(), end, "name and deed"
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
        or name[-1] in _VILLAGE
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
        and not any(lookup(n) or n[-1] in _VILLAGE for n in names)
    )


def _from_lead(
    text: str, start: int, rule: str, need: float, known: frozenset[str], listed: bool
) -> Iterator[tuple[int, int]]:
    """The name that begins at a lead and, if `listed`, those that follow it in its list."""
    end, weight = name_at(text, start, known)
    padded = _PADDED.match(text, start)
    if padded and can_be_name(plain(padded[0])):
        end, weight = padded.end(), 3
    name = text[start:end]
    if weight < need or (
        rule in ("name and deed", "person and name") and name not in known and not _unmistaken(text, start, end, rule)
    ):
        return
    yield start, end
    if listed:
        yield from list_after(text, end, known)


def _unmistaken(text: str, start: int, end: int, rule: str) -> bool:
    """Whether a name that no office shows is more than a word: neither in the dictionary nor a place, and well followed."""
    name = text[start:end]
    if is_famous(name):
        return True
    if rjieba.has_word(name) or is_word(name) or lookup(name):
        return False
    if rule == "person and name":
        return not is_word(name[:2]) and (
            follows(text, end) > 0 or (len(name) == 3 and plain_name(name, text[end : end + 1]))
        )
    if weigh(text, start, end, frozenset()) < 1:
        return plain_name(name, text[end : end + 1])
    if text[start - 1 : start] == "的" and len(name) < 3:
        return False
    doubtful = len(name) == 2 and name[0] in surnames().common_words
    return name[-1] not in _VILLAGE and weigh(text, start, end, frozenset()) >= (2.5 if doubtful else 1)


def list_after(text: str, end: int, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The names that follow one in a list: 、储良、孙大庆（常委）和李洋."""
    while True:
        if aside := _ASIDE.match(text, end):
            end = aside.end()
        if comma := _AFTER_COMMA.match(text, end):  # 副县长孙菁菁，黄旺，吕振，
            if not can_be_name(comma["name"]) or rjieba.has_word(comma["name"]) or is_word(comma["name"]):
                return
            yield comma.span("name")
            end = comma.end("name")
            continue
        join = _JOIN.match(text, end)
        if not join:
            return
        start = join.end()
        stop, weight = name_at(text, start, known)
        if weight < (3 if join[0][0] != "、" else 0.5 if follows(text, stop) else 1):
            stop = _between_names(text, start, known)
            if stop == start:
                return
        yield start, stop
        end = stop


def _between_names(text: str, start: int, known: frozenset[str]) -> int:
    """The end of an item between names that looks like a word (高峰) or has an unlisted surname; `start` when none is there."""
    match = _BETWEEN.match(text, start)
    if not match or name_at(text, match.end() + 1, known)[1] < 2:
        return start
    return match.end() if can_be_name(match[0]) or not rjieba.has_word(match[0]) else start


def _before_title(text: str, title: re.Match[str], known: frozenset[str]) -> tuple[int, int] | None:
    """Where the name stands that a title follows: 习近平|总书记, 俞岳|老人, 黃珊珊|副市長."""
    end = title.start()
    if title[0].endswith(_OFFICE_ENDS) and name_at(text, title.end(), known)[1] >= 1:
        return None  # the title is that of the name behind it
    sizes = (3,) if title[0].endswith(_OFFICE_ENDS) and not title[0].startswith("总") else (3, 2, 4)
    return _name_before(text, end, known, sizes, 0.9 if title[0].endswith(_OFFICE_ENDS) else 0.4)


def _name_before(
    text: str, end: int, known: frozenset[str], sizes: tuple[int, ...] = (3, 2), weight: float = 0.9
) -> tuple[int, int] | None:
    """The likeliest name that ends at `end`, if it has more than the given weight."""
    best = 0
    for size in sizes:
        if size <= end and (w := _weigh_back(text, end - size, end, known)) > weight:
            best, weight = size, w
    return (end - best, end) if best else None


def _weigh_back(text: str, start: int, end: int, known: frozenset[str]) -> float:
    """How much speaks for a name that ends before a title: what stands to its left, and the name itself."""
    name = text[start:end]
    if not can_be_name(name):
        return -9
    if name in known:
        return 3
    if is_word(name) or lookup(name):
        return -9
    score, left = 0.0, text[start - 1 : start]
    if not re.match(f"[{HAN}]", left):
        score += 2
    elif left in _BEFORE_TITLE:
        score += 1
    elif left in _BODY_ENDS:
        score += 2
    elif len(rjieba.cut(text[max(0, start - 6) : start], False)[-1]) > 1:
        score += 1.5 if plain_name(name, text[end : end + 1]) else 0.5
    if rjieba.has_word(left + name[0]):  # 部门|负责|同志
        score -= 2
    return score + merit(name, 3, name in known) - doubt(name, text[end : end + 1])
