"""What programs read of the site: the Atom feed, the sitemap, robots.txt. Nothing here depends on the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.model import Article, Output
from generator.render.catalogue import Catalogue, article_path
from generator.render.dates import earliest, edtf_of
from generator.render.markdown import printable

_ENTRIES: Final = 50
#: The most that one sitemap may hold.
_ADDRESSES: Final = 50_000
#: Names of this project's things that hold wherever a copy of the archive is put.
_NAMES: Final[UUID] = uuid5(NAMESPACE_URL, "urn:gongbao")
_ATOM: Final = "http://www.w3.org/2005/Atom"
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _write(path: str, root: Element) -> Output:
    return Output(path, tostring(root, "utf-8", xml_declaration=True) + b"\n")


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    element = SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def _moment(article: Article) -> str:
    """The article's own date, at midnight UTC."""
    year, month, day = earliest(edtf_of(article)) or (1, 1, 1)
    return f"{year:04}-{month:02}-{day:02}T00:00:00Z"


def _name(thing: str) -> str:
    return uuid5(_NAMES, thing).urn


def _entry(feed: Element, catalogue: Catalogue, article: Article) -> None:
    shown = catalogue.entries[article.id]
    entry = _add(feed, "entry")
    _add(entry, "id", _name(article.id))
    _add(entry, "title", shown.title)
    _add(entry, "updated", _moment(article))
    _add(entry, "link", href=catalogue.site.base_url + article_path(article), rel="alternate", type="text/html")
    for found in article.about.byline:
        _add(_add(entry, "author"), "name", printable(found.value))
    for found in article.about.tags:
        _add(entry, "category", term=printable(found.value))
    _add(entry, "summary", shown.excerpt)


def feed(catalogue: Catalogue) -> Output:
    """The newest dated articles. Atom wants a date of every entry: undated articles are not in the feed.

    Without a base URL the links are relative to the feed, which RFC 4287 allows.
    """
    site = catalogue.site
    dated = [a for a in catalogue.collection.articles if earliest(edtf_of(a))][:_ENTRIES]
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": site.language})
    _add(root, "id", _name(f"feed {site.title}"))
    _add(root, "title", site.title)
    if site.description:
        _add(root, "subtitle", site.description)
    _add(root, "updated", max(map(_moment, dated), default="0001-01-01T00:00:00Z"))
    _add(root, "link", href=site.base_url or "index.html", rel="alternate", type="text/html")
    if site.base_url:
        _add(root, "link", href=f"{site.base_url}feed.xml", rel="self", type="application/atom+xml")
    _add(_add(root, "author"), "name", site.title)
    for article in dated:
        _entry(root, catalogue, article)
    return _write("feed.xml", root)


def _urls(path: str, tag: str, item: str, addresses: Iterable[str]) -> Output:
    root = Element(tag, {"xmlns": _SITEMAP})
    for address in addresses:
        _add(_add(root, item), "loc", address)
    return _write(path, root)


def sitemaps(base_url: str, addresses: Sequence[str]) -> Iterator[Output]:
    """`addresses` are full. More than one file can hold go into several, with an index of them."""
    if len(addresses) <= _ADDRESSES:
        yield _urls("sitemap.xml", "urlset", "url", addresses)
        return
    parts = [addresses[i : i + _ADDRESSES] for i in range(0, len(addresses), _ADDRESSES)]
    for number, part in enumerate(parts, 1):
        yield _urls(f"sitemap-{number}.xml", "urlset", "url", part)
    names = (f"{base_url}sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    yield _urls("sitemap.xml", "sitemapindex", "sitemap", names)


def robots(base_url: str) -> Output:
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {base_url}sitemap.xml"] if base_url else [])]
    return Output("robots.txt", ("\n".join(lines) + "\n").encode())
