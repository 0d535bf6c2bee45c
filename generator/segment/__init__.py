"""A page into articles.

`segment` gets a repaired document, one block a line, and says which lines make which article, and what each line is to it. It
never drops a line: what belongs to no article is a notice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, compress, count, pairwise
from operator import add
from typing import Final

from generator.model import Article, Block, Document, Role, Segmented, Span, Text
from generator.segment.assemble import drafts
from generator.segment.drafts import Draft, Part
from generator.segment.heads import head_roles
from generator.segment.kinds import Kind
from generator.segment.pieces import Piece, read
from generator.segment.site import sited

__all__ = ["segment"]

#: A pull quote repeats words of its article; a shorter line would do so by chance.
_QUOTE = 15
#: What closes its sentence, and how much of it there is without.
_STOPS, _QUOTED = "。！？", 12
#: What stands around labels in front of an article.
_ABOUT: Final[frozenset[Kind]] = frozenset(("label", "credit", "quote", "image"))
#: A phrase that stands in more paragraphs than this is a formula, no quotation.
_MANY = 8
_SAME: dict[str, Role] = {
    "li": "li", "quote": "quote", "table": "table", "image": "image", "label": "credit", "credit": "credit", "caption": "caption",
    "salutation": "salutation", "signature": "signature",
}  # fmt: skip


def segment(document: Document, walls: Sequence[int] = ()) -> Segmented:
    """The articles of a document. A new article begins at each of `walls` (offsets in the repaired text), whatever stands there."""
    pieces = list(_walled(sited(read(document)), walls))
    found: list[Draft] = []
    notices: list[Piece] = []
    for section in _sections(pieces, walls):
        notices += (p for p in section if p.kind == "running")
        rest, quotes = _pull_quotes([p for p in section if p.kind != "running"])
        written, unclaimed = drafts(rest)
        claimed: defaultdict[int, list[Piece]] = defaultdict(list)
        for quote, owner in zip(quotes, _owners(quotes, written), strict=True):
            (unclaimed if owner is None else claimed[owner]).append(quote)
        for number, decks in claimed.items():
            written[number] = replace(written[number], decks=(*written[number].decks, *decks))
        written, beside = _with_labels(written)
        found += written
        notices += (*unclaimed, *beside)
    articles = tuple(_article(document, draft) for draft in found if draft.heads or draft.body)
    return Segmented(document, articles, tuple(Block("notice", _cut(document.text, p)) for p in notices))


def _with_labels(written: Sequence[Draft]) -> tuple[list[Draft], list[Piece]]:
    """The drafts without those that hold nothing but labels, pictures and the like.

    Their labels go to the article behind, at the end to the one before. The second value is the rest of what they held:
    a site's words about itself, pictures.
    """
    kept: list[Draft] = []
    labels: list[Part] = []
    beside: list[Piece] = []
    for i, draft in enumerate(written):
        kinds = {p.kind for part in draft.body for p in part.pieces}
        if not draft.heads and kinds <= _ABOUT and kinds != {"quote"} and (kept or i + 1 < len(written)):
            labels += (part for part in draft.body if part.pieces[0].kind in ("label", "credit"))
            beside += (p for part in draft.body for p in part.pieces if p.kind not in ("label", "credit"))
        else:
            kept.append(replace(draft, body=(*labels, *draft.body)) if labels else draft)
            labels = []
    if labels:  # at the very end
        kept[-1] = replace(kept[-1], body=(*kept[-1].body, *labels))
    return kept, beside


def _walled(pieces: Sequence[Piece], walls: Sequence[int]) -> Iterator[Piece]:
    """The pieces, cut in two where a wall goes through one."""
    for p in pieces:
        inside = [w for w in sorted(walls) if p.span.start < w < p.span.end]
        edges = [p.span.start, *inside, p.span.end]
        if not inside:
            yield p
            continue
        for a, b in pairwise(edges):
            text = p.text[max(0, a - p.span.start) : b - p.span.start]
            yield replace(p, span=Span(a, b), text=text, kind="p", level=0)


def _sections(pieces: Sequence[Piece], walls: Sequence[int]) -> Iterator[list[Piece]]:
    section: list[Piece] = []
    for p in pieces:
        if p.span.start in walls and section:
            yield section
            section = []
        section.append(p)
    if section:
        yield section


def _pull_quotes(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces without, and the pieces that are, whole sentences which stand within a longer paragraph as well."""
    paragraphs = [p.text for p in pieces if p.kind == "p"]
    keys = {q.text[:_QUOTE] for q in pieces if q.kind == "p" and len(q.text) > _QUOTE}
    places: dict[str, list[str]] = {key: [] for key in keys}
    beginning = frozenset(key[:2] for key in keys)
    for paragraph in paragraphs:
        for i in compress(count(), map(beginning.__contains__, map(add, paragraph, paragraph[1:]))):
            key = paragraph[i : i + _QUOTE]
            if key in keys and len(places[key]) < _MANY:
                places[key].append(paragraph)
    rest: list[Piece] = []
    quotes: list[Piece] = []
    for i, p in enumerate(pieces):
        text = p.text.rstrip(_STOPS)
        may_quote = p.kind == "p" and len(text) >= _QUOTED and not p.opens
        longer = places.get(p.text[:_QUOTE], ()) if may_quote else ()
        quoted = any(text in whole and len(whole) > len(p.text) + _QUOTE for whole in longer)
        (quotes if quoted and not _in_flow(pieces, i) else rest).append(p)
    return rest, quotes


