"""What a finding rests on, in words for readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.model import Found
from generator.render.markdown import printable
from generator.render.parts import Evidence
from generator.render.tallies import CERTAINTY, label

#: Where the words stand that `generator.describe` went by, under the names of its rules.
_PLACES: Final[Mapping[str, str]] = {
    "lead": "导语",
    "signature": "落款",
    "below the headline": "题下日期",
    "label of writing": "成文日期栏",
    "label of publishing": "发布日期栏",
    "issue": "报头",
    "file name": "文件名",
    "date of a sister article": "同一来源的其他文章",
    "place of the articles beside it": "同一来源的其他文章",
    "the archive's own place": "本馆所在地",
    "county of a town": "乡镇所属县区",
    "place that the places named lie in": "文中各县区所属的市",
    "named in the title": "主题",
    "named in the kicker": "引题",
    "named in the deck": "副题",
    "named in the signature": "落款",
}


def _place(rule: str) -> str:
    if rule.startswith("year: "):
        return "年份"
    if rule.startswith("named in the "):
        return _PLACES.get(rule, "正文")
    return _PLACES.get(rule) or label(rule)


def evidence(found: Found[Any], against: str = "") -> Evidence:
    """A finding's words, with what they are. `against` is the date that they speak for, where another was taken."""
    return Evidence(printable(found.text), against or _place(found.rule), CERTAINTY[found.certainty])
