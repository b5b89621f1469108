"""Make, start, join, leave and stop the private server of a folder.

Every process that uses the server holds a shared lock on it; the last one out stops it. So a second
command may come and go while the first still works, and a killed one leaves nothing locked.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from kepu.cluster.folder import PORT, Folder
from kepu.cluster.programs import ClusterError, find, runner

ADMIN = "admin"
NAME = "kepu"  # of the application's role, which is no superuser, and of its database
INITDB = (
    *("--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8"),
    f"--username={ADMIN}",
)
STOP_SECONDS = 60
START_SECONDS = 120  # a server that recovers after a power cut takes its time

# For throw-away data of tests only: nothing is written through to the disk.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Server:
    """A running private server that this process uses until `stop()`."""

    folder: Folder
    held: int

    @property
    def url(self) -> str:
        """Address of the application's database, with the password: do not print it."""
        return address(self.folder, NAME, self.folder.secret("password"), NAME)

    def stop(self) -> None:
        """Leave the server; it stops when nobody else uses it and nobody asked to keep it."""
        with self.folder.door():
            with suppress(OSError):
                os.close(self.held)
            if not self.folder.keep.exists() and not self.folder.is_locked("users"):
                halt(self.folder)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def start(var: Path, *, durable: bool = True, keep: bool = False) -> Server:
    """Start the server of `var`/postgres, or join it where it runs; makes it on first use.

    `durable=False` is for throw-away data of tests; `keep` lets it run on after the last user.
    Raises ClusterError when it cannot be made or started.
    """
    folder = Folder(var.resolve() / "postgres")
    folder.make()
    with folder.door():
        if not joinable(folder):
            launch(folder, durable=durable)
        if keep:
            folder.keep.touch()
        held = folder.lock("users", shared=True)
    if held is None:  # nobody takes it exclusively but for an instant, and then behind the door
        raise ClusterError(f"{folder.path} 正被占用，请稍后再试。")
    return Server(folder, held)


def stop(var: Path) -> None:
    """Stop the server of `var`, whoever uses it; nothing happens where none runs."""
    folder = Folder(var.resolve() / "postgres")
    if not folder.path.exists():
        return
    with folder.door():
        folder.keep.unlink(missing_ok=True)
        halt(folder)


def is_running(var: Path) -> bool:
    """True while the server of `var` runs."""
    folder = Folder(var.resolve() / "postgres")
    if not folder.path.exists():
        return False
    with folder.door():  # looking takes the lock for an instant, which must not meet a start
        return folder.is_locked("alive")


def joinable(folder: Folder) -> bool:
    """True once the server answers; False when none runs.

    After a kill -9 of the server, its orphans hold the lock a moment longer: they are waited for.
    """
    until = time.monotonic() + START_SECONDS
    while folder.is_locked("alive"):
        if answers(folder):
            return True
        if time.monotonic() > until:
            raise ClusterError(f"数据库在 {START_SECONDS} 秒内没有回应，日志见 {folder.log}")
        time.sleep(0.05)
    return False


def answers(folder: Folder) -> bool:
    """True when the application gets into its database."""
    try:
        psycopg.connect(address(folder, NAME, folder.secret("password"), NAME)).close()
    except psycopg.OperationalError:
        return False
    return True


def launch(folder: Folder, *, durable: bool) -> None:
    """Start the server, which is known not to run, and see that the application's database is there."""
    if not folder.data.exists():
        create(folder)
    socket = folder.socket()
    # Nothing holds the lock, so a process number left by a crash is nobody's or a stranger's.
    for left in (folder.data / "postmaster.pid", *socket.glob(".s.PGSQL.*")):
        left.unlink(missing_ok=True)
    runner().adopt(folder.data)
    runner().adopt(socket)
    options = {
        "listen_addresses": "",
        "unix_socket_directories": '"' + str(socket).replace('"', '""') + '"',
        "unix_socket_permissions": "0700",
        "port": str(PORT),
        **({} if durable else THROW_AWAY),
    }
    alive = folder.lock("alive")
    if alive is None:
        raise ClusterError(f"{folder.path} 中的数据库正在启动，请稍后再试。")
    try:
        words = " ".join(shlex.quote(f"--{name}={value}") for name, value in options.items())
        program = find(folder.data).command(
            "pg_ctl", "start", "--wait", "--silent", f"--timeout={START_SECONDS}", "-D", "data", "-l", "server.log", "-o", words
        )
        runner().run(program, cwd=folder.path, held=alive)
    except ClusterError as error:
        raise ClusterError(f"{error}\n{tail(folder.log)}") from None
    finally:
        os.close(alive)  # from here on the server itself holds it
    furnish(folder)


def create(folder: Folder) -> None:
    """Make the data folder: whole, or not at all."""
    partial = folder.path / "data.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    runner().adopt(partial)
    folder.secret("admin")
    admin = folder.path / "admin"
    # initdb reads the password as the user that it runs as, and only that user may read it.
    given = partial.with_name("admin.given")
    shutil.copy2(admin, given)
    runner().adopt(given)
    try:
        runner().run(find(folder.data).command("initdb", *INITDB, f"--pwfile={given}", "-D", partial), cwd=folder.path)
    finally:
        given.unlink()
    partial.rename(folder.data)


def furnish(folder: Folder) -> None:
    """See that the application's role and database are there."""
    if answers(folder):
        return
    password = folder.secret("password")
    with psycopg.connect(address(folder, ADMIN, folder.secret("admin"), "postgres"), autocommit=True) as admin:
        role = sql.Identifier(NAME)
        with suppress(psycopg.errors.DuplicateObject):
            admin.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
        admin.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))
        with suppress(psycopg.errors.DuplicateDatabase):
            admin.execute(sql.SQL("CREATE DATABASE {0} OWNER {0} TEMPLATE template0").format(role))


def halt(folder: Folder) -> None:
    """Stop the server and wait until its last process is gone; open transactions are rolled back."""
    if not folder.is_locked("alive"):
        return
    with suppress(FileNotFoundError, ProcessLookupError, ValueError):
        os.kill(int((folder.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGINT)
    until = time.monotonic() + STOP_SECONDS
    while folder.is_locked("alive"):
        if time.monotonic() > until:
            raise ClusterError(f"数据库在 {STOP_SECONDS} 秒内没有停下，日志见 {folder.log}")
        time.sleep(0.02)


def address(folder: Folder, user: str, password: str, database: str) -> str:
    """A PostgreSQL address over the private socket."""
    where = urlencode({"host": str(folder.socket()), "port": PORT}, quote_via=quote)
    return f"postgresql://{user}:{quote(password, safe='')}@/{database}?{where}"


def tail(log: Path, lines: int = 12) -> str:
    """The last lines of the server's log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
