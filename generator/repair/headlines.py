"""Headlines over several lines, and bodies that sign over several: which of their lines go on in the next."""

from __future__ import annotations

import re
from typing import Final

from generator.repair.begun import Begun
from generator.repair.columns import Page
from generator.repair.linekinds import ORGAN_END, is_date, is_document_number, is_label, unfinished

_STOP: Final = re.compile(r"[。！？!?；;：:…][”’」』）)]?$")
_GOES_ON: Final = re.compile(r"(?:[，,、（(《“‘「『〈—]|[A-Za-z]-|[的和与及暨])$")
_AND: Final = re.compile(r"[，、的和与及暨]")
_ORDINAL: Final = re.compile(r"第[一二三四五六七八九十百\d]{1,5}[次届期批]|会议|大会")
_CLAUSE: Final = re.compile(r"[，,]")
_COUNTED: Final = re.compile(r"\d{1,6}[余多]?[个名家户人辆台处栋座条项场批支所]")
#: What a speech is called; behind it stands who gave it.
_SPOKEN: Final = re.compile(r"上的(?:讲话|致辞|报告|发言)$")
#: The rest of a headline that begins with the number of a meeting is no longer than this.
_SHORT_REST: Final = 12


def among_headlines(page: Page, i: int) -> bool:
    """Whether line `i`, or the one behind it where no column is, stands among headlines or those who sign, who keep no measure."""
    column = page.columns[i]
    return page.headings[i] or (page.headings[i + 1] and (column is None or column.full < 0.5))


def headline_goes_on(page: Page, i: int, begun: Begun) -> bool:
    """Whether a headline, or the name of a body that signs, which has begun goes on behind line `i`."""
    a, b = page.lines[i], page.lines[i + 1]
    if _STOP.search(a.text) or (b.gap and is_label(b.text)) or is_document_number(b.text) or _SPOKEN.search(a.text):
        return False
    if begun.closes(b.text) or _GOES_ON.search(a.text):
        return True
    if _CLAUSE.search(a.text) and _COUNTED.match(b.text):  # half a sentence, and what it counts
        return True
    if page.headings[i + 1]:
        if _AND.match(b.text) or unfinished(begun.text) or (_ORDINAL.match(b.text) and len(b.text) < _SHORT_REST):
            return True
        if b.gap:
            return page.echoed[i]
    if page.echoed[i] or page.bridged[i]:
        return True
    signed = i + 2 < len(page.lines) and is_date(page.lines[i + 2].text) and ORGAN_END.search(b.text)
    return bool(signed) and not b.gap and not ORGAN_END.search(a.text)
