"""A PostgreSQL server of our own for one run of the tests, where no other is named."""

import os
import pwd
import shutil
import subprocess
import tempfile
import textwrap
from fcntl import LOCK_EX, flock
from pathlib import Path

UNPACKED = Path(__file__).parent.parent / "var" / "apt"  # where `make test` unpacks it when it may not install
PROGRAMS = ("/usr/lib/postgresql/*/bin/initdb", f"{UNPACKED}/usr/lib/postgresql/*/bin/initdb")
MISSING = (
    "The tests need PostgreSQL: run `make test`, which brings it, or set MEDIATION_CMS_TEST_DATABASE_URL to a server."
)
# The tests are worth nothing after a power cut, so nothing waits for the disk.
OPTIONS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
# Runs beside the tests and outlives them: ends the server when the run is over, however the run ended.
WATCH = textwrap.dedent("""
    exec >/dev/null 2>&1
    server=$(head -n 1 "$2/data/postmaster.pid")
    while kill -0 "$1"; do sleep 0.3; done
    kill -INT "$server"
    while kill -0 "$server"; do sleep 0.1; done
    rm -rf "$2"
""")


class NoPostgres(Exception):
    """There is no PostgreSQL to be had; the message says what to do."""


def server_for_run(folder: Path, run: int) -> str:
    """The address of the server that all workers of this run share; the first who asks starts it.

    `folder` is shared by the workers of the run, `run` is the process that lives as long as the run.
    """
    with (folder / "postgresql.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        address = folder / "postgresql.url"
        if not address.exists():
            address.write_text(_start(run), encoding="utf-8")
        return address.read_text(encoding="utf-8")


def _start(run: int) -> str:
    programs = _programs()
    # A short path: the name of a socket has at most 107 bytes. Owned by the server, so that nobody else gets in.
    home = Path(tempfile.mkdtemp(prefix="bitim-pg-"))
    as_server = _as_server(home)
    _run(*as_server, programs / "initdb", "--pgdata", home / "data", "--username=bitim", "--auth=trust",
         "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    options = " ".join(f"-c {option}" for option in (*OPTIONS, f"unix_socket_directories={home}"))
    _run(*as_server, programs / "pg_ctl", "start", "--wait", "--silent", "--pgdata", home / "data",
         "--log", home / "log", "--options", options)  # fmt: skip
    _run("setsid", "--fork", "bash", "-c", WATCH, "watch", str(run), home)
    return f"postgresql+psycopg://bitim@/postgres?host={home}"


def _programs() -> Path:
    found = [path for pattern in PROGRAMS for path in Path("/").glob(pattern.lstrip("/"))]
    if found:
        return max(found, key=lambda path: int(path.parts[-3])).parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise NoPostgres(MISSING)
    return Path(on_path).resolve().parent


def _as_server(home: Path) -> list[str]:
    """How to run a program as the server's user: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(home, user)
    return ["runuser", "--user", user, "--"]


def _run(*command: str | Path) -> None:
    environment = os.environ | {"LD_LIBRARY_PATH": ":".join(map(str, (UNPACKED / "usr/lib").glob("*-linux-gnu*")))}
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, cwd="/", env=environment, check=False
    )
    if done.returncode:
        raise NoPostgres(f"PostgreSQL does not start: {done.stderr.strip() or done.stdout.strip()}")
