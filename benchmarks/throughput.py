"""How fast bulletins are restored: kB of source a second, by stage and kind of damage, and what ten times the text costs.

    python -m benchmarks.throughput [--size KB] [--kind KIND]

Times are of this process on one core (`process_time`), for each stage the least of several runs: what else runs on the machine
only ever adds to them. The exit status is 1 when a floor is missed.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from generator.config import Config
from generator.describe import describe
from generator.ingest import read_document
from generator.model import Source
from generator.repair import repair_article, repair_document
from generator.segment import segment

#: kB of source a second that every kind must reach, and how much longer ten times the text may take.
FLOOR, RATIO = 400, 11.0
_SEEDS = Path(__file__).parent.parent / "seeds"
#: The seeds show five kinds of damage.
KINDS = {
    "page": "000_6f0ab7fd1b6f0949.txt",
    "newspaper": "001_65daccc8cfd9a715.txt",
    "cms": "002_3b69b687639d07ce.txt",
    "columns": "003_d4e083a0b344287c.txt",
    "mirror": "004_81ed0645ef994196.txt",
}
_STAGES = ("ingest", "repair", "segment", "articles", "describe")
#: How often a text is restored; one of ten times the length twice.
_RUNS = 5
#: One letter in so many is another in each copy, so that no copy is dropped as a repetition.
_VARIED = 12


def _is_han(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def _varied(text: str, chance: random.Random) -> str:
    """The text with some of its letters changed for others of its own, where no reading stands behind them."""
    free = [i for i, c in enumerate(text) if _is_han(c) and text[i + 1 : i + 2] not in ("(", "?", "")]
    letters = list(text)
    for i in chance.sample(free, len(free) // _VARIED):
        letters[i] = text[chance.choice(free)]
    return "".join(letters)


def stretched(kind: str, size: int, turn: int = 0) -> str:
    """About `size` bytes of one kind of damage: the seed over and over, never quite the same; another text each turn."""
    text = (_SEEDS / KINDS[kind]).read_text("utf-8")
    chance = random.Random(f"{kind}{turn or ''}")
    copies = max(1, round(size / len(text.encode())))
    return "\n\n".join(_varied(text, chance) for _ in range(copies))


def seconds(text: str) -> Iterator[float]:
    """The processor time that each of the stages takes for a text."""
    data, config = text.encode(), Config()
    clock = time.process_time
    start = clock()
    document = read_document(Source("bulletin.txt", sha256(data).hexdigest(), len(data)), data)
    yield clock() - start
    start = clock()
    document = repair_document(document)
    yield clock() - start
    start = clock()
    segmented = segment(document)
    yield clock() - start
    start = clock()
    articles = tuple(repair_article(a, config.reading_script) for a in segmented.articles)
    yield clock() - start
    start = clock()
    describe(type(segmented)(segmented.document, articles, segmented.notices), config.default_place)
    yield clock() - start


def least(kind: str, size: int, runs: int) -> list[float]:
    """The least time that each of the stages takes for a kB in so many runs, each of another text."""
    times: list[list[float]] = []
    for turn in range(runs):
        text = stretched(kind, size, turn)
        kilobytes = len(text.encode()) / 1000
        gc.collect()
        times.append([t / kilobytes for t in seconds(text)])
    return [min(stage) for stage in zip(*times, strict=True)]


def main() -> int:
    """Prints the table; 1 when a kind is slower than the floor, or superlinear."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("--size", type=int, default=500, help="kB of each kind")
    options.add_argument("--kind", choices=KINDS, action="append")
    arguments = options.parse_args()
    missed = False
    gc.disable()  # as while the build restores a source
    print(f"{'kB of source a second':24}" + "".join(f"{s:>10}" for s in (*_STAGES, "together", "10 x")))
    for kind in KINDS:
        list(seconds(stretched(kind, 20_000)))  # tables are read and filled once for an archive
    for kind in arguments.kind or KINDS:
        times = least(kind, 1000 * arguments.size, _RUNS)
        slower = least(kind, 10_000 * arguments.size, 2)
        speed, ratio = 1 / sum(times), 10 * sum(slower) / sum(times)
        cells = [f"{1 / max(t, 1e-9):10.0f}" for t in times]
        print(f"{kind:24}" + "".join(cells) + f"{speed:10.0f}{ratio:10.1f}", flush=True)
        missed = missed or speed < FLOOR or ratio > RATIO
    if missed:
        print(f"Below the floor: {FLOOR} kB a second on one core, {RATIO:g} times as long for ten times the text.")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
