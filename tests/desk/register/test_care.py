"""Pages on which the register is put in order: duplicates, merging, moving, closing, and a unit's years."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu.accounts.actor import system
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.actions import register, rename
from kepu.organisations.models import Former, Organisation
from kepu.progress.obligations import derive
from tests.cast import NOON, Cast, make_campaign, person
from tests.desk.register.test_units import page, queries
from tests.progress.filing import file, make_county, running

COMMAND = system("测试")
URL = "/desk/units/"


def twin(cast: Cast, name: str = "城东镇人民政府") -> Organisation:
    """城东镇 once more."""
    return register(name=name, kind="town", level="town", parent=cast.city, aliases=["城东镇"], by=COMMAND)


def test_duplicates_are_proposed_with_their_reasons(cast: Cast, client: Client) -> None:
    client.force_login(cast.lin)
    assert "没有疑似重复的单位" in page(client, f"{URL}duplicates/")
    one = twin(cast)
    text = page(client, f"{URL}duplicates/")
    assert "又名相同" in text
    assert f'href="/desk/units/{one.code}/merging/?into=chengdong"' in text
    client.force_login(cast.chen)
    assert client.get(f"{URL}duplicates/").status_code == 404


def test_merging_shows_both_and_what_moves_then_leads_on(cast: Cast, client: Client) -> None:
    campaign = running(cast)
    one = twin(cast)
    file(campaign, one, occurrences=2)
    client.force_login(cast.lin)
    choose = page(client, f"{URL}{one.code}/merging/?text=城西")
    assert "疑似同一单位" in choose
    assert "城西镇" in choose
    both = page(client, f"{URL}{one.code}/merging/?into=chengdong")
    assert "填报的活动" in both
    assert "“城东镇人民政府”成为城东镇的又名" in both
    answer = client.post(f"{URL}{one.code}/merging/", {"into": "chengdong"}, follow=True)
    assert "城东镇人民政府已并入城东镇" in answer.content.decode()
    assert client.get(f"{URL}{one.code}/").headers["Location"] == "/desk/units/chengdong/"
    assert "城东镇人民政府并入" in page(client, f"{URL}chengdong/")


def test_a_refused_merger_names_the_reasons_and_changes_nothing(cast: Cast, client: Client) -> None:
    one = twin(cast)
    for parent in (one, cast.east):
        register(name="桥头村", kind="village", level="village", parent=parent, by=COMMAND)
    client.force_login(cast.lin)
    text = page(client, f"{URL}{one.code}/merging/?into=chengdong")
    assert "两个单位下面都有“桥头村”" in text
    assert 'aria-disabled="true"' in text
    answer = client.post(f"{URL}{one.code}/merging/", {"into": "chengdong"})
    assert answer.status_code == 409
    assert Organisation.objects.filter(pk=one.pk).exists()


def test_moving_says_what_follows(cast: Cast, client: Client) -> None:
    county = make_county(cast, running(cast))
    client.force_login(cast.lin)
    offered = page(client, f"{URL}chengdong/place/")
    assert "北山县" in offered
    assert "城西镇" not in offered  # a town does not stand below its neighbour
    text = page(client, f"{URL}shiqiao/place/?below=yunhu")
    assert "退出“2026年北山县全国科普日”" in text
    answer = client.post(f"{URL}shiqiao/place/", {"below": "yunhu"}, follow=True).content.decode()
    assert "石桥镇已移到云湖市之下" in answer
    assert "已退出“2026年北山县全国科普日”" in answer
    assert "石桥镇" in answer
    county.bridge.refresh_from_db()
    assert county.bridge.parent == cast.city


def test_others_move_and_merge_nothing(cast: Cast, client: Client) -> None:
    make_county(cast, running(cast))
    client.force_login(person("shilei", "石磊", office=Organisation.objects.get(code="beishan-kexie")))
    for path in ("chengdong/place/", "chengdong/merging/"):
        assert client.get(URL + path).status_code == 404
    assert client.get(f"{URL}shiqiao/merging/?into=chengdong").status_code == 404
    assert client.post(f"{URL}shiqiao/merging/", {"into": "chengdong"}).status_code == 404
    client.force_login(cast.chen)
    assert client.get(f"{URL}chengdong/place/").status_code == 403


def test_closing_says_that_the_unit_leaves_the_denominators(cast: Cast, client: Client) -> None:
    running(cast)
    client.force_login(cast.lin)
    assert "它将退出2026年云湖市全国科普日，不再计入应报单位" in page(client, f"{URL}chengdong/")
    answer = client.post(f"{URL}chengdong/closure/", follow=True).content.decode()
    assert "已退出“2026年云湖市全国科普日”，不再计入应报单位" in answer
    assert not Enrolment.objects.filter(organisation=cast.east).exists()


def test_years_tell_what_was_owed_and_the_name_of_then(cast: Cast, client: Client) -> None:
    last = make_campaign(cast, start=NOON.date().replace(year=2025))
    Campaign.objects.filter(pk=last.pk).update(state=Campaign.State.CLOSED)
    derive(last)
    file(last, cast.east, occurrences=31, at=NOON.replace(year=2025))
    rename(cast.east, "城东街道", by=COMMAND)
    Former.objects.update(until=NOON.replace(month=1))
    this = running(cast)
    file(this, cast.east, occurrences=2)
    client.force_login(cast.lin)
    text = page(client, f"{URL}chengdong/")
    assert "当时：城东镇（云湖市）" in text
    assert "1 项 31 场次" in text
    assert "1 项 2 场次" in text
    before = queries(client, f"{URL}chengdong/")
    for year in (2023, 2024):
        derive(make_campaign(cast, start=NOON.date().replace(year=year)))
    assert queries(client, f"{URL}chengdong/") == before


def test_likely_pairs_cost_the_same_however_many(cast: Cast, client: Client) -> None:
    client.force_login(cast.lin)
    twin(cast)
    page(client, URL)  # the first page fills caches
    with CaptureQueriesContext(connection) as one:
        page(client, f"{URL}duplicates/")
    for name in ("城东镇政府", "城东镇科协"):
        twin(cast, name)
    with CaptureQueriesContext(connection) as three:
        page(client, f"{URL}duplicates/")
    assert len(one) == len(three)
