"""An article's source and what was made of it, side by side, with every change in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from generator.model import Article, Block, Change, Role
from generator.render.alignment import Segment, align
from generator.render.catalogue import Catalogue, article_path, headline
from generator.render.doubt import explained, is_doubtful
from generator.render.markdown import printable
from generator.render.parts import Alteration, Link, Pair, Piece
from generator.render.phrases import phrases
from generator.render.tallies import CERTAINTY, is_flag, is_typographic, label
from generator.render.views import CollationView

_ROLES: Final[dict[Role, str]] = {
    "kicker": "引题", "title": "标题", "deck": "副题", "p": "段落", "h2": "小标题", "h3": "小标题", "li": "列表项", "quote": "引文",
    "salutation": "称呼", "signature": "落款", "table": "表格", "image": "图片", "caption": "图片说明", "credit": "供稿",
    "continued": "转接", "notice": "零星文字",
}  # fmt: skip

_LINE_END: Final = re.compile("\r\n?")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPACE: Final = re.compile(r"\s")
_LONGEST: Final = 60


def collation_path(article: Article) -> str:
    return f"articles/{article.id}.collation.html"


def _visible(text: str) -> str:
    """The text as a page can show it: every line end as one, other control characters as the pictures of them."""
    plain = _LINE_END.sub("\n", text)
    return printable(_CONTROL.sub(lambda match: chr(0x2400 + ord(match[0])), plain))


def _quoted(text: str) -> str:
    """The text as a list of changes names it: on one line, white space drawn, the middle of a long one left out."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]}……{text[-_LONGEST // 2 :]}"
    shown = _visible(text).replace("\n", "⏎")
    return shown if shown.strip("⏎ \t\xa0\u3000") else _SPACE.sub("␣", shown)


def _kind(segment: Segment) -> str:
    """How a segment is shown: "" as unchanged, else the strongest word on it."""
    if any(map(is_flag, segment.changes)):
        return "flag"
    if segment.before == segment.after:
        return ""
    if all(map(is_typographic, segment.changes)):
        return "typographic"
    return "inferred" if any(map(is_doubtful, segment.changes)) else "proved"


def _in_words(segment: Segment) -> str:
    """What a reader is told of a segment: each of its changes that touches the words, once."""
    told = (c for c in segment.changes if is_flag(c) or not is_typographic(c))
    return "；".join(dict.fromkeys(explained(c) if is_doubtful(c) else f"可证：{label(c.rule)}" for c in told))


def _pieces(segments: Iterable[Segment]) -> Iterator[tuple[Piece, Piece]]:
    for segment in segments:
        kind = _kind(segment)
        note = _in_words(segment) if kind not in ("", "typographic") else ""
        before, after = _visible(segment.before), _visible(segment.after)
        yield Piece(before, kind, note, bool(after)), Piece(after, kind, note, bool(before))


def _alterations(changes: Iterable[Change]) -> tuple[Alteration, ...]:
    """The changes in the order of the text; those that are alike are counted."""
    alike = Counter((c.before, c.after, c.rule, c.certainty, c.note, is_flag(c)) for c in changes)
    return tuple(
        Alteration(
            _quoted(before),
            "" if flag else _quoted(after),
            label(rule),
            "存疑" if flag else CERTAINTY[certainty],
            printable(note),
            count,
        )
        for (before, after, rule, certainty, note, flag), count in alike.items()
    )


def _pair(block: Block) -> Pair:
    segments = align(block.text)
    changes = [c for segment in segments for c in segment.changes]
    pieces = list(_pieces(segments))
    return Pair(
        role=_ROLES[block.role],
        offset=block.text.stretches[0].start,
        source=tuple(before for before, _ in pieces if before.text),
        restored=tuple(after for _, after in pieces if after.text),
        wording=_alterations(c for c in changes if is_flag(c) or not is_typographic(c)),
        setting=_alterations(c for c in changes if is_typographic(c) and not is_flag(c)),
    )


def collation_view(catalogue: Catalogue, article: Article) -> CollationView:
    return CollationView(
        site=catalogue.site,
        path=collation_path(article),
        title=f"{headline(article)}（对照）",
        article=Link(headline(article), article_path(article)),
        phrases=phrases(headline(article)),
        lang=catalogue.lang(article),
        source_lang=f"zh-{article.script}",
        pairs=tuple(_pair(block) for block in article.blocks),
    )
