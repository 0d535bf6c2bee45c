"""What each line of a repaired document looks like on its own: a headline, a paragraph, a date, a credit ..."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final, Literal

import rjieba

from generator.data import surnames
from generator.data.script import fold_script
from generator.model import Document, Span
from generator.repair.labels import label_line
from generator.repair.linekinds import ORGAN_END, is_contact
from generator.segment.words import grams

Kind = Literal[
    "heading",
    "item-heading",
    "p",
    "salutation",
    "signature",
    "running",
    "date",
    "label",
    "credit",
    "caption",
    "pointer",
    "li",
    "quote",
    "table",
    "image",
]
_MARKS = re.compile(r"(?P<hash>#{1,6}) +|(?P<bold>\*\*)|(?P<li>[-*+] +)|(?P<quote>> ?)|(?P<table>\|)|(?P<image>!\[)")
_END = re.compile(r"[。！？!?；;][”’」』）)】\]]{0,3}$")
_UNENDED = re.compile(r"[^\W\d_]$|[”》」』]$|……$")
_CLAUSE = re.compile(r"[，,]")
_DATE = re.compile(
    r"(?:公元)?(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二一][〇○零OＯ0九八七六五四三二一]{3}年[一二三四五六七八九十元]{1,3}月[一二三四五六七八九十]{1,3}[日号]"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})(?:[(（].{1,8}[)）]|星期[一二三四五六日天])?(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
)
_POINTER = re.compile(
    r"[\[【〔(（](?:(?:详见|见|下转|转|紧接|接)?(?:本报)?(?:今日)?第?[0-9一二三四五六七八九十A-D]{1,3}[版页].{0,8})[\]】〕)）]"
    r"|(?:下转|详见|见)第?[0-9一二三四五六七八九十A-D]{1,3}版"
)
#: What stands at the head and foot of a page for all of its articles: the paper, the date, the number of the page, its editors.
_RUNNING = re.compile(
    r"(?P<paper>[^，。：:；\d]{0,16}?)[\s　]*\d{4}年\d{1,2}月\d{1,2}日[\s　]*(?=.{0,12}(?:星期|\d版|总?第\s*\d+期))[^，。：:；]{2,30}"
    r"|.{0,40}第?[A-D]?\d{1,2}版[^。]{0,12}(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^。]{0,24}"
    r"|(?:第?\s*[A-D]?\d{1,5}\s*版|[一二三四五六七八九十]{1,2}版|[A-D]\d{1,2})[\s　]*[:：][^。，]{1,60}"
    r"|第?\s*[A-D]?\d{1,5}\s*版(?:[\s　:：]*\S{1,6})?|[A-D]\d{2}|今日\s*\d{1,2}\s*版.{0,40}|.{0,30}总?第\s*\d{2,6}\s*期.{0,20}"
    r"|第?\s*[A-D]?\d{1,2}\s*版\s*(?:\d{4}年.*|责[编任].*)|[A-Z]{4,}\s*[一-鿿]{2,4}|[一-鿿]{2,8}\s*[A-Z]{4,}(?:\s[A-Z]+){0,3}|.{0,20}(?:国内统一|邮发代号|刊号).{0,40}"
    r"|[一-鿿]{1,6}(?:[日晚时早快商周导]报|都市报|新闻网?)[\s　]*(?:数字报纸?|数字版|电子报|电子版)"
    r"|(?:本版|值班|执行|责任)?(?:责编|主编|编辑|美编|校对|编审|版式)[\s　:：/／].{2,40}"
)
_PAPER_AND_DATE = re.compile(r"(?P<paper>[^，。：:；\d]{2,16}?)[\s　]*\d{4}年\d{1,2}月\d{1,2}日")
_CREDIT = re.compile(
    r"(?:摄|绘制|供图|制图|[/／]图)$|[/／](?:摄|文|图|绘制|制图)|摄影报道"
    r"|(?:^|[\s　])(?:文|图|文图|图文|摄影|制图|绘制|责编|编辑|美编|校对|版式|责任编辑)[/／:：\s　]"
)
_CAPTION = re.compile(r"(?:图为|上图|下图|左图|右图|[(（]?图[一二三四五六七八九十\d]{1,2}[)）:： 　]|▲|△)")
_ALL_BRACKETS = re.compile(r"(?:[（(【〔\[][^（）()]{2,24}[）)】〕\]]\s*)+")
_SALUTATION = re.compile(
    r"(?:同志|居民|市民|村民|公民|人员|工作者|同胞|人民|群众|代表|委员|先生|女士|家长|同学|老师|乡亲|战友|员工|职工|干部|党员|单位|部门|政府|委|局"
    r"|企业|机构|学校|业主|师生|家属|伙伴|办事处|用户|客户|读者|乘客|旅客|游客|消费者|商户|住户|纳税人|考生|客商|[们友])们?[：:]$"
    r"|^(?:尊敬|亲爱|敬爱)的[^，。；]{2,40}[：:]$"
)
_NOT_SALUTATION = re.compile(r"[。；！？]|如下|指出|强调|要求|认为|表示|说[：:]|通知[：:]")
#: Short lines that are no headlines: the number of a document, of a poem, names one after another, an office and who holds it.
_NO_HEADLINE = re.compile(
    r"\S{1,20}[〔\[［（(【]\d{4}[〕\]］）)】]\S{0,4}第?\d{1,5}\s?号|其(?:\s?[一二三四五六七八九十]){1,2}|\S{1,6}(?:[\s　]+\S{1,6}){3,}"
    r"|(?:[一-鿿　 ]{1,6}[：:]\s*)?[一-鿿·]{2,5}[（(][^（）()]{2,30}[）)]"
)
#: What a document bears above its headline: its number, and around it whose paper it is, who issued it, on which day.
_DOCUMENT = re.compile(
    r"(?:[一-鿿]{2,24}(?:文件|纪要|公报|通报)[\s　]*)?[一-鿿]{0,12}[〔\[［（(【](?:19|20)\d\d[〕\]］）)】][\s　]?第?[\s　]?\d{1,5}[\s　]?号"
)
_LETTERHEAD = re.compile(
    r"(?!.*关于|.*的)[一-鿿]{2,20}(?:文件|纪要|政府|办公室|委员会|[局厅部院])[\s　]*(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?"
)
#: Letters set apart: 会 议 纪 要
_SPACED = re.compile(r"[一-鿿](?:[\s　]{1,3}[一-鿿]){3,11}")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百]{1,3}[章节条部分]{1,2}[\s　])"
)
_DATELINE = re.compile(
    r"[\[【(（]?(?:本报|本台|本刊|本网|本站)(?:讯|消息|[^，。：\s]{0,8}(?:\d{1,2}月)?\d{1,2}日(?:讯|电)|记者)|[\[【(（]?(?:新华社|中新社|中新网)[^，。]{0,16}(?:电|讯)"
    r"|[^，。：\s（(]{2,12}讯[\s　]*[(（](?:记者|通讯员|特约|实习)|[【\[(（](?:本报|特约|实习)?记者[^】\]）)。]{2,24}[】\]）)]"
)
_CONTINUED = re.compile(
    r"[\[【〔(（]?(?:紧接|上接|接)第?[0-9一二三四五六七八九十A-D]{1,3}[版页][^）)\]】〕]{0,12}[\]】〕)）]"
)
_SIDEBAR = re.compile(
    r"(?:相关|新闻|知识|政策|背景)?(?:链接|延伸阅读|小贴士|小知识|名词解释|资料|背景|提示|问答|解读)[:：]?"
)
_ORGAN_END = re.compile(rf"{ORGAN_END.pattern}|(?:[县市区镇乡省]|银行|[中小]学)$")
_LONGEST_HEADLINE = 48
_SHORT = 24
_HAN = re.compile("[一-鿿]+")
#: □ 本报记者 某某, 记者 某某 通讯员 某某, 某某日报通讯员 某某, 文/某某
_MAKERS = re.compile(
    r"[□◇■◆○●◎☆★—\-\s　]*(?:[^\s，。：；、]{0,8}(?:记者|通讯员|作者|撰文|撰稿|供稿)|文[/／])[\s　:：/／]*"
    r"[一-鿿·•]{2,9}(?:[\s　、/／]+(?:[^\s，。：；、]{0,8}(?:记者|通讯员|作者)[\s　:：/／]*)?[一-鿿·•]{1,9}){0,6}(?:[\s　]*文)?"
)
_ROLE = re.compile(r"(?:本报|特约|见习|实习)?(?:全媒体)?(?:记者|通讯员|作者|摄影)")
_PHOTO = re.compile(r"摄|图|绘")
_SIGNED = re.compile(
    r"[（(](?:[^（）()，。]{0,8}(?:记者|通讯员|作者|供稿)[^（）()。]{2,40}|[一-鿿]{2,4}(?:[\s　、]+[一-鿿]{2,4}){0,3})[）)]$"
)


@dataclass(frozen=True)
class Piece:
    """One line of the document: `span` with its line end, `text` without marks and in Simplified, `level` of a marked headline.

    Levels: 1 to 6 as in the markup, 7 for a line wholly in bold, 8 for a line that only reads like a headline.
    """

    span: Span
    text: str
    kind: Kind
    level: int = 0

    @cached_property
    def grams(self) -> frozenset[str]:
        """The pairs of neighbouring characters of the text."""
        return frozenset(grams(self.text))

    @cached_property
    def opens(self) -> bool:
        """Whether a piece of writing begins here: a dateline, or the continuation from another page."""
        return bool(_DATELINE.match(self.text) or _CONTINUED.match(self.text))

    @property
    def continued(self) -> int:
        """How many code points of the value the marker "continued from page ..." takes at the start; 0 without one."""
        match = _CONTINUED.match(self.text)
        return match.end() if match else 0

    @cached_property
    def makers(self) -> bool:
        """Whether it is a line that names who wrote what stands above it."""
        return len(self.text) <= 40 and bool(
            _MAKERS.fullmatch(self.text) or _is_name(self.text) or _are_makers(self.text)
        )

    @property
    def numbered(self) -> bool:
        """Whether a number stands before it, as before the parts of an article."""
        return bool(_NUMBERED.match(self.text))

    @property
    def photo(self) -> bool:
        """Whether it is a credit for pictures."""
        return bool(_PHOTO.search(self.text))

    @cached_property
    def closes(self) -> bool:
        """Whether a paragraph ends with the names of its makers in brackets."""
        return self.kind == "p" and bool(_SIGNED.search(self.text))

    @property
    def sidebar(self) -> bool:
        return self.kind == "heading" and bool(_SIDEBAR.fullmatch(self.text))

    @property
    def signs(self) -> bool:
        """Whether it is short enough for the name of a person who signs, with a place or an office before it."""
        return len(self.text) <= 20 and not re.search(r"[，。；：！？、]", self.text)

    @property
    def organ(self) -> bool:
        """Whether it could be the name of a body that signs."""
        return len(self.text) <= 30 and not _END.search(self.text) and bool(_ORGAN_END.search(self.text))


def _is_name(text: str) -> bool:
    """Whether a line is nothing but names of people, as below a headline: □ 揭春莲, 莫玉秀 李吉财, （伊永杰）."""
    names = re.split(r"[\s　、]+", text.strip("□■◇◆○●◎☆★（()） 　/"))
    return len(names) <= 3 and all(
        2 <= len(name) <= 3 and name[0] in surnames().single and not rjieba.has_word(name) and _HAN.fullmatch(name)
        for name in names
    )


def _are_makers(text: str) -> bool:
    """Whether a line is names with what they are to the article between them: 伊永杰 记者 莫玉秀."""
    words = re.split(r"[\s　、/／]+", text)
    names = [_ROLE.sub("", word) for word in words if not _ROLE.fullmatch(word)]
    told = 0 < len(names) <= 6 and len(words) > 1 and bool(_ROLE.search(text))
    return told and all(2 <= len(n) <= 4 and n[0] in surnames().single and _HAN.fullmatch(n) for n in names)


def _is_of_list(text: str) -> bool:
    """Whether a line is a row of a list: a name, and the body that the person is of."""
    name, _, rest = text.partition(" ")
    return bool(rest) and _is_name(name) and bool(_ORGAN_END.search(rest))


def _unmarked(line: str) -> tuple[str, str]:
    """The line without its block mark, and the mark's name."""
    found = _MARKS.match(line)
    if not found:
        return line, ""
    name = str(found.lastgroup)
    if name == "bold":
        inner = line[2:-2]
        whole = line.endswith("**") and len(line) > 4 and "**" not in inner
        return (inner, "bold") if whole else (line.replace("**", ""), "")
    if name in ("hash", "li", "quote"):
        text = line[found.end() :]
        return (text.strip("*") if name == "hash" else text), name
    return line, name


