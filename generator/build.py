"""The order of the build. Read this first.

seeds/ -> ingest -> repair -> segment -> repair -> correct -> describe -> correct -> arrange -> render + search -> publish -> site/
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from traceback import extract_tb

from generator.arrange import arrange
from generator.config import Config
from generator.corrections import correct_description, correct_text, read_corrections, unclaimed_corrections, walls
from generator.describe import describe
from generator.errors import Problem, SourceError
from generator.ingest import fingerprint, ingest, seed_paths
from generator.model import Restored
from generator.publish import publish
from generator.render import render
from generator.repair import repair_article, repair_document, repair_notice
from generator.search import search_outputs
from generator.segment import segment

#: Told how many sources are done, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Report:
    """What came of a build: how much was published, and every problem with what to do about it."""

    sources: int
    articles: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def status(self) -> int:
        """The exit status that programs may rely on: 0 all published, 1 some inputs were quarantined."""
        return 1 if self.problems else 0


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without Python's search for cycles: values here are trees, but a large source has a million, looked through over and over.

    Nor are they looked through once it is on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


@_no_collecting()
def restore(seeds: Path, config: Config, path: str) -> Restored:
    """One source, all the way to its described articles. What cannot be used comes back quarantined, with the reason."""
    try:
        corrections = read_corrections(seeds, path)
        document = repair_document(ingest(seeds, path))
        segmented = segment(document, walls(document, corrections))
        articles = tuple(repair_article(a, config.reading_script) for a in segmented.articles)
        notices = tuple(repair_notice(n) for n in segmented.notices)
        segmented = correct_text(replace(segmented, articles=articles, notices=notices), corrections)
        segmented = correct_description(describe(segmented, config.default_place), corrections)
        return Restored(document.source, "published", segmented=segmented)
    except SourceError as error:
        problem = error.problem
    except Exception as error:  # a rule that fails on one page must not keep the others from their readers
        problem = _fault(path, error)
    return Restored(fingerprint(seeds, path), "quarantined", problem.reason, problem.remedy, place=problem.place)


def _fault(path: str, error: Exception) -> Problem:
    """A fault of ours, said so that it can be found."""
    frames = [f for f in extract_tb(error.__traceback__) if "generator" in Path(f.filename).parts]
    place = f"{Path(frames[-1].filename).stem}:{frames[-1].lineno}" if frames else ""
    reason = f"a fault of this program ({place}: {type(error).__name__}: {error})"
    return Problem(path, "", reason, "Report it with this file; the other bulletins are published")


def _without_duplicates(restored: Iterable[Restored]) -> Iterator[Restored]:
    """The same, but of files with the same bytes only the first keeps its articles."""
    seen: dict[str, str] = {}
    for r in restored:
        first = seen.setdefault(r.source.sha256, r.source.path) if r.status == "published" else r.source.path
        if first == r.source.path:
            yield r
        else:
            yield Restored(r.source, "duplicate", f"the same bytes as {first}", "Nothing to do; one of the two may go.")


def _end_with_ctrl_c() -> None:
    """A worker ends at once and says nothing; the build says what happened."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def _workers(jobs: int, scheduler: str) -> Iterator[Callable[..., Iterable[Restored]]]:
    """A `map` over this process, over several, or over a dask cluster; results come in the order of the input."""
    if scheduler:
        from distributed import Client  # noqa: PLC0415 - an optional extra

        with Client(scheduler) as client:
            yield lambda work, paths: (future.result() for future in client.map(work, paths, pure=False))
    elif jobs > 1:
        with ProcessPoolExecutor(jobs, initializer=_end_with_ctrl_c) as pool:
            try:
                yield partial(pool.map, chunksize=4)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    else:
        yield map


def restore_all(
    seeds: Path, config: Config, jobs: int = 1, scheduler: str = "", progress: Progress | None = None
) -> tuple[Restored, ...]:
    """Every source of a folder, restored, in the order of their paths."""
    paths = seed_paths(seeds)
    found: list[Restored] = []
    with _workers(jobs, scheduler) as work:
        for r in work(partial(restore, seeds, config), paths):
            found.append(r)
            if progress:
                progress(len(found), len(paths))
    return tuple(_without_duplicates(found))


def _unclaimed(seeds: Path, restored: Sequence[Restored]) -> Iterator[Restored]:
    """Corrections without a source: inputs that are quarantined like any other, so that every report names them."""
    for problem in unclaimed_corrections(seeds, [r.source.path for r in restored]):
        yield Restored(fingerprint(seeds, problem.file), "quarantined", problem.reason, problem.remedy)


def _problems(restored: Iterable[Restored]) -> Iterator[Problem]:
    for r in restored:
        if r.status == "quarantined":
            yield Problem(r.source.path, r.place, r.reason, r.remedy)


def build(
    seeds: Path, out: Path, config: Config, jobs: int = 1, scheduler: str = "", progress: Progress | None = None
) -> Report:
    """Builds the site of a folder of bulletins. Raises PublishError when it could not be written; the old one then stands."""
    restored = restore_all(seeds, config, jobs, scheduler, progress)
    restored += tuple(_unclaimed(seeds, restored))
    collection = arrange(restored)
    # A file that may not be read (a pipe, a link to a place outside) has no bytes, and must not be opened here either.
    originals = {r.source.id: seeds / r.source.path for r in restored if r.source.size}
    publish(out, chain(render(collection, config), search_outputs(collection)), originals)
    notes = tuple(f"{r.source.path}: {r.reason}" for r in restored if r.status == "duplicate")
    return Report(len(restored), len(collection.articles), tuple(_problems(restored)), notes)
