"""From chunks to articles: the reading of a page that all its signs speak for.

Between two bodies stand headlines that may close the one before, open the one behind, stand in the middle of one, name a part of it,
belong to a body elsewhere on the page, or only point to another page; and a body may begin without any. Nothing about their order
can be trusted. So the page is read from top to bottom in every way that still looks likely (a beam), each way scored by what
speaks for it: words that a headline shares with a body and not with others, datelines, signatures, sentences torn apart, levels of
markup, lengths. The best reading is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.data import page_weights
from generator.segment.chunks import Chunk, torn
from generator.segment.evidence import Lines, Page, fit

#: How many ways of reading are kept at a time, on a page of so many chunks; fewer on longer ones.
_BEAM, _PAGE = 16, 60
#: By how much more of its words a body must have than the one before it to claim a headline further above.
_MORE = 0.15
#: How many headlines that are nobody's yet are kept in mind.
_WAITING = 8
#: More lines than these close no article, and are not passed over before a title.
_MOST_CLOSING, _MOST_PASSED = 8, 6

Use = Literal["title", "part", "away"]


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


@dataclass(frozen=True, slots=True)
class Way:
    """A way of reading the page up to some chunk.

    `bodies`: those of the article that is open that the next is weighed against, the first and the latest few; `level`: of its
    title; `waiting`: headlines that are nobody's yet, each as the numbers of its chunk and of its line.
    """

    score: float = 0.0
    before: Way | None = None
    step: Step | None = None
    bodies: tuple[int, ...] = ()
    titled: bool = True
    level: int = 9
    part_level: int = 0
    untitled: int = 0
    waiting: tuple[tuple[int, int], ...] = ()

    def path(self) -> list[Step]:
        """The steps from the first chunk on."""
        found: list[Step] = []
        way: Way | None = self
        while way is not None and way.step is not None:
            found.append(way.step)
            way = way.before
        return found[::-1]


def _by_level(marked: int, level: int) -> float:
    """What the level of a headline, below an article's whose title has another, says for a new article."""
    w = page_weights()
    if marked == level:
        return w["same level"] if level < 7 else 0.0
    return w["higher level"] if marked < level else -w["lower level"] if level < 9 else 0.0


def _closing(page: Page, number: int, among: tuple[int, ...], count: int, teased: bool) -> float:
    """What speaks for so many headlines being the title of a body before them: the best line's words, and none that are not there."""
    w = page_weights()
    rival = bool(page.chunks[number].body) and number not in among
    fits = []
    for i in range(count):
        lines = page.lines(number, i, i + 1)
        if lines.pieces[0].kind != "heading":
            continue
        share = lines.wording.share(among)
        gone = max(0.0, lines.own - share + 0.1) if rival else 0.0
        fits.append(fit(share) - w["words of the one behind"] * gone - w["sidebar"] * lines.names_part)
    if not fits:
        return 0.0
    best = max(range(len(fits)), key=lambda i: fits[i])
    others = sum(min(_MORE, each - w["further line"]) for i, each in enumerate(fits) if i != best)
    return fits[best] + others + w["headline below"] - w["teased"] * len(fits) * teased


def _claimed(page: Page, number: int, way: Way) -> float:
    """What speaks for a body being that of a headline further above, whose words it has and the article before it has not."""
    best = -9.0
    for at, line in way.waiting:
        own = page.share(at, line, (number,))
        if own > page.share(at, line, way.bodies) + _MORE:
            best = max(best, fit(own))
    return best


def _steps(page: Page, number: int, way: Way) -> Iterator[tuple[float, Step]]:
    """What may be made of a chunk behind a way of reading, and how much speaks for each."""
    heads = page.chunks[number].heads
    w = page_weights()
    pointers = [i for i, p in enumerate(heads) if p.kind == "pointer"]
    teased = pointers[-1] + 1 if pointers else 0
    most = min(pointers[0] if pointers else len(heads), _MOST_CLOSING)
    begins = page.begins(number, way.bodies)
    for close in range(most + 1 if way.bodies and not way.titled else 1):
        skipped = max(close, teased)
        closing = _closing(page, number, way.bodies, close, teased > close)
        if skipped < len(heads):
            yield from _with_rest(page, number, way, (close, skipped, closing, begins))
            continue
        claimed = _claimed(page, number, way)
        yield closing + begins + max(-w["nothing above"], claimed), Step(True, close, skipped, "title")
        if way.bodies:
            inside = _closing(page, number, (*way.bodies, number), close, teased > close)
            yield inside - w["headline within"] * bool(close) - begins, Step(False, close, skipped, "part")


