"""Findings on readable pages, one file of cases for each kind; and what holds on any page."""

from __future__ import annotations

import datetime
import re
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.data.script import tell_script
from generator.describe import describe
from generator.describe.calendar import Day, days
from generator.describe.numbers import NUMERALS, number
from generator.model import Article, Block, Description, Document, Found, Role, Segmented, Source, Span, Text

_LINE = re.compile(rf"(?:({'|'.join(get_args(Role))}): )?(.*)")


def segmented(page: str, path: str = "made.txt") -> Segmented:
    """A page of lines `role: text` (`p` where no role is named). `---` stands between articles, notices follow behind `+++`."""
    text = page.strip() + "\n"
    document = Document(Source(path, "0" * 64, 1), Text.of(text), tell_script(text))
    articles: list[Article] = []
    blocks: list[Block] = []
    notices: tuple[Block, ...] = ()
    for mark, block in _blocks(text):
        if mark:
            articles.append(_article(document, blocks))
            blocks = []
        else:
            blocks.append(block)
    if "\n+++\n" in text:
        notices = tuple(blocks)
    else:
        articles.append(_article(document, blocks))
    return Segmented(document, tuple(articles), notices)


def _blocks(text: str) -> Iterator[tuple[bool, Block]]:
    at = 0
    for line in text.split("\n")[:-1]:
        role, value = _LINE.fullmatch(line).groups()  # type: ignore[union-attr]
        start = at + len(line) - len(value)
        yield line in ("---", "+++"), Block(role or "p", Text.of(text).slice(Span(start, start + len(value))))
        at += len(line) + 1


def _article(document: Document, blocks: list[Block]) -> Article:
    return Article(f"made-{blocks[0].text.origin(0)}", document.source, document.script, tuple(blocks))


FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in FILES
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]


def _value(found: Found[Any] | None) -> str:
    return str(found.value) if found else ""


#: How each field of a case is read from a description.
FIELDS: dict[str, Callable[[Description], Any]] = {
    "byline": lambda d: [f.value for f in d.byline],
    "makers": lambda d: [f"{f.value.name} {f.value.role}".strip() for f in d.makers],
    "people": lambda d: [f.value for f in d.people],
    "offices": lambda d: [f"{f.value.name} {f.value.office}" for f in d.offices],
    "phrases": lambda d: [f.value for f in d.key_phrases],
    "organs": lambda d: [f.value for f in d.organs],
    "tags": lambda d: [f.value for f in d.tags],
    "date": lambda d: d.date.edtf if d.date else "",
    "words": lambda d: [f.text for f in d.date.evidence] if d.date else [],
    "disagrees": lambda d: [f.value for f in d.date.disagrees] if d.date else [],
    "place": lambda d: _value(d.place),
    "series": lambda d: f"{d.series.value.name} {d.series.value.number}" if d.series else "",
    "doc_number": lambda d: _value(d.doc_number),
    "signed": lambda d: _value(d.signed),
    "continued_from": lambda d: _value(d.continued_from),
}


@pytest.mark.parametrize("case", CASES)
def test_cases(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "fails" in case:
        request.applymarker(pytest.mark.xfail(reason=case["fails"]))
    described = describe(segmented(case["page"], case.get("path", "made.txt")), case.get("default", ""))
    found = [
        {key: FIELDS[key](a.about) for key in wanted}
        for a, wanted in zip(described.articles, case["expect"], strict=True)
    ]
    assert found == case["expect"]


def _findings(article: Article) -> list[Found[Any]]:
    about = article.about
    single = [about.place, about.series, about.doc_number, about.signed, about.continued_from]
    dates = [*about.date.evidence, *about.date.disagrees] if about.date else []
    several = [about.byline, about.makers, about.people, about.offices, about.organs, about.tags, about.key_phrases]
    return [*(f for found in several for f in found), *dates, *(f for f in single if f)]


def _hold(described: Segmented) -> None:
    """Whatever was found stands in the source where it says; dates are EDTF; nothing is found twice."""
    source = described.document.text.original
    for article in described.articles:
        for found in _findings(article):
            assert found.span is None or source[found.span.start : found.span.end] == found.text
            assert found.rule
        about = article.about
        if about.date:
            parse_edtf(about.date.edtf)
        for several in (
            about.byline,
            about.makers,
            about.people,
            about.offices,
            about.organs,
            about.tags,
            about.key_phrases,
        ):
            assert len({f.value for f in several}) == len(several)
        people = [f.value for f in about.people]
        assert [o.value.name for o in about.offices] == [
            p for p in people if p in {o.value.name for o in about.offices}
        ]
        assert {f.value for f in about.byline} <= {f.value.name for f in about.makers}
        assert not set(people) & {f.value.name for f in about.makers}


PAGES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                line
                for case in CASES
                for line in case.values[0]["page"].strip().split("\n")
                if line not in ("---", "+++")
            ]
        ),
        st.text("区委书记赵磊王主持、，。：（）记者任2020年13月月日第一〇O次会议京政发〔〕号 　", max_size=30).map(
            lambda t: t.replace("\n", "")
        ),
    ),
    min_size=1,
    max_size=8,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_evidence_stands_in_the_source(page: str) -> None:
    _hold(describe(segmented(page or "。")))


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)))
def test_every_day_is_read_and_written_back(day: datetime.date) -> None:
    found = list(days(f"{day.year}年{day.month}月{day.day}日"))
    assert [d.edtf for d in found] == [day.isoformat()]
    assert parse_edtf(found[0].edtf)


@given(st.text(NUMERALS, min_size=1, max_size=8))
def test_no_numerals_are_too_odd_to_be_read(text: str) -> None:
    value = number(text)
    assert value is None or value >= 0


def test_months_and_years_are_edtf() -> None:
    assert Day((0, 0), 2020, 6, None).edtf == "2020-06"
    assert Day((0, 0), 2020, None, None).edtf == "2020"


@pytest.mark.timed
def test_time_grows_with_length() -> None:
    """Ten times the text takes at most eleven times as long, with room for a busy machine; one huge paragraph as well."""
    page = "\n---\n".join(case.values[0]["page"].strip().replace("\n+++\n", "\n") for case in CASES)

    def seconds(times: int) -> float:
        made = segmented("\n---\n".join([page] * times))
        start = time.process_time()
        describe(made)
        return time.process_time() - start

    seconds(1)
    rounds = [(seconds(4), seconds(40))]
    while len(rounds) < 3 and rounds[-1][1] >= 15 * rounds[-1][0]:  # once more: something else ran beside it
        rounds.append((seconds(4), seconds(40)))
    short, long = map(min, zip(*rounds, strict=True))
    assert long < 15 * short


@pytest.mark.timed
@pytest.mark.parametrize(
    "line", ["王", "（", "2020年", "、赵磊", "区委书记", "第一一一次", "，王在", "记者 ", "[2020]"]
)
def test_monotonous_lines_end_soon(line: str) -> None:
    start = time.process_time()
    describe(segmented(line * (200_000 // len(line))))
    assert time.process_time() - start < 10
