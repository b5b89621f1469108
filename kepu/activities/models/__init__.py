"""活动填报: an activity, its occurrences, its immutable versions and the decisions made on them."""

from kepu.activities.models.activity import Activity, JointUnit, Occurrence, State
from kepu.activities.models.version import Decision, Version

__all__ = ["Activity", "Decision", "JointUnit", "Occurrence", "State", "Version"]
