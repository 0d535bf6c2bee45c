"""Fits the weights of the signs at line ends (`generator/data/breaks.toml`) to texts whose paragraphs are known.

    python -m benchmarks.breaks [--rounds N] [--write]

The benchmark's clean texts are set in columns of every kind, alone and several on a page, and in lines that nobody broke. Every
line end is an example: the page's doing, or the writer's. Logistic regression gives each sign its weight. Texts are held out in
turn to say how often a line end of a text that was not learned from is judged rightly.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from random import Random

from benchmarks.fidelity.damage import wraps
from benchmarks.fidelity.damage.clean import plain_block
from benchmarks.fidelity.truth import Block, Clean, read_texts
from generator.repair.begun import Begun
from generator.repair.breaks import signs
from generator.repair.columns import read_page
from generator.repair.headlines import among_headlines
from generator.repair.unwrap import judged

WEIGHTS = Path(__file__).parent.parent / "generator" / "data" / "breaks.toml"
#: Headlines of nobody's articles.
_OTHERS = (
    "山村来了医疗队",
    "“夜校”里学手艺",
    "全市中小学今日开学",
    "老街新貌",
    "县领导走访慰问困难群众",
    "水库边的守望者",
)
_HEADS = ("kicker", "title", "deck", "h2", "h3")
#: A sign that is seen in fewer texts tells more of them than of line ends.
_FEWEST_TEXTS = 4
#: How many texts are held out at a time.
_FOLDS = 5
#: A line end of a page that nobody broke counts as much as so many others: what is whole must stay so.
_WHOLE = 4.0
#: Its signs, whether the page broke the line there, and how much it counts.
Example = tuple[tuple[str, ...], bool, float]
#: A line of a page, and the number of the block that it is part of.
Numbered = tuple[str, int]


def _markdown(piece: Block) -> str:
    marks = {"title": "# ", "h2": "## ", "h3": "### ", "li": "- ", "quote": "> "}
    return marks.get(piece.kind, "") + piece.text


def _whole(text: Clean, rng: Random) -> Iterator[Numbered]:
    """Blocks on lines of their own, some cut in two by a column of the page."""
    marked, gaps, cuts = rng.random() < 0.5, rng.random() < 0.7, rng.random() < 0.6
    indent = "　　" if rng.random() < 0.3 else ""
    apart = rng.random() < 0.5  # each line of a poem, as where a site makes a paragraph of it
    for number, piece in enumerate(text.pieces):
        lines = (
            piece.text.split("\n") if piece.kind == "table" else [_markdown(piece) if marked else plain_block(piece)]
        )
        if piece.kind == "p":
            lines = [indent + lines[0]]
            if cuts and len(lines[0]) > 90 and rng.random() < 0.4:
                at = rng.randrange(30, len(lines[0]) - 30)
                lines = [lines[0][:at], "", lines[0][at:]]
        for n, line in enumerate(lines):
            yield line, number * 1000 + (n if piece.kind == "table" else 0)
        if gaps and (apart or piece.kind != "verse"):
            yield "", -1


def _columns(text: Clean, rng: Random) -> Iterator[Numbered]:
    """Blocks in columns."""
    measure = rng.randint(8, 40)
    split, tidy = rng.random() < 0.7, rng.random() < 0.7
    setter = rng.choice(
        (
            lambda t, m, i: wraps.columns(t, m, indent=i, split=split, tidy=tidy),
            lambda t, m, i: wraps.columns(t, m, indent=i, split=split, tidy=tidy),
            wraps.hanging,
            lambda t, m, i: wraps.justified(t, m, i, rng),
            wraps.counted,
        )
    )
    indent, gaps = rng.choice(((0, True), (2, False), (0, False), (2, True)))
    every = rng.randint(8, 24) if rng.random() < 0.35 else 0
    lead = rng.choice((0, 0, 0, 2, 4)) if indent else 0
    stripped = bool(indent) and gaps and rng.random() < 0.7  # indents that were lost where the page was read
    count, pieces = 0, text.pieces
    for number, piece in enumerate(pieces):
        if piece.kind in _HEADS and rng.random() < 0.4:
            lines = wraps.columns(piece.text, max(measure, rng.randint(10, 20)), split=rng.random() < 0.3)
        else:
            lines = wraps.set_block(piece, measure, indent, rng, setter)
        if stripped and lines[0].startswith("　"):
            lines[0] = lines[0].lstrip("　")
        for n, line in enumerate(lines):
            yield " " * lead + line, number * 1000 + (n if piece.kind in ("table", "verse") else 0)
            count += 1
            if every and piece.kind in ("p", "quote", "li") and count % every == 0:
                yield "", -1
                if rng.random() < 0.05:  # another article's headline stands there
                    yield rng.choice(_OTHERS)[: measure + 4], -count
                    yield "", -1
        poem = piece.kind == "verse" and number + 1 < len(pieces) and pieces[number + 1].kind == "verse"
        if (gaps and not poem) or (piece.kind in _HEADS[:3] and rng.random() < 0.8):
            yield "", -1


def pages(texts: Sequence[Clean], rng: Random) -> Iterator[tuple[str, list[Numbered]]]:
    """Every text on a page, alone or with others: the name of the first and the page's lines."""
    order = list(texts)
    rng.shuffle(order)
    while order:
        size = rng.choice((1, 1, 2, 3))
        group, order = order[:size], order[size:]
        style = rng.choice((_whole, _whole, _columns))
        lines: list[Numbered] = []
        for n, text in enumerate(group):
            set_so = rng.choice((_whole, _columns)) if rng.random() < 0.15 else style
            lines += ((line, block + n * 1_000_000 if line else -1) for line, block in set_so(text, rng))
            lines += [("", -1)] * rng.choice((0, 1, 1, 2))
        yield group[0].name, lines


