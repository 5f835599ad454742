"""`serve`: the web processes, with the jobs process beside them."""

import ctypes
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from mediation_cms.cli.house import House
from mediation_cms.cli.migrating import require_present

THREADS = 4
"""Of one web process. Each keeps a connection to the database open."""
PAUSE = 5.0
"""Seconds before a jobs process that fell is started again."""
PARENT_DIES = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, type=click.IntRange(1, 65535), show_default=True)
@click.option("--workers", default=2, type=click.IntRange(1, 64), show_default=True, help="Web processes.")
@click.option("--no-work", is_flag=True, help="Do not start the jobs process: it runs on its own.")
@click.pass_obj
def serve(house: House, host: str, port: int, workers: int, *, no_work: bool) -> None:
    """Serve the pages, and run the jobs beside them, until told to stop."""
    require_present(house.database)
    app = house.app()
    _warm(app)
    server = Server(
        "mediation_cms.main:make_app", address=host, port=port, workers=workers, interface=Interfaces.WSGI,
        blocking_threads=THREADS, respawn_failed_workers=True, workers_kill_timeout=10, log_level=LogLevels.warning,
    )  # fmt: skip
    jobs = None if no_work else Companion([sys.executable, "-m", "mediation_cms", "work", "--tied"])
    if jobs:
        server.on_startup(jobs.start)
        server.on_shutdown(jobs.stop)
    server.on_startup(
        lambda: click.echo(f"Bitim listens on http://{host}:{port}; people reach it at {house.settings.base_url}")
    )
    # Forked, so that the processes share the memory of the application that is loaded here.
    multiprocessing.set_start_method("fork", force=True)
    gc.freeze()
    server.serve(target_loader=_of_this_process(app), wrap_loader=False)


def _of_this_process(app: Any) -> Callable[[], Any]:
    parent = os.getpid()

    def load() -> Any:
        die_with(parent)
        return app

    return load


def _warm(app: Any) -> None:
    """Compile every template once, before the processes part."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)


def die_with(parent: int) -> None:
    """End this process when its parent ends, even when that was killed. Linux alone can promise it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DIES, signal.SIGTERM)
        if os.getppid() != parent:  # it was faster
            os.kill(os.getpid(), signal.SIGTERM)


class Companion:
    """A process that lives as long as this one: started again when it falls, ended at the end."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Start it, and watch over it."""
        self._keeper.start()

    def stop(self) -> None:
        """End it and wait until it has put its things away."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()
        self._keeper.join()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL)
            self._process.wait()
            self._stopping.wait(PAUSE)
