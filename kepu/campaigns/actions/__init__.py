"""The only writers of plans and campaigns. Each: one transaction, asks the rule, writes, records, announces."""

from kepu.campaigns.actions.adopting import adopt
from kepu.campaigns.actions.changing import (
    change_basics,
    change_columns,
    change_contacts,
    change_deadlines,
    change_evidence,
    change_hosts,
    change_quotas,
    change_resources,
    change_review,
    change_themes,
)
from kepu.campaigns.actions.copying import copy_campaign, start_campaign
from kepu.campaigns.actions.enrolling import enrol, grant_exception, revoke_exception, unenrol
from kepu.campaigns.actions.lines import add_line, change_line, move_line, remove_line
from kepu.campaigns.actions.publishing import close, discard, publish, reopen
from kepu.campaigns.actions.reading import add_fact, decide_fact, match_unit, register_unit, upload_plan

__all__ = [
    "add_fact",
    "add_line",
    "adopt",
    "change_basics",
    "change_columns",
    "change_contacts",
    "change_deadlines",
    "change_evidence",
    "change_hosts",
    "change_line",
    "change_quotas",
    "change_resources",
    "change_review",
    "change_themes",
    "close",
    "copy_campaign",
    "decide_fact",
    "discard",
    "enrol",
    "grant_exception",
    "match_unit",
    "move_line",
    "publish",
    "register_unit",
    "remove_line",
    "reopen",
    "revoke_exception",
    "start_campaign",
    "unenrol",
    "upload_plan",
]
