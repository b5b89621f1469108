"""The only writers of activities: `verb(thing, *, by, …)`, one transaction each. Use what they return: it is what stands now."""

from kepu.activities.actions.drafting import copy, discard, save, set_cover, start
from kepu.activities.actions.gate import Outdated
from kepu.activities.actions.joining import accept, decline, invite
from kepu.activities.actions.reviewing import BulkOutcome, approve, approve_many, endorse, send_back
from kepu.activities.actions.submitting import cancel, reopen, submit, withdraw
from kepu.activities.actions.subthemes import set_subtheme

__all__ = [
    "BulkOutcome",
    "Outdated",
    "accept",
    "approve",
    "approve_many",
    "cancel",
    "copy",
    "decline",
    "discard",
    "endorse",
    "invite",
    "reopen",
    "save",
    "send_back",
    "set_cover",
    "set_subtheme",
    "start",
    "submit",
    "withdraw",
]
