"""Slugs are safe in a path, apart from each other, and stay what they are when other names come."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.data.slugs import slugs

NAMES = st.lists(
    st.one_of(st.text(max_size=80), st.sampled_from(["张伟", "章伟", "張偉", "../..", "NUL", "a/b", "A", "a", ""]))
)


@given(NAMES)
def test_slugs_are_safe_and_no_two_alike(names: list[str]) -> None:
    made = slugs(names)
    assert set(made) == set(names)
    assert len(set(made.values())) == len(made)
    for slug in made.values():
        assert re.fullmatch(r"(?:[a-z0-9]+-)*[0-9a-f]{6,64}", slug)
        assert len(slug) <= 120


@given(NAMES, NAMES)
def test_a_slug_stays_when_other_names_come(some: list[str], more: list[str]) -> None:
    before, after = slugs(some), slugs([*more, *some])
    assert all(after[name] == slug for name, slug in before.items())
