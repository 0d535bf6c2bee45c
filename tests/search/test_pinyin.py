"""Pinyin, whole or initials, finds titles, tags, people and places, by every reading of a character."""

from __future__ import annotations

import pytest

from tests.search.conftest import Engine, archive, article

MADE = archive(
    article(
        0,
        "疫情防控工作会议",
        ["正文"],
        tags=["疫情防控", "长者服务"],
        people=["单小雪", "欧阳重光"],
        place="重庆市渝北区",
    ),
    article(1, "区长调研绿化工程", ["防控"], people=["曾长行"]),
)


@pytest.mark.parametrize("whole", [0, 1 << 30])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fangkong", [("tag", "标签:疫情防控"), ("title", "标题:防控")]),
        ("fk", [("tag", "标签:疫情防控"), ("title", "标题:防控")]),
        ("FangKong", [("tag", "标签:疫情防控"), ("title", "标题:防控")]),
        ("yiqingfk", [("tag", "标签:疫情防控"), ("title", "标题:疫情防控")]),
        ("yqfkgzhy", [("title", "标题:疫情防控工作会议")]),
        ("shanxiaoxue", [("person", "人物:单小雪")]),  # 单, a surname
        ("danxx", [("person", "人物:单小雪")]),
        ("oyz", [("person", "人物:欧阳重光")]),
        ("ouyangchong", [("person", "人物:欧阳重光")]),
        ("zhongqing", [("place", "地点:重庆市渝北区")]),
        ("chongqing", [("place", "地点:重庆市渝北区")]),
        ("zengzhangh", [("person", "人物:曾长行")]),
        ("zengchangxing", [("person", "人物:曾长行")]),
        ("zhangzhe", [("tag", "标签:长者服务")]),
        ("lvhua", [("title", "标题:绿化")]),
        ("lühua", [("title", "标题:绿化")]),
        ("gongcheng", [("title", "标题:工程")]),
        ("kongfang", []),
        ("f", []),
        ("防控", []),
    ],
)
def test_suggestions(engine: Engine, whole: int, typed: str, expected: list[tuple[str, str]]) -> None:
    engine.open(MADE, whole)
    assert engine.suggest(typed) == expected
    for _, query in expected:
        assert engine.search(query) != [[]]
