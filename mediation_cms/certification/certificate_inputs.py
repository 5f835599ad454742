"""What is asked when certificates are given, replaced, renewed, revoked, copied and taken over from older lists."""

from datetime import date
from typing import Annotated

from pydantic import ValidationInfo, field_validator

from mediation_cms.audit.inputs import Reason
from mediation_cms.certification.certificate_models import RevocationGround
from mediation_cms.certification.models import CourseKind
from mediation_cms.core.i18n import _
from mediation_cms.core.titles import Title
from mediation_cms.core.validation import (
    Line,
    OptionalLine,
    OptionalPastDay,
    PastDay,
    Typed,
    between,
    line,
    optional,
    wrong,
)

Hours = Annotated[int | None, optional(between(1, 1000))]


class CertificateIn(Typed):
    """When certificates are given, and who signs them."""

    issued_on: PastDay
    signatory: OptionalLine = ""
    position_kk: OptionalLine = ""
    position_ru: OptionalLine = ""

    @property
    def signed(self) -> dict[str, str]:
        """The signatory, as the tables keep it: a position in one language stands for the other."""
        return {
            "signatory": self.signatory,
            "position_kk": self.position_kk or self.position_ru,
            "position_ru": self.position_ru or self.position_kk,
        }


class TrainingIn(Typed):
    """What was learned, where the course itself is not in the list. Nothing of it is needed."""

    kind: CourseKind | None = None
    title_kk: Title = ""
    title_ru: Title = ""
    academic_hours: Hours = None
    starts_on: OptionalPastDay = None
    ends_on: OptionalPastDay = None

    @field_validator("ends_on")
    @classmethod
    def _after_the_start(cls, ends_on: date | None, above: ValidationInfo) -> date | None:
        """A course ends on the day it starts or later."""
        starts_on = above.data.get("starts_on")
        if ends_on is not None and starts_on is not None and ends_on < starts_on:
            raise wrong(_("The end is before the start. Check the dates."))
        return ends_on


class OldCertificateIn(TrainingIn):
    """A certificate that was issued before this list was kept, as its paper says, and where that was read."""

    label: Annotated[str, line(60)]
    issued_on: PastDay
    name_kk: OptionalLine = ""
    name_ru: OptionalLine = ""
    place_kk: OptionalLine = ""
    place_ru: OptionalLine = ""
    issuer_kk: OptionalLine = ""
    issuer_ru: OptionalLine = ""
    signatory: OptionalLine = ""
    position_kk: OptionalLine = ""
    position_ru: OptionalLine = ""
    valid_until: date | None = None
    source: Line


class ReplacementIn(CertificateIn):
    """When and why a certificate is given anew."""

    reason: Reason


class RevocationIn(Typed):
    """Why a certificate is revoked: the ground for everybody, the act and the words for staff."""

    ground: RevocationGround
    act: OptionalLine = ""
    reason: Reason


class CopyIn(Typed):
    """Why a certificate is taken out again."""

    why: OptionalLine = ""
