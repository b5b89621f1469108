"""The desk's addresses: each noun's file names its own, here they stand in one list."""

from __future__ import annotations

from kepu.desk import account, choice, home, record
from kepu.desk.activities import activities, activity, drafts, exports, joining, offline, reuse
from kepu.desk.activities import form as activity_form
from kepu.desk.campaigns import campaign, campaigns
from kepu.desk.campaigns import exceptions as campaign_exceptions
from kepu.desk.campaigns import lines as campaign_lines
from kepu.desk.campaigns import reminders as campaign_reminders
from kepu.desk.campaigns import units as campaign_units
from kepu.desk.imports import imports
from kepu.desk.notices import inbox as notices
from kepu.desk.notices import robots
from kepu.desk.plans import plan, plans, protocol, revision
from kepu.desk.progress import board as progress
from kepu.desk.progress import papers, reminder
from kepu.desk.progress import report as progress_report
from kepu.desk.register import handing_over, people, sign_in_links, unit, units
from kepu.desk.register import imports as register_import
from kepu.desk.register import merging as unit_merging
from kepu.desk.register import moving as unit_moving
from kepu.desk.review import absences, review
from kepu.desk.review import activity as review_activity
from kepu.desk.review import reasons as review_reasons

app_name = "desk"
NOUNS = (
    home,
    choice,
    activities,
    exports,
    imports,
    activity,
    activity_form,
    drafts,
    joining,
    reuse,
    offline,
    review,
    review_reasons,
    absences,
    review_activity,
    progress,
    progress_report,
    reminder,
    papers,
    plans,
    plan,
    protocol,
    revision,
    campaigns,
    campaign,
    campaign_lines,
    campaign_reminders,
    campaign_units,
    campaign_exceptions,
    units,
    unit_merging,
    unit_moving,
    register_import,
    unit,
    people,
    handing_over,
    sign_in_links,
    robots,
    record,
    notices,
    account,
)
urlpatterns = [pattern for noun in NOUNS for pattern in noun.urlpatterns]
