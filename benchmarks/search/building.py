"""What the index costs to build, measured in a process of its own, with nothing else in it but the articles.

python -m benchmarks.search.building COUNT SEED FOLDER     writes the files of the search into a folder, prints the cost as JSON
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from benchmarks.search.archive import Archive
from benchmarks.search.site import Size, write
from generator.search import search_outputs

_ROOT: Final = Path(__file__).parents[2]
_OWN: Final = Path("/proc/self")


@dataclass(frozen=True)
class Cost:
    """Processor time for an article, in ms; MB that the process grew by, beyond what it held at the start; what was written."""

    each: float
    growth: float
    files: int
    bytes: int


def _seconds() -> float:
    """Of this process and its children, in user and system."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in uses)


def _peak() -> float:
    """The most MB that were held since the start. Linux counts into `ru_maxrss` what the parent held; it has another record."""
    if (_OWN / "status").exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", (_OWN / "status").read_text("ascii"))
        return int(found[1]) * 1024 / 1e6 if found else 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _forget_peak() -> None:
    """From here on the peak is counted anew, where the system can do that."""
    if (_OWN / "clear_refs").exists():
        (_OWN / "clear_refs").write_text("5", "ascii")


def build(archive: Archive, folder: Path) -> Cost:
    """Builds the index of an archive into a folder."""
    collection = archive.collection()
    _forget_peak()
    before, start = _peak(), _seconds()
    write(folder, search_outputs(collection))
    spent, growth = _seconds() - start, _peak() - before
    size = Size.of(folder)
    return Cost(1000 * spent / archive.count, growth, size.files, size.bytes)


def _built(archive: Archive, folder: Path) -> Cost:
    """The same in a new process."""
    command = [sys.executable, "-m", "benchmarks.search.building", str(archive.count), str(archive.seed), str(folder)]
    done = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Cost(**json.loads(done.stdout))


def built(archive: Archive, folder: Path, runs: int = 1) -> Cost:
    """The cheapest of several runs, each in a new process: what else runs on the machine only ever adds."""
    return min((_built(archive, folder) for _ in range(runs)), key=lambda cost: cost.each)


if __name__ == "__main__":
    count, seed, out = sys.argv[1:]
    print(json.dumps(asdict(build(Archive(int(count), int(seed)), Path(out)))))
