"""Reminding: the one action that the worker's clock sets off. Each round once, whoever is quicker and however late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.models import Person
from kepu.campaigns.models import Campaign, Deadline, DeadlineException
from kepu.campaigns.queries import enrolled
from kepu.campaigns.reminding import Round, Schedule, Whom, digest_due, ends_soon, round_due
from kepu.notices.actions import notify, post
from kepu.notices.models import Kind
from kepu.notices.queries import units_with_robots
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import heart
from kepu.progress import reminding
from kepu.progress.digest import Digest
from kepu.progress.models import Reminded
from kepu.progress.queries import REMINDED_OF, deadlines, overdue_count, standing_of, standings
from kepu.progress.reminders import Sender, to_units
from kepu.progress.reminding import Owing
from kepu.progress.todo import piles


def remind() -> list[Reminded]:
    """Do every round and digest of running campaigns that is due by the database's clock and was not done yet."""
    now = clock.now()
    done = []
    with translation.override(settings.LANGUAGE_CODE):
        for campaign in Campaign.objects.filter(state=Campaign.State.RUNNING).select_related("owner__parent"):
            done += [remind_units(campaign, one, now) for one in due_rounds(campaign, now)]
            done += [remind_of_end(campaign, row, now) for row in ending(campaign, now)]
            if day := digest_due(Schedule.of(campaign.reminders), published(campaign), now):
                done.append(tell_office(campaign, day, now))
    return [one for one in done if one is not None]


def due_rounds(campaign: Campaign, now: datetime) -> Iterator[Round]:
    """The rounds that should be done by now and were not."""
    schedule = Schedule.of(campaign.reminders)
    known = set(Reminded.objects.filter(campaign=campaign).values_list("key", flat=True))
    for deadline in Deadline.objects.filter(campaign=campaign, kind__in=REMINDED_OF):
        for whom in Whom:
            one = round_due(schedule, deadline, whom, published(campaign), now)
            if one is not None and one.key not in known:
                yield one


def published(campaign: Campaign) -> datetime:
    """Since when units know of the campaign."""
    return campaign.published_at or campaign.created_at


@transaction.atomic
def remind_units(campaign: Campaign, one: Round, now: datetime) -> Reminded | None:
    """Do a round: the people of each unit that owes something, once each, and the chat groups. None where it was done."""
    done = claim(campaign, one.key, reminding.label(one), now)
    if done is None:
        return None
    units = reminding.owing(standings(campaign, enrolled(campaign), now), one)
    told = 0
    for people, theirs in by_people(units, one.whom):
        told += notify(
            people,
            kind=reminding.kind_of(one),
            key=f"{one.key}",
            title=reminding.title(one, theirs, now),
            text=reminding.text(one, theirs, now),
            url=place(theirs, one.whom),
        )
    if one.whom == Whom.FILERS and units:
        tell_groups(campaign, one, units, now)
    done.units, done.people = len(units), told
    done.save(update_fields=["units", "people"])
    return done


def ending(campaign: Campaign, now: datetime) -> list[DeadlineException]:
    """Exceptions that end soon."""
    rows = DeadlineException.objects.filter(deadline__campaign=campaign, deadline__kind__in=REMINDED_OF, until__gt=now)
    return [row for row in rows.select_related("deadline", "organisation") if ends_soon(row.until, now)]


@transaction.atomic
def remind_of_end(campaign: Campaign, exception: DeadlineException, now: datetime) -> Reminded | None:
    """Remind a unit that its exception ends, if it still owes something. None where it was done."""
    key = f"exception:{exception.deadline_id}:{exception.organisation_id}:{exception.until.isoformat()}"
    if Reminded.objects.filter(campaign=campaign, key=key).exists():
        return None
    done = claim(campaign, key, reminding.label_of_end(exception), now)
    if done is None:
        return None
    late = Round(exception.deadline, Whom.FILERS, offset=1, at=now)
    units = reminding.owing([standing_of(campaign, exception.organisation, now)], late)
    for people, theirs in by_people(units, Whom.FILERS):
        done.people += notify(
            people,
            kind=Kind.OVERDUE,
            key=key,
            title=reminding.title_of_end(exception, theirs[0], now),
            text=reminding.text(late, theirs, now),
            url=place(theirs, Whom.FILERS),
            unit=exception.organisation,
        )
    done.units = len(units)
    done.save(update_fields=["units", "people"])
    return done