def _with_rest(
    page: Page, number: int, way: Way, so_far: tuple[int, int, float, float]
) -> Iterator[tuple[float, Step]]:
    """The same where headlines are left that close nothing."""
    close, skipped, closing, begins = so_far
    last = len(page.chunks[number].heads)
    rest = page.lines(number, skipped, last)
    other = rest.wording.share(way.bodies)
    w = page_weights()
    ahead = fit(rest.own) + w["headline above"] + rest.looks
    ahead -= max(0.0, w["words of the one before"] * (other - rest.own - 0.1)) * (not way.titled)
    apart = w["words of its own"] * max(0.0, rest.own - other) * bool(way.bodies)
    ahead += apart
    if way.bodies:
        ahead += _by_level(rest.level, way.level)
        ahead -= w["siblings"] * page.siblings(rest)
        ahead -= w["sidebar"] if rest.names_part else 0.0
        ahead -= w["level of parts"] if rest.level == way.part_level else 0.0
        ahead -= rest.only_looks
        ahead += w["behind a brief"] if page.brief(way.bodies) and rest.level >= 8 else 0.0
    yield closing + begins + ahead, Step(True, close, skipped, "title")
    for passed, tail in _tails(page, number, skipped):
        gain = fit(tail.own) + w["headline above"] + tail.looks - w["passed over"] * passed
        above = page.lines(number, skipped, skipped + passed)
        gain -= w["higher one passed over"] if above.level < tail.level else 0.0
        yield closing + begins + gain, Step(True, close, skipped + passed, "title")
    yield closing + begins - w["away"], Step(True, close, skipped, "away")
    if not way.bodies:
        return
    part = w["part"] - apart - rest.looks + w["siblings"] * page.siblings(rest)
    part -= _by_level(rest.level, way.level)
    part += w["sidebar"] if rest.names_part else 0.0
    part += w["level of parts"] if rest.level == way.part_level else 0.0
    part -= w["torn by a part"] * torn(page.chunks[way.bodies[-1]], page.chunks[number])
    part -= w["part of no article"] * (not way.titled)
    if not close:
        yield part - begins, Step(False, 0, skipped, "part")
        if not way.titled:
            inside = fit(rest.wording.share((*way.bodies, number))) + rest.looks
            yield inside - begins - w["headline within"], Step(False, last, last, "part")
    yield closing - begins - w["away"], Step(False, close, skipped, "away")


def _tails(page: Page, number: int, skipped: int) -> Iterator[tuple[int, Lines]]:
    """The last lines above a body, with how many are passed over before them: never one that names a part."""
    last = len(page.chunks[number].heads)
    for passed in range(1, min(last - skipped, _MOST_PASSED + 1)):
        if page.lines(number, skipped + passed - 1, skipped + passed).names_part:
            return
        tail = page.lines(number, skipped + passed, last)
        if any(p.kind == "heading" for p in tail.pieces):
            yield passed, tail


def _after(page: Page, number: int, way: Way, score: float, step: Step) -> Way:
    """The way of reading with one step more."""
    heads = page.chunks[number].heads
    waiting, last = way.waiting, len(heads)
    left = range(step.close, last if step.use == "away" else step.skipped)
    if left:
        waiting = (*waiting, *((number, i) for i in left if heads[i].kind == "heading"))[-_WAITING:]
    part_level = way.part_level
    if step.new:
        lost = bool(way.bodies) and not way.titled and not step.close
        titled = step.use == "title" and any(p.kind == "heading" for p in heads[step.skipped :])
        level = page.lines(number, step.skipped, last).level if titled else 9
        return Way(way.score + score, way, step, (number,), titled, level, 0, way.untitled + lost, waiting)
    if not part_level and step.use == "part" and step.skipped < last:
        part_level = page.lines(number, step.skipped, last).level
    bodies = (*way.bodies[:1], *way.bodies[1:][-3:], number)
    level = page.lines(number, 0, step.close).level if step.close else way.level
    titled = bool(step.close) or way.titled
    return Way(way.score + score, way, step, bodies, titled, level, part_level, way.untitled, waiting)


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
