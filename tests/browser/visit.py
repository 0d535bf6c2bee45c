"""One open page, and what it did that a page should not."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"


@dataclass
class Visit:
    """An open page and all it said: console messages, uncaught errors, requests to any origin but its own."""

    page: Page
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        assert (self.console, self.errors, self.foreign) == ([], [], [])

    def violations(self) -> list[str]:
        """What axe-core finds, each with the rule and the first element it is about."""
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate("axe.run().then(result => result.violations)")
        return [f"{v['id']} ({v['impact']}): {v['help']}: {v['nodes'][0]['html']}" for v in found]
