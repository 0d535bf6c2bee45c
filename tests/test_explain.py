from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from generator.config import Config
from generator.explain import explain

ROOT = Path(__file__).parents[1]


def shown(file: Path, color: bool = False) -> tuple[int, str]:
    out = io.StringIO()
    console = Console(file=out, force_terminal=color, highlight=False, soft_wrap=True, width=200)
    return explain(file, Config(), console), out.getvalue()


def test_each_rule_shows_what_it_did_where_and_how_sure_it_is() -> None:
    status, text = shown(ROOT / "seeds/003_d4e083a0b344287c.txt")
    lines = text.splitlines()
    assert status == 0
    assert lines[0] == "003_d4e083a0b344287c.txt"
    assert "utf-8, text, Hans, 4225 characters" in text
    start = next(i for i, line in enumerate(lines) if line.startswith("unwrap  "))
    assert "inferred" in lines[start], "how many of them are a judgement"
    assert lines[start + 1].lstrip().startswith("13, 26, 40"), "offsets in the source"
    assert "情防控一线的[⏎ → ]基层党员干部" in lines[start + 1], "the first of them in its context"


def test_the_articles_are_shown_with_what_was_found_and_why() -> None:
    _, text = shown(ROOT / "seeds/003_d4e083a0b344287c.txt")
    assert "3 articles" in text
    assert "致全区参与新冠肺炎疫情防控任务的基层党员干部和全体一线工作者的慰问信  eeafb655fcca-0" in text
    assert "2020-02-17  ← 2020年2月17日 (signature)" in text
    assert "常卫、李新、李文起、吴克瑞、田利跃" in text


def test_color_is_for_terminals() -> None:
    seed = ROOT / "seeds/002_3b69b687639d07ce.txt"
    assert "\x1b[" not in shown(seed)[1]
    assert "\x1b[" in shown(seed, color=True)[1]


@pytest.mark.parametrize("color", [True, False])
def test_a_seed_does_not_command_the_terminal(tmp_path: Path, color: bool) -> None:
    plain = "全区上下要落实会议要求，确保人民群众安全。" * 100  # else it were taken for a binary file
    nasty = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e[bold red]x[/]"
    (tmp_path / "a.txt").write_text(
        f"关于{nasty}的通知\n\n各单位要{nasty}认真落实会议精神。\n\n{plain}\n\n区应急局{nasty}\n", "utf-8"
    )
    (tmp_path / "a.txt.corrections.toml").write_text(
        '[[replace]]\nfind = "认真"\nreplace = "切实"\nreason = "[link=x]见\\u202e原件"', "utf-8"
    )
    _, text = shown(tmp_path / "a.txt", color)
    assert not set(text) & set("\x07\x9b\u202e\x1a")
    assert "\x1b]" not in text
    assert "\x1b[2J" not in text
    assert "[link=x]" in text, "nor is it markup"


def test_a_correction_shows_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于防汛的通知\n\n各单位要认真落实会议精神，做好防汛工作。\n", "utf-8")
    (tmp_path / "a.txt.corrections.toml").write_text(
        '[[replace]]\nfind = "认真"\nreplace = "切实"\nreason = "见原件"', "utf-8"
    )
    _, text = shown(tmp_path / "a.txt")
    assert "correction" in text
    assert "[认真 → 切实]落实会议精神，做  见原件" in text


def test_a_source_that_is_quarantined_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    status, text = shown(tmp_path / "a.txt")
    assert status == 1
    assert "quarantined: it is empty. Remove it" in text
