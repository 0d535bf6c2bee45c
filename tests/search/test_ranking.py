"""Still Lunr: what is counted is what lunr.py counts, and what is ranked is ranked as one Lunr index of everything would."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from math import log
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import search
from generator.model import Collection
from generator.search import occurrences, search_outputs
from generator.search.index import build_index
from generator.search.occurrences import CODE, rows
from generator.search.shards import lengths
from generator.search.texts import FIELDS, Fields, compared, fields
from generator.search.tokens import terms
from tests.search.conftest import Engine, archive, article

LETTERS = "会议防控区〇𠮷a1 ，。"
TEXT = st.text(LETTERS, max_size=40).map(compared)
TEXTS = st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), max_size=30)


def term(text: str) -> int:
    """The number of a term."""
    first, second = map(ord, text.ljust(2, "\0"))
    return first << CODE | second


@pytest.fixture(params=[(1 << 20, 1 << 20, 1 << 10, 22), (120, 40, 4, 22), (500, 64, 8, 3)])
def small_runs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """One run, many runs and ranges, and articles too long for the quick way to sort."""
    for name, value in zip(("_RUN", "_RANGE", "_SAMPLED", "_PLACE"), request.param, strict=True):
        monkeypatch.setattr(occurrences, name, value)


@pytest.mark.usefixtures("small_runs")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS)
def test_rows_are_what_stands_there(texts: list[Fields]) -> None:
    found: dict[tuple[int, int], tuple[list[int], bool, list[int]]] = {}
    order: list[tuple[int, int]] = []
    for part in rows(texts):
        places, at = part.places.tolist(), 0
        for i, held in enumerate(part.held().sum(axis=1).tolist()):
            key = int(part.terms[i]), int(part.articles[i])
            found[key] = part.often[i].tolist(), bool(part.begins[i]), places[at : at + held]
            order.append(key)
            at += held
        assert at == len(places)
    assert order == sorted(found)
    expected = {}
    for number, own in enumerate(texts):
        counts = [Counter(terms(text)) for text in own]
        for t in {t for count in counts for t in count}:
            text = [own[0], own[1], own[3]] if len(t) == 2 else []
            stands = [i for part_ in text for i in range(len(part_)) if part_.startswith(t, i)]
            expected[term(t), number] = [c[t] for c in counts], own[0].startswith(t), stands
    assert found == expected


@pytest.mark.usefixtures("small_runs")
def test_statistics_are_those_of_lunr() -> None:
    """Every weight that lunr.py wrote follows from the rows, the lengths and the number of articles, and none is missing."""
    chance = random.Random(4)
    words = ["领导", "小组", "会议", "防控", "区", "𠮷林", "2020", "，", "。", " ", "一"]
    made = archive(
        *(
            article(
                i,
                "".join(chance.choices(words, k=4)),
                ["".join(chance.choices(words, k=30))],
                tags=["防控"] * (i % 2),
                people=["王小区"] * (i % 3 == 0),
                deck="".join(chance.choices(words, k=2)),
            )
            for i in range(40)
        )
    )
    texts = [fields(a) for a in made.articles]
    sizes = [[len(list(terms(text))) for text in own] for own in texts]
    averages = [sum(column) / len(texts) for column in zip(*sizes, strict=True)]
    often: dict[tuple[int, int], dict[int, int]] = {}
    held: Counter[int] = Counter()
    for part in rows(texts):
        for t, number, counts in zip(part.terms.tolist(), part.articles.tolist(), part.often.tolist(), strict=True):
            for field, count in enumerate(counts):
                if count:
                    often.setdefault((number, field), {})[t] = count
                    held[t] += 1
    weights: dict[str, dict[int, float]] = {}
    for (number, field), counts_ in often.items():
        name, boost = list(FIELDS.items())[field]
        norm = 1.2 * (0.25 + 0.75 * (sizes[number][field] / averages[field]))
        for t, count in counts_.items():
            idf = log(1 + abs((len(texts) - held[t] + 0.5) / (held[t] + 0.5)))
            weights.setdefault(f"{name}/{number}", {})[t] = round(idf * (2.2 * count) / (norm + count) * boost, 3)
    index: dict[str, Any] = build_index(texts)
    numbers = {posting["_index"]: term(t) for t, posting in index["invertedIndex"]}
    theirs = {
        ref: {numbers[i]: w for i, w in zip(flat[::2], flat[1::2], strict=True)} for ref, flat in index["fieldVectors"]
    }
    assert {ref: own for ref, own in theirs.items() if own} == weights
    assert lengths(sizes) == lengths([[len(list(terms(t))) for t in own] for own in texts])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_order_and_scores_are_those_of_one_lunr_index(engine: Engine, data: st.DataObject) -> None:
    text = st.text(LETTERS, max_size=12)
    made = data.draw(
        st.lists(
            st.builds(
                article,
                number=st.just(0),
                title=text,
                body=st.lists(text, max_size=3),
                deck=text,
                tags=st.lists(text, max_size=2),
            ),
            min_size=1,
            max_size=8,
        )
    )
    collection = archive(
        *(
            article(i, a.title, [b.value for b in a.body], tags=[f.value for f in a.about.tags], deck=a.deck)
            for i, a in enumerate(made)
        )
    )
    query = data.draw(st.text("会议防控区a1", min_size=1, max_size=4))
    check_order(engine, collection, query)


def check_order(engine: Engine, collection: Collection, query: str) -> None:
    cover = sorted(
        {query[at : at + 2] for at in (*range(0, len(query) - 2, 2), len(query) - 2)} if len(query) > 1 else {query}
    )
    everything = engine.open(collection, 0).monolith(collection, cover)
    scores = engine.scores(query)
    matching = {number for number, _ in scores}
    plain = [(number, score) for number, score in everything if number in matching]
    assert sorted(scores) == sorted(plain)
    titles = [compared(a.title) for a in collection.articles]
    rank = [2 if title == query else int(title.startswith(query)) for title in titles]
    assert scores == sorted(plain, key=lambda pair: (-rank[pair[0]], -pair[1], pair[0]))


def test_order_of_many(engine: Engine) -> None:
    """More candidates than Lunr is ever given at once."""
    chance = random.Random(7)
    words = ["领导小组", "会议", "防控", "区委", "研究", "部署", "2020年", "，", "。"]
    made = archive(
        *(
            article(i, "".join(chance.choices(words, k=3)), ["".join(chance.choices(words, k=chance.randint(5, 40)))])
            for i in range(1500)
        )
    )
    for query in ("会", "会议", "领导小组", "领导小"):
        check_order(engine, made, query)


@pytest.mark.parametrize("whole", [0, 1 << 30])
def test_what_is_called_so_comes_first(engine: Engine, whole: int) -> None:
    """Exactly so, then so at the beginning, whatever Lunr weighs; then people and tags before the body; the newest of equals."""
    filler = "研究部署近期各项重点工作"
    made = archive(
        article(0, filler, ["防控要点" + filler]),
        article(1, "再谈防控要点与防控要点", ["防控要点，" * 20]),
        article(2, "防控要点的几个问题和几点体会以及其他各种各样的事情", [filler]),
        article(3, "《防控要点》", [filler * 5]),
        article(4, filler, ["防控要点" + filler], tags=["防控要点"]),
        article(5, filler, ["防控要点" + filler]),
    )
    ids = [a.id for a in made.articles]
    (found,) = engine.open(made, whole).search("防控要点")
    assert found == [ids[i] for i in (3, 2, 1, 4, 0, 5)]
    (found,) = engine.search("要点 防控")
    assert found[:1] == [ids[1]]


def test_an_archive_is_whole_or_in_shards_by_its_size() -> None:
    few = archive(*(article(i, "会议", ["研究部署" * 20]) for i in range(5)))
    many = archive(*(article(i, "会议", ["研究部署" * 20]) for i in range(2000)))
    names = [{o.path.split("/")[-1] for o in search_outputs(made)} for made in (few, many)]
    assert "index.js" in names[0]
    assert "lengths.js" not in names[0]
    assert "index.js" not in names[1]
    assert "lengths.js" in names[1]
    for made in (few, many):
        assert [o.path for o in search_outputs(made)][-1] == "search/manifest.js"


def test_what_is_put_aside_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So a build that is killed leaves nothing behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    outputs = search_outputs(archive(article(0, "会议")), 0)
    assert next(outputs).path.endswith("/postings/0.js")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("r+b", buffering=0) as full:
        monkeypatch.setattr(occurrences, "TemporaryFile", lambda **_: full)
        with pytest.raises(OSError, match="No space left"):
            list(rows([("会议", "", "", "")]))


def test_names_change_with_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    made = archive(article(0, "会议"))
    before = {o.path for o in search_outputs(made)}
    assert before == {o.path for o in search_outputs(made)}
    monkeypatch.setattr(search, "folding_table", lambda: {"pairs": 0})
    assert before & {o.path for o in search_outputs(made)} == {"search/manifest.js"}
