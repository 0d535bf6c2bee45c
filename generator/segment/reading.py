"""From chunks to articles: the reading of a page that all its signs speak for.

Between two bodies stand headlines that may close the one before, open the one behind, stand in the middle of one, name a part of it,
belong to a body elsewhere on the page, or only point to another page; and a body may begin without any. Nothing about their order
can be trusted. So the page is read from top to bottom in every way that still looks likely (a beam), each way scored by what
speaks for it: words that a headline shares with a body and not with others, datelines, signatures, sentences torn apart, levels of
markup, lengths. The best reading is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from generator.data import page_weights
from generator.segment.chunks import Chunk, torn
from generator.segment.pieces import Piece
from generator.segment.words import Bodies

#: How many ways of reading are kept at a time, on a page of so many chunks; fewer on longer ones.
_BEAM, _PAGE = 16, 60
#: How many bodies before and behind a headline may be its own.
_NEAR = 8
_SHORTEST_BODY = 30
#: How the titles of documents end.
_DOCUMENT: Final = re.compile(
    r"(?:的(?:通知|通告|公告|通报|公示|意见|决定|决议|报告|批复|函|讲话|致辞|发言|建议|倡议|说明|情况)|公告|公示|通告|公报|声明|启事|倡议书"
    r"|一封信|慰问信|感谢信|公开信|贺信|办法|条例|实施细则|方案|预案|规划|章程)(?:[（(].*[）)])?$"
)
#: By how much more of its words a body must have than the one before it to claim a headline further above.
_MORE = 0.15
#: Bodies that share more of their words repeat each other, which says no more.
_ALIKE = 0.4
#: How many headlines that are nobody's yet are kept in mind.
_WAITING = 8

Use = Literal["title", "part", "away", "notice"]


@dataclass(frozen=True, slots=True)
class Step:
    """What is made of one chunk: whether an article begins with its body, and what each of its headlines is.

    `close` headlines are the title of the article before (or, where none begins, of the one that goes on); then come `skipped`
    ones; the rest are what `use` says.
    """

    new: bool
    close: int
    skipped: int
    use: Use


@dataclass(frozen=True)
class Way:
    """A way of reading the page up to some chunk. `bodies`: those of the article that is open; `level`: of its title."""

    score: float = 0.0
    before: Way | None = None
    step: Step | None = None
    bodies: tuple[int, ...] = ()
    titled: bool = True
    level: int = 9
    part_level: int = 0
    untitled: int = 0
    waiting: tuple[tuple[int, Piece], ...] = ()  # headlines that are nobody's yet, with their chunks

    @property
    def near(self) -> tuple[int, ...]:
        """The bodies that the next one is weighed against: the first, and the latest few."""
        return (*self.bodies[:1], *self.bodies[1:][-4:])

    def path(self) -> list[Step]:
        """The steps from the first chunk on."""
        found: list[Step] = []
        way: Way | None = self
        while way is not None and way.step is not None:
            found.append(way.step)
            way = way.before
        return found[::-1]


def fit(share: float) -> float:
    """What the share of a headline's words that stand in a body says for the two belonging together."""
    w = page_weights()
    return max(w["least fit"], min(w["most fit"], w["fit"] * (share - w["fitting share"])))


@dataclass(frozen=True)
class Page:
    """The chunks of a page, and what has been found out about them once."""

    chunks: tuple[Chunk, ...]
    words: Bodies

    @classmethod
    def of(cls, chunks: Sequence[Chunk]) -> Page:
        return cls(tuple(chunks), Bodies.of([[p.text for p in c.body] for c in chunks]))

    def around(self, number: int) -> range:
        return range(max(0, number - _NEAR), min(len(self.chunks), number + _NEAR))

    def share(self, heads: Sequence[Piece], among: Sequence[int], number: int) -> float:
        """The share of headlines' words that stand in some bodies; `number` is the chunk of the headlines."""
        text = "\n".join(p.text for p in heads if p.kind == "heading")
        return self.words.affinity(among, text, self.around(number))


def _level(heads: Sequence[Piece]) -> int:
    return min((p.level for p in heads if p.kind == "heading"), default=9)


def _headline(heads: Sequence[Piece]) -> float:
    """How much headlines look like the title of an article rather than like a subheading, by themselves."""
    lines = [p for p in heads if p.kind == "heading"]
    longest = max((len(p.text) for p in lines), default=0)
    w = page_weights()
    score = w["long headline"] if longest >= 12 else w["short headline"] if longest <= 7 else 0.0
    score += w["headline of two or three lines"] if len(lines) in (2, 3) else 0.0
    score += w["names a document"] if any(_DOCUMENT.search(p.text) for p in lines) else 0.0
    score += w["makers below"] if any(p.makers for p in heads) else 0.0
    return score


