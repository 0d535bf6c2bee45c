"""Who signs (落款单位), and the bodies that issue or meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from generator.describe.calendar import days
from generator.describe.passage import BLANK, HAN, Passage, Reading
from generator.model import Found

#: How the names of public bodies end.
ORGAN_ENDS: Final = (
    r"(?:领导小组办公室|领导小组|工作小组|工作组|指挥部|常委会|常务会|常务委员会|委员会|党工委|人民政府|政府|办公室|办事处|管委会|党组|政协|人大|"
    r"人民法院|人民检察院|法院|检察院|研究院|医院|联合会|总工会|工会|协会|学会|基金会|妇联|残联|工商联|文联|分局|总局|中心|总队|支队|大队|学校|大学|集团|公司|"
    r"银行|街道|部队|[区市县省镇乡旗州]委|[区市县省镇乡旗州]府|[局委厅部署院办社]|[镇乡区县市省]|团[省市区县]委|[中小]学)"
)
_ORGAN: Final = re.compile(rf"[{HAN}（）“”·、\d{BLANK[1:-1]}]{{2,60}}?{ORGAN_ENDS}")
_SEAL: Final = re.compile(r"[（(](?:印|章|盖章|公章|代章)[）)]")


def find_signed(reading: Reading) -> Found[str] | None:
    """The body, or the bodies joined by 、, whose names stand above or before the date that closes the text."""
    closing = reading.among("signature") or tuple(_before_date(reading))
    signers = [(p, span) for p in closing if (span := _signer(p)) is not None]
    if not signers:
        return None
    passage, span = signers[0]
    names = [re.sub(BLANK, "", p.block.value[slice(*s)]) for p, s in signers]
    return passage.found("、".join(names), "signature", span)


def _before_date(reading: Reading) -> Iterator[Passage]:
    """The line before a date that closes the text, where segmentation saw no signature."""
    body = reading.among("p", "li")[-8:]
    for line, date in pairwise(body):
        day = next(days(date.folded), None)
        if day and day.span == (0, len(date.folded)) and len(line.folded) <= 40:
            yield line


def _signer(passage: Passage) -> tuple[int, int] | None:
    """Where the body's name stands in a line of a signature, without the date and the seal."""
    text = passage.folded
    first = min((day.span[0] for day in days(text)), default=len(text))
    seal = _SEAL.search(text, 0, first)
    end = len(text[: seal.start() if seal else first].rstrip(" \u3000"))
    start = end - len(text[:end].lstrip(" \u3000"))
    return (start, end) if end > start and _ORGAN.fullmatch(text, start, end) else None


def find_organs(reading: Reading, signed: Found[str] | None) -> tuple[Found[str], ...]:
    """The bodies that sign, meet or act in headline, lead and first words of paragraphs; the signer first, at most four."""
    found: dict[str, Found[str]] = {signed.value: signed} if signed else {}
    for passage in (*reading.heads, *reading.among("p")):
        for start, end in _acting(passage.folded, passage.block.role == "p" and passage is not reading.lead):
            name = passage.block.value[start:end]
            found.setdefault(name, passage.found(name, "body that meets or acts", (start, end), "inferred"))
    return tuple(_whole(list(found.values()))[:4])


#: Before a body's name, if the text does not begin with it.
_EDGE: Final = re.compile(f"[，。；：！？）”由召贯{BLANK[1:-1]}](?:(?<=召)开|(?<=贯)彻|(?<![召贯]))")
#: Words that are no part of a body's name. 的 is one in 党的, 对 in 应对.
_NOT_IN: Final = "(?<!党)的|了|和|在|(?<!应)对|把|将|要|会议|精神|召开|举行|我们|贯彻|落实|传达|学习"
_NAME: Final = rf"(?P<name>(?:(?!{_NOT_IN})[{HAN}]){{1,34}}?{ORGAN_ENDS})"
_DOES: Final = (
    "(?:第[^，。]{1,10}[次届]|全体|专题|常务)?会议|召开|举行|举办|主办|印发|发布|联合|会同|组织|开展|启动|部署|关于|决定|执法"
    "|积极|全力|全面"
)
_MEETS: Final = re.compile(rf"(?:\d{{1,2}}月\d{{1,2}}日(?:上午|下午|晚)?，?)?{_NAME}(?={_DOES})")


def _meeting(text: str) -> Iterator[re.Match[str]]:
    """The matches behind edges, apart from each other."""
    read = 0
    for at in (0, *(edge.end() for edge in _EDGE.finditer(text))):
        if at >= read and (match := _MEETS.match(text, at)):
            yield match
            read = match.end()


def _acting(text: str, later: bool) -> Iterator[tuple[int, int]]:
    """Bodies before a verb of meeting or issuing. In later paragraphs only those of 区, 市, 县: others are named in passing."""
    for match in _meeting(text):
        start, end = match.span("name")
        if end - start < 3 or match["name"] in ("领导小组", "办公室", "委员会", "指挥部", "工作组"):
            continue
        if re.fullmatch(rf"[{HAN}]{{1,7}}[区县市省镇乡]", match["name"]) or (
            later and match["name"][0] not in "区市县省镇乡"
        ):
            continue
        yield start, end


def _whole(found: Sequence[Found[str]]) -> list[Found[str]]:
    """Without names that are the end of a fuller one: 区应急管理局 beside 通州区应急管理局."""
    return [f for f in found if not any(g is not f and g.value.endswith(f.value) for g in found)]
