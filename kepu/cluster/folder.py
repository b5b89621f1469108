"""The folder of one private server: what lies where, who may enter, and the locks in it.

data/        PostgreSQL's files
run/         the socket (elsewhere where the path would be too long)
password     the application's password, readable by the owner only
admin        the superuser's password, likewise
server.log   what the server said
door, users, alive   lock files, empty
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kepu.cluster.programs import ClusterError

PORT = 5432  # only names the socket file; no port is opened
LONGEST_SOCKET = 107  # bytes of a path in sockaddr_un on Linux, less its closing NUL


@dataclass(frozen=True)
class Folder:
    """The folder of one private server."""

    path: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's files."""
        return self.path / "data"

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.path / "server.log"

    @property
    def keep(self) -> Path:
        """Exists while the server is to run on although nobody uses it."""
        return self.path / "keep"

    def make(self) -> None:
        """Create the folder, closed to everybody but its owner; parents keep their permissions."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)

    def secret(self, name: str) -> str:
        """The password kept in the file `name`, made up on first use."""
        file = self.path / name
        if not file.exists():
            with atomic(file) as descriptor:
                os.write(descriptor, secrets.token_urlsafe(32).encode())
        return file.read_text()

    def socket(self) -> Path:
        """The folder of the socket: `run/`, or a private one elsewhere where that path is too long.

        Raises ClusterError when somebody else has taken the place elsewhere.
        """
        folder = self.path / "run"
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) > LONGEST_SOCKET:
            mark = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]
            short = os.environ.get("XDG_RUNTIME_DIR") or "/tmp"  # noqa: S108 - private() tells ours from a stranger's
            folder = Path(short) / f"kepu-{os.geteuid()}-{mark}"
        folder.mkdir(mode=0o700, exist_ok=True)
        return private(folder)

    @contextmanager
    def door(self) -> Iterator[None]:
        """Hold the door: one process at a time makes, starts or stops the server."""
        with self.opened("door") as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield

    def lock(self, name: str, *, shared: bool = False) -> int | None:
        """A descriptor that holds lock file `name`, or None where another holds it.

        The lock lasts as long as any process that inherited the descriptor lives, also through
        kill -9 and without regard to process numbers, which are used again after a restart.
        """
        descriptor = os.open(self.path / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    def is_locked(self, name: str) -> bool:
        """True while some process holds lock file `name`."""
        descriptor = self.lock(name)
        if descriptor is not None:
            os.close(descriptor)
        return descriptor is None

    @contextmanager
    def opened(self, name: str) -> Iterator[int]:
        """Lock file `name`, open."""
        descriptor = os.open(self.path / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)


def private(folder: Path) -> Path:
    """`folder`, once it is sure that only its owner enters it and that the owner is ours.

    Raises ClusterError otherwise: in a place open to all, a stranger may have put it there first.
    """
    found = folder.lstat()
    ours = found.st_uid == os.geteuid() or os.geteuid() == 0
    if not stat.S_ISDIR(found.st_mode) or not ours or stat.S_IMODE(found.st_mode) & 0o077:
        raise ClusterError(f"{folder} 不是只有本人能进入的文件夹，数据库不放在这里。请检查后删除它再试。")
    return folder


@contextmanager
def atomic(file: Path) -> Iterator[int]:
    """A descriptor to write `file` anew: readable by the owner only, whole or not at all."""
    partial = file.with_name(f"{file.name}.{os.getpid()}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    partial.replace(file)
