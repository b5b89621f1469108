"""What a device hands in: begun there, sent again, sent by the wrong person, at odds with somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.models import Activity, Version
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign, Deadline
from tests.activities.filing import content, draft, submitted
from tests.cast import NOON, Cast, make_campaign, make_cast
from tests.desk.sent import fields_of, form_of
from tests.threads import together

URL = "/desk/drafts/"
FORM = "/desk/offline/form/chengdong/"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def at(who: Person) -> Client:
    """A person at the desk."""
    client = Client()
    client.force_login(who)
    return client


def typed(client: Client, campaign: Campaign, **more: Any) -> dict[str, Any]:
    """What a device sends of a draft that it has begun."""
    page = client.get(FORM)
    assert page.status_code == 200
    own = {"begun": str(uuid4()), "attempt": str(uuid4()), "unit": "chengdong", "campaign": campaign.slug}
    return fields_of(page.content.decode()) | own | {"title": "村里写的"} | more


def post(client: Client, sent: dict[str, Any], url: str = URL, **headers: str) -> Any:
    return client.post(url, sent, headers={"Accept": "application/json", **headers})


def titles() -> list[str]:
    return list(Activity.objects.order_by("pk").values_list("title", flat=True))


def test_a_draft_begun_on_a_device_arrives_with_its_content(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    answer = post(chen, typed(chen, campaign))
    activity = Activity.objects.get()
    assert (activity.title, activity.organisation, activity.created_by, activity.contact_name) == (
        *("村里写的", cast.east, cast.chen),
        "陈静",
    )
    said = answer.json()
    assert answer.status_code == 200
    assert (said["uid"], said["revision"], said["errors"]) == (activity.uid, 1, {})
    assert (said["page"], said["check"]) == (
        f"/desk/activities/{activity.uid}/form/",
        f"/desk/activities/{activity.uid}/check/",
    )
    assert [event.verb for event in Event.objects.order_by("pk")] == ["新建草稿", "保存"]


def test_sent_again_it_is_the_same_draft(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    sent = typed(chen, campaign)
    first = post(chen, sent).json()
    again = post(chen, sent | {"attempt": str(uuid4()), "unanswered": [sent["attempt"]]}).json()
    assert again == first
    assert titles() == ["村里写的"]


def test_what_was_typed_after_lost_answers_is_saved_without_a_quarrel(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    tries: list[str] = []
    sent = typed(chen, campaign)
    for number in range(3):
        answer = post(chen, sent | {"title": f"第{number}稿", "unanswered": [*tries]})
        assert answer.status_code == 200, number
        tries.append(sent["attempt"])
        sent["attempt"] = str(uuid4())
    assert titles() == ["第2稿"]
    # Of a draft that the device knows by its uid the same holds.
    activity = Activity.objects.get()
    url, one, two = f"/desk/activities/{activity.uid}/draft/", str(uuid4()), str(uuid4())
    form = form_of(chen, activity.uid)
    assert post(chen, form | {"title": "丁", "attempt": one}, url).status_code == 200
    assert post(chen, form | {"title": "戊", "attempt": two}, url).status_code == 409
    assert post(chen, form | {"title": "戊", "attempt": two, "unanswered": [one]}, url).status_code == 200
    assert titles() == ["戊"]


def test_whoever_else_saved_meanwhile_is_not_overwritten(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    sent = typed(chen, campaign)
    post(chen, sent)
    actions.save(Activity.objects.get(), content(campaign, title="林晓改的"), by=cast.actor(cast.lin))
    answer = post(chen, sent | {"title": "陈静又写", "attempt": str(uuid4()), "unanswered": [sent["attempt"]]})
    assert answer.status_code == 409
    assert answer.json()["uid"] == Activity.objects.get().uid
    assert "林晓改的" in answer.json()["panel"]
    assert titles() == ["林晓改的"]


def test_an_own_try_does_not_count_once_somebody_else_has_saved(cast: Cast, campaign: Campaign) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    url, one, two = f"/desk/activities/{activity.uid}/draft/", str(uuid4()), str(uuid4())
    form = form_of(chen, activity.uid)
    assert post(chen, form | {"title": "丁", "attempt": one}, url).status_code == 200
    actions.save(activity, content(campaign, title="电脑的"), by=cast.actor(cast.chen))
    assert post(chen, form | {"title": "戊", "attempt": two, "unanswered": [one]}, url).status_code == 409
    assert titles() == ["电脑的"]


def test_between_two_sides_each_field_is_chosen(cast: Cast, campaign: Campaign) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    form = form_of(chen, activity.uid) | {"title": "手机的名", "audience": "手机的人群"}
    actions.save(activity, content(campaign, title="电脑的名", audience="电脑的人群"), by=cast.actor(cast.chen))
    url = f"/desk/activities/{activity.uid}/draft/"
    assert post(chen, form, url).status_code == 409
    chosen = form | {"seen": 2, "then": "merge", "side-title": "theirs", "side-audience": "mine", "side-nothing": "theirs"}
    assert post(chen, chosen, url).status_code == 200
    kept = Activity.objects.get()
    assert (kept.title, kept.audience) == ("电脑的名", "手机的人群")
    # Without scripts the same buttons send the whole form.
    chosen |= {"seen": 3, "title": "又一个名", "side-audience": "theirs", "audience": "别的"}
    assert chen.post(f"/desk/activities/{activity.uid}/form/", chosen).status_code == 302
    kept = Activity.objects.get()
    assert (kept.title, kept.audience) == ("电脑的名", "手机的人群")


def test_another_person_sends_nothing_of_ones_own(cast: Cast, campaign: Campaign) -> None:
    chen, lin = at(cast.chen), at(cast.lin)
    sent = typed(chen, campaign)
    mine = {"X-Person": str(cast.chen.pk)}
    assert post(lin, sent, **mine).status_code == 401
    activity = draft(cast, campaign)
    for url in (f"/desk/activities/{activity.uid}/draft/", f"/desk/activities/{activity.uid}/cover/"):
        assert post(lin, form_of(lin, activity.uid), url, **mine).status_code == 401
    assert titles() == ["食品安全进农家"]
    assert post(chen, sent, **mine).status_code == 200


def test_the_same_id_of_two_people_is_two_drafts(cast: Cast, campaign: Campaign) -> None:
    chen, lin = at(cast.chen), at(cast.lin)
    sent = typed(chen, campaign)
    assert post(chen, sent).status_code == post(lin, sent | {"title": "林晓的"}).status_code == 200
    assert titles() == ["村里写的", "林晓的"]


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ({"unit": "chengxi"}, 404),
        ({"unit": "\0"}, 404),
        ({"campaign": "no-such"}, 404),
        ({"begun": "no uuid"}, 404),
        ({"attempt": ""}, 404),
        ({"unanswered": "no uuid"}, 200),
        ({"seen": ""}, 409),
        ({"occurrences-TOTAL_FORMS": ""}, 409),
        ({"title": "长" * 101}, 200),
    ],
)
def test_bad_input_is_refused_plainly(cast: Cast, campaign: Campaign, what: dict[str, str], status: int) -> None:
    chen = at(cast.chen)
    answer = post(chen, typed(chen, campaign) | what)
    assert answer.status_code == status
    assert Activity.objects.count() == (1 if status == 200 else 0)


def test_after_the_lock_it_is_refused_with_the_reason(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    sent = typed(chen, campaign)
    Deadline.objects.filter(kind="filing").update(on_time_until=NOON.replace(day=6), locks_at=NOON.replace(day=7))
    answer = post(chen, sent)
    assert answer.status_code == 409
    assert "填报" in answer.json()["reason"]


def test_what_was_submitted_meanwhile_is_not_touched(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    sent = typed(chen, campaign)
    post(chen, sent)
    activity = actions.save(Activity.objects.get(), content(campaign), by=cast.actor(cast.chen))
    actions.submit(activity, by=cast.actor(cast.chen))
    answer = post(chen, sent | {"title": "又写", "attempt": str(uuid4())})
    assert answer.status_code == 409
    assert Version.objects.get().title == "食品安全进农家"


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_make_one_draft() -> None:
    cast = make_cast()
    campaign = make_campaign(cast)
    chen = at(cast.chen)
    sent = typed(chen, campaign)

    def send() -> int:
        with clock.pretend(NOON):
            return int(post(at(cast.chen), sent).status_code)

    assert together(*[send] * 10) == [200] * 10
    assert titles() == ["村里写的"]


def test_the_kit_names_the_pages_of_this_person(cast: Cast, campaign: Campaign) -> None:
    own, _other = draft(cast, campaign), draft(cast, campaign, cast.xu, cast.west)
    submitted(cast, campaign)
    kit = at(cast.chen).get("/desk/offline/kit/").json()
    assert kit["person"] == cast.chen.pk
    assert [(one["kind"], one["url"]) for one in kit["pages"]] == [
        ("device", "/desk/offline/"),
        ("new", FORM),
        ("draft", f"/desk/activities/{own.uid}/form/"),
    ]
    marks = [one["mark"] for one in kit["pages"]]
    actions.save(own, content(campaign, title="改了"), by=cast.actor(cast.chen))
    after = [one["mark"] for one in at(cast.chen).get("/desk/offline/kit/").json()["pages"]]
    assert (after[:2], after[2] == marks[2]) == (marks[:2], False)


def test_the_worker_stands_above_the_desk_and_holds_nothing_of_anybody(cast: Cast, campaign: Campaign) -> None:
    answer = Client().get("/desk/worker.js")
    text = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        *(200, "text/javascript; charset=utf-8"),
        "no-cache",
    )
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert 'const DEVICE = "/desk/offline/";' in text
    assert text == at(cast.chen).get("/desk/worker.js").content.decode()


def test_pages_of_the_device_are_for_those_who_file(cast: Cast, campaign: Campaign) -> None:
    assert Client().get("/desk/offline/").status_code == 302
    assert at(cast.xu).get(FORM).status_code == 404
    assert "开始填写" in at(cast.chen).get("/desk/offline/").content.decode()
    campaign.state = Campaign.State.CLOSED
    campaign.save()
    assert at(cast.chen).get(FORM).status_code == 409
    assert [one["kind"] for one in at(cast.chen).get("/desk/offline/kit/").json()["pages"]] == ["device"]
