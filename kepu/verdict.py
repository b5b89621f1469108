"""判定: one value for every "may I?" – allowed, or refused with a reason in Chinese.

The same value makes the greyed button's tooltip, the form's error, the answer 403/409 and the
audit note, so that a page never says something else than the server does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["forbidden", "conflict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Truthy when allowed; otherwise `reason` says what, why and what next, in plain Chinese.

    `kind` is "forbidden" when it is the person who may not (403) and "conflict" when it is
    the state or the clock that forbids it (409).
    """

    allowed: bool
    reason: str = ""
    kind: Kind = "forbidden"

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise `Refused` unless allowed."""
        if not self.allowed:
            raise Refused(self)

    def also(self, other: Verdict) -> Verdict:
        """The first refusal of the two, or allowed."""
        return other if self.allowed else self


class Refused(Exception):
    """An action asked its rule and was refused; `verdict` carries the reason."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


ALLOWED = Verdict(True)


def forbid(reason: str) -> Verdict:
    """Refused because this person may not do it."""
    return Verdict(False, str(reason), "forbidden")


def conflict(reason: str) -> Verdict:
    """Refused because the thing's state or the clock does not permit it (now)."""
    return Verdict(False, str(reason), "conflict")
