"""Papers read back with the tools of others: poppler for the text, pikepdf for the structure."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf

POPPLER = Path(shutil.which("pdftotext") or "poppler-utils is not installed").parent


def text(pdf: bytes, *, page: int | None = None) -> str:
    """The words of the paper in the order in which they were set, one space between them, no-break spaces included."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    read = subprocess.run([POPPLER / "pdftotext", "-raw", *pages, "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def fonts(pdf: bytes) -> list[dict[str, str]]:
    """What poppler says about each font: name, and whether it is embedded, subset and can be copied from."""
    read = subprocess.run([POPPLER / "pdffonts", "-"], input=pdf, capture_output=True, check=True)
    rows = [line.split() for line in read.stdout.decode().splitlines()[2:]]
    return [{"name": row[0], "embedded": row[-5], "subset": row[-4], "unicode": row[-3]} for row in rows]


def structure(paper: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Every element of the tagged structure, in reading order."""
    found: list[pikepdf.Dictionary] = []

    def walk(element: object) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(element)
            walk(element.get("/K"))

    walk(paper.Root.StructTreeRoot.K)
    return found


def in_order(words: str, *parts: str) -> list[str]:
    """The parts that are not there, or not in this order."""
    missing, at = [], 0
    for part in parts:
        found = words.find(part, at)
        if found < 0:
            missing.append(part)
        else:
            at = found + len(part)
    return missing