def _only_looks(page: Page, number: int, heads: Sequence[Piece], own: float) -> float:
    """What speaks against a headline in mid-page that nothing but its looks shows to be one."""
    chunk = page.chunks[number]
    if _level(heads) < 8 or chunk.opens or chunk.letter or any(p.makers for p in heads):
        return 0.0
    w = page_weights()
    return (
        w["only looks"]
        + w["only looks, words elsewhere"] * (own < 0.5)
        + w["only looks, short body"] * (chunk.length < 80)
        + w["only looks, short"] * (max(len(p.text) for p in heads) < 8)
    )


def _names_part(p: Piece) -> bool:
    """Whether a headline is one of a part, whatever stands around it: numbered, or of a box."""
    return p.sidebar or p.numbered


def _by_level(marked: int, level: int) -> float:
    """What the level of a headline, below an article's whose title has another, says for a new article."""
    w = page_weights()
    if marked == level:
        return w["same level"] if level < 7 else 0.0
    return w["higher level"] if marked < level else -w["lower level"] if level < 9 else 0.0


def _closing(page: Page, number: int, among: Sequence[int], heads: Sequence[Piece], teased: bool) -> float:
    """What speaks for headlines being the title of a body before them: the best line's words, and none that are not there."""
    w = page_weights()
    lines = [p for p in heads if p.kind == "heading"]
    if not lines:
        return 0.0
    rival = bool(page.chunks[number].body) and number not in among
    fits = []
    for p in lines:
        share = page.share([p], among, number)
        gone = max(0.0, page.share([p], (number,), number) - share + 0.1) if rival else 0.0
        fits.append(fit(share) - w["words of the one behind"] * gone - w["sidebar"] * _names_part(p))
    best = max(range(len(lines)), key=lambda i: fits[i])
    others = sum(min(_MORE, each - w["further line"]) for i, each in enumerate(fits) if i != best)
    return fits[best] + others + w["headline below"] - w["teased"] * len(lines) * teased


def _siblings(page: Page, number: int, heads: Sequence[Piece]) -> int:
    """How many later bodies without a dateline have a headline of the same level and about the same length: a set of subheadings."""
    level = _level(heads)
    size = max((len(p.text) for p in heads if p.level == level), default=0)
    found = 0
    for chunk in page.chunks[number + 1 : number + 6]:
        if chunk.opens or not chunk.heads or _level(chunk.heads) < level:
            break
        found += any(p.level == level and abs(len(p.text) - size) <= 4 for p in chunk.heads)
    return min(found, 2)


def _begins(page: Page, number: int, way: Way) -> float:
    """What speaks for an article beginning with this body, apart from headlines."""
    chunk = page.chunks[number]
    if not way.bodies:
        return 0.0
    last = page.chunks[way.bodies[-1]]
    w = page_weights()
    score = w["dateline"] if chunk.opens else w["no dateline"]
    score += w["salutation"] if chunk.letter and last.length >= _SHORTEST_BODY else 0.0
    score += w["closed before"] if last.closed and last.length >= _SHORTEST_BODY else 0.0
    score -= w["torn"] * torn(last, chunk)
    score -= w["short body"] if chunk.length < _SHORTEST_BODY else 0.0
    score -= w["no body"] if not chunk.body else 0.0
    score += w["words alike"] * (w["usual alikeness"] - min(_ALIKE, page.words.alike(way.near, number)))
    return score


def _steps(page: Page, number: int, way: Way) -> Iterator[tuple[float, Step]]:
    """What may be made of a chunk behind a way of reading, and how much speaks for each."""
    chunk = page.chunks[number]
    heads = chunk.heads
    w = page_weights()
    pointers = [i for i, p in enumerate(heads) if p.kind == "pointer"]
    teased = pointers[-1] + 1 if pointers else 0
    most = pointers[0] if pointers else len(heads)
    begins = _begins(page, number, way)
    for close in range(most + 1 if way.bodies and not way.titled else 1):
        skipped = max(close, teased)
        rest = heads[skipped:]
        closing = _closing(page, number, way.near, heads[:close], teased > close)
        claimed = _claimed(page, number, way)
        if not rest:
            yield closing + begins + max(-w["nothing above"], claimed), Step(True, close, skipped, "title")
            if way.bodies:
                inside = _closing(page, number, (*way.near, number), heads[:close], teased > close)
                yield inside - w["headline within"] * bool(close) - begins, Step(False, close, skipped, "part")
            continue
        yield from _with_rest(page, number, way, (close, skipped, closing, begins))


def _claimed(page: Page, number: int, way: Way) -> float:
    """What speaks for a body being that of a headline further above, whose words it has and the article before it has not."""
    best = -9.0
    for at, p in way.waiting:
        own = page.share([p], (number,), at)
        if own > page.share([p], way.near, at) + _MORE:
            best = max(best, fit(own))
    return best


