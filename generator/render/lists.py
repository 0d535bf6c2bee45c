"""Lists of articles, cut into pages; and the indexes of all tags, places, people and series."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from generator.model import Article, Group
from generator.render.catalogue import FOLDERS, Catalogue
from generator.render.dates import UNDATED, day_of, edtf_of, month_of
from generator.render.markdown import printable
from generator.render.parts import Link, Pager, Section
from generator.render.views import IndexView, ListView

#: What each index says of itself: how its entries came to be; what it says when there are none.
_LEADS: Final = {
    "tag": ("主题词依据正文用语归类。", "还没有归入主题的文章。"),
    "place": (
        "文章所涉的主要地点，按省市排列。原文只写“我区”“我市”而无从确定的，不归入。",
        "还没有能够确定地点的文章。",
    ),
    "person": ("标题与正文中具名的人物，按姓名拼音排列。同名者未作区分。", "还没有文章提到具名的人物。"),
    "series": ("有届次、编号的会议与专刊，依次排列。", "还没有成系列的会议或专刊。"),
}
_PROVINCE: Final = re.compile(r".+?(?:省|自治区|特别行政区|市)")
_CITY: Final = re.compile(r".+?(?:市|自治州|地区|盟)")
_NOWHERE: Final = "省市不详"
#: On either side of the open page.
_NEAR: Final = 2
#: More names than these are too many for one page on a phone.
_ON_ONE_PAGE: Final = 1000
_FULLEST: Final = 100
#: Of a person's offices so many are shown.
_OFFICES: Final = 12


def pager(number: int, last: int, href: Callable[[int], str]) -> Pager:
    """The first page links every page, so that none is more than two clicks away; the others link their neighbours."""
    near = range(number - _NEAR, number + _NEAR + 1)
    shown = [n for n in range(1, last + 1) if number == 1 or n in near or n in (1, last)]
    return Pager(
        number,
        last,
        tuple(Link(str(n), href(n)) for n in shown),
        href(number - 1) if number > 1 else "",
        href(number + 1) if number < last else "",
    )


def cut(items: Sequence[Article], size: int) -> list[Sequence[Article]]:
    """Pages of at most `size` articles; one empty page when there are none."""
    return [items[i : i + size] for i in range(0, len(items), size)] or [items]


def _sections(catalogue: Catalogue, articles: Iterable[Article]) -> tuple[Section, ...]:
    """The articles under their months, each month once."""
    months: dict[str, list[Article]] = {}
    for article in articles:
        months.setdefault(month_of(edtf_of(article)), []).append(article)
    return tuple(
        Section(day_of(month).label, _anchor(month), entries=tuple(catalogue.entries[a.id] for a in found))
        for month, found in months.items()
    )


def _anchor(month: str) -> str:
    return f"m{month}" if month else "undated"


def _jumps(pages: Sequence[Sequence[Article]], href: Callable[[int], str]) -> tuple[Section, ...]:
    """For each year the months that have articles, each leading to where it begins."""
    starts: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for number, page in enumerate(pages, 1):
        for article in page:
            month = month_of(edtf_of(article))
            starts.setdefault(month, f"{href(number)}#{_anchor(month)}")
            counts[month] += 1
    years: dict[str, list[Link]] = {}
    for month, where in starts.items():
        name = f"{int(month[5:])}月" if month[5:] else "月份不详" if month else UNDATED
        years.setdefault(month[:4], []).append(Link(name, where, counts[month]))
    return tuple(Section(f"{year}年" if year else "", f"y{year}", links=tuple(links)) for year, links in years.items())


def _date_page(number: int) -> str:
    return "dates/index.html" if number == 1 else f"dates/page-{number}.html"


def date_views(catalogue: Catalogue) -> Iterator[ListView]:
    """Every article, newest first."""
    articles = catalogue.collection.articles
    pages = cut(articles, catalogue.config.per_page)
    jumps = _jumps(pages, _date_page)
    for number, page in enumerate(pages, 1):
        yield ListView(
            site=catalogue.site,
            path=_date_page(number),
            title="按日期浏览" + (f"（第{number}页）" if number > 1 else ""),
            heading="按日期浏览",
            section="dates",
            count=len(articles),
            sections=_sections(catalogue, page),
            pager=pager(number, len(pages), _date_page),
            jumps=jumps if number == 1 else (),
        )


def group_views(catalogue: Catalogue, group: Group) -> Iterator[ListView]:
    """The articles of one tag, place, person or series. A slug ends in six digits, so no other page is called slug-2."""
    folder, name = FOLDERS[group.kind]

    def href(number: int) -> str:
        return f"{folder}/{group.slug}.html" if number == 1 else f"{folder}/{group.slug}-{number}.html"

    pages = cut([catalogue.articles[i] for i in group.articles], catalogue.config.per_page)
    for number, page in enumerate(pages, 1):
        heading = printable(group.name)
        yield ListView(
            site=catalogue.site,
            path=href(number),
            title=f"{heading} - {name}" + (f"（第{number}页）" if number > 1 else ""),
            heading=heading,
            section=folder,
            kind=Link(name, f"{folder}/index.html"),
            count=len(group.articles),
            sections=_sections(catalogue, page),
            pager=pager(number, len(pages), href),
            offices=_offices(catalogue, group) if group.kind == "person" and number == 1 else (),
        )


def _offices(catalogue: Catalogue, group: Group) -> tuple[str, ...]:
    """The offices that the articles name a person in, those of the newest articles first."""
    found = (f.value for i in group.articles for f in catalogue.articles[i].about.offices)
    return tuple(dict.fromkeys(printable(o.office) for o in found if o.name == group.name))[:_OFFICES]


def place_parts(name: str) -> tuple[str, str]:
    """Province and city that a place's full name begins with; "" for what it does not name.

    >>> place_parts("辽宁省盘锦市大洼区"), place_parts("北京市通州区"), place_parts("通州区")
    (('辽宁省', '盘锦市'), ('北京市', ''), ('', ''))
    """
    province = _PROVINCE.match(name)
    city = _CITY.match(name, province.end()) if province else None
    return (province[0] if province else "", city[0] if city else "")


def _heading(kind: str, group: Group) -> str:
    if kind == "place":
        return "".join(place_parts(group.name)) or _NOWHERE
    if kind == "person":
        return group.slug[:1].upper() if group.slug[:1].isalpha() else "其他"
    return ""


def _headed(kind: str, groups: Iterable[Group]) -> Iterator[tuple[str, list[Group]]]:
    """The groups under their headings. Tags and series have none: the fullest comes first. All else goes by pinyin."""
    if kind in ("tag", "series"):
        yield "", sorted(groups, key=lambda g: (-len(g.articles), g.slug))
        return
    found: dict[str, list[Group]] = {}
    for group in sorted(groups, key=lambda g: g.slug):
        found.setdefault(_heading(kind, group), []).append(group)
    yield from sorted(found.items(), key=lambda pair: pair[0] == _NOWHERE)


def index_views(catalogue: Catalogue, kind: str) -> Iterator[IndexView]:
    """All groups of a kind: on one page while they fit, else under each heading's own page, with the fullest on the first."""
    folder, name = FOLDERS[kind]
    groups = catalogue.of_kind(kind)
    sections = [
        Section(printable(heading), f"s{i}", links=tuple(catalogue.group_link(g) for g in found))
        for i, (heading, found) in enumerate(_headed(kind, groups))
        if found
    ]

    def view(path: str, title: str, shown: Sequence[Section], jumps: Iterable[Link]) -> IndexView:
        lead, empty = _LEADS[kind]
        return IndexView(
            site=catalogue.site,
            path=f"{folder}/{path}",
            title=title,
            section=folder,
            lead=lead if groups else empty,
            jumps=tuple(jumps),
            sections=tuple(shown),
        )

    title = f"按{name}浏览"
    if len(groups) <= _ON_ONE_PAGE or len(sections) == 1:
        jumps = [Link(s.name, f"{folder}/index.html#{s.anchor}") for s in sections if len(sections) > 1]
        yield view("index.html", title, sections, jumps)
        return
    pages = [Link(s.name, f"{folder}/index-{s.anchor}.html", len(s.links)) for s in sections]
    fullest = sorted((link for s in sections for link in s.links), key=lambda link: (-link.count, link.href))
    yield view("index.html", title, [Section("最多", "fullest", links=tuple(fullest[:_FULLEST]))], pages)
    for section, page in zip(sections, pages, strict=True):
        yield view(page.href.removeprefix(f"{folder}/"), f"{title}：{section.name}", [section], pages)
