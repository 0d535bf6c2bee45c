from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from generator.arrange import arrange
from generator.build import restore, restore_all
from generator.config import Config
from generator.model import Account, Collection, Restored, Source, Span
from generator.render.records import account, article_record, record_outputs, source_record

SEEDS = Path(__file__).parents[1] / "seeds"
ARTICLE = [
    "id", "url", "source", "title", "kicker", "deck", "byline", "makers", "date", "date_evidence", "place", "people",
    "people_offices", "organs", "tags", "key_phrases",
    "series", "doc_number", "signed", "captions", "credits", "continued_from", "paragraphs", "script", "changes", "similar",
]  # fmt: skip
SOURCE = [
    "path", "sha256", "bytes", "encoding", "byte_order_mark", "other_encodings", "undecodable", "reencodes", "format",
    "damage", "articles", "characters", "kept", "dropped",
    "notices", "status", "reason",
]  # fmt: skip


@pytest.fixture(scope="module")
def collection() -> Collection:
    gone = Restored(Source("x.pdf", "f" * 64, 3), "quarantined", "not text", "Remove it", place="page 1")
    return arrange((*restore_all(SEEDS, Config()), gone))


@pytest.fixture(scope="module")
def written(collection: Collection) -> dict[str, bytes]:
    return {o.path: o.content for o in record_outputs(collection, Config(base_url="https://example.org/"))}


def lines(content: bytes) -> list[dict]:
    return [json.loads(line) for line in content.decode().splitlines()]


def test_the_files_of_data_are_those_that_readme_promises(collection: Collection, written: dict[str, bytes]) -> None:
    ledgers = {f"data/ledger/{a.id}.json" for a in collection.articles}
    rest = {f"data/ledger/{r.source.id}.json" for r in collection.restored if r.segmented}
    assert written.keys() == ledgers | rest | {"data/articles.jsonl", "data/sources.jsonl", "data/report.json"}
    assert all(content.endswith(b"\n") for content in written.values())


def test_articles_have_the_fields_of_readme_in_the_order_of_the_index(
    collection: Collection, written: dict[str, bytes]
) -> None:
    found = lines(written["data/articles.jsonl"])
    assert [a["id"] for a in found] == [a.id for a in collection.articles]
    assert all(list(a) == ARTICLE for a in found)
    assert "领导小组".encode() in written["data/articles.jsonl"], "Chinese stands as it is"


def fields(record: dict) -> set[str]:
    """The keys of a record, and of the objects that it lists."""
    listed = (each for value in record.values() if isinstance(value, list) for each in value)
    return {*record, *(key for each in listed if isinstance(each, dict) for key in each)}


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_readme_names_every_field(written: dict[str, bytes], readme: str) -> None:
    text = (SEEDS.parent / readme).read_text("utf-8")
    records = [
        r for path, content in written.items() for r in (lines(content) if ".jsonl" in path else [json.loads(content)])
    ]
    named = {field for record in records for field in fields(record)}
    assert {"people_offices", "certainty", "remedy"} <= named
    assert not sorted(field for field in named if f"`{field}`" not in text)


def test_an_article_is_recorded_with_its_evidence(written: dict[str, bytes]) -> None:
    (a,) = (a for a in lines(written["data/articles.jsonl"]) if a["source"]["path"].startswith("002"))
    assert a["url"] == f"articles/{a['id']}.html"
    assert a["title"] == "区新冠肺炎疫情防控工作领导小组召开第九十四次会议"
    assert (a["date"], a["place"], a["byline"]) == ("2020-07-01", "北京市海淀区", ["唐炜"])
    assert a["date_evidence"][0]["text"] == "7月1日"
    assert a["series"] == {"name": "新冠肺炎疫情防控工作领导小组会议", "number": 94}
    assert a["paragraphs"][0]["kind"] == "p"
    assert a["paragraphs"][0]["text"].startswith("7月1日晚，区新冠肺炎疫情防控工作领导小组")
    assert set(a["changes"]) == {"proved", "inferred"}
    assert a["changes"]["proved"]["tag"] > 0
    assert a["similar"] == []


def test_similar_articles_are_named(collection: Collection) -> None:
    assert article_record(collection.articles[0], ("b", "c"))["similar"] == ["b", "c"]


