"""The child process that reads strangers' files: its limits, its emptiness, its silence."""

from __future__ import annotations

import os
import resource
import sys
import threading
import time

import pytest

from kepu.plans import Reading, Unreadable, read, read_guarded
from kepu.plans.guard import COMMAND, ask
from tests.plans.test_guard import BAD, GOOD
from tests.plans.word import Word, packed, para, run


def child(code: str) -> tuple[str, ...]:
    """A child that first puts the limits on itself and then runs the code."""
    return (
        sys.executable,
        "-c",
        f"import sys\nfrom kepu.plans.limits import confine\nsys.stdin.buffer.read()\nconfine()\n{code}",
    )


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
        ask(b"x", "x", child(code), seconds=1.5)
    assert time.monotonic() - started < 5


def test_memory_and_time_are_bounded_and_without_the_bound_they_are_not() -> None:
    hungry = "try:\n    x = bytes(900 * 2**20)\n    print('{\"got\": true}')\nexcept MemoryError:\n    print('{\"got\": false}')"
    assert ask(b"", "x", child(hungry)) == {"got": False}
    unbounded = (sys.executable, "-c", f"import sys; sys.stdin.buffer.read()\n{hungry}")
    assert ask(b"", "x", unbounded) == {"got": True}
    limits = "import json, resource; print(json.dumps({'cpu': resource.getrlimit(resource.RLIMIT_CPU)}))"
    assert ask(b"", "x", child(limits)) == {"cpu": [10, 12]}


def test_the_child_inherits_no_environment_and_no_open_file() -> None:
    os.environ["KEPU_CANARY"] = "secret"
    with open(__file__, "rb") as held:
        os.set_inheritable(held.fileno(), True)
        files = "sorted(map(int, os.listdir('/proc/self/fd')))"
        code = f"import json, os; print(json.dumps({{'env': 'KEPU_CANARY' in os.environ, 'files': {files}}}))"
        answer = ask(b"", "x", child(code))
        assert held.fileno() not in answer["files"]
    del os.environ["KEPU_CANARY"]
    assert answer["env"] is False


def test_the_child_does_not_know_django() -> None:
    code = (
        "import kepu.plans.__main__, sys, json; print(json.dumps({'django': [m for m in sys.modules if m.startswith('django')]}))"
    )
    assert ask(b"", "x", child(code)) == {"django": []}
    assert COMMAND[0] == sys.executable


def test_many_threads_may_ask_at_once_and_this_process_keeps_its_limits() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU)
    contents = [packed(GOOD), BAD["entity bomb"][0](), packed(GOOD), BAD["truncated"][0](), packed(GOOD)]
    answers: list[str] = [""] * len(contents)

    def question(n: int) -> None:
        try:
            answers[n] = read_guarded(contents[n], f"{n}.docx").name
        except Unreadable as error:
            answers[n] = error.sentence[:4]

    threads = [threading.Thread(target=question, args=(n,)) for n in range(len(contents))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["0.docx", "文件内部", "2.docx", "文件不完", "4.docx"]
    assert (resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU)) == before


@pytest.mark.parametrize("name", ["empty file", "too large", "bomb of 300 MB", "entity bomb", "old Word", "truncated"])
def test_the_child_gives_the_same_sentence(name: str) -> None:
    make, sentence = BAD[name]
    with pytest.raises(Unreadable, match=sentence):
        read_guarded(make(), "方案.docx")


def test_the_child_reads_as_this_process_does() -> None:
    content = packed(GOOD)
    here, there = read(content, "方 案\n.docx"), read_guarded(content, "方 案\n.docx")
    assert there.to_json() == here.to_json()
    assert isinstance(there, Reading)
    assert there.to_plan()["title"] == "云山县2024年全国科普日活动方案"


def test_five_hundred_pages_are_read_or_refused_in_ten_seconds() -> None:
    paragraphs = [para(run(f"（{n}）请各单位按照职责分工组织开展第{n}项科普活动，认真做好服务保障。" * 6)) for n in range(2500)]
    started = time.monotonic()
    reading = read_guarded(Word(para("云山县2024年全国科普日活动方案") + "".join(paragraphs)).bytes(), "厚.docx")
    assert time.monotonic() - started < 20
    assert len(reading.blocks) == 2501
