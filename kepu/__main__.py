"""python -m kepu VERB …: a management command beside its database.

Words may be given apart: `kepu demo build` is the command `demo_build`. The private database under
KEPU_VAR is started when KEPU_DATABASE_URL names no other, and left again when the command ends.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django
from django.core.management import execute_from_command_line, get_commands
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from kepu import cluster

# Commands that look at the code only; whatever else is asked for gets its database.
WITHOUT_DATABASE = {"help", "--help", "-h", "version", "--version", "collectstatic", "docs", "translations", "startproject"}


def main(argv: list[str]) -> int:
    """Carry out the command in `argv` (program name first); returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kepu.settings")
    verb = argv[1] if len(argv) > 1 else "help"
    var = Path(os.environ.get("KEPU_VAR") or "var")
    try:
        if (
            os.environ.get("KEPU_DATABASE_URL")
            or verb in WITHOUT_DATABASE
            or (only_reads(argv) and not (var / "postgres").is_dir())
        ):
            execute(argv)
        else:
            beside_database(argv, var)
    except cluster.ClusterError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def only_reads(argv: list[str]) -> bool:
    """True for a dry run of an import: where there is no database it is told what the file alone says."""
    return "--dry-run" in argv and argv[1:2] in (["import-activities"], ["import_activities"])


def beside_database(argv: list[str], var: Path) -> None:
    """Start the private database, or join it, and run the command."""
    try:
        server = cluster.start(var)
    except (cluster.ClusterError, OSError) as error:
        if not only_reads(argv):
            raise
        print(f"（数据库没有启动，只看文件本身：{error}）", file=sys.stderr)
        execute(argv)
        return
    with server:
        os.environ["KEPU_DATABASE_URL"] = server.url
        execute(argv)


def execute(argv: list[str]) -> None:
    """Run the command; Django ends the process itself when it fails."""
    django.setup()  # before it Django knows only its own commands
    try:
        execute_from_command_line([argv[0], *joined(argv[1:], set(get_commands()))])
    finally:
        connection = connections["default"]
        assert isinstance(connection, DatabaseWrapper)
        connection.close_pool()  # it would try to reach a server that is about to stop


def joined(words: list[str], known: set[str]) -> list[str]:
    """`words` with the longest run of leading words that names a known command made one.

    >>> joined(["demo", "build", "--small"], {"demo_build"})
    ['demo_build', '--small']
    """
    for count in range(len(words), 0, -1):
        name = "_".join(words[:count]).replace("-", "_")
        if name in known:
            return [name, *words[count:]]
    return words


if __name__ == "__main__":
    sys.exit(main(sys.argv))
