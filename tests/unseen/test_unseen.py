"""Bulletins no rule was written for: what the build makes of them never falls below its floors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from generator.cli import main
from tests.unseen.scoring import figures

HERE = Path(__file__).parent
GOLD = json.loads((HERE / "gold.json").read_text(encoding="utf-8"))
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    out = tmp_path_factory.mktemp("unseen")
    config = out / "archive.toml"
    config.write_text('default_place = ""\n', encoding="utf-8")
    where = ["--seeds", str(HERE / "seeds"), "--config", str(config), "--out", str(out / "site")]
    assert main(["build", *where, "--jobs", "1"]) == 0
    lines = (out / "site" / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("figure", sorted(FLOORS))
def test_no_figure_falls_below_its_floor(figure: str, records: list[dict[str, object]]) -> None:
    assert figures(records, GOLD)[figure] >= FLOORS[figure] - 5e-4


def test_the_reader_is_right_about_himself() -> None:
    perfect = [{**g, "source": {"path": g["seed"]}} for g in GOLD]
    assert set(figures(perfect, GOLD).values()) == {1.0}


def test_a_lost_article_is_noticed(records: list[dict[str, object]]) -> None:
    without = [r for r in records if r["source"]["path"] != GOLD[0]["seed"]]  # type: ignore[index]
    assert figures(without, GOLD)["articles"] < figures(records, GOLD)["articles"]
