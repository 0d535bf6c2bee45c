"""All passes at once: what the segments say is what the source was and what the value is."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Change, Span, Text
from generator.render.alignment import align, owners
from tests.render.histories import texts


@given(texts())
def test_segments_give_back_the_source_the_value_and_every_change(text: Text) -> None:
    segments = align(text)
    assert "".join(s.before for s in segments) == text.original == text.revert()
    assert "".join(s.after for s in segments) == text.value
    assert all(s.before == s.after for s in segments if not s.changes)
    assert all(s.before or s.after or s.changes for s in segments)
    found = sorted(id(c) for s in segments for c in s.changes)
    assert found == sorted(id(c) for done in text.passes for c in done.changes)


@given(texts(), st.data())
def test_segments_hold_for_slices(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.value)))
    part = text.slice(Span(start, data.draw(st.integers(start, len(text.value)))))
    segments = align(part)
    assert "".join(s.before for s in segments) == part.original
    assert "".join(s.after for s in segments) == part.value


@given(texts())
def test_a_character_is_owned_only_by_a_wanted_change(text: Text) -> None:
    assert [c for c in owners(text, lambda change: False) if c] == []
    found = owners(text, lambda change: change.certainty == "inferred")
    assert len(found) == len(text.value)
    assert all(c is None or c.certainty == "inferred" for c in found)
    unchanged = [not s.changes for s in align(text) for _ in s.after]
    assert not any(c for c, same in zip(found, unchanged, strict=True) if same)


@pytest.mark.timed
def test_ten_times_the_changes_take_about_ten_times_as_long() -> None:
    def seconds(size: int) -> float:
        text = Text.of("甲?乙,丙" * size)
        for mark in "?,":
            text = text.apply(Change("x", Span(m, m + 1), mark, "。") for m, c in enumerate(text.value) if c == mark)
        gc.collect()
        start = time.process_time()
        align(text)
        return time.process_time() - start

    assert seconds(30_000) < 25 * min(seconds(3_000) for _ in range(3))


def test_what_is_far_apart_stays_apart() -> None:
    text = Text.of("甲乙丙丁").apply([Change("a", Span(0, 1), "甲", "一"), Change("a", Span(3, 4), "丁", "")])
    text = text.apply([Change("b", Span(1, 2), "乙", "二")])
    assert [(s.before, s.after) for s in align(text)] == [("甲", "一"), ("乙", "二"), ("丙", "丙"), ("丁", "")]


def test_a_change_across_an_earlier_one_takes_it_in() -> None:
    text = Text.of("a&amp;b").apply([Change("entity", Span(1, 6), "&amp;", "&")])
    text = text.apply([Change("x", Span(0, 2), "a&", "和")]).apply([Change("y", Span(2, 2), "", "。")])
    assert [(s.before, s.after, [c.rule for c in s.changes]) for s in align(text)] == [
        ("a&amp;", "和", ["entity", "x"]),
        ("b", "b", []),
        ("", "。", ["y"]),
    ]


def test_two_changes_inside_what_one_wrote_stay_in_its_segment() -> None:
    text = Text.of("x").apply([Change("a", Span(0, 1), "x", "甲乙丙")])
    text = text.apply([Change("b", Span(0, 1), "甲", "一二"), Change("b", Span(2, 3), "丙", "三")])
    (segment,) = align(text)
    assert (segment.before, segment.after, len(segment.changes)) == ("x", "一二乙三", 3)


def test_what_is_done_to_an_inferred_character_leaves_it_inferred() -> None:
    shift = Change("shift", Span(1, 2), "?", "體;", "inferred")
    text = Text.of("a?b").apply([shift]).apply([Change("width", Span(2, 3), ";", "；")])
    text = text.apply([Change("conversion", Span(1, 2), "體", "体"), Change("width", Span(3, 4), "b", "Ｂ")])
    assert owners(text, lambda change: change.certainty == "inferred") == [None, shift, shift, None]