def test_a_headline_in_two_lines_gets_no_space_between_them(collection: Collection) -> None:
    article = next(a for a in collection.articles if a.title.startswith("致全区"))
    (title,) = (b for b in article.blocks if b.role == "title")
    halves = [replace(title, text=title.text.slice(s)) for s in (Span(0, 5), Span(5, len(title.value)))]
    rest = tuple(b for b in article.blocks if b is not title)
    assert article_record(replace(article, blocks=(*halves, *rest)))["title"] == title.value


def test_sources_have_the_fields_of_readme_and_accounts_that_add_up(written: dict[str, bytes]) -> None:
    found = lines(written["data/sources.jsonl"])
    assert all(list(s) == SOURCE for s in found)
    for s in found[:-1]:
        text = (SEEDS / s["path"]).read_bytes().decode()
        assert s["characters"] == len(text) == s["kept"] + sum(s["dropped"].values())
        assert 0 < s["kept"] <= s["characters"]
    wanted = {"path": "x.pdf", "bytes": 3, "format": "", "characters": 0, "dropped": {}, "status": "quarantined"}
    assert found[-1]["reason"] == "page 1: not text"
    assert wanted.items() <= found[-1].items()


def test_the_account_counts_articles_and_notices(collection: Collection) -> None:
    restored = next(r for r in collection.restored if r.source.path.startswith("003"))
    assert restored.segmented is not None
    counted = account(restored)
    assert counted.characters == counted.kept + sum(counted.dropped.values()) == 4225
    first, *others = restored.segmented.articles
    moved = replace(restored.segmented, articles=tuple(others))
    moved = replace(moved, notices=(*moved.notices, *first.blocks))
    assert account(replace(restored, segmented=moved)) == counted
    without = account(replace(restored, segmented=replace(moved, notices=first.blocks[:2])))
    assert without.kept < counted.kept, "an account that does not add up is not made to"
    assert without.characters == counted.characters


def test_what_was_not_published_has_an_empty_account() -> None:
    restored = Restored(Source("x.txt", "f" * 64, 3), "duplicate", "the same bytes as y.txt")
    assert account(restored) == Account(0, 0, Counter())
    assert source_record(restored)["status"] == "duplicate"


def test_a_ledger_leads_from_the_source_to_every_block(collection: Collection, written: dict[str, bytes]) -> None:
    article = next(a for a in collection.articles if a.source.path.startswith("004"))
    ledger = json.loads(written[f"data/ledger/{article.id}.json"])
    source = (SEEDS / article.source.path).read_bytes().decode()
    assert ledger["source"] == {"path": article.source.path, "sha256": article.source.sha256}
    assert [b["role"] for b in ledger["blocks"]] == [b.role for b in article.blocks]
    first = [c for c in ledger["changes"] if c["pass"] == 0]
    assert first
    assert all(source[c["start"] : c["end"]] == c["before"] for c in first)
    assert {c["certainty"] for c in ledger["changes"]} <= {"proved", "inferred"}
    dates = [f for f in ledger["findings"] if f["field"] == "date"]
    assert dates[0]["text"] == "2月28日"
    assert all(source[f["start"] : f["end"]] for f in dates)


def test_the_report_counts_and_names_what_is_not_published(written: dict[str, bytes]) -> None:
    report = json.loads(written["data/report.json"])
    assert (report["sources"], report["articles"], report["status"]) == (6, 14, {"published": 5, "quarantined": 1})
    problem = {"path": "x.pdf", "status": "quarantined", "reason": "page 1: not text", "remedy": "Remove it"}
    assert report["problems"] == [problem]
    assert report["base_url"] == "https://example.org/"
    counted = Counter(report["changes"]["proved"])
    for record in lines(written["data/articles.jsonl"]):
        counted.subtract(record["changes"]["proved"])
    assert not any(counted.values())


def test_a_record_is_one_line_to_every_reader_of_lines(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("会议\u2028要求\u0085各单位\u2029认真落实会议精神，做好各项工作。", "utf-8")
    strange = restore(tmp_path, Config(), "a.txt")
    written = {o.path: o.content for o in record_outputs(arrange([strange]), Config())}
    ledgers = [content for path, content in written.items() if path.startswith("data/ledger/")]
    assert all(len(content.decode().splitlines()) == 1 for content in ledgers)
    assert any("\\u2028" in content.decode() for content in ledgers)
