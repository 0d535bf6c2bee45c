"""What a line looks like on its own, where markup says nothing about it: a headline, a date, a credit ..."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

import rjieba

from generator.data import surnames
from generator.repair.labels import label_line
from generator.repair.linekinds import ORGAN_END, is_contact

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
END = re.compile(r"[。！？!?；;][”’」』）)】\]]{0,3}$")
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
RUNNING = re.compile(
    r"(?P<paper>[^，。：:；\d]{0,16}?)[\s　]*\d{4}年\d{1,2}月\d{1,2}日[\s　]*(?=.{0,12}(?:星期|\d版|总?第\s*\d+期))[^，。：:；]{2,30}"
    r"|.{0,40}第?[A-D]?\d{1,2}版[^。]{0,12}(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^。]{0,24}"
    r"|(?:第?\s*[A-D]?\d{1,5}\s*版|[一二三四五六七八九十]{1,2}版|[A-D]\d{1,2})[\s　]*[:：][^。，]{1,60}"
    r"|第?\s*[A-D]?\d{1,5}\s*版(?:[\s　:：]*\S{1,6})?|[A-D]\d{2}|今日\s*\d{1,2}\s*版.{0,40}|.{0,30}总?第\s*\d{2,6}\s*期.{0,20}"
    r"|第?\s*[A-D]?\d{1,2}\s*版\s*(?:\d{4}年.*|责[编任].*)|[A-Z]{4,}\s*[一-鿿]{2,4}|[一-鿿]{2,8}\s*[A-Z]{4,}(?:\s[A-Z]+){0,3}|.{0,20}(?:国内统一|邮发代号|刊号).{0,40}"
    r"|[一-鿿]{1,6}(?:[日晚时早快商周导]报|都市报|新闻网?)[\s　]*(?:数字报纸?|数字版|电子报|电子版)"
    r"|(?:本版|值班|执行|责任)?(?:责编|主编|编辑|美编|校对|编审|版式)[\s　:：/／].{2,40}"
)
_CREDIT = re.compile(
    r"(?:摄|绘制|供图|制图|[/／]图)$|[/／](?:摄|文|图|绘制|制图)|摄影报道"
    r"|(?:^|[\s　])(?:文|图|文图|图文|摄影|制图|绘制|责编|编辑|美编|校对|版式|责任编辑)[/／:：\s　]"
)
_CAPTION = re.compile(r"(?:图为|上图|下图|左图|右图|[(（]?图[一二三四五六七八九十\d]{1,2}[)）:： 　]|▲|△)")
ALL_BRACKETS = re.compile(r"(?:[（(【〔\[][^（）()]{2,24}[）)】〕\]]\s*)+")
_SALUTATION = re.compile(
    r"(?:同志|居民|市民|村民|公民|人员|工作者|同胞|人民|群众|代表|委员|先生|女士|家长|同学|老师|乡亲|战友|员工|职工|干部|党员|单位|部门|政府|委|局"
    r"|企业|机构|学校|业主|师生|家属|伙伴|办事处|用户|客户|读者|乘客|旅客|游客|消费者|商户|住户|纳税人|考生|客商|[们友])们?[：:]$"
    r"|^(?:尊敬|亲爱|敬爱)的[^，。；]{2,40}[：:]$"
)
_NOT_SALUTATION = re.compile(r"[。；！？]|如下|指出|强调|要求|认为|表示|说[：:]|通知[：:]")
#: Short lines that are no headlines: the number of a document, of a poem, names one after another, an office and who holds it.
NO_HEADLINE = re.compile(
    r"\S{1,20}[〔\[［（(【]\d{4}[〕\]］）)】]\S{0,4}第?\d{1,5}\s?号"
    r"|其(?:\s?[一二三四五六七八九十]){1,2}|\S{1,6}(?:[\s　]+\S{1,6}){3,}"
    r"|(?:[一-鿿　 ]{1,6}[：:]\s*)?[一-鿿·]{2,5}[（(][^（）()]{2,30}[）)]"
)
NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百]{1,3}[章节条部分]{1,2}[\s　])"
)
DATELINE = re.compile(
    r"[\[【(（]?(?:本报|本台|本刊|本网|本站)(?:讯|消息|[^，。：\s]{0,8}(?:\d{1,2}月)?\d{1,2}日(?:讯|电)|记者)|[\[【(（]?(?:新华社|中新社|中新网)[^，。]{0,16}(?:电|讯)"
    r"|[^，。：\s（(]{2,12}讯[\s　]*[(（](?:记者|通讯员|特约|实习)|[【\[(（](?:本报|特约|实习)?记者[^】\]）)。]{2,24}[】\]）)]"
)
CONTINUED = re.compile(
    r"[\[【〔(（]?(?:紧接|上接|接)第?[0-9一二三四五六七八九十A-D]{1,3}[版页][^）)\]】〕]{0,12}[\]】〕)）]"
)
LONGEST_HEADLINE = 48
_SHORT = 24
_HAN = re.compile("[一-鿿]+")
_ROLE = re.compile(r"(?:本报|特约|见习|实习)?(?:全媒体)?(?:记者|通讯员|作者|摄影)")
#: □ 本报记者 某某, 记者 某某 通讯员 某某, 某某日报通讯员 某某, 文/某某
_MAKERS = re.compile(
    r"[□◇■◆○●◎☆★—\-\s　]*(?:[^\s，。：；、]{0,8}(?:记者|通讯员|作者|撰文|撰稿|供稿)|文[/／])[\s　:：/／]*"
    r"[一-鿿·•]{2,9}(?:[\s　、/／]+(?:[^\s，。：；、]{0,8}(?:记者|通讯员|作者)[\s　:：/／]*)?[一-鿿·•]{1,9}){0,6}(?:[\s　]*文)?"
)
ORGANS_END = re.compile(rf"{ORGAN_END.pattern}|(?:[县市区镇乡省]|银行|[中小]学)$")


def _is_name(text: str) -> bool:
    """Whether a line is nothing but names of people, as below a headline: □ 揭春莲, 莫玉秀 李吉财, （伊永杰）."""
    names = re.split(r"[\s　、]+", text.strip("□■◇◆○●◎☆★（()） 　/"))
    return len(names) <= 3 and all(
        2 <= len(name) <= 3
        and name[0] in surnames().single
        and name[-1] not in "区县市州旗镇乡村街"
        and not rjieba.has_word(name)
        and _HAN.fullmatch(name)
        for name in names
    )


def _are_makers(text: str) -> bool:
    """Whether a line is names with what they are to the article between them: 伊永杰 记者 莫玉秀."""
    words = re.split(r"[\s　、/／]+", text)
    names = [_ROLE.sub("", word) for word in words if not _ROLE.fullmatch(word)]
    told = 0 < len(names) <= 6 and len(words) > 1 and bool(_ROLE.search(text))
    return told and all(2 <= len(n) <= 4 and n[0] in surnames().single and _HAN.fullmatch(n) for n in names)


def names_makers(text: str) -> bool:
    """Whether a line names who wrote what stands above it."""
    return len(text) <= 40 and bool(_MAKERS.fullmatch(text) or _is_name(text) or _are_makers(text))


def _is_of_list(text: str) -> bool:
    """Whether a line is a row of a list: a name, and the body that the person is of."""
    name, _, rest = text.partition(" ")
    return bool(rest) and _is_name(name) and bool(ORGANS_END.search(rest))


def _long_kind(text: str) -> Kind:
    if _DATE.fullmatch(text.replace(" ", "")):
        return "date"
    if CONTINUED.fullmatch(text):
        return "p"
    if _POINTER.fullmatch(text):
        return "pointer"
    if RUNNING.fullmatch(text):
        return "running"
    if label_line(text) == "sure":
        return "label"
    if len(text) <= 60 and not END.search(text) and (_CREDIT.search(text) or ALL_BRACKETS.fullmatch(text)):
        return "credit"
    if len(text) <= 40 and _are_makers(text):
        return "credit"
    if len(text) <= 120 and _CAPTION.match(text):
        return "caption"
    if len(text) <= 60 and _SALUTATION.search(text) and not _NOT_SALUTATION.search(text):
        return "salutation"
    if NUMBERED.match(text):
        return "item-heading" if len(text) <= 30 and not re.search(r"[。；：:;，,]", text) else "p"
    if _headline_like(text):
        return "heading"
    return "p"


#: Pages repeat short lines, in tables and lists: each is judged once.
_short_kind: Final = lru_cache(1 << 14)(_long_kind)


def kind_of(text: str) -> Kind:
    """The kind of a line that markup says nothing about."""
    return (_short_kind if len(text) <= _SHORT else _long_kind)(text)


def _headline_like(text: str) -> bool:
    if not 2 <= len(text) <= LONGEST_HEADLINE or END.search(text) or text[-1] in "，、：:,—…；;.．":
        return False
    if NO_HEADLINE.fullmatch(text) or DATELINE.match(text) or is_contact(text):
        return False
    if _is_of_list(text):
        return False
    if len(_CLAUSE.findall(text)) > 1 or re.search(r"[。]|[：:].*[：:]|[：:]\s*[\d(（+]|https?:|\d{7}", text):
        return False
    return text[-1].isalnum() or text[-1] in "”》）)」』"
