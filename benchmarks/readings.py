"""Fits the weights by which pages are read (`generator/data/reading.toml`) to pages whose articles are known.

    python -m benchmarks.readings [--pages N] [--rounds N] [--write]

The benchmark's clean texts are put on pages in every way that newspapers and sites do: headlines above, below, within, in another
article's midst or all at the top; subheadings, boxes, captions, teasers; one article or several. A weight is changed a little at a
time, and the change is kept where fewer lines come to the wrong article. Every second page is held out, to say what that is worth.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import MappingProxyType
from unittest.mock import patch

from benchmarks.fidelity.damage import pages as damage
from benchmarks.fidelity.damage.clean import plain_block
from benchmarks.fidelity.truth import Clean, read_texts
from generator.data.script import fold_script, tell_script
from generator.ingest import ingest
from generator.model import Document, Source, Text
from generator.repair import repair_document
from generator.segment import evidence, reading, segment

WEIGHTS = Path(__file__).parent.parent / "generator" / "data" / "reading.toml"
_SEEDS = Path(__file__).parent.parent / "seeds"
_HEADS = ("kicker", "title", "deck")
#: What a page that holds one article counts more than others: it must not be taken apart; and what a real page counts more.
_ALONE, _REAL = 2.0, 4.0


@dataclass(frozen=True)
class Line:
    """A line of a page, the number of its article (-1: of none), and whether it is a headline of it."""

    text: str
    article: int
    head: bool = False


def _marks(rng: Random) -> dict[str, str]:
    """How a page marks its headlines, if it does."""
    title = rng.choice(("", "", "# ", "## ", "### ", "**"))
    part = {"": rng.choice(("", "", "**")), "# ": "## ", "## ": "### ", "### ": "#### ", "**": ""}[title]
    return {"title": title, "h2": part, "h3": part}


def _line(kind: str, text: str, marks: Mapping[str, str]) -> str:
    mark = marks.get(kind, "")
    return f"**{text}**" if mark == "**" else mark + text


def _lines(number: int, text: Clean, marks: Mapping[str, str]) -> tuple[list[Line], list[Line]]:
    """The headlines and the body of an article."""
    heads = [Line(_line(p.kind, p.text, marks), number, True) for p in text.pieces[: -len(text.blocks)]]
    body = [Line(_line(b.kind, plain_block(b).split("\n")[0], marks), number) for b in text.blocks]
    return heads, body


def page(texts: Sequence[Clean], rng: Random) -> list[Line]:
    """A page that holds these articles."""
    marks = _marks(rng)
    usual = rng.choice(("above", "above", "above", "below", "within"))
    out: list[Line] = []
    top: list[Line] = []
    for number, text in enumerate(texts):
        own = _marks(rng) if rng.random() < 0.2 else marks
        heads, body = _lines(number, text, own)
        way = usual if rng.random() < 0.75 else rng.choice(("above", "below", "within", "top", "elsewhere", "none"))
        if way in ("top", "elsewhere", "none") and len(texts) == 1:
            way = "above"
        if rng.random() < 0.15:
            caption = [Line(line, number) for line in rng.choice(damage._CAPTIONS) if line]
            at = rng.choice((0, len(body)))
            body[at:at] = caption
        if way == "above":
            out += heads + body
        elif way == "below":
            out += body + heads
        elif way == "within":
            at = rng.randrange(1, max(2, len(body)))
            out += body[:at] + heads + body[at:]
        elif way == "top":
            top += heads
            out += body
        elif way == "elsewhere" and out:
            at = rng.randrange(len(out))
            before = out[at]
            if not before.head and len(before.text) > 60 and rng.random() < 0.5:
                cut = rng.randrange(20, len(before.text) - 20)
                out[at : at + 1] = [
                    Line(before.text[:cut], before.article),
                    *heads,
                    Line(before.text[cut:], before.article),
                ]
            else:
                out[at:at] = heads
            out += body
        else:
            out += body
    if rng.random() < 0.2:
        teasers = rng.sample(damage._TEASERS, 2)
        at = 0 if rng.random() < 0.7 else len(out)
        out[at:at] = [line for t in teasers for line in (Line(t, -1), Line(f"[{rng.randint(2, 8)}版]", -1))]
    return top + out


def errors(lines: Sequence[Line]) -> float:
    """How many lines of a page come to the wrong article, or to the right one in the wrong way."""
    value = "\n".join(line.text for line in lines)
    found = segment(Document(Source("page.txt", "0" * 64, 1), Text.of(value), tell_script(value)))
    places: dict[int, tuple[int, bool]] = {}
    for n, article in enumerate(found.articles):
        for block in article.blocks:
            for stretch in block.text.stretches:
                places[stretch.start] = (n, block.role in _HEADS)
    at, where = 0, []
    starts = sorted(places)
    for line in lines:
        start = max((s for s in starts if s <= at), default=-1)
        where.append(places.get(start if start >= 0 and _covers(found, start, at) else -1, (-1, False)))
        at += len(line.text) + 1
    wrong = 0.0
    votes: dict[int, Counter[int]] = {}
    for line, (n, _) in zip(lines, where, strict=True):
        if not line.head and line.article >= 0:
            votes.setdefault(line.article, Counter())[n] += 1
    home = {article: counts.most_common(1)[0][0] for article, counts in votes.items()}
    for line, (n, head) in zip(lines, where, strict=True):
        if line.article < 0:
            wrong += 0.5 * (n >= 0 and head)
        elif n != home[line.article]:
            wrong += 1.0
        elif line.head != head:
            wrong += 0.7
    shared = Counter(home.values())
    wrong += sum(count - 1 for count in shared.values())  # two articles in one
    return wrong


def _covers(found: object, start: int, at: int) -> bool:
    """Whether the block whose stretch begins at `start` reaches `at`."""
    return any(
        s.start == start and s.start <= at < max(s.end, s.start + 1)
        for article in found.articles  # type: ignore[attr-defined]
        for block in article.blocks
        for s in block.text.stretches
    )


def pages(count: int, texts: Sequence[Clean]) -> list[list[Line]]:
    rng = Random(7)
    return [page(rng.sample(list(texts), rng.choice((1, 2, 2, 3, 4))), rng) for _ in range(count)]


def _bare(text: str) -> str:
    """Han, letters and digits alone."""
    return re.sub(r"[\W_]+", "", fold_script(text))


def real_pages(texts: Sequence[Clean]) -> Iterator[list[Line]]:
    """The pages that real bulletins are, after repair, with what a reader knows of each line."""
    for file in sorted(_SEEDS.glob("*.txt")):
        own = [t for t in texts if t.name.startswith(f"seed-{file.name[:3]}-")]
        bodies = [_bare("".join(b.text for b in t.blocks)) for t in own]
        heads = [_bare(t.kicker + t.title + t.deck + t.title) for t in own]
        found = []
        for line in repair_document(ingest(_SEEDS, file.name)).text.value.split("\n"):
            bare = _bare(line)
            key = bare[-30:-4] if len(bare) > 34 else bare  # a line may open with what is no part of the body
            article = next((n for n, body in enumerate(bodies) if key and key in body), -1)
            head = next((n for n, text in enumerate(heads) if bare and bare in text), -1)
            found.append(Line(line, head if head >= 0 else article, head >= 0))
        yield found


def total(several: Sequence[Sequence[Line]], weights: Mapping[str, float]) -> float:
    """The errors of some pages with some weights."""
    given = MappingProxyType(dict(weights))
    with patch.object(reading, "page_weights", lambda: given), patch.object(evidence, "page_weights", lambda: given):
        return sum(errors(p) * (_ALONE if len({line.article for line in p}) == 1 else 1.0) for p in several)


def _shown(lines: Sequence[Line]) -> str:
    return f"{sum(line.article >= 0 for line in lines)} of {len(lines)} lines known, {errors(lines):.1f} wrong"


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("--pages", type=int, default=240)
    options.add_argument("--rounds", type=int, default=2, help="how often every weight is tried")
    options.add_argument("--write", action="store_true", help="write the weights")
    arguments = options.parse_args()
    made = pages(arguments.pages, [t for t in read_texts() if t.script == "Hans"])
    learned, held = made[::2], made[1::2]
    weights: dict[str, float] = tomllib.loads(WEIGHTS.read_text("utf-8"))
    real = list(real_pages(read_texts()))
    for lines in real:
        print(_shown(lines))

    def cost_of(tried: Mapping[str, float]) -> float:
        return total(learned, tried) + _REAL * total(real, tried)

    best = cost_of(weights)
    print(f"{sum(map(len, learned))} lines: {best:.1f} wrong; held out: {total(held, weights):.1f}", flush=True)
    rng = Random(3)
    for _ in range(arguments.rounds):
        names = sorted(weights)
        rng.shuffle(names)
        for name in names:
            for step in (0.5, -0.5, 0.2, -0.2):
                tried = {**weights, name: round(weights[name] + step * max(0.5, abs(weights[name])), 3)}
                cost = cost_of(tried)
                if cost < best:
                    best, weights = cost, tried
                    print(f"  {name} = {tried[name]}: {best:.1f}", flush=True)
                    break
        print(f"{best:.1f} wrong; held out: {total(held, weights):.1f}", flush=True)
        if arguments.write:
            head = WEIGHTS.read_text("utf-8").split("\n", 1)[0]
            WEIGHTS.write_text(head + "\n" + "".join(f'"{n}" = {w:g}\n' for n, w in weights.items()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
