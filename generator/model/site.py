"""What the build hands to publishing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Output:
    """One file of the site: `path` is relative to the site's root, with `/`, and never built from the text of a seed."""

    path: str
    content: bytes
