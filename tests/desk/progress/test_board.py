"""The board and the reminder: the same figures for all, each a link to what makes it up, for nobody else's eyes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.campaigns.models import Campaign, Contact, Enrolment, Line, LineUnit
from kepu.organisations.kinds import Kind
from kepu.progress.obligations import derive
from tests.activities.filing import submitted
from tests.cast import NOON, Cast, make_campaign, person, unit
from tests.progress.filing import file, make_county, shift

BOARD = "/desk/progress/units/yunhu/"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    campaign = make_campaign(cast)
    derive(campaign)
    return campaign


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page(who: Person, address: str) -> str:
    response = signed_in(who).get(address, follow=True)
    assert response.status_code == 200, address
    return response.content.decode().split('<main id="content"')[1].split("</main>")[0]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def rows(html: str) -> dict[str, str]:
    """What the board says of each unit."""
    found = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    texts = [words(row).strip() for row in found if 'scope="row"' in row]
    return {text.split(" ", 1)[0]: text.split(" ", 1)[1] for text in texts}


def test_two_of_thirty_on_both_boards(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign)
    submitted(cast, campaign, title="看云识天气")
    assert rows(page(cast.lin, "/desk/progress/"))["城东镇"].startswith("2/30 场次")
    own = words(page(cast.chen, "/desk/progress/"))
    assert "2/30 场次" in own
    assert "还差28场次，9月28日前报完即可（还有 18 天）。" in own
    assert "2/30 场次" in words(page(cast.chen, "/desk/"))


def test_the_board_rolls_up_by_kind(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, "approved", occurrences=30, at=NOON)
    file(campaign, cast.west, "returned", occurrences=2, at=NOON)
    html = page(cast.lin, BOARD)
    assert rows(html) == {
        "云湖市科学技术协会": "未设任务数 0 0 0 0 0 尚未开始",
        "云湖市教育局": "0/10 场次 0 0 0 0 0 尚未开始",
        "云湖市气象学会": "0/10 场次 0 0 0 0 0 尚未开始",
        "城东镇": "30/30 场次 1 30 0 0 1 已完成",
        "城西镇": "2/30 场次 1 2 0 1 0 进行中",
    }
    text = words(html)
    assert "乡镇 2 个单位，2 个已开始，1 个已完成；2 项活动，32 场次" in text
    assert "全部 5 尚未开始 3 未完成 3 已完成 1" in text


def test_each_figure_leads_to_what_makes_it_up(cast: Cast, campaign: Campaign) -> None:
    for state, number in (("submitted", 3), ("returned", 2), ("approved", 1)):
        for _ in range(number):
            file(campaign, cast.west, state, at=NOON)
    html = page(cast.lin, BOARD)
    client = signed_in(cast.lin)
    figures = re.findall(r'<a href="(/desk/activities/\?unit=chengxi[^"]*)">(\d+)</a>', html)
    assert [(address.rpartition("=")[2], int(number)) for address, number in figures] == [
        ("filed", 6),
        ("filed", 6),
        ("waiting", 3),
        ("returned", 2),
        ("approved", 1),
    ]
    for address, number in figures:
        listed = set(re.findall(r'"/desk/activities/([\w-]{12})/"', client.get(address.replace("&amp;", "&")).content.decode()))
        assert len(listed) == int(number), address


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("not_begun", ["云湖市科学技术协会", "云湖市气象学会"]),
        ("lacking", ["云湖市气象学会", "城东镇", "城西镇"]),
        ("done", ["云湖市教育局"]),
        ("overdue", []),
    ],
)
def test_the_board_narrows_to_those_asked_for(cast: Cast, campaign: Campaign, show: str, expected: list[str]) -> None:
    file(campaign, cast.education, occurrences=10, at=NOON)
    file(campaign, cast.east, joint=[cast.west], at=NOON)
    html = page(cast.lin, f"{BOARD}?show={show}")
    assert [*rows(html)] == expected
    if not expected:
        assert "现在没有“逾期”的单位。" in words(html)
    assert signed_in(cast.lin).get(f"{BOARD}?show=worst").status_code == 404


def test_a_county_opens_to_its_towns_and_leads_back(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    file(county.campaign, county.bridge, occurrences=3, at=NOON)
    html = page(cast.lin, BOARD)
    assert rows(html)["北山县"] == "含 1 个下属单位 0/1 个单位已完成 1 3 1 0 0"
    assert 'href="/desk/progress/units/beishan/"' in html
    below = page(cast.lin, "/desk/progress/units/beishan/")
    assert rows(below) == {"石桥镇": "3/30 场次 1 3 1 0 0 进行中"}
    assert f'class="back" href="{BOARD}"' in below


def test_a_unit_sees_its_own_alone(cast: Cast, campaign: Campaign) -> None:
    village = unit(cast.east, "柳溪村", Kind.VILLAGE, code="liuxi")
    client = signed_in(cast.chen)
    assert client.get("/desk/progress/")["Location"] == "/desk/progress/units/chengdong/"
    assert client.get(f"/desk/progress/units/{village.code}/").status_code == 200
    for code in ("yunhu", "chengxi", "jiaoyu", "kexie", "nowhere"):
        assert client.get(f"/desk/progress/units/{code}/").status_code == 404
        assert client.get(f"/desk/progress/units/{code}/reminder/").status_code == 404
    html = page(cast.chen, "/desk/progress/units/chengdong/")
    assert "云湖市</a>" not in html
    assert "催报文字" not in html
    assert client.get("/desk/progress/units/chengdong/reminder/").status_code == 404


def test_who_has_two_units_chooses_one(cast: Cast, campaign: Campaign) -> None:
    assert [*rows(page(cast.he, "/desk/progress/"))] == ["云湖市教育局", "云湖市气象学会"]


def test_a_units_page_says_when_it_was_done_with_whom_and_whom_to_call(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.west, occurrences=30, joint=[cast.east], at=NOON)
    text = words(page(cast.lin, "/desk/progress/units/chengdong/"))
    assert "已完成，共30场次。 30/30 场次" in text
    assert "首次完成：9月10日 12:00" in text
    assert "其中 1 项由其他单位填报、本单位联合举办 科普进社区 城西镇" in text
    assert f"填报员 陈静 {cast.chen.phone}" in text
    assert str(cast.chen.phone) not in page(cast.chen, "/desk/progress/units/chengdong/")
    assert "含联合举办 1 项" in rows(page(cast.lin, BOARD))["城东镇"]


def test_late_is_said(cast: Cast, campaign: Campaign) -> None:
    activity = file(campaign, cast.east, occurrences=29, at=NOON)
    after = NOON + timedelta(days=20)
    with clock.pretend(after):
        assert rows(page(cast.lin, BOARD))["城东镇"].endswith("逾期未完成")
        assert "逾期 4" in words(page(cast.lin, BOARD))
        shift(activity, occurrences=30)
        assert rows(page(cast.lin, BOARD))["城东镇"].endswith("逾期完成")
        assert "已完成，共30场次（逾期）。" in words(page(cast.chen, "/desk/progress/"))


def test_the_reminder_is_for_the_office_and_narrows(cast: Cast, campaign: Campaign) -> None:
    Contact.objects.create(campaign=campaign, unit="市科协科普部", name="沈静", phone="0570-3012345")
    file(campaign, cast.east, occurrences=2, at=NOON)
    text = words(page(cast.lin, f"{BOARD}reminder/"))
    for part in (
        "尚未开始的单位（3个）",
        "应报30场次：城西镇。",
        "城东镇：应报30场次，已报2场次，还差28场次",
        "填报入口：http://testserver/desk/",
    ):
        assert part in text
    narrowed = words(page(cast.lin, f"{BOARD}reminder/?show=not_begun"))
    assert "城东镇" not in narrowed
    assert "尚未开始的单位（3个）" in narrowed
    assert "不用提醒" in words(page(cast.lin, f"{BOARD}reminder/?show=overdue"))
    assert "城东镇： “2026年云湖市全国科普日”登记填报，应报30场次" in words(
        page(cast.lin, "/desk/progress/units/chengdong/reminder/")
    )
    assert signed_in(cast.zhou).get(f"{BOARD}reminder/").status_code == 404


def test_a_county_office_sees_its_county(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    fang = person("fangyuan", "方圆", office=county.office)
    client = signed_in(fang)
    client.post("/desk/campaign-choice/", {"campaign": campaign.slug})
    assert client.get("/desk/progress/")["Location"] == "/desk/progress/units/beishan/"
    assert client.get("/desk/progress/units/beishan/reminder/").status_code == 200
    assert client.get(BOARD).status_code == 404


@pytest.mark.parametrize("children", [1, 3])
def test_the_number_of_queries_does_not_grow(cast: Cast, campaign: Campaign, children: int) -> None:
    county = make_county(cast, campaign)
    for number in range(children):
        town = unit(county.area, f"溪口{number}镇", Kind.TOWN, code=f"xikou{number}")
        Enrolment.objects.create(campaign=campaign, organisation=town)
        file(campaign, town, at=NOON, joint=[cast.east])
    derive(campaign)
    client = signed_in(cast.lin)
    counts = []
    for address in ("", "?show=lacking", "reminder/"):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/desk/progress/units/beishan/{address}")
        counts.append(len(captured))
    assert counts == [22, 24, 14]


def test_the_reminder_narrows_by_kind_and_by_line(cast: Cast, campaign: Campaign) -> None:
    line = Line.objects.get(campaign=campaign, name="系列联合行动")
    LineUnit.objects.create(line=line, as_written="各镇", kinds=["town"])
    towns = words(page(cast.lin, f"{BOARD}reminder/?kind=town"))
    assert "应报30场次：城东镇、城西镇" in towns
    assert "应报10场次" not in towns
    of_line = words(page(cast.lin, f"{BOARD}reminder/?line={line.pk}"))
    assert "板块“系列联合行动”" in of_line
    assert "城东镇、城西镇。" in of_line
    for nonsense in ("kind=x", "line=0", "line=x"):
        assert signed_in(cast.lin).get(f"{BOARD}reminder/?{nonsense}").status_code == 404
