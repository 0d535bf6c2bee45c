"""Lines that are known for a web site's by their shape: ways to the page, menus, file names, script, widgets."""

from __future__ import annotations

import re
from typing import Final

from generator.repair.phrases import GAP, read_phrases

_STEP = re.compile(r"\s*+(?:-?[>＞»›→]++|&gt;)\s*+|\s[/／]\s")
_STEPS: Final = (">", "＞", "»", "›", "→", " / ", " ／ ")
_PLACE = re.compile(r"[\[【(（]?\w{0,8}位置(?:是|为)?[ 　]?[:：]?\s*+")
_SITE = re.compile(r".*(?:网|频道|门户|首页|新闻|政务|公开|资讯|正文|动态|要闻|公告|专题|专栏|栏目|中心)$")
_HAN = re.compile(r"[一-鿿]+")
#: No step of a way is longer but the last, no way, no row of a menu, no name in it.
_LONGEST_STEP, _LONGEST_WAY, _LONGEST_NAME = 16, 120, 8
_DAY: Final = r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s?星期[一二三四五六日天]"
_WEATHER: Final = r"(?:[晴阴雾霾]|多云|[小中大暴]{1,2}[雨雪]|(?:雷)?阵雨)(?:转\S{1,3})?"
_DEGREES: Final = r"-?\d{1,2}(?:℃|°C?)?"
_FILE: Final = r"(?:docx?|xlsx?|pdf|wps|et|rar|zip|pptx?|ofd|txt)"
_PICTURE: Final = r"(?:jpe?g|png|gif|bmp|webp|tiff?)"
_CAMERA: Final = r"(?:图片|微信图片|QQ图片|QQ截图|截图|屏幕截图|IMG|DSC|mmexport)"
_SHAPES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), note)
    for pattern, note in (
        (rf"[\w（）()“”《》、,+\[\]\-—·. 　]{{1,80}}\.{_PICTURE}", "图片文件名"),
        (rf"https?://[!-~]{{1,200}}\.{_PICTURE}(?:\?[!-~]*)?", "图片地址"),
        (r"[今现]?[天日在]是(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^，。；]{0,30}", "日历与天气"),
        (r"(?:(?:19|20)\d\d-\d\d-\d\d[,，]\s?\d{1,8}\s?[|｜]?\s?){3,}", "日历与天气"),
        (rf"{_CAMERA}[_\- ]?\d{{6,20}}(?:[_\-]\d{{1,20}})?", "图片文件名"),
        (rf"[^。，；]{{2,90}}\.{_FILE}(?:[\s（(\[【]*(?:点击)?(?:下载|预览)[）)\]】]?)?", "附件下载"),
        (r"页\s?[:：]\s?(?:\[\d{1,3}\]\s?)+", "分页"),
        (r"[\[【(（]?\d{1,2}[\]】)）]?(?:\s*[\[【(（]\d{1,2}[\]】)）]){2,}", "分页"),
        (rf"{GAP}*+(?:\d{{1,2}}:)?\d\d:\d\d\s?/\s?(?:\d{{1,2}}:)?\d\d:\d\d{GAP}*+(?:\d(?:\.\d)?x)?", "播放器"),
        (r"[日一]\s+[一二]\s+[二三]\s+[三四]\s+[四五]\s+[五六]\s+[六日]", "日历与天气"),
        (
            rf"(?:今[天日]\S{{0,10}}\s+)?[一-鿿]{{2,6}}\s+{_WEATHER}\s+{_DEGREES}\s*[~～/-]\s*{_DEGREES}.{{0,16}}",
            "日历与天气",
        ),
        (rf"(?:农历)?\S{{0,8}}\s?{_DAY}\s?(?:农历\S{{2,16}}|\d\d?:\d\d(?::\d\d)?)", "日历与天气"),
    )
)
_SHAPED = re.compile(r"[\d).）\]】xX℃°六日a-zA-Z](?=[\s）)\]】]*$)|[风级历载览]|[天日在]是[12]")
_CODE_FIRST: Final = frozenset("varletconsfuiehywdjquy$/<.#@*}({)")
_CODE = re.compile(
    r"[\s{}();]*+(?:(?:var|let|const|function|if|else|for|try|catch|return)\b|(?:document|window|location|jQuery)\b[.(]|\$[.(]"
    r"|//|/\*|<!--|-->|@(?:import|media|font-face|charset)\b|[.#*]?[a-zA-Z][\w.#,>:* -]{0,60}\{[^{}]{0,2000}\}|$)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[;{}()=]|-->|<!--")
