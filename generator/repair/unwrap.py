"""Lines that were broken by the page, not by the writer, become paragraphs again.

Every line end is judged on its own, from top to bottom. A full line of prose that ends within a clause goes on; one beside markup, a
date, a label or verse does not; headlines have rules of their own (`headlines.py`). All others are judged by the signs around them
(`breaks.py`): the measure of the column the line is set in, whether what follows would have had room, how both lines begin and end,
blank lines, indents, marks that wait to be closed, and two kinds of *bridges*: a word that the break goes through, and words that
stand unbroken elsewhere in the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from generator.data import line_breaks
from generator.model import Change, Span
from generator.repair.begun import Begun
from generator.repair.breaks import Signs, signs
from generator.repair.columns import Page, read_page
from generator.repair.headlines import among_headlines, headline_goes_on
from generator.repair.linekinds import beginning, ending, is_contact, is_credit, stands_alone

_LATIN: Final = re.compile(r"[A-Za-z]$")
#: Whose words a paragraph was: 。——读者 某某
_ATTRIBUTED: Final = re.compile(r"[。！？”]——[^，。；：！？]{2,14}$")
#: Who wrote the article, on a line of its own: □ 某某
_NAMED: Final = re.compile(r"[□◇◎◆■][\s　]*[^，。：；、]{2,16}")
#: Who wrote the article that ends here: 。（记者 某某）
_SIGNED: Final = re.compile(r"[。！？”][(（](?:本报|见习|实习|特约)?(?:记者|通讯员|作者)[^（）()。]{2,30}[)）]$")
#: What a line ends with, and the next begins with, where a clause goes on.
_WITHIN, _GOING_ON = frozenset(("word", "comma", "list comma")), frozenset(("tail", "particle"))
#: The share of its lines that end with a mark from which on a column is verse.
_VERSE: Final = 0.8
#: What a column of prose has: so many lines that reach its measure, line ends that go through a word, and no more with a mark.
_FULL, _BROKEN, _PROSE = 0.7, 0.15, 0.5


def judged(page: Page, i: int) -> bool:
    """Whether signs decide about the end of line `i`. Where markup, a date, a label or verse stands, no line goes on."""
    a, b, column = page.lines[i], page.lines[i + 1], page.columns[i]
    if a.closed or b.structured or (b.gap and a.structured) or stands_alone(a.text) or stands_alone(b.text):
        return False
    if _SIGNED.search(a.text) or ((b.gap or b.indent > page.margin) and _ATTRIBUTED.search(a.text)):
        return False
    if _NAMED.fullmatch(b.text) or is_credit(a.text) or (is_contact(a.text) and not b.text[:1].isdigit()):
        return False
    if not i and b.gap and b.indent >= page.margin + 1.5 > a.indent:  # a headline above the first paragraph
        return False
    verse = page.verses[i] and page.verses[i + 1]
    return not (verse and (column is None or column.full < 0.5 or column.marked >= _VERSE))


def _is_full(page: Page, i: int) -> bool:
    """Whether line `i` fills a column of prose, and the next one follows it there: most go on, and few need their signs counted."""
    a, b, column = page.lines[i], page.lines[i + 1], page.columns[i]
    return (
        column is not None
        and column.full >= _FULL
        and column.broken >= _BROKEN
        and column.marked <= _PROSE
        and abs(column.measure - a.width - a.indent) <= 1
        and not b.gap
        and b.indent <= page.margin + 1
        and not (a.closed or b.structured or page.verses[i])
    )


def _plainly_broken(page: Page, i: int) -> bool:
    """Whether a full line ends in the middle of a word or a clause."""
    return _in_a_clause(
        ending(page.lines[i].text), beginning(page.lines[i + 1].text), page.bridged[i] or _opens(page, i)
    )


def _opens(page: Page, i: int) -> bool:
    """Whether a paragraph opens with line `i`, on a page that indents the first lines of paragraphs: they are no headlines."""
    return page.indents and page.lines[i].indent >= page.margin + 1.5 and beginning(page.lines[i].text) == "word"


def _in_a_clause(end: str, begin: str, bridged: bool) -> bool:
    """Whether a break goes through a word or behind a line that is surely not the last, or a clause goes on behind it."""
    if end not in _WITHIN:
        return False
    return begin in _GOING_ON or (begin == "word" and (bridged or end != "word"))


def _goes_on(page: Page, i: int, begun: Begun, full: bool) -> bool:
    """Whether line `i`, up to which a paragraph has begun, goes on in the next one: a full one below another between words, others
    by their signs.
    """
    if among_headlines(page, i):
        return headline_goes_on(page, i, begun)
    if full and begun.lines > 1 and ending(page.lines[i].text) == beginning(page.lines[i + 1].text) == "word":
        return True
    return sum(map(_worth, signs(page, i, begun))) > 0


@lru_cache(maxsize=1 << 16)
def _worth(together: Signs) -> float:
    """What signs that are seen together say for a line going on."""
    weights = line_breaks()
    return sum(weights.get(sign, 0.0) for sign in together)


def find_wraps(value: str) -> Iterator[Change]:
    """Line breaks that the page made, within a column or, with blank lines, between two columns.

    >>> [
    ...     c.note
    ...     for c in find_wraps(
    ...         "近期疫情来袭，给人民群众身体健康\\n和生命安全造成严重威胁。在以习近\\n平同志为核心的党中央领导下。"
    ...     )
    ... ]
    ['', '']
    """
    page = read_page(value)
    begun = Begun()
    for i, (a, b) in enumerate(pairwise(page.lines)):
        full = _is_full(page, i)
        plainly = full and _plainly_broken(page, i)
        if not plainly and not judged(page, i):
            begun = Begun()
            continue
        begun = begun.with_line(a.text)
        if not plainly and not _goes_on(page, i, begun, full):
            begun = Begun()
            continue
        space = " " if _LATIN.search(a.text) and b.text[0].isascii() and b.text[0].isalpha() else ""
        note = "跨栏" if b.gap else ""
        yield Change("unwrap", Span(a.end, b.start), value[a.end : b.start], space, "inferred", note)
