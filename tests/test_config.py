from __future__ import annotations

from pathlib import Path

import pytest

from generator.config import Config, load_config, with_base_url
from generator.errors import ConfigError

ROOT = Path(__file__).parents[1]


def load(tmp_path: Path, text: str | bytes) -> Config:
    file = tmp_path / "archive.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_config(file)


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """
        title = " 石景山报 "
        description = "说明"
        base_url = "https://example.org/archive"
        language = "zh-Hant-TW"
        reading_script = "source"
        default_place = "北京市石景山区"
        per_page = 20
    """
    wanted = Config("石景山报", "说明", "https://example.org/archive/", "zh-Hant-TW", "source", "北京市石景山区", 20)
    assert load(tmp_path, text) == wanted


def test_without_a_file_or_with_an_empty_one_the_defaults_hold(tmp_path: Path) -> None:
    assert load_config(None) == load(tmp_path, "") == Config()


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert load(tmp_path, b"\xef\xbb\xbftitle = 'x'").title == "x"


def test_the_settings_of_this_repository_name_every_key() -> None:
    text = (ROOT / "archive.toml").read_text("utf-8")
    load_config(ROOT / "archive.toml")
    assert [line.split(" = ")[0] for line in text.splitlines() if line and line[0] != "#"] == list(
        Config.__annotations__
    )


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("per_pages = 3", "per_pages", "Write per_page if"),
        ("baseurl = 'https://x.org'", "baseurl", "Write base_url if"),
        ("zzz = 1", "zzz", "The keys are title, description, base_url"),
        ("[[seeds]]\npath = 'x'", "seeds", "there is no such key"),
        ("title = 3", "title", "quotation marks"),
        ("title = ''", "title", "must not be empty"),
        ("title = '  '", "title", "must not be empty"),
        ('title = "a\\nb"', "title", "one line"),
        ('description = "a\\u202Fb\\u0007"', "description", "control characters"),
        ("per_page = 0", "per_page", "from 1 to 1000"),
        ("per_page = true", "per_page", "from 1 to 1000"),
        ("per_page = '50'", "per_page", "from 1 to 1000"),
        ("per_page = 2.0", "per_page", "from 1 to 1000"),
        ("reading_script = 'hans'", "reading_script", '"Hans" (Simplified)'),
        ("language = '中文'", "language", "zh-CN"),
        ("base_url = 'javascript:alert(1)'", "base_url", "https://example.org"),
        ("base_url = 'example.org'", "base_url", "https://example.org"),
        ("base_url = 'https://example.org/?a'", "base_url", "without ?"),
        ("base_url = 'https://[x'", "base_url", "no address"),
        ("base_url = 'https://user:word@example.org/'", "base_url", "https://example.org"),
        ("title = \n", "", "line 1"),
        (b"title = '\xff'", "", "UTF-8"),
    ],
)
def test_what_is_of_no_use_is_refused_by_file_and_key(
    tmp_path: Path, text: str | bytes, place: str, words: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        load(tmp_path, text)
    problem = refused.value.problem
    assert (Path(problem.file).name, problem.place) == ("archive.toml", place)
    assert words in str(problem)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.toml.*No such file.*--config"):
        load_config(tmp_path / "missing.toml")


def test_the_command_line_overrides_the_address() -> None:
    assert with_base_url(Config(), "http://localhost:8000").base_url == "http://localhost:8000/"
    assert with_base_url(Config(base_url="https://a.org/"), "").base_url == ""
    with pytest.raises(ConfigError, match="--base-url"):
        with_base_url(Config(), "ftp://example.org")
