"""主办承办单位 on the form, on the desk's page and on the public one."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from django.test import Client
from django.urls import reverse

from kepu import clock
from kepu.activities import actions
from kepu.activities.queries import content_of
from kepu.campaigns.models import Campaign
from kepu.desk.activities.forms import Filing
from kepu.desk.activities.offer import Offer
from tests.activities.filing import draft, submitted
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db
NAMES = ("市教育局", "市第一中学（城东校区、城西校区）")


def test_names_are_typed_apart_by_a_mark_and_brackets_are_kept(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)
    before = content_of(activity)
    sent = {"seen": "1", "title": before.title, "organisers": " 市教育局、市第一中学（城东校区、城西校区）;市教育局"}
    part = {f"occurrences-0-{name}": value for name, value in asdict(before.occurrences[0]).items() if value}
    counts = {"occurrences-TOTAL_FORMS": "1", "occurrences-INITIAL_FORMS": "1"}
    filing = Filing(Offer.of(campaign, cast.east), before, 1, {**sent, **counts, **part})
    assert filing.content().organisers == NAMES
    assert filing.errors() == {}


def test_the_pages_say_who_organises(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign, organisers=NAMES)
    client.force_login(cast.chen)
    page = client.get(reverse("desk:activity", args=[version.uid])).content.decode()
    assert "主办承办单位" in page
    assert "、".join(NAMES) in page
    with clock.pretend(NOON):
        actions.approve(version, by=cast.actor(cast.zhou))
    shown = Client().get(reverse("portal:activity", args=[version.uid])).content.decode()
    assert "主办、承办：市教育局、市第一中学（城东校区、城西校区）" in shown


def test_the_form_shows_what_stands(client: Client, cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, organisers=NAMES)
    client.force_login(cast.chen)
    page = client.get(reverse("desk:activity-form", args=[activity.uid])).content.decode()
    assert "市教育局、市第一中学（城东校区、城西校区）</textarea>" in page
