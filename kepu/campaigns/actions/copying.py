"""沿用上届: last year's campaign as this year's draft; and a campaign begun by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.campaigns.actions.creating import create_campaign
from kepu.campaigns.actions.gate import note, require_office
from kepu.campaigns.dates import is_whole_month, same_date, same_weekday
from kepu.campaigns.models import Campaign, Line
from kepu.organisations.models import Organisation

KEPT = ("subtheme_rule", "award_gate", "review_stages", "review_routing", "reminders")
SECTIONS = ("hosts", "quotas", "evidence_demands", "summary_columns", "contacts", "resources")


@transaction.atomic
def start_campaign(owner: Organisation, *, name: str, kind: str, year: int, start: date, end: date, by: Actor) -> Campaign:
    """A new draft without any plan: name, kind, year and window; everything else is added on its pages."""
    require_office(owner, by)
    campaign = create_campaign(owner=owner, name=name, kind=kind, year=year, window_start=start, window_end=end)
    note("建立科普日", campaign, by=by, about=_("手工建立"))
    return campaign


@transaction.atomic
def copy_campaign(source: Campaign, *, year: int, by: Actor) -> Campaign:
    """The campaign as a draft of `year`: every part but the themes, dates moved to the same weekday.

    A whole-month window and its deadlines keep their dates instead. Themes change every year and are left to be
    written; exceptions and the units taking part belong to the old year.
    """
    require_office(source.owner, by)
    moved = mover(source, year - source.year)
    campaign = create_campaign(
        owner=source.owner,
        kind=source.kind,
        year=year,
        name=renamed(source.name, source.year, year),
        summary_title=renamed(source.summary_title, source.year, year),
        window_start=moved(source.window_start),
        window_end=moved(source.window_end),
        **{name: getattr(source, name) for name in KEPT},
    )
    for section in SECTIONS:
        for row in getattr(source, section).all():
            copied(row, campaign=campaign).save()
    for deadline in source.deadlines.all():
        instants = {name: shifted(getattr(deadline, name), moved) for name in ("opens_at", "on_time_until", "locks_at")}
        copied(deadline, campaign=campaign, **instants).save()
    copy_lines(source, campaign)
    note("建立科普日", campaign, by=by, about=_("沿用“%(name)s”") % {"name": source})
    return campaign


def mover(source: Campaign, years: int) -> Callable[[date], date]:
    """How this campaign's dates move by so many years."""
    rule = same_date if is_whole_month(source.window_start, source.window_end) else same_weekday
    return lambda on: rule(on, years)


def shifted(at: datetime | None, moved: Callable[[date], date]) -> datetime | None:
    """An instant on the moved day at the same time of day. An excluded midnight belongs to the day before it."""
    if at is None:
        return None
    local = timezone.localtime(at)
    day_before = local - timedelta(microseconds=1)
    days = moved(day_before.date()) - day_before.date()
    return timezone.make_aware(local.replace(tzinfo=None) + days)


def renamed(text: str, old: int, new: int) -> str:
    """The text with the old year's number replaced."""
    return text.replace(str(old), str(new))


def copied(row: Model, **values: Any) -> Model:
    """A new row with the same values but these."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    for name in values:
        fields.pop(row._meta.get_field(name).attname, None)  # type: ignore[union-attr]
    return type(row)(**fields, **values)


def copy_lines(source: Campaign, campaign: Campaign) -> None:
    """The lines with their nesting and units; parents may stand after their children in the order."""
    lines = list(Line.objects.filter(campaign=source).prefetch_related("units"))
    new = {line.pk: copied(line, campaign=campaign, parent=None) for line in lines}
    for row in new.values():
        row.save()
    for line in lines:
        if line.parent_id is not None:
            Line.objects.filter(pk=new[line.pk].pk).update(parent=new[line.parent_id])
        for unit in line.units.all():
            copied(unit, line=new[line.pk]).save()
