"""The only writers of plans and campaigns. Each: one transaction, asks the rule, writes, records, announces."""

from kepu.campaigns.actions.adopting import adopt
from kepu.campaigns.actions.changing import change_basics, change_reminders, change_review, change_section
from kepu.campaigns.actions.copying import copy_campaign, start_campaign
from kepu.campaigns.actions.deciding import add_fact, decide_fact, keep_sure
from kepu.campaigns.actions.enrolling import enrol, unenrol
from kepu.campaigns.actions.excepting import grant_exceptions, revoke_exception
from kepu.campaigns.actions.lines import add_line, change_line, move_line, remove_line
from kepu.campaigns.actions.linking import match_unit, register_units
from kepu.campaigns.actions.publishing import close, discard, publish, reopen
from kepu.campaigns.actions.reading import discard_plan, upload_plan
from kepu.campaigns.actions.revising import accept, accept_all, dismiss, reconsider, upload_revision

__all__ = [
    "accept",
    "accept_all",
    "add_fact",
    "add_line",
    "adopt",
    "change_basics",
    "change_line",
    "change_reminders",
    "change_review",
    "change_section",
    "close",
    "copy_campaign",
    "decide_fact",
    "discard",
    "discard_plan",
    "dismiss",
    "enrol",
    "grant_exceptions",
    "keep_sure",
    "match_unit",
    "move_line",
    "publish",
    "reconsider",
    "register_units",
    "remove_line",
    "reopen",
    "revoke_exception",
    "start_campaign",
    "unenrol",
    "upload_plan",
    "upload_revision",
]
