"""进度通报 and the list of who is behind: for the office that issues and calls, for nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.kinds import Kind
from kepu.progress.obligations import derive
from tests.cast import NOON, Cast, unit
from tests.progress.filing import file, make_county, running

UNIT = "/desk/progress/units/yunhu/"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    return running(cast)


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def words(html: str) -> str:
    main = html.split('<main id="content"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def test_the_page_shows_what_the_paper_says(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, occurrences=12)
    said = words(signed_in(cast.lin).get(f"{UNIT}report/").content.decode())
    assert "2026年云湖市全国科普日活动填报进度通报 各有关单位： 一、总体情况" in said
    assert "乡镇： 城东镇（还差18场次）、城西镇（尚未开始）。" in said


@pytest.mark.parametrize(
    ("form", "begins", "kind"),
    [
        ("docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", b"%PDF", "application/pdf"),
    ],
)
def test_the_file_bears_the_papers_name(cast: Cast, campaign: Campaign, form: str, begins: bytes, kind: str) -> None:
    answer = signed_in(cast.lin).get(f"{UNIT}report.{form}")
    assert answer.content.startswith(begins)
    assert answer["Content-Type"] == kind
    assert f"2026年云湖市全国科普日活动填报进度通报（2026年9月10日）.{form}" in unquote(answer["Content-Disposition"])


def test_only_the_office_issues_it(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    for who, address in ((cast.chen, "chengdong"), (cast.zhou, "yunhu"), (cast.chen, "yunhu")):
        for page in ("report/", "report.pdf"):
            assert signed_in(who).get(f"/desk/progress/units/{address}/{page}").status_code == 404
    assert signed_in(cast.lin).get(f"/desk/progress/units/{county.area.code}/report/").status_code == 200
    assert signed_in(cast.lin).get(f"{UNIT}report.exe").status_code == 404


def test_who_is_behind_stands_place_by_place_with_whom_to_call(cast: Cast, campaign: Campaign) -> None:
    make_county(cast, campaign)
    file(campaign, cast.education, occurrences=10)
    said = words(signed_in(cast.lin).get(f"{UNIT}behind/").content.decode())
    assert "4 个单位" in said
    assert said.index("云湖市气象学会") < said.index("城东镇") < said.index("城西镇") < said.index("北山县 1 个单位")
    assert f"陈静 {cast.chen.phone}" in said
    assert "云湖市教育局" not in said


def test_reviewers_see_who_is_behind_but_no_phone_numbers(cast: Cast, campaign: Campaign) -> None:
    said = words(signed_in(cast.zhou).get(f"{UNIT}behind/").content.decode())
    assert "城东镇" in said
    assert str(cast.chen.phone) not in said


def test_the_front_page_has_each_quota_and_leads_on(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, occurrences=30)
    html = signed_in(cast.lin).get("/desk/").content.decode()
    assert "各乡镇，至少30场次 1/2 个单位已完成" in words(html)
    assert f'href="{UNIT}behind/"' in html
    assert f'href="{UNIT}report/"' in html


@pytest.mark.parametrize("towns", [1, 3])
def test_the_number_of_queries_does_not_grow(cast: Cast, campaign: Campaign, towns: int) -> None:
    county = make_county(cast, campaign)
    for number in range(towns):
        town = unit(county.area, f"溪口{number}镇", Kind.TOWN, code=f"xikou{number}")
        Enrolment.objects.create(campaign=campaign, organisation=town)
    derive(campaign)
    client = signed_in(cast.lin)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{UNIT}behind/")
    assert len(captured) == 17
