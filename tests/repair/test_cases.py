"""Every rule against its file of cases: `cases/<rule>.toml`.

`[[case]]` has a `name`, what goes `in` and what comes `out`; `[[keep]]` has a `name` and what goes `in` and must not change.
`[[fails]]` is a case that the rule is known not to master: it is told here once it does.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from generator.model import Text
from generator.repair import RULES, repair

CASES = Path(__file__).parent / "cases"


def load():
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        assert data.keys() <= {"case", "keep", "fails"}, path
        for case in data.get("case", []):
            yield pytest.param(path.stem, case["in"], case["out"], id=f"{path.stem}: {case['name']}")
        for case in data.get("fails", []):
            name, known = f"{path.stem}: fails at {case['name']}", pytest.mark.xfail(raises=AssertionError)
            yield pytest.param(path.stem, case["in"], case["out"], id=name, marks=known)
        for keep in data.get("keep", []):
            yield pytest.param(path.stem, keep["in"], keep["in"], id=f"{path.stem}: keeps {keep['name']}")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_it_does_what_it_leaves_and_what_it_fails_at(rule: str):
    data = tomllib.loads((CASES / f"{rule}.toml").read_text("utf-8"))
    assert data.keys() == {"case", "keep", "fails"}


def test_every_file_of_cases_has_a_rule():
    assert {path.stem for path in CASES.glob("*.toml")} == set(RULES)


@pytest.mark.parametrize(("rule", "before", "after"), list(load()))
def test_case(rule: str, before: str, after: str):
    text = repair(Text.of(before), [RULES[rule]])
    assert text.value == after
    assert text.revert() == before


@pytest.mark.parametrize(("rule", "before", "after"), [case for case in load() if not case.marks])
def test_what_a_rule_changes_holds_what_it_seeks(rule: str, before: str, after: str):
    assert RULES[rule].concerns(before) or not list(RULES[rule].find(before))
