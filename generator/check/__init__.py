"""Checks a built site: fixity, links, and that every character of every source is accounted for.

Nothing is taken on trust: digests are made again from the files, and articles again from the sources' bytes and the ledgers.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from generator.check.accounts import check_accounts
from generator.check.links import Page, check_links, css_problems, read_page
from generator.errors import CheckError, Problem
from generator.publish import MANIFEST, STRAY, files_below, read_manifest

REMEDY = "Build the site again"


def check(site: Path) -> list[Problem]:
    """Everything that is wrong with a site. Raises CheckError when there is no site to check."""
    if not (site / MANIFEST).is_file():
        raise CheckError(str(site), "", f"it is not a site: it has no {MANIFEST}", "Name the folder that `build` wrote")
    files = {path for path in files_below(site) if path.rpartition("/")[2] not in STRAY}
    problems: list[Problem] = []
    pages: dict[str, Page] = {}
    listed = set()
    for digest, path in read_manifest(site):
        listed.add(path)
        if path not in files:
            problems.append(Problem(path, "", "it is in the manifest and is not there", REMEDY))
            continue
        content = (site / path).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            problems.append(Problem(path, "", "it is not as it was written: its digest differs", REMEDY))
        if path.endswith(".html"):
            pages[path] = read_page(content.decode("utf-8", "replace"))
        elif path.endswith(".css"):
            problems += css_problems(path, content.decode("utf-8", "replace"))
    for path in sorted(files - listed - {MANIFEST}):
        problems.append(Problem(path, "", "it is not in the manifest", "Remove it, or build the site again"))
    problems += check_links(pages, files, _base_url(site))
    problems += check_accounts(site)
    return problems


def _base_url(site: Path) -> str:
    """Where the site will stand, as its report says; "" when that is not known."""
    try:
        return str(json.loads((site / "data/report.json").read_bytes())["base_url"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
