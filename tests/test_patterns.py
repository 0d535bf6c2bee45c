"""No pattern of the program backtracks without end: regexploit looks at every one of them, whatever module it stands in."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import generator

with warnings.catch_warnings():  # it reads patterns with a part of the standard library that moved
    warnings.simplefilter("ignore", DeprecationWarning)
    from regexploit.ast.sre import SreOpParser
    from regexploit.redos import find

#: Patterns that it warns of without need, each with the reason.
REVIEWED: dict[str, str] = {}
_FUNCTIONS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
_DEEP = 5


class Parser(SreOpParser):  # type: ignore[misc]
    """Knows what came with Python 3.11. Read as ordinary repetition, which is the more dangerous one."""

    def from_POSSESSIVE_REPEAT(self, data: Any) -> Any:  # noqa: N802
        return self.from_MAX_REPEAT(data)

    def from_ATOMIC_GROUP(self, data: Any) -> Any:  # noqa: N802
        return self.sequence_or_singleton(data)


def dangers(pattern: str, flags: int = 0) -> list[str]:
    """Texts on which a pattern takes at least the cube of their length."""
    return [redos.example() for redos in find(Parser().parse_sre(pattern, flags))]


def patterns_in(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The compiled patterns in a value, in what it holds, and in the fields of its instances."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < _DEEP and isinstance(value, Mapping):
        for key, item in value.items():
            yield from (*patterns_in(key, depth + 1), *patterns_in(item, depth + 1))
    elif depth < _DEEP and isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from patterns_in(item, depth + 1)
    elif hasattr(type(value), "__dataclass_fields__"):
        yield from patterns_in(vars(value) if hasattr(value, "__dict__") else (), depth + 1)


def in_modules() -> Iterator[tuple[str, str, int]]:
    """Every compiled pattern that a module keeps, with the module's name."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            for value in list(vars(importlib.import_module(module.name)).values()):
                yield from ((module.name, str(p.pattern), p.flags) for p in patterns_in(value))


def in_calls() -> Iterator[tuple[str, str, int]]:
    """Every pattern that is written out where it is used."""
    for path in Path(generator.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _FUNCTIONS:
                owner = node.func.value
                first = node.args[0] if node.args else None
                if isinstance(owner, ast.Name) and owner.id == "re" and isinstance(first, ast.Constant):
                    yield path.name, str(first.value), 0


ALL = {pattern: (where, flags) for where, pattern, flags in (*in_calls(), *in_modules())}


def test_the_tool_sees_what_is_dangerous() -> None:
    assert dangers(r"(?:a+)+b")
    assert dangers(r"^\s*\w*\s*\w*\s*\w*\d*\w*:")
    assert dangers(r"(?:a*+)*+b")
    assert not dangers(r"[^()]{1,20}[(]")


def test_patterns_are_found_in_every_part() -> None:
    assert len(ALL) > 200
    assert {"repair", "segment", "describe", "ingest"} <= {
        where.split(".")[1] for where, _ in ALL.values() if "." in where
    }


def test_no_pattern_backtracks_without_end() -> None:
    found = {
        f"{where}: {pattern[:80]}": examples[0]
        for pattern, (where, flags) in ALL.items()
        if pattern not in REVIEWED and (examples := dangers(pattern, flags))
    }
    assert not found


@pytest.mark.parametrize("pattern", REVIEWED)
def test_what_was_reviewed_still_stands(pattern: str) -> None:
    assert pattern in ALL
    assert dangers(pattern, ALL[pattern][1])
