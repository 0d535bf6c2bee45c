"""What a web site puts around an article: the way to the page, sizes of type, counters, buttons, the foot.

Lines that tell about the article (来源, 作者, 发布时间, 索引号) stay: describing reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.data.script import fold_script
from generator.model import Change, Span

#: No line of a site's own is longer.
_LONGEST: Final = 200
_LEAD = re.compile(r"(?:[-*] |\d{1,2}\. |#{1,4} |\|)?[\s　]*")
#: Taken whole or not at all, so that no line takes long to judge.
_GAP = r"[\s|｜、/\[\]【】()（）]*+"
_SIZES = rf"(?:字体|字号|文字|字体大小|文字大小)[:：]?+{_GAP}(?>(?:(?:超大|特大|大|中|小|默认|正常){_GAP}){{2,5}})"
_COUNTER = rf"(?:浏览|访问|点击|阅读|查看)(?:次数|人数|量|数|率)[:：]{_GAP}(?:\d++\s?(?:人?次)?)?"
_BUTTON = (
    r"(?:(?:我要)?打印(?:本页|此页|本文|文章)?|关闭(?:窗口|本页|此页|页面)?|(?:我要)?收藏(?:本页|此页)?|加入收藏|设为首页|我要纠错"
    r"|分享(?:到|至)?[:：]?|返回(?:顶部|首页|列表|上页|上一页)|回到顶部|扫一扫\S{0,16})"
)
_CHANNEL = r"(?:微信|新浪微博|腾讯微博|微博|QQ空间|QQ好友|QQ|人人网|百度贴吧|豆瓣|复制链接|朋友圈|更多)"
#: Each kind of line, with the words for it.
_KINDS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), note)
    for pattern, note in (
        (r"[\[【]?(?:[您你](?:现在|当前|目前)?(?:所在)?的|当前|现在|您现在所在)位置\s?(?:是|为)?[:：].*+", "栏目路径"),
        (r"(?:网站)?首页(?:\s*+[>＞»›→]++\s*+[^\s>＞»›→。，]{1,24}+){1,8}\s*+[>＞»›→]*+", "栏目路径"),
        (rf"{_GAP}{_SIZES}(?:(?:{_BUTTON}|{_CHANNEL}){_GAP})*", "字号选择"),
        (rf"{_GAP}{_COUNTER}{_GAP}", "浏览计数"),
        (rf"{_GAP}{_BUTTON}{_GAP}(?:(?:{_BUTTON}|{_CHANNEL}|{_SIZES}){_GAP})*", "打印与分享"),
        (r"(?:上一?[篇条]|下一?[篇条])\s?[:：].*+", "前后篇链接"),
        (r"(?:版权所有|copyright|©|备案(?:序|编)?号\s?[:：]|网站标识码).*+", "网站页脚"),
        (r"[^。，]{0,60}(?:ICP备\s?\d{5}|公网安备\s?\d{8}|网站标识码\s?[:：]?\s?\d{6}).*+", "网站页脚"),
    )
)
_LABELLED = re.compile(r"(?:来源|作者|日期|时间|编辑|发布机构|发布单位|索引号|文号)\s*[:：]")
_INSIDE = re.compile(
    rf"(?:(?<=\s)|(?<=[|｜】\])）])|^)[\[【(（]?+(?:{_SIZES}|{_COUNTER}[\]】)）]?+|{_BUTTON}[\]】)）]?+(?=[\s|｜\[【（(]|$))"
)


def _inside(line: str, base: int) -> Iterator[tuple[int, int]]:
    for match in _INSIDE.finditer(line):
        yield base + match.start(), base + match.end()


def find_residue(value: str) -> Iterator[Change]:
    """Lines of the web site around an article, and its buttons in the line that tells about the article.

    >>> [
    ...     c.note
    ...     for c in find_residue(
    ...         "您当前的位置：首页 > 要闻\\n字号：【大 中 小】 打印本页 关闭窗口\\n浏览次数：15\\n当前位置重要。"
    ...     )
    ... ]
    ['栏目路径', '字号选择', '浏览计数']
    >>> [c.before for c in find_residue("来源：区政府 2020-07-01 字号：[大 中 小] 打印")]
    ['字号：[大 中 小] ', '打印']
    """
    at = 0
    for line, folded in zip(value.split("\n"), fold_script(value).split("\n"), strict=True):
        lead = _LEAD.match(folded).end() if len(line) <= _LONGEST else 0  # type: ignore[union-attr]
        text = folded[lead:].rstrip()
        if text and len(line) <= _LONGEST:
            if _LABELLED.search(text):
                for start, end in _inside(text, at + lead):
                    yield Change("residue", Span(start, end), value[start:end], "", "inferred", "网页按钮")
            else:
                note = next((note for kind, note in _KINDS if kind.fullmatch(text)), "")
                if note:
                    yield Change("residue", Span(at, at + len(line)), line, "", "inferred", note)
        at += len(line) + 1
