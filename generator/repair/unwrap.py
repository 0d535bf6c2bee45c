"""Lines that were broken by the page, not by the writer, become paragraphs again.

Every line break between two lines is judged on its own, by what stands around it: the measure of the column the line is set in,
how both lines begin and end, blank lines, indents, open quotation marks, and two kinds of *bridges*: a word that the break goes
through, and words that stand unbroken elsewhere in the same document. No single sign decides: real columns break in the middle of
a sentence with a blank line behind it, and real paragraphs end without a full stop.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import rjieba

from generator.data.script import fold_script
from generator.model import Change, Span
from generator.repair.lines import CLAUSE_END, GOES_ON, SENTENCE_END, Line, lines

#: How far a line may stay below its column's measure and still count as full: a mark pushed to the next line, a half-width digit.
_SLACK = 2.0
_WIDEST = 72.0
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "「": "」", "『": "』", "〈": "〉", "【": "】", "〔": "〕"}
_OPENER = re.compile(
    r"(?:[一二三四五六七八九十百]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十百]{1,3}[章节条][\s　]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|[●■◆▲★※○]|附件?[:：\d]|图为|上图|下图|左图|右图|[(（\[【〔][上下]?[接转]?第?\d{1,2}版|[\[【〔(（]详见)"
)
_NEWS = re.compile(r"(?:本报讯|本报记者|本台讯|本刊讯|本网讯|[\[【(（]本报|新华社)")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二一][〇○零OＯ0０九八七六五四三二一]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})$"
)
_LABEL = re.compile(r"[一-鿿　 ]{2,8}[:：]\s*[^\s，。；！？,;]+$")
_ORGAN = re.compile(r"(?:组|委|局|府|会|部|办|院|室|厅|处|站|所|队|中心|公司|集团|学校|大学|社|团|指挥部)$")
_SPEAKS = re.compile(
    r"(?:会议|大会|座谈会|[^，。]{2,5})(?:还)?(?:指出|强调|要求|认为|听取了|审议了|传达了|通报了|决定)[，：]?"
)
_MARK = re.compile(r"[，。；！？：、,;!?]")
_OUTCRY = re.compile(r"[，。；！？：,;!?：、]$")
_LATIN = re.compile(r"[A-Za-z]$")


@dataclass(frozen=True)
class _Page:
    """The lines of a document with what is known of each; `bridged` says whether words run over the break behind it.

    `margin` is the indent of lines that begin no paragraph; `first_lines` the indent that the others have lost.
    """

    lines: tuple[Line, ...]
    measures: tuple[float | None, ...]
    headings: tuple[bool, ...]
    verse: tuple[bool, ...]
    bridged: tuple[bool, ...]
    margin: float
    first_lines: float
    marked: bool  # whether markup tells the document's headlines

    def full(self, i: int) -> bool:
        """Whether line `i` fills its column. The first line of a paragraph may have lost its indent, and be so much shorter."""
        measure, line = self.measures[i], self.lines[i]
        if measure is None:
            return False
        lost = self.first_lines if (i == 0 or line.gap) and not line.indent else 0
        return measure - _SLACK - lost <= line.width + line.indent <= measure + 1.5


def _stanzas(found: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines with no blank line among them: the first line's number, and the one behind the last."""
    edges = [0, *(i for i in range(1, len(found)) if found[i].gap), len(found)]
    return ((a, b) for a, b in pairwise(edges) if a < b)


def _measure(stanza: Sequence[Line], words: frozenset[int], starts: Sequence[int]) -> float | None:
    """The measure that these lines, with no blank line among them, are set to; None when they are not wrapped.

    It is the width that most lines reach or nearly reach. Wider ones (headlines) and shorter ones (ends of paragraphs) are the rest.
    """
    if len(stanza) < 3 or any(line.structured for line in stanza):
        return None
    reach = [line.width + line.indent for line in stanza[:-1]]
    widths = sorted(w for w in reach if 6 <= w <= _WIDEST)
    if not widths:
        return None
    full = {w: bisect_right(widths, w) - bisect_left(widths, w - _SLACK) for w in widths}
    measure = max(full, key=lambda w: (full[w], w))
    ended = sum(bool(_OUTCRY.search(line.text)) for line in stanza[:-1])
    marked = sum(bool(_MARK.search(line.text)) for line in stanza)
    broken = sum(at not in words for at in starts[1:])
    if not marked or full[measure] < 0.5 * len(reach) or ended > 0.5 * len(reach):
        return None
    return measure if broken or len(stanza) < 8 else None


