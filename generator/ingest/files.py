"""The folder of seeds, and the bytes in it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator.errors import ConfigError, SourceError
from generator.model import Source

#: Kinds of file that are read; a name without an ending is read too.
READ: Final = frozenset({"", ".txt", ".md", ".html", ".htm"})
LARGEST: Final = 64 << 20
_MEGABYTE: Final = 1 << 20
#: What stands in a folder of bulletins without being one: notes on the folder, and what operating systems leave behind.
_SKIPPED: Final = frozenset({"readme", "readme.md", "readme.txt", "thumbs.db", "desktop.ini"})
_CORRECTIONS: Final = ".corrections.toml"
#: How the bytes of other kinds of file begin.
_MAGIC: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_EXTRACT: Final = "Extract its text into a .txt or .html file"
_REMEDIES: Final = {
    _EXTRACT: ".pdf .doc .docx .wps .rtf .odt .xls .xlsx .ppt .pptx .epub",
    "Read its text by OCR into a .txt file": ".jpg .jpeg .png .gif .bmp .tif .tiff .webp",
    "Unpack it into the folder": ".zip .rar .7z .gz .tar .tgz",
}
_RENAME: Final = "Rename it to .txt if it holds plain text, else remove it"


def _skipped(name: str) -> bool:
    return name.startswith(".") or name.lower() in _SKIPPED or name.endswith(_CORRECTIONS)


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    """The files below a folder. A folder that cannot be read, or a link to one, stands for itself: ingest says why."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        yield prefix.rstrip("/")
        return
    for entry in entries:
        path = f"{prefix}{entry.name}"
        if _skipped(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{path}/")
        else:
            yield path


def seed_paths(seeds: Path) -> list[str]:
    """The files in the folder `seeds`, at any depth, as relative paths with `/`, sorted by code point.

    Left out are hidden files and folders, corrections, a README, and what operating systems leave behind. All others
    are named, so that those which cannot be used are quarantined where everybody sees it, not passed over. Bytes of a
    name that are no UTF-8 are written `\\xff`. Raises ConfigError when there is no such folder.
    """
    if not seeds.is_dir():
        raise ConfigError(str(seeds), "", "there is no such folder", "Make it, or name another with --seeds")
    found = (path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace") for path in _walk(seeds, ""))
    return sorted(path for path in found if path)


def _checked(seeds: Path, path: str) -> Path:
    """The file itself, when it is a file inside the folder."""
    file = seeds / path
    try:
        real = file.resolve(strict=True)
        mode = real.stat().st_mode
        size = real.stat().st_size
    except FileNotFoundError:
        if file.is_symlink():
            raise SourceError(path, "", "a link to nothing", "Put the file itself here") from None
        raise SourceError(path, "", "it is not there, or its name is no UTF-8", "Rename it") from None
    except (OSError, RuntimeError) as error:
        raise SourceError(path, "", f"it cannot be read ({_why(error)})", "Mend its permissions or its link") from None
    if not real.is_relative_to(seeds.resolve()):
        raise SourceError(path, "", "a link to a place outside of the folder", "Put the file itself here")
    if stat.S_ISDIR(mode):
        reason = "a link to a folder" if file.is_symlink() else "a folder that cannot be read"
        raise SourceError(path, "", reason, "Put the files themselves here, readable")
    if not stat.S_ISREG(mode):
        raise SourceError(path, "", "not a file but a device, a pipe or a socket", "Remove it")
    if size > LARGEST:
        reason = f"too large: {size / _MEGABYTE:.0f} MB, and {LARGEST / _MEGABYTE:.0f} MB are read"
        raise SourceError(path, "", reason, "Divide it into several files")
    return real


def _why(error: BaseException) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else "a link to itself"


def read_bytes(seeds: Path, path: str) -> bytes:
    """The bytes of one source. Raises SourceError for what is no bulletin: the reason, and what to do."""
    file = _checked(seeds, path)
    ending = Path(path).suffix.lower()
    if ending not in READ:
        remedy = next((r for r, endings in _REMEDIES.items() if ending in endings.split()), _RENAME)
        raise SourceError(path, "", f"not a kind of file that is read ({ending})", remedy)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SourceError(path, "", f"it cannot be read ({_why(error)})", "Mend its permissions") from None
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise SourceError(path, "", f"it holds {kind}, not text", _EXTRACT)
    return data


def describe_bytes(path: str, data: bytes) -> Source:
    """A source by its name, digest and size alone."""
    return Source(path, hashlib.sha256(data).hexdigest(), len(data))


def fingerprint(seeds: Path, path: str) -> Source:
    """A source by its name, digest and size alone, also where its text cannot be used.

    Where not even its bytes may be read, the digest is that of nothing and the size 0. Never raises SourceError.
    """
    try:
        data = _checked(seeds, path).read_bytes()
    except (OSError, SourceError):
        data = b""
    return describe_bytes(path, data)
