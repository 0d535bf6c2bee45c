"""From pieces to articles: which headlines and paragraphs belong together.

The document is read as *chunks*: some headlines (or none) and the body that follows them. Between two bodies stand headlines that
may close the one before, open the one behind, name a part of it, or only point to another page. Nothing about their order can be
trusted, so each is given to the body whose words it shares; order decides where words do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.model import Role
from generator.segment.heads import roles
from generator.segment.pieces import Piece
from generator.segment.words import Bodies

#: How many, 0 to 1, of a text's words stand in some body.
Fit = Callable[[str], float]
#: More lines than this are no headline.
_LONGEST_HEAD = 8
#: What stands last in an article.
_LAST = ("date", "credit", "caption")
#: What a line gains where it stands before the body that it is weighed against: most headlines do.
_IN_ORDER = 0.25
#: The share of a headline's words that its body must hold before it is believed without other signs.
_ENOUGH = 0.5


@dataclass(frozen=True)
class Chunk:
    """Headlines and the body behind them."""

    heads: tuple[Piece, ...]
    body: tuple[Piece, ...]

    @property
    def opens(self) -> bool:
        return bool(self.body) and self.body[0].opens

    @property
    def letter(self) -> bool:
        return bool(self.body) and self.body[0].kind == "salutation"

    @property
    def length(self) -> int:
        return sum(len(p.text) for p in self.body)


@dataclass(frozen=True)
class Draft:
    """An article in the making: its headline, and its body with subheadings in place."""

    heads: tuple[Piece, ...] = ()
    body: tuple[tuple[Role | None, Piece], ...] = ()
    chunks: tuple[int, ...] = ()
    level: int = 9
    part_level: int = 0  # of its first subheading
    decks: tuple[Piece, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether it has come to its end: a date or credits stand last."""
        return bool(self.body) and self.body[-1][1].kind in _LAST

    @property
    def near(self) -> tuple[int, ...]:
        """The bodies that a further one is weighed against: the first, and the latest few."""
        return (*self.chunks[:1], *self.chunks[max(1, len(self.chunks) - 6) :])


