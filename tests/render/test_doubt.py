"""What is inferred, and what is damaged, is marked in the body; its text stays exactly as it was."""

from __future__ import annotations

import re
from html import unescape
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from generator.model import BODY, Block, Change, Role, Span, Text
from generator.render.doubt import doubts, mark_doubts
from generator.render.markdown import body_html
from tests.render.histories import texts

_SPAN = re.compile(r'<span class="(?:inferred|flag)" title="[^"<>]*">([^<>]*)</span>')
TABLE = "| 甲 | a\\|b |\n|---|---|\n| - | 丙丁 |\n"


def inferred(start: int, end: int, value: str, after: str, rule: str = "shift", note: str = "") -> Change:
    return Change(rule, Span(start, end), value[start:end], after, "inferred", note)


@given(st.lists(st.tuples(st.sampled_from(BODY), st.one_of(texts(), texts(start=TABLE))), max_size=6))
def test_marks_change_nothing_but_themselves(written: list[tuple[Role, Text]]) -> None:
    blocks = [Block(role, text) for role, text in written]
    html = body_html(blocks)
    assert _SPAN.sub(r"\1", mark_doubts(html, blocks)) == html


PRINTED = st.sampled_from("甲乙丙丁ab1，。&<|>*_\\;")


@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "quote", "signature"]), texts(PRINTED)), max_size=6))
def test_just_the_doubtful_characters_are_marked(written: list[tuple[Role, Text]]) -> None:
    blocks = [Block(role, text) for role, text in written]
    expected = "".join(
        c for b in blocks if b.value.strip() for c, doubt in zip(b.value, doubts(b), strict=False) if doubt
    )
    assert unescape("".join(_SPAN.findall(mark_doubts(body_html(blocks), blocks)))) == expected


def test_a_mark_says_how_and_why() -> None:
    value = "甲?乙"
    block = Block("p", Text.of(value).apply([inferred(1, 2, value, "<丙>", note='"一"')]))
    assert mark_doubts(body_html([block]), [block]) == (
        '<p>甲<span class="inferred" title="推断：还原错位的字节（&quot;一&quot;）">&lt;丙&gt;</span>乙</p>'
    )


def test_damage_that_stays_is_in_doubt() -> None:
    block = Block("p", Text.of("甲?乙").apply([Change("shift", Span(1, 2), "?", "?", "inferred", "未能复原")]))
    assert mark_doubts(body_html([block]), [block]) == ('<p>甲<span class="flag" title="存疑：未能复原">?</span>乙</p>')


def test_neither_what_is_proved_nor_typography_nor_a_deletion_is_marked() -> None:
    text = Text.of("甲?乙,丙;").apply([Change("shift", Span(1, 2), "?", "丁")])
    text = text.apply([inferred(3, 4, text.value, "，", "width"), inferred(4, 5, text.value, "")])
    block = Block("p", text)
    html = body_html([block])
    assert mark_doubts(html, [block]) is html


def test_the_right_cell_and_the_right_item_are_marked() -> None:
    at = TABLE.rindex("丙")
    table = Block("table", Text.of(TABLE).apply([inferred(at, at + 1, TABLE, "戊")]))
    single = Block("table", Text.of("| 己 |"))  # its only row makes a second, empty one
    picture = Block("image", Text.of("![会?场](a?.jpg)").apply([inferred(3, 4, "![会?场](a?.jpg)", "?议", note="一")]))
    bare = Block("image", Text.of("![](a.jpg)"))
    items = [Block("li", Text.of("?").apply([inferred(0, 1, "?", c)])) for c in "庚辛"]
    blocks = [single, bare, table, picture, *items]
    html = mark_doubts(body_html(blocks), blocks)
    assert _SPAN.findall(html) == ["戊", "?议", "庚", "辛"]
    assert re.search(r"<td>-</td>\s*<td><span [^>]*>戊</span>丁</td>", html)


def test_every_role_has_a_name_on_the_collation() -> None:
    from generator.render.collation import _ROLES

    assert set(_ROLES) == set(get_args(Role))
