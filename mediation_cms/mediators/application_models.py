"""Applications to stand in a register: what was said, which documents were seen by whom, and what was decided.

Nothing of a document is kept: no copy, no scan, no photo. That it was seen, by whom and when, is.
"""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.certification.models import CourseKind
from mediation_cms.core.columns import choice, instant, many, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, keep, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.mediators.application_workflow import OPEN, ApplicationStatus
from mediation_cms.mediators.models import KEPT_BY, MediatorKind, RegisterKind


class Education(Labelled, context="education"):
    """The level of education, as the diploma says."""

    HIGHER = "higher", "higher"
    POSTGRADUATE = "postgraduate", "postgraduate"
    VOCATIONAL = "vocational", "technical or vocational"
    SECONDARY = "secondary", "secondary"


HIGHER = frozenset({Education.HIGHER, Education.POSTGRADUATE})


class Shown(Labelled, context="document shown"):
    """What an applicant shows. It is looked at and given back."""

    IDENTITY = "identity", "identity document"
    DIPLOMA = "diploma", "diploma"
    TRAINING = "training", "certificate of training"
    MEDICAL = "medical", "medical certificate"
    NO_CONVICTION = "no_conviction", "certificate of no conviction"
    PROTOCOL = "protocol", "protocol of the local community"


class IdentityShown(Labelled, context="identity shown"):
    """Which document shows who the applicant is."""

    CARD = "card", "identity card"
    PASSPORT = "passport", "passport"
    DIGITAL = "digital", "digital document"
    RESIDENCE_PERMIT = "residence_permit", "residence permit"
    OTHER = "other", "other document"


class RegisterApplication(Row, table=True):
    """That somebody asks to be entered in a register on a basis.

    `certificate_id` is a certificate of ours; one of another house is told by number, issuer and day. `training_from` is the
    first day of its course, whose rules decide how many hours it must have. `answers_sealed`: what was said of the grounds of
    article 9 on which nobody mediates, by the name of the rule; sealed, since one of them is a conviction.
    """

    person_id: UUID = Field(foreign_key="person.id", index=True)
    status: ApplicationStatus = choice(ApplicationStatus, default=ApplicationStatus.RECEIVED)
    register_kind: RegisterKind = choice(RegisterKind)
    kind: MediatorKind = choice(MediatorKind)
    district_id: UUID = Field(foreign_key="unit.id")
    organisation_id: UUID | None = Field(default=None, foreign_key="organisation.id")
    cabinet_id: UUID | None = Field(default=None, foreign_key="unit.id")
    languages: list[str] = many(default_factory=list)
    dispute_codes: list[str] = many(default_factory=list)
    received_on: date
    received_by_id: UUID = Field(foreign_key="account.id")
    announced_on: date | None = None

    identity: IdentityShown | None = choice(IdentityShown, default=None, nullable=True)
    education: Education | None = choice(Education, default=None, nullable=True)
    institution: str = Field(default="", max_length=200)
    graduated_in: int | None = None
    retired_judge: bool = False
    certificate_id: UUID | None = Field(default=None, foreign_key="certificate.id")
    training_no: str = Field(default="", max_length=80)
    training_issuer: str = Field(default="", max_length=200)
    training_on: date | None = None
    training_from: date | None = None
    training_programme: CourseKind | None = choice(CourseKind, default=None, nullable=True)
    training_hours: int | None = None
    answers_sealed: bytes | None = sealed()
    elected_by: str = Field(default="", max_length=300)
    elected_on: date | None = None
    protocol_no: str = Field(default="", max_length=60)
    votes_for: int | None = None
    votes_against: int | None = None

    decided_on: date | None = None
    decided_at: datetime | None = instant(default=None, nullable=True)
    decided_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    act_no: str = Field(default="", max_length=60)
    act_on: date | None = None
    act_by: str = Field(default="", max_length=200)
    ground: str = Field(default="", max_length=300)
    entry_id: UUID | None = Field(default=None, foreign_key="register_entry.id", unique=True, ondelete="SET NULL")

    __table_args__ = (
        sa.CheckConstraint("(register_kind = 'organisation') = (organisation_id IS NOT NULL)", name="kept_by"),
        sa.CheckConstraint("entry_id IS NULL OR status = 'admitted'", name="admitted"),
        sa.CheckConstraint(
            "(status IN ('admitted', 'refused', 'withdrawn')) = (decided_on IS NOT NULL AND decided_by_id IS NOT NULL)",
            name="decided",
        ),
        sa.CheckConstraint("status NOT IN ('admitted', 'refused') OR (act_no <> '' AND act_on IS NOT NULL)", name="act"),
        sa.CheckConstraint("training_hours IS NULL OR training_hours BETWEEN 1 AND 1000", name="hours"),
        sa.CheckConstraint("COALESCE(votes_for, 0) >= 0 AND COALESCE(votes_against, 0) >= 0", name="votes"),
        *(
            sa.Index(f"uq_register_application_open_{kind.value}", "person_id", "kind", *holder, unique=True,
                     sqlite_where=sa.text(where), postgresql_where=sa.text(where))
            for kind, holder in KEPT_BY.items()
            for where in [f"register_kind = '{kind.value}' AND status IN ('received', 'awaiting', 'checked')"]
        ),
        sa.Index(None, "status", "district_id", "received_on"),
    )  # fmt: skip

    @property
    def is_open(self) -> bool:
        """Whether it waits for anything."""
        return self.status in OPEN


class DocumentSeen(Row, table=True):
    """That a document of an applicant was seen: which, on which day, by whom. The document itself is not kept."""

    application_id: UUID = Field(foreign_key="register_application.id", ondelete="CASCADE")
    what: Shown = choice(Shown)
    on: date
    by_id: UUID = Field(foreign_key="account.id")

    __table_args__ = (sa.UniqueConstraint("application_id", "what"),)


_DECIDED = "OLD.status IN ('admitted', 'refused', 'withdrawn')"
_STANDS = changed(
    "person_id", "status", "register_kind", "kind", "district_id", "received_on", "announced_on", "decided_on", "act_no",
    "act_on", "act_by", "ground", "training_no", "training_on", "training_from", "training_hours", "protocol_no", "elected_on",
    "education", "certificate_id", "retired_judge",
)  # fmt: skip
refuse(
    table_of(RegisterApplication), "register_application_stands", "UPDATE", f"{_DECIDED} AND ({_STANDS})",
    "an application that was decided stays as it is",
)  # fmt: skip
keep(table_of(RegisterApplication), "an application is decided or withdrawn, never deleted")
