"""People named in headline, deck and body, without their titles.

A name is looked for only where the text leads us to expect one: behind an office (区委书记|常卫), in a list that such a name opens
(邹勇、储良、孙大庆), behind words that open a list (区领导|李新、李文起), before a verb that people do (赵磊|指出), before a title
(习近平|总书记), before 男 or 女 in a notice. Where the words around do not settle how long a name is, the same name elsewhere does.
Those who wrote the article or took its pictures are not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import rjieba

from generator.data import offices, surnames
from generator.data.places import lookup
from generator.describe.names import can_be_name, follows, is_word, name_at, surname, weigh
from generator.describe.passage import BLANK, HAN, HEADS, Passage, Reading, any_of
from generator.model import BODY, Found

_WORDS: Final = offices()
#: Offices of one person; the other words before names (居民, 代表, 专家) also stand before much else.
_OFFICE_ENDS: Final = ("书记", "长", "任", "席", "理", "主委", "政委", "总裁", "司令")
_VAGUE_OPENERS: Final = frozenset(("由", "会议由", "出席"))
_APPOINTING: Final = ("任命", "免去", "提名", "聘任", "追授", "授予", "推选", "补选", "接受", "关于")
#: What people do, as against what words like 深入 or 共同 say of anything.
_NO_DEEDS: Final = frozenset(
    "先后 实地 现场 深入 分别 一同 共同 结合 围绕 作专题 要求 参与 建议 希望 安排 部署 充分肯定 高度评价 通报 解释".split()
)
_DEEDS: Final = tuple(w for w in _WORDS.verbs_after_name if len(w) > 1 and w not in _NO_DEEDS)
_SAYING: Final = "指出|强调|说|要求|表示|讲话|致辞|调研|检查|视察|考察|慰问|走访|督导|指导|看望|宣讲|讲党课|主持|参加"

_EDGE: Final = rf"(?:^|(?<=[，。；：！？“”‘’（）、…—{BLANK[1:-1]}]))"
_FAMILY: Final = "[" + "".join(sorted(surnames().single)) + "]"
_OFFICE: Final = re.compile(rf"({any_of((*_WORDS.before_name, *_WORDS.list_openers))})(：?{BLANK}*)(?={_FAMILY})")
_APPOINTED: Final = re.compile(rf"(?:{'|'.join(_APPOINTING)})(?={_FAMILY}[{HAN}]{{1,3}}(?:同志|为|的|、|等|任))")
_SPEAKS: Final = re.compile(
    rf"{_EDGE}(?={_FAMILY}[{HAN}]{{1,3}}?"
    rf"(?:{any_of(_DEEDS)}|(?:在|到|赴|来到|深入|前往)[^，。；：！？]{{1,40}}?(?:{_SAYING})|要求|部署|说|称|一行|同志))"
)
_BEGINS: Final = re.compile(rf"(?:{_EDGE}|(?<=[和与及由]))(?={_FAMILY})")
_DESCRIBED: Final = re.compile(rf"(?:^|(?<=[，。；、：\s\d.．]))(?P<name>[{HAN}]{{2,4}})，(?:男|女)(?=[，、。])")
#: 肖炜、韩凤城、谷长征等县领导出席; 两人：许晴、徐仁标。
_LISTED: Final = re.compile(
    rf"{_EDGE}(?P<list>{_FAMILY}[{HAN}]{{1,3}}?(?:、{BLANK}?{_FAMILY}[{HAN}]{{1,3}}?)+)(?=等|[。；]|{any_of(_WORDS.list_closers)}|[和及与]{_FAMILY})"
)
#: How villages are called: 李家庄, 王村. Names of people rarely end so.
_VILLAGE: Final = "庄村屯营寨湾沟店坊桥镇乡里"
_TITLED: Final = re.compile("同志|总书记|主席|总理|先生|女士|委员长|院士|烈士")
_BEFORE_TITLE: Final = "以和与及同向对由据经将把被是请让为在像跟给受随按照彻听看"
_MAKERS: Final = re.compile(r"（[^（）]{0,60}?(?:记者|通讯员|摄影|实习生|供稿|供图|责编|编辑|作者)[^（）]{0,60}）")
_ASIDE: Final = re.compile(r"（[^（）]{0,40}）")
_AFTER_COMMA: Final = re.compile(f"，(?P<name>{_FAMILY}[{HAN}]{{1,2}})(?=[，、])")
_JOIN: Final = re.compile(rf"、{BLANK}?|[和及与]|{BLANK}+")


@dataclass(frozen=True)
class Mention:
    """A name in an article: the number of its passage, and where it stands there. `sure` when its own words show it."""

    passage: int
    start: int
    end: int
    rule: str
    sure: bool

    @property
    def at(self) -> tuple[int, int]:
        return self.passage, self.start


def find_people(readings: Sequence[Reading]) -> tuple[tuple[Found[str], ...], ...]:
    """The people of each article of a source. A name that one article settles is recognised in the others."""
    pages = [_Page.of(r) for r in readings]
    known = frozenset(name for page in pages for name in page.sure(frozenset()))
    known = frozenset(name for page in pages for name in page.sure(known)) | known
    known = _without_parts(known, [text for page in pages for text in page.texts])
    return tuple(page.people(known) for page in pages)


@dataclass(frozen=True)
class _Page:
    """The text of an article that can name people, with the places where it leads one to expect a name."""

    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    leads: tuple[tuple[tuple[int, str, float], ...], ...]

    @classmethod
    def of(cls, reading: Reading) -> _Page:
        passages = reading.among(*HEADS, *(role for role in BODY if role != "image"))
        texts = tuple(_MAKERS.sub(lambda m: "，" * len(m[0]), p.folded) for p in passages)
        return cls(passages, texts, tuple(tuple(_leads(text)) for text in texts))

    def mentions(self, known: frozenset[str]) -> Iterator[Mention]:
        for number, (text, leads) in enumerate(zip(self.texts, self.leads, strict=True)):
            for start, rule, need in leads:
                for a, b in _from_lead(text, start, rule, need, known):
                    yield Mention(number, a, b, rule, True)
            for a, b in _before_titles(text, known):
                yield Mention(number, a, b, "name before a title", True)
            for match in _DESCRIBED.finditer(text):
                if surname(match["name"]) and not is_word(match["name"]):
                    yield Mention(number, *match.span("name"), "name and description", True)

    def sure(self, known: frozenset[str]) -> set[str]:
        return {_plain(self.texts[m.passage][m.start : m.end]) for m in self.mentions(known)}

    def people(self, known: frozenset[str]) -> tuple[Found[str], ...]:
        """The people in order of their first mention."""
        first: dict[str, Mention] = {}
        for m in (*self.mentions(known), *self._elsewhere(known)):
            name = _plain(self.texts[m.passage][m.start : m.end])
            before = first.get(name)
            if name in known and (before is None or (m.sure >= before.sure and m.at < before.at)):
                first[name] = m
        return tuple(self._found(m) for m in sorted(first.values(), key=lambda m: m.at))

    def _elsewhere(self, known: frozenset[str]) -> Iterator[Mention]:
        """Names that a sister article settles, where one begins a clause here."""
        for number, text in enumerate(self.texts):
            for edge in _BEGINS.finditer(text):
                for end in range(edge.start() + 4, edge.start() + 1, -1):
                    if text[edge.start() : end] in known and follows(text, end):
                        yield Mention(number, edge.start(), end, "named in another article of the source", False)
                        break

    def _found(self, m: Mention) -> Found[str]:
        passage = self.passages[m.passage]
        name = _plain(passage.block.value[m.start : m.end])
        return passage.found(name, m.rule, (m.start, m.end), "proved" if m.sure else "inferred")


def _plain(name: str) -> str:
    return re.sub(BLANK, "", name)


def _without_parts(known: frozenset[str], texts: Iterable[str]) -> frozenset[str]:
    """Without names that are always the beginning of a longer one: 王建 where the text has only 王建国."""
    suspects = known & {name[:-1] for name in known if len(name) > 2}
    if not suspects:
        return known
    pattern = re.compile(any_of(suspects))
    alone = {m[0] for text in texts for m in pattern.finditer(text) if text[m.start() : m.end() + 1] not in known}
    return known - (suspects - alone)


def _leads(text: str) -> Iterator[tuple[int, str, float]]:
    """Where a name may begin: the offset, the rule, and the weight that the name must have."""
    for match in _OFFICE.finditer(text):
        word = match[1]
        if word in _WORDS.list_openers:
            yield match.end(), "list of people", 3 if word in _VAGUE_OPENERS else 2
        elif match[2] and "：" not in match[2] and not word.endswith(_OFFICE_ENDS):
            continue
        else:
            yield match.end(), "office and name", 0.5 if word.endswith(_OFFICE_ENDS) else 3
    for match in _APPOINTED.finditer(text):
        yield match.end(), "appointment", 1
    for match in _SPEAKS.finditer(text):
        yield match.start(), "name and deed", 2
    for match in _LISTED.finditer(text):
        if _all_names(match["list"].split("、")):
            yield match.start("list"), "list of people", 2


def _all_names(items: Sequence[str]) -> bool:
    """Whether the items of a list are names, not things: one may look like a word (高峰), none is a place."""
    names = [_plain(item) for item in items]
    doubtful = sum(is_word(n) or (len(n) == 2 and rjieba.has_word(n)) for n in names)
    return all(map(can_be_name, names)) and 3 * doubtful < len(names) and not any(lookup(n) or n[-1] in _VILLAGE for n in names)


def _from_lead(text: str, start: int, rule: str, need: float, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The name that begins at a lead, and those that follow it in its list."""
    end, weight = name_at(text, start, known)
    padded = re.compile(rf"{_FAMILY}{BLANK}+[{HAN}](?![{HAN}])").match(text, start)
    if padded and can_be_name(_plain(padded[0])):
        end, weight = padded.end(), 3
    if weight < need:
        return
    name = text[start:end]
    if rule == "name and deed" and name not in known and not _acts(text, start, end):
        return
    yield start, end
    yield from _list_after(text, end, known)


