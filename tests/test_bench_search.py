"""The search benchmark: its archives are always the same, its brute force is right, and it runs from end to end."""

from __future__ import annotations

import doctest
import gzip
import importlib
import itertools
import json
import pkgutil
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import benchmarks.search
from benchmarks.search import __main__ as command
from benchmarks.search import building, floors
from benchmarks.search.archive import Archive, to_traditional
from benchmarks.search.browser import Asked, Spread, depth, over_the_wire
from benchmarks.search.brute import Texts, parts, passages
from benchmarks.search.engine import Answer, faults
from benchmarks.search.pagefind import quality
from benchmarks.search.queries import KINDS, queries
from benchmarks.search.server import Link, serving, slow
from benchmarks.search.site import page, write_pages, write_search_page
from tests.search.conftest import article

MODULES = [
    m.name for m in pkgutil.walk_packages(benchmarks.search.__path__, "benchmarks.search.") if "__" not in m.name
]
ARCHIVE = Archive(60)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.of(ARCHIVE.articles())


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_an_archive_is_always_the_same_and_another_with_another_seed() -> None:
    again, other = Archive(60).collection(), Archive(60, seed=2).collection()
    assert ARCHIVE.collection() == again
    assert ARCHIVE.article(59) == again.articles[59]
    assert {a.id for a in again.articles}.isdisjoint(a.id for a in other.articles)
    assert again.articles[7].title != other.articles[7].title


def test_articles_are_such_as_bulletins_have() -> None:
    made = ARCHIVE.collection().articles
    assert len({a.id for a in made}) == 60
    dates = [a.about.date.edtf for a in made if a.about.date]
    assert dates == sorted(dates, reverse=True)
    assert (dates[0], dates[-1]) == ("2024-12-31", "2015-01-01")
    assert all(15 <= len(a.title) <= 30 for a in made)
    lengths = [sum(len(b.value) for b in a.body) for a in made]
    assert 1000 < sum(lengths) / len(lengths) < 1500
    assert all(a.about.place and a.about.tags and a.about.byline for a in made)
    assert any(a.about.series for a in made)
    assert sum(bool(a.about.people) for a in made) > 50
    everything = "".join(p for a in made for p in passages(a))
    assert all(re.search(pattern, everything) for pattern in (r"\d月\d+日", r"[A-Z]{2}", "《.+?》", "，", "。"))


def test_brute_force_on_texts_of_which_the_answer_is_plain() -> None:
    made = [
        article(0, "防控会议", ["听取汇报。研究部署。"], byline=["王芳"], kicker="引题在此", signed="区政府"),
        article(1, "会议", ["區衞健局，ＣＯＶＩＤ－１９ 防控"], tags=["只是标签"], deck="副题"),
        article(2, "防控，会议", ["《关于“防控”的通知》"], caption="图为会场", credit="摄影 李四"),
    ]
    found = Texts.of(made)

    def numbers(query: str) -> set[int]:
        return {i for i, a in enumerate(made) if a.id in found.holding(query)}

    assert numbers("防控会议") == {0}  # over no punctuation and no end of a passage
    assert numbers("会议 防控") == numbers("防控，会议") == numbers("會議　防控") == {0, 1, 2}
    assert numbers("汇报研究") == set()
    assert numbers("报。研") == numbers("“汇”“报”") == {0}
    assert numbers("区卫健局") == numbers("covid-19") == numbers("19防控") == {1}
    assert numbers("王芳") == numbers("引题") == numbers("区政府") == {0}
    assert numbers("关于防控的") == numbers("会场") == {2}
    assert numbers("只是标签") == numbers("李四") == numbers("，") == numbers("") == set()


def test_faults_are_counted() -> None:
    answer = Answer(1.0, 3, ("a", "b", "b"))
    told = faults([answer, Answer(1.0, 1, ("c",))], [frozenset("ac"), frozenset("c")])
    assert (told.missed, told.false, told.miscounted) == (1, 1, 1)


def test_queries_stand_in_the_archive_but_for_nonsense(texts: Texts) -> None:
    made = queries(ARCHIVE, 200)
    assert made == queries(ARCHIVE, 200) != queries(ARCHIVE, 200, seed=2)
    assert {q.kind for q in made} == set(KINDS)
    assert all(texts.holding(q.text) for q in made if q.kind in ("words", "across", "name", "apart"))
    assert {len(q.text) for q in made if q.kind in ("words", "across")} == set(range(1, 11))
    assert all(parts(q.text) for q in made)
    assert len({q.text for q in made}) == 200
    assert sum(not texts.holding(q.text) for q in made if q.kind == "nonsense") > 5


def test_the_other_script_finds_the_same_but_where_one_character_stands_for_two(texts: Texts) -> None:
    swapped = [q.text for q in queries(ARCHIVE, 400) if q.kind == "swapped"]
    assert any(to_traditional(q) == q and texts.holding(q) for q in swapped)
    assert all(texts.holding(q) for q in swapped)


