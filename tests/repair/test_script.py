"""Phrases are converted as OpenCC itself converts them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from benchmarks.fidelity.truth import read_texts
from generator.data.script import read_dictionary
from generator.repair.script import _RUN, _dictionary

WAYS = [("TS", "t2s"), ("ST", "s2t")]
THEIRS = {way: OpenCC(name) for way, name in WAYS}
#: Pieces of the phrases themselves, so that they overlap in every way.
PIECES = {
    way: sorted({key[i:] for key in read_dictionary(f"{way}Phrases") for i in range(2)} - {""})[::7] for way, _ in WAYS
}


@pytest.mark.parametrize(("way", "name"), WAYS)
def test_the_texts_of_the_benchmark_come_out_as_opencc_has_them(way: str, name: str):
    theirs, ours = OpenCC(name), _dictionary(way)
    other = OpenCC("s2t" if name == "t2s" else "t2s")
    for text in read_texts():
        whole = "\n".join(piece.text for piece in text.pieces)
        for run in _RUN.findall(whole) + _RUN.findall(other.convert(whole)):
            assert ours.converted(run) == theirs.convert(run)


@pytest.mark.parametrize(("way", "name"), WAYS)
def test_overlapping_phrases_come_out_as_opencc_has_them(way: str, name: str):
    theirs, ours, chance = OpenCC(name), _dictionary(way), random.Random(way)
    for _ in range(300):
        run = "".join(chance.choices(PIECES[way], k=chance.randint(1, 12)))
        assert ours.converted(run) == theirs.convert(run)


@given(st.text(st.sampled_from("乾隆坤覆瞭望著作家么麼後后里裏发發髮面麵干幹台檯臺"), max_size=40))
def test_any_order_of_ambiguous_characters_comes_out_as_opencc_has_it(run: str):
    for way, _ in WAYS:
        assert _dictionary(way).converted(run) == THEIRS[way].convert(run)
