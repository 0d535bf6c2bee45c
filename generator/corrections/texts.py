"""The archivist's corrections to articles and their texts, made before the articles are described."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from generator.corrections.entries import HEADS, RULE, Corrections, Entry, Head
from generator.corrections.selection import selected, squeeze, with_article
from generator.corrections.walls import wall
from generator.model import Article, Block, Change, Role, Segmented, Span, Text


def correct_text(segmented: Segmented, corrections: Corrections) -> Segmented:
    """The same with articles joined, headlines set and passages replaced: before it is described. Raises CorrectionError."""
    for entry in corrections.splits:
        at = segmented.document.text.origin(wall(segmented.document.text.value, entry))
        segmented = _marked(segmented, at, entry)
    for entry in corrections.joins:
        segmented = _joined(segmented, entry)
    for entry in corrections.sets:
        for role in HEADS:
            if role in entry.values:
                i = selected(segmented, entry)
                segmented = with_article(segmented, i, _headed(segmented.articles[i], role, entry))
    for entry in corrections.replaces:
        segmented = _replaced(segmented, entry)
    return segmented


def _noted(block: Block, entry: Entry) -> Block:
    """The block with a mark on its first character: what was decided there, and why."""
    first = block.value[:1]
    change = Change(RULE, Span(0, 1), first, first, note=entry.reason)
    return replace(block, text=block.text.apply([change])) if first else block


def _marked(segmented: Segmented, at: int, entry: Entry) -> Segmented:
    """A mark where, at this offset in the source, a split lets an article begin."""
    for i, article in enumerate(segmented.articles):
        blocks = tuple(
            _noted(b, entry) if any(s.start <= at < s.end for s in b.text.stretches) else b for b in article.blocks
        )
        if blocks != article.blocks:
            return with_article(segmented, i, replace(article, blocks=blocks))
    return segmented


def _joined(segmented: Segmented, entry: Entry) -> Segmented:
    first, second = (selected(segmented, entry, name) for name in entry.values["articles"])
    if first == second:
        raise entry.refused("it names the same article twice", "Name both, by title or id")
    demoted: Mapping[Role, Role] = {"kicker": "p", "title": "h2", "deck": "p"}
    head, *rest = (replace(b, role=demoted.get(b.role, b.role)) for b in segmented.articles[second].blocks)
    one = segmented.articles[first]
    joined = with_article(segmented, first, replace(one, blocks=(*one.blocks, _noted(head, entry), *rest)))
    return replace(joined, articles=(*joined.articles[:second], *joined.articles[second + 1 :]))


def _headed(article: Article, role: Head, entry: Entry) -> Article:
    """The article with another headline; the blocks of the role become one."""
    old = [b for b in article.blocks if b.role == role]
    new = entry.values[role]
    if squeeze("".join(b.value for b in old)) == squeeze(new):
        raise entry.refused(f"{role} is {new!r} already", f"Remove {role} from it")
    texts = sorted((b.text for b in old), key=lambda t: t.stretches[0])
    text = Text.join(texts) if texts else Text.of("", article.span.start)
    block = Block(role, text.apply([Change(RULE, Span(0, len(text.value)), text.value, new, note=entry.reason)]))
    rest = [b for b in article.blocks if b.role != role]
    above = HEADS[: HEADS.index(role)]
    at = next((i for i in range(len(rest), 0, -1) if rest[i - 1].role in above), 0)
    return replace(article, blocks=(*rest[:at], block, *rest[at:]))


def _replaced(segmented: Segmented, entry: Entry) -> Segmented:
    find = entry.values["find"]
    only = selected(segmented, entry) if "article" in entry.values else None
    pattern = re.compile(f"(?={re.escape(find)})")
    groups = [a.blocks if only in (None, i) else () for i, a in enumerate(segmented.articles)]
    groups.append(segmented.notices if only is None else ())
    hits = [
        (g, b, m.start()) for g, bs in enumerate(groups) for b, k in enumerate(bs) for m in pattern.finditer(k.value)
    ]
    if len(hits) != 1:
        raise entry.miscounted(find, len(hits))
    group, number, start = hits[0]
    changed = tuple(_edited(b, start, entry) if n == number else b for n, b in enumerate(groups[group]))
    if group == len(segmented.articles):
        return replace(segmented, notices=changed)
    return with_article(segmented, group, replace(segmented.articles[group], blocks=changed))


def _edited(block: Block, start: int, entry: Entry) -> Block:
    """The block with the words replaced; what `find` and `replace` begin and end with alike is left alone."""
    find, new = entry.values["find"], entry.values["replace"]
    lead = _alike(find, new)
    tail = _alike(find[lead:][::-1], new[lead:][::-1])
    span = Span(start + lead, start + len(find) - tail)
    change = Change(RULE, span, find[lead : len(find) - tail], new[lead : len(new) - tail], note=entry.reason)
    return replace(block, text=block.text.apply([change]))


def _alike(a: str, b: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
