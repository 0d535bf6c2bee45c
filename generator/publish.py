"""Writes the new site beside the old one, and swaps the two.

Whatever happens meanwhile - a full disk, a signal, a cut of the power - what stands at the site's place is the whole old site or
the whole new one. What a killed build left behind is cleared away by the next.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Any

from generator.errors import PublishError
from generator.model import Output

MANIFEST = "manifest-sha256.txt"
#: Files that a site may hold without the build having written them; only the first is carried over.
KEPT = ".gitignore"
STRAY = frozenset({KEPT, ".DS_Store", "Thumbs.db", "desktop.ini"})
_STEP = re.compile(r"\.?[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?")
#: What Windows takes for a device, whatever the ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 240
_CHUNK = 1 << 20
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def publish(out: Path, outputs: Iterable[Output], originals: Mapping[str, Path]) -> None:
    """Puts a site in place of the one at `out`, with a manifest of all its files but itself.

    `originals` are the sources' bytes: the file for each source id. Nothing is held in memory but the names. Raises PublishError,
    with the old site untouched, when a path is unsafe or taken, or the site cannot be written.
    """
    refuse_foreign(out)
    out = out.resolve()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _tidy(out)
        with _workshop(out) as new:
            _write(new, outputs, originals)
            _carry_over(out, new)
            _flush(new)
            _swap(new, out)
    except OSError as error:
        why = f"it could not be written ({error.strerror or error})"
        raise PublishError(
            str(out), "", why, f"{_REMEDIES.get(error.errno or 0, 'Mend that')}; the old site stands"
        ) from error


_REMEDIES = {
    errno.ENOSPC: "Free some room on the disk",
    errno.EDQUOT: "Free some room in your quota",
    errno.EFBIG: "Raise the limit on the size of files",
    errno.EACCES: "Make the folder above it writable",
    errno.EPERM: "Make the folder above it writable",
    errno.EROFS: "Name another place with --out",
    errno.EBUSY: "A mount point cannot be swapped: name a folder inside it with --out",
    errno.EXDEV: "A mount point cannot be swapped: name a folder inside it with --out",
    errno.ENOTDIR: "Name another place with --out",
}


# ---- May the site stand there?


def refuse_seeds(out: Path, seeds: Path) -> None:
    """Raises PublishError when the site would lie in the folder of seeds, or they in it."""
    a, b = out.resolve(), seeds.resolve()
    if a == b or a in b.parents or b in a.parents:
        reason = f"the site and the seeds ({seeds}) may not lie within each other"
        raise PublishError(str(out), "", reason, "Name another place with --out")


def refuse_foreign(out: Path) -> None:
    """Raises PublishError when something stands at `out` that no build of ours wrote: it would be lost."""
    if not out.exists():
        return
    if not out.is_dir():
        raise PublishError(str(out), "", "it is not a folder", "Name another place with --out")
    ours = {path for _, path in read_manifest(out)} if (out / MANIFEST).is_file() else set()
    for path in files_below(out):
        if path not in ours and path != MANIFEST and path.rpartition("/")[2] not in STRAY:
            reason = f"it holds {path!r}, which no build wrote and which would be lost"
            raise PublishError(str(out), "", reason, "Move that away, or name another place with --out")


def read_manifest(site: Path) -> Iterator[tuple[str, str]]:
    """The digest and the path of each file that a site's manifest names. Lines of another form are passed over."""
    with (site / MANIFEST).open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            digest, _, path = line.rstrip("\n").partition("  ")
            if path:
                yield digest, path


def files_below(folder: Path) -> Iterator[str]:
    """The relative paths, with `/`, of everything below a folder that is not itself a folder."""
    for top, folders, names in os.walk(folder):
        links = [name for name in folders if Path(top, name).is_symlink()]
        for name in (*names, *links):
            yield Path(top, name).relative_to(folder).as_posix()


# ---- Writing


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """A new folder beside the site, which is gone at the end. Its lock tells other builds that it is in use."""
    new = out.with_name(f"{_prefix(out)}new-{secrets.token_hex(6)}")
    new.mkdir()
    lock = _lock(new)
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _prefix(out: Path) -> str:
    return f".{out.name}.gongbao-"


