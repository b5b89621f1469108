"""接收方式: by which ways a person hears of what. The inbox gets everything; e-mail is what somebody has to act on."""

from __future__ import annotations

from collections.abc import Iterable

from kepu.notices.models import Kind, Preference

MAILED = frozenset(
    {Kind.REMINDER, Kind.OVERDUE, Kind.HEAD, Kind.DIGEST, Kind.RETURNED, Kind.INVITATION, Kind.CANCELLED, Kind.EXCEPTION}
)
"""What goes by e-mail too unless the person says otherwise: not what a reviewer sees in the queue anyway."""

GROUPED = frozenset({Kind.REMINDER, Kind.OVERDUE, Kind.DIGEST, Kind.EXCEPTION})
"""What a new group robot is told; the unit may tick others."""


def by_mail(kind: str, preferences: Iterable[Preference]) -> bool:
    """Does somebody with these preferences want this kind as e-mail?"""
    return next((one.by_mail for one in preferences if one.kind == kind), kind in MAILED)
