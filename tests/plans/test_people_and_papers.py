"""Contacts, resources, attachments, tables, titles."""

from __future__ import annotations

import pytest

from kepu.plans.blocks import table
from tests.plans.forms import demand, reading

Contact = tuple[str | None, str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联 系 人：王一鸣    联系电话：0571-12345678    邮箱：a@b.com", [(None, "王一鸣", "0571-12345678", "a@b.com")]),
        ("报送至县科协（联系人：陈静，联系电话：XX）。", [("县科协", "陈静", None, None)]),
        (
            "联系人：市教育局科教科 罗小溪；电话：0000-3316642；电子邮箱：l@e.com。",
            [("市教育局科教科", "罗小溪", "0000-3316642", "l@e.com")],
        ),
        ("联系人：区科协科普科江小岑，联系电话：0000-6158870。", [("区科协科普科", "江小岑", "0000-6158870", None)]),
        ("局办公室联系人：温小澜，电话：0000-2206718，传真：0000-2206719。", [("局办公室", "温小澜", "0000-2206718", None)]),
        (
            "市科协联系人：张伟、李娜；联系电话：0000-7654321。",
            [("市科协", "张伟", "0000-7654321", None), ("市科协", "李娜", "0000-7654321", None)],
        ),
        (
            "联系单位：市科协科普部\n联系人：王一鸣\n联系电话：0000-1234567\n电子邮箱：w@e.com",
            [("市科协科普部", "王一鸣", "0000-1234567", "w@e.com")],
        ),
        (
            "联系人：市科技局农村科 柏小松，电话：0000-5128034，电子信箱：c@e.com\n    市科协科普部 岳小晴，电话：0000-5128291",
            [("市科技局农村科", "柏小松", "0000-5128034", "c@e.com"), ("市科协科普部", "岳小晴", "0000-5128291", None)],
        ),
        (
            "业务咨询：市科协科普部 王一鸣 0000-1234567；技术支持：市科技馆 李红 0000-7654321。",
            [("市科协科普部", "王一鸣", "0000-1234567", None), ("市科技馆", "李红", "0000-7654321", None)],
        ),
        ("学会秘书处：路小岩，0000-8890123", [("学会秘书处", "路小岩", "0000-8890123", None)]),
        ("联系人：祁小云，0000-3356677（市气象学会秘书处）", [("市气象学会秘书处", "祁小云", "0000-3356677", None)]),
        ("联系人：扎西措  电话：0000-8122099", [(None, "扎西措", "0000-8122099", None)]),
        ("联系人:市科协普及部 卢小舫;座机:0000-1234567;信箱:a@b.cn", [("市科协普及部", "卢小舫", "0000-1234567", "a@b.cn")]),
        ("联系电话:0000-7654321(县科协科普股,陶小冬)", [("县科协科普股", "陶小冬", "0000-7654321", None)]),
        (
            "联系人：市科技局社发科　申小岚　欧小枫\n联系电话：0000-1111111　0000-2222222",
            [("市科技局社发科", "申小岚", "0000-1111111", None), ("市科技局社发科", "欧小枫", "0000-2222222", None)],
        ),
        ("填报单位：      联系人：      联系电话：", []),
    ],
)
def test_contacts(text: str, expected: list[Contact]) -> None:
    found = demand("1.报送。" + text).values("contact")
    assert [(c["unit"], c["name"], c["phone"], c["email"]) for c in found] == expected


def test_a_person_without_an_office_stands_for_the_one_that_gets_the_papers() -> None:
    found = reading("一、要求\n请将总结报送至市科协科普部。\n各单位要重视。\n联系人：王一鸣").values("contact")
    assert found == [{"unit": "市科协科普部", "name": "王一鸣", "phone": None, "email": None}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "请登录“e享科普日”（www.kepuri.org）、科普中国网站进行查询、下载。",
            [("e享科普日", "www.kepuri.org"), ("科普中国", None)],
        ),
        (
            "可从“科普中国”网站（www.kepuchina.cn）、“岚江科普”公众号获取。",
            [("科普中国", "www.kepuchina.cn"), ("岚江科普", None)],
        ),
        ("各单位可登录科普中国、学习强国等平台获取资源。", [("科普中国", None), ("学习强国", None)]),
        ("资源库网址：https://res.example.org/kp，提取码：abcd。", [("资源库", "https://res.example.org/kp")]),
        ("请登录全国科普日网站（www.kepuri.cn）填报活动信息。", []),
        (
            "可从中国科普网（www.kepu.net）、凌川科普资源库（res.lc.cn）下载。",
            [("中国科普网", "www.kepu.net"), ("凌川科普资源库", "res.lc.cn")],
        ),
        ("宣传资料可到市科协科普部领取。", []),
    ],
)
def test_resources(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(r["name"], r["url"]) for r in demand("1.资源。" + text).values("resource")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("附件：1.活动汇总表\n2.统计表", ["活动汇总表", "统计表"]),
        ("附件：1、2024年汇总表\n      2、推荐表", ["2024年汇总表", "推荐表"]),
        ("附件：\n1.活动汇总表\n2.推荐表", ["活动汇总表", "推荐表"]),
        ("附件1：活动汇总表\n附件2：推荐表", ["活动汇总表", "推荐表"]),
        ("附件：1.《活动汇总表》；2.《推荐表》", ["活动汇总表", "推荐表"]),
        ("附件：1.活动汇总表 2.推荐表 3.操作手册（另附）", ["活动汇总表", "推荐表", "操作手册"]),
        ("附：活动汇总表", ["活动汇总表"]),
        ("附件 2024年活动统计表", ["2024年活动统计表"]),
        ("附：联系人：王一鸣", []),
        ("详见附件。", []),
    ],
)
def test_attachments(text: str, expected: list[str]) -> None:
    assert reading(f"一、要求\n抓好落实。\n{text}\n云山市科协\n2024年8月1日").values("attachment") == expected


