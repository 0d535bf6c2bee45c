"""Style sheets, scripts and pictures of the site: names that change with their content, so that browsers may keep them.

They come from `static/` and, for browser libraries, from the packages that package.json names and npm installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from generator.errors import PublishError
from generator.model import Output

#: The checkout: the folder that holds templates/, static/, package.json and node_modules/.
HOME: Final = Path(__file__).resolve().parents[2]


#: What is sent as one file: what a worker runs has to come in one piece, and style sheets come sooner.
BUNDLES: Final[Mapping[str, tuple[str, ...]]] = {
    "engine.js": (
        "lunr.js", "normalise.js", "numbers.js", "query.js", "snippet.js", "small.js", "ranking.js", "shards.js",
        "pinyin.js", "search.js",
    ),
    "site.css": (
        "reset.css", "tokens.css", "base.css", "layout.css", "components.css", "lists.css", "article.css", "record.css",
        "search.css",
    ),
    "searching.js": ("results.js", "asking.js", "facets.js", "timeline.js", "search-page.js"),
}  # fmt: skip
#: Of these parts, those that the page of an article has by themselves.
_ALSO_ALONE: Final = frozenset(("normalise.js", "numbers.js", "query.js"))


@dataclass(frozen=True)
class Assets:
    """`paths`: the name in the templates (`site.js`) to the path from the site's root (`assets/site.0123456789.js`)."""

    outputs: tuple[Output, ...]
    paths: Mapping[str, str]


def _libraries(home: Path) -> Iterator[tuple[str, Path]]:
    """The file for browsers of each package under `dependencies`, named after the package: `lunr.js`."""
    wanted = json.loads((home / "package.json").read_text("utf-8")).get("dependencies", {})
    for name in sorted(wanted):
        folder = home / "node_modules" / name
        try:
            package = json.loads((folder / "package.json").read_text("utf-8"))
        except FileNotFoundError:
            raise PublishError(
                "package.json", name, "this browser library is not installed", "Run make ready, or npm ci"
            ) from None
        main = folder / (package.get("browser") or package["main"])
        smaller = main.with_suffix(f".min{main.suffix}")
        yield name.rpartition("/")[2] + main.suffix, smaller if smaller.is_file() else main


def _without_comments(script: bytes) -> bytes:
    """Lines that only explain a script are for those who read it in the repository: a fifth of what would be sent."""
    return b"\n".join(line for line in script.split(b"\n") if not line.lstrip().startswith(b"// "))


def read_assets(home: Path = HOME) -> Assets:
    """Every file of `static/` and every browser library. Raises PublishError when one is not installed or two share a name."""
    files: dict[str, Path] = {}
    found = [(p.name, p) for p in sorted((home / "static").rglob("*")) if p.is_file() and not p.name.startswith(".")]
    for name, path in (*found, *_libraries(home)):
        if name in files:
            raise PublishError(str(path), "", f"{files[name]} has the same name", "Rename one of the two")
        files[name] = path
    contents = {name: path.read_bytes() for name, path in files.items()}
    for name, parts in BUNDLES.items():
        if contents.keys() >= set(parts):
            contents[name] = b"\n".join(map(_without_comments, (contents[part] for part in parts)))
            contents = {n: content for n, content in contents.items() if n not in parts or n in _ALSO_ALONE}
    outputs, paths = [], {}
    for name, content in contents.items():
        stem, dot, ending = name.rpartition(".")
        paths[name] = f"assets/{stem}.{sha256(content).hexdigest()[:10]}{dot}{ending}"
        outputs.append(Output(paths[name], content))
    return Assets(tuple(outputs), paths)