def _runs(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with the middle of long runs of lines that only look like headlines made paragraphs: verse, lists."""
    run: list[Piece] = []
    headed = False  # whether a marked headline stands before the run: then its first line is none
    for p in (*pieces, None):
        if p is not None and p.kind == "heading" and p.level == 8:
            run.append(p)
            continue
        if len(run) > _LONGEST_HEAD:
            tail = 2 if p is not None else 0
            first = 0 if headed else 1
            run[first : len(run) - tail] = [replace(line, kind="p", level=0) for line in run[first : len(run) - tail]]
        yield from run
        run.clear()
        if p is not None:
            yield p
            headed = p.kind == "heading"


def chunks(pieces: Sequence[Piece]) -> list[Chunk]:
    """The pieces in order, a new chunk at every headline behind a body and at every opening of a body."""
    found: list[Chunk] = []
    heads: list[Piece] = []
    body: list[Piece] = []
    written = False  # whether the body holds more than what a site prints above it
    for p in _runs(pieces):
        head = p.kind in ("heading", "pointer")
        begins = p.opens or (p.kind == "salutation" and body and body[-1].kind in _LAST)
        if written and (head or begins):
            found.append(Chunk(tuple(heads), tuple(body)))
            heads, body, written = [], [], False
        (heads if head else body).append(p)
        written = written or not (head or p.kind in ("label", "credit"))
    if heads or body:
        found.append(Chunk(tuple(heads), tuple(body)))
    return found


@dataclass(frozen=True)
class _Split:
    """The headlines between two bodies: those of the one before, mere notices, those of the one behind."""

    before: tuple[Piece, ...]
    notices: tuple[Piece, ...]
    behind: tuple[Piece, ...]


def _split(heads: Sequence[Piece], before: Fit, behind: Fit | None, waits: bool, in_order: float) -> _Split:
    """Shares out the headlines between two bodies; `behind` is None where none follows.

    `waits` says that the body before has no headline yet. Lines up to a pointer to another page are teasers, but for those
    that the waiting body claims.
    """
    pointers = [i for i, p in enumerate(heads) if p.kind == "pointer"]
    teased = pointers[-1] + 1 if pointers else 0
    best, cut = 0.0, 0
    if waits:
        total = 0.0
        for i, p in enumerate(heads):
            if p.kind == "pointer":
                break
            rival = _ENOUGH
            if i >= teased:
                rival = behind(p.text) + in_order + (0.3 if p.level <= 6 else 0) if behind else -0.1
            total += before(p.text) - rival
            if total > best:
                best, cut = total, i + 1
    return _Split(tuple(heads[:cut]), tuple(heads[cut:teased]), tuple(heads[max(cut, teased) :]))


def _new_article(draft: Draft, chunk: Chunk, number: int, words: Bodies, siblings: int) -> bool:
    """Whether headlines in front of a body that has no dateline begin an article, or name a part of the one before."""
    head = min(chunk.heads, key=lambda p: p.level)
    text = "".join(p.text for p in chunk.heads)
    if any(p.sidebar for p in chunk.heads) or chunk.length < 30:
        return False
    if chunk.letter and draft.body:
        return True
    own, other = words.affinity([number], text), words.affinity(draft.near, text)
    score = 1.5 * (own - other)
    score += 1.0 if head.level < draft.level else 0.5 if head.level == draft.level else -1.0
    score += 0.5 if len(head.text) >= 14 else -0.5 if len(head.text) <= 10 else 0
    score += 0.5 if len(chunk.heads) > 1 and head.level < 8 else -0.5 if len(chunk.heads) > 3 else 0
    score += 1.5 if draft.closed else 0
    score += 0.5 if _far(draft, number, words) else -0.5
    score -= 0.5 * min(2, siblings)
    if head.level == 8:  # nothing but its looks says that it is a headline: believe it only with its body's word
        score -= 1.0 if own < _ENOUGH or chunk.length < 80 or len(head.text) < 8 else 0.5
    return score > 0


def _begins(last: Draft, found: Sequence[Chunk], number: int, words: Bodies) -> bool:
    """Whether a body without a dateline is an article of its own, though the headlines before it went to the one before.

    It is when that one has come to its end, or when the headline that comes next is this body's own.
    """
    if last.closed or found[number].letter:
        return True
    if number + 1 == len(found):
        return False
    for p in found[number + 1].heads:
        own = words.affinity([number], p.text)
        if own >= _ENOUGH and own > words.affinity([number + 1], p.text) and own > words.affinity(last.near, p.text):
            return True
    return False


def _far(draft: Draft, number: int, words: Bodies) -> bool:
    """Whether a body speaks of other things than the article before it."""
    sample = sorted(words.vocabularies[number])[:400]
    shared = sum(g in words.vocabularies[n] for g in sample for n in draft.chunks[:1])
    return shared < 0.2 * max(1, len(sample))


def _siblings(found: Sequence[Chunk], number: int) -> int:
    """How many later bodies without a dateline have a headline of the same level and about the same length: a set of subheadings."""
    head = min(found[number].heads, key=lambda p: p.level)
    near = 0
    for c in found[number + 1 : number + 6]:
        if c.opens or not c.heads or min(p.level for p in c.heads) < head.level:
            break
        near += any(p.level == head.level and abs(len(p.text) - len(head.text)) <= 4 for p in c.heads)
    return near


def _add(draft: Draft, heads: Sequence[Piece], body: Sequence[Piece], number: int, siblings: int = 0) -> Draft:
    """The draft with one more part; its headlines become subheadings.

    Lines that only look like headlines become so when they come in a set, one at a time; else they are short paragraphs.
    """
    inside: list[tuple[Role | None, Piece]] = []
    top = draft.part_level
    for i, p in enumerate(heads):
        deeper = i > 0 or (top > 0 and p.level > top)
        marked = p.level < 8 or heads[0].sidebar or (len(heads) == 1 and bool(body) and (siblings > 0 or top == 8))
        inside.append((("h3" if deeper else "h2") if marked else "p", p))
    top = top or next((p.level for r, p in inside if r == "h2"), 0)
    inside += ((None, p) for p in body)
    return replace(draft, body=(*draft.body, *inside), chunks=(*draft.chunks, number), part_level=top)


def _draft(heads: tuple[Piece, ...], chunk: Chunk, number: int) -> Draft:
    level = min((p.level for p in heads), default=9)
    return Draft(heads, tuple((None, p) for p in chunk.body), (number,), level)


def drafts(pieces: Sequence[Piece]) -> tuple[list[Draft], list[Piece]]:
    """The articles of a run of pieces, and the pieces that belong to none.

    A page is read as if headlines stood before their bodies. Where bodies are left without one, or with one that is not theirs, it
    is read again as if they stood behind, and the reading whose headlines share more words with their bodies is kept.
    """
    found = chunks(pieces)
    words = Bodies.of([[p.text for p in c.body] for c in found])
    usual = _drafts(found, words, _IN_ORDER)
    if len(found) < 3 or _fit(usual[0], words) >= _ENOUGH:
        return usual
    return max(usual, _drafts(found, words, -_IN_ORDER), key=lambda reading: _fit(reading[0], words))


def _fit(done: Sequence[Draft], words: Bodies) -> float:
    """How much of the articles' headlines stands in their bodies, on average; an article without a headline counts as none."""
    fits = (words.affinity(d.near, max((p.text for p in d.heads), key=len, default="")) for d in done)
    return sum(fits) / max(1, len(done))


def _drafts(found: Sequence[Chunk], words: Bodies, in_order: float) -> tuple[list[Draft], list[Piece]]:
    """One reading of the chunks; `in_order` is what a headline gains by standing before the body that it is weighed against."""
    done, notices = list[Draft](), list[Piece]()
    for number, chunk in enumerate(found):
        last = done[-1] if done else None
        of_last = last.near if last else ()
        waits = last is not None and not last.heads
        behind: Fit | None = partial(words.affinity, [number]) if chunk.body else None
        split = _split(chunk.heads, partial(words.affinity, of_last), behind, waits, in_order)
        notices += split.notices
        if last and split.before:
            last = done[-1] = replace(last, heads=split.before, level=min(p.level for p in split.before))
        heads = split.behind
        siblings = _siblings(found, number) if heads else 0
        if not chunk.body and last:
            notices += (p for p in heads if p.level < 8)
            done[-1] = _add(last, [p for p in heads if p.level == 8], (), number)
        elif not chunk.body:
            done.append(Draft(heads[:1], tuple(("p", p) for p in heads[1:]), (number,), heads[0].level if heads else 9))
        elif (
            last is None
            or chunk.opens
            or (chunk.letter and last.closed)
            or (split.before and not heads and _begins(last, found, number, words))
        ):
            done.append(_draft(heads, chunk, number))
        elif not heads:
            done[-1] = _add(last, (), chunk.body, number)
        elif _new_article(last, replace(chunk, heads=heads), number, words, siblings):
            done.append(_draft(heads, chunk, number))
        else:
            done[-1] = _add(last, heads, chunk.body, number, siblings)
    return done, notices


def head_roles(draft: Draft) -> Iterator[tuple[Role, Piece]]:
    """The lines of the headline with their roles, in the order of the source."""
    if draft.heads:
        vocabulary = Bodies.of([[p.text for _, p in draft.body]])
        yield from zip(roles(draft.heads, partial(vocabulary.affinity, [0])), draft.heads, strict=True)
    yield from (("deck", p) for p in draft.decks)