def test_tables_have_a_title_and_their_lowest_headings() -> None:
    form = table([["序号", "活动名称", "活动时间"], ["1", "", ""]])
    found = reading("一、要求", "附件1", "《活动汇总表》", "填报单位（盖章）：      联系人：", form).values("table")
    assert found == [{"title": "活动汇总表", "columns": ["序号", "活动名称", "活动时间"]}]


def test_a_table_without_headings_is_none() -> None:
    assert reading("一、要求", table([["甲", "乙"], ["1", "2"]], header_rows=0)).values("table") == []


@pytest.mark.parametrize(
    ("text", "title", "year", "occasion"),
    [
        (
            "云山市科协文件\n云科协发〔2024〕12号\n关于开展2024年全国科普日活动的\n通  知\n各单位：",
            "关于开展2024年全国科普日活动的通知",
            2024,
            "全国科普日",
        ),
        ("云山市2024年全国科普月活动\n实施方案", "云山市2024年全国科普月活动实施方案", 2024, "全国科普月"),
        (
            "云山市科学技术协会\n云山市教育局\n关于开展2024年科技活动周的通知",
            "云山市科学技术协会云山市教育局关于开展2024年科技活动周的通知",
            2024,
            "科技活动周",
        ),
        (
            "关于印发《云山县2019年科普日活动方案》的通知\n各单位：\n现印发。\n云山县科协\n2019年8月1日\n云山县2019年科普日活动方案\n一、主题",
            "云山县2019年科普日活动方案",
            2019,
            "全国科普日",
        ),
        ("关于印发《云山县2019年科普日活动方案》的通知\n各单位：", "云山县2019年科普日活动方案", 2019, "全国科普日"),
        ("青枫镇二〇一六年“全国科普日”活动方案", "青枫镇二〇一六年“全国科普日”活动方案", 2016, "全国科普日"),
        ("20XX年云山市全国科普日活动方案\n云山市科协\n20XX年8月1日", "20XX年云山市全国科普日活动方案", None, "全国科普日"),
        ("云山镇科普日活动方案\n云山镇政府\n2022年8月30日", "云山镇科普日活动方案", 2022, "全国科普日"),
        ("云山市第三届科普文化节活动方案\n一、时间\n2024年9月1日", "云山市第三届科普文化节活动方案", 2024, "科普文化节"),
        ("海棠街道全国科普日活动方案\n（2019年）\n各社区：", "海棠街道全国科普日活动方案（2019年）", 2019, "全国科普日"),
        ("雲嶺縣2018年全國科普日活動方案", "雲嶺縣2018年全國科普日活動方案", 2018, "全国科普日"),
    ],
)
def test_titles(text: str, title: str, year: int | None, occasion: str) -> None:
    found = reading(text, title="", masked="20XX" in text)
    assert (found.first("title"), found.first("year"), found.first("occasion")) == (title, year, occasion)


def test_tables_of_people_and_of_labels() -> None:
    people = table([["区科协", "欧阳小敏", "电话：0000-1234567"], ["区教育局", "李明", "电话：0000-7654321"]], header_rows=0)
    hosts = table([["主办单位", "市科协、市教育局"], ["承办单位", "市科技馆"]], header_rows=0)
    found = reading("二、组织单位", hosts, "六、联系方式", people)
    assert [(c["unit"], c["name"], c["phone"]) for c in found.values("contact")] == [
        ("区科协", "欧阳小敏", "0000-1234567"),
        ("区教育局", "李明", "0000-7654321"),
    ]
    assert (found.values("host"), found.values("organiser"), found.values("table")) == (["市科协", "市教育局"], ["市科技馆"], [])