def _plain_kind(text: str) -> Kind:
    """The kind of a line that markup says nothing about."""
    if _DATE.fullmatch(text.replace(" ", "")):
        return "date"
    if _CONTINUED.fullmatch(text):
        return "p"
    if _POINTER.fullmatch(text):
        return "pointer"
    if _RUNNING.fullmatch(text):
        return "running"
    if label_line(text) == "sure":
        return "label"
    if len(text) <= 60 and not _END.search(text) and (_CREDIT.search(text) or _ALL_BRACKETS.fullmatch(text)):
        return "credit"
    if len(text) <= 40 and _are_makers(text):
        return "credit"
    if len(text) <= 120 and _CAPTION.match(text):
        return "caption"
    if len(text) <= 60 and _SALUTATION.search(text) and not _NOT_SALUTATION.search(text):
        return "salutation"
    if _NUMBERED.match(text):
        return "item-heading" if len(text) <= 30 and not re.search(r"[。；：:;，,]", text) else "p"
    if _headline_like(text):
        return "heading"
    return "p"


#: Pages repeat short lines, in tables and lists: each is judged once.
_short_kind: Final = lru_cache(1 << 14)(_plain_kind)


def _headline_like(text: str) -> bool:
    if not 2 <= len(text) <= _LONGEST_HEADLINE or _END.search(text) or text[-1] in "，、：:,—…；;.．":
        return False
    if _NO_HEADLINE.fullmatch(text) or _DATELINE.match(text) or is_contact(text):
        return False
    if _is_of_list(text):
        return False
    if len(_CLAUSE.findall(text)) > 1 or re.search(r"[。]|[：:].*[：:]|[：:]\s*[\d(（+]|https?:|\d{7}", text):
        return False
    return text[-1].isalnum() or text[-1] in "”》）)」』"


