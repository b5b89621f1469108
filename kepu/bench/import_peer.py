"""The reference: django-import-export in its bulk mode, on the same file.

It reads the workbook, finds unit and line by name (each looked up once), turns dates and numbers into values, validates every
instance as a form would and writes activities in batches. What it could do besides is off: it shows no differences, looks
for nothing that stands already, writes no occurrences.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import tablib
from django.utils import timezone
from import_export.fields import Field
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource
from import_export.widgets import CachedForeignKeyWidget, IntegerWidget

from kepu.activities.models import Activity
from kepu.campaigns.models import Campaign, Line
from kepu.organisations.models import Organisation

WHEN = re.compile(r"(\d+)月(\d+)日 (\d+):(\d+)")


class Peer(ModelResource):  # type: ignore[misc]
    """One activity a row."""

    title = Field("title", "活动名称")
    line = Field("line", "板块", CachedForeignKeyWidget(Line, "name"))
    organisation = Field("organisation", "填报单位", CachedForeignKeyWidget(Organisation, "name"))
    first_start = Field("first_start", "活动时间")
    description = Field("description", "活动内容")
    audience = Field("audience", "面向人群")
    expected_participants = Field("expected_participants", "参加人数", IntegerWidget())
    contact_name = Field("contact_name", "联系人")
    contact_phone = Field("contact_phone", "联系电话")
    organisers = Field("organisers", "主办单位")

    class Meta:
        model = Activity
        fields = (
            *("title", "line", "organisation", "first_start", "description", "audience", "expected_participants"),
            *("contact_name", "contact_phone", "organisers"),
        )
        use_bulk, batch_size = True, 1000
        clean_model_instances = True
        skip_diff = force_init_instance = True

    def read_in(self, content: bytes, campaign: Campaign) -> None:
        """Import the workbook; its first row is a title."""
        self.campaign = campaign
        every = XLSX().create_dataset(content)
        self.import_data(tablib.Dataset(*every[1:], headers=every[0]), raise_errors=True, use_transactions=True)

    def before_import_row(self, row: dict[str, Any], **_more: Any) -> None:
        """Times and numbers as this sheet writes them."""
        month, day, hour, minute = map(int, WHEN.match(row["活动时间"]).groups())  # type: ignore[union-attr]
        row["活动时间"] = datetime(self.campaign.year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())
        row["参加人数"] = row["参加人数"].strip("约人")
        row["主办单位"] = row["主办单位"].split("、")

    def init_instance(self, row: dict[str, Any] | None = None) -> Activity:
        """Every activity is one of the campaign."""
        return Activity(campaign=self.campaign)
