"""The demo's plans are read as they are meant, whatever the day around which they are laid."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from kepu.demo.dates import Calendar
from kepu.demo.workplan import city_plan, county_plan
from kepu.plans import read

TODAYS = [date(2026, 9, 18), date(2026, 11, 26), date(2026, 12, 27), date(2027, 1, 4)]
"""Among them days on which the campaign crosses the turn of the year."""

CITY_HOSTS = (
    "市科协 市委宣传部 市委网信办 市教育局 市经信局（科技局） 市自然资源和规划局 市生态环境分局 市农业农村局 市文旅体局 市水利局 "
    "市卫健委 市应急管理局 市国资委 市总工会 团市委 市妇联 市工商联 市文联 市气象局 市关工委"
)


def line(key: str, name: str, responsible: str = "", groups: str = "", open_: bool = False) -> dict[str, Any]:
    """A track as the reader gives it; units apart by spaces."""
    parent = key.rpartition(".")[0] or None
    return {
        "key": key,
        "parent": parent,
        "name": name,
        "responsible": responsible.split(),
        "groups": groups.split(),
        "open": open_,
    }


def milestones(calendar: Calendar) -> list[dict[str, str | None]]:
    """The three deadlines of a calendar."""
    return [
        {"kind": "filing", "opens": calendar.filing_opens.isoformat(), "closes": calendar.filing_closes.isoformat()},
        {"kind": "completion", "opens": None, "closes": calendar.completion.isoformat()},
        {"kind": "summary", "opens": None, "closes": calendar.summary.isoformat()},
    ]


def quota(minimum: int, *who: str) -> dict[str, Any]:
    """So many 场次 for these."""
    return {"who": list(who), "minimum": minimum, "maximum": None, "counts": "场次"}


@pytest.mark.parametrize("today", TODAYS)
def test_the_citys_plan_is_read_as_meant(today: date) -> None:
    calendar = Calendar(today)
    plan = city_plan(calendar)
    table = f"{calendar.year}年云湖市全国科普日汇总表"
    assert read(plan.docx(), plan.file_name).to_plan() == {
        "title": f"{calendar.year}年云湖市全国科普日活动工作方案",
        "year": calendar.year,
        "occasion": "全国科普日",
        "themes": ["科技改变生活，创新赢得未来"],
        "subtheme": "allowed",
        "window": {"start": calendar.window_start.isoformat(), "end": calendar.window_end.isoformat()},
        "hosts": CITY_HOSTS.split(),
        "organisers": [],
        "tracks": [
            line("1", "全国科普日云湖市主场活动", "市科协", "各主办成员单位"),
            line("2", "部门系统活动", "", "各主办成员单位"),
            line("3", "各乡镇主场活动", "", "各镇 各街道"),
            line("4", "系列联合行动"),
            line("4.1", "学会、协会科普联合行动", "市科协", "市级学会 协会"),
            line("4.2", "企业科普联合行动", "市国资委 市经信局（科技局） 市工商联", "相关企业"),
            line("4.3", "科普阵地联合行动", "市教育局", "各学校 各科普教育基地", True),
            line("4.4", "农村科普联合行动", "市科协 市农业农村局", "各镇", True),
            line("4.5", "全民科普阅读联合行动", "市文旅体局", "各镇"),
            line("5", "科普专项行动"),
            line("5.1", "青少年科技教育专项行动", "市教育局 团市委 市妇联 市关工委"),
            line("5.2", "科学家精神宣讲专项行动", "市科协 市委宣传部 市文联", "", True),
            line("5.3", "银龄科普专项行动", "市卫健委", "各街道"),
        ],
        "quotas": [quota(30, "各乡镇", "街道"), quota(10, "市直有关单位", "学会", "协会")],
        "milestones": milestones(calendar),
        "evidence": ["photo", "video", "news_link", "summary", "online_url"],
        "award_gate": True,
        "contacts": [{"unit": "市科协科普部", "name": "林晓", "phone": "3012345", "email": None}],
        "resources": [{"name": "e享科普日", "url": "www.kepuri.org"}, {"name": "科普中国", "url": None}],
        "attachments": [table],
        "tables": [{"title": table, "columns": ["序号", "活动名称", "活动时间", "活动地点"]}],
    }


@pytest.mark.parametrize("today", TODAYS)
def test_the_countys_plan_is_read_as_meant(today: date) -> None:
    calendar = Calendar(today, ahead=3)
    plan = county_plan(calendar)
    found = read(plan.docx(), plan.file_name).to_plan()
    assert found["hosts"] == ["县科协", "县教育局", "县农业农村局", "县卫生健康局"]
    assert found["tracks"] == [
        line("1", "全国科普日云山县主场活动", "县科协", "各主办单位"),
        line("2", "部门系统活动", "", "各主办单位"),
        line("3", "各乡镇主场活动", "", "各乡镇"),
        line("4", "茶乡科普行专项行动", "县农业农村局", "各乡镇"),
    ]
    assert found["quotas"] == [quota(15, "各乡镇"), quota(5, "县直有关单位")]
    assert found["milestones"] == milestones(calendar)
    assert found["tables"][0]["columns"] == ["序号", "单位", "活动名称", "活动时间", "活动地点", "参加人数"]


def test_the_document_has_the_form_of_an_official_paper() -> None:
    paper = Document(BytesIO(city_plan(Calendar(TODAYS[0])).docx()))
    section = paper.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [cell.text for cell in paper.tables[0].rows[0].cells] == ["序号", "活动名称", "活动时间", "活动地点"]
    assert paper.paragraphs[0].text == paper.core_properties.title == "2026年云湖市全国科普日活动工作方案"
