"""Who wrote it (署名): names alone, in order. Editors, photographers and those who prepared the page are not authors.

Makers stand in brackets at the beginning or the end (（记者 陶涛 通讯员 李明）), on a line of their own (作者：王强,
唐建/摄 石科/文), or before the first words of the article (本报记者 陶涛). Words for what they did stand before the names or
behind them; a line keeps to one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.data import offices
from generator.data.places import lookup
from generator.describe.names import can_be_name, is_word, name_at, split_names
from generator.describe.passage import BLANK, HAN, Passage, Reading, any_of
from generator.model import Block, Found

_B: Final = BLANK[1:-1]
_GAP: Final = rf"[/／：{_B}]"
_WRITERS: Final = any_of(w for w in offices().byline if len(w) > 1)
#: Words for what makers did. Of one character only beside a stroke, a colon or a blank: 文/李敏, 李敏/文.
_ROLE: Final = re.compile(
    rf"(?P<both>(?:文[、/／+]?图|图[、/／+]?文|摄影[/／]?报道)(?![{HAN}])|(?:文[、/／+]?图|图[、/／+]?文)(?={_GAP}))"
    rf"|(?P<writer>(?<!工){_WRITERS}|文字?(?={_GAP})|(?<=[/／{_B}])文(?![{HAN}]))"
    rf"|(?P<other>{any_of(w for w in offices().credit if len(w) > 1)}|[图摄绘](?={_GAP}|[），。；]|$))"
)
#: One of these stands wherever makers are named.
_SIGN: Final = re.compile(
    any_of((*(w for w in (*offices().byline, *offices().credit) if len(w) > 1), *"文图摄绘（【〔["))
)
_BRACKETS: Final = re.compile(r"[（【〔\[]([^（）【】〔〕\[\]]{2,80})[）】〕\]]")
_OPENING: Final = re.compile(r"[^，。（）]{0,14}?(?:讯|消息|电)?[ \u3000：—-]*")
_LEAD: Final = re.compile(
    rf"(?:本[报台刊网站](?:讯|消息))?{BLANK}*(?:本[报台刊网站社]|新华社|中新社|中央社)?(?:{_WRITERS})[：{_B}]*(?=[{HAN}])"
)
_REPORTS: Final = re.compile(r"(?:\d{1,2}日)?(?:综合)?(?:报导|报道|电|讯)$")
_NO_BYLINE: Final = ("title", "h2", "h3", "table", "image", "caption", "salutation")
_ORGAN: Final = re.compile(
    r"(?:局|委|办|部|院|校|中心|公司|社|报|台|网|组|处|所|会|厅|府|科|街道|镇|乡|村|发布|站|团|编|工会|教育|宣传|通讯|新闻|综合|联合|视频)$"
)


@dataclass(frozen=True)
class _Where:
    """Where a passage stands: among the first or the last paragraphs, on a line of its own, among the credits."""

    lead: bool
    last: bool
    line: bool
    credit: bool


def find_byline(reading: Reading, notices: Iterable[Block] = ()) -> tuple[Found[str], ...]:
    """The authors, in the order in which they stand. `notices` are lines beside the article that speak of it as a whole."""
    found: dict[str, Found[str]] = {}
    body = reading.among("p", "quote", "li")
    first, last = {id(p) for p in body[:2]}, {id(p) for p in body[-3:]}
    for passage in (*reading.holding(_SIGN), *(Passage.of(block) for block in notices)):
        role = passage.block.role
        if role in _NO_BYLINE:
            continue
        credit = role in ("credit", "notice")
        where = _Where(id(passage) in first, id(passage) in last, credit or _short(passage.folded), credit)
        for start, end, rule in _authors(passage.folded, where):
            name = re.sub(BLANK, "", passage.block.value[start:end])
            found.setdefault(name, passage.found(name, rule, (start, end)))
    return tuple(found.values())


def _short(text: str) -> bool:
    """Whether it is a line, not a paragraph."""
    return len(text) <= 60 and not re.search("[。！？]", text)


def _authors(text: str, where: _Where) -> Iterator[tuple[int, int, str]]:
    for match in _BRACKETS.finditer(text):
        opens = where.lead and match.start() <= 16 and bool(_OPENING.fullmatch(text, 0, match.start()))
        closes = match.end() >= len(text.rstrip("。 \u3000"))
        if any(_ROLE.finditer(text, *match.span(1))):
            if opens or closes or where.line:
                yield from ((a, b, "makers in brackets") for a, b in _made(text, *match.span(1)))
        elif (
            where.credit
            or (where.last and closes)
            or (opens and text[: match.start()].endswith(("讯", "供稿", "报道")))
        ):
            names = split_names(text, *match.span(1))
            if len(names) <= 5 and all(_signs(re.sub(BLANK, "", text[a:b])) for a, b in names):
                yield from ((a, b, "names in brackets at the end") for a, b in names)
    bare = _BRACKETS.sub(lambda m: "，" * len(m[0]), text)
    role = _ROLE.search(bare) if where.line else None
    if role and (not bare[: role.start()].strip() or "/" in bare or "：" in bare):
        yield from ((a, b, "line of makers") for a, b in _made(bare, 0, len(bare)))
    elif where.lead and (opening := _LEAD.match(bare)):
        yield from ((a, b, "makers before the lead") for a, b in _before_lead(bare, opening.end()))


def _before_lead(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Names that run into the text: 本报记者 陶涛 李明 6月24日, 记者陶涛报道."""
    while True:
        end, weight = name_at(text, start)
        if weight < 1 or end == start:
            return
        yield start, end
        join = re.compile(rf"(?:、|{BLANK})+(?:(?:{_WRITERS})[：{_B}]*)?").match(text, end)
        if not join:
            return
        start = join.end()


