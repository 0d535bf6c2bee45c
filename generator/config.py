"""What makes an archive this archive: the settings in `archive.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from generator.errors import ConfigError

ReadingScript = Literal["Hans", "Hant", "source"]


@dataclass(frozen=True)
class Config:
    """The settings. `base_url` is "" or ends in `/`; `language` is a BCP 47 tag; `per_page` counts articles on a page.

    `reading_script` is the script that articles are shown in: "source" leaves each in its own. `default_place` is what
    an article calls 我区 or 我市 when nothing in it says which; "" leaves such places unknown.
    """

    title: str = "公报"
    description: str = ""
    base_url: str = ""
    language: str = "zh-CN"
    reading_script: ReadingScript = "Hans"
    default_place: str = ""
    per_page: int = 50


_KEYS = tuple(f.name for f in fields(Config))
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:]+\](?::\d{1,5})?")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("it must be text in quotation marks")
    if _CONTROL.search(value):
        raise ValueError("it must be one line, without control characters")
    return value.strip()


def _title(value: object) -> str:
    text = _text(value)
    if not text:
        raise ValueError("it must not be empty")
    return text


def _base_url(value: object) -> str:
    text = _text(value)
    if not text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValueError("it is no address") from None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or re.search(r"[\s?#\"<>\\]", text):
        raise ValueError("it must be an address such as https://example.org/archive/, without ? and #")
    return text.rstrip("/") + "/"


def _language(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", text):
        raise ValueError("it must be a language tag such as zh-CN or zh-Hant")
    return text


def _reading_script(value: object) -> str:
    text = _text(value)
    if text not in ("Hans", "Hant", "source"):
        raise ValueError('it must be "Hans" (Simplified), "Hant" (Traditional) or "source" (each article in its own)')
    return text


def _per_page(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise ValueError("it must be a whole number from 1 to 1000")
    return value


_READERS: Mapping[str, Callable[[object], object]] = {
    "title": _title,
    "description": _text,
    "base_url": _base_url,
    "language": _language,
    "reading_script": _reading_script,
    "default_place": _text,
    "per_page": _per_page,
}


def _table(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(str(path), "", f"it cannot be read ({error.strerror})", "Name another: --config") from None
    except UnicodeDecodeError:
        raise ConfigError(str(path), "", "it is not UTF-8", "Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), "", f"it is not TOML ({error})", "Mend that line") from None


def load_config(path: Path | None) -> Config:
    """The settings in a file; without one, the defaults.

    Raises ConfigError, naming file and key: a file that cannot be read, a key that is not known, a value of no use.
    """
    if path is None:
        return Config()
    settings: dict[str, Any] = {}
    for key, value in _table(path).items():
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, 1, 0.4)
            remedy = f"Write {near[0]} if that is what you meant" if near else f"The keys are {', '.join(_KEYS)}"
            raise ConfigError(str(path), key, "there is no such key", remedy)
        try:
            settings[key] = _READERS[key](value)
        except ValueError as error:
            raise ConfigError(str(path), key, f"{value!r} will not do: {error}", "Change or remove the line") from None
    return Config(**settings)


def with_base_url(config: Config, base_url: str) -> Config:
    """The same with another base URL. Raises ConfigError when it is no address."""
    try:
        return replace(config, base_url=_base_url(base_url))
    except ValueError as error:
        raise ConfigError(
            "--base-url", "", f"{base_url!r} will not do: {error}", "Give the home page's address"
        ) from None