def test_spread_and_depth() -> None:
    assert Spread.of(range(1, 101)) == Spread(1, 50.5, 95, 100)
    chain = [Asked("a", 0, 5), Asked("b", 6, 9), Asked("c", 10, 12), Asked("d", 8, 20)]
    assert [depth(some) for some in (chain, chain[:1], [])] == [3, 1, 0]


def test_what_the_browser_remembers_is_not_counted() -> None:
    asked = [Asked("http://h/a%20b.js?v", 0, 1), Asked("http://h/a%20b.js", 2, 3), Asked("http://h/c.js", 4, 5)]
    assert over_the_wire(asked, ["/a b.js"]) == asked[:1]
    assert over_the_wire(asked[::-1], ["/c.js", "/a b.js", "/a b.js"]) == asked


def test_a_slow_link_carries_bodies_side_by_side(tmp_path: Path) -> None:
    link = Link(latency=0.05, rate=100_000)
    start = time.monotonic()
    assert b"".join(link.carry(b"x" * 5_000)) == b"x" * 5_000
    assert time.monotonic() - start >= 0.1
    (tmp_path / "a.bin").write_bytes(b"x" * 20_000)
    with serving(tmp_path) as (host, address):
        with slow(host), ThreadPoolExecutor(2) as pool:
            start = time.monotonic()
            bodies = list(pool.map(lambda _: urllib.request.urlopen(address + "a.bin").read(), range(2)))
            assert time.monotonic() - start >= 0.15 + 40_000 / 200_000
        assert [len(body) for body in bodies] == [20_000, 20_000]
        assert host.link is None


def test_the_host_compresses_and_counts(tmp_path: Path) -> None:
    (tmp_path / "gongbao").mkdir()
    (tmp_path / "gongbao/index.html").write_text("公报" * 500, "utf-8")
    (tmp_path / "secret").write_text("x", "utf-8")
    with serving(tmp_path / "gongbao") as (host, address):
        with urllib.request.urlopen(address) as response:
            body = response.read()
            assert response.headers["Content-Encoding"] == "gzip"
            assert response.headers["Cache-Control"] == "max-age=600"
        assert gzip.decompress(body).decode() == "公报" * 500
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(address + "%2e%2e/secret")
        assert [(s.path, s.status) for s in host.taken()] == [("/", 200), ("/../secret", 404)]
        assert host.taken() == []


def test_pages_say_what_is_searched_and_nothing_runs(tmp_path: Path) -> None:
    made = article(0, "<b>题</b>", ["正文<script>"], byline=["王芳"], tags=["标签"])
    said = page(made)
    assert "&lt;b&gt;题" in said
    assert "正文&lt;script&gt;" in said
    assert "王芳" in said
    assert "标签" not in said
    write_pages(tmp_path, [made])
    write_search_page(tmp_path)
    assert (tmp_path / f"articles/{made.id}.html").read_text("utf-8") == said
    assert (tmp_path / "search/index.html").is_file()


def test_quality_of_what_finds_too_much_and_too_little() -> None:
    told = quality([frozenset("abcd"), frozenset("e")], [frozenset("ab"), frozenset("e")])
    assert (told.recall, told.precision, told.exact) == (1.0, 0.6, 0.5)


def test_building_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    cost = building.built(Archive(5), tmp_path)
    assert cost.each > 0
    assert cost.growth > 0
    assert cost.files == len(list(tmp_path.rglob("*.js"))) > 0


def test_floors_and_table() -> None:
    figures = {"articles missed": 1.0, "first query, kB, most": 120.0, "index, files": 4}
    assert list(floors.missed(10_000, figures)) == ["10000 articles: articles missed: 1, floor 0"]
    assert len(list(floors.missed(1_000, figures))) == 2
    lines = list(command.table({1_000: figures, 10_000: {"articles missed": 0}}))
    assert len({len(line) for line in lines}) == 1
    assert "120 << (≤ 100)" in lines[3]
    assert "0 (≤ 0)" in lines[2]


@pytest.mark.browser
@pytest.mark.slow
def test_end_to_end(tmp_path: Path) -> None:
    """In a process of its own: this one may have a browser already."""
    options = ["--sizes", "60", "--queries", "200", "--first", "2", "--later", "6", "--json", str(tmp_path / "a.json")]
    options += ["--write", str(tmp_path / "a.md")]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.search", *options],
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    told = json.loads((tmp_path / "a.json").read_text("utf-8"))
    figures = told["figures"]["60"]
    assert done.returncode == bool(told["missed"])
    assert figures["queries"] == 200
    assert figures["articles found, median"] >= 1
    exact = ("articles missed", "articles found wrongly", "answers that count wrongly", "typed queries shown wrongly")
    assert [figures[name] for name in exact] == [0, 0, 0, 0]
    assert figures["first query, kB, most"] > figures["without style sheets, kB, most"] > 1
    assert figures["requests, most"] > 3
    assert figures["round trips behind the page"] >= 1
    for a, b in itertools.pairwise(("least", "median", "p95", "most")):
        assert 0 < figures[f"first results, Slow 4G, ms, {a}"] <= figures[f"first results, Slow 4G, ms, {b}"]
    assert (tmp_path / "a.md").read_text("utf-8").strip() in done.stdout
