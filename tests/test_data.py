"""The authority files hold together, and the places are found."""

import re
from collections import Counter
from datetime import date

import edtf
import pytest

from generator.data import chronology, offices, places, read, subjects, surnames
from generator.data.residue import residue
from generator.data.script import fold_script

FILES = (
    "surnames.toml",
    "given.toml",
    "offices.toml",
    "subjects.toml",
    "chronology.toml",
    "places.toml",
    "residue.toml",
)


@pytest.mark.parametrize("name", FILES)
def test_lists_say_nothing_twice(name):
    def lists(value):
        for item in value.values() if isinstance(value, dict) else value:
            if isinstance(item, dict):
                yield from lists(item)
            elif isinstance(item, list):
                if all(isinstance(entry, str) for entry in item):
                    yield item
                else:
                    yield from lists(item)

    for words in lists(read(name)):
        assert [word for word, count in Counter(words).items() if count > 1] == []
        assert all(word and word == word.strip() for word in words)


def test_surnames_in_both_scripts():
    known = surnames()
    for surname in ("王", "亢", "储", "儲", "柯", "滕", "衛", "衞", "欧阳", "歐陽", "范", "余"):
        assert surname in known.single | known.compound
    assert "範" not in known.single
    assert known.common_words <= known.single
    assert not known.not_names & known.seldom
    assert {len(character) for character in known.single | known.not_names | known.seldom} == {1}


def test_given_names_are_not_refused():
    # Names of people in public office and in the history of letters.
    for given in (
        "近平",
        "强",
        "乐际",
        "沪宁",
        "奇",
        "希",
        "薛祥",
        "羲之",
        "从文",
        "和",
        "则徐",
        "无忌",
        "若水",
        "科",
        "一原",
        "非",
    ):
        assert not set(given) & surnames().not_names


def test_offices_are_longest_first():
    words = offices().before_name
    assert list(map(len, words)) == sorted(map(len, words), reverse=True)
    assert {"书记", "副区长", "省长", "执法队长"} <= set(words)


def test_subjects_are_distinct_and_classed():
    names = [subject.name for subject in subjects()]
    assert len(names) == len(set(names)) >= 120
    categories = read("subjects.toml")["categories"]
    assert {subject.category for subject in subjects()} == set(categories)
    for subject in subjects():
        assert subject.terms
        assert not set(subject.terms) & set(subject.weak), subject.name


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("展开学习讨论", "校园安全与开学"),
        ("提高考核标准", "招生考试"),
        ("集中考察", "招生考试"),
        ("平台风险", "防汛抗旱"),
        ("街道教育", "宗教事务"),
        ("各种业务", "农业生产"),
        ("居民宿舍", "旅游发展"),
        ("上海关注", "海关口岸"),
        ("严打哄抬物价", "社会治安"),
    ],
)
def test_terms_do_not_stand_across_words(text, wrong):
    [subject] = [subject for subject in subjects() if subject.name == wrong]
    assert not [term for term in subject.terms if term in text]


def test_chronology_is_dated():
    found = chronology()
    for entry in (*found.foundings, *found.plans, *found.events):
        parsed = edtf.parse_edtf(entry.date)
        assert parsed.lower_strict() <= parsed.upper_strict(), entry
        assert entry.aliases, entry
        assert entry.source, entry
    assert {event.bearing for event in found.events} == {"before", "after", "around", "not-before", "not-after"}
    names = [event.name for event in found.events]
    assert len(names) == len(set(names))


def test_an_alias_has_one_meaning():
    aliases = Counter((event.bearing, alias) for event in chronology().events for alias in event.aliases)
    assert [alias for alias, count in aliases.items() if count > 1] == []


def test_anniversaries():
    years = {alias: founding.year for founding in chronology().foundings for alias in founding.aliases}
    assert years["中国共产党成立"] + 99 == 2020
    assert years["新中国成立"] + 70 == 2019
    assert years["改革开放"] + 40 == 2018


def test_festivals_fall_where_they_must():
    for festival in chronology().festivals:
        assert sorted(festival.dates) == list(range(min(festival.dates), max(festival.dates) + 1))
        for year, day in festival.dates.items():
            assert date.fromisoformat(day).year == year
    dates = {festival.name: festival.dates for festival in chronology().festivals}
    assert dates["端午节"][2020] == "2020-06-25"
    assert dates["春节"][2022] == "2022-02-01"
    assert dates["全国两会"][2020] == "2020-05-21"
    assert dates["高考"][2020] == "2020-07-07"
    assert {day[5:] for day in dates["清明节"].values()} <= {"04-04", "04-05"}
    for year, spring in dates["春节"].items():
        assert (date.fromisoformat(dates["元宵节"][year]) - date.fromisoformat(spring)).days == 14


def test_sessions_come_in_order():
    days = [event.date[:10] for event in chronology().events if re.fullmatch(r".+届全国人大.次会议", event.name)]
    assert days == sorted(days)
    assert len(days) == 23


# ---- Places


