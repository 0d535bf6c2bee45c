"""Reading: bytes become a Document. All other parts of the project count their offsets in the text decoded here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.data.script import tell_script
from generator.errors import SourceError
from generator.ingest.encoding import CONTROLS, TOLERATED, decode, encode
from generator.ingest.files import describe_bytes, fingerprint, read_bytes, seed_paths
from generator.ingest.formats import tell_format
from generator.model import Document, Source, Text

__all__ = ["encode", "fingerprint", "ingest", "read_document", "seed_paths"]


def read_document(source: Source, data: bytes) -> Document:
    """The document that the bytes of a source hold. Raises SourceError when they hold no text."""
    decoded = decode(data)
    if not decoded.text.strip("\0\ufeff\u200b \t\r\n\f\v\x85\xa0\u2028\u2029\u3000"):
        raise SourceError(source.path, "", "it is empty", "Remove it, or put its text into it")
    if decoded.controls > CONTROLS:
        raise SourceError(source.path, "", "it is binary, not text", "Remove it, or extract its text into a .txt file")
    if decoded.lost > TOLERATED * len(data):
        reason = f"undecodable: of {len(data)} bytes {decoded.lost} are no {decoded.encoding}, the nearest encoding"
        raise SourceError(source.path, "", reason, "Save it as UTF-8")
    kind = tell_format(decoded.text, source.path)
    source = replace(source, encoding=decoded.encoding, format=kind, coding=decoded.coding)
    damage = (*(["undecodable"] if decoded.flags else []), *(["mixed-encoding"] if decoded.coding.others else []))
    return Document(source, Text.of(decoded.text).apply(decoded.flags), tell_script(decoded.text), damage)


def ingest(seeds: Path, path: str) -> Document:
    """The bulletin at `path` below the folder `seeds`. Raises SourceError for what must be quarantined."""
    data = read_bytes(seeds, path)
    return read_document(describe_bytes(path, data), data)
