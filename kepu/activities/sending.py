"""送达: a device hands in what it has kept, and the answer may be lost: sent again, it is neither doubled nor in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kepu.activities.models import Activity


@dataclass(frozen=True, slots=True)
class Sending:
    """One try of a device to hand in a draft: its own id, and those of earlier tries of which it has seen no answer."""

    id: UUID
    earlier: frozenset[UUID] = frozenset()

    def wrote(self, activity: Activity) -> bool:
        """True when what stands came by this device and only the answer was lost: nobody else has saved since."""
        return activity.saved_as is not None and (activity.saved_as == self.id or activity.saved_as in self.earlier)