def _with_rest(
    page: Page, number: int, way: Way, so_far: tuple[int, int, float, float]
) -> Iterator[tuple[float, Step]]:
    """The same where headlines are left that close nothing."""
    close, skipped, closing, begins = so_far
    chunk = page.chunks[number]
    rest = chunk.heads[skipped:]
    own = page.share(rest, (number,), number)
    other = page.share(rest, way.near, number) if way.bodies else 0.0
    marked = _level(rest)
    w = page_weights()
    ahead = fit(own) + w["headline above"] + _headline(rest)
    ahead -= max(0.0, w["words of the one before"] * (other - own - 0.1)) * (not way.titled)
    apart = w["words of its own"] * max(0.0, own - other) * bool(way.bodies)
    ahead += apart
    if way.bodies:
        ahead += _by_level(marked, way.level)
        ahead -= w["siblings"] * _siblings(page, number, rest)
        ahead -= w["sidebar"] if _names_part(rest[0]) else 0.0
        ahead -= w["level of parts"] if marked == way.part_level else 0.0
        ahead -= _only_looks(page, number, rest, own)
    yield closing + begins + ahead, Step(True, close, skipped, "title")
    for k in range(1, min(len(rest), 7)):
        tail = rest[k:]
        if _names_part(rest[k - 1]):
            break
        if any(p.kind == "heading" for p in tail):
            gain = (
                fit(page.share(tail, (number,), number)) + w["headline above"] + _headline(tail) - w["passed over"] * k
            )
            gain -= w["higher one passed over"] if _level(rest[:k]) < _level(tail) else 0.0
            yield closing + begins + gain, Step(True, close, skipped + k, "title")
    yield closing + begins - w["away"], Step(True, close, skipped, "away")
    if not way.bodies:
        return
    part = w["part"] - apart - _headline(rest) + w["siblings"] * _siblings(page, number, rest)
    part -= _by_level(marked, way.level)
    part += w["sidebar"] if _names_part(rest[0]) else 0.0
    part += w["level of parts"] if marked == way.part_level else 0.0
    part -= w["torn by a part"] * torn(page.chunks[way.bodies[-1]], chunk)
    part -= w["part of no article"] * (not way.titled)
    if not close:
        yield part - begins, Step(False, 0, skipped, "part")
        if not way.titled:
            inside = fit(page.share(rest, (*way.near, number), number)) + _headline(rest)
            yield inside - begins - w["headline within"], Step(False, len(chunk.heads), len(chunk.heads), "part")
    yield closing - begins - w["away"], Step(False, close, skipped, "away")


def _after(page: Page, number: int, way: Way, score: float, step: Step) -> Way:
    """The way of reading with one step more."""
    heads = page.chunks[number].heads
    rest = heads[step.skipped :]
    left = rest if step.use == "away" else heads[step.close : step.skipped]
    waiting = (*way.waiting, *((number, p) for p in left if p.kind == "heading"))[-_WAITING:]
    titled = step.use == "title" and any(p.kind == "heading" for p in rest)
    if not step.new:
        marked = _level(rest) if step.use == "part" and rest else way.part_level
        own = bool(step.close) or way.titled
        level = _level(heads[: step.close]) if step.close else way.level
        return replace(
            way, score=way.score + score, before=way, step=step, bodies=(*way.bodies, number), titled=own, level=level,
            part_level=way.part_level or marked, waiting=waiting,
        )  # fmt: skip
    lost = bool(way.bodies) and not way.titled and not step.close
    return Way(
        score=way.score + score, before=way, step=step, bodies=(number,), titled=titled,
        level=_level(rest) if titled else 9, untitled=way.untitled + lost, waiting=waiting,
    )  # fmt: skip


def read_page(chunks: Sequence[Chunk]) -> tuple[Page, list[Step]]:
    """The likeliest reading of a page: one step for each of its chunks."""
    page = Page.of(chunks)
    beam = max(1, min(_BEAM, _BEAM * _PAGE // max(1, len(chunks))))
    ways = [Way()]
    for number in range(len(chunks)):
        found = [_after(page, number, way, score, step) for way in ways for score, step in _steps(page, number, way)]
        ways = sorted(found, key=lambda w: -(w.score - _cost(w)))[:beam]
    best = max(ways, key=lambda w: w.score - _cost(w, ended=True), default=Way())
    return page, best.path()


def _cost(way: Way, ended: bool = False) -> float:
    """What articles without a title, and headlines that are nobody's yet, speak against a way of reading."""
    untitled = way.untitled + (ended and not way.titled)
    away = len(way.waiting)
    matched = min(untitled, away)
    w = page_weights()
    return (
        w["no headline"] * (untitled - matched)
        + w["nobody's headline"] * (away - matched)
        + w["far headline"] * matched
    )
