"""Reading a stranger's file without danger to the server: in a process of its own, under limits, with a time-out.

The child is a fresh interpreter that knows nothing of Django, gets no environment (no keys, no database address) and
inherits no open file, so that it is safe to start from any thread. It answers with JSON, never with objects.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from kepu.plans.blocks import Unreadable
from kepu.plans.limits import TOO_SLOW
from kepu.plans.opening import EMPTY, LARGEST_FILE, TOO_LARGE
from kepu.plans.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-X", "utf8", "-s", "-m", "kepu.plans", "--worker")
SECONDS = 20.0
SEATS = BoundedSemaphore(2)  # so many children at once: two cores read as fast as ten

BROKEN = "文件读到一半出了错，内容可能已损坏。请在 Word 或 WPS 中打开，另存为新的 .docx 再上传，或把文字粘贴进来。"
BUSY = "现在同时读取方案的人较多，请过一分钟再试。"


def read_guarded(content: bytes, name: str) -> Reading:
    """As kepu.plans.read, in a child process under limits. Whatever goes wrong is an Unreadable with one sentence."""
    if not content:
        raise Unreadable(EMPTY)
    if len(content) > LARGEST_FILE:
        raise Unreadable(TOO_LARGE)
    if not SEATS.acquire(timeout=SECONDS):
        raise Unreadable(BUSY)
    try:
        answer = ask(content, name)
    finally:
        SEATS.release()
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return Reading.from_json(answer["reading"])


def ask(content: bytes, name: str, command: tuple[str, ...] = COMMAND, seconds: float = SECONDS) -> dict[str, Any]:
    """The child's answer. Raises Unreadable where it gives none."""
    question = json.dumps(name).encode() + b"\n" + content
    try:
        child = subprocess.run(
            command,
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(TOO_SLOW) from error
    if child.returncode < 0:
        raise Unreadable(TOO_SLOW)  # ended by the system's limits
    try:
        answer = json.loads(child.stdout)
    except ValueError as error:
        raise Unreadable(BROKEN) from error
    if not isinstance(answer, dict):
        raise Unreadable(BROKEN)
    return answer
