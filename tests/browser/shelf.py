"""A made archive that brute force can count, and the search page over it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

from generator.model import Article, Found, Output, Series
from generator.search import search_outputs
from tests.browser.test_search import SEARCH, Open, serve_made
from tests.browser.visit import Visit
from tests.search.conftest import archive, article

TAGS = [f"主题之{c}" for c in "甲乙丙丁戊己庚辛壬癸子丑"]
PLACES = ["清河县", "临江镇", "河口乡"]
PEOPLE = ["王芳", "李强", "张伟", "赵敏"]


def _article(number: int, chance: random.Random, months: list[str]) -> Article:
    month = chance.choice(months)
    date = chance.choice(["", month[:4], *[f"{month}-{chance.randint(1, 28):02}"] * 18])
    texts = ["研究部署防控工作。" if chance.random() < 0.6 else "研究部署春耕工作。", "会议强调"]
    made = article(number, f"会议之{number}", texts, date=date, tags=chance.sample(TAGS, 3))
    series = Found(Series("领导小组会议", None), "test") if chance.random() < 0.3 else None
    place = Found(chance.choice(PLACES), "test") if chance.random() < 0.9 else None
    people = tuple(Found(name, "test") for name in chance.sample(PEOPLE, 2))
    return replace(made, about=replace(made.about, place=place, people=people, series=series))


def date_of(own: Article) -> str:
    return own.about.date.edtf if own.about.date else ""


@cache
def shelf(first: int = 2019, last: int = 2020, count: int = 160) -> tuple[tuple[Article, ...], tuple[Output, ...]]:
    """Made articles, the newest first, and the files that find them. Of April 2019 there is nothing."""
    chance = random.Random(first + last)
    months = [f"{y}-{m:02}" for y in range(first, last + 1) for m in range(1, 13) if (y, m) != (2019, 4)]
    made = sorted((_article(i, chance, months) for i in range(count)), key=date_of, reverse=True)
    return tuple(made), tuple(search_outputs(archive(*made)))


def values(own: Article, by: str) -> list[str]:
    about = own.about
    match by:
        case "year":
            return [date_of(own)[:4]]
        case "place":
            return [about.place.value] if about.place else []
        case "tag":
            return [f.value for f in about.tags]
        case "person":
            return [f.value for f in about.people]
    return [about.series.value.name] if about.series else []


def fitting(word: str, but: str = "", **filters: list[str]) -> Iterator[Article]:
    for own in shelf()[0]:
        texts = [b.text.value for b in own.blocks]
        kept = all(set(values(own, by)) & set(wanted) for by, wanted in filters.items() if by != but)
        if kept and any(word in text for text in texts):
            yield own


def open_made(
    open_page: Open, search: str = "", outputs: tuple[Output, ...] | None = None, **options: int | str
) -> Visit:
    """The search page over the made archive, every group unfolded."""
    visit = open_page(**options)
    serve_made(visit.page, *(outputs or shelf()[1]))
    visit.page.goto(visit.page.url + SEARCH + search)
    visit.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    return visit


def query(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query, keep_blank_values=True)


def check(page: Page, by: str, name: str) -> None:
    page.locator(f"[data-facet={by}] label", has_text=name).first.click()
