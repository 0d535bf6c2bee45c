"""What was text stays text: through Markdown, through Python-Markdown, through the allow-list, into the browser."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from generator.model import Block, Role, Text, said
from generator.render.markdown import body_html, body_markdown, printable, rows

TRICKS = (
    "<script>alert(1)</script>", "<!--", "[x](javascript:alert(1))", "![a](b)", "[a]: b", "# a", "## a ##", "1. a", "１. a",
    "1) a", "* a", "- a", "+ a", "> a", "---", "***", "===", "| a | b |", "&amp;", "&#60;", "&copy", "`a`", "``", "__a__", "*a*",
    "\\", "\\\\*", "http://a.b", "<http://a.b>", "a@b.cn", "  \n", "\n\n", "    a", "\t", "　", "\u2028", "{: .a}", "]]>",
    "\"'", "文", " ", "9", ".", "#", "wzxhzdk:0", "klzzwxh:0", "~~~", "```", "Term\n: a",
)  # fmt: skip
PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=20)
TEXT = st.one_of(st.lists(st.sampled_from(TRICKS), max_size=8).map("".join), PLAIN)
ROLES: tuple[Role, ...] = ("p", "h2", "h3", "li", "quote", "salutation", "signature", "image")
TAGS = {"h2": "h2", "h3": "h3", "li": "li"}


class Leaves(HTMLParser):
    """The elements that hold text, with that text as a browser has it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag in {"p", "h2", "h3", "li", "td", "th"}
        if self.inside:
            self.found.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, text = self.found[-1]
            self.found[-1] = tag, text + data


def leaves(html: str) -> list[tuple[str, str]]:
    reader = Leaves()
    reader.feed(html)
    reader.close()
    return reader.found


def block(role: Role, text: str) -> Block:
    return Block(role, Text.of(text))


@given(st.lists(st.tuples(st.sampled_from(ROLES), TEXT.filter(str.strip)), max_size=5))
@example(
    [("p", "<script>alert(1)</script>"), ("li", "1. [x](javascript:alert(1))"), ("h2", "# a #"), ("quote", "> | a |")]
)
@example([("li", "a"), ("li", "    b"), ("p", "\ta"), ("quote", "a"), ("quote", "    b"), ("p", "a  \n\n# b")])
def test_any_text_comes_out_as_it_went_in(written: list[tuple[Role, str]]) -> None:
    html = body_html([block(role, text) for role, text in written])
    expected = [(TAGS.get(role, "p"), said(role, text)) for role, text in written]
    assert leaves(html) == [pair for pair in expected if pair[1].strip()]


CELL = st.lists(st.sampled_from([t for t in TRICKS if "\n" not in t and "\u2028" not in t]), max_size=4)


@given(st.lists(st.lists(CELL.map("".join).map(str.strip), min_size=1, max_size=4), min_size=2, max_size=4))
def test_any_cell_comes_out_as_it_went_in(table: list[list[str]]) -> None:
    lines = ("| " + " | ".join(c.replace("\\", "").replace("|", "\\|") for c in row) + " |" for row in table)
    value = "\n".join(lines)
    html = body_html([block("p", "前"), block("table", value), block("p", "后")])
    cells = [cell for row in rows(value) for cell in row]
    shown = [text for _, text in leaves(html)[1:-1]]
    assert shown == cells if len(rows(value)) > 1 else shown[: len(cells)] == cells


def test_kinds_have_their_markup() -> None:
    written: list[tuple[Role, str]] = [
        ("salutation", "各位同志："), ("p", "正文。"), ("h2", "一、任务"), ("h3", "（一）分工"), ("li", "一、甲"), ("li", "二、乙"),
        ("p", "又："), ("li", "甲"), ("quote", "引文"), ("table", "| 序号 | 单位 |\n|---|---|\n| 1 | 甲 |"),
        ("image", "![会场](a.jpg)"), ("signature", "某办公室"),
    ]  # fmt: skip
    html = body_html([block(role, text) for role, text in written])
    expected = """
        <p class="salutation">各位同志：</p> <p>正文。</p> <h2>一、任务</h2> <h3>（一）分工</h3>
        <ul class="numbered"> <li>一、甲</li> <li>二、乙</li> </ul> <p>又：</p> <ul> <li>甲</li> </ul>
        <blockquote> <p>引文</p> </blockquote>
        <div aria-label="表格" class="wide" role="region" tabindex="0"><table> <thead> <tr> <th>序号</th> <th>单位</th> </tr> </thead>
        <tbody> <tr> <td>1</td> <td>甲</td> </tr> </tbody> </table></div>
        <p class="picture">会场</p> <p class="signature">某办公室</p>
    """
    assert html.split() == expected.split()


def test_the_page_is_what_markdown_makes_of_the_download() -> None:
    blocks = [block("p", "甲*乙*"), block("h2", "# 一"), block("li", "1. 丙"), block("quote", "<丁>")]
    plain = Markdown(extensions=["tables"]).convert(body_markdown(blocks))
    assert leaves(plain) == leaves(body_html(blocks))


def test_the_download_is_clean() -> None:
    text = "7月1日，会议（第3次）指出：“增长5.5%，建成3.5万吨！”"
    assert body_markdown([block("p", text), block("p", "杨　森")]) == f"{text}\n\n杨　森\n"


@pytest.mark.parametrize(
    "control", ["\x00", "\x02", "\x03", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\ufffe", "\ud800"]
)
def test_what_no_document_may_carry_is_shown_as_lost(control: str) -> None:
    assert printable(f"甲{control}乙") == "甲\ufffd乙"
    assert body_html([block("p", f"甲{control}乙")]) == "<p>甲\ufffd乙</p>"
