"""The fidelity benchmark runs, measures what it says, and its floors fit it."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import benchmarks.fidelity
from benchmarks.fidelity import __main__ as command
from benchmarks.fidelity import floors, scoring
from benchmarks.fidelity.damage.clean import plain
from benchmarks.fidelity.measure import measure
from benchmarks.fidelity.recipe import cases
from benchmarks.fidelity.recipes import RECIPES
from benchmarks.fidelity.truth import read_texts

TEXTS = read_texts()
#: A notice with items, verse, an article with a deck, one in Traditional script, dates and a table.
SAMPLE = tuple(
    t for t in TEXTS if t.name in ("notice-fire", "poem-classical", "meeting-flood", "tw-typhoon", "table-bus")
)
BY_NAME = {r.name: r for r in RECIPES}
MODULES = [m.name for m in pkgutil.walk_packages(benchmarks.fidelity.__path__, "benchmarks.fidelity.")]


def test_there_are_enough_texts_of_every_kind():
    assert len([t for t in TEXTS if not t.name.startswith("seed-")]) >= 30
    assert {b.kind for t in TEXTS for b in t.blocks} >= {
        "p",
        "h2",
        "h3",
        "li",
        "salutation",
        "signature",
        "table",
        "verse",
    }
    assert {t.script for t in TEXTS} == {"Hans", "Hant"}
    assert len({t.title for t in TEXTS}) == len(TEXTS)


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name: str):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("recipe", RECIPES, ids=BY_NAME)
def test_damage_is_damage_and_the_same_every_time(recipe):
    made = list(cases(recipe, TEXTS))
    assert made == list(cases(recipe, TEXTS))
    if not recipe.clean:
        whole = {t.name: t for t in TEXTS}
        assert any(case.data != plain([whole[t.name] for t in case.wanted], None).encode() for case in made)


@pytest.mark.parametrize("recipe", RECIPES, ids=BY_NAME)
def test_every_character_of_every_damaged_text_is_accounted_for(recipe):
    tally = measure(recipe, SAMPLE)
    assert tally.accounted == tally.sources
    assert tally.figures(clean=recipe.clean).keys() == floors.read_floors()[recipe.name].keys()


def test_floors_fit_the_classes():
    found = floors.read_floors()
    assert found.keys() == BY_NAME.keys()
    assert all(0 <= value <= 1 for figures in found.values() for value in figures.values())
    for name, figures in found.items():
        assert figures["accounts"] == 1.0
        if BY_NAME[name].clean:
            assert figures["text"] == figures["paragraphs"] == figures["articles"] == figures["untouched"] == 1.0


shares = st.dictionaries(
    st.sampled_from(("wrap", "page")), st.dictionaries(st.sampled_from(("text", "title")), st.floats(0, 1))
)


@given(shares, shares)
def test_floors_only_rise(before, found):
    after = floors.raised(before, found)
    assert all(after[name][figure] >= value for name, figures in before.items() for figure, value in figures.items())
    assert not [line for line in floors.fallen(after, found) if line not in list(floors.fallen(before, found))]


@given(st.text("甲乙丙，", max_size=12), st.text("甲乙丙，", max_size=12))
def test_edits_are_the_levenshtein_distance(a: str, b: str):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(row[-1] + 1, last[j] + 1, last[j - 1] + (x != y)))
    assert scoring.edits(a, b) == row[-1]


def test_the_command_prints_the_table_and_tells_what_fell(monkeypatch, capsys):
    monkeypatch.setattr(command, "read_texts", lambda: SAMPLE)
    monkeypatch.setattr(command, "read_floors", lambda: {"code-latin-2": {"text": 0.0}})
    assert command.main(["code-latin-2"]) == 0
    assert "Every figure is at its floor or above." in capsys.readouterr().out
    monkeypatch.setattr(command, "read_floors", lambda: {"code-latin-2": {"text": 1.1}})
    assert command.main(["code-latin-2"]) == 1
    assert "code-latin-2 text:" in capsys.readouterr().out


def test_the_command_shows_what_differs(monkeypatch, capsys):
    monkeypatch.setattr(command, "read_texts", lambda: SAMPLE)
    assert command.main(["--show", "code-lost", "--only", "flood"]) == 0
    shown = capsys.readouterr().out
    assert "code-lost/" in shown
    assert "notice-fire" not in shown
