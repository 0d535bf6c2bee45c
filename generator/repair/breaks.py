"""What speaks for a line's end being the page's doing, or the writer's: signs with weights.

Each sign is something that can be seen around a line's end; its weight (data/breaks.toml) was fitted to texts whose paragraphs
are known, set in columns of every kind. Weights add up; above 0 the line goes on in the next one. No single sign decides: real
columns end in mid-sentence with a blank line behind, and real paragraphs end without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.repair.columns import Page
from generator.repair.lines import Line

_CLOSERS: Final = "”’」』）)】\\]〕》"
_ENDS: Final = (
    ("stop", re.compile(rf"[。！？!?][{_CLOSERS}]{{0,3}}$")),
    ("colon", re.compile(r"[：:]$")),
    ("semicolon", re.compile(rf"[；;][{_CLOSERS}]{{0,2}}$")),
    ("dash", re.compile(r"[…—]$")),
    ("comma", re.compile(r"[，,]$")),
    ("list comma", re.compile(r"、$")),
    ("opening", re.compile(r"[（(《“‘「『〈【]$")),
    ("closing", re.compile(rf"[{_CLOSERS}]$")),
    ("hyphen", re.compile(r"[A-Za-z]-$")),
    ("figure", re.compile(r"[0-9０-９.]$")),
    ("Latin", re.compile(r"[A-Za-z]$")),
)
_BEGINS: Final = (
    ("chapter", re.compile(r"(?:[一二三四五六七八九十百]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百]{1,3}[章节条][\s　])")),
    ("number", re.compile(r"(?:\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]|\d{1,2}[)）]|[①-⑳])")),
    ("bullet", re.compile(r"[●■◆▲★※○◇□►▶·•]")),
    ("first", re.compile(r"[一二三四五六七八九十]是|[一二三四五六七八九十]要|首先|其次|最后|同时|此外|另外")),
    ("dateline", re.compile(r"(?:本报讯|本报记者|本台讯|本刊讯|本网讯|[\[【(（]本报|新华社|中新[社网])")),
    ("annex", re.compile(r"附件?[:：\d]|附表|抄送[：:]|联系(?:人|电话|地址|方式)[：:]")),
    ("caption", re.compile(r"图为|[上下左右]图")),
    ("pointer", re.compile(r"[(（\[【〔][上下]?[接转]?第?\d{1,2}版|[\[【〔(（]详见")),
    ("meeting", re.compile(r"(?:会议|大会|座谈会|会上)(?:还)?(?:指出|强调|要求|认为|听取|审议|传达|通报|决定|，)")),
    ("speaker", re.compile(r"[^，。：、]{2,4}(?:指出|强调|要求|表示|说|认为|介绍)[，：。]?")),
    ("time", re.compile(r"(?:近日|日前|目前|近年来|今年|去年|当天|当日|据了解|据悉|截至|活动[中现]|\d{1,2}月\d{1,2}日)")),
    ("quotation", re.compile(r"[“「『]")),
    ("bracket", re.compile(r"[（(【〔\[]")),
    ("title", re.compile(r"[《〈]")),
    ("mark", re.compile(r"[，。、；：？！”’」』）》〉】…,.;:?!)]")),
    ("particle", re.compile(r"[的地得了着过和与及或并而等]")),
    ("figure", re.compile(r"[0-9０-９%％]")),
    ("Latin", re.compile(r"[A-Za-z]")),
)
_DATE: Final = re.compile(
    r"(?=[^（(]+$|[（(][^）)]+[）)]$)[（(]?(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二一][〇○零OＯ0０九八七六五四三二一]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})[）)]?$"
)
_LABEL: Final = re.compile(r"[一-鿿　 ]{2,8}[:：]\s*[^\s，。；！？,;]+$")
#: What a site or a page says about an article on a line of its own.
_INFO: Final = re.compile(
    r"(?:发布(?:时间|日期|单位|机构)?|来源|信息来源|稿源|作者|时间|日期|浏览次数|点击|字号|责任编辑|责编|编辑|审核|校对|索引号|文号|发文机关|成文日期)[:：]"
    r"|(?:本版)?(?:责编|编辑|美编|校对)[\s　]|\S{1,12}报[\s　].{0,20}\d{4}年|第?[A-D]?\d{1,2}版$"
)
_NUMBER_OF_DOCUMENT: Final = re.compile(r"\S{2,14}[〔\[［（(【]\d{4}[〕\]］）)】]\S{0,4}\d{1,5}号$")
_ORGAN: Final = re.compile(r"(?:组|委|局|府|会|部|办|院|室|厅|处|站|所|队|中心|公司|集团|学校|大学|社|团|指挥部)$")
_SALUTATION: Final = re.compile(r"[^。；！？]{2,60}[们友会局委府门位员众民事志生校者长][：:]$")
_ADDRESS: Final = re.compile(r"(?:尊敬|亲爱)的|各[^，。]{1,20}")
_INNER: Final = re.compile(r"[，。；！？,;!?]")
#: Short labels of those who speak in turn: 问：, 答：, 柏松龄：
_TURN: Final = re.compile(r"(?:[问答]|[^，。：；、“”]{2,5})[：:](?!$)")
_JOINT: Final = re.compile(r"[的和与及暨]$")
#: What a headline begins with, and one of what it then ends with.
_FRAMES: Final = (
    (re.compile(r"^[^，]{0,24}?关于"), re.compile(r"[通公报布预]告|通知|[意]见|决[定议]|办法|规定|方案|细则|条例|规划|计划|请示|报告|批复|函|公示|纪要|[书信]|解读|说明|问题|情况|答复|建议|提案|通报|命令|声明|要点|制度|预案|标准|规则|守则|章程")),
    (re.compile(r"^致"), re.compile(r"[信书词辞函电]$")),
    (re.compile(r"召开|举行|举办"), re.compile(r"会|学习|仪式|活动|论坛|比赛|大赛|讲座|培训|展览|节$|典礼|班$|行动|赛$|检查|调研|演练|[讲党]课")),
    (re.compile(r"(?:召开|举行|举办|开展|加强|做好|[在到赴对为向])$"), re.compile(r"(?!)")),
)
_ORDINAL: Final = re.compile(r"第[一二三四五六七八九十百\d]{1,5}[次届期批]|会议|大会")
_AND: Final = re.compile(r"[，、的和与及暨]")
_PERSON: Final = re.compile(r"[^，。：]{2,12}(?:主持|讲话|出席|参加|致辞|强调|要求|指出|陪同|作报告)")
_SHAPES: Final = (
    ("date", _DATE),
    ("label", _LABEL),
    ("information", _INFO),
    ("number", _NUMBER_OF_DOCUMENT),
    ("turn", _TURN),
)
_STOP: Final = re.compile(r"[。！？!?；;：:…][”’」』）)]?$")
_GOES_ON: Final = re.compile(r"(?:[，,、（(《“‘「『〈—]|[A-Za-z]-)$")
#: The rest of a headline that begins with the number of a meeting is no longer than this.
_SHORT_REST: Final = 12
_CONTACT: Final = re.compile(r"(?:联系)?(?:人|电话|手机|传真|邮箱|地址|邮编|网址)[：:]\s*\S{2,}")
#: From which share of line ends on that go through a word a column holds prose, and that have a mark, verse.
_PROSE: Final = 0.1
_VERSE: Final = 0.8
_REMEMBERED: Final = 120
_PAIRS: Final = {"“": "”", "《": "》", "（": "）", "(": ")", "「": "」", "『": "』", "〈": "〉", "【": "】", "〔": "〕"}
_CLOSING: Final = frozenset(_PAIRS.values())


def _kind(line: Line, kinds: tuple[tuple[str, re.Pattern[str]], ...], at_end: bool) -> str:
    for name, pattern in kinds:
        if pattern.search(line.text, max(0, len(line.text) - 4)) if at_end else pattern.match(line.text):
            return name
    return "word"


def open_pair(text: str, waiting: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The marks that would close what a text, behind `waiting`, opens and does not close; the innermost last."""
    stack = list(waiting)
    for c in text:
        if c in _PAIRS:
            stack.append(_PAIRS[c])
        elif c in _CLOSING and stack and c == stack[-1]:
            stack.pop()
    return tuple(stack[-3:])


