"""Telling what a text is written in, by its content; the name of a file only settles what the content leaves open."""

from __future__ import annotations

import re
from typing import Final

from generator.model import Format

_BLOCK: Final = (
    "html|body|div|p|span|br|table|tr|td|ul|ol|li|h[1-6]|font|center|section|article|blockquote|pre|dl|dd|dt|hr"
)
_TAG = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]*)?/?>", re.IGNORECASE)
#: A page whose every tag was encoded, once or more often, on its way through another program.
_ENCODED_TAG = re.compile(r"&(?:amp;)*+lt;/?(?:p|div|span|br|table|tr|td)\b", re.IGNORECASE)
#: Markdown has no other way to say these.
_IN_MARKDOWN = re.compile(r"</?(?:br|table|tr|td)\b", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*+(?>(?:<!--(?:(?!-->).){0,2000}-->\s*+)*)(?:<!doctype\s+html|<html|<\?xml)\b", re.IGNORECASE | re.DOTALL
)
_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)
#: Only at the start of a line: elsewhere two stars may hide the rest of a name.
_STRONG = re.compile(r"^[\s　]{0,8}\*\*(?=[^\s*、，。])[^*\n]{1,200}(?<=\S)\*\*(?!\*)", re.MULTILINE)
_ITEM = re.compile(
    r"^ {0,3}(?:[*+-] +\S|> ?\S|\d{1,3}[.)] {1,3}\S|!\[[^\[\]\n]*\]\(|```|\|[ :|-]+\|\s*$)", re.MULTILINE
)
_LINK = re.compile(r"\[[^\[\]\n]{1,500}+\]\([^)\s]{1,2000}+\)")
_SETEXT = re.compile(r"^[^\s#>|*-].{0,80}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)


def tell_format(text: str, name: str = "") -> Format:
    """What a text is written in. `name` is its file's, for what the content leaves open.

    >>> tell_format("第九十四次会议\\n<div><span>7月1日晚</span></div>"), tell_format("# 会议\\n\\n**本报讯**（记者）")
    ('html', 'markdown')
    >>> tell_format("#1楼 5*6<7 a_b_c\\n***\\n1. 正文"), tell_format("- 甲\\n- 乙", "x.md")
    ('text', 'markdown')
    """
    text = re.sub(r"\r\n?", "\n", text)
    if _PAGE.match(text):
        return "html"
    found = _TAG.findall(text)
    tags, foreign = len(found), sum(not _IN_MARKDOWN.match(tag) for tag in found)
    marks = 3 * len(_HEADING.findall(text)) + 2 * len(_STRONG.findall(text))
    if tags > 1 and (not marks or foreign > marks):
        return "html"
    if not tags and not marks and len(_ENCODED_TAG.findall(text)) > 1:
        return "html"
    ending = name.lower().rpartition(".")[2]
    if marks or (ending == "md" and (tags or any(mark.search(text) for mark in (_ITEM, _LINK, _SETEXT)))):
        return "markdown"
    return "html" if tags and ending in ("html", "htm") else "text"
