"""An installation of its own for tests that start the real program: a data folder, a database, and what to run there."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from click.testing import CliRunner, Result

from mediation_cms.cli.command_line import command_line
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.settings import PREFIX, Settings
from mediation_cms.main import House
from tests.conftest import free_port


class Installation:
    """`run("init")` runs a command to its end, `start("serve")` leaves it running until the test is over."""

    def __init__(self, folder: Path, database_url: str, fonts: Path) -> None:
        self.data_dir = folder / "data"
        self.data_dir.mkdir()
        (self.data_dir / "fonts").symlink_to(fonts)  # cutting them takes ten seconds
        self.log = folder / "log"
        self.port = free_port()
        clean = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        self.environment = clean | {
            f"{PREFIX}DATA_DIR": str(self.data_dir),
            f"{PREFIX}DATABASE_URL": database_url,
            f"{PREFIX}BASE_URL": f"http://127.0.0.1:{self.port}",
        }
        self.started: list[subprocess.Popen[bytes]] = []
        self._database: Database | None = None

    @property
    def settings(self) -> Settings:
        """The settings that its programs read."""
        return Settings.from_environment(self.environment)

    @property
    def database(self) -> Database:
        """Its database, as its programs open it."""
        if self._database is None:
            keyring = Keyring(self.settings.field_keys)
            self._database = Database(make_engine(self.settings.database_url), keyring, self.data_dir)
        return self._database

    def run(self, *arguments: str, ends: int = 0, **settings: str) -> Result:
        """Run a command of `mediation-cms` to its end, in this very process; it ends with this status."""
        house = House()
        environment = dict.fromkeys(name for name in os.environ if name.startswith(PREFIX))
        environment |= self.environment | {PREFIX + name: value for name, value in settings.items()}
        done = CliRunner().invoke(command_line(house), arguments, env=environment)
        if "database" in vars(house):
            house.database.bind.engine.dispose()
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == ends, done.output
        return done

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command that goes on."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "mediation_cms.main", *arguments],
                env=self.environment,
                cwd="/",
                stdout=log,
                stderr=log,
            )
        self.started.append(process)
        return process

    def close(self) -> None:
        """End whatever still runs."""
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.started:
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()
        if self._database is not None:
            self._database.bind.engine.dispose()


def until(there: Callable[[], object], seconds: float = 240) -> None:
    """Wait until something is there: patiently, for the machine may be busy with other tests."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, f"not there after {seconds} s"
        time.sleep(0.05)


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that this one has started, as they are now."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    others = (path for path in Path(f"/proc/{process.pid}/task").glob("*/children") if path != listed)
    return [int(pid) for path in (listed, *others) for pid in path.read_text().split()]


def command_of(pid: int) -> str:
    """The command line of a process; empty when it is gone or waits to be buried."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""