def _in_flow(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a piece stands between two paragraphs, as a writer's own repetition does."""
    around = [pieces[j].kind for j in (i - 1, i + 1) if 0 <= j < len(pieces)]
    return len(around) == 2 and all(kind in ("p", "li", "item-heading") for kind in around)


def _owners(quotes: Sequence[Piece], articles: Sequence[Draft]) -> Iterator[int | None]:
    """For each quote, the number of the first article in whose body its words stand."""
    texts = [quote.text.rstrip(_STOPS) for quote in quotes]
    places: dict[str, list[tuple[int, str]]] = {text[:_QUOTED]: [] for text in texts}
    for number, article in enumerate(articles) if quotes else ():
        for p in chain.from_iterable(part.pieces for part in article.body):
            for key in {p.text[i : i + _QUOTED] for i in range(len(p.text) - _QUOTED + 1)} & places.keys():
                places[key].append((number, p.text))
    for text in texts:
        yield next((number for number, whole in places[text[:_QUOTED]] if text in whole), None)


def _cut(text: Text, piece: Piece) -> Text:
    return text.slice(piece.span)


def _body_roles(body: Sequence[Part]) -> Iterator[tuple[Role, tuple[Piece, ...]]]:
    """What each part of a body is: dates and the organs above them are a signature, what stands behind the credits captions."""
    written = credited = pictured = False
    for i, part in enumerate(body):
        p = part.pieces[0]
        if part.role:
            yield part.role, part.pieces
            credited = pictured = False
            continue
        if p.kind == "date":
            above = i == 0 and len(body) > 1  # a site's stamp
            yield ("credit" if above else "p" if i == 0 else "signature"), part.pieces
        elif p.kind == "item-heading":
            yield ("h3" if p.text[0] in "（(" else "h2"), part.pieces
        elif p.kind == "p":
            short = len(p.text) <= 60 and p.text.count("。") <= 1
            short = short and not (pictured and p.text.endswith("。"))  # under a picture alone, the text goes on
            yield ("caption" if credited and short else "p"), part.pieces
        else:
            yield _SAME[p.kind], part.pieces
        written = written or (p.kind == "p" and not credited)
        pictured = p.kind == "image" or (pictured and p.kind == "label")
        credited = written and (
            p.kind in ("credit", "caption", "image") or (credited and p.kind == "p" and len(p.text) <= 60)
        )


def _article(document: Document, draft: Draft) -> Article:
    blocks: list[Block] = []
    tabled: list[Piece] = []

    def close_table() -> None:
        if tabled:
            blocks.append(Block("table", document.text.slice(Span(tabled[0].span.start, tabled[-1].span.end))))
            tabled.clear()

    heads = ((role, (p,)) for role, p in head_roles(draft))
    for role, pieces in (*heads, *_body_roles(draft.body)):
        p = pieces[0]
        if role == "table" and (not tabled or tabled[-1].span.end == p.span.start):
            tabled.append(p)
            continue
        close_table()
        text = Text.join([_cut(document.text, each) for each in pieces]) if len(pieces) > 1 else _cut(document.text, p)
        if p.continued and role == "p":
            mark = _continued_end(text.value, p)
            mark = mark if text.value[mark:].strip() else len(text.value)
            blocks.append(Block("continued", text.slice(Span(0, mark))))
            if mark == len(text.value):  # it stands on a line of its own
                continue
            text = text.slice(Span(mark, len(text.value)))
        blocks.append(Block(role, text))
    close_table()
    body = [b for b in blocks if b.role not in ("title", "kicker", "deck")] or blocks
    # a picture takes no text of the source: it stands where the next block begins
    first = next((b for b in body if any(s.end > s.start for s in b.text.stretches)), blocks[0])
    start = min(s.start for s in first.text.stretches)
    return Article(f"{document.source.id}-{start}", document.source, document.script, tuple(blocks))


def _continued_end(value: str, piece: Piece) -> int:
    """Where the marker "continued from" ends in the block as it stands, which may have a mark or white space before it."""
    lead = len(value) - len(value.lstrip(" *　"))
    return lead + piece.continued
