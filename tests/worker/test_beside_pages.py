"""bin/demo and bin/serve keep a worker beside their pages: begun again when it dies, gone when they go."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.worker.process import ROOT, clear_queue, database_url, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def children(pid: int) -> dict[str, list[int]]:
    """The processes right below one: servers and workers."""
    found: dict[str, list[int]] = {"server": [], "worker": []}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            kind = "worker" if b"worker" in words else "server" if b"granian" in words else ""
            if kind:
                found[kind].append(int(entry.name))
    return found


@pytest.fixture
def script() -> Iterator[subprocess.Popen[str]]:
    """`serve_pages` of bin/_prepare, serving."""
    clear_queue()
    port = free_port()
    own = {"KEPU_DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "kepu.settings", "KEPU_WORKERS": "1"}
    process = subprocess.Popen(
        ["bash", "-c", f"set -euo pipefail; . bin/_prepare; serve_pages 127.0.0.1 {port} echo ready"],
        cwd=ROOT,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"  # a page was served
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_a_worker_that_dies_is_begun_again_and_none_is_left_in_the_end(script: subprocess.Popen[str]) -> None:
    (first,) = children(script.pid)["worker"]
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: children(script.pid)["worker"] not in ([], [first]))
    running = children(script.pid)
    script.send_signal(signal.SIGTERM)
    script.wait(timeout=60)
    assert [len(running[kind]) for kind in ("server", "worker")] == [1, 1]
    assert not [pid for pids in running.values() for pid in pids if os.path.exists(f"/proc/{pid}")]


def test_ctrl_c_ends_all(script: subprocess.Popen[str]) -> None:
    running = children(script.pid)
    os.killpg(script.pid, signal.SIGINT)
    script.wait(timeout=60)
    assert not [pid for pids in running.values() for pid in pids if os.path.exists(f"/proc/{pid}")]


def test_a_worker_leaves_when_the_script_is_killed(script: subprocess.Popen[str]) -> None:
    running = children(script.pid)
    script.kill()
    script.wait()
    wait_for(lambda: not os.path.exists(f"/proc/{running['worker'][0]}"))
    for pid in running["server"]:  # a server knows no parent
        os.kill(pid, signal.SIGTERM)
