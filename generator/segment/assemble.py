"""From the reading of a page to articles: headlines go to their bodies, torn paragraphs become whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.model import Role
from generator.segment.chunks import Chunk, chunks, divided, torn_pieces
from generator.segment.drafts import Draft, Part
from generator.segment.evidence import Page
from generator.segment.pieces import Piece
from generator.segment.reading import read_page

#: What a headline's words must share with a body elsewhere before it is given to it, and by how much more than with any other.
_ELSEWHERE, _MORE = 0.5, 0.08
#: A headline is looked for among so many articles without one to either side: more stand on no page.
_FAR = 64
#: The same for a line beside one that has been given.
_BESIDE = 0.25
#: What may stand within a torn paragraph.
_WITHIN = ("caption", "credit", "image", "label")


@dataclass
class _Making:
    """An article while its page is put together."""

    heads: list[Piece] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    part_level: int = 0


def drafts(pieces: Sequence[Piece]) -> tuple[list[Draft], list[Piece]]:
    """The articles of a run of pieces, and the pieces that belong to none."""
    found = divided(chunks(pieces))
    if len(found) == 1 and not found[0].body:  # nothing but headlines
        first, *others = found[0].heads
        return [Draft((first,), tuple(Part((p,), "p") for p in others))], []
    page, steps = read_page(found)
    making: list[_Making] = []
    away: list[tuple[int, int]] = []
    notices: list[Piece] = []
    for number, (chunk, step) in enumerate(zip(found, steps, strict=True)):
        heads, rest = chunk.heads, chunk.heads[step.skipped :]
        if making and step.close:
            making[-1].heads += heads[: step.close]
        away += ((number, i) for i in range(step.close, step.skipped))
        if step.new or not making:
            making.append(_Making())
        article = making[-1]
        if step.use == "away":
            away += ((number, i) for i in range(step.skipped, len(heads)))
        elif step.new:
            article.heads += rest
        elif not chunk.body:  # the last lines of a page: what is marked as a headline is that of nothing
            notices += (p for p in rest if p.level < 8)
            article.parts += (Part((p,), "p") for p in rest if p.level == 8)
        else:
            _add_heads(article, rest, chunk, page, number)
        article.parts += (Part((p,)) for p in chunk.body)
        article.bodies.append(number)
    notices += _given(page, making, away)
    return [Draft(tuple(a.heads), tuple(_whole(a.parts))) for a in making if a.heads or a.parts], notices


def _add_heads(article: _Making, heads: Sequence[Piece], chunk: Chunk, page: Page, number: int) -> None:
    """Puts subheadings before the body that they stand above. What only looks like one, alone, is a paragraph."""
    siblings = sum(
        bool(c.heads) and not c.opens and abs(len(c.heads[0].text) - len(heads[0].text)) <= 4
        for c in page.chunks[number + 1 : number + 6]
        if heads
    )
    for i, p in enumerate(heads):
        if p.kind != "heading":
            article.parts.append(Part((p,)))
            continue
        top = article.part_level
        deeper = i > 0 or (top > 0 and p.level > top)
        marked = (
            p.level < 8 or heads[0].sidebar or (len(heads) == 1 and bool(chunk.body) and (siblings > 0 or top == 8))
        )
        role: Role = ("h3" if deeper else "h2") if marked else "p"
        article.parts.append(Part((p,), role))
        if role == "h2" and not top:
            article.part_level = p.level


def _given(page: Page, making: Sequence[_Making], away: Iterable[tuple[int, int]]) -> list[Piece]:
    """Gives headlines that stand elsewhere on the page to the articles without one whose words they share; the rest is returned."""
    left: list[Piece] = []
    last: tuple[_Making, Piece] | None = None
    waiting = [a for a in making if not a.heads]
    firsts = [a.bodies[0] for a in waiting]
    for number, line in away:
        p = page.chunks[number].heads[line]
        if p.makers and last is not None and last[1].span.end == p.span.start:
            last[0].heads.append(p)
            last = (last[0], p)
            continue
        at = bisect_left(firsts, number)
        near = range(max(0, at - _FAR), min(len(waiting), at + _FAR)) if p.kind == "heading" else ()
        shares = sorted(((page.share(number, line, waiting[i].bodies[:4]), i) for i in near), reverse=True)
        best = shares[0] if shares else (0.0, 0)
        second = shares[1][0] if len(shares) > 1 else 0.0
        beside = last is not None and last[1].span.end == p.span.start
        if shares and best[0] >= _ELSEWHERE and best[0] - second >= _MORE:
            article = waiting[best[1]]
        elif beside and last is not None and page.share(number, line, last[0].bodies[:4]) >= _BESIDE:
            article = last[0]
        else:
            left.append(p)
            continue
        article.heads.append(p)
        last = (article, p)
    return left


def _whole(parts: Sequence[Part]) -> list[Part]:
    """The parts of a body, those joined that are one paragraph which something stood within."""
    done: list[Part] = []
    at: int | None = None  # the last that does not stand within others
    for part in parts:
        if at is not None and _kind(part) == "p" and part.role is None and done[at].role is None:
            before = done[at]
            apart = at < len(done) - 1 or before.pieces[-1].span.end != part.pieces[0].span.start
            # what stands below a picture may be its caption
            below = at > 0 and _kind(done[at - 1]) == "image" and len(before.pieces) == 1
            if apart and not below and torn_pieces(before.pieces[-1], part.pieces[0]) >= 0.8:
                done[at] = replace(before, pieces=(*before.pieces, *part.pieces))
                continue
        if _kind(part) not in _WITHIN:
            at = len(done)
        done.append(part)
    return done


def _kind(part: Part) -> str:
    return part.pieces[0].kind