#: Pictures that every page of a site bears.
_ICON = re.compile(
    r"!\[[^\]\n]*\]\([^)\s]*?(?:^|[/(_\-.])(?:logo|icon|ico|qr|qrcode|ewm|erweima|wx|weixin|wechat|weibo|btn|button|arrow|share|banner|bg"
    r"|spacer|blank|loading|line|dot|close|print|next_?page|pre_?page|top|gotop)\w{0,12}\.(?:png|gif|jpe?g|svg|webp)(?:\?[^)\s]*)?\)",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"!\[(?P<words>[^\]\n]+)\]\([^)\s]*\)")


def _way(text: str) -> bool:
    """Whether it is the way from the site's first page to this one: 首页 > 新闻 > 正文."""
    place = _PLACE.match(text)
    steps = [step for step in _STEP.split(text[place.end() :] if place else text) if step]
    if len(steps) < 2 or len(text) > _LONGEST_WAY or any(len(s) > _LONGEST_STEP for s in steps[:-1]) or "。" in text:
        return False
    if any(re.search(r"[，；：:]", step) for step in steps[:-1]):
        return False
    known = [bool(_SITE.fullmatch(step) or ((reading := read_phrases(step)) and reading.sure)) for step in steps]
    return bool(place) or known[0] or sum(known) > 1 or (len(steps) > 2 and all(map(_HAN.fullmatch, steps)))


def _menu(text: str) -> bool:
    """Whether it is a row of names of pages, most of which every site has."""
    pieces = [piece for piece in re.split(rf"{GAP}++", text) if piece]
    if len(pieces) < 4 or max(map(len, pieces)) > _LONGEST_NAME or re.search("[，。；：]", text):
        return False
    read = [read_phrases(piece) for piece in pieces]
    known = sum(r is not None for r in read)
    return known >= 3 and 2 * known >= len(pieces) and any(r is not None and r.sure for r in read)


def is_code(text: str) -> bool:
    """Whether a line is script or a style sheet.

    >>> (
    ...     is_code("function closePage(){ window.close(); }"),
    ...     is_code(".TRS_Editor P{font-family:宋体;}"),
    ...     is_code("if 要用"),
    ... )
    (True, True, False)
    """
    if text[0] not in _CODE_FIRST or not _SIGNS.search(text) or not _CODE.match(text):
        return False
    return 5 * sum(map(len, _HAN.findall(text))) <= len(text)


def is_icon(text: str) -> bool:
    """Whether a picture, `![words](address)`, is the site's: its name or its words say so.

    >>> is_icon("![](/images/logo.png)"), is_icon("![扫一扫关注我们](a.png)"), is_icon("![会议现场](1.jpg)")
    (True, True, False)
    """
    if _ICON.fullmatch(text):
        return True
    image = _IMAGE.fullmatch(text)
    reading = read_phrases(image["words"]) if image else None
    return reading is not None and bool(reading.sure)


def shape(text: str) -> str:
    """What a line is that only a site has, in Chinese; "" for any other.

    >>> shape("首页 > 新闻 > 正文"), shape("微信图片_20200701093012.jpg"), shape("页:[1]"), shape("会议 > 培训")
    ('栏目路径', '图片文件名', '分页', '')
    """
    if any(step in text for step in _STEPS) and _way(text):
        return "栏目路径"
    if is_code(text):
        return "网页脚本"
    if _SHAPED.search(text):
        for pattern, note in _SHAPES:
            if pattern.fullmatch(text):
                return note
    return "网站菜单" if len(text) <= _LONGEST_WAY and _menu(text) else ""
