"""Plans read in a child process (the child itself: tests/uploads/test_guard.py)."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time

import pytest

from kepu.plans import Reading, Unreadable, read, read_guarded
from kepu.uploads.guard import ROOT
from tests.plans.test_guard import BAD, GOOD
from tests.plans.word import Word, packed, para, run


def test_the_child_does_not_know_django() -> None:
    code = "import kepu.plans.__main__, sys; print([m for m in sys.modules if m.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"[]\n"


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
