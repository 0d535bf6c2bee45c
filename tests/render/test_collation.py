"""The page that shows an article's source beside the restored text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from generator.arrange import arrange
from generator.config import Config
from generator.model import Article, Block, Change, Script, Span, Text
from generator.render import render
from tests.render.histories import texts
from tests.render.shelf import article, restored, source

WORDS = st.sampled_from("甲乙丙丁 ab1，。&<|>\n")


class Sides(HTMLParser):
    """The text of each side, in the order of the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "words") in attrs:
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "div"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def files(text: Text, script: Script = "Hans", base_url: str = "") -> dict[str, str]:
    origin = source("a.txt")
    made: Article = article(origin, "题", script=script)
    made = replace(made, blocks=(*made.blocks, Block("p", text)))
    collection = arrange([restored(origin, [made])])
    return {o.path: o.content.decode() for o in render(collection, Config(base_url=base_url))}


def page(outputs: dict[str, str], ending: str = ".collation.html") -> str:
    (found,) = (c for p, c in outputs.items() if re.fullmatch(rf"articles/[0-9a-f]+-\d+{re.escape(ending)}", p))
    return found


DAMAGED = (
    Text.of("甲?乙\n丙(bǐng),丁\x01")
    .apply([Change("shift", Span(1, 2), "?", "戊", "inferred", "按词频")])
    .apply([Change("unwrap", Span(3, 4), "\n", ""), Change("annotation", Span(5, 11), "(bǐng)", "")])
    .apply([Change("width", Span(4, 5), ",", "，")])
    .apply([Change("shift", Span(5, 6), "丁", "丁", "inferred", "未能复原")])
)


@given(texts(WORDS))
def test_both_sides_are_whole(text: Text) -> None:
    from generator.render.collation import _pair

    pair = _pair(Block("p", text))
    assert "".join(piece.text for piece in pair.source) == text.original
    assert "".join(piece.text for piece in pair.restored) == text.value


def test_the_page_shows_both_sides_character_by_character() -> None:
    *_, before, after = Sides(page(files(DAMAGED))).found
    assert (before, after) == ("甲?乙\n丙(bǐng),丁␁", "甲戊乙丙，丁␁")


def test_each_change_is_told_with_its_rule_certainty_and_note() -> None:
    html = page(files(DAMAGED))
    plain = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
    for told in (
        "? → 戊 推断 还原错位的字节：按词频", "(bǐng) 可证 去掉镜像站加注的拼音", "丁 存疑 还原错位的字节：未能复原",
        "⏎ 可证 接合被版面折断的行", ", → ， 可证 统一标点的全角与半角", "文字改动 3 处，其中推断或存疑 2 处",
    ):  # fmt: skip
        assert told in plain, told
    assert '<del class="inferred" title="推断：还原错位的字节（按词频）">?</del>' in html
    assert '<del class="proved alone" title="可证：去掉镜像站加注的拼音">(bǐng)</del>' in html
    assert '<del class="typographic alone break">\n</del>' in html
    assert html.count('<mark class="flag" title="存疑：未能复原">丁</mark>') == 2


def test_alike_changes_are_counted_and_long_ones_cut() -> None:
    text = Text.of(f"甲?乙?{'长' * 200}")
    text = text.apply(
        [*(Change("x", Span(n, n + 1), "?", "，") for n in (1, 3)), Change("x", Span(4, 204), "长" * 200, "")]
    )
    html = page(files(text))
    assert "2 处</span>" in html
    assert f">{'长' * 30}……{'长' * 30}</del>" in html


def test_robots_are_sent_away_and_no_sitemap_names_it() -> None:
    outputs = files(DAMAGED, base_url="https://example.org/")
    assert '<meta name="robots" content="noindex">' in page(outputs)
    assert "collation" not in outputs["sitemap.xml"]
    assert 'content="noindex"' not in page(outputs, ".html")


def test_the_article_leads_to_it_and_says_what_its_marks_mean() -> None:
    html = page(files(DAMAGED), ".html")
    assert re.search(r'href="\.\./articles/[0-9a-f]+-\d+\.collation\.html">原件与整理后对照', html)
    assert "推断所得" in html
    assert "推断所得" not in page(files(Text.of("甲")), ".html")


def test_the_script_of_the_source_is_one_click_away() -> None:
    outputs = files(Text.of("會").apply([Change("conversion", Span(0, 1), "會", "会")]), script="Hant")
    assert re.search(r'collation\.html#source">原文字形（繁体）', page(outputs, ".html"))
    html = page(outputs)
    assert 'id="source"' in html
    assert re.search(r'lang="zh-Hant"><del[^>]*>會</del></div>', html)
    assert re.search(r'lang="zh-Hans"><ins[^>]*>会</ins></div>', html)
    assert "原文字形" not in page(files(DAMAGED), ".html")
