"""Papers printed in a process of their own, which can be killed: laying out hostile text may take for ever.

This module loads no PDF engine, so the jobs process stays small and starts even where the engine is missing.
"""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from mediation_cms.core.settings import environment_for_a_child
from mediation_cms.documents.engine import NO_ENGINE, PdfEngineMissing, Rendered, Unprintable
from mediation_cms.documents.facts import Facts, to_json

SECONDS = 30.0
"""A common paper takes half a second, one of a hundred pages ten."""
STARTING_SECONDS = 120.0
"""The engine loads in a second; the very first start also cuts the fonts, which takes ten on a quiet machine."""
LEAVING_SECONDS = 2.0
PAPERS = 500
"""After so many a fresh child is started, so that no leak of a library can grow."""


class Pressroom:
    """One child that prints papers one after the other. Threads may share it; each waits for its turn.

    The child is started with the first paper, and anew when it was killed, died or has printed enough. Use it in a
    `with` statement, or `close` it.
    """

    def __init__(self, templates: Path, fonts: Path) -> None:
        self._command = [sys.executable, "-m", "mediation_cms.documents", str(templates), str(fonts)]
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._printed = 0

    def render(self, facts: Facts, *, seconds: float = SECONDS) -> Rendered:
        """The paper that states these facts.

        Raises `PdfEngineMissing` where Pango is not installed, and `Unprintable` when the paper is faulty or was not
        ready in time; the next paper is not harmed by either.
        """
        with self._turn:
            try:
                child = self._ready_child()
                with _deadline(child, seconds):
                    return self._ask(child, facts)
            except (BrokenPipeError, EOFError) as silence:
                status = self._end()
                if status == NO_ENGINE:
                    raise PdfEngineMissing from silence
                reason = (
                    f"not ready within {seconds:g} s" if status == -signal.SIGKILL else f"the press ended: {status}"
                )
                raise Unprintable(f"{facts.kind} {facts.number}: {reason}") from silence

    def close(self) -> None:
        """Send the child home. Another paper starts a new one."""
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ready_child(self) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._printed >= PAPERS or self._child.poll() is not None):
            self._end()
        if self._child is None:
            environment = environment_for_a_child()  # hostile text must not find the keys of the house in here
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
            )
            self._printed = 0
            with _deadline(self._child, STARTING_SECONDS):
                if not _pipe(self._child.stdout).readline():
                    raise EOFError
        return self._child

    def _ask(self, child: subprocess.Popen[bytes], facts: Facts) -> Rendered:
        asked, answers = _pipe(child.stdin), _pipe(child.stdout)
        asked.write(to_json(facts).encode() + b"\n")
        asked.flush()
        line = answers.readline()
        if not line:
            raise EOFError
        head = json.loads(line)
        self._printed += 1
        if "fault" in head:
            raise Unprintable(f"{facts.kind} {facts.number}: {head['fault']}")
        pdf = answers.read(head["size"])
        if len(pdf) < head["size"]:
            raise EOFError
        return Rendered(pdf, head["pages"], head["sha256"])

    def _end(self) -> int:
        """The exit status of the child, which goes when nobody asks any more, and is killed if it does not."""
        child, self._child = self._child, None
        if child is None:
            return 0
        with _deadline(child, LEAVING_SECONDS):
            child.communicate()
        return child.returncode


@contextmanager
def _deadline(child: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """Within, the child has so long to do its work; then it is killed, and whoever reads from it finds the end."""
    killer = threading.Timer(seconds, child.kill)
    killer.start()
    try:
        yield
    finally:
        killer.cancel()


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    if end is None:
        raise EOFError
    return end
