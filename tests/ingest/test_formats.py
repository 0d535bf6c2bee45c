"""Telling what a text is written in."""

from __future__ import annotations

import pytest

from generator.ingest.formats import tell_format

CASES = {
    "html": {
        "a fragment after a plain line": ("第九十四次会议\n<div><span>7月1日晚</span></div>\n", "a.txt"),
        "a page": ("<!-- 导航 -->\n<!DOCTYPE html>\n会议", "a"),
        "a page with a list in stars": ("<html><body><p>* 甲</p></body></html>", "a.md"),
        "one tag, and a name that says so": ("会议<br>指出", "a.htm"),
        "a page encoded once too often": ("&lt;p&gt;会议指出&lt;/p&gt;", "a.txt"),
        "a table": ("<table><tr><td>甲</td></tr></table>", "a"),
    },
    "markdown": {
        "headlines on an old Mac": ("正文\r## 会议\r", "a.txt"),
        "headlines": ("## 会议\n\n正文", "a.txt"),
        "bold at the start of a line": ("**本报讯**（记者 陶涛）会议", ""),
        "a table in HTML below a headline": ("# 名单\n\n<table><tr><td>甲</td><td>乙</td></tr></table>", "a.txt"),
        "items, in a file whose name says so": ("- 甲\n- 乙", "a.MD"),
        "a row below the headline, and a name": ("会议\n====\n正文", "a.md"),
    },
    "text": {
        "floors, products, names of files, comparisons": ("#1楼 5*6<7 a_b_c 3>2\n***\n1. 正文\n- 乙", "a.txt"),
        "hidden names": ("中奖者：张**、李**，电话138****1234\n王**", "a.txt"),
        "a name alone makes no Markdown": ("会议指出\n会议强调", "a.md"),
        "a name alone makes no HTML": ("会议指出 A<B", "a.html"),
        "one tag left over": ("会议指出?/p>\n会议强调</p>", "a.txt"),
        "a hostile headline": ('"><img src=x onerror=alert(1)>\n<script>alert(1)</script>', "a.txt"),
        "nothing": ("", "a"),
    },
}


@pytest.mark.parametrize(
    ("expected", "text", "name"),
    [pytest.param(kind, *case, id=f"{kind}: {name}") for kind, cases in CASES.items() for name, case in cases.items()],
)
def test_format(expected: str, text: str, name: str):
    assert tell_format(text, name) == expected
