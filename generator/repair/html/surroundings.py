"""Parts of a page that belong to the site: menus, the foot, buttons for sharing, lists of links to other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from generator.model import Change, Span
from generator.repair.html.tokens import Event, attribute, events

_ELEMENTS: Final = frozenset(("nav", "footer", "aside"))
_ANY = re.compile(
    r"<a\b|nav|menu|foot|aside|copyright|crumb|share|pag|bar|friendlink|qrcode|ewm|login|search|related|recommend|hot",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navi|navigation|menu|foot|footer|copyright|crumbs?|breadcrumbs?|share|bdsharebuttonbox|bdshare"
    r"|jiathis|pagination|pager|topbar|toolbar|sidebar|friendlinks?|qrcode|ewm|login|loginbox|search|searchbox|related|recommend"
    r"|hotnews|hotlist|backtop|gotop)(?=$|[\s_-])",
    re.IGNORECASE,
)
#: A part with more characters, or with a sentence, may hold what the page is about.
_LONGEST: Final = 600
_SENTENCE = re.compile(r"。|[；，][^<>]{0,80}[；，]")
#: What a site says about the article may stand among its buttons.
_LABEL = re.compile(
    r"(?:来源|來源|作者|编辑|編輯|责编|日期|时间|時間|机构|機構|索引号|索引號|文号|文號|记者|記者)[ \u3000]*[:：]"
)
#: A link with so many characters is another article's headline; fewer on average make a menu.
_HEADLINE: Final = 8
#: So many links make a list or a menu, and the shares of its characters that stand in them.
_FEWEST: Final = 3
_LIST: Final = 0.5
_MENU: Final = 0.7


class _Found(NamedTuple):
    """A part that is the site's: all of it, or the loose stretches with these numbers."""

    start: int
    end: int
    whole: bool
    menu: bool = False
    behind: bool = False
    first: int = 0
    last: int = 0


class _Loose(NamedTuple):
    """A text or a picture that is not the link of a headline."""

    start: int
    end: int
    plain: bool  # a text outside of every link


@dataclass
class _Part:
    """A block of the page: how many characters it holds, how many of them in links, and whether among the others there is a sentence,
    a headline, or what a site tells about the article. `found` are the parts in it that are the site's.
    """

    start: int
    key: int
    named: bool = False
    behind: bool = False  # whether there is a sentence before it
    loose: int = 0  # how many stretches outside of headlines there are before it
    size: int = 0
    linked: int = 0
    links: int = 0
    prose: bool = False
    head: bool = False
    told: bool = False
    found: list[_Found] = field(default_factory=list)

    def take(self, inner: _Part) -> None:
        self.size += inner.size
        self.linked += inner.linked
        self.links += inner.links
        self.prose, self.head, self.told = self.prose or inner.prose, self.head or inner.head, self.told or inner.told

    def judged(self, end: int, loose: int) -> list[_Found]:
        """What of it is the site's, once it is known to its end."""
        if self.prose or self.head:
            return self.found
        share = self.linked / max(1, self.size)
        menu = self.links >= _FEWEST and share >= _MENU and self.size < (_HEADLINE + 2) * self.links
        if self.size and not self.told and (menu or (self.named and self.size <= _LONGEST)):
            return [_Found(self.start, end, whole=True, menu=not self.named)]
        if self.links >= _FEWEST and share >= _LIST:
            return [_Found(self.start, end, False, True, self.behind, self.loose, loose)]
        return self.found


def _named(event: Event) -> bool:
    if event.name in _ELEMENTS:
        return True
    words = f"{attribute(event.attributes, 'class')} {attribute(event.attributes, 'id')}"
    return event.block and event.name not in ("body", "html", "form") and bool(_NAMES.search(words))


class _Walk:
    """Takes the events of a page one by one; `parts[0]` is the page itself."""

    def __init__(self, value: str) -> None:
        self._value = value
        self.parts = [_Part(0, -1)]
        self.loose: list[_Loose] = []
        self._link = -1  # the key of the link that stands open
        self._linked = self._before = 0  # its characters so far, and how many loose stretches there were before it
        self._prose = False

    def take(self, event: Event) -> None:
        part = self.parts[-1]
        if event.kind == "text":
            self._text(part, event)
        elif event.kind == "void" and event.name == "img":
            self.loose.append(_Loose(event.start, event.end, False))
        elif event.kind == "open" and event.block:
            inner = _Part(event.start, event.key, _named(event), self._prose, len(self.loose), head=event.name == "h1")
            self.parts.append(inner)
        elif event.kind == "open" and event.name == "a" and self._link < 0 and attribute(event.attributes, "href"):
            self._link, self._linked, self._before = event.key, 0, len(self.loose)
        elif event.kind == "close" and event.key == self._link:
            self._link = -1
            part.links += bool(self._linked)
            if self._linked >= _HEADLINE:
                del self.loose[self._before :]
        elif event.kind == "close" and event.key == part.key:
            self.parts.pop()
            outer = self.parts[-1]
            found = part.judged(event.end, len(self.loose)) if self._link < 0 else []
            if outer.found:
                outer.found += found
            else:  # as it is: copied at every level, a deep page would take forever
                outer.found = found
            outer.take(part)

    def _text(self, part: _Part, event: Event) -> None:
        start, end = event.start, event.end
        size = len(self._value[start:end].strip())
        if not size:
            return
        part.size += size
        if self._link >= 0:
            part.linked += size
            self._linked += size
        if (self._link < 0 or size > 60) and _SENTENCE.search(self._value, start, end):
            part.prose = self._prose = True
        if _LABEL.search(self._value, start, end):
            part.told = True
        else:
            self.loose.append(_Loose(start, end, self._link < 0))


def find_surroundings(value: str) -> Iterator[Change]:
    """Menus, and elements whose names say that they are the site's, when they hold no sentence and little text.

    Of a list of links to other articles their headlines stay, for they are notices.

    >>> [c.before for c in find_surroundings('<div class="top-nav"><a>首页</a></div><nav><p>会议指出。</p></nav>')]
    ['<div class="top-nav"><a>首页</a></div>']
    >>> page = "<p>会议指出。</p><ul>%s</ul>" % ('<li><a href="1">全县春耕备耕工作会议召开</a>7-1' * 3)
    >>> [c.before for c in find_surroundings(page)]
    ['7-1', '7-1', '7-1']
    """
    if "<" not in value or not _ANY.search(value):
        return
    walk = _Walk(value)
    for event in events(value):
        walk.take(event)
    page = walk.parts[0]
    for part in page.found:
        if part.menu and not page.prose:
            continue
        if part.whole:
            yield Change("surroundings", Span(part.start, part.end), value[part.start : part.end], "", "inferred")
            continue
        for start, end, plain in walk.loose[part.first : part.last]:
            if part.behind or not plain:
                yield Change("surroundings", Span(start, end), value[start:end], "", "inferred", "链接列表")
