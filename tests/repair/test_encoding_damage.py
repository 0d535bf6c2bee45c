"""What holds for the rules on encodings, look-alikes and residue, whatever the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Text
from generator.repair import RULES, repair

NAMES = ("private-use", "compatibility", "year-zero", "lookalike", "doubled")
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
@pytest.mark.timeout(10)
def test_hostile_input_ends_soon(name: str, value: str):
    repair(Text.of(value), [RULES[name]])
