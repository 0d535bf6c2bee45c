from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.corrections import (
    correct_description,
    correct_text,
    read_corrections,
    unclaimed_corrections,
    walls,
)
from generator.describe import describe
from generator.errors import CorrectionError
from generator.ingest import ingest
from generator.model import Article, Segmented
from generator.repair import repair_article, repair_document
from generator.segment import segment

PAGE = """# 区委常委会召开会议

本报讯（记者 石伟）2020年6月24日，区委常委会召开会议。区委书记王茜主持会议，区长李明出席会议。

会议指出，要坚定信心，巩固成果，确保各项工作提质提速完成，守土有责、守土尽责。

# 关于开展《消防安全》检查的通知

各街道办事处要立即开展消防安全检查，发现问题立即整改。检查情况于2020年7月1日前报区应急管理局。

会议要求，各街道要加强值守，严格落实消防安全责任制，坚决防止发生重大火灾事故。

区应急管理局

2020年6月26日
"""
REASON = 'reason = "据报纸原件"'


@pytest.fixture
def corrected(tmp_path: Path):
    """What comes of PAGE, or of another text, with the corrections given as TOML."""

    def run(toml: str, page: str = PAGE) -> Segmented:
        (tmp_path / "a.txt").write_text(page, "utf-8")
        (tmp_path / "a.txt.corrections.toml").write_text(toml, "utf-8")
        corrections = read_corrections(tmp_path, "a.txt")
        document = repair_document(ingest(tmp_path, "a.txt"))
        segmented = segment(document, walls(document, corrections))
        segmented = replace(segmented, articles=tuple(repair_article(a, "Hans") for a in segmented.articles))
        return correct_description(describe(correct_text(segmented, corrections), ""), corrections)

    return run


def titles(segmented: Segmented) -> list[str]:
    return [a.title for a in segmented.articles]


def changes(article: Article) -> list[tuple[str, str, str, str]]:
    """Before, after, certainty and note of each correction of an article's texts."""
    found = (c for b in article.blocks for done in b.text.passes for c in done.changes if c.rule == "correction")
    return [(c.before, c.after, c.certainty, c.note) for c in found]


def whole(segmented: Segmented) -> str:
    """The source put together again from every block."""
    blocks = segmented.blocks
    parts = [(s, b.text.revert()) for b in blocks for s in b.text.stretches[:1] if len(b.text.stretches) == 1]
    return "".join(text for _, text in sorted(parts))


def refusal(corrected, toml: str, page: str = PAGE) -> str:
    with pytest.raises(CorrectionError) as refused:
        corrected(toml, page)
    assert refused.value.problem.file == "a.txt.corrections.toml"
    return str(refused.value)


def test_without_corrections_two_articles_come_of_the_page(corrected) -> None:
    assert titles(corrected("")) == ["区委常委会召开会议", "关于开展《消防安全》检查的通知"]


def test_metadata_is_set_with_the_reason_as_its_evidence(corrected) -> None:
    toml = f"""
        [[set]]
        article = "区委常委会召开会议"
        date = 2020-06-23
        place = "北京市石景山区"
        people = ["常卫", "王茜"]
        tags = ["党的建设"]
        byline = ["石科"]
        {REASON}
    """
    about = corrected(toml).articles[0].about
    assert about.date is not None
    assert about.place is not None
    assert (about.date.edtf, about.place.value) == ("2020-06-23", "北京市石景山区")
    assert [f.value for f in about.people] == ["常卫", "王茜"]
    assert [f.value for f in (*about.tags, *about.byline)] == ["党的建设", "石科"]
    every = (*about.date.evidence, about.place, *about.people, *about.tags, *about.byline)
    assert [(m.value.name, m.rule) for m in about.makers] == [("石科", "correction")]
    assert {office.value.name for office in about.offices} <= {"常卫", "王茜"}
    assert {(f.rule, f.text, f.certainty) for f in every} == {("correction", "据报纸原件", "proved")}
    assert [f.value for f in about.date.disagrees] == ["2020-06-24"]


def test_what_is_known_can_be_taken_away(corrected) -> None:
    toml = f'[[set]]\narticle = "区委常委会召开会议"\ndate = ""\npeople = []\n{REASON}'
    about = corrected(toml).articles[0].about
    assert (about.date, about.people, about.offices) == (None, (), ())
    assert about.set_by_hand == {"date", "people"}


