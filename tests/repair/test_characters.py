"""What holds for every rule on characters, whatever the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.data.script import TO_SIMPLIFIED, fold_script, read_dictionary, tell_script
from generator.model import Article, Block, Source, Text
from generator.repair import RULES, repair, repair_article
from generator.repair.article import ARTICLE
from generator.repair.spaces import find_headline_spaces, find_spaces
from generator.repair.width import find_width

WORDS = (
    "区 委 会 议 李 王 赵 磊 欧阳 于 和 記者 记者 摄 會 著 乾 1 23 4.5 12345 A Covid http://a.cn/?x=1 a@b.cn ( ) （ ） \" “ ” ' , ，"
    " . 。 ; : ? ?? ! ... …… - -- —— ， 、 / | # ** - > ![a](b) (huì) （qū） 一. 第一章 年 １ Ａ ％ ． ｡"
)
PIECES = st.sampled_from(WORDS.split())
LINES = st.lists(st.one_of(PIECES, st.sampled_from([" ", "  ", "\u3000", "\xa0", "\t", "\n", ""])), max_size=24).map(
    "".join
)
ANY = st.one_of(LINES, st.text())


@given(ANY)
def test_every_change_can_be_undone(value: str):
    text = Text.of(value)
    for rule in (RULES["annotation"], *ARTICLE):
        text = repair(text, [rule])
        assert text.revert() == value


@pytest.mark.parametrize("find", [find_width, find_spaces, find_headline_spaces, *(rule.find for rule in ARTICLE[-1:])])
@given(value=ANY)
def test_a_second_pass_finds_nothing(find, value: str):
    once = Text.of(value).apply(find(value)).value
    assert list(find(once)) == []


@given(ANY)
def test_folding_keeps_every_offset(value: str):
    folded = fold_script(value)
    assert len(folded) == len(value)
    assert fold_script(folded) == folded


def test_folding_keeps_lengths_in_utf_16():
    assert all((key > 0xFFFF) >= (value > 0xFFFF) for key, value in TO_SIMPLIFIED.items())


def test_no_phrase_changes_its_length():
    """The conversion is told character by character; a dictionary that shortens phrases would need another way."""
    for name in ("TSPhrases", "TSCharacters", "STPhrases", "STCharacters"):
        assert all(len(key) == len(values[0]) for key, values in read_dictionary(name).items())


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("區委書記主持會議", "Hant"),
        ("区委书记主持会议，学习《國語》", "Hans"),
        ("乾隆、著名、瞭望、于是", "Hans"),
        ("衞生署、滙豐、臺灣", "Hant"),
        ("2020-02-17 COVID-19", "Hans"),
    ],
)
def test_scripts_are_told_apart(text: str, script: str):
    assert tell_script(text) == script


def article(role, value: str, script="Hans") -> Article:
    return Article("a-0", Source("a.txt", "a" * 64, 1), script, (Block(role, Text.of(value)),))


@pytest.mark.parametrize(
    ("role", "value", "script", "reading", "expected"),
    [
        ("title", "# 我区举办“抗击疫情 复工复产”专场活动\n", "Hans", "Hans", "我区举办“抗击疫情复工复产”专场活动"),
        ("li", "- 严格测温,做到全覆盖", "Hans", "Hans", "严格测温，做到全覆盖"),
        ("p", "- 严格测温", "Hans", "Hans", "- 严格测温"),
        ("quote", "> 人民城市人民建", "Hans", "Hans", "人民城市人民建"),
        ("image", "![会场,全景](a (1).jpg)\n", "Hans", "Hans", "![会场,全景](a (1).jpg)"),
        ("p", "會議通過", "Hant", "Hans", "会议通过"),
        ("p", "會議通過", "Hant", "source", "會議通過"),
        ("p", "會議通過", "Hant", "Hant", "會議通過"),
        ("p", "范县长出席规范会议", "Hans", "Hant", "范縣長出席規範會議"),
    ],
)
def test_blocks_are_repaired_by_their_role(role, value: str, script, reading, expected: str):
    before = article(role, value, script)
    after = repair_article(before, reading)
    assert after.blocks[0].value == expected
    assert after.blocks[0].text.revert() == value
    assert after.script == script


LONG = (
    "(" * 50_000 + ")" * 50_000,
    "區(qū)" * 20_000,
    "字 " * 50_000,
    '",' * 50_000,
    "**" * 50_000,
    "? " * 50_000,
    "會" * 99_999,
)


@pytest.mark.parametrize("name", ["annotation", "width", "spaces", "conversion", "mark"])
@pytest.mark.parametrize("value", LONG, ids=range(len(LONG)))
@pytest.mark.timed
@pytest.mark.timeout(120)
def test_hostile_input_ends_soon(name: str, value: str):
    start = time.process_time()  # the machine may be busy
    repair(Text.of(value), [RULES[name]])
    assert time.process_time() - start < 10
