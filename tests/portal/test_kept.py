"""Pages kept for some seconds: made once, told apart by address and language, never for longer than said."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from kepu.activities.models import Version
from kepu.campaigns.models import Campaign
from kepu.portal.kept import Kept
from tests.cast import Cast
from tests.portal.published import part, publish


@pytest.fixture(autouse=True)
def keeping(settings: Settings) -> None:
    """As in use: fifteen seconds."""
    settings.PUBLIC_SECONDS = 15


def test_made_once(
    client: Client, cast: Cast, campaign: Campaign, noon: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(cast, campaign, part(date(2026, 9, 19)), title="第一项")
    first = client.get("/activities/")
    publish(cast, campaign, part(date(2026, 9, 19)), title="第二项")
    with django_assert_num_queries(0):
        again = client.get("/activities/")
    assert again.content == first.content
    assert "第二项" not in again.content.decode()
    # Another address is another page, but what all pages share was looked up: only the list itself is read.
    with django_assert_num_queries(1):
        other = client.get("/activities/?page=1")
    assert "第二项" in other.content.decode()
    # The frame around a kept page is made anew: its headers are there.
    assert "default-src 'self'" in again["Content-Security-Policy"]


def test_told_apart_by_language(client: Client, campaign: Campaign, noon: None) -> None:
    chinese = client.get("/").content.decode()
    client.cookies["language"] = "en"
    english = client.get("/").content.decode()
    assert '<html lang="zh-CN">' in chinese
    assert '<html lang="en">' in english


def test_good_for_fifteen_seconds() -> None:
    seconds = iter([0.0, 14.9, 15.0])
    store: Kept[str] = Kept(2, tick=lambda: next(seconds))
    store.put("a", "A")
    assert store.get("a") == "A"
    assert store.get("a") is None


def test_the_least_used_go_first() -> None:
    store: Kept[str] = Kept(2)
    store.put("a", "A")
    store.put("b", "B")
    assert store.get("a") == "A"
    store.put("c", "C")
    assert [store.get(key) for key in "abc"] == ["A", None, "C"]


def test_nothing_is_kept_where_told_so(settings: Settings) -> None:
    settings.PUBLIC_SECONDS = 0
    store: Kept[str] = Kept(2)
    assert store.put("a", "A") == "A"
    assert store.get("a") is None


def test_what_is_not_there_is_not_kept(client: Client, cast: Cast, campaign: Campaign, noon: None) -> None:
    assert client.get("/activities/soon/").status_code == 404
    version = publish(cast, campaign)
    Version.objects.filter(pk=version.pk).update(uid="soon")
    assert client.get("/activities/soon/").status_code == 200
