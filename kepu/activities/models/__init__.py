"""活动填报: an activity, its occurrences, its immutable versions and the decisions made on them."""

from kepu.activities.models.activity import Activity, Occurrence, State
from kepu.activities.models.imported import ColumnMemory, SheetImport
from kepu.activities.models.joint import JointUnit
from kepu.activities.models.reuse import Place, Snippet
from kepu.activities.models.review import DismissedHint, FieldComment, ReasonTemplate
from kepu.activities.models.version import Decision, Version

__all__ = [
    "Activity",
    "ColumnMemory",
    "Decision",
    "DismissedHint",
    "FieldComment",
    "JointUnit",
    "Occurrence",
    "Place",
    "ReasonTemplate",
    "SheetImport",
    "Snippet",
    "State",
    "Version",
]
