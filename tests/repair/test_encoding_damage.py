"""What holds for the rules on encodings, look-alikes and residue, whatever the text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest import read_document
from generator.model import Source, Text
from generator.repair import RULES, repair, repair_document

NAMES = ("mojibake", "private-use", "compatibility", "year-zero", "lookalike", "doubled")
PIECES = (
    "区委 会议 會議 己经 自已 已经 二OO六年 一九九○ ,, ， 。 、 ； ⼀ ⻓ ︐ ︵ ︰ ① ㈠ \ue5e5 \ue863 \uf0b7 \uf8ff 香港 \uf914 José"
    " Zoë 浼氳 鐨 锛 銆 ä¼š è®® »áÒé 锟斤拷 ï¿½ \ufffd ? € A é “ ” 123 <p> 年"
)
MIXED = st.lists(
    st.one_of(st.sampled_from(PIECES.split()), st.sampled_from([" ", "\n", "\u3000", "\xa0"])), max_size=24
).map("".join)
ANY = st.one_of(MIXED, st.text())
#: Good writing in both scripts, and what is easily mistaken for damage.
GOOD = (
    "区委常委会召开会议，听取二〇二〇年工作汇报。会议指出：“要抓好落实！”已经完成的，自己检查；①加强㈠领导……",
    "區政府衞生署發言人表示，「《條例》」已於二零二零年七月一日生效；市民可致電2345 6789查詢——謝謝。",
    "José García 与 Zoë、François 出席café“à la carte”；Müller 说：“naïve”。Ångström、Dvořák、½、×、·、°C、±",
    "Привет, Αθήνα, ありがとう、ﾆｯﾎﾟﾝ 한국어 ไทย ½ × ÷ ± µ ° § ¶ ©®™ €100 £5 ¥8",
    "朱䶮、陈妍、李婧、王珺、邓漪、涂泓、潘洺、冼浼、沁园、鑫淼、馨、韫、瓒、焱垚犇骉、圕",
    "éé èè ÀÉ ÇØÅ ××××× °°° ···· ¡Hola! ¿Qué? “–—…” ‚‘’„",
)


@pytest.mark.parametrize("name", NAMES)
@given(value=ANY)
def test_every_change_can_be_undone(name: str, value: str):
    text = repair(Text.of(value), [RULES[name]])
    assert text.revert() == value


@pytest.mark.parametrize("name", NAMES)
@given(value=ANY)
def test_a_second_pass_changes_nothing(name: str, value: str):
    once = repair(Text.of(value), [RULES[name]]).value
    assert repair(Text.of(once), [RULES[name]]).value == once


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", GOOD)
def test_good_writing_is_left_alone(name: str, value: str):
    assert list(RULES[name].find(value)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_seeds_are_left_alone(name: str):
    """None of the five bulletins has damage of these kinds."""
    for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt")):
        assert list(RULES[name].find(path.read_text("utf-8"))) == []


LONG = (
    "⼀" * 99_999,
    "︵" * 99_999,
    ",," * 50_000,
    "二OO六" * 25_000,
    "自已" * 20_000,
    "\ue000" * 99_999,
    "，" * 99_999,
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", LONG, ids=range(len(LONG)))
@pytest.mark.timed
@pytest.mark.timeout(120)
def test_hostile_input_ends_soon(name: str, value: str):
    start = time.process_time()  # the machine may be busy
    repair(Text.of(value), [RULES[name]])
    assert time.process_time() - start < 10


CLAUSES = (
    "区委常委会召开会议，",
    "会议强调，要抓好落实。",
    "传达学习“四早”要求；",
    "全区人民万众一心、众志成城。\n",
    "2020年7月1日，",
    "<p>",
    "區政府主持會議，",
)
#: Enough of it is wrong that there is no doubt.
SENTENCES = st.lists(st.sampled_from(CLAUSES), max_size=9).map(lambda some: "".join((*CLAUSES[:4], *some)))


@given(SENTENCES)
def test_utf8_read_as_latin_comes_back(value: str):
    damaged = value.encode().decode("latin-1")
    assert repair(Text.of(damaged), [RULES["mojibake"]]).value == value


@given(SENTENCES)
def test_gbk_read_as_latin_comes_back(value: str):
    damaged = value.encode("gbk").decode("latin-1")
    assert repair(Text.of(damaged), [RULES["mojibake"]]).value == value


@given(SENTENCES, st.sampled_from(["gb18030", "gbk"]), st.sampled_from(["replace", "ignore"]))
def test_utf8_read_as_gbk_loses_no_more_than_its_bytes(value: str, codec: str, errors: str):
    """What comes back is the text, but for characters that lost a byte: those are U+FFFD, or stay as they were, marked."""
    damaged = value.encode().decode(codec, errors)
    restored = repair(Text.of(damaged), [RULES["mojibake"]])
    assert restored.revert() == damaged
    strange = set(restored.value) - set(value) - {"\ufffd"}
    assert len(strange) <= len(value) // 10


@given(SENTENCES, st.lists(st.sampled_from(["latin-1", "gb18030", "cp1252"]), min_size=2, max_size=3))
def test_what_went_wrong_more_than_once_can_be_undone(value: str, codecs: list[str]):
    damaged = value
    for codec in codecs:
        damaged = damaged.encode().decode(codec, "replace")
    assert repair(Text.of(damaged), [RULES["mojibake"]]).revert() == damaged


def test_bytes_with_one_reading_are_proved_and_guesses_are_not():
    rule = RULES["mojibake"]
    whole = list(rule.find("会议强调，要抓好落实".encode().decode("latin-1")))
    cut = list(rule.find("会议强调，要抓好落实。\n".encode().decode("gb18030", "replace")))
    assert [c.certainty for c in whole] == ["proved"]
    assert [(c.after, c.certainty) for c in cut] == [("会议强调，要抓好落实。", "inferred")]
    assert cut[0].note


@pytest.mark.parametrize(
    "value",
    [
        "浼氳" * 50_000,
        "ä¼" * 50_000,
        "»áÒé" * 25_000,
        "鏈\ufffd" * 50_000,
        "\ufffdһ" * 50_000,
        "é" * 99_999,
        "盲录" * 50_000,
    ],
    ids=range(7),
)
@pytest.mark.timeout(20)
def test_long_wrong_text_ends_soon(value: str):
    repair(Text.of(value), [RULES["mojibake"]])


@pytest.mark.parametrize(("sentence", "script"), [("区委书记主持会议。", "Hans"), ("區委書記主持會議。", "Hant")])
@pytest.mark.parametrize("codec", ["gb18030", "latin-1"])
def test_the_script_is_told_from_what_was_written(sentence: str, script: str, codec: str):
    data = (sentence * 3).encode().decode(codec, "replace").encode()
    document = repair_document(read_document(Source("a.txt", "a" * 64, len(data)), data))
    assert document.script == script
    assert "mojibake" in document.damage


def test_what_most_of_a_document_went_wrong_by_decides():
    """落細 in GBK holds the bytes of 会 in UTF-8."""
    value = "區委常委會召開會議，落細責任。會議強調，要抓好各項工作。"
    damaged = value.encode("gbk").decode("cp1252", "replace")
    assert "落細" in repair(Text.of(damaged), [RULES["mojibake"]]).value
