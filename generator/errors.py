"""What can go wrong, said so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the file, the place in it, the reason, and what to do."""

    file: str
    place: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.reason}. {self.remedy}"


class GongbaoError(Exception):
    """The base of every error that this project raises on purpose; it carries one Problem."""

    def __init__(self, file: str, place: str, reason: str, remedy: str) -> None:
        self.problem = Problem(file, place, reason, remedy)
        super().__init__(str(self.problem))

    def __reduce__(self) -> tuple[type[GongbaoError], tuple[str, str, str, str]]:
        """Errors cross process borders when the build runs on several cores."""
        p = self.problem
        return type(self), (p.file, p.place, p.reason, p.remedy)


class ConfigError(GongbaoError):
    """The configuration cannot be used: nothing is published."""


class SourceError(GongbaoError):
    """One source cannot be used: it is quarantined, the rest is published."""


class CorrectionError(SourceError):
    """A correction does not fit its source: the source is quarantined until somebody looks."""


class PublishError(GongbaoError):
    """The site could not be written: the old one stands."""


class CheckError(GongbaoError):
    """A site could not be checked at all."""


class ChangeError(ValueError):
    """A change does not fit the text it was made for. Always a fault of the rule, never of the input."""
