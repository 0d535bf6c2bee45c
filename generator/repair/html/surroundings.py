"""Parts of a page that belong to the site: menus, the foot, buttons for sharing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model import Change, Span
from generator.repair.html.tokens import Event, attribute, events

_ELEMENTS: Final = frozenset(("nav", "footer"))
_ANY = re.compile(
    r"[NMFCSPBnmfcspb](?i:(?<=n)av|(?<=m)enu|(?<=f)oot|(?<=c)opyright|(?<=c)rumb|(?<=s)hare|(?<=p)ag|(?<=b)ar|(?<=f)riendlink)"
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navi|navigation|menu|foot|footer|copyright|crumbs?|breadcrumbs?|share|bdsharebuttonbox"
    r"|pagination|pager|topbar|toolbar|sidebar|friendlinks?)(?=$|[\s_-])",
    re.IGNORECASE,
)
#: A part with more characters, or with a sentence, may hold what the page is about.
_LONGEST: Final = 600
_SENTENCE = re.compile(r"。|[；，][^<>]{0,80}[；，]")


def _named(event: Event) -> bool:
    if event.name in _ELEMENTS:
        return True
    words = f"{attribute(event.attributes, 'class')} {attribute(event.attributes, 'id')}"
    return event.block and event.name not in ("body", "html") and bool(_NAMES.search(words))


def find_surroundings(value: str) -> Iterator[Change]:
    """Elements whose names say that they are the site's, when they hold no sentence and little text.

    >>> [c.before for c in find_surroundings('<div class="top-nav"><a>首页</a></div><nav><p>会议指出。</p></nav>')]
    ['<div class="top-nav"><a>首页</a></div>']
    """
    start = key = -1
    size = 0
    for event in events(value) if "<" in value and _ANY.search(value) else ():
        if start < 0:
            if event.kind == "open" and _named(event):
                start, key, size = event.start, event.key, 0
        elif event.kind == "text":
            size += len(value[event.start : event.end].strip())
            if size > _LONGEST or _SENTENCE.search(value, event.start, event.end):
                start = -1
        elif event.kind == "close" and event.key == key:
            yield Change("surroundings", Span(start, event.end), value[start : event.end], "", "inferred")
            start = -1
