"""Whether every link of a site leads somewhere, and whether a page asks another site for anything."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote, urlsplit

from generator.errors import Problem

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_CSS = re.compile(r"url\(\s*[\"']?([^\"')]*)|@import\s+[\"']([^\"']*)")
#: What the browser fetches by itself, by tag; `link` only with one of the relations below.
_FETCHED = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "frame": ("src",),
    "embed": ("src",), "audio": ("src",), "video": ("src", "poster"), "track": ("src",), "object": ("data",),
    "input": ("src", "formaction"), "form": ("action",), "button": ("formaction",), "base": ("href",),
    "use": ("href", "xlink:href"), "image": ("href", "xlink:href"),
}  # fmt: skip
_LINKED = frozenset(
    {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "preconnect", "dns-prefetch"}
)


@dataclass(frozen=True)
class Page:
    """What a page can be reached at (`anchors`), where it leads (`links`), and what it has the browser fetch (`fetched`)."""

    anchors: frozenset[str]
    links: frozenset[str]
    fetched: frozenset[str]


def read_page(html: str) -> Page:
    """The anchors and references of a page.

    >>> read_page('<p id="a"><a href="b.html#c">x</a><img src="d.png">').links
    frozenset({'b.html#c'})
    """
    tags = [_read_tag(tag, inside) for tag, inside in _TAG.findall(_COMMENT.sub("", html)) if "=" in inside]
    return Page(
        frozenset().union(*(t.anchors for t in tags)),
        frozenset().union(*(t.links for t in tags)),
        frozenset().union(*(t.fetched for t in tags)),
    )


@lru_cache(4096)  # most tags of a page are those of every page
def _read_tag(tag: str, inside: str) -> Page:
    name = tag.lower()
    found = reversed(_ATTRIBUTE.findall(inside))  # of two of a name, the first counts
    values = {key.lower(): unescape(a or b or c) for key, a, b, c in found}
    leads = "href" in values and (name in ("a", "area") or (name == "link" and not _fetches(values)))
    return Page(
        frozenset(values[key] for key in ("id", "name") if key in values),
        frozenset([values["href"]] if leads else []),
        frozenset(_fetched(name, values)),
    )


def _fetches(values: Mapping[str, str]) -> bool:
    return not _LINKED.isdisjoint(values.get("rel", "").lower().split())


def _fetched(name: str, values: Mapping[str, str]) -> Iterator[str]:
    """What the browser fetches because of one tag."""
    for key in _FETCHED.get(name, ()):
        if key == "srcset":
            yield from (part.split()[0] for part in values.get(key, "").split(",") if part.split())
        elif key in values:
            yield values[key]
    if name == "link" and "href" in values and _fetches(values):
        yield values["href"]
    if name == "meta" and values.get("http-equiv", "").lower() == "refresh":
        yield values.get("content", "").partition("=")[2]
    yield from _css_urls(values.get("style", ""))


def _css_urls(css: str) -> Iterator[str]:
    return (a or b for a, b in _CSS.findall(css))


def css_problems(path: str, css: str) -> Iterator[Problem]:
    """What a style sheet asks another site for."""
    for url in _css_urls(css):
        if url.startswith("//") or (_SCHEME.match(url) and not url.startswith("data:")):
            yield _problem(path, url, "asks another site")


def check_links(pages: Mapping[str, Page], files: Set[str], base_url: str = "") -> Iterator[Problem]:
    """A problem for each reference of the pages that leads nowhere within `files`, or fetches from elsewhere."""
    for path, page in pages.items():
        for url in sorted(page.links | page.fetched):
            if wrong := _wrong(path, url, url in page.fetched, pages, files, base_url):
                yield _problem(path, url, wrong)


def _problem(path: str, url: str, wrong: str) -> Problem:
    return Problem(path, "", f"{url!r} {wrong}", "Mend the template or the style sheet that writes it")


def _wrong(path: str, url: str, fetched: bool, pages: Mapping[str, Page], files: Set[str], base_url: str) -> str:
    """What is wrong with an address; "" when nothing is."""
    # The page for what is not there is served at any address: it may name others from the root.
    root = base_url if not url.startswith("/") or path != "404.html" else urlsplit(base_url).path
    if root and url.startswith(root):
        place, mark, fragment = url[len(root) :].partition("#")
        served = f"{place}index.html" if place.endswith("/") else place  # what a server gives for a folder
        return _unreachable(served + mark + fragment, pages, files)
    found = _SCHEME.match(url)
    scheme = found[1].lower() if found else "https" if url.startswith("//") else ""
    if fetched and scheme:
        return "" if scheme == "data" else "asks another site"
    if scheme:
        return "" if scheme in ("http", "https", "mailto") else "is no address of a page"
    if url.startswith("/"):
        return "begins at the root: the site could not stand below a path"
    here = not url or url[0] in "#?"
    return _unreachable(path + url if here else posixpath.join(posixpath.dirname(path), url), pages, files)


def _unreachable(target: str, pages: Mapping[str, Page], files: Set[str]) -> str:
    place, _, fragment = target.partition("#")
    place = posixpath.normpath(unquote(place.partition("?")[0]) or "index.html")
    if place not in files:
        return (
            "leads to a folder, which does not open from a disk" if f"{place}/index.html" in files else "leads nowhere"
        )
    anchor = unquote(fragment.partition(":~:")[0])
    if anchor and anchor != "top" and place in pages and anchor not in pages[place].anchors:
        return f"leads to an anchor that {place} does not have"
    return ""
