"""Strangers' plans are read in a child process (kepu.uploads.guard)."""

from __future__ import annotations

from kepu.plans.reading import Reading
from kepu.plans.sentences import LARGEST_FILE, PLAN
from kepu.uploads.guard import Guard, command

GUARD = Guard(command("kepu.plans"), PLAN, LARGEST_FILE)


def read_guarded(content: bytes, name: str) -> Reading:
    """As kepu.plans.read, in a child process under limits. Whatever goes wrong is an Unreadable with one sentence."""
    return Reading.from_json(GUARD.read(name, content))