def read(document: Document) -> list[Piece]:
    """The lines of a repaired document, in order; every code point of its value is in exactly one span."""
    pieces, at = [], 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", fold_script(document.text.value)):
        text, mark = _unmarked(line.rstrip("\n"))
        text = text.strip()
        if _SPACED.fullmatch(text):
            text = "".join(text.split())
        kind = (_short_kind if len(text) <= _SHORT else _plain_kind)(text) if text else "p"
        level = 8
        if mark == "hash":
            kind, level = "heading", line.index(" ")
        elif mark == "bold" and kind in ("heading", "p", "item-heading") and len(text) <= 60:
            kind, level = "heading", 7
        elif mark in ("li", "quote", "table", "image"):
            kind = mark  # type: ignore[assignment]
        pieces.append(Piece(Span(at, at + len(line)), text, kind, level if kind == "heading" else 0))
        at += len(line)
    papers = {m["paper"] for p in pieces if p.kind == "running" and (m := _RUNNING.fullmatch(p.text)) and m["paper"]}
    for i, p in enumerate(pieces):
        if papers and (named := _PAPER_AND_DATE.fullmatch(p.text)) and named["paper"] in papers:
            pieces[i] = replace(p, kind="running", level=0)
    for i in _letterheads(pieces):
        pieces[i] = replace(pieces[i], kind="label", level=0)
    for i in _headed_by_place(pieces):
        pieces[i] = replace(pieces[i], kind="heading", level=8)
    for i in range(1, len(pieces)):  # brackets under a headline belong to it: no credits stand there
        if pieces[i].kind == "credit" and pieces[i - 1].kind == "heading" and _ALL_BRACKETS.fullmatch(pieces[i].text):
            pieces[i] = replace(pieces[i], kind="heading", level=8)
    for i in range(len(pieces) - 2, 0, -1):  # bodies that sign stand above a date, or above each other
        signs = pieces[i].organ or (pieces[i].signs and pieces[i - 1].kind == "p" and pieces[i + 1].kind == "date")
        if pieces[i].level in (0, 8) and signs and pieces[i + 1].kind in ("date", "signature"):
            pieces[i] = replace(pieces[i], kind="signature", level=0)
    return pieces


