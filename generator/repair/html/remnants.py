"""Tags that a mirror mangled or another program encoded, and single ones left in a text that is no page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from generator.model import Change
from generator.repair.rule import substitution

_BREAKING = "p|div|br|tr|li|ul|ol|table|h[1-6]|center"
_NAMES = f"{_BREAKING}|td|span|font|strong|em|o:p"
#: `/p>` without its `<`, `</p` without its `>` at the end of a line.
_MANGLED = rf"/(?<![\w\s<:/.=\"']/)(?P<a>{_NAMES})\s?>|</(?P<b>{_NAMES})(?=[ \t]*+$)"
_MANGLED_TAG = re.compile(_MANGLED, re.IGNORECASE | re.MULTILINE)
_ANY_TAG = re.compile(rf"</?(?P<c>{_NAMES})(?:\s[^<>\n]{{0,300}})?/?>|{_MANGLED}", re.IGNORECASE | re.MULTILINE)
_ENCODED = re.compile(
    r"&(?:amp;)*+lt;/?(?:[a-z][a-z0-9]*+(?::[a-z]++)?)(?=[\s/&])(?>(?:(?!&(?:amp;)*+[lg]t;)[^<>]){0,2000})&(?:amp;)*+gt;",
    re.IGNORECASE,
)
_BREAKS = re.compile(_BREAKING, re.IGNORECASE)


def find_encoded(value: str) -> Iterator[Change]:
    """Tags written as text, where a page holds more of them than of real ones: it was encoded once too often.

    >>> [c.after for c in find_encoded("&lt;p class=&quot;a&quot;&gt;会&amp;nbsp;&lt;/p&gt;")]
    ['<p class="a">', '</p>']
    """
    found = list(_ENCODED.finditer(value))
    if len(found) > 1 and len(found) > len(_ANY_TAG.findall(value)):
        for match in found:
            yield substitution("encoded-tag", match, _decoded(match[0]))


def _decoded(tag: str) -> str:
    """A tag as it was before it was encoded, however often, and its quoted values once less often."""
    while (plain := unescape(tag)) != tag and not tag.startswith("<"):
        tag = plain
    return unescape(tag)


def find_mangled(value: str) -> Iterator[Change]:
    """Closing tags of a page that lost a bracket: they get it back.

    >>> [(c.before, c.after) for c in find_mangled("<p>整治?/p><p>http://a.cn/p>1")]
    [('/p>', '</p>')]
    """
    for match in _MANGLED_TAG.finditer(value):
        yield substitution("mangled-tag", match, f"</{match['a'] or match['b']}>", certainty="inferred")


def _break(value: str, start: int, end: int, name: str) -> str:
    """What takes a tag's place in a text: a line end, where the tag made one and the text has none."""
    at_edge = value[start - 1 : start] in ("", "\n") or value[end : end + 1] in ("", "\n")
    return "" if at_edge or not _BREAKS.fullmatch(name) else "\n"


def find_remnants(value: str) -> Iterator[Change]:
    """Tags left in a text that is no page, whole or mangled. Other words in angle brackets are text.

    >>> [(c.before, c.after) for c in find_remnants("整治?/p>\\n会议<br/>指出</span>，A<B>C <某> 1</p>")]
    [('/p>', ''), ('<br/>', '\\n'), ('</span>', ''), ('</p>', '')]
    """
    for match in _ANY_TAG.finditer(value):
        after = _break(value, *match.span(), str(match[str(match.lastgroup)]))
        yield substitution("remnant", match, after, certainty="inferred")
