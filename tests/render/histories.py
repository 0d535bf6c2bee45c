"""Texts with a history of any kind, for properties."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from generator.model import Certainty, Change, Span, Text

ALPHABET = st.sampled_from("甲乙丙丁 ab1，。&<|>*_\\;\n\r\x01")
RULES = ("shift", "conversion", "width", "unwrap", "correction", "<rule>")


@st.composite
def _changes(draw: st.DrawFn, value: str, alphabet: st.SearchStrategy[str]) -> list[Change]:
    """Changes that fit a value; some alter nothing and mark a place."""
    found, at = [], 0
    for _ in range(draw(st.integers(0, 4))):
        start = at + draw(st.integers(0, 3))
        if start > len(value):
            break
        end = min(len(value), start + draw(st.integers(0, 3)))
        before = value[start:end]
        after = draw(st.one_of(st.just(before), st.text(alphabet, max_size=4)))
        if before or after:
            certainty = draw(st.sampled_from(get_args(Certainty)))
            note = draw(st.sampled_from(("", '"注" <b>')))
            found.append(Change(draw(st.sampled_from(RULES)), Span(start, end), before, after, certainty, note))
        at = end + (start == end)
    return found


@st.composite
def texts(draw: st.DrawFn, alphabet: st.SearchStrategy[str] = ALPHABET, start: str | None = None) -> Text:
    text = Text.of(draw(st.text(alphabet, max_size=24)) if start is None else start, base=draw(st.integers(0, 50)))
    for _ in range(draw(st.integers(0, 4))):
        text = text.apply(draw(_changes(text.value, alphabet)))
    return text
