"""`serve`: web processes and the jobs beside them, which live and die together."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest
from sqlmodel import select

from mediation_cms.core.leases import Lease
from tests.installation import children, command_of, until

SERVE = ("serve", "--workers", "2")


@pytest.fixture
def served(installation):
    installation.run("init")
    return installation, installation.start(*SERVE, "--port", str(installation.port))


def answers(installation) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{installation.port}/health/ready", timeout=20) as answer:
            return bool(json.load(answer) == {"ready": True})
    except (URLError, ConnectionError):
        return False


def works(installation) -> bool:
    with installation.database.session(writes=False) as session:
        return session.exec(select(Lease)).first() is not None


def jobs(server: subprocess.Popen[bytes]) -> list[int]:
    return [pid for pid in children(server) if "mediation_cms.main work" in command_of(pid)]


@pytest.mark.database("sqlite")
def test_a_server_that_is_killed_takes_its_processes_along_and_none_of_them_shows_a_secret(served):
    installation, server = served
    until(lambda: answers(installation) and works(installation))
    family = children(server)
    shown = "\n".join(map(command_of, [server.pid, *family]))
    secrets = [path.read_text().strip() for path in (installation.data_dir / "secrets").iterdir()]

    assert len(family) == 3  # two for the web, one for the jobs
    assert (len(shown.splitlines()), [secret for secret in secrets if secret in shown]) == (4, [])
    server.kill()
    server.wait(30)
    until(lambda: not any(map(command_of, family)))
    assert not answers(installation)


@pytest.mark.database("sqlite")
def test_a_jobs_process_that_falls_is_started_again_and_all_end_when_told_to(served):
    installation, server = served
    until(lambda: answers(installation) and works(installation))
    (fallen,) = jobs(server)
    os.kill(fallen, signal.SIGKILL)
    until(lambda: jobs(server) not in ([], [fallen]))
    family = children(server)

    assert answers(installation)
    server.terminate()
    assert server.wait(30) == 0
    assert [pid for pid in family if command_of(pid)] == []


def test_no_two_processes_share_a_connection_to_the_database(installation):
    installation.run("init")
    server = installation.start(*SERVE, "--port", str(installation.port), "--no-work")
    until(lambda: answers(installation))
    for _each in range(8):
        assert answers(installation)
    held = [connections_of(pid) for pid in (server.pid, *children(server))]

    assert held[0] == set()
    assert held[1] & held[2] == set()
    assert held[1] | held[2]


def connections_of(pid: int) -> set[str]:
    """What leads a process to the database: open files of SQLite by process, ends of sockets to PostgreSQL by inode."""
    links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
    ends = {f"socket:[{line.split()[6]}]" for line in Path("/proc/net/unix").read_text().splitlines()[1:]}
    return {f"{pid}:{link}" for link in links if "sqlite" in link} | {link for link in links if link in ends}


@pytest.mark.database("sqlite")
def test_without_work_there_are_web_processes_only(installation):
    installation.run("init")
    server = installation.start(*SERVE, "--port", str(installation.port), "--no-work")
    until(lambda: answers(installation))

    assert len(children(server)) == 2
    assert not works(installation)


@pytest.mark.database("sqlite")
def test_a_port_where_somebody_listens_is_refused_in_one_line(installation):
    installation.run("init")
    with socket.create_server(("127.0.0.1", installation.port)):
        refused = installation.run("serve", "--port", str(installation.port), ends=1)

    where = f"127.0.0.1:{installation.port}"
    said = f"Error: Nobody can listen on {where} now (Address already in use). Choose another --port or --host.\n"
    assert refused.stderr == said


def test_a_web_process_loads_neither_the_press_nor_the_jobs():
    loaded = "import sys, mediation_cms.main, mediation_cms.web.app; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    modules = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.split()

    assert {"flask", "sqlmodel"} <= set(modules)
    assert {"weasyprint", "apscheduler", "alembic", "fontTools", "pikepdf", "PIL", "num2words"} & set(modules) == set()
