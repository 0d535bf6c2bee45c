"""What an annotating mirror tore is put together again, on bulletins written for this test."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Text
from generator.repair import RULES, repair
from generator.repair.shift import find_shifts
from tests.repair import mirror

BULLETIN = mirror.traditional("""\
我市召开高考安全工作部署会
5月28日上午，市教育局组织召开高考安全工作部署会，传达学习省招生考试工作会议精神，对考试组织、试卷保密、交通保障、医疗救护等工作进行再动员、再部署。各县（区）教育局局长、各考点学校校长参加会议。
会议指出，高考是国家选拔人才的重要途径，关系千家万户的切身利益。各单位要提高认识，压实责任，确保“平安高考、温馨高考”目标顺利实现。要加强考务人员培训，严格执行考试纪律，做到监考、巡考、视频监控全覆盖；要对考点周边环境进行综合整治，公安、城管部门要加大巡查力度，防止噪声扰民。
会议强调，要做好考生服务保障。各学校要开展心理辅导，帮助学生缓解压力，引导家长理性看待考试成绩。卫健部门要在每个考点安排医护人员，配备急救药品和设备。电力、通信企业要排查线路隐患，保证考试期间供电稳定、信号畅通。气象部门要及时发布天气预报，遇到强降雨天气要启动应急预案。
会议要求，要加强食品安全管理。市场监管部门要对考点学校食堂、周边餐饮单位开展专项检查，重点查看进货台账、留样记录和餐具消毒情况，发现问题立即整改。要落实值班制度，领导干部要靠前指挥，遇有突发事件第一时间报告、第一时间处置，让广大考生安心应考！
会后，与会人员实地察看了市第一中学、实验中学等考点的监控室、保密室和隔离考场，听取了学校负责人的汇报，并就进一步完善方案提出了意见建议。
""")


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def restored(shown: str) -> Text:
    return repair(Text.of(shown), [RULES["shift"], RULES["annotation"]])


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 1.0])
def test_most_of_a_torn_bulletin_is_restored(share: float):
    wrong = torn = 0
    for seed in range(4):
        shown = mirror.tear(BULLETIN, mirror.table(BULLETIN, share, seed))
        for got, want in zip(restored(shown).value.split("\n"), BULLETIN.split("\n"), strict=True):
            wrong += plain(got) != plain(want)
        torn += sum("?" in line for line in shown.split("\n"))
    assert wrong <= torn / 4


@pytest.mark.parametrize("share", [0.3, 0.6, 1.0])
def test_what_is_called_proved_is_right(share: float):
    for seed in range(4):
        shown = mirror.tear(BULLETIN, mirror.table(BULLETIN, share, seed))
        proved = [c for c in find_shifts(shown) if c.certainty == "proved"]
        assert all(plain(c.after) in plain(BULLETIN) for c in proved)


CERTAINTIES = [
    ("會(huì)議要求，發(fā)展進(jìn)口冷鏈?zhǔn)称罚ㄘ浧罚┙?jīng)營企業(yè)", "食品（貨品）經", "proved"),
    (
        "隱患排查整治，落細(xì)措施。\n要做好管道燃?xì)馀挪檎巍?/p>\n會(huì)議強(qiáng)調(diào)",
        "氣排查整治。",
        "inferred",
    ),
    ("加快街鎮(zhèn)消防站組建進(jìn)度,確?!皩弻H?,專人專責(zé)”。", "保“專崗專人", "inferred"),
]


@pytest.mark.parametrize(("shown", "reading", "certainty"), CERTAINTIES)
def test_only_what_alone_fits_the_bytes_is_proved(shown: str, reading: str, certainty: str):
    assert [(c.after, c.certainty) for c in find_shifts(shown)] == [(reading, certainty)]


def test_equal_runs_are_read_alike_and_each_at_its_place():
    text = Text.of("會(huì)議要求，發(fā)展進(jìn)口冷鏈?zhǔn)称罚ㄘ浧罚┙?jīng)營企業(yè)。\n" * 50)
    assert text.apply(find_shifts(text.value)).value.count("冷鏈食品（貨品）經營") == 50


def test_clean_text_is_left_alone():
    assert list(find_shifts(BULLETIN)) == []
    assert list(find_shifts(mirror.tear("你們準備好了嗎？！當然。", {}))) == []


TORN = st.text(st.sampled_from("會議專責鏈营皩弻称罚檎巍?!,，。()€Hkīìzhnuǔ \n"), max_size=60)


@given(TORN)
def test_any_torn_text_can_be_read_and_undone(value: str):
    text = Text.of("區(qū)會(huì)議領(lǐng)導" + value)
    assert repair(text, [RULES["shift"]]).revert() == text.value


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["會?!" + "皩弻" * 10, "鏈?zhǔn)称罚", "會?", "?!皩H", "區(qū)?xì)馀挪檎巍?"])
def test_hostile_input_ends_soon(piece: str):
    list(find_shifts(piece * (200_000 // len(piece))))
