from __future__ import annotations

import random
import time
from dataclasses import replace
from hashlib import sha256

import pytest

from generator.arrange import arrange
from generator.copies import MOST, similar
from generator.model import Article, Block, Date, Description, Found, Restored, Segmented, Series, Source, Text
from generator.model import Document as Doc


def article(path: str, start: int = 0, body: str = "正文", **about: object) -> Article:
    source = Source(path, sha256(path.encode()).hexdigest(), 1)
    return Article(
        f"{source.id}-{start}",
        source,
        "Hans",
        (Block("p", Text.of(body, start)),),
        Description(**about),  # type: ignore[arg-type]
    )


def dated(path: str, edtf: str, start: int = 0) -> Article:
    return article(path, start, date=Date(edtf, (Found(edtf, "test"),)))


def published(*articles: Article) -> Restored:
    return Restored(
        articles[0].source, "published", segmented=Segmented(Doc(articles[0].source, Text.of("")), articles)
    )


def order(*articles: Article) -> list[str]:
    return [a.about.date.edtf if a.about.date else a.id for a in arrange([published(a) for a in articles]).articles]


def test_the_index_goes_from_new_to_old_with_less_exact_dates_behind_exact_ones() -> None:
    dates = [
        "2021-01-02",
        "2020-06-30",
        "2020-06-01",
        "2020-06",
        "2020-05-31",
        "2020-02/2020-08",
        "2020",
        "2019-12-31",
        "1999~",
    ]
    shuffled = random.Random(3).sample(dates, len(dates))
    assert order(*(dated(f"{n}.txt", d) for n, d in enumerate(shuffled))) == dates


def test_undated_articles_stand_last_and_ties_go_by_source_and_place_in_it() -> None:
    same = [dated("b.txt", "2020-01-01", 9), dated("b.txt", "2020-01-01", 100), dated("a.txt", "2020-01-01", 50)]
    undated = [article("a.txt", 1), article("0.txt"), dated("c.txt", "202X"), dated("d.txt", "../2020")]
    arranged = [a.id for a in arrange([published(a) for a in (*undated, *same)]).articles]
    wanted = [same[2], same[0], same[1], undated[1], undated[0], undated[2], undated[3]]
    assert arranged == [a.id for a in wanted]


def test_groups_hold_their_articles_in_the_order_of_the_index() -> None:
    place, tag = Found("北京市通州区", "test"), Found("防汛", "test")
    series = Found(Series("常委会会议", 3), "test")
    old = article("a.txt", date=Date("2020-06-01", ()), place=place, tags=(tag, tag), series=series)
    new = article("b.txt", date=Date("2020-06-09", ()), place=place, tags=(tag,), people=(Found("陶涛", "test"),))
    year = article("c.txt", date=Date("2019~", ()))
    collection = arrange([published(old), published(new), published(year)])
    found = {(g.kind, g.name): (g.slug, g.articles) for g in collection.groups}
    both = (new.id, old.id)
    assert found["date", "2020"] == ("2020", both)
    assert found["date", "2020-06"] == ("2020-06", both)
    assert found["date", "2019"] == ("2019", (year.id,))
    assert found["place", "北京市通州区"][1] == found["tag", "防汛"][1] == both
    assert found["person", "陶涛"][1] == (new.id,)
    assert found["series", "常委会会议"][1] == (old.id,)
    assert len(found) == 7


NASTY = [
    "陶涛",
    "陶滔",
    "../../etc/passwd",
    "con",
    "",
    " ",
    "a" * 500,
    "<img src=x onerror=alert(1)>",
    "é\u202e\x1b[31m",
    "😀",
    "A",
    "a",
    ".",
    "x/y\\z\0",
]


def test_slugs_of_any_name_are_safe_in_a_path_and_never_collide() -> None:
    people = tuple(Found(name, "test") for name in NASTY)
    slugs = [g.slug for g in arrange([published(article("a.txt", people=people))]).groups]
    assert len(slugs) == len({s.lower() for s in slugs}) == len(NASTY)
    assert all(s and set(s) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(s) < 130 for s in slugs)
    assert "tao-tao" in slugs[0]


# ---- Copies

BODY = (
    "会议指出，要坚持问题导向，加强对存在问题的分析整改。要本着对标全国、突出特色的原则，摸家底、查短板、改不足，迎头赶上。"
    "会议强调，要加强组织领导，形成攻坚克难的强大合力。各部门要强化责任担当，把日常重点工作和创城工作同调度、同部署。"
)


def test_copies_in_other_sources_are_found_whatever_their_script_and_marks() -> None:
    copy = BODY.replace("，", ",").replace("领导", "領導").replace("各部门", "各单位")
    a, b = article("a.txt", body=BODY), article("b.txt", body=copy)
    other = article(
        "c.txt",
        body="全区上下认真做好防汛工作，" * 2 + "会议强调，要加强组织领导，落实各项措施，确保安全。",
    )
    assert similar([other, b, a]) == {b.id: (a.id,), a.id: (b.id,)}


