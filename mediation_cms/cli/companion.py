"""Processes that live and die together."""

import ctypes
import os
import signal
import subprocess
import sys
import threading

PAUSE = 5.0
"""Seconds before a companion that fell is started again."""
PARENT_DIES = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def die_with(parent: int, by: signal.Signals) -> None:
    """Let this process end by a signal when its parent ends, even when that was killed. Linux alone can promise it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DIES, by)
        if os.getppid() != parent:  # it was faster
            os.kill(os.getpid(), by)


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
        """End it, and wait until it has put its things away."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()
        self._keeper.join()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            # Spawned, not forked: a web process that is forked at this moment would keep the pipe of a fork open for ever.
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, close_fds=False)
            if self._stopping.is_set():  # told to stop while it started
                self._process.terminate()
            self._process.wait()
            self._stopping.wait(PAUSE)
