"""What is shown of an article that was found is the article's own text, with its hits told apart."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model import Collection
from tests.search.conftest import Engine, archive, article
from tests.search.test_exactness import archives_with_queries, passages, read, squeezed

WINDOW = 96


def joined(pieces: list[dict[str, str]]) -> str:
    return "".join(piece["text"] for piece in pieces)


def marked(pieces: list[dict[str, str]]) -> list[str]:
    return [piece["text"] for piece in pieces if piece["hit"]]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=archives_with_queries(), whole=st.sampled_from((0, 1 << 30)))
def test_pieces_are_the_text_and_its_hits(engine: Engine, made: tuple[Collection, list[str]], whole: int) -> None:
    collection, queries = made
    engine.open(collection, whole)
    by_id = {a.id: a for a in collection.articles}
    for query, ids in zip(queries, engine.search(*queries), strict=True):
        wanted = [n for n in read(query) if not n.excluded and n.field in ("", "title")]
        parts, inside = [n.text for n in wanted], [n.text for n in wanted if not n.field]
        for shown in engine.found(query, ids):
            own = by_id[shown["id"]]
            others = passages(own)[1:]
            assert joined(shown["title"]) == own.title
            assert any(joined(shown["snippet"]).strip("…") in text for text in (*others, ""))
            assert bool(marked(shown["title"])) == any(part in squeezed(own.title) for part in parts)
            assert bool(marked(shown["snippet"])) == any(part in squeezed(t) for part in inside for t in others)
            for text in marked(shown["title"]) + marked(shown["snippet"]):
                assert any(part in squeezed(text) for part in parts)


def test_the_window_shows_every_part_rather_than_one_part_often(engine: Engine) -> None:
    often = "防控" * 10
    body = [f"{often}研究。", f"{'起' * 200}，防控{'中' * 60}部署{'末' * 200}"]
    (shown,) = engine.open(archive(article(0, body=body))).found("部署 防控", [f"{0:012x}-0"])
    assert marked(shown["snippet"]) == ["防控", "部署"]
    assert len(joined(shown["snippet"])) == WINDOW + 2
    assert joined(shown["snippet"])[1] == "起"


def test_a_hit_longer_than_the_window_is_shown_whole(engine: Engine) -> None:
    long = "".join(chr(0x4E00 + i) for i in range(150))
    (shown,) = engine.open(archive(article(0, body=["，" + long + "。"]))).found(long, [f"{0:012x}-0"])
    assert marked(shown["snippet"]) == [long]


def test_marks_reach_over_what_is_dropped_but_not_beyond(engine: Engine) -> None:
    made = archive(article(0, "《防 “控” 会议》通知"))
    (shown,) = engine.open(made).found("防控會議通知", [f"{0:012x}-0"])
    assert shown["title"] == [{"text": "《", "hit": False}, {"text": "防 “控” 会议》通知", "hit": True}]


def test_a_passage_full_of_hits_takes_no_longer_than_its_length(engine: Engine) -> None:
    """Every hit was once looked at beside every other."""
    made = archive(article(0, body=["的区" * 100_000]))
    (shown,) = engine.open(made, 0).found("的", [f"{0:012x}-0"])
    assert len(marked(shown["snippet"])) == WINDOW // 2
