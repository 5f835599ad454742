"""What is asked on the way of an import."""

from typing import Annotated

from pydantic import Field

from mediation_cms.core.validation import Tick, Typed, line
from mediation_cms.imports.models import ImportKind
from mediation_cms.imports.problems import Problem

Said = Annotated[str, line(200, needed=False)]


class MappingIn(Typed):
    """Where the headings stand, how a CSV is read, which column tells what, and what the whole file says."""

    heading: int = Field(default=1, ge=1, le=100)
    lines: int = Field(default=1, ge=1, le=3)
    sheet: Said = ""
    encoding: Said = ""
    separator: Annotated[str, Field(max_length=1)] = ""
    columns: dict[str, Said] = Field(default_factory=dict, max_length=120)
    given: dict[str, Said] = Field(default_factory=dict, max_length=20)


class AcceptedIn(Typed):
    """Of which kind every proposal is taken."""

    kind: Problem


class ConfirmationIn(Typed):
    """Whether rows with something wrong may be left out."""

    without_problems: Tick = False


class UploadIn(Typed):
    """What a file lists."""

    kind: ImportKind
