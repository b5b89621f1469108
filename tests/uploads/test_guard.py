"""The child process that reads strangers' files: its limits, its emptiness, its silence."""

from __future__ import annotations

import os
import sys
import time

import pytest

from kepu.plans.sentences import PLAN
from kepu.uploads.guard import Guard, command
from kepu.uploads.unreadable import Unreadable


def child(code: str, seconds: float = 20.0) -> Guard:
    """A guard whose child first puts the limits on itself and then runs the code."""
    begin = f"import sys\nfrom kepu.uploads.limits import confine\nsys.stdin.buffer.read()\nconfine()\n{code}"
    return Guard((sys.executable, "-c", begin), PLAN, 1000, seconds)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("import time; time.sleep(60)", "在限定的时间和内存里读不完"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "在限定的时间和内存里读不完"),
        ("raise ValueError", "出了错"),
        ("print('[1]')", "出了错"),
        ("print('{')", "出了错"),
    ],
    ids=["sleeps", "is killed", "breaks", "answers wrongly", "answers in half"],
)
def test_a_child_that_gives_no_answer(code: str, sentence: str) -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable, match=sentence):
        child(code, seconds=1.5).ask("x", b"x")
    assert time.monotonic() - started < 5


def test_memory_and_time_are_bounded_and_without_the_bound_they_are_not() -> None:
    hungry = "try:\n    x = bytes(900 * 2**20)\n    print('{\"got\": true}')\nexcept MemoryError:\n    print('{\"got\": false}')"
    assert child(hungry).ask("x", b"") == {"got": False}
    unbounded = (sys.executable, "-c", f"import sys; sys.stdin.buffer.read()\n{hungry}")
    assert Guard(unbounded, PLAN, 1000).ask("x", b"") == {"got": True}
    limits = "import json, resource; print(json.dumps({'cpu': resource.getrlimit(resource.RLIMIT_CPU)}))"
    assert child(limits).ask("x", b"") == {"cpu": [10, 12]}


def test_the_child_inherits_no_environment_and_no_open_file() -> None:
    os.environ["KEPU_CANARY"] = "secret"
    with open(__file__, "rb") as held:
        os.set_inheritable(held.fileno(), True)
        files = "sorted(map(int, os.listdir('/proc/self/fd')))"
        code = f"import json, os; print(json.dumps({{'env': 'KEPU_CANARY' in os.environ, 'files': {files}}}))"
        answer = child(code).ask("x", b"")
        assert held.fileno() not in answer["files"]
    del os.environ["KEPU_CANARY"]
    assert answer["env"] is False


def test_the_child_is_this_interpreter() -> None:
    assert command("kepu.plans") == (sys.executable, "-X", "utf8", "-s", "-m", "kepu.plans", "--worker")
