"""What is found is what brute force finds: nothing is missed and nothing is false."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.data.script import TO_SIMPLIFIED
from generator.model import Article, Collection
from generator.search import normalise
from tests.search.conftest import Engine, archive, article

# Few characters, so that they meet often; every kind that has ever made trouble.
ALPHABET = "区區衞卫领導导小组組一〇０0 19aＡｂ，。、“”《》-…\u3000*+~:^/\\&<>\n𠮷𬘭㎎①金éΣ\ufffd\ue000"
TEXT = st.text(ALPHABET, max_size=30)


def passages(article: Article) -> list[str]:
    about = article.about
    signed = [about.signed.value] if about.signed else []
    roles = ("p", "h2", "h3", "li", "quote", "salutation", "signature", "table", "image", "caption")
    names = [f.value for f in about.byline]
    return [article.title, article.kicker, article.deck, *article.values(*roles), *names, *signed]


FIELDS = {"标题": "title", "标签": "tags", "人物": "people", "地点": "place"}


@dataclass(frozen=True)
class Need:
    """What must stand, or must not, in an article, or in one field of it; a phrase has one blank for its marks."""

    text: str
    field: str = ""
    excluded: bool = False


def squeezed(text: str) -> str:
    return re.sub(" +", " ", normalise(text)).strip()


def read(query: str) -> list[Need]:
    """README's language of queries, character by character."""
    needs: list[Need] = []
    for word in re.findall(r'-?(?:(?:标题|标签|人物|地点)[:：])?(?:"[^"]*"(?!\S)|“[^”]*”(?!\S)|\S+)', query):
        excluded, rest = word.startswith("-"), word.removeprefix("-")
        name = re.match(r"(标题|标签|人物|地点)[:：](?=\S)", rest)
        rest = rest[name.end() :] if name else rest
        quoted = len(rest) > 1 and (rest[0], rest[-1]) in (('"', '"'), ("“", "”")) and rest[1:-1].count(rest[-1]) == 0
        texts = [squeezed(rest)] if quoted else normalise(rest).split()
        needs += [Need(text, FIELDS[name[1]] if name else "", excluded) for text in texts if text]
    return needs if not all(n.excluded for n in needs) else [replace(n, excluded=False) for n in needs]


def field(article: Article, name: str) -> list[str]:
    about = article.about
    place = [about.place.value] if about.place else []
    of = {"": passages(article), "title": [article.title], "tags": [f.value for f in about.tags], "place": place}
    return of[name] if name in of else [f.value for f in about.people]


def brute_force(collection: Collection, query: str) -> set[str]:
    """What README promises of search, with nothing of the index."""
    needs = read(query)

    def matches(article: Article) -> bool:
        return all(any(n.text in squeezed(t) for t in field(article, n.field)) != n.excluded for n in needs)

    return {a.id for a in collection.articles if needs and matches(a)}


def assert_exact(engine: Engine, collection: Collection, queries: list[str]) -> None:
    """Whether the archive is sent whole or in shards, the same is found, in the same order."""
    whole = engine.open(collection, 1 << 30).search(*queries)
    sharded = engine.open(collection, 0).search(*queries)
    for query, ids, others in zip(queries, whole, sharded, strict=True):
        assert set(ids) == brute_force(collection, query), query
        assert ids == others, query


MADE = st.builds(
    article,
    number=st.just(0),
    title=TEXT,
    body=st.lists(TEXT, max_size=3),
    byline=st.lists(TEXT, max_size=2),
    signed=TEXT,
    tags=st.lists(TEXT, max_size=2),
    people=st.lists(TEXT, max_size=2),
    place=TEXT,
    kicker=TEXT,
    deck=TEXT,
    caption=TEXT,
)


@st.composite
def archives_with_queries(draw: st.DrawFn) -> tuple[Collection, list[str]]:
    drawn = draw(st.lists(MADE, max_size=6))
    made = archive(*(Article(f"{i:012x}-0", a.source, a.script, a.blocks, a.about) for i, a in enumerate(drawn)))
    everything = [text for a in made.articles for text in passages(a) if text] or ["空"]
    cut = st.sampled_from(everything).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(1, 8)).map(lambda at: text[at[0] : at[0] + at[1]])
    )
    prefix = st.sampled_from(("-", "标题:", "标签：", "人物:", "地点:", "-标题：", "-人物:", '"', "“"))
    told = st.tuples(prefix, cut).map(lambda pair: pair[0] + pair[1] + {'"': '"', "“": "”"}.get(pair[0], ""))
    return made, draw(
        st.lists(
            st.one_of(cut, TEXT, told, st.tuples(cut, st.one_of(cut, told)).map(" ".join)), min_size=1, max_size=12
        )
    )


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=archives_with_queries())
def test_made_archives(engine: Engine, made: tuple[Collection, list[str]]) -> None:
    collection, queries = made
    assert_exact(engine, collection, queries)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_phrases_of_few_characters(engine: Engine, data: st.DataObject) -> None:
    """So few that the parts of a phrase often stand as far from each other as in the text, with another character between."""
    text = st.text("甲乙，", max_size=12)
    made = data.draw(st.lists(st.tuples(text, text), min_size=1, max_size=6))
    collection = archive(*(article(i, title, [body]) for i, (title, body) in enumerate(made)))
    phrase = st.text("甲乙，", min_size=1, max_size=6).map(lambda words: f'"{words}"')
    assert_exact(engine, collection, data.draw(st.lists(phrase, min_size=1, max_size=8)))


