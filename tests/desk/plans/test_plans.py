"""Plans at the desk: taking one in, looking through it, making a campaign of it."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from kepu.campaigns.actions import adopt, decide_fact
from kepu.campaigns.models import Campaign, WorkPlan
from kepu.campaigns.queries import sheet_of
from kepu.organisations.models import Alias, Organisation
from tests.campaigns.readings import fact, milestone, plan_of, quota, reading, yunhu
from tests.cast import Cast

PARAGRAPHS = (
    "2026年云湖市全国科普日活动工作方案",
    "一、活动主题和时间",
    "2026年云湖市全国科普日主题为：科学点亮云湖，创新照见未来。定于9月17日至23日在全市集中开展。各单位可结合实际拟定活动副主题。",
    "二、主办单位",
    "市科协、市教育局、市气象学会",
    "三、主要活动",
    "（一）云湖市主场活动。9月17日举办启动仪式（责任单位：市科协、各主办成员单位）。",
    "（二）各乡镇主场活动。各镇开展镇级主场活动（责任单位：各镇）。",
    "四、相关事项",
    "（一）登记填报。请各乡镇、市直有关单位、学会、协会在2026年9月5日-9月28日期间填报活动信息（各乡镇至少30场次，其他至少10场次）。",
    "（二）信息完善。各单位于2026年10月5日前补充活动图片、视频、新闻报道链接。",
    "（三）工作总结。请于10月8日前将活动总结和汇总表报送至市科协科普部（联系人：林晓）。",
)


def word(*paragraphs: str) -> bytes:
    """A .docx with these paragraphs and the annexed table."""
    paper = Document()
    for text in paragraphs:
        paper.add_paragraph(text)
    paper.add_paragraph("附件：2026年云湖市全国科普日汇总表")
    table = paper.add_table(rows=2, cols=4)
    for cell, heading in zip(table.rows[0].cells, ("序号", "活动名称", "活动时间", "活动地点"), strict=True):
        cell.text = heading
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    """林晓 of the 市科协 at the desk."""
    client.force_login(cast.lin)
    return client


@pytest.fixture
def plan(cast: Cast) -> WorkPlan:
    """A plan that waits, with a doubtful fact and a host that the register lacks."""
    read = yunhu()
    read["facts"] += [fact("resource", {"name": "e享科普日", "url": "www.example.org"}, confidence=0.6), fact("host", "市民政局")]
    return plan_of(cast.office, read)


def url(plan: WorkPlan, rest: str = "") -> str:
    """An address below the plan's."""
    return f"/desk/plans/{plan.pk}/{rest}"


def text_of(client: Client, address: str, **more: Any) -> str:
    """The page's text; it must be there."""
    response = client.get(address, **more)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def upload(client: Client, content: bytes, name: str = "方案.docx") -> Any:
    """Hand a file in."""
    return client.post("/desk/plans/", {"owner": "kexie", "document": SimpleUploadedFile(name, content)})


# Taking in


def test_word_file_is_read_adopted_and_published(cast: Cast, office: Client) -> None:
    response = upload(office, word(*PARAGRAPHS))
    plan = WorkPlan.objects.get()
    assert response["Location"] == url(plan)
    page = text_of(office, url(plan))
    said = [
        "科学点亮云湖，创新照见未来",
        "9月17日 周四 – 9月23日 周三",
        "各乡镇主场活动",
        "至少30场次",
        "9月28日 周一 24:00 截止",
    ]
    assert [words for words in said if words not in page] == []
    for item in sheet_of(plan).items:
        office.post(url(plan, f"facts/{item.key}/decision/"), {"state": "kept", "seen": 0})
    response = office.post(url(plan, "adoption/"), {"seen": WorkPlan.objects.get().revision})
    campaign = Campaign.objects.get()
    assert response["Location"] == f"/desk/campaigns/{campaign.slug}/"
    assert (campaign.name, str(campaign.window_start)) == ("2026年云湖市全国科普日", "2026-09-17")
    assert [line.name for line in campaign.lines.all()] == ["云湖市主场活动", "各乡镇主场活动"]
    assert "由方案“方案.docx”建立" in text_of(office, response["Location"])
    office.post(f"/desk/campaigns/{campaign.slug}/publication/", {"seen": campaign.revision})
    assert Campaign.objects.get().state == "running"
    assert campaign.enrolments.count() == 5


