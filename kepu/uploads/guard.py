"""Reading a stranger's file without danger to the server: in a process of its own, under limits, with a time-out.

The child is a fresh interpreter that knows nothing of Django, gets no environment (no keys, no database address) and
inherits no open file, so that it is safe to start from any thread. It answers with JSON, never with objects.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from kepu.uploads.unreadable import Sentences, Unreadable

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 20.0
SEATS = BoundedSemaphore(2)  # so many children at once: two cores read as fast as ten


def command(package: str) -> tuple[str, ...]:
    """How the child of a package is started; its `__main__` hands `--worker` to kepu.uploads.child."""
    return (sys.executable, "-X", "utf8", "-s", "-m", package, "--worker")


@dataclass(frozen=True, slots=True)
class Guard:
    """Has files of one kind read by a child process. `largest`: bytes that a file may have."""

    command: tuple[str, ...]
    sentences: Sentences
    largest: int
    seconds: float = SECONDS

    def read(self, question: Any, content: bytes) -> Any:
        """What the child made of the file. Whatever goes wrong is an Unreadable with one sentence."""
        if not content:
            raise Unreadable(self.sentences.empty)
        if len(content) > self.largest:
            raise Unreadable(self.sentences.too_large)
        if not SEATS.acquire(timeout=self.seconds):
            raise Unreadable(self.sentences.busy)
        try:
            answer = self.ask(question, content)
        finally:
            SEATS.release()
        if "unreadable" in answer:
            raise Unreadable(answer["unreadable"])
        return answer["reading"]

    def ask(self, question: Any, content: bytes) -> dict[str, Any]:
        """The child's answer. Raises Unreadable where it gives none."""
        try:
            child = subprocess.run(
                self.command,
                input=json.dumps(question).encode() + b"\n" + content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={},
                timeout=self.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable(self.sentences.too_slow) from error
        if child.returncode < 0:
            raise Unreadable(self.sentences.too_slow)  # ended by the system's limits
        try:
            answer = json.loads(child.stdout)
        except ValueError as error:
            raise Unreadable(self.sentences.broken) from error
        if not isinstance(answer, dict):
            raise Unreadable(self.sentences.broken)
        return answer
