"""One normalisation, on every code point, in Python and in the browser."""

from __future__ import annotations

import pytest

from generator.search import normalise
from tests.search.conftest import Engine, archive

PLANE = 0x10000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("區衞健局", "区卫健局"),
        ("ＣＯＶＩＤ－１９", "covid 19"),
        ("《条例》（试行）“五个严禁”『引文』[一]{二}\"三\"'四'", "条例试行五个严禁引文一二三四"),
        ("领导 小组\u3000第\n一\u00a0次\u200b会\ufeff议", "领导小组第一次会议"),
        ("二〇二〇年，七月。一日", "二〇二〇年 七月 一日"),
        ("①②㎎℃", "12mg°c"),
        ("𠮷𬘭𪚥", "𠮷𬘭𪚥"),
        ("阿里木·买买提……", "阿里木 买买提      "),
        ("\uf90a\u2f8f", "金行"),
        ("1+1=2 | ★", "1+1=2|★"),
    ],
)
def test_examples(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_each_character_stands_for_itself() -> None:
    """What follows and what goes before does not matter: a part of a text normalises to a part of the normalised text."""
    text = "ΑΣ e\u0301 ｶﾞ ﷺ İ 한 各"
    assert normalise(text) == "".join(map(normalise, text))


def test_browser_agrees_on_every_code_point(engine: Engine) -> None:
    engine.open(archive())
    for first in range(0, 0x110000, PLANE):
        theirs = engine.fold(first, first + PLANE)
        ours = [normalise(chr(code)) for code in range(first, first + PLANE)]
        different = [hex(first + i) for i, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
        assert different == []