def _measures(found: Sequence[Line], words: frozenset[int], starts: Sequence[int]) -> Iterator[float | None]:
    """The measure of each line. Short stanzas take that of the nearest wrapped one, when they would fit it."""
    stanzas = list(_stanzas(found))
    measured = [_measure(found[a:b], words, starts[a:b]) for a, b in stanzas]
    for n, (a, b) in enumerate(stanzas):
        own = measured[n]
        if own is None and b - a < 3 and not any(line.structured for line in found[a:b]):
            near = (
                m for d in (1, 2, 3) for m in (*measured[max(0, n - d) : n - d + 1], *measured[n + d : n + d + 1]) if m
            )
            widest = max(line.width for line in found[a:b])
            own = next((m for m in near if m - _SLACK <= widest <= m + 1), None)
        yield from [own] * (b - a)


def _open_pair(text: str) -> str | None:
    """The mark that would close the last pair that a text opens and does not close."""
    waiting: list[str] = []
    for c in text:
        if c in _PAIRS:
            waiting.append(_PAIRS[c])
        elif waiting and c == waiting[-1]:
            waiting.pop()
    return waiting[-1] if waiting else None


def _closes_pair(a: str, b: str) -> bool:
    close = _open_pair(a)
    if not close or close not in b:
        return False
    opening = next(o for o, c in _PAIRS.items() if c == close)
    return opening not in b[: b.index(close)]


def _headings(found: Sequence[Line], measures: Sequence[float | None], marked: bool) -> Iterator[bool]:
    """Whether each line stands among lines that read like headlines: short, a few together, no mark that ends a sentence.

    A line that holds a comma is none where markup tells the headlines, nor where it fills a column of prose.
    """
    for a, b in _stanzas(found):
        stanza = found[a:b]
        joined = "".join(line.text for line in stanza)
        commas = len(re.findall("[，,]", joined))
        plain = len(stanza) <= 6 and not re.search(r"[。；!?！？]", joined) and not CLAUSE_END.search(joined)
        filled = any(m is not None and line.width >= m - _SLACK for m, line in zip(measures[a:b], stanza, strict=True))
        plain = plain and commas <= (0 if marked or filled else 1)
        yield from [plain and len(joined) <= 30 * len(stanza)] * len(stanza)


def _verses(found: Sequence[Line], measures: Sequence[float | None]) -> Iterator[bool]:
    """Whether each line stands among lines that break where their clauses do: four or more short ones, each with its mark."""
    for a, b in _stanzas(found):
        stanza = found[a:b]
        marked = sum(bool(_OUTCRY.search(line.text)) for line in stanza)
        short = all(line.width <= 22 for line in stanza)
        yield from [len(stanza) >= 4 and short and measures[a] is None and marked >= 0.8 * len(stanza)] * len(stanza)


def _bridges(flat: str, starts: Sequence[int], words: frozenset[int]) -> Iterator[bool]:
    """Whether each line break goes through a word, or through four characters that stand together elsewhere too."""
    around = [flat[at - 2 : at + 2] for at in starts[1:]]
    wanted = {c for c in around if len(c) == 4 and c.isalnum()}
    counts = Counter(c for c in (flat[i : i + 4] for i in range(len(flat) - 3)) if c in wanted)
    yield from (at not in words or counts[c] > 1 for at, c in zip(starts[1:], around, strict=True))


