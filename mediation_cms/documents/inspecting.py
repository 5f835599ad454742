"""The child of `inspection`: bytes on standard input; one line of JSON on standard output, and after it the bytes to keep."""

import json
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image, ImageOps

from mediation_cms.documents.inspection import MEMORY, PIXELS, QUALITY, SECONDS, Fault, Faulty, Inspected

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
SIGNATURES = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
FORMATS = {JPEG: "JPEG", PNG: "PNG"}
# What makes a PDF more than pages to look at.
ACTIVE_KEYS = {"/JS", "/EF", "/EmbeddedFiles", "/XFA"}
ACTIVE_NAMES = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia"}


def inspect(content: bytes, longest: int | None = None) -> Inspected:
    """What the bytes are by their content; `longest`: an image wanted, its longer side no longer than that. Raises Faulty."""
    media_type = next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), None)
    if media_type == PDF and longest is None:
        _look_through(content)
        return Inspected(PDF, content)
    if media_type in FORMATS:
        return Inspected(media_type, _written_anew(content, FORMATS[media_type], longest))
    raise Faulty(Fault.KIND)


def _look_through(content: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            if not len(pdf.pages):
                raise Faulty(Fault.UNREADABLE)
            if any(_active(thing) for thing in pdf.objects):
                raise Faulty(Fault.ACTIVE)
    except pikepdf.PdfError:  # damaged, cut short, or locked by a password
        raise Faulty(Fault.UNREADABLE) from None


def _active(thing: Any) -> bool:
    return any(key in ACTIVE_KEYS or name in ACTIVE_NAMES for key, name in _names(thing))


def _names(thing: Any) -> Iterator[tuple[str, str]]:
    """The keys of a thing and the names that stand under them, down to the next thing that has a number of its own."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            yield key, str(value) if isinstance(value, pikepdf.Name) else ""
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                yield from _names(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                yield from _names(value)


def _written_anew(content: bytes, form: str, longest: int | None) -> bytes:
    Image.MAX_IMAGE_PIXELS = PIXELS // 2  # Pillow refuses above twice this
    try:
        with Image.open(BytesIO(content), formats=[form]) as image:
            image.load()
            upright = ImageOps.exif_transpose(image)
            clean = Image.new(upright.mode, upright.size)
            clean.paste(upright)
            if upright.mode == "P":
                clean.putpalette(upright.getpalette() or [])
            if longest is not None:
                clean = clean.convert("RGB")
                clean.thumbnail((longest, longest))
            kept = BytesIO()
            clean.save(kept, form, quality=QUALITY)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):  # what Pillow raises for broken images
        raise Faulty(Fault.UNREADABLE) from None
    return kept.getvalue()


def main() -> None:
    """Answer for the bytes on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        longest = int(sys.argv[1]) if len(sys.argv) > 1 else None
        found = inspect(sys.stdin.buffer.read(), longest)
    except Faulty as faulty:
        head, kept = {"fault": faulty.fault.value}, b""
    else:
        head, kept = {"media_type": found.media_type}, found.content
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + kept)


if __name__ == "__main__":
    main()
