"""Milestones, evidence and the award gate: what the plan asks of its readers."""

from __future__ import annotations

import pytest

from kepu.plans.blocks import table
from kepu.plans.reading import Reading
from tests.plans.forms import demand, reading

Milestone = tuple[str, str, str]


def milestones(found: Reading) -> list[Milestone]:
    return [(m["kind"], (m["opens"] or "")[5:], (m["closes"] or "")[5:]) for m in found.values("milestone")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("登记通道8月20日开通，9月25日24时关闭。", [("filing", "08-20", "09-25")]),
        ("各单位自8月20日起即可登录平台，9月25日前完成全部活动登记。", [("filing", "08-20", "09-25")]),
        (
            "9月1日起登录平台注册并填报活动，9月28日前完善活动图文信息。",
            [("filing", "09-01", ""), ("completion", "", "09-28")],
        ),
        (
            "8月26日至9月6日，各单位登录全国科普日平台（网址：https://kepuri.example）填报重点活动，每个单位推荐重点活动3项。",
            [("filing", "08-26", "09-06")],
        ),
        ("各单位9月1日至20日登录系统上传活动。", [("filing", "09-01", "09-20")]),
        ("活动实施后10日内完善图片、参加人数。", [("completion", "", "")]),
        ("各班于5月20日放学前将作品交教务处。", [("other", "", "05-20")]),
        ("（二）实施阶段（9月6日—9月20日）。各单位登录平台填报活动信息。", [("filing", "09-06", "09-20")]),
        ("各乡镇要根据本方案制定具体活动计划，于9月8日前报县科协。", [("plan", "", "09-08")]),
        ("9月15日截稿。", [("other", "", "09-15")]),
        (
            "◇8月25日前，各企业科协提报活动；\n◇8月26日—31日，秘书处审核，并登录平台发布。",
            [("plan", "", "08-25"), ("filing", "08-26", "08-31")],
        ),
        (
            "须在9月5日前确定联络员，并在9月10日至9月25日期间登录平台填报活动。",
            [("other", "", "09-05"), ("filing", "09-10", "09-25")],
        ),
        ("甲局、乙局分别于10月8日、10月10日前将总结报县科协。", [("summary", "", "10-08"), ("summary", "", "10-10")]),
        ("活动结束当天要拍照，3日内交社区宣传委员。", [("completion", "", "")]),
        (
            "在9月12日前将物资清单报居委会；活动当天要拍照留存，3日内交居委会。",
            [("other", "", "09-12"), ("completion", "", "")],
        ),
        ("每次活动后即时将照片发至工作群。", [("completion", "", "")]),
        ("请于8月28日前将活动详案发至邮箱，每场活动结束后2日内报送信息1篇。", [("plan", "", "08-28"), ("summary", "", "")]),
        ("每开展一次活动，要在三日内报送照片。", [("completion", "", "")]),
        ("活动开展前3天将活动信息登记到平台。", [("filing", "", "")]),
        ("9月8日闭馆前完成布展。", [("other", "", "09-08")]),
        ("请于9月2日前将回执传真至我局。", [("other", "", "09-02")]),
        ("作品报送时间为5月1日至8月31日，评审时间为9月。", [("other", "05-01", "08-31")]),
        ("10月31日前，市科协对各地活动开展情况进行通报。", []),
        ("总结材料于10月12日前报送，逾期不予推荐优秀单位。", [("summary", "", "10-12")]),
        ("（三）总结阶段（9月21日—30日）。各单位9月30日前将书面总结报市科协。", [("summary", "", "09-30")]),
        ("（一）活动申报（7月15日至8月10日）。各市申报重点活动。", [("plan", "07-15", "08-10")]),
        ("请各单位于9月28日前登录全国科普日网站填报活动信息。", [("filing", "", "09-28")]),
        ("各单位于9月5日-9月28日期间注册并登录网站，填报活动信息。", [("filing", "09-05", "09-28")]),
        ("填报时间为9月1日至9月30日，逾期系统自动关闭。", [("filing", "09-01", "09-30")]),
        ("从8月25日起至10月10日止，各单位在平台注册并登记活动。", [("filing", "08-25", "10-10")]),
        ("9月30日前，在平台补充完善活动照片，并提交总结材料。", [("completion", "", "09-30")]),
        ("各单位于10月8日前将活动总结、相关图片及汇总表报送至市科协。", [("summary", "", "10-08")]),
        ("请于10月上旬将工作总结报送区科协。", [("summary", "10-01", "10-10")]),
        ("9月底前，各单位将活动总结发送至邮箱。", [("summary", "", "09-30")]),
        ("各单位于8月31日前将活动方案报市科协。", [("plan", "", "08-31")]),
        ("各市推荐省级重点活动3项，于8月15日前将推荐表报省科协。", [("plan", "", "08-15")]),
        ("推荐优秀组织单位和优秀活动的，于10月24日前报送推荐表。", [("recommendation", "", "10-24")]),
        ("请于9月5日前将联络员名单报市科协。", [("other", "", "09-05")]),
        ("各校于5月19日16:30前将参评作品和登记表送教研室。", [("other", "", "05-19")]),
        ("做到有方案、有图片、有总结，并于9月25日前将活动总结报镇科协。", [("summary", "", "09-25")]),
        ("活动结束后10个工作日内提交总结材料。", [("summary", "", "")]),
        ("每场活动结束后5个工作日内，举办单位须在平台上传现场图片。", [("completion", "", "")]),
        (
            "各县于10月14日前将工作总结报市科协，各市于10月20日前将工作总结报省科协；推荐优秀活动的，于10月24日前报送推荐表。",
            [("summary", "", "10-14"), ("summary", "", "10-20"), ("recommendation", "", "10-24")],
        ),
        (
            "于9月8日前报送活动预告，9月30日前报送活动图片，10月10日前报送总结。",
            [("plan", "", "09-08"), ("completion", "", "09-30"), ("summary", "", "10-10")],
        ),
    ],
)
def test_milestones(text: str, expected: list[Milestone]) -> None:
    assert milestones(demand(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "请各单位及时报送信息。",
        "市科协将于10月30日前组织评审。",
        "本办法自2024年9月1日起施行。",
        "9月17日上午举行启动仪式。",
        "9月17日至23日集中开展活动。",
        "每周五17:00前报送信息。",
        "公示期为3个工作日。",
    ],
)
def test_no_milestones(text: str) -> None:
    assert milestones(demand(text)) == []