def _acts(text: str, start: int, end: int) -> bool:
    """Whether a name that only a verb shows is more than a word: neither in the dictionary nor a place."""
    name = text[start:end]
    if rjieba.has_word(name) or is_word(name) or lookup(name) or weigh(text, start, end, frozenset()) < 2.5:
        return False
    return bool(_SPEAKS.match(text, start))


def _list_after(text: str, end: int, known: frozenset[str]) -> Iterator[tuple[int, int]]:
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
        if weight < (2 if join[0][0] == "、" else 3):
            stop = _between_names(text, start, known)
            if stop == start:
                return
        yield start, stop
        end = stop


def _between_names(text: str, start: int, known: frozenset[str]) -> int:
    """The end of a list's item that looks like a word (高峰, 安静) but stands between names; `start` when it is none."""
    match = re.compile(f"[{HAN}]{{2,3}}(?=、)").match(text, start)
    if match and can_be_name(match[0]) and name_at(text, match.end() + 1, known)[1] >= 2:
        return match.end()
    return start


def _before_titles(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    for title in _TITLED.finditer(text):
        end = title.start()
        best, weight = 0, 0.9
        for size in (3, 2, 4):
            if size <= end and (w := _weigh_back(text, end - size, end, known)) > weight:
                best, weight = size, w
        if best:
            yield end - best, end


def _weigh_back(text: str, start: int, end: int, known: frozenset[str]) -> float:
    """How much speaks for a name that ends before a title: what stands to its left, and the name itself."""
    name = text[start:end]
    if not can_be_name(name):
        return -9
    if name in known:
        return 3
    if is_word(name) or lookup(name):
        return -9
    score = 2.0 if rjieba.has_word(name) else 0.0
    left = text[start - 1 : start]
    if not left or not re.match(f"[{HAN}]", left):
        score += 2
    elif left in _BEFORE_TITLE:
        score += 1
    elif len(rjieba.cut(text[max(0, start - 6) : start], False)[-1]) > 1:
        score += 0.5 + 0.5 * (len(name) == 3)
    return score + weigh(text, start, end, known) - 3
