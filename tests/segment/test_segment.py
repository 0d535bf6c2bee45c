"""Pages into articles: readable cases, and the promise that nothing is lost."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.data.script import tell_script
from generator.model import Block, Document, Segmented, Source, Text
from generator.segment import segment

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
ORDER = ("kicker", "title", "deck")


def document(page: str) -> Document:
    return Document(Source("made.txt", "0" * 64, 1), Text.of(page), tell_script(page))


def _outline(segmented: Segmented) -> Iterator[str]:
    def lines(blocks: tuple[Block, ...]) -> Iterator[str]:
        for b in blocks:
            yield f"{b.role}: {re.sub(r'^(#+ |[*][*]|- |> )', '', b.value.strip())}"

    for i, a in enumerate(segmented.articles):
        if i:
            yield "---"
        heads = tuple(b for role in ORDER for b in a.blocks if b.role == role)
        yield from lines((*heads, *(b for b in a.blocks if b.role not in ORDER)))
    if segmented.notices:
        yield "+++"
        yield from lines(segmented.notices)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_cases(case: dict[str, str]) -> None:
    found = list(_outline(segment(document(case["page"].strip()))))
    wanted = case["outline"].strip().split("\n")
    short = [f[: len(w)] for f, w in zip(found, wanted, strict=False)] + found[len(wanted) :]
    assert short == wanted


PAGES = st.lists(
    st.one_of(
        st.sampled_from([line for c in CASES for line in c["page"].strip().split("\n")]),
        st.text("甲乙丙，。：#*-|>（）[]版上接下转1 \n", max_size=20),
    ),
    max_size=30,
).map("\n".join)


@settings(max_examples=500, deadline=None)
@given(PAGES, st.lists(st.integers(0, 200), max_size=3))
def test_every_character_is_in_one_block(page: str, walls: list[int]) -> None:
    segmented = segment(document(page), [w for w in walls if w <= len(page)])
    blocks = segmented.blocks
    stretches = sorted((s.start, s.end) for b in blocks for s in b.text.stretches if len(s))
    assert [a for a, _ in stretches] == [0, *(b for _, b in stretches[:-1])][: len(stretches)]
    assert sum(b - a for a, b in stretches) == len(page)


def test_a_wall_begins_an_article() -> None:
    page = "本报讯 甲会议召开。\n乙会议今日召开，研究工作。"
    segmented = segment(document(page), [page.index("乙会议")])
    assert [a.body[0].value.strip() for a in segmented.articles] == page.split("\n")


def test_ids_are_apart() -> None:
    page = "\n".join(c["page"].strip() for c in CASES)
    ids = [a.id for a in segment(document(page)).articles]
    assert len(ids) == len(set(ids))