def _bucket(value: float | None, *edges: float) -> str:
    return "?" if value is None else str(sum(value >= e for e in edges))


def among_headlines(page: Page, i: int) -> bool:
    """Whether line `i`, or the one behind it where no column is, stands among headlines or those who sign: no measure is kept there."""
    column = page.columns[i]
    return page.headings[i] or (page.headings[i + 1] and (column is None or column.full < 0.5))


def headline_goes_on(page: Page, i: int, begun: Begun) -> bool:
    """Whether a headline, or the name of a body that signs, which has begun goes on behind line `i`."""
    a, b = page.lines[i], page.lines[i + 1]
    if _STOP.search(a.text) or (b.gap and _LABEL.match(b.text)):
        return False
    if begun.waiting and begun.waiting[-1] in b.text:
        return True
    if _GOES_ON.search(a.text) or _JOINT.search(a.text) or (_AND.match(b.text) and page.headings[i + 1]):
        return True
    if page.headings[i + 1] and (unfinished(begun.text) or (_ORDINAL.match(b.text) and len(b.text) < _SHORT_REST)):
        return True
    if page.echoed[i] if b.gap and page.headings[i + 1] else page.echoed[i] or page.bridged[i]:
        return True
    dated = i + 2 < len(page.lines) and _DATE.match(page.lines[i + 2].text.replace(" ", ""))
    return bool(dated) and not b.gap and not _ORGAN.search(a.text) and bool(_ORGAN.search(b.text))