def test_headlines_are_set_as_changes_and_their_old_words_still_name_the_article(corrected) -> None:
    toml = f"""
        [[set]]
        article = "区委常委会 召开会议"
        title = "区委常委会召开第三次会议"
        kicker = "王茜主持"
        {REASON}
        [[set]]
        article = "区委常委会召开第三次会议"
        deck = "李明出席"
        {REASON}
        [[set]]
        article = "区委常委会召开会议"
        place = "北京市石景山区"
        {REASON}
    """
    article = corrected(toml).articles[0]
    assert (article.kicker, article.title, article.deck) == ("王茜主持", "区委常委会召开第三次会议", "李明出席")
    assert [b.role for b in article.blocks[:3]] == ["kicker", "title", "deck"]
    assert article.about.place is not None
    assert ("区委常委会召开会议", "区委常委会召开第三次会议", "proved", "据报纸原件") in changes(article)
    assert ("", "王茜主持", "proved", "据报纸原件") in changes(article)


def test_an_article_is_named_by_its_id_too_and_needs_no_name_when_it_is_alone(corrected) -> None:
    name = corrected("").articles[1].id
    assert titles(corrected(f'[[set]]\narticle = "{name}"\ntitle = "通知"\n{REASON}'))[1] == "通知"
    alone = PAGE.partition("# 关于")[0]
    assert titles(corrected(f'[[set]]\ntitle = "新题"\n{REASON}', alone)) == ["新题"]


def test_a_passage_is_replaced_and_only_what_differs_is_recorded(corrected) -> None:
    toml = f'[[replace]]\nfind = "区委书记王茜主持"\nreplace = "区委书记王倩主持"\n{REASON}'
    segmented = corrected(toml)
    article = segmented.articles[0]
    assert "区委书记王倩主持会议" in article.body[0].value
    assert changes(article) == [("茜", "倩", "proved", "据报纸原件")]
    assert [f.value for f in article.about.people] == ["王倩", "李明"], "what is described is the corrected text"
    assert whole(segmented) == PAGE


def test_a_passage_that_stands_twice_is_told_apart_by_its_article(corrected) -> None:
    assert "stands 2 times" in refusal(
        corrected, f'[[replace]]\nfind = "会议"\nreplace = "大会"\n{REASON}', "一\n\n开会议，会议\n"
    )
    both = f'[[replace]]\nfind = "消防安全责任制"\nreplace = "责任制"\narticle = "关于开展《消防安全》检查的通知"\n{REASON}'
    assert "严格落实责任制" in corrected(both).articles[1].body[1].value


def test_a_new_article_begins_where_a_split_says(corrected) -> None:
    segmented = corrected(f'[[split]]\nbefore = "会议要求，各街道要加强值守"\n{REASON}')
    assert len(segmented.articles) == 3
    assert segmented.articles[2].body[0].value.startswith("会议要求，各街道要加强值守")
    assert changes(segmented.articles[2]) == [("会", "会", "proved", "据报纸原件")]
    assert whole(segmented) == PAGE


def test_a_split_in_the_middle_of_a_paragraph_keeps_the_marks_before_its_first_word(corrected) -> None:
    page = "# 两则\n\n第一件事在这里说完了，以后再也没有别的话要说。《第二件事》从这里开始说起，一直说到这一段的末尾为止。\n"
    segmented = corrected(f'[[split]]\nbefore = "《第二件事》从这里"\n{REASON}', page)
    assert segmented.articles[-1].blocks[0].value.startswith("《第二件事》从这里")
    assert whole(segmented) == page


def test_a_split_is_found_whatever_script_spaces_and_marks_the_page_shows(corrected) -> None:
    page = PAGE.replace("会议要求，各街道要加强值守", "會議要求,各街道要 加強值守")
    segmented = corrected(f'[[split]]\nbefore = "会议要求，各街道要加强值守"\n{REASON}', page)
    assert len(segmented.articles) == 3


