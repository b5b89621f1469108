"""方案修订: taking in a revised plan of a campaign, and accepting what it says otherwise, one difference at a time.

Each difference is named by what is proposed (`key`) and by what stood in the campaign (`seen`), so that of two
colleagues nobody changes what he or she did not see. Accepting goes through the actions that change a campaign.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple, cast

from django.db import transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.campaigns.actions.changing import SECTIONS, Section, change_basics, change_section
from kepu.campaigns.actions.gate import require_office
from kepu.campaigns.actions.lines import add_line, change_line, remove_line
from kepu.campaigns.actions.reading import read_document, store_plan
from kepu.campaigns.actions.writing import Edited
from kepu.campaigns.carrying import carried
from kepu.campaigns.models import Campaign, Line, WorkPlan
from kepu.campaigns.part_words import BasicPart
from kepu.campaigns.proposal import LinePart
from kepu.campaigns.queries import comparison_of, former_plan, lines_of, rows_of
from kepu.campaigns.revision import LABELS, Comparison, Difference, applied
from kepu.verdict import Refused, conflict


class Named(NamedTuple):
    """A difference as a page showed it."""

    key: str
    seen: str


class Revising(NamedTuple):
    """A revision with its campaign, both locked until the transaction ends, and what they differ in."""

    plan: WorkPlan
    campaign: Campaign
    comparison: Comparison


def upload_revision(campaign: Campaign, content: bytes, name: str, *, by: Actor) -> WorkPlan:
    """Read a revised plan of the campaign; what was decided on the plan before it holds for the facts that it repeats.

    Raises `Refused` where the document cannot be read. The same document again is returned as it stands.
    """
    require_office(campaign.owner, by)
    if campaign.state == Campaign.State.CLOSED:
        raise Refused(conflict(_("“%(name)s”已结束，不能再改；需要时请先重新开放。") % {"name": campaign}))
    digest = sha256(content).hexdigest()
    known = WorkPlan.objects.filter(revises=campaign, sha256=digest).first()
    if known is not None:
        return known
    reading = read_document(content, name)
    former = former_plan(campaign)
    kept: dict[str, Any] = {"revises": campaign}
    if former is not None:
        dismissed = {key: said for key, said in former.answers.items() if said["state"] == "dismissed"}
        decisions = carried(reading, former.reading, former.decisions)
        kept |= {"decisions": decisions, "matches": former.matches, "answers": dismissed}
    return store_plan(campaign.owner, content, name, reading, digest, by, **kept)


@transaction.atomic
def accept(plan: WorkPlan, named: Named, *, by: Actor) -> Difference:
    """Change the campaign in this one thing to what the revised plan says; the record of the change names the plan.

    Raises `Refused` where a colleague changed or answered it meanwhile, or where the change itself is refused.
    """
    revising = claim(plan, by)
    one = find(revising, named)
    apply(revising, one, by)
    answer(revising.plan, one, "accepted", by)
    plan.refresh_from_db()
    return one


@transaction.atomic
def accept_all(plan: WorkPlan, wanted: Sequence[Named], *, by: Actor) -> int:
    """Accept several differences; returns how many. What a colleague changed or answered meanwhile is passed over."""
    done = 0
    for named in wanted:
        try:
            accept(plan, named, by=by)
        except Refused:
            continue
        done += 1
    return done


@transaction.atomic
def dismiss(plan: WorkPlan, named: Named, *, by: Actor) -> Difference:
    """Leave the campaign as it is in this thing; it is remembered, also for the next revision that says the same."""
    revising = claim(plan, by)
    one = find(revising, named)
    answer(revising.plan, one, "dismissed", by)
    record("不采纳修订", revising.plan, by=by, organisation_path=plan.owner.path, note=one.text)
    plan.refresh_from_db()
    return one


@transaction.atomic
def reconsider(plan: WorkPlan, key: str, *, by: Actor) -> None:
    """Put a dismissed difference before the office again."""
    locked = claim(plan, by).plan
    said = locked.answers.get(key, {})
    if said.get("state") != "dismissed":
        raise Refused(conflict(_("这一处没有记为“不采纳”，请刷新页面后再看。")))
    del locked.answers[key]
    locked.save(update_fields=["answers"])
    record("撤销不采纳", locked, by=by, organisation_path=plan.owner.path, note=said["text"])
    plan.refresh_from_db()


def claim(plan: WorkPlan, by: Actor) -> Revising:
    """Lock the revision and its campaign and compare them as they stand now."""
    require_office(plan.owner, by)
    locked = WorkPlan.objects.select_for_update(of=("self",)).select_related("owner__parent").filter(pk=plan.pk).first()
    if locked is None:
        raise Refused(conflict(_("这份方案已被删除。")))
    if locked.revises_id is None:
        raise Refused(conflict(_("这份方案不是修订稿。")))
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("owner__parent").get(pk=locked.revises_id)
    return Revising(locked, campaign, comparison_of(locked, campaign))


def find(revising: Revising, named: Named) -> Difference:
    """The difference as the person saw it, or `Refused` with what happened to it."""
    said = revising.plan.answers.get(named.key, {})
    one = revising.comparison.find(named.key)
    if said.get("state") == "dismissed" or (said and one is None):
        how = _("采纳") if said["state"] == "accepted" else _("定为不采纳")
        raise Refused(conflict(_("%(who)s刚刚把这一处%(how)s。请看过后再定。") % {"who": said["by"], "how": how}))
    if one is None or one.seen != named.seen:
        raise Refused(conflict(_("您打开页面之后，这一处已有变化。请看过最新内容后再定。")))
    return one


def answer(plan: WorkPlan, one: Difference, state: str, by: Actor) -> None:
    """Keep what was answered, in words: once accepted, the difference itself is gone."""
    before, after = one.words
    plan.answers[one.key] = {
        "state": state,
        "by": by.name,
        "at": clock.now().isoformat(),
        "section": str(LABELS[one.section]),
        "about": one.about,
        "before": before,
        "after": after,
        "text": one.text,
    }
    plan.save(update_fields=["answers"])


def apply(revising: Revising, one: Difference, by: Actor) -> None:
    """Make the change, by the action that changes such a thing."""
    about = _("按修订方案“%(plan)s”。%(text)s") % {"plan": revising.plan.name, "text": one.text}
    match one.section:
        case "basics":
            assert isinstance(one.after, BasicPart)
            change_basics(revising.campaign, dict(one.after.values), by=by, about=about)
        case "lines":
            LINE[one.kind](revising, one, by, about)
            renumber(revising)
        case "units":
            in_line_units(revising, one, by, about)
        case _:
            in_rows(revising, one, by, about)


def in_rows(revising: Revising, one: Difference, by: Actor, about: str) -> None:
    """A section that is one table: its rows with this one added, gone or changed; the others stay the rows they are."""
    section = cast(Section, one.section)
    rows = list(rows_of(revising.campaign, SECTIONS[section][1]))
    parts = applied(getattr(revising.comparison.current, section), one)
    edited = [Edited(part, None if index is None else rows[index].pk) for part, index in parts]
    change_section(revising.campaign, section, edited, by=by, about=about)


def in_line_units(revising: Revising, one: Difference, by: Actor, about: str) -> None:
    """A responsible unit of a line."""
    assert one.line is not None
    line = list(lines_of(revising.campaign))[one.line]
    part = revising.comparison.current.lines[one.line]
    units = tuple(unit for unit, _index in applied(part.units, one))
    change_line(line, replace(part, units=units), parent=line.parent, by=by, about=about)


def new_line(revising: Revising, one: Difference, by: Actor, about: str) -> None:
    """A line that the plan adds, at its place among the others."""
    assert isinstance(one.after, LinePart)
    rows = list(lines_of(revising.campaign))
    line = add_line(revising.campaign, one.after, parent=above(revising, one.after, rows), by=by, about=about)
    rows.insert(one.place, line)
    for position, row in enumerate(rows):
        row.position = position
    Line.objects.bulk_update(rows, ["position"])


def other_line(revising: Revising, one: Difference, by: Actor, about: str) -> None:
    """A line with another name, place in the nesting or openness."""
    assert isinstance(one.after, LinePart)
    rows = list(lines_of(revising.campaign))
    change_line(rows[one.place], one.after, parent=above(revising, one.after, rows), by=by, about=about)


def no_line(revising: Revising, one: Difference, by: Actor, about: str) -> None:
    """A line that the plan has no more."""
    remove_line(list(lines_of(revising.campaign))[one.place], by=by, about=about)


LINE: dict[str, Callable[[Revising, Difference, Actor, str], None]] = {
    "added": new_line,
    "changed": other_line,
    "gone": no_line,
}


def above(revising: Revising, line: LinePart, rows: Sequence[Line]) -> Line | None:
    """The row below which a line of the plan stands."""
    try:
        index = revising.comparison.above(line)
    except LookupError as missing:
        raise Refused(conflict(_("请先采纳上级板块“%(name)s”。") % {"name": missing})) from missing
    return None if index is None else rows[index]


def renumber(revising: Revising) -> None:
    """Give the lines that both have the numbers of the revised plan: where one is added, the others move on."""
    comparison = comparison_of(revising.plan, revising.campaign)
    rows = list(lines_of(revising.campaign))
    for index, other in comparison.lines.items():
        rows[index].number = comparison.proposed.lines[other].number
    Line.objects.bulk_update(rows, ["number"])
