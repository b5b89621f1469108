"""The page on which reviewers and offices say who is away and who stands in; and the page of an office's usual reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities.reviewing.reasons import USUAL, offered
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Absence
from tests.cast import NOON, Cast

URL = "/desk/review/absences/"
REASONS = "/desk/review/reasons/"
At = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


@pytest.fixture
def at(db: None) -> At:
    def sit(who: Person) -> Client:
        client = Client()
        client.force_login(who)
        return client

    return sit


def away(cast: Cast, **more: object) -> dict[str, object]:
    return {"person": cast.zhou.pk, "first": "2026-09-10", "last": "2026-09-12", "deputy": cast.wu.pk, **more}


def test_a_reviewer_says_when_and_who_stands_in(cast: Cast, campaign: Campaign, at: At) -> None:
    zhou = at(cast.zhou)
    text = zhou.post(URL, away(cast), follow=True).content.decode()
    assert "已登记，外出期间由吴刚代为审核。" in text
    assert "周敏 · 9月10日 周四 至 9月12日 周六" in text
    row = Absence.objects.get()
    assert (f"{row.since:%d %H:%M}", f"{row.until:%d %H:%M}", row.deputy) == ("09 16:00", "12 16:00", cast.wu)
    zhou.post(f"{URL}{row.pk}/deputy/", {"deputy": cast.lin.pk})
    assert Absence.objects.get().deputy == cast.lin
    zhou.post(f"{URL}{row.pk}/end/")
    assert Absence.objects.get().until == NOON
    assert "没有人外出。" in zhou.get(URL).content.decode()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"first": "2026-09-13"}, "结束日期须在开始日期之后，并且还没有过去。"),
        ({"first": "x"}, "输入一个有效的日期。"),
        ({"deputy": "999999"}, "999999 不在可用的选项中"),
        ({"person": ""}, "这个字段是必填项。"),
    ],
)
def test_what_cannot_be_is_said_at_the_form(cast: Cast, campaign: Campaign, at: At, more: dict[str, str], sentence: str) -> None:
    response = at(cast.zhou).post(URL, away(cast, **more))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Absence.objects.exists()


def test_the_office_arranges_it_for_its_reviewers_and_nobody_else_does(cast: Cast, campaign: Campaign, at: At) -> None:
    assert at(cast.lin).post(URL, away(cast)).status_code == 302
    row = Absence.objects.get()
    assert at(cast.chen).post(URL, away(cast)).status_code == 422
    for noun in ("end", "deputy"):
        assert at(cast.chen).post(f"{URL}{row.pk}/{noun}/", {"deputy": ""}).status_code == 404
    assert "没有可以安排的审核员" in at(cast.chen).get(URL).content.decode()


def test_an_office_tends_its_own_reasons(cast: Cast, campaign: Campaign, at: At) -> None:
    lin = at(cast.lin)
    assert USUAL["return"][0] in lin.get(REASONS).content.decode()
    response = lin.post(REASONS, {"returned": " 请盖章 \n\n请盖章\n写明人数", "approve": ""}, follow=True)
    assert "已保存，审核员下次打开审核页就能看到。" in response.content.decode()
    kept = offered(cast.office)
    assert (kept["return"], kept["approve"]) == (["请盖章", "写明人数"], [*USUAL["approve"]])
    too_long = lin.post(REASONS, {"returned": "长" * 101})
    assert too_long.status_code == 422
    assert "太长，每条最多100字。" in too_long.content.decode()
    assert at(cast.zhou).post(REASONS, {"returned": "别的"}).status_code == 403
    assert offered(cast.office)["return"] == ["请盖章", "写明人数"]
