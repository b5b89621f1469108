"""The desk's addresses: each noun's file names its own, here they stand in one list."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

app_name = "desk"
NOUNS = (
    "home",
    "choice",
    "activities",
    "activity",
    "activity_form",
    "review",
    "progress",
    "reminder",
    "papers",
    "plans",
    "plan",
    "campaigns",
    "campaign",
    "campaign_lines",
    "campaign_units",
    "units",
    "unit",
    "people",
    "sign_in_links",
    "record",
    "account",
)
urlpatterns = [
    pattern
    for noun in NOUNS
    if find_spec(f"kepu.desk.{noun}")
    for pattern in getattr(import_module(f"kepu.desk.{noun}"), "urlpatterns", [])
]
