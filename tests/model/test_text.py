"""Properties of the text that remembers: nothing is lost, everything can be traced."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import ChangeError
from generator.model import Change, Span, Text

ALPHABET = st.sampled_from("甲乙丙丁戊ab1，。\n 𠮷")
MANY = settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
SOME = settings(max_examples=1_000, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def changes(draw: st.DrawFn, value: str) -> list[Change]:
    """Changes that fit a value: in order, apart from each other; deletions, insertions, replacements of any length."""
    found, at = [], 0
    for _ in range(draw(st.integers(0, 4))):
        start = at + draw(st.integers(0, 3))
        if start > len(value):
            break
        end = min(len(value), start + draw(st.integers(0, 3)))
        after = draw(st.text(ALPHABET, min_size=start == end, max_size=4))
        found.append(Change("rule", Span(start, end), value[start:end], after))
        at = end + (start == end)  # two insertions at one place would have no order
    return found


@st.composite
def texts(draw: st.DrawFn) -> Text:
    text = Text.of(draw(st.text(ALPHABET, max_size=24)), base=draw(st.integers(0, 50)))
    for _ in range(draw(st.integers(0, 4))):
        text = text.apply(draw(changes(text.value)))
    return text


@st.composite
def sliced(draw: st.DrawFn) -> tuple[Text, list[Span]]:
    """A text, and spans that follow each other from its start to its end; none is empty unless the text is."""
    text = draw(texts())
    cuts = sorted(draw(st.sets(st.integers(0, len(text.value)), max_size=4)) | {0, len(text.value)})
    return text, [Span(a, b) for a, b in itertools.pairwise(cuts)] or [Span(0, 0)]


def whole(text: Text, position: int) -> bool:
    """Whether a cut at `position` goes through nothing that a change wrote."""
    for done in reversed(text.passes):
        shift = 0
        for c in done.changes:
            if c.span.start + shift < position < c.span.start + shift + len(c.after):
                return False
            shift += len(c.after) - len(c.before)
        position = done.cut(position)
    return True


@pytest.mark.slow
@MANY
@given(texts())
def test_what_holds_for_every_text(text: Text) -> None:
    assert text.revert() == text.original  # the source comes back exactly

    base, size = text.stretches[0].start, len(text.original)
    origins = [text.origin(i) for i in range(len(text.value) + 1)]
    assert origins == sorted(origins)  # monotone, and in range
    assert all(base <= o <= base + size for o in origins)

    kept, dropped = text.fate()  # every character is kept or dropped by a rule
    assert kept + sum(dropped.values()) == size
    assert kept <= len(text.value)

    traced = list(text.changes())  # every change goes back to a span of the source
    assert all(base <= t.source.start <= t.source.end <= base + size for t in traced)
    first = text.passes[0].changes if text.passes else ()
    for change, t in zip(first, traced, strict=False):
        assert text.original[t.source.start - base : t.source.end - base] == change.before


@pytest.mark.slow
@MANY
@given(sliced())
def test_what_holds_for_slices(case: tuple[Text, list[Span]]) -> None:
    text, spans = case
    parts = [text.slice(s) for s in spans]
    for span, part in zip(spans, parts, strict=True):
        assert part.value == text.value[span.start : span.end]
        assert part.revert() == part.original
        for i in range(len(span)):
            at = span.start + i
            if len(text.source_span(Span(at, at + 1))) and whole(text, span.start) and whole(text, span.end):
                assert part.origin(i) == text.origin(at)
            else:  # inserted, or cut off from what it replaced: it has no place of its own
                assert text.stretches[0].start <= part.origin(i) <= text.stretches[-1].end
    assert "".join(p.original for p in parts) == text.original  # together they are the source again
    joined = Text.join(parts)
    assert (joined.value, joined.revert(), joined.stretches) == (text.value, text.original, text.stretches)


@SOME
@given(texts(), st.data())
def test_overlapping_changes_are_refused(text: Text, data: st.DataObject) -> None:
    value = text.value + "甲乙"
    start = data.draw(st.integers(0, len(value) - 2))
    one = Change("one", Span(start, start + 2), value[start : start + 2], "x")
    two = Change("two", Span(start + 1, start + 2), value[start + 1 : start + 2], "y")
    with pytest.raises(ChangeError, match="overlaps"):
        Text.of(value).apply([one, two])


@SOME
@given(texts(), st.data())
def test_a_before_that_is_not_there_is_refused(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.value)))
    with pytest.raises(ChangeError, match="expected"):
        text.apply([Change("rule", Span(start, start + 1), "§", "x")])


def test_two_insertions_at_one_place_are_refused() -> None:
    insertion = Change("rule", Span(1, 1), "", "x")
    with pytest.raises(ChangeError, match="overlaps"):
        Text.of("甲乙").apply([insertion, insertion])


def test_a_change_fills_its_span() -> None:
    with pytest.raises(ChangeError, match="does not fill"):
        Change("rule", Span(0, 2), "甲", "")


def test_a_change_of_nothing_into_nothing_is_refused() -> None:
    with pytest.raises(ChangeError, match="changes nothing"):
        Change("rule", Span(1, 1), "", "")


@pytest.mark.parametrize("span", [(-1, 2), (3, 2)])
def test_spans_are_half_open_and_in_order(span: tuple[int, int]) -> None:
    with pytest.raises(ChangeError, match="not a span"):
        Span(*span)


def test_a_deletion_at_a_cut_goes_to_the_right_and_at_the_end_to_the_last() -> None:
    text = Text.of("甲x乙y").apply([Change("r", Span(1, 2), "x", ""), Change("r", Span(3, 4), "y", "")])
    left, right = text.slice(Span(0, 1)), text.slice(Span(1, 2))
    assert (left.original, right.original) == ("甲", "x乙y")


def test_texts_with_a_distance_between_them_join_and_trace() -> None:
    whole = Text.of("研究防疫\n大标题\n工作。")
    joined = Text.join([whole.slice(Span(0, 4)), whole.slice(Span(9, 12))])
    assert joined.value == "研究防疫工作。"
    assert [joined.origin(i) for i in (3, 4)] == [3, 9]
    with pytest.raises(ChangeError, match="wrong order"):
        Text.join([whole.slice(Span(9, 12)), whole.slice(Span(0, 4))])


def test_positions_outside_are_refused() -> None:
    with pytest.raises(IndexError):
        Text.of("甲").origin(2)
    with pytest.raises(IndexError):
        Text.of("甲").slice(Span(0, 2))
