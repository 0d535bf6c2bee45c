"""Where the system's Chromium is; run as a program, prints it or fails."""

from __future__ import annotations

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The browser that CHROMIUM names, else the first of NAMES on PATH."""
    wanted = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    return next((found for name in wanted if (found := shutil.which(name))), None)


if __name__ == "__main__":
    path = find()
    print(path or "no Chromium found")
    sys.exit(path is None)