def _letterheads(pieces: Sequence[Piece]) -> Iterator[int]:
    """The lines that a document bears above its headline, or between that and its repetition: its number, and around it the name
    of the paper, who issued it, the day.
    """
    for i, p in enumerate(pieces):
        if not (p.level in (0, 8) and _DOCUMENT.fullmatch(p.text)):
            continue
        last = i + 1
        while last < len(pieces) and pieces[last].level in (0, 8) and _LETTERHEAD.fullmatch(pieces[last].text):
            last += 1
        first = i
        while first and pieces[first - 1].level in (0, 8) and _LETTERHEAD.fullmatch(pieces[first - 1].text):
            first -= 1
        repeated = last > i + 1 and first and pieces[first - 1].kind == "heading"  # and the repetition is gone
        if last < len(pieces) and (pieces[last].kind == "heading" or repeated):
            yield from range(first, last)


def _headed_by_place(pieces: Sequence[Piece]) -> Iterator[int]:
    """The lines that are headlines by where they stand, with however many marks: unended, above a headline or an opening, and below
    nothing of an article.
    """
    below: Piece | None = None  # what stands below, but for labels and days
    for i in range(len(pieces) - 1, -1, -1):
        p = pieces[i]
        if p.kind in ("label", "date", "running"):
            continue
        headed = below is not None and (below.kind == "heading" or below.opens)
        alone = i == 0 or pieces[i - 1].kind in ("running", "label", "heading")
        if headed and alone and p.kind == "p" and 2 <= len(p.text) <= _LONGEST_HEADLINE and _UNENDED.search(p.text):
            if not (_NO_HEADLINE.fullmatch(p.text) or p.makers):
                yield i
        below = p
