"""Files outlive a power cut: the order of what is asked of the system, and what is left when something fails."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from kepu.files.storage import DurableStorage

SCRIPT = """
import django
from django.conf import settings
settings.configure()
django.setup()
from django.core.files.base import ContentFile
from kepu.files.storage import DurableStorage
DurableStorage(location={place!r}).save("ab/cd/abcd", ContentFile(b"x" * 100000))
"""


class Broken(ContentFile):  # type: ignore[type-arg]  # Django's files take no type when they run
    """Content whose reading fails half-way, as when a connection drops."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"first half"
        raise OSError("gone")


def test_save_and_read(tmp_path: Path) -> None:
    storage = DurableStorage(location=tmp_path)
    assert storage.save("ab/cd/abcd", ContentFile(b"one")) == "ab/cd/abcd"
    assert storage.save("ab/cd/abcd", ContentFile(b"two")) == "ab/cd/abcd"
    assert (tmp_path / "ab/cd/abcd").read_bytes() == b"two"
    assert [path.name for path in (tmp_path / "ab/cd").iterdir()] == ["abcd"]
    assert (tmp_path / "ab/cd/abcd").stat().st_mode & 0o777 == 0o600


def test_failure_leaves_nothing(tmp_path: Path) -> None:
    storage = DurableStorage(location=tmp_path)
    storage.save("ab/cd/abcd", ContentFile(b"one"))
    with pytest.raises(OSError, match="gone"):
        storage.save("ab/cd/abcd", Broken(b""))
    assert (tmp_path / "ab/cd/abcd").read_bytes() == b"one"
    assert len(list((tmp_path / "ab/cd").iterdir())) == 1


def test_disk_full_leaves_nothing(tmp_path: Path) -> None:
    storage = DurableStorage(location=tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            storage.save("ab/cd/abcd", ContentFile(b"x" * 2000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list((tmp_path / "ab/cd").iterdir()) == []


@pytest.mark.skipif(not Path("/usr/bin/strace").exists(), reason="本机没有 strace")
def test_system_calls_come_in_the_safe_order(tmp_path: Path) -> None:
    """Write, fsync of the file, rename, fsync of its folder – and of every folder in which a new one was made."""
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-y", "-e", "trace=fsync,rename,renameat,renameat2,mkdir", "-o", str(trace)]
    script = SCRIPT.format(place=str(tmp_path / "files"))
    subprocess.run(
        [*command, sys.executable, "-c", script], check=True, env={**os.environ, "PYTHONPATH": os.getcwd()}, timeout=60
    )
    steps = [line.split("(")[0].split()[-1] for line in trace.read_text().splitlines() if str(tmp_path) in line]
    assert steps == ["mkdir", "fsync", "mkdir", "fsync", "mkdir", "fsync", "fsync", "rename", "fsync"]
