"""Names that change with their content, and a clear word when a browser library is not installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.errors import PublishError
from generator.render.assets import read_assets


def home(folder: Path, style: str = "a {}") -> Path:
    package = folder / "node_modules/@scope/lib"
    package.mkdir(parents=True, exist_ok=True)
    (folder / "static").mkdir(exist_ok=True)
    (folder / "static/base.css").write_text(style)
    (folder / "static/.hidden").write_text("")
    (folder / "package.json").write_text(
        '{"dependencies": {"@scope/lib": "1.0.0"}, "devDependencies": {"axe-core": "4"}}'
    )
    (package / "package.json").write_text('{"main": "dist/main.js"}')
    (package / "dist").mkdir(exist_ok=True)
    (package / "dist/main.js").write_text("1")
    return folder


def test_static_files_and_libraries_get_the_digest_of_their_content(tmp_path: Path) -> None:
    first = read_assets(home(tmp_path))
    assert sorted(first.paths) == ["base.css", "lib.js"]
    assert re.fullmatch(r"assets/lib\.[0-9a-f]{10}\.js", first.paths["lib.js"])
    assert {o.path: o.content for o in first.outputs}[first.paths["lib.js"]] == b"1"
    second = read_assets(home(tmp_path, "b {}"))
    assert second.paths["lib.js"] == first.paths["lib.js"]
    assert second.paths["base.css"] != first.paths["base.css"]


def test_a_missing_library_is_named_with_what_to_do(tmp_path: Path) -> None:
    home(tmp_path)
    (tmp_path / "node_modules/@scope/lib/package.json").unlink()
    with pytest.raises(PublishError, match=r"@scope/lib: .*not installed\. Run make ready"):
        read_assets(tmp_path)


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    home(tmp_path)
    (tmp_path / "static/lib.js").write_text("2")
    with pytest.raises(PublishError, match="has the same name"):
        read_assets(tmp_path)