@dataclass(frozen=True, slots=True)
class Begun:
    """A paragraph up to the end of a line: how it begins (its first 120 characters at most), its lines, the marks it has yet to close."""

    text: str = ""
    lines: int = 0
    waiting: tuple[str, ...] = ()

    def with_line(self, text: str) -> Begun:
        """The same with one line more."""
        begun = self.text + text if len(self.text) < _REMEMBERED else self.text
        return Begun(begun[:_REMEMBERED], self.lines + 1, open_pair(text, self.waiting))


def stands_alone(line: Line) -> bool:
    """Whether a line is a block of its own whatever stands around it: a date, or what a site says about an article."""
    return bool(_DATE.match(line.text.replace(" ", "")) or _INFO.match(line.text))


def written_so(page: Page, i: int) -> bool:
    """Whether the writer broke line `i`: verse where no column is, a telephone number behind its label."""
    column = page.columns[i]
    verse = page.verses[i] and page.verses[i + 1] and (column is None or column.full < 0.5 or column.marked >= _VERSE)
    contact = _CONTACT.match(page.lines[i].text) and not page.lines[i + 1].text[:1].isdigit()
    return verse or bool(contact)


def unfinished(text: str) -> bool:
    """Whether a headline wants more words: what it is about without what it is, a verb without its object.

    >>> [unfinished(t) for t in ("关于大桥施工期间", "关于大桥施工的通告", "县委召开农业农村", "县委召开农业工作会议")]
    [True, False, True, False]
    """
    return any(begins.search(text) and not ends.search(text) for begins, ends in _FRAMES)


def _plain(text: str) -> bool:
    """Whether a text has no mark within, as headlines have none."""
    return not _INNER.search(text)


def signs(page: Page, i: int, begun: Begun) -> Iterator[str]:
    """The signs around the end of line `i`, up to which a paragraph has begun."""
    a, b = page.lines[i], page.lines[i + 1]
    gap = "gap" if b.gap else "close"
    end, begin = _kind(a, _ENDS, True), _kind(b, _BEGINS, False)
    yield "always"
    yield f"end {end} {gap}"
    yield f"begin {begin} {gap}"
    yield from _of_column(page, i, end, begin, gap)
    yield from _of_words(page, i, end, gap, begun)
    yield from _of_indent(page, i, end, gap)
    yield from _of_blocks(page, i, begun, gap)
    yield from _of_headlines(page, i, begun, gap, end)


def _of_column(page: Page, i: int, end: str, begin: str, gap: str) -> Iterator[str]:
    """What the measure says: whether line `i` fills it, and whether there was room for what follows."""
    column, behind = page.columns[i], page.columns[i + 1]
    fill = _bucket(page.short(i), -1.25, 0.75, 2.25, 4.25, 8.25)
    room = _bucket(page.room(i), -0.75, 0.25, 1.25, 2.75, 5)
    yield f"end {end} fill {fill}"
    yield f"begin {begin} room {room}"
    yield f"fill {fill} {gap}"
    yield f"room {room} {gap}"
    yield f"next {_bucket(page.short(i + 1), 0.75, 2.25, 8.25)} {fill}"
    yield f"gaps {_bucket(page.gaps, 0.02, 0.2, 0.6, 0.95)} {gap}"
    a, b = page.lines[i], page.lines[i + 1]
    wider = _bucket(b.width + b.indent - a.width - a.indent, -2.25, 2.75, 8)
    yield f"wider {wider} {gap}"
    yield f"wider {wider} end {end}"
    yield f"wider {wider} {'bridged' if page.bridged[i] else 'apart'} {gap}"
    yield f"wide {_bucket(page.lines[i].width, 40, 80)} {gap} end {end}"
    if column is None:
        yield f"unset {gap}"
        return
    set_so = f"set {_bucket(column.full, 0.35, 0.55, 0.75)} {_bucket(column.marked, 0.2, 0.4, 0.7)}"
    yield f"{set_so} fill {fill}"
    yield f"{set_so} {gap}"
    yield f"broken {_bucket(column.broken, 0.01, 0.12, 0.25)} room {room}"
    yield f"broken {_bucket(column.broken, 0.01, 0.12, 0.25)} {gap}"
    yield f"end {end} room {room} {'full' if column.full >= 0.55 else 'ragged'}"
    if behind:
        yield f"same measure {abs(column.measure - behind.measure) < 1} {gap}"