def examples(lines: Sequence[Numbered]) -> Iterator[Example]:
    """Each line end of a page: its signs, and whether the page broke the line there."""
    page = read_page("\n".join(line for line, _ in lines))
    blocks = [block for line, block in lines if line.strip()]
    weight = _WHOLE if sum(a == b for a, b in pairwise(blocks)) < 0.3 * len(blocks) else 1.0
    begun = Begun()
    for i in range(len(page.lines) - 1):
        begun = begun.with_line(page.lines[i].text)
        goes_on = blocks[i] == blocks[i + 1]
        if judged(page, i) and not among_headlines(page, i):
            yield tuple(chain.from_iterable(signs(page, i, begun))), goes_on, weight
        begun = begun if goes_on else Begun()


def collected(texts: Sequence[Clean], rounds: int) -> dict[str, list[Example]]:
    """Examples under the name of the text (the first of its page) that they come from."""
    found: defaultdict[str, list[Example]] = defaultdict(list)
    for n in range(rounds):
        for name, lines in pages(texts, Random(n)):
            found[name] += examples(lines)
    return found


def fit(by_text: dict[str, list[Example]], epochs: int = 12) -> dict[str, float]:
    """The weights of the signs, by stochastic gradient with shrinking steps and a pull towards nought."""
    seen = Counter(sign for several in by_text.values() for sign in {s for found, _, _ in several for s in found})
    kept = {sign for sign, texts in seen.items() if texts >= min(_FEWEST_TEXTS, len(by_text))}
    data = [([s for s in e[0] if s in kept], e[1], e[2]) for several in by_text.values() for e in several]
    weights: dict[str, float] = dict.fromkeys(sorted(kept), 0.0)
    squares: dict[str, float] = dict.fromkeys(kept, 1.0)
    total: dict[str, float] = dict.fromkeys(kept, 0.0)
    rng = Random(0)
    for epoch in range(epochs):
        rng.shuffle(data)
        for found, goes_on, counts in data:
            score = sum(weights[s] for s in found)
            slope = goes_on - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
            for s in found:
                step = counts * slope - 2e-4 * weights[s]
                squares[s] += step * step
                weights[s] += 0.3 * step / math.sqrt(squares[s])
        if epoch >= epochs // 2:
            for s in kept:
                total[s] += weights[s]
    return {s: total[s] / (epochs - epochs // 2) for s in weights}


def errors(weights: dict[str, float], several: Iterable[Example]) -> tuple[int, int, int]:
    """How many line ends there are, how many are joined wrongly, how many kept wrongly."""
    count = joined = kept = 0
    for found, goes_on, _ in several:
        guess = sum(weights.get(s, 0.0) for s in found) > 0
        count += 1
        joined += guess and not goes_on
        kept += goes_on and not guess
    return count, joined, kept


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("--rounds", type=int, default=6, help="how often every text is set")
    options.add_argument("--write", action="store_true", help="write the weights")
    arguments = options.parse_args()
    found = collected(read_texts(), arguments.rounds)
    names = sorted(found)
    for fold in range(_FOLDS):
        held = {n for i, n in enumerate(names) if i % _FOLDS == fold}
        weights = fit({n: e for n, e in found.items() if n not in held}, epochs=5)
        count, joined, kept = errors(weights, (e for n in held for e in found[n]))
        print(
            f"held out {fold + 1}: {count} line ends, {joined / count:.4f} joined wrongly, {kept / count:.4f} kept wrongly"
        )
    if arguments.write:
        weights = fit(found)
        head = "# Written by `python -m benchmarks.breaks --write`: see there. Above nought: the line goes on in the next.\n"
        rows = "".join(f'"{sign}" = {weight:.3f}\n' for sign, weight in sorted(weights.items()) if abs(weight) >= 0.02)
        WEIGHTS.write_text(head + rows, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