def test_what_is_half_alike_or_short_or_in_the_same_source_is_no_copy() -> None:
    half = BODY[: len(BODY) // 2] + "本次活动由区图书馆主办，共有三百余名读者参加，现场气氛热烈，受到广泛好评。" * 2
    assert similar([article("a.txt", body=BODY), article("b.txt", body=half)]) == {}
    assert similar([article("a.txt", body="图为会议现场。"), article("b.txt", body="图为会议现场。")]) == {}
    assert similar([article("a.txt", 0, BODY), article("a.txt", 500, BODY)]) == {}
    assert similar([article("a.txt", body=""), article("b.txt", body="")]) == {}


def made(chance: random.Random, letters: int = 300) -> str:
    return "".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(letters))


def with_misprints(chance: random.Random, text: str, misprints: int) -> str:
    letters = list(text)
    for i in chance.sample(range(len(letters)), misprints):
        letters[i] = "〇"
    return "".join(letters)


def test_every_near_duplicate_in_a_crowd_of_others_is_found_and_again_the_same() -> None:
    chance = random.Random(2)
    pairs = [
        [article(f"{n}-{side}.txt", body=with_misprints(chance, body, 3 * side)) for side in (0, 1)]
        for n, body in enumerate(made(chance) for _ in range(300))
    ]
    flat = [a for pair in pairs for a in pair]
    wanted = {a.id: (b.id,) for pair in pairs for a, b in (pair, pair[::-1])}
    assert similar(flat) == wanted == similar(flat[::-1])


def test_what_shares_its_boilerplate_is_no_copy() -> None:
    chance = random.Random(3)
    boilerplate = [made(chance, 15) for _ in range(30)]
    bodies = ["，".join([*chance.sample(boilerplate, 10), made(chance, 40)]) for _ in range(200)]
    assert similar([article(f"{n}.txt", body=body) for n, body in enumerate(bodies)]) == {}


@pytest.mark.parametrize("misprints", [0, 2])
def test_of_many_copies_each_names_a_few_and_never_one_of_its_own_source(misprints: int) -> None:
    chance = random.Random(4)
    body = made(chance)
    articles = [article(f"{n // 3}.txt", n % 3 * 1000, with_misprints(chance, body, misprints)) for n in range(120)]
    path = {a.id: a.source.path for a in articles}
    found = similar(articles)
    assert found.keys() == path.keys()
    assert all(path[own] != path[other] for own, others in found.items() for other in others)
    assert {len(others) for others in found.values()} <= set(range(MOST // 2, MOST + 1))


@pytest.mark.timed
@pytest.mark.parametrize("crowd", [1, 4, 1000])
def test_the_search_for_copies_grows_with_the_archive_and_not_with_its_square(crowd: int) -> None:
    chance = random.Random(5)
    boilerplate = [made(chance, 12) for _ in range(40)]

    def archive(size: int) -> list[Article]:
        bodies = [made(chance, 500) + "".join(chance.sample(boilerplate, 10)) for _ in range(max(1, size // crowd))]
        return [article(f"{n}.txt", body=with_misprints(chance, bodies[n % len(bodies)], 4)) for n in range(size)]

    def seconds(size: int) -> float:
        articles = archive(size)
        start = time.process_time()
        similar(articles)
        return time.process_time() - start

    rounds: list[tuple[float, float]] = []
    small = large = 1.0
    while len(rounds) < 3 or (len(rounds) < 6 and large >= 12 * small):  # more of them where something ran beside
        rounds.append((seconds(500), seconds(4000)))  # by turns: a busy moment falls on both
        small, large = map(min, zip(*rounds, strict=True))
    assert large < 12 * small, "eight times as many articles take about eight times as long, not 64"


def test_a_key_phrase_across_the_lines_of_a_headline_is_no_fault_and_no_phrase() -> None:
    phrase = Found("清剿积水", "key phrase by weight and spread")
    torn = article("b.txt", body="社区干部说了说水。")
    torn = replace(
        torn, blocks=(Block("title", Text.of("县里说说清剿积")), Block("title", Text.of("水的事")), *torn.blocks)
    )
    done = arrange([published(article("a.txt", key_phrases=(phrase,))), published(torn)])
    assert [[f.value for f in a.about.key_phrases] for a in done.articles] == [["清剿积水"], []]


@pytest.mark.parametrize("by_hand", [frozenset(), frozenset({"tags"})])
def test_phrases_of_the_archive_become_tags_unless_the_archivist_set_them_even_to_none(by_hand: frozenset[str]) -> None:
    phrase = Found("清剿积水", "key phrase by weight and spread")
    others = [article(f"{n}.txt", key_phrases=(phrase,)) for n in range(3)]
    own = article("x.txt", key_phrases=(phrase,), set_by_hand=by_hand)
    done = arrange([published(a) for a in (*others, own)])
    assert [f.value for a in done.articles if a.id == own.id for f in a.about.tags] == ([] if by_hand else ["清剿积水"])