def test_the_heading_tells_the_kind_where_the_sentence_does_not() -> None:
    assert milestones(reading("五、报送要求\n（一）工作总结\n请于10月8日前报送至市科协。\n（二）征集时间\n7月1日至8月20日")) == [
        ("summary", "", "10-08"),
        ("other", "07-01", "08-20"),
    ]


def test_the_date_below_a_signature_is_none() -> None:
    assert milestones(reading("五、要求\n（一）活动总结。请于10月8日前报送。\n云山市科协\n2024年8月1日")) == [
        ("summary", "", "10-08")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "补充完善活动信息，包括活动图片视频、新闻报道链接等，并提交总结材料，网络活动须提供网址。",
            ["photo", "video", "news_link", "summary", "online_url"],
        ),
        ("9月30日前上传活动照片、宣传海报、参与人数。", ["photo", "poster", "attendance"]),
        ("将活动小结和照片交镇科协办公室。", ["summary", "photo"]),
        ("线上活动请一并提供回放网址。", ["online_url"]),
        ("活动海报、视频可登录“科普中国”网站下载。", []),
        ("利用电子屏滚动播放科普视频。", []),
        ("将《照片统计表》报市科协。", []),
    ],
)
def test_evidence(text: str, expected: list[str]) -> None:
    assert demand(text).values("evidence") == expected


@pytest.mark.parametrize(
    "text",
    [
        "此将作为评选优秀组织单位和优秀活动的必备条件。",
        "资料是否完整，将作为推荐优秀活动的前提条件。",
        "平台资料不完整的不列入评优推荐范围。",
        "材料不齐的不予推荐。",
        "信息不全的活动一律不参加优秀活动评选。",
        "未按时报送总结的，取消评优资格。",
        "资料缺项的实行一票否决，不再列入推荐范围。",
        "将从资料齐备的活动中遴选并推荐优秀活动。",
        "填报信息完整度将作为评选优秀组织单位的重要依据。",
    ],
)
def test_the_gate(text: str) -> None:
    assert demand(text).first("award_gate") is True


@pytest.mark.parametrize(
    "text",
    [
        "对组织有力的单位予以通报表扬。",
        "设一、二、三等奖若干名，择优推荐参加区级比赛。",
        "逾期不予受理。",
        "市科协将推荐优秀活动。",
        "不得以排名通报代替工作落实。",
    ],
)
def test_no_gate(text: str) -> None:
    assert demand(text).first("award_gate") is None


def test_a_schedule_gives_milestones_and_evidence_and_no_lines() -> None:
    rows = [
        ["时间节点", "工作事项", "完成主体"],
        ["8月31日前", "报送重点活动清单", "各县科协"],
        ["9月1日至25日", "登录平台填报活动", "各单位"],
        ["10月8日前", "补充照片和视频", "各单位"],
        ["10月15日前", "提交总结", "各县科协"],
    ]
    found = reading("五、时间安排", table(rows))
    assert milestones(found) == [
        ("plan", "", "08-31"),
        ("filing", "09-01", "09-25"),
        ("completion", "", "10-08"),
        ("summary", "", "10-15"),
    ]
    assert (found.values("evidence"), found.values("track")) == (["photo", "video", "summary"], [])


def test_what_is_handed_in_within_a_line_has_a_date() -> None:
    text = (
        "三、活动内容\n1.征文。各班于5月20日前将作品交教务处。（责任单位：教务处）\n2.参观。5月21日前往科技馆。（责任单位：团委）"
    )
    assert milestones(reading(text)) == [("other", "", "05-20")]
