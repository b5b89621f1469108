"""python -m kepu.cluster [--var FOLDER] start | stop | status | url | run COMMAND… | client PROGRAM…

`run` starts or joins the server, gives the command its address as KEPU_DATABASE_URL, and leaves the
server when the command ends. An address that is given already wins: then no server is started.
`client` runs one of PostgreSQL's own programs (psql, pg_dump, pg_restore …) on the application's database.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from kepu.cluster.programs import ClusterError, find
from kepu.cluster.server import is_running, start, stop

ADDRESS = "KEPU_DATABASE_URL"
WITH_COMMAND = ("run", "client")


def main(argv: list[str] | None = None) -> int:
    """Carry out one command; returns the exit code."""
    options = parser().parse_args(argv)
    if bool(options.command) != (options.verb in WITH_COMMAND):
        parser().error("run 与 client 后面写要执行的命令，其他的后面不写")
    try:
        return act(options)
    except ClusterError as error:
        print(error, file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m kepu.cluster", description="私有 PostgreSQL 数据库")
    parser.add_argument("--var", type=Path, default=Path(os.environ.get("KEPU_VAR") or "var"), help="数据所在的文件夹")
    parser.add_argument("--throw-away", action="store_true", help="只供测试：不保证断电后数据仍在")
    parser.add_argument("verb", choices=["start", "stop", "status", "url", *WITH_COMMAND])
    parser.add_argument("command", nargs=argparse.REMAINDER, help="run 与 client 要执行的命令")
    return parser


def act(options: argparse.Namespace) -> int:
    """Carry out the verb of `options`."""
    if options.verb == "run":
        return run(options)
    if options.verb == "client":
        return client(options)
    if options.verb == "stop":
        stop(options.var)
    elif options.verb == "status":
        running = is_running(options.var)
        print("正在运行" if running else "没有运行")
        return 0 if running else 3
    else:
        server = start(options.var, durable=not options.throw_away, keep=options.verb == "start")
        print("已经启动" if options.verb == "start" else server.url)
        server.stop()
    return 0


def run(options: argparse.Namespace) -> int:
    """Run the command beside the server."""
    if os.environ.get(ADDRESS):
        os.execvp(options.command[0], options.command)
    with start(options.var, durable=not options.throw_away) as server:
        # Ctrl-C reaches the command from the terminal; this process outlives it to stop the server.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        child = subprocess.Popen(
            options.command,
            env=os.environ | {ADDRESS: server.url},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, frame: child.send_signal(number))
        code = child.wait()
    return code if code >= 0 else 128 - code


def client(options: argparse.Namespace) -> int:
    """Run PostgreSQL's program on the application's database, here or at the address that is given."""
    programs = find(options.var.resolve() / "postgres" / "data")
    if given := os.environ.get(ADDRESS):
        return subprocess.call(programs.command(*options.command), env=os.environ | settings(given))
    with start(options.var) as server:
        return subprocess.call(programs.command(*options.command), env=os.environ | settings(server.url))


def settings(url: str) -> dict[str, str]:
    """The environment in which PostgreSQL's programs find the database at `url`."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    return {names[key]: str(value) for key, value in conninfo_to_dict(url).items() if key in names}


if __name__ == "__main__":
    sys.exit(main())