def _of_words(page: Page, i: int, end: str, gap: str, begun: Begun) -> Iterator[str]:
    """What the words say: whether one runs over the line's end, and whether marks wait to be closed."""
    over = "bridged" if page.bridged[i] else "apart"
    yield f"{over} {gap}"
    yield f"{over} end {end}" if end in ("word", "figure", "Latin") else f"{over} behind a mark"
    yield f"{over} fill {_bucket(page.short(i), -1.25, 0.75, 2.25, 4.25, 8.25)}"
    if page.echoed[i]:
        yield f"echoed {gap}"
        yield f"echoed {over}"
    waiting = begun.waiting
    closes = bool(waiting) and waiting[-1] in page.lines[i + 1].text
    pair = "closes" if closes else "waits" if waiting else "none"
    yield f"pair {pair} {gap}"
    yield f"pair {pair} end {end}"
    yield f"pair {pair} {over}"


def _of_indent(page: Page, i: int, end: str, gap: str) -> Iterator[str]:
    a, b = page.lines[i], page.lines[i + 1]
    if b.indent >= page.margin + 1.5:
        deep = "deep" if b.indent >= page.margin + 3.5 else "usual"
        yield f"indented {deep} {gap} {'indents' if page.indents else 'alone'}"
        yield f"indented {deep} end {end}"
    elif page.indents:
        yield f"not indented {gap} end {end}"
    if a.indent >= page.margin + 3.5:
        yield f"behind a deep indent {gap}"


def _of_blocks(page: Page, i: int, begun: Begun, gap: str) -> Iterator[str]:
    """What is a block of its own: a date, a label, a salutation, who signs."""
    a, b = page.lines[i], page.lines[i + 1]
    c = page.lines[i + 2] if i + 2 < len(page.lines) else None
    for name, text in (("a", begun.text), ("b", b.text)):
        for what, shape in _SHAPES:
            if shape.match(text.replace(" ", "") if what == "date" else text):
                yield f"{name} {what}"
                yield f"{name} {what} {gap}"
                yield f"{name} {what} room {_bucket(page.room(i), 0.25, 2.75)}"
    if _SALUTATION.match(begun.text) and _ADDRESS.match(begun.text):
        yield f"a salutation {gap}"
    if c and _DATE.match(c.text.replace(" ", "")) and _ORGAN.search(b.text):
        yield "b signs"
        yield f"b signs behind {'an organ' if _ORGAN.search(a.text) and _plain(a.text) else 'prose'}"
    if page.verses[i] or page.verses[i + 1]:
        column = page.columns[i]
        prose = column is not None and column.full >= 0.5 and column.broken > _PROSE
        yield f"verse {page.verses[i]:d}{page.verses[i + 1]:d} {gap} {'in prose' if prose else 'alone'}"
    yield f"length {_bucket(begun.lines, 2, 3, 6)} end {_kind(a, _ENDS, True)}"


def _of_headlines(page: Page, i: int, begun: Begun, gap: str, end: str) -> Iterator[str]:
    """What speaks for a headline, or a list: lines without a mark within, alone or few together."""
    a, b = page.lines[i], page.lines[i + 1]
    fill = _bucket(page.short(i), -1.25, 0.75, 2.25, 4.25, 8.25)
    stanza = f"{_bucket(page.stanzas[i], 2, 3, 4, 7)}"
    numbered = next((name for name, pattern in _BEGINS[:3] if pattern.match(begun.text)), "")
    if numbered:
        yield f"a numbered {numbered} end {end} {gap}"
        if _plain(begun.text):
            yield f"a numbered heading {fill} {gap}"
    if page.headed:
        yield f"headed {gap} end {end}"
    yield f"stanza {stanza} {gap} {_bucket(page.stanzas[i + 1], 2, 3, 4, 7)}"
    if not _plain(begun.text) or begun.lines > 3:
        if not _plain(a.text):
            yield f"marks within {gap} end {end}"
        return
    below = "both" if _plain(b.text) else "above prose"
    over = "bridged" if page.bridged[i] else "apart"
    unset = page.columns[i] is None or page.columns[i].full < 0.5  # type: ignore[union-attr]
    yield f"bare {below} {gap} fill {fill}"
    yield f"bare {below} {gap} {over}"
    yield f"bare {below} {gap} stanza {stanza} {'unset' if unset else 'set'}"
    yield f"bare {below} {gap} width {_bucket(a.width, 8, 12, 18, 26)}"
    yield f"bare {below} {gap} lines {begun.lines}"
    yield f"bare {'first' if a.gap or not i else 'later'} {gap} {below}"
    if _PERSON.match(b.text):
        yield f"bare before a person {gap} {over}"