def test_two_articles_become_one(corrected) -> None:
    toml = f'[[join]]\narticles = ["区委常委会召开会议", "关于开展《消防安全》检查的通知"]\n{REASON}'
    (article,) = corrected(toml).articles
    assert article.title == "区委常委会召开会议"
    assert article.values("h2") == ("关于开展《消防安全》检查的通知",)
    assert changes(article) == [("关", "关", "proved", "据报纸原件")]
    assert "防止发生重大火灾事故" in article.body[-3].value


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (f'[[replace]]\nfind = "王芳"\nreplace = "王方"\n{REASON}', "[[replace]] number 1: '王芳' stands nowhere"),
        (f'[[replace]]\nfind = "会议。\\n会议"\nreplace = ""\n{REASON}', "one line"),
        (f'[[replace]]\nfind = "王茜"\nreplace = "王茜"\n{REASON}', "are the same"),
        (f'[[replace]]\nfind = "王茜"\nreplace = "王倩"\narticle = "没有的文章"\n{REASON}', "fits 0 articles"),
        (f'[[replace]]\nfind = ""\nreplace = "王倩"\n{REASON}', "find is empty"),
        ('[[replace]]\nfind = "王茜"\nreplace = "王倩"', "reason is missing"),
        ('[[replace]]\nfind = "王茜"\nreplace = "王倩"\nreason = " "', "reason is empty"),
        (f'[[set]]\narticle = "区委常委会召开会议"\ntitle = "区委常委会召开会议"\n{REASON}', "already"),
        (f'[[set]]\narticle = "区委常委会召开会议"\ndate = "2020-06-24"\n{REASON}', "date is so already"),
        (f'[[set]]\narticle = "区委常委会召开会议"\nbyline = ["石伟"]\n{REASON}', "byline is so already"),
        (f'[[set]]\narticle = "区委常委会召开会议"\n{REASON}', "sets nothing"),
        (f'[[set]]\ntitle = "x"\n{REASON}', "does not say which article"),
        (f'[[set]]\narticle = "没有的文章"\ntitle = "x"\n{REASON}', "区委常委会召开会议"),
        (f'[[set]]\ndate = "2020-02-30"\n{REASON}', "EDTF"),
        (f'[[set]]\ndate = "昨天"\n{REASON}', "EDTF"),
        (f'[[set]]\ntag = ["x"]\n{REASON}', "Write tags"),
        (f'[[set]]\ntags = "x"\n{REASON}', "must be a list"),
        (f'[[set]]\ntags = ["x", "x"]\n{REASON}', "each once"),
        (f'[[set]]\ntitle = ""\n{REASON}', "title is empty"),
        (f'[[set]]\ntitle = 3\n{REASON}', "quotation marks"),
        (f'[[split]]\nbefore = "没有这些字"\n{REASON}', "[[split]] number 1"),
        (f'[[split]]\nbefore = "《》"\n{REASON}', "stands nowhere"),
        (f'[[split]]\nbefore = "检查"\n{REASON}', "times"),
        (f'[[split]]\nbefore = "关于开展《消防安全》检查的通知"\n{REASON}', "begins there without it"),
        (f'[[join]]\narticles = ["区委常委会召开会议", "区委常委会召开会议"]\n{REASON}', "each once"),
        (f'[[join]]\narticles = ["区委常委会召开会议"]\n{REASON}', "and two"),
        (f'[[join]]\narticles = ["区委常委会召开会议", "没有的文章"]\n{REASON}', "fits 0 articles"),
        ('[set]\ntitle = "x"', "Begin every correction with"),
        ('title = "x"', "Begin every correction with"),
        ("[[set]\n", "not TOML"),
    ],
)  # fmt: skip
def test_what_fits_nothing_or_changes_nothing_is_refused_by_name(corrected, toml: str, words: str) -> None:
    assert words in refusal(corrected, toml)


def test_an_id_and_a_title_of_one_article_name_it_once(corrected) -> None:
    name = corrected("").articles[0].id
    assert "same article twice" in refusal(
        corrected, f'[[join]]\narticles = ["{name}", "区委常委会召开会议"]\n{REASON}'
    )


def test_a_title_that_two_articles_share_does_not_choose(corrected) -> None:
    toml = f"""
        [[set]]
        article = "关于开展《消防安全》检查的通知"
        title = "区委常委会召开会议"
        {REASON}
        [[set]]
        article = "区委常委会召开会议"
        kicker = "王茜主持"
        {REASON}
    """
    said = refusal(corrected, toml)
    assert "[[set]] number 2" in said
    assert "fits 2 articles" in said
    assert said.count(" 区委常委会召开会议") == 2, "the ids to choose from are named"


def test_a_source_without_corrections_has_none(tmp_path: Path) -> None:
    (tmp_path / "b.txt.corrections.toml").write_text(f'[[set]]\ntitle = "x"\n{REASON}', "utf-8")
    none = read_corrections(tmp_path, "a.txt")
    assert (none.sets, none.replaces, none.splits, none.joins) == ((), (), (), ())
    assert read_corrections(tmp_path, "n" * 250) == none, "a name that leaves no room for the ending"
    assert read_corrections(tmp_path, "b.txt") != none


def test_corrections_without_a_source_are_reported(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "deep/b.txt", "deep/c"):
        (tmp_path / f"{name}.corrections.toml").write_text("", "utf-8")
    found = list(unclaimed_corrections(tmp_path, ["a.txt", "b.txt", "deep/c.txt"]))
    assert [p.file for p in found] == ["deep/b.txt.corrections.toml", "deep/c.corrections.toml"]
    assert "a.txt.corrections.toml beside a.txt" in found[0].remedy


def test_corrections_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt.corrections.toml").write_bytes("# 更正".encode("gb18030"))
    with pytest.raises(CorrectionError, match="not UTF-8"):
        read_corrections(tmp_path, "a.txt")