def test_pasted_text_is_read(office: Client) -> None:
    response = office.post("/desk/plans/", {"owner": "kexie", "text": "\n".join(PARAGRAPHS)})
    plan = WorkPlan.objects.get()
    assert (response.status_code, plan.name) == (302, "粘贴的文字.txt")
    assert sheet_of(plan).proposal.year == 2026


def test_same_document_again_leads_to_the_plan_that_waits(office: Client) -> None:
    content = word(*PARAGRAPHS)
    upload(office, content)
    assert upload(office, content, "改名.docx")["Location"] == url(WorkPlan.objects.get())


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "请选择方案文件，或把方案的文字粘贴进来。"),
        ({"text": "   "}, "请选择方案文件，或把方案的文字粘贴进来。"),
        ({"document": SimpleUploadedFile("坏.docx", b"PK\x03\x04 broken")}, "field-error"),
        ({"document": SimpleUploadedFile("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)}, "field-error"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(office: Client, sent: dict[str, Any], sentence: str) -> None:
    response = office.post("/desk/plans/", {"owner": "kexie"} | sent)
    assert (response.status_code, WorkPlan.objects.count()) == (422, 0)
    assert sentence in response.content.decode()


def test_offices_alone_take_plans_in_and_see_their_own(cast: Cast, client: Client, plan: WorkPlan) -> None:
    client.force_login(cast.chen)
    assert upload(client, word(*PARAGRAPHS)).status_code == 422
    assert plan.name not in text_of(client, "/desk/plans/")
    for address in ("", "document/"):
        assert client.get(url(plan, address)).status_code == 404
    for address in ("confirmation/", "adoption/", "removal/", "new-facts/theme/", "facts/theme-1/", "units/", "new-units/"):
        assert client.post(url(plan, address), {"seen": 0}).status_code == 404, address
    assert client.post(url(plan, "facts/theme-1/decision/"), {"state": "kept", "seen": 0}).status_code == 404


def test_lists_and_pages_cost_the_same_for_one_and_for_three(cast: Cast, office: Client, plan: WorkPlan) -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(office, address)
        return len(captured)

    text_of(office, "/desk/plans/")
    first = cost("/desk/plans/"), cost(url(plan))
    plan_of(cast.office, reading())
    adopt(plan_of(cast.office, yunhu() | {"name": "另一份.docx"}), by=cast.actor(cast.lin))
    large = yunhu()
    large["facts"] += [fact("host", f"第{number}中学") for number in range(30)]
    assert (cost("/desk/plans/"), cost(url(plan_of(cast.office, large)))) == first


# Looking through


def test_page_shows_document_and_facts_with_the_doubtful_first(office: Client, plan: WorkPlan) -> None:
    page = text_of(office, url(plan))
    assert page.index("请先看一眼") < page.index("e享科普日") < page.index("主题与时间")
    assert 'data-keys="theme-1"' in page
    assert 'href="#fact-theme-1"' in page
    assert 'id="mark-theme-1"' in page
    assert "还有1处存疑的要素没有确认。" in page
    assert "全部确认（24 条无疑点）" in page
    assert 'aria-disabled="true"' in page


def test_decisions_lead_back_to_the_fact(office: Client, plan: WorkPlan) -> None:
    response = office.post(url(plan, "facts/resource-2/decision/"), {"state": "kept", "seen": 0})
    assert response["Location"] == url(plan) + "#fact-resource-2"
    page = text_of(office, url(plan))
    assert "林晓已确认" in page
    assert "其余 24 条将按读出的内容一并确认。" in page
    assert 'id="adopt"' in page


def test_with_htmx_a_step_answers_with_the_right_side_alone(office: Client, plan: WorkPlan) -> None:
    sent = {"state": "dropped", "seen": 0}
    part = office.post(url(plan, "facts/theme-1/decision/"), sent, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "林晓已删去" in part
    again = office.post(url(plan, "facts/theme-1/decision/"), sent, headers={"HX-Request": "true"}).content.decode()
    assert "林晓刚刚删去了这一条" in again


def test_colleagues_decision_is_told_without_scripts_too(cast: Cast, office: Client, plan: WorkPlan) -> None:
    decide_fact(plan, "theme-1", "changed", "同事改的", by=cast.actor(cast.lin), seen=0)
    response = office.post(url(plan, "facts/theme-1/"), {"seen": 0, "fact-text": "我改的"}, follow=True)
    assert "林晓刚刚更正了这一条，现在是“主题：同事改的”。" in response.content.decode()


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("year-1", {"year_number": "2027"}, 2027),
        ("occasion-1", {"choice": "全国科普月"}, "全国科普月"),
        ("theme-1", {"text": " 新主题 "}, "新主题"),
        ("subtheme-1", {"rule": "fixed", "text": "科普润云湖"}, "科普润云湖"),
        ("subtheme-1", {"rule": "none", "text": "不算"}, "none"),
        ("window-1", {"start": "2026-09-18", "end": "2026-09-24"}, {"start": "2026-09-18", "end": "2026-09-24"}),
        (
            "milestone-1",
            {"kind": "filing", "label": "", "opens": "", "closes": "2026-09-30"},
            {"kind": "filing", "label": "", "opens": None, "closes": "2026-09-30"},
        ),
        (
            "quota-1",
            {"who": "各乡镇、各街道", "minimum": "20", "maximum": "", "counts": "项"},
            {"who": ["各乡镇", "各街道"], "minimum": 20, "maximum": None, "counts": "项"},
        ),
        (
            "quota-1",
            {"who": "各方面", "minimum": "1", "maximum": "3", "counts": "场次", "kinds": ["school", "base"]},
            {"who": ["各方面"], "minimum": 1, "maximum": 3, "counts": "场次", "kinds": ["school", "base"]},
        ),
        (
            "track-3",
            {"name": "农村行动", "parent": "", "units": "市气象学会、各镇，市经信局（科技局、国防科工办）"},
            {
                "key": "2.1",
                "parent": None,
                "name": "农村行动",
                "responsible": ["市气象学会", "市经信局（科技局、国防科工办）"],
                "groups": ["各镇"],
                "open": False,
                "roles": {"市气象学会": "lead"},
            },
        ),
        ("evidence-1", {"choice": "video"}, "video"),
        ("award_gate-1", {"gate": "no"}, False),
        (
            "contact-1",
            {"unit": "", "name": "周敏", "phone": "", "email": ""},
            {"unit": None, "name": "周敏", "phone": None, "email": None},
        ),
        ("resource-1", {"name": "科普中国", "url": "kepuchina.cn"}, {"name": "科普中国", "url": "kepuchina.cn"}),
        ("table-1", {"title": "汇总表", "columns": "序号、活动名称"}, {"title": "汇总表", "columns": ["序号", "活动名称"]}),
    ],
)
def test_fact_is_corrected_in_a_form_of_its_family(
    office: Client, plan: WorkPlan, key: str, typed: dict[str, Any], value: Any
) -> None:
    page = text_of(office, url(plan, f"?edit={key}"))
    assert "data-fact-form" in page
    # A refusal shows the same page at the address of a decision: links must lead back from there too.
    assert 'href="?' not in page
    sent = {"seen": 0} | {f"fact-{name}": text for name, text in typed.items()}
    response = office.post(url(plan, f"facts/{key}/"), sent)
    assert response.status_code == 302, response.content.decode()[:2000]
    item = sheet_of(WorkPlan.objects.get()).item(key)
    assert item
    assert (item.state, item.value) == ("changed", value)
    text_of(office, url(plan, f"?edit={key}"))


@pytest.mark.parametrize(
    ("key", "typed", "error"),
    [
        ("year-1", {"year_number": "26"}, "2000"),
        ("theme-1", {"text": ""}, "必填"),
        ("subtheme-1", {"rule": "fixed", "text": ""}, "请写明统一副主题。"),
        ("window-1", {"start": "2026-09-18", "end": "2026-09-10"}, "结束日期早于开始日期。"),
        ("quota-1", {"who": "各镇", "counts": "场次"}, "“至少”和“至多”请填一个。"),
        ("quota-1", {"who": "各镇", "minimum": "5", "maximum": "2", "counts": "场次"}, "“至多”小于“至少”。"),
        ("quota-1", {"who": "、", "minimum": "5", "counts": "场次"}, "必填"),
        ("contact-1", {}, "请至少填写一项。"),
        ("track-2", {"name": "x", "parent": "2.1"}, "选择一个有效的选项"),
        ("track-3", {"name": "x", "parent": "", "units": "局" * 121}, "超过120字"),
    ],
)
def test_what_does_not_fit_is_said_in_place_and_nothing_is_kept(
    office: Client, plan: WorkPlan, key: str, typed: dict[str, Any], error: str
) -> None:
    sent = {"seen": 0} | {f"fact-{name}": text for name, text in typed.items()}
    response = office.post(url(plan, f"facts/{key}/"), sent)
    assert response.status_code == 422
    assert error in response.content.decode()
    assert WorkPlan.objects.get().decisions == {}


def test_fact_is_added_with_a_number_of_its_own(office: Client, plan: WorkPlan) -> None:
    assert 'id="fact-new"' in text_of(office, url(plan, "?add=track"))
    office.post(
        url(plan, "new-facts/track/"), {"fact-name": "企业行动", "fact-parent": "2", "fact-units": "各企业", "fact-open": "on"}
    )
    item = sheet_of(WorkPlan.objects.get()).item("added-1")
    assert item
    assert (item.value["key"], item.value["parent"], item.value["groups"], item.value["open"]) == ("2.2", "2", ["各企业"], True)
    assert office.post(url(plan, "new-facts/theme/"), {"fact-text": ""}).status_code == 422
    assert office.post(url(plan, "new-facts/nonsense/"), {}).status_code == 404
    assert office.get(url(plan, "?add=nonsense")).status_code == 404


def test_everything_beyond_doubt_is_confirmed_at_one_stroke(office: Client, plan: WorkPlan) -> None:
    office.post(url(plan, "confirmation/"))
    page = text_of(office, url(plan))
    assert "已确认 24 条，共 25 条" in page
    assert "keep-sure" not in page


def test_sound_requests_only(office: Client, plan: WorkPlan) -> None:
    for sent in ({"state": "adopted", "seen": 0}, {"state": "kept", "seen": "x"}, {"state": "kept"}):
        assert office.post(url(plan, "facts/theme-1/decision/"), sent).status_code == 404
    assert office.post(url(plan, "facts/nothing-1/"), {"seen": 0}).status_code == 404
    assert office.get(url(plan, "facts/theme-1/decision/")).status_code == 405


# Units


def test_unknown_name_is_linked_by_search(cast: Cast, office: Client, plan: WorkPlan) -> None:
    page = text_of(office, url(plan, "?unit=市民政局&q=jyj"))
    assert "“市民政局”是哪个单位？" in page
    assert 'value="jiaoyuju"' not in page
    assert f'value="{cast.education.code}"' not in text_of(office, url(plan, "?unit=市民政局"))
    assert f'value="{cast.education.code}"' in text_of(office, url(plan, "?unit=市民政局&q=教育"))
    office.post(url(plan, "units/"), {"name": "市民政局", "unit": cast.education.code, "seen": 0})
    assert Alias.objects.get().name == "市民政局"
    assert "对应单位" not in text_of(office, url(plan))


def test_unknown_name_is_entered_or_left_open(office: Client, plan: WorkPlan) -> None:
    page = text_of(office, url(plan))
    assert "把 1 个单位登记到单位库" in page
    assert 'value="云湖市民政局"' in page
    sent = {"enter": ["市民政局"], "as_written": ["市民政局"], "name": ["云湖市民政局"], "kind": ["department"]}
    assert office.post(url(plan, "new-units/"), sent | {"enter": []}).status_code == 422
    assert office.post(url(plan, "new-units/"), sent | {"name": [" "]}).status_code == 422
    assert office.post(url(plan, "new-units/"), sent | {"kind": ["ship"]}).status_code == 422
    office.post(url(plan, "new-units/"), sent | {"name": ["云湖市民政和老龄局"]})
    unit = Organisation.objects.get(name="云湖市民政和老龄局")
    assert (unit.short_name, unit.kind, unit.aliases.get().name) == ("", "department", "市民政局")
    office.post(url(plan, "units/"), {"name": "市民政局", "how": "left", "seen": 1})
    assert sheet_of(WorkPlan.objects.get()).matches["市民政局"].how == "left"


def test_only_names_of_the_plan_and_units_of_the_territory(office: Client, plan: WorkPlan) -> None:
    for sent in ({"name": "没写过", "unit": "jiaoyu", "seen": 0}, {"name": "市民政局", "unit": "far", "seen": 0}):
        assert office.post(url(plan, "units/"), sent).status_code == 404
    assert office.post(url(plan, "units/"), {"name": "市民政局", "unit": "\x00", "seen": 0}).status_code == 404
    text_of(office, url(plan, "?unit=没写过"))
    text_of(office, url(plan, "?unit=市民政局&q=%00"))


# Adopting


def test_adopted_plan_is_shown_without_buttons(cast: Cast, office: Client, plan: WorkPlan) -> None:
    office.post(url(plan, "facts/resource-2/decision/"), {"state": "dropped", "seen": 0})
    adopt(WorkPlan.objects.get(), by=cast.actor(cast.lin))
    page = text_of(office, url(plan))
    assert "确认了这份方案" in page
    for button in ("属实", "删除方案", "确认并建立科普日", 'name="enter"'):
        assert button not in page
    assert office.post(url(plan, "removal/")).status_code == 409


def test_adoption_on_an_old_sight_is_refused(office: Client, plan: WorkPlan) -> None:
    office.post(url(plan, "facts/resource-2/decision/"), {"state": "kept", "seen": 0})
    response = office.post(url(plan, "adoption/"), {"seen": 0})
    assert (response.status_code, Campaign.objects.count()) == (409, 0)
    assert "另一位同事改过这份方案" in response.content.decode()


def test_document_comes_back_as_it_was_and_plan_goes(office: Client) -> None:
    content = word(*PARAGRAPHS)
    upload(office, content)
    plan = WorkPlan.objects.get()
    response = office.get(url(plan, "document/"))
    assert response.content == content
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E6%96%B9")
    assert office.post(url(plan, "removal/"))["Location"] == "/desk/plans/"
    assert not WorkPlan.objects.exists()


def test_reading_is_kept_as_json(office: Client) -> None:
    upload(office, word(*PARAGRAPHS))
    reading = WorkPlan.objects.get().reading
    assert json.loads(json.dumps(reading)) == reading
    assert {fact["family"] for fact in reading["facts"]} >= {"title", "theme", "window", "host", "track", "quota", "milestone"}


def test_doubts_of_the_whole_plan_stand_on_top(cast: Cast, office: Client) -> None:
    read = reading(
        milestone("filing", None),
        quota("各街道", minimum=1),
        doubts=[{"text": "编号不连续。", "spans": [[0, 0, 2]], "facts": []}],
    )
    page = text_of(office, url(plan_of(cast.office, read)))
    assert page.index("编号不连续。") < page.index("任务数“各街道”在单位库里没有对应的单位。") < page.index("主题与时间")
    assert 'data-span="0-0-2"' in page


def test_group_whose_facts_are_all_doubtful_says_where_they_stand(cast: Cast, office: Client) -> None:
    plan = plan_of(cast.office, reading(fact("attachment", "汇总表", confidence=0.6)))
    page = text_of(office, url(plan))
    assert (page.count("都在上面“请先看一眼”里。"), page.count("方案中没有读到。")) == (1, 8)
