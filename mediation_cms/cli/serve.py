"""`serve`: the web processes, with the jobs process beside them."""

import gc
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from jinja2 import FileSystemBytecodeCache

from mediation_cms.cli import logs
from mediation_cms.cli.companion import Companion, die_with
from mediation_cms.cli.house import House
from mediation_cms.cli.schema_version import require_present
from mediation_cms.core.i18n import mark
from mediation_cms.core.languages import Language

THREADS = 4
"""Of one web process. Each keeps a connection to the database open."""
PATIENCE = 10
"""Seconds that a web process has for its last answers."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, type=click.IntRange(1, 65535), show_default=True)
@click.option("--workers", default=2, type=click.IntRange(1, 64), show_default=True, help="Web processes.")
@click.option("--no-work", is_flag=True, help="Do not start the jobs process: it runs on its own.")
@click.pass_obj
def serve(house: House, host: str, port: int, workers: int, *, no_work: bool) -> None:
    """Serve the pages, and do the jobs beside them, until told to stop."""
    logs.tell()
    gc.disable()  # what is loaded stays: to look for what is thrown away would cost a sixth of the start
    _is_free(host, port)
    require_present(house.database)
    app = house.app()
    _keep_templates(app, house.settings.data_dir / "templates")
    server = Server(
        "mediation_cms.main:make_app", address=host, port=port, workers=workers, interface=Interfaces.WSGI,
        blocking_threads=THREADS, respawn_failed_workers=True, workers_kill_timeout=PATIENCE, log_level=LogLevels.warning,
    )  # fmt: skip
    if not no_work:
        jobs = Companion([sys.executable, "-m", "mediation_cms.main", "work", "--tied", str(os.getpid())])
        server.on_startup(jobs.start)
        server.on_shutdown(jobs.stop)
    where = f"Bitim listens on http://{host}:{port}; people reach it at {house.settings.base_url}"
    server.on_startup(lambda: click.echo(where))
    # Forked, so that the processes share the memory of the application that is loaded here, but never a connection.
    house.database.close()
    multiprocessing.set_start_method("fork", force=True)
    gc.freeze()
    server.serve(target_loader=_here(app), wrap_loader=False)


def _is_free(host: str, port: int) -> None:
    """Refuse an address where somebody listens: two servers could share it without a word."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        said = f"Nobody can listen on {host}:{port} now ({why}). Choose another --port or --host."
        raise click.ClickException(said) from None


def _here(app: Any) -> Callable[[], Any]:
    """What a web process calls to get the application: the one that it was forked with."""
    parent = os.getpid()

    def load() -> Any:
        # While it starts it would take SIGTERM for the server's, and stay. What it was writing, the database forgets.
        die_with(parent, signal.SIGKILL)
        gc.enable()
        return app

    return load


def _keep_templates(app: Any, kept: Path) -> None:
    """Each process compiles a template when it first shows it, and keeps it for all the others and for the next start."""
    kept.mkdir(exist_ok=True, mode=0o700)
    for language, environment in app.environments.items():
        environment.bytecode_cache = Kept(kept, language)


class Kept(FileSystemBytecodeCache):
    """Templates compiled in one language: out of date when the template has changed, or what is said in the language."""

    def __init__(self, folder: Path, language: Language) -> None:
        super().__init__(str(folder), f"{language}-%s.cache")
        self.mark = mark(language)

    def get_source_checksum(self, source: str) -> str:
        """What a kept template must have been compiled from."""
        return super().get_source_checksum(self.mark + source)