def test_a_phrase_wants_a_mark_where_it_has_one(engine: Engine) -> None:
    made = archive(
        article(0, body=["听取汇报了研究部署"]), article(1, body=["听取汇报，研究部署"]), article(2, "汇报与研究")
    )
    assert_exact(
        engine, made, ['"汇报，研究"', '研究 -"汇报，研究"', '标题:"汇报，研究"', '"报，研"', '"取汇报、研究部"']
    )


def test_both_scripts_find_the_same(engine: Engine) -> None:
    texts = ["區衞健局召開會議，聽取領導小組匯報", "区卫健局召开会议，听取领导小组汇报", "别的"]
    made = archive(*(article(i, body=[text]) for i, text in enumerate(texts)))
    simplified, traditional, mixed = engine.open(made).search("领导小组", "領導小組", "领導小組")
    assert simplified == traditional == mixed
    assert set(simplified) == {a.id for a in made.articles[:2]}


def test_words_in_any_order_and_punctuation_between(engine: Engine) -> None:
    made = archive(
        article(0, "防控会议", ["听取汇报。研究部署。"]),
        article(1, "会议", ["防控"]),
        article(2, "防控，会议"),
    )
    spaced, comma, joined, over, quoted = engine.open(made).search(
        "会议 防控", "防控，会议", "防控会议", "汇报研究", "《防控》“会议”"
    )
    ids = [a.id for a in made.articles]
    assert set(spaced) == set(comma) == set(ids)
    assert joined == quoted == ids[:1]
    assert over == []


def test_nothing_to_search_for(engine: Engine) -> None:
    engine.open(archive(article(0, "会议")))
    assert engine.search("", "  ", "，。", "《》") == [[], [], [], []]


def test_empty_archive(engine: Engine) -> None:
    assert engine.open(archive()).search("会议", "一") == [[], []]


def test_tags_rank_but_do_not_answer(engine: Engine) -> None:
    made = archive(
        article(0, body=["防控"]), article(1, body=["防控"], tags=["防控"]), article(2, "会议", tags=["防控"])
    )
    assert engine.open(made).search("防控") == [[made.articles[1].id, made.articles[0].id]]


def test_title_before_deck_before_body_and_newest_first_among_equals(engine: Engine) -> None:
    filler = "研究部署近期各项重点工作"
    made = archive(
        article(0, filler, ["防控" + filler]),
        article(1, filler, ["防控" + filler]),
        article(2, filler, [filler], deck="防控" + filler),
        article(3, "防控" + filler, [filler]),
    )
    ids = [a.id for a in made.articles]
    assert engine.open(made).search("防控") == [[ids[3], ids[2], ids[0], ids[1]]]


def test_random_substrings_of_a_larger_archive(engine: Engine) -> None:
    """Two hundred articles of words that share characters, so that pairs stand together by chance."""
    chance = random.Random(2)
    words = [
        "领导",
        "小组",
        "导小",
        "组会",
        "会议",
        "议领",
        "疫情防控",
        "第一一一次",
        "2020年",
        "𠮷林",
        "·",
        "，",
        "COVID-19",
    ]
    made = archive(
        *(
            article(i, "".join(chance.choices(words, k=6)), ["".join(chance.choices(words, k=40)) for _ in range(3)])
            for i in range(200)
        )
    )
    simplified_to_traditional = {simple: trad for trad, simple in TO_SIMPLIFIED.items()}
    queries = []
    for _ in range(300):
        text = chance.choice([p for p in passages(chance.choice(made.articles)) if p])
        at = chance.randrange(len(text))
        queries.append(text[at : at + chance.randint(1, 20)])
    queries += [q.translate(simplified_to_traditional) for q in queries[:100]]
    assert_exact(engine, made, queries)
