"""What a line looks like by itself: how it begins and ends, and whether it is a block of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import rjieba

from generator.data import surnames
from generator.repair.labels import label_line

#: A line is looked at again as long as its neighbours are.
_latest = lru_cache(maxsize=64)
_CLOSERS: Final = "”’」』）)】]〕》"
_LAST: Final = {
    **dict.fromkeys("。！？!?", "stop"),
    **dict.fromkeys("：:", "colon"),
    **dict.fromkeys("；;", "semicolon"),
    **dict.fromkeys("…—", "dash"),
    **dict.fromkeys("，,", "comma"),
    "、": "list comma",
    **dict.fromkeys("（(《“‘「『〈【", "opening"),
    **dict.fromkeys("0123456789０１２３４５６７８９.", "figure"),
}
_FIRST: Final = re.compile(
    r"(?P<chapter>[一二三四五六七八九十百]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|第[一二三四五六七八九十百]{1,3}[章节条][\s　])"
    r"|(?P<number>\d{1,2}[.．、](?!\d)|[(（]\d{1,2}[)）]|\d{1,2}[)）]|[①-⑳])"
    r"|(?P<bullet>[●■◆▲★※○◇□►▶·•])"
    r"|(?P<first>[一二三四五六七八九十][是要]|首先|其次|最后|同时|此外|另外)"
    r"|(?P<dateline>本[报台刊网](?:讯|记者)|[\[【(（]本报|新华社|中新[社网])"
    r"|(?P<annex>附件?[:：\d]|附表|抄送[：:]|联系(?:人|电话|地址|方式)[：:])"
    r"|(?P<caption>图为|[上下左右]图)"
    r"|(?P<pointer>[(（\[【〔][上下]?[接转]?第?\d{1,2}版|[\[【〔(（]详见)"
    r"|(?P<meeting>(?:会议|大会|座谈会|会上)(?:还?(?:指出|强调|要求|认为|听取|审议|传达|通报|决定)|，))"
    r"|(?P<speaker>[^，。：、]{2,4}(?:指出|强调|要求|表示|说|认为|介绍))"
    r"|(?P<time>近日|日前|目前|近年来|今年|去年|当[天日]|据[了悉]|截至|活动[中现]|\d{1,2}月\d{1,2}日)"
    r"|(?P<tail>[一-鿿][，。、；：！？”）])"
    r"|(?P<quotation>[“「『])|(?P<bracket>[（(【〔\[])|(?P<title>[《〈])|(?P<mark>[，。、；：？！”’」』）》〉】…,.;:?!)])"
    r"|(?P<particle>[的地得了着过和与及或并而等])|(?P<figure>[0-9０-９%％])|(?P<Latin>[A-Za-z])"
)
#: So many marks between the items of a list are no headline's.
_LISTED: Final = 2
NUMBERED: Final = frozenset(("chapter", "number", "bullet"))
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
#: What the name of a body ends with.
ORGAN_END: Final = re.compile(r"(?:[组委局府会部办院室厅处站所队社团]|中心|公司|集团|学校|大学)$")
_SALUTATION: Final = re.compile(r"[^。；！？]{2,60}[们友会局委府门位员众民事志生校者长][：:]$")
_ADDRESS: Final = re.compile(r"(?:尊敬|亲爱)的|各[^，。]{1,20}")
_INNER: Final = re.compile(r"[，。；！？,;!?]")
#: Short labels of those who speak in turn: 问：, 答：, 柏松龄：
_TURN: Final = re.compile(r"(?:[问答]|[^，。：；、“”]{2,5})[：:](?!$)")
_CONTACT: Final = re.compile(r"(?:联系)?(?:人|电话|手机|传真|邮箱|地址|邮编|网址)[：:]\s*\S{2,}")
_CREDIT: Final = re.compile(r"[\s　/／][一-鿿]{0,4}[\s　]?(?:摄|绘|供图|制图)[）)]?$")
_SHAPES: Final = (("label", _LABEL), ("information", _INFO), ("number", _NUMBER_OF_DOCUMENT), ("turn", _TURN))
_SPEECH: Final = re.compile("(?:讲话|致辞|报告|发言|献词|演讲)$")
_SPEAKER: Final = re.compile(
    r"(?P<office>[一-鿿、，\s　]{0,40}(?:书记|主席|主任|[部县区市州旗省镇乡局会院校处科厅]长|常委|委员|代表|总裁|经理)[\s　]*)?"
    r"(?P<name>[一-鿿·]{2,4})"
)
#: What a headline begins with, and one of what it then ends with.
_FRAMES: Final = (
    (
        re.compile(r"^[^，]{0,24}?关于"),
        re.compile(
            r"[通公报布预]告|通知|意见|决[定议]|办法|规定|方案|细则|条例|规划|计划|请示|批复|函|公示|纪要|[书信]|解读|说明|问题"
            r"|情况|答复|建议|提案|通报|命令|声明|要点|制度|预案|标准|规则|守则|章程"
        ),
    ),
    (re.compile(r"^致"), re.compile(r"[信书词辞函电]$")),
    (
        re.compile(r"召开|举行|举办"),
        re.compile(r"会|学习|仪式|活动|论坛|比赛|大赛|讲座|培训|展览|节$|典礼|班$|行动|赛$|检查|调研|演练|[讲党]课"),
    ),
    (re.compile(r"(?:召开|举行|举办|开展|加强|做好|[在到赴对为向])$"), re.compile(r"(?!)")),
)


@_latest
def ending(text: str) -> str:
    """What a line ends with: the kind of its last mark, or "word".

    >>> [ending(t) for t in ("会议召开。”", "要加强", "（石景山）", "COVID-", "共35")]
    ['stop', 'word', 'closing', 'hyphen', 'figure']
    """
    bare = text.rstrip(_CLOSERS) if text[-1] in _CLOSERS else text
    last = bare[-1:]
    if bare != text:
        return _LAST[last] if last and last in "。！？!?；;" and len(text) - len(bare) <= 3 else "closing"
    if last.isascii():
        if last == "-" and text[-2:-1].isascii():
            return "hyphen"
        if last.isalpha():
            return "Latin"
    return _LAST.get(last, "word")


@_latest
def beginning(text: str) -> str:
    """What a line begins with: a number, a dateline, words that open paragraphs, a mark ..., or "word".

    >>> [beginning(t) for t in ("一、要求", "1.要求", "本报讯 昨日", "会议指出，", "的原则")]
    ['chapter', 'number', 'dateline', 'meeting', 'particle']
    """
    found = _FIRST.match(text)
    return str(found.lastgroup) if found else "word"


@_latest
def is_date(text: str) -> bool:
    return bool(_DATE.match(text.replace(" ", "")))


def is_label(text: str) -> bool:
    """Whether a line is a label with what it says: 组长：某某."""
    return bool(_LABEL.match(text))


@_latest
def stands_alone(text: str) -> bool:
    """Whether a line is a block of its own whatever stands around it: a date, or what a site says about an article."""
    if is_date(text) or _INFO.match(text):
        return True
    return label_line(text) == "sure"  # 2020-07-01 09:30 来源：区政府


def is_document_number(text: str) -> bool:
    """Whether a line is nothing but the number of a document: 某政发〔2020〕1号."""
    return bool(_NUMBER_OF_DOCUMENT.match(text))


def is_speech(title: str) -> bool:
    """Whether a headline is that of a speech or the like, below which stands who gave it."""
    return bool(_SPEECH.search(title))


@lru_cache(maxsize=1 << 10)
def speaker(text: str) -> tuple[int, int] | None:
    """Where the name stands on a line that only says who speaks: behind an office, or alone. A dictionary's word is no name.

    >>> [speaker(t) for t in ("县委副书记、县长李明远", "旗长那顺巴图", "粟国盛", "校长寄语", "摘要")]
    [(8, 11), (2, 6), (0, 3), None, None]
    """
    found = _SPEAKER.fullmatch(text)
    if found is None or rjieba.has_word(found["name"]):
        return None
    by_itself = not found["office"] and (len(found["name"]) > 3 or text[0] not in surnames().single)
    return None if by_itself else found.span("name")


def is_credit(text: str) -> bool:
    """Whether a line ends with who took or drew a picture.

    >>> [is_credit(t) for t in ("图为活动现场。 易水寒 摄", "（王强/摄）", "他爱好拍摄")]
    [True, True, False]
    """
    return bool(_CREDIT.search(text))


def is_contact(text: str) -> bool:
    """Whether a line is a telephone number, an address and the like behind its label."""
    return bool(_CONTACT.match(text))


def addresses(text: str) -> bool:
    """Whether a text is a salutation."""
    return bool(_ADDRESS.match(text) and _SALUTATION.match(text))


@_latest
def plain(text: str) -> bool:
    """Whether a text has no mark within, as headlines have none."""
    return not _INNER.search(text) and text.count("、") < _LISTED


@_latest
def shapes(text: str) -> tuple[str, ...]:
    """The kinds of blocks that a text could be by itself."""
    found = tuple(name for name, pattern in _SHAPES if pattern.match(text))
    return ("date", *found) if is_date(text) else found


def unfinished(text: str) -> bool:
    """Whether a headline wants more words: what it is about without what it is, a verb without its object.

    >>> [unfinished(t) for t in ("关于大桥施工期间", "关于大桥施工的通告", "县委召开农业农村", "县委召开农业工作会议")]
    [True, False, True, False]
    """
    whole = "".join(text.split())
    return any(begins.search(whole) and not ends.search(whole) for begins, ends in _FRAMES)
