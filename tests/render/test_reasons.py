"""Whatever the program says of an input that it could not publish, a page says in Chinese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator
from generator.render.reasons import in_chinese

HAN = re.compile(r"[一-鿿]")
_RAISING = {"SourceError": (2, 3), "CorrectionError": (2, 3), "Problem": (2, 3), "refused": (0, 1), "Restored": (2, 3)}


def said(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be, with a word for what is only known later."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else "7" for v in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*said(node.body), *said(node.orelse))
    elif isinstance(node, ast.BinOp):
        yield from (a + b for a in said(node.left) for b in said(node.right))


def everything_said() -> Iterator[tuple[str, str]]:
    root = Path(generator.__file__).parent
    for path in (*root.glob("ingest/*.py"), *root.glob("corrections/*.py"), root / "build.py"):
        tree = ast.parse(path.read_text("utf-8"))
        named: dict[str, list[ast.expr]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    if isinstance(target, ast.Name):
                        named.setdefault(target.id, []).append(node.value)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                for i in _RAISING.get(name, ()):
                    argument = node.args[i] if i < len(node.args) else None
                    arguments = [argument] if argument else []
                    if isinstance(argument, ast.Name):
                        arguments = named.get(argument.id, [])
                    yield from ((path.name, text) for each in arguments for text in said(each) if text)


ALL = sorted(set(everything_said()))


def test_what_is_said_is_found() -> None:
    assert len(ALL) > 40
    assert {"files.py", "__init__.py", "entries.py", "build.py"} <= {where for where, _ in ALL}


@pytest.mark.parametrize(("where", "text"), ALL)
def test_a_page_says_it_in_chinese(where: str, text: str) -> None:
    assert HAN.search(in_chinese(text)), (where, text)


def test_values_stay_as_they_are() -> None:
    assert in_chinese("date is so already") == "date 已经如此"
    assert in_chinese("the same bytes as 公报 (1).txt") == "与 公报 (1).txt 逐字节相同"
    assert (
        in_chinese("it holds a ZIP archive or an Office document, not text") == "内容是压缩包或 Office 文档，不是文字"
    )
    assert in_chinese(r"'\1\g<0>' is no date") == r"'\1\g<0>' 不是日期"
    assert in_chinese("something new") == "something new"
