"""The whole build: what is published, what is quarantined, and that it is the same every time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator import build as build_module
from generator.build import Report, build
from generator.check import check
from generator.config import Config

SEEDS = Path(__file__).parents[1] / "seeds"
NOTICE = "关于春耕的通知\n\n各乡镇要抓好春耕备耕工作，确保不误农时，及时调运种子、化肥等农资。\n\n柳河县人民政府\n2019年3月5日\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTICE, "utf-8")
    return folder


def made(seeds: Path, **options: object) -> tuple[Report, Path]:
    out = seeds.parent / "site"
    return build(seeds, out, Config(), **options), out  # type: ignore[arg-type]


def records(out: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (out / "data" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def tree(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_a_notice_becomes_an_article(seeds: Path):
    report, out = made(seeds)
    assert (report.status, report.sources, report.articles, report.problems) == (0, 1, 1, ())
    (article,) = records(out, "articles")
    assert article["title"] == "关于春耕的通知"
    assert article["date"] == "2019-03-05"
    assert (out / article["url"]).is_file()


def test_what_cannot_be_used_is_quarantined_and_the_rest_published(seeds: Path):
    (seeds / "empty.txt").write_text("", "utf-8")
    (seeds / "blank.txt").write_text("", "utf-8")
    (seeds / "link.txt").symlink_to("/etc/hostname")
    (seeds / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (seeds / "again.txt").write_text(NOTICE, "utf-8")
    report, out = made(seeds)
    assert report.status == 1
    assert {p.file for p in report.problems} == {"blank.txt", "empty.txt", "link.txt", "picture.txt"}
    assert all(p.reason and p.remedy for p in report.problems)
    status = {s["path"]: s["status"] for s in records(out, "sources")}
    assert status.pop("a.txt") == "published"
    assert status.pop("again.txt") == "duplicate"
    assert set(status.values()) == {"quarantined"}
    assert check(out) == []
    assert len(records(out, "articles")) == 1


def test_a_fault_of_ours_costs_one_source_only(seeds: Path, monkeypatch: pytest.MonkeyPatch):
    (seeds / "b.txt").write_text(NOTICE.replace("春耕", "秋收"), "utf-8")
    right = build_module.repair_document

    def fails(document):
        if document.source.path == "b.txt":
            raise ZeroDivisionError("a rule went wrong")
        return right(document)

    monkeypatch.setattr(build_module, "repair_document", fails)
    report, out = made(seeds)
    assert report.status == 1
    (problem,) = report.problems
    assert problem.file == "b.txt"
    assert "a rule went wrong" in problem.reason
    assert len(records(out, "articles")) == 1


def test_stale_corrections_quarantine_their_source(seeds: Path):
    (seeds / "a.txt.corrections.toml").write_text(
        '[[replace]]\nfind = "没有这句"\nreplace = "甲"\nreason = "试"\n', "utf-8"
    )
    (seeds / "nobody.txt.corrections.toml").write_text("", "utf-8")
    report, _ = made(seeds)
    assert report.status == 1
    assert {p.file for p in report.problems} >= {"nobody.txt.corrections.toml"}
    assert any("a.txt" in p.file and "没有这句" in p.reason + p.remedy + p.place for p in report.problems)


def test_corrections_are_published_with_their_reason(seeds: Path):
    (seeds / "a.txt.corrections.toml").write_text(
        '[[set]]\ndate = "2019-03-06"\nreason = "据报头"\n[[replace]]\nfind = "化肥"\nreplace = "肥料"\nreason = "更正启事"\n',
        "utf-8",
    )
    report, out = made(seeds)
    assert report.status == 0
    (article,) = records(out, "articles")
    assert article["date"] == "2019-03-06"
    assert any("肥料" in p["text"] for p in article["paragraphs"])
    ledger = (out / "data" / "ledger" / f"{article['id']}.json").read_text("utf-8")
    assert "更正启事" in ledger


def test_an_empty_folder_is_a_site_without_articles(tmp_path: Path):
    (tmp_path / "seeds").mkdir()
    report, out = made(tmp_path / "seeds")
    assert (report.status, report.sources, report.articles) == (0, 0, 0)
    assert (out / "index.html").is_file()


def test_two_builds_are_identical(tmp_path: Path):
    trees = []
    for name, jobs in (("one", 1), ("two", 2)):
        out = tmp_path / name / "site"
        out.parent.mkdir()
        build(SEEDS, out, Config(), jobs=jobs)
        trees.append(tree(out))
    assert trees[0].keys() == trees[1].keys()
    assert [path for path in trees[0] if trees[0][path] != trees[1][path]] == []


def test_progress_is_told(seeds: Path):
    shutil.copy(next(SEEDS.glob("002*")), seeds / "b.txt")
    told: list[tuple[int, int]] = []
    made(seeds, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


@pytest.mark.slow
def test_a_cluster_builds_the_same(seeds: Path):
    distributed = pytest.importorskip("distributed")
    (seeds / "b.txt").write_text(NOTICE.replace("春耕", "秋收"), "utf-8")
    _, out = made(seeds)
    alone = tree(out)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp://"
    ) as cluster:
        made(seeds, scheduler=cluster.scheduler_address)
    assert tree(out) == alone
