"""The only writers of activities: `verb(thing, *, by, …)`, one transaction each. Use what they return: it is what stands now."""

from kepu.activities.actions.bulk_submitting import SubmitOutcome, submit_many
from kepu.activities.actions.commenting import answer, comment, dismiss_hint
from kepu.activities.actions.correcting import abandon
from kepu.activities.actions.drafting import begin, copy, discard, save, set_cover, start
from kepu.activities.actions.gate import Outdated
from kepu.activities.actions.importing import Touched, accept_rows, import_at_once, read_in, rematch, undo_import
from kepu.activities.actions.joining import accept, decline, invite
from kepu.activities.actions.reasons import set_reasons
from kepu.activities.actions.reusing import (
    drop_place,
    drop_snippet,
    keep_place,
    keep_snippet,
    merge_places,
    remember_places,
)
from kepu.activities.actions.reviewing import BulkOutcome, approve, approve_many, endorse, send_back, send_back_many
from kepu.activities.actions.submitting import cancel, correct, reopen, submit, withdraw
from kepu.activities.actions.subthemes import set_subtheme

__all__ = [
    "BulkOutcome",
    "Outdated",
    "SubmitOutcome",
    "Touched",
    "abandon",
    "accept",
    "accept_rows",
    "answer",
    "approve",
    "approve_many",
    "begin",
    "cancel",
    "comment",
    "copy",
    "correct",
    "decline",
    "discard",
    "dismiss_hint",
    "drop_place",
    "drop_snippet",
    "endorse",
    "import_at_once",
    "invite",
    "keep_place",
    "keep_snippet",
    "merge_places",
    "read_in",
    "rematch",
    "remember_places",
    "reopen",
    "save",
    "send_back",
    "send_back_many",
    "set_cover",
    "set_reasons",
    "set_subtheme",
    "start",
    "submit",
    "submit_many",
    "undo_import",
    "withdraw",
]
