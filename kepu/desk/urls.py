"""The desk's addresses: each noun's file names its own, here they stand in one list."""

from __future__ import annotations

from kepu.desk import (
    account,
    activities,
    activity,
    activity_form,
    campaign,
    campaign_lines,
    campaign_units,
    campaigns,
    choice,
    home,
    papers,
    people,
    plan,
    plans,
    progress,
    protocol,
    record,
    reminder,
    review,
    revision,
    sign_in_links,
    unit,
    units,
)

app_name = "desk"
NOUNS = (
    home,
    choice,
    activities,
    activity,
    activity_form,
    review,
    progress,
    reminder,
    papers,
    plans,
    plan,
    protocol,
    revision,
    campaigns,
    campaign,
    campaign_lines,
    campaign_units,
    units,
    unit,
    people,
    sign_in_links,
    record,
    account,
)
urlpatterns = [pattern for noun in NOUNS for pattern in noun.urlpatterns]