def _read(value: str) -> _Page:
    found = tuple(lines(fold_script(value)))
    starts = tuple(accumulate((len(line.text) for line in found[:-1]), initial=0))
    flat = "".join(line.text for line in found)
    words = frozenset(accumulate((len(word) for word in rjieba.cut(flat)), initial=0))
    bridged = tuple(_bridges(flat, starts, words))
    measures = tuple(_measures(found, words, starts))
    marked = sum(line.text.startswith("#") for line in found) > 1
    headings = tuple(_headings(found, measures, marked))
    margin = sorted(line.indent for line in found)[len(found) // 5] if found else 0.0
    return _Page(
        found,
        measures,
        headings,
        tuple(_verses(found, measures)),
        bridged,
        margin,
        _lost_indent(found, measures),
        marked,
    )


def _lost_indent(found: Sequence[Line], measures: Sequence[float | None]) -> float:
    """The indent that first lines have lost: two characters where blank lines alone part the paragraphs, else none is assumed."""
    inner = outer = 0
    for i, (line, measure) in enumerate(zip(found, measures, strict=True)):
        if measure is not None and SENTENCE_END.search(line.text):
            if i + 1 == len(found) or found[i + 1].gap:
                outer += 1
            elif line.width < measure - _SLACK and i and not line.gap:
                inner += 1
    return 2.0 if inner * 10 <= outer else 0.0


def _stands_alone(line: Line) -> bool:
    return line.structured or bool(_DATE.match(line.text.replace(" ", "")))


def _opens(line: Line, after: Line) -> bool:
    """Whether a line begins like a new block, whatever stands before it."""
    if _NEWS.match(line.text) or _stands_alone(line) or _stands_alone(after):
        return True
    return bool(_OPENER.match(line.text)) and not GOES_ON.search(after.text)


def _joined(page: _Page, i: int) -> bool:
    """Whether line `i` goes on in the next one."""
    a, b = page.lines[i], page.lines[i + 1]
    if _opens(b, a) or (b.gap == 0 and page.verse[i]):
        return False
    if _LABEL.match(a.text) and not GOES_ON.search(a.text):
        return page.bridged[i] and not _LABEL.match(b.text)
    measure, indented = page.measures[i], b.indent >= page.margin + 1.5
    ended, clause = SENTENCE_END.search(a.text), CLAUSE_END.search(a.text)
    if b.gap == 0 and indented and (ended or clause or b.indent <= 2.5):
        return False
    if b.gap == 0 and measure is not None:
        if page.full(i):
            if ended and _SPEAKS.match(b.text):
                return False
            return not page.headings[i] or _headline_goes_on(page, i)
        return not (ended or clause) and (bool(GOES_ON.search(a.text)) or page.bridged[i])
    if ended or (b.gap and indented and not GOES_ON.search(a.text)):
        return False
    if _closes_pair(a.text, b.text):
        return True
    if page.headings[i] or (page.headings[i + 1] and measure is None):
        return _headline_goes_on(page, i) and not (b.gap and _LABEL.match(b.text))
    if page.full(i):
        return not re.search(r"[：:]$", a.text)
    if clause:
        return False
    if GOES_ON.search(a.text) or page.bridged[i]:
        return True
    prose = bool(_MARK.search(a.text) and _MARK.search(b.text))
    return prose and measure is None and (a.width >= 30 or page.marked)


def _headline_goes_on(page: _Page, i: int) -> bool:
    a, b = page.lines[i], page.lines[i + 1]
    if GOES_ON.search(a.text) or re.match(r"[，、的和与及]", b.text) or re.search(r"[的和与及暨]$", a.text):
        return True
    if page.bridged[i] or _closes_pair(a.text, b.text):
        return True
    dated = i + 2 < len(page.lines) and _DATE.match(page.lines[i + 2].text.replace(" ", ""))
    return bool(dated) and not b.gap and not _ORGAN.search(a.text) and bool(_ORGAN.search(b.text))


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
    page = _read(value)
    for i, (a, b) in enumerate(pairwise(page.lines)):
        if _joined(page, i):
            space = " " if _LATIN.search(a.text) and b.text[0].isascii() and b.text[0].isalpha() else ""
            note = "column" if b.gap else ""
            yield Change("unwrap", Span(a.end, b.start), value[a.end : b.start], space, "inferred", note)


def find_layout(value: str) -> Iterator[Change]:
    """Blank lines, indents and white space at line ends: what remains is one block a line.

    >>> [(c.before, c.after) for c in find_layout("  甲 \\n\\n　　乙\\n丙\\n")]
    [('  ', ''), (' \\n\\n　　', '\\n'), ('\\n', '')]
    """
    found = list(lines(value))
    if not found:
        if value:
            yield Change("layout", Span(0, len(value)), value, "")
        return
    for start, end, after in (
        (0, found[0].start, ""),
        *((a.end, b.start, "\n") for a, b in pairwise(found)),
        (found[-1].end, len(value), ""),
    ):
        if value[start:end] != after:
            yield Change("layout", Span(start, end), value[start:end], after)
