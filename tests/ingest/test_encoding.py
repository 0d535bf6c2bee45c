"""Telling encodings, and marking what cannot be decoded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.encoding import decode, encode

SIMPLIFIED = "区新冠肺炎疫情防控工作领导小组召开第九十四次会议\n7月1日晚，会议指出：要“严、快、准”。\n"
TRADITIONAL = "區安全穩定工作領導小組召開會議，傳達學習重要指示精神。\n2月28日下午，會議強調，要落實「四方責任」。\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["Hans", "Hant"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_without_a_mark(text: str, encoding: str):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.flags) == (text, encoding, ())


@pytest.mark.parametrize("encoding", ["cp950", "big5hkscs"])
def test_big5(encoding: str):
    text = TRADITIONAL + ("衞生署" if encoding == "big5hkscs" else "衛生署")
    assert decode(text.encode(encoding)).text == text


def test_gbk_of_traditional_text_is_not_taken_for_big5():
    assert decode(TRADITIONAL.replace("「", "“").replace("」", "”").encode("gbk")).encoding == "gb18030"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_byte_order_mark_is_not_text(encoding: str):
    text = SIMPLIFIED if encoding != "gb18030" else "\ufeff" + SIMPLIFIED
    assert decode(text.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("text", ["公报", "联通", "北京市", "會議"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_characters_are_enough(text: str, encoding: str):
    assert decode(text.encode(encoding)).text == text


def test_utf_16_without_a_single_ascii_character():
    assert decode("区委常委会召开会议".encode("utf-16-le")).encoding == "utf-16-le"


def test_utf_16_of_latin_letters():
    assert decode("Minutes of the council\n".encode("utf-16-be")).text == "Minutes of the council\n"


def test_a_page_of_markup_with_little_chinese():
    page = b"<div class=x>" * 500 + "<p>会议</p>".encode("gbk")
    assert decode(page).text.endswith("<p>会议</p>")


def test_the_declared_encoding_settles_what_the_bytes_leave_open():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis"><p>ｱｲｳ</p>'
    assert decode(page.encode("shift_jis")).text == page


def test_a_wrong_declaration_does_not_count():
    page = f'<meta charset="utf-8"><p>{SIMPLIFIED}</p>'
    assert decode(page.encode("gbk")).text == page


def test_old_western_text_is_a_last_resort():
    text = "The mayor said “we don’t know” — as it is… " * 4
    assert decode(text.encode("cp1252")).text == text


def test_lost_bytes_are_marked_where_they_stand():
    data = b"\xef\xbb\xbf" + "会议".encode() + b"\xe4\xb8" + "指出，要落实责任。".encode() + b"\xff"
    decoded = decode(data)
    assert decoded.text == "会议\ufffd指出，要落实责任。\ufffd"
    assert [(c.span.start, c.note) for c in decoded.flags] == [
        (2, "第10字节起的 E4 B8 不是 utf-8 编码"),
        (12, "第39字节起的 FF 不是 utf-8 编码"),
    ]
    assert decoded.lost == 3


def test_bytes_lost_in_gb18030():
    data = SIMPLIFIED.encode("gb18030") + b"\xff" + "会议".encode("gb18030")
    decoded = decode(data)
    assert decoded.text == SIMPLIFIED + "\ufffd会议"
    assert decoded.flags[0].note == f"第{len(data) - 4}字节起的 FF 不是 gb18030 编码"


def test_half_a_character_at_the_end_of_utf_16():
    decoded = decode(SIMPLIFIED.encode("utf-16") + b"\x3a")
    assert decoded.text == SIMPLIFIED + "\ufffd"
    assert decoded.flags[0].note.endswith("字节起的 3A 不是 utf-16-le 编码")


def test_what_was_lost_before_is_marked_too():
    decoded = decode("会\ufffd议".encode())
    assert [c.note for c in decoded.flags] == ["收到文件之前已经失去"]
    assert decoded.lost == 0


@given(st.one_of(st.binary(), st.text().map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_any_bytes_decode_and_every_loss_is_marked(data: bytes):
    decoded = decode(data)
    decoded.text.encode("utf-8")  # no half characters
    assert [c.span.start for c in decoded.flags] == [i for i, c in enumerate(decoded.text) if c == "\ufffd"]
    assert 0 <= decoded.lost <= len(data)


@given(st.sampled_from(["utf-8", "gb18030", "cp950", "utf-16-le"]), st.binary(max_size=60))
def test_damage_in_the_middle_of_a_text(encoding: str, damage: bytes):
    text = TRADITIONAL * 4
    half = text.encode(encoding)
    decoded = decode(half + damage + half)
    assert [c.span.start for c in decoded.flags] == [i for i, c in enumerate(decoded.text) if c == "\ufffd"]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\ufffd"), min_size=1))
def test_utf_8_is_never_taken_for_anything_else(text: str):
    if "\0" not in text:
        assert decode(text.encode()).text == text


# ---- Files of several encodings


@pytest.mark.parametrize(
    ("own", "other"),
    [("utf-8", "gb18030"), ("utf-8", "cp950"), ("gb18030", "utf-8"), ("cp950", "utf-8")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_in_another_encoding(own: str, other: str, end: str):
    first, last, _ = TRADITIONAL.split("\n")
    lines = [first, "第九次會議指出，要落實責任。", last]
    data = end.join(lines[:1]).encode(own) + end.encode() + f"{lines[1]}{end}".encode(other) + lines[2].encode(own)
    decoded = decode(data)
    assert decoded.text == end.join(lines)
    assert decoded.encoding == own or {decoded.encoding, own} == {"cp950", "big5hkscs"}
    assert [(decoded.text[s.start : s.end].strip(), e) for s, e in decoded.coding.others] == [(lines[1], other)]
    assert decoded.coding.exact


def test_another_encoding_within_a_line():
    data = (
        "<p>区委召开第九次会议</p><p>".encode() + "会议指出，要落实。".encode("gbk") + "</p><p>会议结束。</p>".encode()
    )
    decoded = decode(data)
    assert decoded.text == "<p>区委召开第九次会议</p><p>会议指出，要落实。</p><p>会议结束。</p>"
    assert [e for _, e in decoded.coding.others] == ["gb18030"]


def test_characters_cut_in_half_are_no_other_encoding():
    data = SIMPLIFIED.encode() + "会议要求".encode()[:-1] + b"\n" + "会".encode()[:-1] + b"\n"
    decoded = decode(data)
    assert decoded.text == SIMPLIFIED + "会议要\ufffd\n\ufffd\n"
    assert decoded.coding.others == ()


def test_characters_in_two_halves():
    halves = "𠮷".encode("utf-16-be")
    data = "吉与".encode() + "".join(chr(int.from_bytes(halves[i : i + 2])) for i in (0, 2)).encode(
        "utf-8", "surrogatepass"
    )
    decoded = decode(data + "，两种写法。".encode())
    assert (decoded.text, decoded.flags) == ("吉与𠮷，两种写法。", ())
    assert [e for _, e in decoded.coding.others] == ["cesu-8"]


def test_four_bytes_of_gb_18030():
    assert decode("人名𠮷、䶮、㐂与会议".encode("gb18030")).text == "人名𠮷、䶮、㐂与会议"


def test_overlong_bytes_are_lost_not_read():
    decoded = decode(SIMPLIFIED.encode() + b"\xc0\xaf" + SIMPLIFIED.encode())
    assert decoded.text == f"{SIMPLIFIED}\ufffd{SIMPLIFIED}"
    assert decoded.coding.lost == ((len(SIMPLIFIED), b"\xc0\xaf"),)


# ---- Back to the bytes


def _again(data: bytes) -> bytes:
    decoded = decode(data)
    return encode(decoded.text, decoded.encoding, decoded.coding)


@given(
    st.lists(
        st.tuples(st.sampled_from([SIMPLIFIED, TRADITIONAL, "𠮷\n"]), st.sampled_from(["utf-8", "gb18030"])), max_size=5
    )
)
def test_mixed_files_become_their_bytes_again(lines: list[tuple[str, str]]):
    data = b"".join(text.encode(encoding) for text, encoding in lines)
    assert decode(data).coding.exact
    assert _again(data) == data


@given(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "cp950"]), st.binary(max_size=40))
def test_so_do_damaged_files_or_it_is_said_that_they_do_not(encoding: str, damage: bytes):
    data = TRADITIONAL.encode(encoding) + damage + TRADITIONAL.encode(encoding)
    decoded = decode(data)
    if decoded.coding.exact:
        assert _again(data) == data
    elif decoded.encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        pytest.fail("these encodings write every character in one way")


def test_a_character_with_two_codes_is_not_exact():
    data = "會議".encode("cp950") * 20 + b"\xa2\xcc"  # 十 and 卅 have a second place in Big5
    assert not decode(data).coding.exact