def _signs(name: str) -> bool:
    """Whether a name in brackets, without a word for what its bearer did, is one."""
    return can_be_name(name) and not is_word(name)


def _made(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The authors in a stretch of makers."""
    roles = list(_ROLE.finditer(text, start, end))
    gaps = [(a, b) for a, b in zip([start, *(r.end() for r in roles)], [*(r.start() for r in roles), end], strict=True)]
    names = [_names(text, a, b) for a, b in gaps]
    first = [s for s in names[0] if can_be_name(re.sub(BLANK, "", text[slice(*s)]))]
    behind = bool(first)  # 唐建/摄 仲晓丹/绘制: the word stands behind its names
    for i, role in enumerate(roles):
        if role["other"] or (not behind and role[0].startswith("报")):  # 记者陶涛报道：
            continue
        mine = (first if not i else names[i]) if behind else names[i + 1]
        after = roles[i + 1] if i + 1 < len(roles) else None
        if not behind and after and after["other"] and not names[i + 2] and gaps[i + 2][1] == end:
            continue  # 记者 陶涛 摄
        yield from mine


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a gap between two words for what makers did."""
    gap = re.compile(rf"[，。；/／：|{_B}]*([^，。；/／：]*)").match(text, start, end)
    first, stop = gap.span(1) if gap else (end, end)
    if reports := _REPORTS.search(text, first, stop):  # 记者王小明台北1日电
        stop = reports.start()
        size = next(
            (n for n in (3, 2) if can_be_name(text[first : first + n]) and lookup(text[first + n : stop])), None
        )
        if size:
            return [(first, first + size)]
    return [(a, b) for a, b in split_names(text, first, stop) if _human(text[a:b]) and text[b : b + 1] != "："]


def _human(name: str) -> bool:
    plain = re.sub(BLANK, "", name)
    if can_be_name(plain) and not (len(plain) > 2 and _ORGAN.search(plain)):
        return not lookup(plain)
    return (2 <= len(plain) <= 4 or "·" in plain) and not _ORGAN.search(plain) and not lookup(plain)
