"""The child of `pressroom`: `python -m mediation_cms.documents TEMPLATES FONTS`.

It says `{"ready": true}` when the engine is loaded. Then each line on standard input is the facts of one paper as JSON,
and each answer on standard output one line of JSON: `{"pages": …, "sha256": …, "size": …}` followed by so many bytes of
PDF, or `{"fault": …}`. Everything else that is written goes to standard error.
"""

import json
import os
import resource
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from mediation_cms.documents.engine import NO_ENGINE, PdfEngineMissing
from mediation_cms.documents.facts import from_json

try:
    from mediation_cms.documents.rendering import Press
except PdfEngineMissing:
    sys.exit(NO_ENGINE)

NICE = 10
"""Papers give way to people who wait for a page."""
MEMORY = 1 << 30
"""Bytes of address space. A common agreement takes a tenth; text made to eat memory ends this child and nothing else."""


def serve(press: Press, asked: BinaryIO, answers: BinaryIO) -> None:
    """Print paper after paper until nobody asks any more."""
    for line in asked:
        try:
            paper = press.render(from_json(line))
        except Exception as error:  # noqa: BLE001 - whatever it is, the next paper must still be printed
            _answer(answers, {"fault": _place(error)})
        else:
            _answer(answers, {"pages": paper.pages, "sha256": paper.sha256, "size": len(paper.pdf)}, paper.pdf)


def _answer(answers: BinaryIO, head: dict[str, object], body: bytes = b"") -> None:
    answers.write(json.dumps(head).encode() + b"\n" + body)
    answers.flush()


def _place(error: Exception) -> str:
    """What happened and where, without the message: it may quote the words of people, and this goes to a log."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(BrokenPipeError), os.fdopen(os.dup(1), "wb") as pipe:  # who asked may have gone
        os.dup2(2, 1)  # nothing that a library prints gets among the answers
        the_press = Press(Path(sys.argv[1]), Path(sys.argv[2]))
        _answer(pipe, {"ready": True})
        serve(the_press, sys.stdin.buffer, pipe)
