"""Links, pictures and escaped marks in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Change
from generator.repair.html.page import PLAIN_ADDRESS
from generator.repair.markdown.fences import unfenced
from generator.repair.rule import substitution

_TARGET = (
    r"\([ \t]{0,9}(?P<target><[^<>\n]{0,2000}>|[^\s()<>]{0,2000}+(?:\([^\s()]{0,200}\)[^\s()]{0,2000}+)?)"
    r"(?:[ \t]{1,9}[\"'(][^\n]{0,200}?[\"')])?[ \t]{0,9}\)"
)
_LINK = re.compile(rf"(?P<bang>!?)\[(?P<words>[^\[\]\n]{{0,500}})\]{_TARGET}")
_ADDRESS = re.compile(r"|[\w+.-]*[/#:.?][^\u4e00-\u9fff]*")
_AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]{1,2000})>", re.IGNORECASE)
#: Of a list of links, what stands before each and behind it: a mark, a date. A shorter link is a button.
_LISTED = re.compile(r"[ \t]*+(?:(?:[-*+]|\d{1,3}[.)]|#{2,6})[ \t]++)?(?=\[[^\[\]\n]{8})")
_MARK = re.compile(r"[ \t]*+(?:[-*+]|\d{1,3}[.)]|#{2,6})[ \t]")
_BESIDE_LINK = re.compile(r"[\s\d年月日\-/.:：·|｜\[\]()（）]*")
_ESCAPE = re.compile(r"\\(?:([!-/:-@\[-`{-~])|$)", re.MULTILINE)


def _lists(value: str) -> set[int]:
    """Where the links begin that stand in lists of links to other pages: two lines at least with one link each and nothing else."""
    found, run = set[int](), list[int]()
    at = 0
    for line in value.split("\n") if "](" in value else ():
        match = _LISTED.match(line) if "](" in line else None
        link = _LINK.match(line, match.end()) if match else None
        if match and link and not link["bang"] and _BESIDE_LINK.fullmatch(line, link.end()):
            run.append(at + match.end())
        elif line.strip():
            found.update(run if len(run) > 1 else ())
            run = []
        at += len(line) + 1
    return found | set(run if len(run) > 1 else ())


@unfenced
def find_links(value: str) -> Iterator[Change]:
    """Links, of which the words stay; pictures keep a plain address, and lists of links to other pages stay marked as such.

    >>> [c.after for c in find_links('见[通知](http://a.cn/1 "全文")，![图](javascript:x)，[注](见附件)')]
    ['通知', '![图]()']
    >>> [c.after for c in find_links("- [全县春耕备耕工作会议召开](1)\\n- [柳河镇新建便民服务中心](2) 7-1")]
    ['[全县春耕备耕工作会议召开]()', '[柳河镇新建便民服务中心]()']
    """
    listed = _lists(value)
    for match in _LINK.finditer(value):
        target = match["target"].strip("<>")
        if match.start() in listed:
            start = value.rfind("\n", 0, match.start()) + 1
            bullet = "" if _MARK.match(value, start) else "- "
            yield substitution("link", match, f"{bullet}[{match['words']}]()")
        elif match["bang"]:
            after = f"![{match['words'].strip()}]({target if PLAIN_ADDRESS.fullmatch(target) else ''})"
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
