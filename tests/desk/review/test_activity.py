"""One activity before its reviewer: comments on fields, hints to be put aside, what it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.models import Decision, DismissedHint, FieldComment, State, Version
from kepu.campaigns.models import Campaign
from kepu.notices.models import Notice
from tests.activities.filing import FAIR, content, in_state, submitted
from tests.cast import NOON, Cast

At = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON + timedelta(days=1)):
        yield


@pytest.fixture
def at(db: None) -> At:
    def sit(who: Person) -> Client:
        client = Client()
        client.force_login(who)
        return client

    return sit


def page(client: Client, version: Version, query: str = "") -> str:
    response = client.get(f"/desk/review/{version.uid}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, version: Version, noun: str, **data: object) -> str:
    url = f"/desk/review/{version.uid}/{noun}/"
    response = client.post(url, {"version": version.number, **data}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_a_comment_stands_at_its_field_and_reaches_the_unit(cast: Cast, campaign: Campaign, at: At) -> None:
    version, zhou = submitted(cast, campaign), at(cast.zhou)
    text = post(zhou, version, "comments", field="occurrences", text=" 请写明几号楼 ")
    field = text[text.index('id="shown-occurrences"') :]
    assert "请写明几号楼" in field[: field.index("</details>")]
    assert [*FieldComment.objects.values_list("field", "text", "author_name")] == [("occurrences", "请写明几号楼", "周敏")]
    assert Notice.objects.get(person=cast.chen).title == "周敏在“食品安全进农家”上写了批注"
    post(zhou, version, "comments", field="title", text="再具体些")
    assert Notice.objects.filter(person=cast.chen).count() == 1
    for field, words in (("nothing", "x"), ("title", "  "), ("title", "长" * 301)):
        post(zhou, version, "comments", field=field, text=words)
    assert FieldComment.objects.count() == 2
    assert "城东镇不在您的审核范围内。" in post(at(cast.chen), version, "comments", field="title", text="自己写")


def test_comments_alone_are_reason_enough(cast: Cast, campaign: Campaign, at: At) -> None:
    version, zhou = submitted(cast, campaign), at(cast.zhou)
    post(zhou, version, "comments", field="title", text="再具体些")
    post(zhou, version, "return")
    assert Decision.objects.get().reason == "请按栏目上的批注修改（1条）"


def test_a_hint_is_put_aside_with_a_note_until_it_speaks_of_something_else(cast: Cast, campaign: Campaign, at: At) -> None:
    version = submitted(cast, campaign, expected_participants=100_000)
    zhou = at(cast.zhou)
    assert "预计100000人，而地点是城东镇文化礼堂，请核对人数。" in page(zhou, version)
    text = post(zhou, version, "hints", key="crowd:100000", note="线上观众")
    assert "周敏 9月11日 12:00 已核实：线上观众" in text
    assert "记下，不再提示" not in text
    assert DismissedHint.objects.count() == 1
    actions.withdraw(version.activity, by=cast.actor(cast.chen))
    actions.reopen(version.activity, by=cast.actor(cast.chen))
    actions.save(version.activity, content(campaign, expected_participants=90_000), by=cast.actor(cast.chen))
    assert "记下，不再提示" in page(zhou, actions.submit(version.activity, by=cast.actor(cast.chen)))


def test_near_identical_ones_lead_to_the_other(cast: Cast, campaign: Campaign, at: At) -> None:
    first = submitted(cast, campaign, cast.xu, cast.west)
    text = page(at(cast.zhou), submitted(cast, campaign))
    assert "城西镇填报的“食品安全进农家”（9月19日 周六 09:00–11:30），名称相同、同一天同一地点" in text
    assert f'href="/desk/activities/{first.uid}/"' in text


def test_a_correction_is_read_beside_the_version_decided_on(cast: Cast, campaign: Campaign, at: At) -> None:
    version, chen = submitted(cast, campaign), cast.actor(cast.chen)
    for title in ("第二稿", "第三稿"):
        latest = version.activity.versions.order_by("-number").first()
        assert latest
        actions.send_back(latest, by=cast.actor(cast.zhou if latest.number == 1 else cast.wu), reason="改")
        actions.save(version.activity, content(campaign, title=title), by=chen)
        third = actions.submit(version.activity, by=chen)
    assert "与您审过的第 1 版相比" in page(at(cast.zhou), third)
    assert "与您审过的第 2 版相比" in page(at(cast.wu), third)
    assert "与第 2 版相比" in page(at(cast.lin), third)
    assert "与第 1 版相比" in page(at(cast.lin), third, "?with=1")


def test_a_correction_of_an_approved_one_is_read_beside_what_the_public_sees(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = in_state(cast, campaign, State.APPROVED), cast.actor(cast.chen)
    actions.correct(activity, by=chen)
    moved = (FAIR.__class__(**{**{name: getattr(FAIR, name) for name in FAIR.__slots__}, "place": "新礼堂"}),)
    actions.save(activity, content(campaign, occurrences=moved), by=chen)
    second = actions.submit(activity, by=chen)
    text = page(at(cast.zhou), second)
    assert "与公开的第 1 版相比" in text
    assert "第 1 版（公开）" in text
    assert "新礼堂" in text


def test_an_approval_may_carry_a_word(cast: Cast, campaign: Campaign, at: At) -> None:
    version = submitted(cast, campaign)
    assert "内容完整，同意公开" in page(at(cast.zhou), version)
    post(at(cast.zhou), version, "approval", verb="approve", reasons=["内容完整，同意公开"], reason="辛苦了")
    assert Decision.objects.get().reason == "内容完整，同意公开；辛苦了"