def claim(campaign: Campaign, key: str, label: str, now: datetime) -> Reminded | None:
    """Take the round for this transaction; None where it is done. A second worker waits here for the first one's end."""
    try:
        with transaction.atomic():
            return Reminded.objects.create(campaign=campaign, key=key, label=label[:120], at=now)
    except IntegrityError:
        return None


def by_people(units: Iterable[Owing], whom: Whom) -> Iterator[tuple[list[Person], list[Owing]]]:
    """People with the units that they answer for, those with the same units together: who has several is told once."""
    owed = {one.standing.unit.pk: one for one in units}
    name = Role.Name.FILER if whom == Whom.FILERS else Role.Name.HEAD
    roles = Role.objects.filter(name=name, organisation__in=owed, organisation__closed_at=None, person__is_active=True)
    people: dict[Person, list[int]] = defaultdict(list)
    for role in roles.select_related("person").order_by("organisation__path"):
        people[role.person].append(role.organisation_id)
    groups: dict[tuple[int, ...], list[Person]] = defaultdict(list)
    for person, theirs in people.items():
        groups[tuple(theirs)].append(person)
    for ids, those in groups.items():
        yield those, [owed[unit] for unit in ids]


def place(units: list[Owing], whom: Whom) -> str:
    """Where it is dealt with: a filer's front page; for a head the unit's progress."""
    if whom == Whom.HEADS and len(units) == 1:
        return reverse("desk:progress-unit", args=[units[0].standing.unit.code])
    return reverse("desk:home")


def tell_groups(campaign: Campaign, one: Round, units: list[Owing], now: datetime) -> None:
    """One text about all to the office's groups, and to each unit's own groups what the unit owes."""
    kind, here = reminding.kind_of(one), reverse("desk:home")
    sender = Sender(campaign, list(campaign.contacts.all()))
    said = to_units(sender, [row.standing for row in units], now)
    if said:
        title = reminding.group_title(campaign, one, now)
        post(campaign.owner, kind=kind, key=one.key, title=title, text=said, url=here)
    with_groups = units_with_robots(kind)
    for row in units:
        unit = row.standing.unit
        if unit.pk in with_groups and unit.pk != campaign.owner_id:
            post(unit, kind=kind, key=one.key, title=reminding.title(one, [row], now), text=row.words(now), url=here)


@transaction.atomic
def tell_office(campaign: Campaign, day: date, now: datetime) -> Reminded | None:
    """Send the week's digest to everybody in the campaign's office and to its chat groups."""
    key = f"digest:{day.isoformat()}"
    done = claim(campaign, key, _("每周简报"), now)
    if done is None:
        return None
    digest = digest_of(campaign, now)
    people = Person.objects.filter(roles__organisation=campaign.owner, roles__name=Role.Name.OFFICE, is_active=True)
    done.people = notify(
        people.distinct(),
        kind=Kind.DIGEST,
        key=f"{key}:{campaign.pk}",
        title=digest.title,
        text=digest.text,
        url=reverse("desk:home"),
        unit=campaign.owner,
    )
    done.units = digest.standing.tally.units
    done.save(update_fields=["units", "people"])
    return done


def digest_of(campaign: Campaign, now: datetime) -> Digest:
    """The digest as things stand."""
    area = Organisation.objects.get(pk=heart(campaign.owner))
    filers = Role.objects.filter(name=Role.Name.FILER, person__is_active=True)
    unstaffed = enrolled(campaign).exclude(pk__in=filers.values("organisation_id")).count()
    return Digest(
        standing=standing_of(campaign, area, now),
        overdue=overdue_count(campaign, area, now),
        piles=piles(campaign, area),
        deadlines=deadlines(campaign),
        unstaffed=unstaffed,
        now=now,
    )
