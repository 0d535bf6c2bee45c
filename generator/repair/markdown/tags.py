"""HTML tags in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Change, Span
from generator.repair.html.blocks import rewrites
from generator.repair.markdown.fences import fences


def find_inline_tags(value: str) -> Iterator[Change]:
    """Tags outside of fenced code, as `find_tags` has them, but that every line end counts.

    >>> [(c.before, c.after) for c in find_inline_tags("甲\\n<b>乙</b>丙<br>丁\\n```\\n<b>\\n```")]
    [('<b>', ''), ('</b>', ''), ('<br>', '\\n')]
    """
    at = 0
    for fence in (*fences(value), Span(len(value), len(value))):
        for start, end, after in rewrites(value[at : fence.start], flowing=False):
            yield Change("inline-tag", Span(at + start, at + end), value[at + start : at + end], after)
        at = fence.end
