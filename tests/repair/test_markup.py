"""Properties of the markup stage, whatever it is given, and how it grows with its input."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.ingest import ingest, seed_paths
from generator.model import Document, Source, Text
from generator.repair import MARKUP, RULES, repair, repair_document
from generator.repair.html.tokens import events

SEEDS = Path(__file__).parents[2] / "seeds"
PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<div class=nav>", "</div>", "<br>", "<h1>", "</h1>", "<ul>", "<ol>", "<li>", "</ul>"),
        *("<table>", "<tr>", "<td>", "<td rowspan=2 colspan=3>", "</td>", "</tr>", "</table>", "<img src=a.jpg alt=图>", "<pre>"),
        *("<span style='display:none'>", "<span style='display:block;font-weight:bold'>", "</span>", "<sup>", "</sup>", "<title>"),
        *("</title>", "<script>", "</script>", "<!--", "-->", "<blockquote>", "</blockquote>", "/p>", "<p title=\"", "\">"),
        *("# ", "## 会", "**", "*", "_", "`", "```", "~~", "- ", "> ", "| ", "|--|--|", "---", "===", "[甲](b)", "\\", "![", "]("),
        *("&nbsp;", "&amp;", "&lt", "会议指出，", "要落实。", "2", "a", " ", "　", "\n", "\n\n", "\r\n", "\t", "\u200b"),
        "浏览次数：3",
    ]
)  # fmt: skip
PAGES = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@pytest.mark.parametrize("kind", list(MARKUP))
@given(value=PAGES)
@example(value="<p /p>")
@settings(max_examples=300)
def test_any_text_comes_through_and_goes_back(kind, value: str):
    text = repair(Text.of(value), MARKUP[kind])
    assert text.revert() == value
    kept, dropped = text.fate()
    assert kept + sum(dropped.values()) == len(value)


@pytest.mark.parametrize("kind", list(MARKUP))
@given(value=PAGES)
@settings(max_examples=200)
def test_a_whole_document_comes_through_and_goes_back(kind, value: str):
    document = repair_document(Document(Source("a", "0" * 64, 0, "utf-8", kind), Text.of(value)))
    assert document.text.revert() == value
    kept, dropped = document.text.fate()
    assert kept + sum(dropped.values()) == len(value)
    assert "\n\n" not in document.text.value
    assert {traced.change.rule for traced in document.text.changes()} <= set(RULES)


@given(PAGES)
def test_events_cover_the_page_and_close_what_they_open(value: str):
    opened: list[int] = []
    start = end = 0
    for step in events(value):
        if (step.start, step.end) != (start, end) and step.end > step.start:  # one tag may close several elements
            assert step.start == end
            start, end = step.start, step.end
        if step.kind == "open":
            opened.append(step.key)
        elif step.kind == "close":
            opened.remove(step.key)
    assert not opened
    assert end == len(value)


@given(st.lists(st.sampled_from("会议指出，。（）“”《》：；①　 \n"), max_size=60).map("".join))
def test_plain_chinese_text_is_left_alone(value: str):
    assert repair(Text.of(value), MARKUP["text"]).value == value


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "div", "li", "h2", "td", "span", "b"]), st.text("会议指出要落实", max_size=6))
    )
)
def test_no_han_character_of_a_page_is_lost(blocks):
    page = "<div>" + "".join(f"<{name}>{text}</{name}>\n" for name, text in blocks) + "</div>"
    value = repair(Text.of(page), MARKUP["html"]).value
    assert re.sub(r"[^一-鿿]", "", value) == "".join(text for _, text in blocks)


@pytest.mark.parametrize("path", seed_paths(SEEDS) if SEEDS.is_dir() else [])
def test_seeds_lose_no_han_character(path: str):
    document = ingest(SEEDS, path)
    value = repair(document.text, MARKUP[document.source.format]).value
    assert re.sub(r"[^一-鿿]", "", value) == re.sub(r"<[^>]*>|[^一-鿿]", "", document.text.original)
    assert not re.search(r"</?(?:p|div|span)\b|/p>|&nbsp;|[^\n]\*\*\w", value)


HOSTILE = {
    "nested blocks": "<div>",
    "nested tables": "<table><tr><td>",
    "overlapping elements": "<b><p></b>",
    "nested items": "<ul><li>",
    "paragraphs in one line": "<p>会议指出。",
    "comments that never end": "会<!-- ",
    "scripts that never end": "<script>会",
    "open quotes": '<a ="<a =\'" =',
    "less-than signs": "<<p",
    "references": "&amp;&",
    "spaces in a line": "会      ",
    "stars": "**a *b _c ",
    "brackets": "[a](b [![",
    "fences": "```\n",
    "bars": "|-|\n",
    "quotation marks": "> > ",
    "rows of hyphens": "会\n---\n\n",
    "headlines": "# #\n",
    "cells that span": "<table><tr><td rowspan=1000 colspan=50>a<td>",
    "breadcrumbs": "首页 > 打印 字号：大 中 \n",
}


@pytest.mark.timed
@pytest.mark.parametrize("kind", list(MARKUP))
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_input(kind, unit: str):
    def seconds(times: int) -> float:
        text = Text.of("<p>会</p>\n\n# 会\n\n" + unit * times)
        start = time.process_time()
        repair(text, MARKUP[kind])
        return time.process_time() - start

    few = min(seconds(1_000) for _ in range(2))
    assert seconds(8_000) < 24 * max(few, 0.02)  # eight times the input; a square would take sixty-four times as long
