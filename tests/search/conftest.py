"""Made archives, and the site's own scripts in Node to search them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.model import Article, Block, Collection, Date, Description, Found, Role, Source, Text
from generator.search import WHOLE, search_outputs
from generator.search.texts import FIELDS, fields
from generator.search.tokens import terms

ENGINE = Path(__file__).with_name("engine.cjs")


class Engine:
    """`static/search.js` and Lunr in a Node process, over the files of a build."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def _ask(self, request: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def open(self, collection: Collection, whole: int = WHOLE) -> Engine:
        self._ask({"scripts": {o.path: o.content.decode() for o in search_outputs(collection, whole)}})
        return self

    def search(self, *queries: str) -> list[list[str]]:
        """The ids of each query's results, best first."""
        answers = self._ask({"queries": queries})
        assert all(a["total"] == len(a["ids"]) == len(set(a["ids"])) for a in answers)
        return [a["ids"] for a in answers]

    def found(self, query: str, ids: Sequence[str]) -> list[dict[str, Any]]:
        return self._ask({"found": query, "ids": ids})

    def scores(self, query: str) -> list[tuple[int, float]]:
        """The numbers of the articles that hold every text of a query, best first, with their scores."""
        return [(number, score) for number, score in self._ask({"scores": query})]

    def monolith(self, collection: Collection, query: Sequence[str]) -> list[tuple[int, float]]:
        """The same of all articles that hold these terms, by one index that lunr.js itself builds of everything."""
        documents = [[list(terms(text)) for text in fields(a)] for a in collection.articles]
        answer = self._ask({"lunr": documents, "boosts": FIELDS, "of": list(query)})
        return [(number, score) for number, score in answer]

    def fold(self, first: int, end: int) -> list[str]:
        """The normalised form of every code point from `first` up to `end`."""
        return self._ask({"fold": [first, end]}).split("\n")


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    node = shutil.which("node")
    assert node, "no Node.js on PATH: `make test` sees to that"
    with subprocess.Popen([node, str(ENGINE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Engine(process)
        process.terminate()
        process.communicate()


def article(
    number: int,
    title: str = "",
    body: Iterable[str] = (),
    byline: Iterable[str] = (),
    date: str = "",
    signed: str = "",
    tags: Iterable[str] = (),
    people: Iterable[str] = (),
    place: str = "",
    **others: str,
) -> Article:
    """An article with these texts; `others` are blocks by their role."""
    blocks: list[tuple[Role, str]] = [("title", title), *((role, text) for role, text in others.items())]  # type: ignore[misc]
    about = Description(
        byline=tuple(Found(name, "test") for name in byline),
        date=Date(date, ()) if date else None,
        signed=Found(signed, "test") if signed else None,
        tags=tuple(Found(tag, "test") for tag in tags),
        people=tuple(Found(name, "test") for name in people),
        place=Found(place, "test") if place else None,
    )
    source = Source("a.txt", f"{number:064x}", 1)
    made = tuple(Block(role, Text.of(text)) for role, text in (*blocks, *(("p", text) for text in body)) if text)
    return Article(f"{number:012x}-0", source, "Hans", made, about)


def archive(*articles: Article) -> Collection:
    return Collection((), articles, (), {})
