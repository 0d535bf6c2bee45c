"""Lines that were broken by the page, not by the writer, become paragraphs again.

Every line break between two lines is judged on its own, by what stands around it: the measure of the column the line is set in,
how both lines begin and end, blank lines, indents, open quotation marks, and two kinds of *bridges*: a word that the break goes
through, and words that stand unbroken elsewhere in the same document. No single sign decides: real columns break in the middle of
a sentence with a blank line behind it, and real paragraphs end without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.data.script import fold_script
from generator.model import Change, Span
from generator.repair.columns import MARK, Page, read_page
from generator.repair.labels import label_line
from generator.repair.lines import CLAUSE_END, GOES_ON, SENTENCE_END, Line

_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "「": "」", "『": "』", "〈": "〉", "【": "】", "〔": "〕"}
_OPENER = re.compile(
    r"(?:[一二三四五六七八九十百]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十百]{1,3}[章节条][\s　]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|[●■◆▲★※○]|附件?[:：\d]|图为|上图|下图|左图|右图|[(（\[【〔][上下]?[接转]?第?\d{1,2}版|[\[【〔(（]详见)"
)
_NEWS = re.compile(r"(?:本报讯|本报记者|本台讯|本刊讯|本网讯|[\[【(（]本报|新华社)")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二一][〇○零OＯ0０九八七六五四三二一]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})$"
)
_LABEL = re.compile(r"[一-鿿　 ]{2,8}[:：]\s*[^\s，。；！？,;]+$")
#: What a site or a page says about an article on a line of its own.
_INFO = re.compile(
    r"(?:发布(?:时间|日期|单位|机构)?|来源|信息来源|稿源|作者|时间|日期|浏览次数|点击|字号|责任编辑|责编|编辑|审核|校对|索引号|文号|发文机关|成文日期)[:：]"
    r"|(?:本版)?(?:责编|编辑|美编|校对)[\s　]|\S{1,12}报[\s　].{0,20}\d{4}年|第?[A-D]?\d{1,2}版$"
)
_ORGAN = re.compile(r"(?:组|委|局|府|会|部|办|院|室|厅|处|站|所|队|中心|公司|集团|学校|大学|社|团|指挥部)$")
_SPEAKS = re.compile(
    r"(?:会议|大会|座谈会|[^，。]{2,5})(?:还)?(?:指出|强调|要求|认为|听取了|审议了|传达了|通报了|决定)[，：]?"
)
_LATIN = re.compile(r"[A-Za-z]$")


def _open_pair(text: str) -> str | None:
    """The mark that would close the last pair that a text opens and does not close."""
    waiting: list[str] = []
    for c in text:
        if c in _PAIRS:
            waiting.append(_PAIRS[c])
        elif waiting and c == waiting[-1]:
            waiting.pop()
    return waiting[-1] if waiting else None


def _closes_pair(a: str, b: str) -> bool:
    close = _open_pair(a)
    if not close or close not in b:
        return False
    opening = next(o for o, c in _PAIRS.items() if c == close)
    return opening not in b[: b.index(close)]


def _stands_alone(line: Line) -> bool:
    if line.structured or _DATE.match(line.text.replace(" ", "")) or _INFO.match(line.text):
        return True
    return label_line(fold_script(line.text)) == "sure"  # 2020-07-01 09:30 来源：区政府


def _opens(line: Line, after: Line) -> bool:
    """Whether a line begins like a new block, whatever stands before it."""
    if _NEWS.match(line.text) or _stands_alone(line) or _stands_alone(after):
        return True
    return bool(_OPENER.match(line.text)) and not GOES_ON.search(after.text)


def _joined(page: Page, i: int) -> bool:
    """Whether line `i` goes on in the next one."""
    a, b = page.lines[i], page.lines[i + 1]
    if _opens(b, a) or (page.verse[i] and page.verse[i + 1]):
        return False
    if _LABEL.match(a.text) and not GOES_ON.search(a.text):
        return page.bridged[i] and not _LABEL.match(b.text)
    indented = b.indent >= page.margin + 1.5
    if b.gap == 0 and indented and (SENTENCE_END.search(a.text) or CLAUSE_END.search(a.text) or b.indent <= 2.5):
        return False
    if b.gap == 0 and page.measures[i] is not None:
        return _wrapped(page, i)
    if b.gap and indented and not GOES_ON.search(a.text):
        return False
    return _continued(page, i)


def _wrapped(page: Page, i: int) -> bool:
    """The same for two lines of a column with nothing between them."""
    a, b = page.lines[i], page.lines[i + 1]
    ended = SENTENCE_END.search(a.text)
    if page.full(i):
        if ended and (_SPEAKS.match(b.text) or _signs(page, i + 1)):
            return False
        return not page.headings[i] or _headline_goes_on(page, i)
    return not (ended or CLAUSE_END.search(a.text)) and (bool(GOES_ON.search(a.text)) or page.bridged[i])


def _signs(page: Page, i: int) -> bool:
    """Whether line `i` is a body that signs: short, named as bodies are, a date at most two lines below."""
    below = (line.text.replace(" ", "") for line in page.lines[i + 1 : i + 4])
    return bool(_ORGAN.search(page.lines[i].text)) and any(_DATE.match(text) for text in below)


def _continued(page: Page, i: int) -> bool:
    """The same for two lines that are in no column, or have blank lines between them."""
    a, b = page.lines[i], page.lines[i + 1]
    measure = page.measures[i]
    if SENTENCE_END.search(a.text):
        return False
    if _closes_pair(a.text, b.text):
        return True
    if page.headings[i] or (page.headings[i + 1] and measure is None):
        return _headline_goes_on(page, i) and not (b.gap and _LABEL.match(b.text))
    if page.full(i):
        return not re.search(r"[：:]$", a.text)
    if CLAUSE_END.search(a.text):
        return False
    if GOES_ON.search(a.text) or page.bridged[i]:
        return True
    prose = bool(MARK.search(a.text) and MARK.search(b.text))
    return prose and measure is None and (a.width >= 30 or page.marked)


def _headline_goes_on(page: Page, i: int) -> bool:
    a, b = page.lines[i], page.lines[i + 1]
    if GOES_ON.search(a.text) or re.match(r"[，、的]", b.text) or re.search(r"[的和与及暨]$", a.text):
        return True
    bridged = page.echoed[i] if b.gap and page.headings[i + 1] else page.bridged[i]
    if bridged or _closes_pair(a.text, b.text) or (page.headings[i + 1] and re.match("[和与及暨]", b.text)):
        return True
    dated = i + 2 < len(page.lines) and _DATE.match(page.lines[i + 2].text.replace(" ", ""))
    return bool(dated) and not b.gap and not _ORGAN.search(a.text) and bool(_ORGAN.search(b.text))


def find_wraps(value: str) -> Iterator[Change]:
    """Line breaks that the page made, within a column or, with blank lines, between two columns.

    >>> [
    ...     c.note
    ...     for c in find_wraps(
    ...         "近期疫情来袭，给人民群众身体健康\\n和生命安全造成严重威胁。在以习近\\n平同志为核心的党中央领导下。"
    ...     )
    ... ]
    ['', '']
    """
    page = read_page(value)
    for i, (a, b) in enumerate(pairwise(page.lines)):
        if _joined(page, i):
            space = " " if _LATIN.search(a.text) and b.text[0].isascii() and b.text[0].isalpha() else ""
            note = "跨栏" if b.gap else ""
            yield Change("unwrap", Span(a.end, b.start), value[a.end : b.start], space, "inferred", note)
