"""The ways out of the house: e-mail and the group robots of three providers. They write nothing into the database."""

from __future__ import annotations

from datetime import timedelta


class Undelivered(Exception):
    """It could not be sent now. The message is a sentence for the office – without addresses, keys or signatures.

    `pause`: how long the provider wants to be left alone, where it said that it is being asked too often.
    """

    def __init__(self, reason: str, pause: timedelta | None = None) -> None:
        super().__init__(reason)
        self.pause = pause


__all__ = ["Undelivered"]
