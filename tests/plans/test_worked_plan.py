"""The plan that docs/plan-reader.md walks through."""

from __future__ import annotations

from tests.plans.forms import reading

PLAN = """一、活动主题
提升全民科学素质，助力科技自立自强
二、活动时间
2024年9月15日（星期六）至25日
三、活动安排
（一）启动仪式，由县科协牵头，县文旅局配合。
（二）科普“六进”活动
1.进校园。组织讲座。（责任单位：县教育局、各学校等）
（四）科普大集。送科技下乡。责任部门：县农业农村局
四、工作要求
各乡镇至少填报5场次，于9月1日至28日登录平台填报，活动结束后5日内补充照片和新闻链接，资料不全的不予推荐。
联系人：县科协科普部 王一鸣，0000-1234567"""


def test_the_worked_plan() -> None:
    found = reading(PLAN, title="云山县2024年全国科普日活动方案")
    assert found.to_plan() == {
        "title": "云山县2024年全国科普日活动方案",
        "year": 2024,
        "occasion": "全国科普日",
        "themes": ["提升全民科学素质，助力科技自立自强"],
        "subtheme": "none",
        "window": {"start": "2024-09-15", "end": "2024-09-25"},
        "hosts": [],
        "organisers": [],
        "tracks": [
            {"key": "1", "parent": None, "name": "启动仪式", "responsible": ["县科协", "县文旅局"], "groups": [], "open": False},
            {"key": "2", "parent": None, "name": "科普“六进”活动", "responsible": [], "groups": [], "open": False},
            {"key": "2.1", "parent": "2", "name": "进校园", "responsible": ["县教育局"], "groups": ["各学校"], "open": True},
            {"key": "3", "parent": None, "name": "科普大集", "responsible": ["县农业农村局"], "groups": [], "open": False},
        ],
        "quotas": [{"who": ["各乡镇"], "minimum": 5, "maximum": None, "counts": "场次"}],
        "milestones": [
            {"kind": "filing", "opens": "2024-09-01", "closes": "2024-09-28"},
            {"kind": "completion", "opens": None, "closes": None},
        ],
        "evidence": ["photo", "news_link"],
        "award_gate": True,
        "contacts": [{"unit": "县科协科普部", "name": "王一鸣", "phone": "0000-1234567", "email": None}],
        "resources": [],
        "attachments": [],
        "tables": [],
    }
    assert [d.text for d in found.doubts] == [
        "这是2023年全国科普日的全国主题，2024年的是“提升全民科学素质,协力建设科技强国”，请核对。",
        "2024年9月15日是星期日，这里写的是星期六，请核对日期。",
        "序号不连续：“（二）”后面是“（四）”，请核对有没有漏掉、写错或并错的段落。",
        "这个期限没有写明日期（以活动结束等为起点），请补上日期。",
    ]
    assert next(f.value["roles"] for f in found.facts if f.family == "track") == {"县科协": "lead", "县文旅局": "support"}
