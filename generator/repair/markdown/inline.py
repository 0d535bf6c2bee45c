"""Links, pictures and escaped marks in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Change
from generator.repair.markdown.fences import unfenced
from generator.repair.rule import substitution

_TARGET = (
    r"\([ \t]{0,9}(?P<target><[^<>\n]{0,2000}>|[^\s()<>]{0,2000}+(?:\([^\s()]{0,200}\)[^\s()]{0,2000}+)?)"
    r"(?:[ \t]{1,9}[\"'(][^\n]{0,200}?[\"')])?[ \t]{0,9}\)"
)
_LINK = re.compile(rf"(?P<bang>!?)\[(?P<words>[^\[\]\n]{{0,500}})\]{_TARGET}")
_ADDRESS = re.compile(r"|[\w+.-]*[/#:.?][^\u4e00-\u9fff]*")
_PLAIN = re.compile(r"(?:https?://|(?![\w+.-]*+:))[^\s()<>\"'\\]++", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]{1,2000})>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([!-/:-@\[-`{-~])|$)", re.MULTILINE)


@unfenced
def find_links(value: str) -> Iterator[Change]:
    """Links, of which the words stay; pictures keep a plain address.

    >>> [c.after for c in find_links('见[通知](http://a.cn/1 "全文")，![图](javascript:x)，[注](见附件)')]
    ['通知', '![图]()']
    """
    for match in _LINK.finditer(value) if "](" in value else ():
        target = match["target"].strip("<>")
        if match["bang"]:
            after = f"![{match['words'].strip()}]({target if _PLAIN.fullmatch(target) else ''})"
            if after != match[0]:
                yield substitution("link", match, after)
        elif _ADDRESS.fullmatch(target):
            yield substitution("link", match, match["words"])
    for match in _AUTOLINK.finditer(value):
        yield substitution("link", match, match[1])


@unfenced
def find_escapes(value: str) -> Iterator[Change]:
    r"""Marks that were escaped, and the stroke that ends a line.

    >>> [(c.before, c.after) for c in find_escapes("5\\*6\\\n\\会")]
    [('\\*', '*'), ('\\', '')]
    """
    return (substitution("escape", match, match[1] or "") for match in _ESCAPE.finditer(value))
