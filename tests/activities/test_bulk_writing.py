"""COPY writes what one by one would be written, whatever people type."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kepu.accounts.actor import system
from kepu.activities.actions.bulk_writing import BLOCK, write_many
from kepu.activities.content import Content, OccurrencePart, once
from kepu.activities.models import Activity, Occurrence, State
from kepu.activities.queries import content_of
from kepu.activities.search import matching
from kepu.campaigns.models import Campaign
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db
BY = system("测试")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["\\", "\\N", "\\.", "a\tb", "一\n二", 'x"y', "{}", "NULL", "'", "−1", "🎈"]
)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
parts = st.builds(
    OccurrencePart,
    day=days | st.none(),
    begins=st.times() | st.none(),
    ends=st.times() | st.none(),
    last_day=days | st.none(),
    mode=st.sampled_from(["onsite", "online", "both"]),
    place=texts,
)
contents = st.builds(
    Content,
    title=texts,
    description=texts,
    audience=texts,
    expected_participants=st.integers(0, 10_000_000) | st.none(),
    contact_name=texts,
    contact_phone=texts,
    online_url=texts,
    organisers=st.lists(texts, max_size=3).map(once),
    occurrences=st.lists(parts, max_size=3).map(tuple),
).map(Content.tidy)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts=st.lists(contents, min_size=1, max_size=4))
def test_what_is_copied_reads_the_same(cast: Cast, campaign: Campaign, drafts: list[Content]) -> None:
    with transaction.atomic():
        ids = write_many(campaign, [(cast.east, one) for one in drafts], by=BY, now=NOON)
        rows = {one.pk: one for one in Activity.objects.filter(pk__in=ids)}
        assert [content_of(rows[pk]) for pk in ids] == drafts
        transaction.set_rollback(True)


def test_more_than_one_block_and_what_is_searched(cast: Cast, campaign: Campaign) -> None:
    part = OccurrencePart(date(2026, 9, 19), time(9), place="城东镇文化礼堂")
    drafts = [(cast.east, Content(title=f"第{number}场大集", occurrences=(part,))) for number in range(BLOCK + 3)]
    ids = write_many(campaign, drafts, by=BY, now=NOON)
    assert [*Activity.objects.order_by("pk").values_list("pk", flat=True)] == ids
    assert Occurrence.objects.filter(place="城东镇文化礼堂").count() == BLOCK + 3
    found = matching(Activity.objects.all(), f"第{BLOCK + 1}场 文化礼堂")
    assert [(one.pk, one.state, one.first_start, one.created_by) for one in found] == [
        (ids[BLOCK + 1], State.DRAFT, part.start, None)
    ]


def test_nothing_is_written_for_nothing(campaign: Campaign) -> None:
    assert write_many(campaign, [], by=BY, now=NOON) == []
