"""How offices write where material can be had."""

from __future__ import annotations

import pytest

from tests.plans.forms import demand, reading

Place = tuple[str, str | None]


def places(text: str) -> list[Place]:
    return [(r["name"], r["url"]) for r in demand(text).values("resource")]


@pytest.mark.parametrize(
    "text",
    [
        "科普资源可在“云山科普”网站（www.yskp.example）下载。",
        "可登录“云山科普”（www.yskp.example）获取科普资源。",
        "请登录云山科普（www.yskp.example）下载宣传资料。",
        "活动素材请从“云山科普”（网址：www.yskp.example）下载使用。",
        "各单位可访问“云山科普”平台（www.yskp.example），免费下载展板、挂图。",
        "科普视频、挂图等可到“云山科普”网站（www.yskp.example）免费获取。",
        "“云山科普”网站（www.yskp.example）提供科普资源下载。",
        "“云山科普”（www.yskp.example）设有资源专区，供各单位选用。",
        "在“云山科普”（www.yskp.example）开设素材库，供各单位下载。",
        "资源获取：云山科普（www.yskp.example）。各单位可自行下载。",
        "宣传海报电子版可在云山科普网站（www.yskp.example）查询、下载。",
        "主视觉设计可从“云山科普”官网（www.yskp.example）下载。",
        "展览资源由“云山科普”（www.yskp.example）提供，可直接调用。",
        "活动标识、海报模板可通过“云山科普”网（www.yskp.example）下载。",
        "可使用“云山科普”（www.yskp.example）上的课件和视频资源。",
        "如需科普资源，请登录“云山科普”网址www.yskp.example查阅下载。",
    ],
)
def test_one_place(text: str) -> None:
    assert places(text) == [("云山科普", "www.yskp.example")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("可登录科普中国、学习强国等平台获取资源。", [("科普中国", None), ("学习强国", None)]),
        ("可从“科普中国”“云山科普”公众号下载素材。", [("科普中国", None), ("云山科普", None)]),
        (
            "可使用中国数字科技馆（www.cdstm.example）、科普中国资源。",
            [("中国数字科技馆", "www.cdstm.example"), ("科普中国", None)],
        ),
        ("挂图可在凌川科普资源库（www.lc.example）下载。", [("凌川科普资源库", "www.lc.example")]),
        ("素材可在中国科普网（www.kp.example）下载。", [("中国科普网", "www.kp.example")]),
        ("科普资源包可从“科普中国”APP获取。", [("科普中国", None)]),
        ("可登录科普中国网站、云山科普云平台下载相关资源。", [("科普中国", None), ("云山科普云", None)]),
        (
            "各单位可利用“科普中国”、云山数字科技馆等资源开展活动，资源可免费下载。",
            [("科普中国", None), ("云山数字科技馆", None)],
        ),
        ("可登录省科协官网“资源下载”栏目下载。", [("省科协", None)]),
        ("资源下载网址：http://res.example/kp/2024。", [("资源下载", "http://res.example/kp/2024")]),
        ("可登录湖东科普云平台（www.hd.example）下载资源。", [("湖东科普云平台", "www.hd.example")]),
        ("可登录“科普中国网站、“云山科普”公众号下载资料。", [("科普中国", None), ("云山科普", None)]),
        (
            "可使用以下资源：1.科普中国（www.kp.example）；2.“云山科普”公众号。",
            [("科普中国", "www.kp.example"), ("云山科普", None)],
        ),
        ("关注“云山科普”微信公众号，获取活动资源。", [("云山科普", None)]),
        ("科普中国服务云（https://cloud.example）可提供资源下载服务。", [("科普中国服务云", "https://cloud.example")]),
    ],
)
def test_places(text: str, expected: list[Place]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "请登录“云山科普”平台（www.yskp.example）填报活动信息。",
        "活动信息在“云山科普”公众号发布。",
        "附件请在工作群下载。",
        "公众可通过“云山科普”小程序查询活动信息。",
        "各单位可在“云山科普”平台查阅活动安排。",
        "参与者可在“云山科普”公众号领取电子证书，获取积分。",
        "可使用“科普大篷车”开展巡展，免费使用。",
        "汇总表可在“云山科普”网站（www.yskp.example）下载。",
        "附件电子版可从“云山科普”网站（www.yskp.example）下载。",
        "请使用“全国科普日”统一标识，标识可在平台下载。",
        "宣传资料到市科协领取。",
        "用好科普资源，丰富活动内容。",
        "各媒体要开设专栏，转载科普中国内容。",
        "登记表可登录市科协网站（www.kx.example）下载。",
        "活动海报可上传至“云山科普”平台。",
        "开放实验室资源，供学生体验。",
    ],
)
def test_no_place(text: str) -> None:
    assert places(text) == []


def test_a_chapter_of_resources() -> None:
    text = "五、科普资源\n1.“科普中国”网站（www.kp.example）；\n2.“云山科普”公众号；\n3.中国数字科技馆（www.cd.example）。"
    found = [(r["name"], r["url"]) for r in reading(text).values("resource")]
    assert found == [("科普中国", "www.kp.example"), ("云山科普", None), ("中国数字科技馆", "www.cd.example")]
