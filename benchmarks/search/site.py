"""As much of a site as searching needs, in a folder: the search page with all its style sheets and scripts, and what the build wrote
for it; and for Pagefind a small page for every article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from generator.config import Config
from generator.model import Article, Collection, Output
from generator.render import render

#: A site is served below a path, as a project's pages are on a shared host.
SUB_PATH = "gongbao"
SEARCH = "search/index.html"


def write(folder: Path, outputs: Iterable[Output]) -> None:
    """Each file as it comes; none is kept."""
    for output in outputs:
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.content)


def write_search_page(folder: Path) -> None:
    """The page and its assets, of an archive without articles: no page says how many there are but the home page."""
    empty = Collection((), (), (), {})
    write(folder, (o for o in render(empty, Config()) if o.path == SEARCH or o.path.startswith("assets/")))


def page(article: Article) -> str:
    """An article as Pagefind is to index it: what the archive's own search looks through, marked as the body."""
    about = article.about
    names = (*(f.value for f in about.byline), *([about.signed.value] if about.signed else []))
    said = (article.kicker, article.deck, *names, *(b.said for b in article.body))
    body = "".join(f"<p>{escape(text)}</p>\n" for text in said if text)
    title = escape(article.title)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><main data-pagefind-body>\n<h1>{title}</h1>\n{body}</main></body></html>\n"
    )


def write_pages(folder: Path, articles: Iterable[Article]) -> None:
    """`articles/ID.html` for each, and the empty page that Pagefind is called from."""
    write(folder, (Output(f"articles/{a.id}.html", page(a).encode()) for a in articles))
    write(folder, [Output("index.html", b'<!DOCTYPE html>\n<html lang="zh-CN"><title>x</title></html>\n')])


@dataclass(frozen=True)
class Size:
    """Files below a folder, and their bytes."""

    files: int
    bytes: int

    @classmethod
    def of(cls, folder: Path) -> Size:
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        return cls(len(sizes), sum(sizes))
