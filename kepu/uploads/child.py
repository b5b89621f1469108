"""The child's side of the guard: one file on standard input, one answer as JSON on standard output, under limits."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from kepu.uploads.limits import OutOfTime, confine
from kepu.uploads.unreadable import Sentences, Unreadable

Result = TypeVar("Result")


def confined(read: Callable[[], Result], sentences: Sentences) -> Result:
    """What `read` returns, under limits that this process puts on itself. Raises Unreadable where they are not enough."""
    confine()
    try:
        return read()
    except (MemoryError, OutOfTime, RecursionError) as error:
        raise Unreadable(sentences.too_slow) from error


def work(read: Callable[[Any, bytes], dict[str, Any]], sentences: Sentences) -> int:
    """Answer the guard's one question with what `read` makes of it and the file; returns the exit code."""
    question, _, content = sys.stdin.buffer.read().partition(b"\n")
    answer: dict[str, Any]
    try:
        answer = {"reading": confined(lambda: read(json.loads(question), content), sentences)}
    except Unreadable as error:
        answer = {"unreadable": error.sentence}
    # json.dump would write piece by piece, at five times the cost; \uXXXX for every Chinese character doubles the length.
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return 0