def _lock(folder: Path) -> int | None:
    """An open lock on the folder, or None when another process holds it. It ends with the process that took it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _tidy(out: Path) -> None:
    """Clears away what killed builds left, and puts back an old site that was moved away for a new one that never came."""
    for old in out.parent.glob(f"{escape(_prefix(out))}old-*"):
        if not out.exists():
            old.rename(out)
    for left in out.parent.glob(f"{escape(_prefix(out))}*"):
        lock = _lock(left)
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def _write(site: Path, outputs: Iterable[Output], originals: Mapping[str, Path]) -> None:
    taken = {MANIFEST: MANIFEST, KEPT: KEPT}
    with (site / MANIFEST).open("w", encoding="utf-8", newline="\n") as manifest:
        for output in outputs:
            digest = _write_file(_place(site, output.path, taken), [output.content])
            manifest.write(f"{digest}  {output.path}\n")
        for source, file in sorted(originals.items()):
            path = f"sources/{source}/original.txt"
            with file.open("rb") as original:
                digest = _write_file(_place(site, path, taken), iter(lambda: original.read(_CHUNK), b""))
            if not digest.startswith(source):
                raise PublishError(
                    str(file), "", "it changed while the site was built", "Build again; the old site stands"
                )
            manifest.write(f"{digest}  {path}\n")


def _write_file(file: Path, chunks: Iterable[bytes]) -> str:
    """Writes a file and gives its SHA-256 in hex."""
    digest = hashlib.sha256()
    with file.open("xb") as handle:
        for chunk in chunks:
            digest.update(chunk)
            handle.write(chunk)
    return digest.hexdigest()


def _place(site: Path, path: str, taken: dict[str, str]) -> Path:
    """Where a file goes, its folders made. `taken` holds each path so far under its lower-case form, folders with a `/`.

    Raises PublishError for a path that some file system or web server would understand otherwise, and for one that is taken.
    """
    steps = path.split("/")
    if len(path) > _LONGEST or not all(_STEP.fullmatch(s) and not _DEVICE.fullmatch(s) for s in steps):
        raise _faulty(path, "is not safe as a path")
    folders = ["/".join(steps[:i]) + "/" for i in range(1, len(steps))]
    new = [f for f in folders if taken.setdefault(f.lower(), f) == f]
    clash = next((f for f in folders if f not in new or f.lower()[:-1] in taken), "")
    if clash or path.lower() in taken or f"{path.lower()}/" in taken:
        raise _faulty(path, "is taken already, by itself or by one that differs in case")
    taken[path.lower()] = path
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _faulty(path: str, why: str) -> PublishError:
    return PublishError(
        ascii(path), "", f"this path of the site {why}", "This is a fault of the generator: please report it"
    )


def _carry_over(out: Path, new: Path) -> None:
    """The old site's .gitignore and its permissions belong to the place, not to the site."""
    if out.exists():
        shutil.copymode(out, new)
    if (out / KEPT).is_file():
        shutil.copyfile(out / KEPT, new / KEPT)


# ---- Swapping


def _flush(site: Path) -> None:
    """Waits until all of the new site is on the disk: else a cut of the power could leave files without content behind."""
    handle = os.open(site, os.O_RDONLY)
    try:
        if hasattr(_LIBC, "syncfs") and _LIBC.syncfs(handle) == 0:
            return
    finally:
        os.close(handle)
    for path in files_below(site):
        with (site / path).open("rb") as file:
            os.fsync(file.fileno())


def _swap(new: Path, out: Path) -> None:
    """Puts the new site in the old one's place: in one step where the system can, else in two, the second undone on failure."""
    if not out.exists():
        new.rename(out)
    elif not _exchange(new, out):
        old = out.with_name(f"{_prefix(out)}old-{secrets.token_hex(6)}")
        out.rename(old)
        try:
            new.rename(out)
        except OSError:
            old.rename(out)
            raise
        shutil.rmtree(old, ignore_errors=True)


_LIBC: Any = ctypes.CDLL(None, use_errno=True)


def _exchange(a: Path, b: Path) -> bool:
    """Swaps two folders at once. False where the system or its file system cannot."""
    if not hasattr(_LIBC, "renameat2"):
        return False
    if _LIBC.renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code))
