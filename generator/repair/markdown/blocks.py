"""Headlines, items, quotations and tables of a Markdown document, each marked in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Change, Span
from generator.repair.markdown.fences import unfenced
from generator.repair.rule import substitution

#: A headline over a row of `=` or `-`; with more lines above the row it is a paragraph over an ornament.
_UNDERLINED = re.compile(
    r"(?:\A|(?<=\s\n))(?P<head>(?=[^\s#>|*+\-=`~])[^\n]{1,80})(?P<row>\n {0,3}(?P<kind>=|-)(?P=kind)++[ \t]*+)(?=\n|\Z)"
)
_FRONT = re.compile(r"\A\s*---\n(?:[^\n]*\n){0,40}?---(?=\n|\Z)")
_ATX = re.compile(r"^ {0,3}(?P<marks>#{1,6})(?P<space>[ \t]*+)(?P<head>[^\s][^\n]*+)$", re.MULTILINE)
_BULLET = re.compile(r"^(?P<mark>[ \t]*[*+][ \t]+|[ \t]+-[ \t]+|-[ \t]{2,})(?=\S)(?![*_\- ]+$)", re.MULTILINE)
_QUOTE = re.compile(r"^ {0,3}>(?:[ \t]*>)*[ \t]*(?P<more>\S)?", re.MULTILINE)
_DIVIDER = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?>(?:\|[ \t]*+:?-++:?[ \t]*+)*)\|?[ \t]*+$")


@unfenced
def find_underlined(value: str) -> Iterator[Change]:
    """Headlines that are marked by a row below them; front matter, which looks alike, loses its fences.

    >>> [(c.before, c.after) for c in find_underlined("区委召开会议\\n======\\n正文\\n续\\n---\\n")]
    [('', '# '), ('\\n======', '')]
    """
    if "--" not in value and "==" not in value:
        return
    front = _FRONT.match(value)
    if front:
        last = front.end() - 3
        for start, end in ((front.start(), value.index("\n", value.index("---")) + 1), (last, front.end())):
            yield Change("underlined-heading", Span(start, end), value[start:end], "")
    for match in _UNDERLINED.finditer(value):
        if not front or match.start("head") >= front.end():
            start, end = match.span("row")
            mark = "# " if match["kind"] == "=" else "## "
            yield Change("underlined-heading", Span(match.start("head"), match.start("head")), "", mark)
            yield Change("underlined-heading", Span(start, end), value[start:end], "")


@unfenced
def find_headings(value: str) -> Iterator[Change]:
    """Headlines marked with `#`: one space behind the marks, none of them at the end, four levels.

    >>> [(c.before, c.after) for c in find_headings("###### 会议 ##\\n##通知\\n#1楼")]
    [('######', '####'), (' ##', ''), ('##', '## ')]
    """
    for match in _ATX.finditer(value) if "#" in value else ():
        marks, space, head = match["marks"], match["space"], match["head"].rstrip()
        if not space and (len(marks) < 2 or head[0] == "#"):
            continue
        if (marks, space) != (marks[:4], " ") or match.start() != match.start("marks"):
            start, end = match.start(), match.start("head") if space != " " else match.end("marks")
            yield Change("heading", Span(start, end), value[start:end], marks[:4] + (" " if space != " " else ""))
        bare = head.rstrip("#")
        if bare != head and bare != bare.rstrip():
            start = match.start("head") + len(bare.rstrip())
            yield Change("heading", Span(start, match.end()), value[start : match.end()], "")


@unfenced
def find_bullets(value: str) -> Iterator[Change]:
    """Items: each begins with `- `, however deep it stood.

    >>> [(c.before, c.after) for c in find_bullets("* 甲\\n  + 乙\\n- 丙\\n* * *\\n*丁*")]
    [('* ', '- '), ('  + ', '- ')]
    """
    marked = "*" in value or "+" in value or "-" in value
    return (substitution("bullet", match, "- ", 1) for match in (_BULLET.finditer(value) if marked else ()))


@unfenced
def find_quotes(value: str) -> Iterator[Change]:
    """Quotations: one mark, one space.

    >>> [(c.before, c.after) for c in find_quotes(">甲\\n> > 乙\\n> 丙\\n>")]
    [('>', '> '), ('> > ', '> '), ('>', '')]
    """
    for match in _QUOTE.finditer(value) if ">" in value else ():
        start, end = match.start(), match.start("more") if match["more"] else match.end()
        after = "> " if match["more"] else ""
        if value[start:end] != after:
            yield Change("quote", Span(start, end), value[start:end], after)


def _row(line: str, start: int) -> Iterator[Change]:
    """The changes that write a row as `| a | b |`."""
    left, right = len(line) - len(line.lstrip()), len(line.rstrip())
    inner = line[left:right]
    bars = [left + m.start() for m in re.finditer(r"(?<!\\)\|", inner)]
    if not inner.startswith("|"):
        yield Change("table", Span(start, start + left), line[:left], "| ")
    done = 0  # the blanks of an empty cell go with the bar before it
    for at in bars:
        first = max(done, len(line[:at].rstrip())) if at > left else 0
        last = at + 1 + (len(line[at + 1 :]) - len(line[at + 1 :].lstrip())) if at < right - 1 else len(line)
        before, after = line[first:last], ("" if at == left else " ") + "|" + ("" if at == right - 1 else " ")
        if before != after:
            done = last
            yield Change("table", Span(start + first, start + last), before, after)
    if not inner.endswith("|"):
        yield Change("table", Span(start + right, start + len(line)), line[right:], " |")


@unfenced
def find_tables(value: str) -> Iterator[Change]:
    """Rows of tables, written `| a | b |`; the row that divides head and body goes.

    >>> [(c.before, c.after) for c in find_tables("姓名|职务\\n--|--\\n| 甲|区长|\\n")]
    [('', '| '), ('|', ' | '), ('', ' |'), ('--|--\\n', ''), ('|', ' | '), ('|', ' |')]
    """
    if "|" not in value:
        return
    rows, at = value.split("\n"), 0
    starts = []
    for row in rows:
        starts.append(at)
        at += len(row) + 1
    i = 0
    while i < len(rows):
        if "|" in rows[i] and i + 1 < len(rows) and "|" in rows[i + 1] and _DIVIDER.match(rows[i + 1]):
            yield from _row(rows[i], starts[i])
            start, end = starts[i + 1], min(starts[i + 1] + len(rows[i + 1]) + 1, len(value))
            yield Change("table", Span(start, end), value[start:end], "")
            i += 2
            while i < len(rows) and "|" in rows[i]:
                yield from _row(rows[i], starts[i])
                i += 1
        else:
            i += 1
