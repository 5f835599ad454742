"""Looking at an uploaded file in a process of its own, with little memory, little time and no secrets: it may be made to harm.

The child (`inspecting`) opens a PDF and reads an image to the last pixel. An image is written anew, upright and without what
the camera noted (place, time, owner); a PDF is kept as it is, for it may carry signatures.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum

SECONDS = 20
MEMORY = 1536 << 20
PIXELS = 120_000_000
"""An A3 sheet at 600 dots to the inch has 70 million."""
QUALITY = 92


class Fault(StrEnum):
    """Why a file is not kept."""

    KIND = "kind"
    UNREADABLE = "unreadable"
    ACTIVE = "active"


class Faulty(Exception):
    """The file is not kept."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a file is by its content, and the bytes to keep of it."""

    media_type: str
    content: bytes


def inspected(content: bytes, longest: int | None = None) -> Inspected:
    """What these bytes are; with `longest` an image alone, made no larger than that.

    Raises Faulty when they are none of the allowed kinds or do not open, in time and within memory.
    """
    command = [sys.executable, "-I", "-m", "mediation_cms.documents.inspecting"]
    command += [] if longest is None else [str(longest)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, env={}, timeout=2 * SECONDS, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise Faulty(Fault.UNREADABLE) from None
    head, _, kept = done.stdout.partition(b"\n")
    found: dict[str, str] = json.loads(head)
    if "fault" in found:
        raise Faulty(Fault(found["fault"]))
    return Inspected(found["media_type"], kept)
