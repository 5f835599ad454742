"""What comes out of printing, good or bad, named where everybody may import it without loading the engine."""

from dataclasses import dataclass

from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _

NO_ENGINE = 3
"""The exit status of the child that prints when the engine is missing."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished paper. `sha256` is the lower-case hexadecimal digest of `pdf`."""

    pdf: bytes
    pages: int
    sha256: str


class PdfEngineMissing(Refused):
    """WeasyPrint or the Pango library under it is not there."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Papers cannot be printed on this machine yet. Ask the administrator to install the packages "
                "libpango-1.0-0 and libpangoft2-1.0-0 and to start the program again. Everything else works."
            )
        )


class Unprintable(Exception):
    """This paper cannot be printed: a fault of its template or its facts. The text quotes no words of the facts."""
