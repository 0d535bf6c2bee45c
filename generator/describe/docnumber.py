"""The document's own number (文号): 京政发〔2020〕5号."""

from __future__ import annotations

import re
from typing import Final

from generator.describe.numbers import ZEROS, year
from generator.describe.passage import BLANK, HAN, Reading
from generator.model import Found

# OCR and typing know many brackets where the standard has 〔 〕.
_OPEN, _CLOSE = r"[〔\[（﹝【〈《{［]", r"[〕\]）﹞】〉》}］]"
_FIGURES: Final = f"[0-9{ZEROS}]"
_NUMBER: Final = (
    rf"(?P<code>[{HAN}]{{2,14}}){BLANK}?{_OPEN}{BLANK}?(?P<year>{_FIGURES}{{4}}){BLANK}?{_CLOSE}{BLANK}?"
    rf"(?P<word>第?){BLANK}?(?P<number>[0-9]{{1,5}}){BLANK}?号"
)
#: Orders of a government, and the numbers of Taiwan's offices.
_OTHER: Final = (
    rf"[{HAN}]{{2,20}}(?:令|公告|通告){BLANK}?第{BLANK}?[0-9〇一二三四五六七八九十百]+{BLANK}?号"
    rf"|[{HAN}]{{2,12}}字第[0-9]{{4,14}}号"
)
#: Every number ends so.
_SIGN: Final = re.compile("号")
_LABEL: Final = rf"(?:发文字号|公文字号|文件编号|发文号|文{BLANK}*号|字{BLANK}*号)[：|{BLANK[1:-1]}]+"
_ALONE: Final = re.compile(rf"{BLANK}*(?:{_LABEL})?[（(]?(?:{_NUMBER}|{_OTHER})[）)]?{BLANK}*")
_LABELLED: Final = re.compile(_LABEL + _NUMBER)
_IN_BRACKETS: Final = re.compile(rf"[（(]{_NUMBER}[）)]{BLANK}*$")


def find_doc_number(reading: Reading) -> Found[str] | None:
    """The number that stands on a line of its own, behind its label or in the headline's brackets.

    One that the body cites in passing is another document's.
    """
    for passage in reading.holding(_SIGN):
        heading = passage.block.role in ("title", "deck")
        if not heading and (match := _ALONE.fullmatch(passage.folded)):
            return passage.found(_written(match, passage.block.value), "number on its own line", match.span())
        if match := _LABELLED.search(passage.folded):
            return passage.found(_written(match, passage.block.value), "number behind its label", match.span())
        if heading and (match := _IN_BRACKETS.search(passage.folded)):
            return passage.found(_written(match, passage.block.value), "number in the headline", match.span())
    return None


def _written(match: re.Match[str], value: str) -> str:
    """The number with the brackets and figures of the standard."""
    if not match["code"]:
        return re.sub(rf"{BLANK}|^[（(]|[）)]$", "", value)
    start, end = match.span("code")
    start_word, end_word = match.span("word")
    sign = value[match.end("number") : match.end()].lstrip()[:1]
    return f"{value[start:end]}〔{year(match['year']) or match['year']}〕{value[start_word:end_word]}{int(match['number'])}{sign}"
