"""The timeline of an activity: where it came from stands at its beginning."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from kepu import clock
from kepu.activities import actions
from kepu.activities.models import Activity
from kepu.activities.queries import content_of
from kepu.campaigns.models import Campaign
from tests.activities.filing import draft
from tests.activities.sheets import FAIR, TALK, book, reading
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db


def page(client: Client, cast: Cast, activity: Activity) -> str:
    """The page as 陈静 sees it."""
    client.force_login(cast.chen)
    return client.get(reverse("desk:activity", args=[activity.uid])).content.decode()


def test_an_imported_activity_says_from_which_spreadsheet(client: Client, cast: Cast, campaign: Campaign) -> None:
    chen = cast.actor(cast.chen)
    with clock.pretend(NOON):
        typed = draft(cast, campaign)
        read = actions.read_in(
            b"1", "九月.xlsx", by=chen, campaign=campaign, reader=reading(book(FAIR, replace(TALK, title="讲座")))
        )
        actions.accept_rows(read, by=chen)
        fair = Activity.objects.get(title="科普大集")
        actions.save(fair, replace(content_of(fair), audience="社会公众"), by=chen)
    shown = page(client, cast, fair)
    assert "导入活动“九月.xlsx”" in shown
    assert "新增2项，更新0项，跳过0行，未导入0行。" in shown
    assert "九月.xlsx" not in page(client, cast, typed)