def full(name):
    return [place.full_name for place in places.lookup(name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("石景山区", ["北京市石景山区"]),
        ("石景山", ["北京市石景山区"]),
        ("北京市石景山区", ["北京市石景山区"]),
        ("通州", ["北京市通州区", "江苏省南通市通州区"]),
        ("吉林", ["吉林省", "吉林省吉林市"]),
        ("内蒙古", ["内蒙古自治区"]),
        ("石柱", ["重庆市石柱土家族自治县"]),
        ("双江", ["云南省临沧市双江拉祜族佤族布朗族傣族自治县"]),
        ("克孜勒苏", ["新疆维吾尔自治区克孜勒苏柯尔克孜自治州"]),
        ("济源市", ["河南省济源市"]),
        ("湾仔区", ["香港特别行政区湾仔区"]),
        ("崇文区", ["北京市崇文区"]),
        ("萧山市", ["浙江省杭州市萧山市"]),
        ("延庆", ["北京市延庆区"]),
        ("八宝山街道", ["北京市石景山区八宝山街道"]),
        ("我市", []),
        ("和", []),
        ("", []),
    ],
)
def test_lookup(name, expected):
    assert full(name) == expected


def test_levels_and_parents():
    [street] = places.lookup("八宝山街道")
    assert (street.level, street.parent) == ("town", "北京市石景山区")
    [county] = places.lookup(street.parent)
    assert (county.level, county.parent) == ("county", "北京市")
    [province] = places.lookup(county.parent)
    assert (province.level, province.parent) == ("province", "")
    assert [place.level for place in places.lookup("昆明市")] == ["city"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江苏省昆山市", ["江苏省", "江苏省苏州市昆山市"]),
        ("北京朝阳区", ["北京市", "北京市朝阳区"]),
        ("朝阳区望京街道", ["北京市朝阳区", "北京市朝阳区望京街道"]),
        ("河北石家庄桥西区", ["河北省", "河北省石家庄市", "河北省石家庄市桥西区"]),
        ("安徽省和县", ["安徽省", "安徽省马鞍山市和县"]),
        ("海淀区四季青镇", ["北京市海淀区", "北京市海淀区四季青镇"]),
    ],
)
def test_neighbours_settle_which_place(text, expected):
    found = list(places.mentions(text))
    assert [p.full_name for _, _, candidates in found for p in candidates] == expected
    assert "".join(text[start:end] for start, end, _ in found) == text


def test_a_name_at_the_end_of_a_text_ends_there():
    assert [(start, end) for start, end, _ in places.mentions("会议在望江")] == [(3, 5)]


def test_ambiguity_is_kept():
    [(start, end, candidates)] = places.mentions("在朝阳区内")
    assert (start, end) == (1, 4)
    assert [place.full_name for place in candidates] == ["北京市朝阳区", "吉林省长春市朝阳区"]


@pytest.mark.parametrize(
    "text",
    [
        "中菜市",
        "我市我区",
        "大会场区",
        "各县市区",
        "全州县市",
        "会同县公安局",
        "安全示范县",
        "和平与解放",
        "公安机关",
        "水资源",
        "向阳",
        "建设小城镇",
        "平安文明",
        "",
    ],
)
def test_words_are_not_places(text):
    assert list(places.mentions(text)) == []


def test_weak_names_on_request():
    assert [text for text in ("和平", "长安", "范县", "城区", "石景山", "通州区") if places.is_weak(text)] == [
        "和平",
        "长安",
        "范县",
        "城区",
    ]
    assert [(start, end) for start, end, _ in places.mentions("长安街", weak=True)] == [(0, 2)]


def test_judgements_are_about_real_names():
    judged = read("places.toml")
    for name in judged["aliases"].values():
        assert full(name), name
    for name in judged["districts"]:
        assert full(name) == [name]


def test_without_the_table_of_towns(monkeypatch, tmp_path):
    places._table.cache_clear()
    monkeypatch.setattr(places, "TOWNS", tmp_path / "none.csv")
    try:
        assert not places.has_towns()
        assert full("八宝山街道") == []
        assert full("石景山区") == ["北京市石景山区"]
    finally:
        places._table.cache_clear()


def test_towns_are_installed():
    assert places.has_towns()
    assert full("统一镇") == ["辽宁省盘锦市双台子区统一镇"]


def test_phrases_of_sites_are_of_one_kind_and_in_simplified_script():
    alone = [phrase for kind in residue().kinds for phrase in kind.alone]
    assert len(alone) == len(set(alone))
    for kind in residue().kinds:
        words = (*kind.alone, *kind.beside, *kind.counts, *kind.starts, *kind.holds, *kind.near)
        assert kind.note
        assert words
        assert not set(kind.alone) & set(kind.beside), kind.note
        for word in words:
            assert not word.startswith("*"), word
            assert fold_script(word) == word or kind.note == "搜索与登录", word  # 登陸, 帳號 are written so by mistake


def test_labels_are_sure_or_not():
    labels = residue().labels
    assert not set(labels.sure) & set(labels.unsure)
    assert set(labels.people) <= set(labels.sure) | set(labels.unsure)
