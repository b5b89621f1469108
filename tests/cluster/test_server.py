"""The private server: real starts and stops in real folders."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from kepu import cluster
from kepu.cluster.folder import LONGEST_SOCKET, Folder


def value(url: str, question: str) -> object:
    """The one value that `question` yields."""
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def mode(path: Path) -> int:
    """The permission bits of `path`."""
    return stat.S_IMODE(path.lstat().st_mode)


def postmaster(var: Path) -> int:
    """Process number of the server of `var`."""
    return int((var / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose server was made, used for one row and stopped."""
    var = tmp_path_factory.mktemp("cluster") / "var"
    with cluster.start(var) as server, psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '科普日' AS word")
    return var


def test_start_keeps_rows_and_settings(made: Path) -> None:
    with cluster.start(made) as server:
        assert value(server.url, "SELECT word FROM kept") == "科普日"
        names = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums", "server_encoding", "listen_addresses")
        assert [value(server.url, f"SHOW {name}") for name in names] == ["on", "on", "on", "on", "UTF8", ""]
        assert value(server.url, "SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C.UTF-8"


def test_application_role_is_no_superuser(made: Path) -> None:
    with cluster.start(made) as server:
        assert value(server.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_stop_leaves_nothing_running(made: Path) -> None:
    server = cluster.start(made)
    url = server.url
    assert cluster.is_running(made)
    server.stop()
    assert not cluster.is_running(made)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_start_asks_for_the_password(made: Path) -> None:
    with cluster.start(made) as server:
        secret = Folder(made.resolve() / "postgres").secret("password")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.url.replace(secret, "wrong"))
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(server.url.replace(f":{secret}@", "@"))


def test_start_opens_no_permission(made: Path) -> None:
    parents = [made.parent, made, made.parent.parent]
    before = [mode(parent) for parent in parents]
    with cluster.start(made):
        assert [mode(parent) for parent in parents] == before
        folder = made / "postgres"
        assert {name: mode(folder / name) for name in ("", "data", "run", "password", "admin")} == {
            "": 0o700,
            "data": 0o700,
            "run": 0o700,
            "password": 0o600,
            "admin": 0o600,
        }
        assert mode(folder / "run" / ".s.PGSQL.5432") == 0o700


def test_last_user_stops_the_server(made: Path) -> None:
    first = cluster.start(made)
    second = cluster.start(made)
    first.stop()
    assert value(second.url, "SELECT word FROM kept") == "科普日"
    second.stop()
    assert not cluster.is_running(made)


def test_kept_server_runs_until_stopped(made: Path) -> None:
    cluster.start(made, keep=True).stop()
    assert cluster.is_running(made)
    cluster.stop(made)
    assert not cluster.is_running(made)


def test_start_after_kill_of_the_server(made: Path) -> None:
    with cluster.start(made) as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE acknowledged AS SELECT 1 AS one")
        os.kill(postmaster(made), signal.SIGKILL)
        with cluster.start(made) as again:
            assert value(again.url, "SELECT one FROM acknowledged") == 1


def test_start_with_process_number_of_a_stranger(made: Path) -> None:
    stranger = subprocess.Popen(["sleep", "60"])
    left = made / "postgres" / "data" / "postmaster.pid"
    left.write_text(f"{stranger.pid}\n{left.parent}\n0\n5432\n\n\n0 0\nready\n")
    with cluster.start(made) as server:
        assert value(server.url, "SELECT word FROM kept") == "科普日"
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_start_after_half_made_data(tmp_path: Path) -> None:
    partial = tmp_path / "postgres" / "data.partial"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text("half")
    with cluster.start(tmp_path, durable=False) as server:
        assert value(server.url, "SHOW fsync") == "off"
    assert not partial.exists()


def test_socket_of_a_deep_folder_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    deep = Folder(tmp_path.joinpath(*["很深的文件夹"] * 6) / "postgres")
    assert len(os.fsencode(deep.path / "run" / ".s.PGSQL.5432")) > LONGEST_SOCKET
    assert deep.socket().parent == tmp_path
    assert mode(deep.socket()) == 0o700
    deep.socket().chmod(0o755)
    with pytest.raises(cluster.ClusterError, match="只有本人能进入"):
        deep.socket()


def test_start_in_deep_folder_with_odd_name(made: Path, tmp_path: Path) -> None:
    var = tmp_path.joinpath(*["a b, c"] * 8) / '科普"日$'
    with cluster.start(var, durable=False) as server:
        assert value(server.url, "SELECT 1") == 1


def test_data_of_another_version_is_named(tmp_path: Path) -> None:
    data = tmp_path / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9")
    with pytest.raises(cluster.ClusterError, match="数据由 PostgreSQL 9 建立"):
        cluster.start(tmp_path)


def test_run_stops_all_on_interrupt(made: Path) -> None:
    words = [sys.executable, "-m", "kepu.cluster", "--var", str(made), "run", "sleep", "60"]
    environment = {name: text for name, text in os.environ.items() if name != "KEPU_DATABASE_URL"}
    started = subprocess.Popen(words, env=environment, start_new_session=True)
    until = time.monotonic() + 20
    while not cluster.is_running(made) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(1)
    os.killpg(started.pid, signal.SIGINT)
    assert started.wait(20) == 128 + signal.SIGINT
    assert not cluster.is_running(made)


def test_given_address_wins(made: Path) -> None:
    words = [sys.executable, "-m", "kepu.cluster", "--var", str(made), "run", "printenv", "KEPU_DATABASE_URL"]
    done = subprocess.run(words, env=os.environ | {"KEPU_DATABASE_URL": "given"}, capture_output=True, text=True, check=True)
    assert done.stdout == "given\n"
    assert not cluster.is_running(made)


def test_client_dumps_what_another_database_restores(made: Path, tmp_path: Path) -> None:
    environment = {name: text for name, text in os.environ.items() if name != "KEPU_DATABASE_URL"}
    dump = tmp_path / "kepu.dump"

    def client(var: Path, *words: str) -> str:
        command = [sys.executable, "-m", "kepu.cluster", "--var", str(var), "client", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    client(made, "pg_dump", "--format=custom", f"--file={dump}")
    client(tmp_path, "pg_restore", "--no-owner", "--dbname=kepu", str(dump))
    assert client(tmp_path, "psql", "-Atc", "SELECT word FROM kept") == "科普日\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="只有 root 需要换用户运行")
def test_root_without_namespaces_uses_a_service_user(made: Path, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("setpriv", "true", "sh", "cat"):  # all but unshare
        (programs / name).symlink_to(str(shutil.which(name)))
    words = [sys.executable, "-m", "kepu.cluster", "--var", str(made), "client", "psql", "-Atc", "SELECT word FROM kept"]
    environment = {"PATH": str(programs), "PYTHONPATH": os.getcwd(), "LANG": "C.UTF-8"}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout) == ("", "科普日\n")
    assert (made / "postgres" / "data").stat().st_uid != 0
    with cluster.start(made) as server:  # and back, once namespaces are open
        assert value(server.url, "SELECT word FROM kept") == "科普日"
    assert (made / "postgres" / "data").stat().st_uid == 0
