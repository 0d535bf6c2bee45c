"""Who made it: each maker with what the text says that he did (记者, 通讯员, 摄影). The authors among them are the byline (署名).

Makers stand in brackets at the beginning or the end (（记者 罗涛 通讯员 李明）), on a line of their own (作者：王强,
王强/摄 周科/文), or before the first words of the article (本报记者 罗涛). Words for what they did stand before the names or
behind them; a line keeps to one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from generator.data import offices
from generator.data.places import is_place, lookup
from generator.data.script import fold_script
from generator.describe.candidates import name_at
from generator.describe.names import DOTS, can_be_name, plain, split_names, worth
from generator.describe.passage import BLANK, HAN, Passage, Reading, any_of
from generator.model import Block, Found, Maker
from generator.repair.linekinds import is_speech, speaker

_B: Final = BLANK[1:-1]
_GAP: Final = rf"[/／：{_B}]"
_WRITERS: Final = any_of(w for w in offices().byline if len(w) > 1)
#: Words for what makers did. Of one character only beside a stroke, a colon or a blank: 文/李敏, 李敏/文.
_ROLE: Final = re.compile(
    rf"(?P<both>(?:文[、/／+]?图|图[、/／+]?文|摄影[/／]?报道)(?![{HAN}])|(?:文[、/／+]?图|图[、/／+]?文)(?={_GAP}))"
    rf"|(?P<writer>(?<!工){_WRITERS}|文字?(?={_GAP})|(?<=[/／{_B}])文(?![{HAN}]))"
    rf"|(?P<other>{any_of(w for w in offices().credit if len(w) > 1)}|[图摄绘](?={_GAP}|[），。；]|$))"
)
_BRACKETS: Final = re.compile(r"[（【〔\[]([^（）【】〔〕\[\]]{2,80})[）】〕\]]")
_OPENING: Final = re.compile(r"[^，。（）]{0,14}?(?:讯|消息|电)?[ \u3000：—-]*")
_LEAD: Final = re.compile(
    rf"(?:本[报台刊网站](?:讯|消息))?{BLANK}*(?:本[报台刊网站社]|新华社|中新社|中央社)?(?P<role>{_WRITERS})[：{_B}]*(?=[{HAN}])"
)
_JOIN: Final = re.compile(rf"(?:、|{BLANK})+(?:(?P<role>{_WRITERS})[：{_B}]*)?")
_GAP_NAMES: Final = re.compile(rf"[，。；/／：|{_B}]*([^，。；/／：]*)")
_REPORTS: Final = re.compile(r"(?:\d{1,2}日)?(?:综合)?(?:报导|报道|电|讯)$")
#: A line of names alone: ●何日生.
_SIGNS: Final = re.compile(rf"[□■●○◆◇▲△★☆/{_B}]*([{HAN}{DOTS}{_B}、]{{2,24}})")
_PICTURE: Final = re.compile(rf"(?:^|[，。；（{_B}])([{HAN}{_B}]{{2,20}}[/／{_B}]*(?:摄影|摄|供图|图))[）]?$")
#: It stands in so many characters at the end. How what it finds may end.
_TAIL: Final = 60
_PICTURED: Final = ("影", "摄", "图", "）", "\n")
_SENTENCE: Final = re.compile("[。！？]")
_NO_BYLINE: Final = ("title", "h2", "h3", "table", "image", "caption", "salutation")
_ORGAN: Final = re.compile(
    r"(?:局|委|办|部|院|校|中心|公司|社|报|台|网|组|处|所|会|厅|府|科|街道|镇|乡|村|发布|站|团|编|工会|教育|宣传|通讯|新闻|综合|联合|视频)$"
)
#: Whose they are says nothing of what they did: 本报记者, 新华社记者.
_OWNER: Final = re.compile("^(?:本[报台刊网站社]|本报讯|新华社|中新社|中央社)(?=.)")
_KINDS: Final = {"摄": "摄影", "图": "图", "绘": "绘图"}
#: Whose makers they are: ■ 柳河晚报全媒体记者
_OWN: Final = re.compile(
    rf"[□■●○◆◇▲△★☆/{_B}]*(?:[{HAN}]{{1,8}}?[报网台社刊站])?(?:全媒体|融媒体|见习|实习|特约|首席)*{BLANK}*"
)
#: What sites write where they know no author.
_NOBODY: Final = frozenset(("佚名", "匿名", "无名", "未知", "不详", "网友", "本站", "本网", "原创", "转载", "管理员"))
#: And what else stands behind 作者：
_NO_PERSON: Final = re.compile("(?:原创|转载|语音|阅读|点击|评论)$|^本[通站网报社]|^(?:文章|稿件|信息|新闻|首页)$")
#: From which worth what stands alone in brackets, or on a line, is a name.
_SIGNED: Final = -1.4
_ALONE: Final = 0.0
#: What a name before the lead must have.
_FOLLOWS: Final = 0.3
_SHORT: Final = 24
#: No more names than these sign.
_MOST: Final = 5
#: Brackets that open an article stand no further from its beginning.
_NEAR: Final = 16


class _Made(NamedTuple):
    """A name of a maker: where it stands, his role as the text calls it, whether he wrote, and how he was found."""

    start: int
    end: int
    role: str
    writes: bool
    rule: str


@dataclass(frozen=True)
class Makers:
    """`found` are the makers in the order in which they stand, `authors` those who wrote.

    `spans` are where their names stand, by the identity of the passage.
    """

    found: tuple[Found[Maker], ...]
    authors: tuple[Found[str], ...]
    spans: dict[int, list[tuple[int, int]]]

    @property
    def names(self) -> frozenset[str]:
        """The names of all makers, in Simplified script."""
        return frozenset(fold_script(found.value.name) for found in self.found)


class _Where(NamedTuple):
    """Where a passage stands: first below the headline, among the first or the last paragraphs, on a line of its own, a credit."""

    first: bool
    lead: bool
    last: bool
    line: bool
    credit: bool


def find_makers(reading: Reading, notices: Iterable[Block] = ()) -> Makers:
    """The makers of an article. `notices` are lines beside it that speak of it as a whole."""
    found: dict[tuple[str, str], Found[Maker]] = {}
    authors: dict[str, Found[str]] = {}
    spans: dict[int, list[tuple[int, int]]] = {}
    body = reading.among("p", "quote", "li")
    made_so: Iterable[_Made]
    speech = is_speech(reading.article.title)
    lead, last = {id(p) for p in body[:2]}, {id(p) for p in body[-3:]}
    for passage in (*reading.passages, *(Passage.of(block) for block in notices)):
        role, text = passage.block.role, passage.folded
        if speech and role == "credit" and (span := speaker(text)):
            made_so = [_Made(*span, "", True, "who gave the speech")]
        elif role in _NO_BYLINE:
            made_so = _picture(text) if text.endswith(_PICTURED) else ()
        else:
            credit = role in ("credit", "notice")
            line = credit or _short(text)
            first = role in ("deck", "credit") or (bool(body) and passage is body[0])
            leads = id(passage) in lead
            if not (first or leads or (line and _ROLE.search(text)) or _BRACKETS.search(text)):
                continue  # most passages name no makers
            where = _Where(first, leads, id(passage) in last, line, credit)
            made_so = _in_line(text, where) if len(text) <= _SHORT else _makers(text, where)
        for made in made_so:
            name = plain(passage.block.value[made.start : made.end])
            maker = passage.found(Maker(name, made.role), made.rule, (made.start, made.end))
            found.setdefault((name, made.role), maker)
            spans.setdefault(id(passage), []).append((made.start, made.end))
            if made.writes:
                authors.setdefault(name, passage.found(name, made.rule, (made.start, made.end)))
    return Makers(tuple(found.values()), tuple(authors.values()), spans)


def _short(text: str) -> bool:
    """Whether it is a line, not a paragraph."""
    return len(text) <= 60 and not _SENTENCE.search(text)


def _picture(text: str) -> Iterator[_Made]:
    """Those who made a picture, at the end of what stands below it: 白云芬 摄."""
    tail = _PICTURE.search(text, max(0, len(text) - _TAIL))
    if tail:
        yield from (m for m in _made(text, *tail.span(1), "line of makers") if not m.writes)


def _makers(text: str, where: _Where) -> Iterator[_Made]:
    stop = len(text.rstrip("。 \u3000"))
    for match in _BRACKETS.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        opens = (
            match.start() <= _NEAR
            and bool(_OPENING.fullmatch(before))
            and (where.lead or before.rstrip().endswith("讯"))
        )
        closes = match.end() >= stop
        if any(_ROLE.finditer(text, *match.span(1))):
            if opens or closes or where.line:
                yield from _made(text, *match.span(1), "makers in brackets")
        elif where.credit or (where.last and closes) or (opens and before.endswith(("讯", "供稿", "报道"))):
            yield from _bare(text, *match.span(1), "names in brackets at the end", _SIGNED)
    bare = _BRACKETS.sub(lambda m: "，" * len(m[0]), text)
    role = _ROLE.search(bare) if where.line else None
    if role and where.credit and _OWN.fullmatch(bare, 0, role.start()):
        yield from _made(bare, role.start(), len(bare), "line of makers")
    elif role and where.credit and (named := _named(bare, role)):
        yield from named
        yield from _made(bare, role.start(), len(bare), "line of makers")
    elif role and (not bare[: role.start()].strip() or "/" in bare or "：" in bare):
        yield from _made(bare, 0, len(bare), "line of makers")
    elif where.lead and (opening := _LEAD.match(bare)):
        yield from _before_lead(bare, opening)
    elif where.first and (line := _SIGNS.fullmatch(text)):
        yield from _bare(text, *line.span(1), "names on a line below the headline", _ALONE)


def _named(text: str, role: re.Match[str]) -> list[_Made]:
    """Names before the first word for what makers did: 刘志明 记者 樊金钢. None unless nothing else stands there."""
    rest = re.sub(rf"[、/{_B}]", "", text[: role.start()])
    names = split_names(text, 0, role.start()) if rest and "：" not in text else []
    whole = "".join(plain(text[a:b]) for a, b in names) == rest and text[role.end() :].strip()
    people = all(_human(n) and worth(n) >= _SIGNED for n in (plain(text[a:b]) for a, b in names))
    return [_Made(a, b, "", True, "line of makers") for a, b in names] if whole and people else []


@lru_cache(maxsize=1 << 12)
def _in_line(text: str, where: _Where) -> tuple[_Made, ...]:
    """The makers in a short line, found once for all places where it stands again."""
    return tuple(_makers(text, where))


def _bare(text: str, start: int, end: int, rule: str, least: float) -> Iterator[_Made]:
    """Names without a word for what their bearers did."""
    names = split_names(text, start, end)
    if 0 < len(names) <= _MOST and all(worth(plain(text[a:b])) >= least for a, b in names):
        yield from (_Made(a, b, "", True, rule) for a, b in names)


def _before_lead(text: str, opening: re.Match[str]) -> Iterator[_Made]:
    """Names that run into the text: 本报记者 罗涛 李明 6月24日, 记者罗涛报道."""
    start, role = opening.end(), opening["role"]
    while True:
        end, weight = name_at(text, start)
        if weight < _FOLLOWS or end == start:
            return
        yield _Made(start, end, _role(role), True, "makers before the lead")
        join = _JOIN.match(text, end)
        if not join:
            return
        start, role = join.end(), join["role"] or role


def _role(word: str) -> str:
    """A word for what somebody did, without whose he is: 本报记者."""
    return _KINDS.get(word) or _OWNER.sub("", word)


def _made(text: str, start: int, end: int, rule: str) -> Iterator[_Made]:
    """The makers in a stretch where nothing else stands."""
    roles = list(_ROLE.finditer(text, start, end))
    gaps = [(a, b) for a, b in zip([start, *(r.end() for r in roles)], [*(r.start() for r in roles), end], strict=True)]
    names = [_names(text, a, b) for a, b in gaps]
    first = [s for s in names[0] if can_be_name(plain(text[slice(*s)]))]
    behind = bool(first)  # 王强/摄 李小丹/绘制: the word stands behind its names
    for i, role in enumerate(roles):
        if not behind and role[0].startswith("报"):  # 记者罗涛报道：
            continue
        mine = (first if not i else names[i]) if behind else names[i + 1]
        after = roles[i + 1] if i + 1 < len(roles) else None
        word, writes = role[0], not role["other"]
        if not behind and after and after["other"] and not names[i + 2] and gaps[i + 2][1] == end:
            word, writes = after[0], False  # 记者 罗涛 摄
        yield from (_Made(a, b, _role(word), writes, rule) for a, b in mine)


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a gap between two words for what makers did."""
    gap = _GAP_NAMES.match(text, start, end)
    first, stop = gap.span(1) if gap else (end, end)
    if reports := _REPORTS.search(text, first, stop):  # 记者王小明台北1日电
        stop = reports.start()
        size = next(
            (n for n in (3, 2) if can_be_name(text[first : first + n]) and lookup(text[first + n : stop])), None
        )
        if size:
            return [(first, first + size)]
    return [(a, b) for a, b in split_names(text, first, stop) if _human(plain(text[a:b])) and text[b : b + 1] != "："]


def _human(name: str) -> bool:
    if name in _NOBODY or is_place(name) or _NO_PERSON.search(name):
        return False
    if _ORGAN.search(name):
        return len(name) == 2 and can_be_name(name)
    return 2 <= len(name) <= 4 or any(dot in name for dot in DOTS)
