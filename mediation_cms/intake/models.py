"""What somebody brought to a cabinet: the request, its parties, and the spells for which it is open."""

from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language
from mediation_cms.intake.workflow import RequestStatus


class IntakeChannel(Labelled, context="channel"):
    """By which way a request came in."""

    IN_PERSON = "in_person", "walk-in"
    PHONE = "phone", "by phone"
    POST = "post", "in writing"
    EMAIL = "email", "by e-mail"
    WEB = "web", "by the website"
    VIDEO = "video", "by video"
    FIELD_VISIT = "field_visit", "field visit"


ONLINE = (IntakeChannel.WEB, IntakeChannel.VIDEO)
_CAME_ONLINE = "channel IN ({})".format(", ".join(f"'{channel.value}'" for channel in ONLINE))


class Source(Labelled, context="source"):
    """Who sent the applicant."""

    SELF = "self", "came themselves"
    COURT = "court", "court"
    POLICE = "police", "police"
    COUNCIL = "council", "council or public body"
    DIALOGUE_PLATFORM = "dialogue_platform", "dialogue platform"
    EVENT = "event", "event"
    OTHER = "other", "other"


class Outcome(Labelled, context="outcome"):
    """How a spell of a request ended. The first five are the endings of a mediation, article 26 of the Law on Mediation."""

    AGREEMENT = "agreement", "agreement concluded"
    EXCLUDED = "excluded", "circumstances exclude mediation"
    BOTH_REFUSED = "both_refused", "written refusal of both parties"
    ONE_REFUSED = "one_refused", "written refusal of one party"
    TERM_EXPIRED = "term_expired", "the term expired"
    SETTLED_AT_CONSULTATION = "settled_at_consultation", "settled at consultation"
    ADVICE_ONLY = "advice_only", "advice given"
    OTHER_SIDE_REFUSED = "other_side_refused", "the other side refused or did not answer"
    NOT_MEDIABLE = "not_mediable", "not suitable for mediation"
    WITHDRAWN = "withdrawn", "withdrawn by the applicant"
    PASSED_ON = "passed_on", "passed to another body"
    MERGED = "merged", "duplicate, merged"
    NOT_STATED = "not_stated", "outcome not stated"


ENDINGS_OF_MEDIATION = (
    Outcome.AGREEMENT, Outcome.EXCLUDED, Outcome.BOTH_REFUSED, Outcome.ONE_REFUSED, Outcome.TERM_EXPIRED,
)  # fmt: skip
OUTCOMES_BEFORE_CONTRACT = (
    Outcome.SETTLED_AT_CONSULTATION, Outcome.ADVICE_ONLY, Outcome.OTHER_SIDE_REFUSED, Outcome.NOT_MEDIABLE,
    Outcome.WITHDRAWN, Outcome.PASSED_ON,
)  # fmt: skip


class Opened(Labelled, context="spell"):
    """How a spell began."""

    RECEIVED = "received", "received"
    REOPENED = "reopened", "reopened"
    TRANSFERRED_IN = "transferred_in", "transferred in"


class Side(Labelled, context="side"):
    """On which side of the matter a party stands; further sides are told apart by `Party.side_no`."""

    APPLICANT = "applicant", "applicant"
    OTHER = "other", "other side"
    THIRD = "third", "third person"


def side_number(side: Side, side_no: int) -> int:
    """The number by which people and papers call a side: the applicant is the first, the others follow."""
    return 1 if side is Side.APPLICANT else side_no + 1


class Capacity(Labelled, context="capacity"):
    """Whether a party speaks for itself or for another."""

    SELF = "self", "in person"
    POWER_OF_ATTORNEY = "power_of_attorney", "representative under power of attorney"
    PARENT = "parent", "parent"
    GUARDIAN = "guardian", "guardian"


class NumberSeries(Row, table=True):
    """The last number given by a cabinet in a year of registration."""

    cabinet_id: UUID = Field(foreign_key="unit.id")
    year: int
    last: int = 0

    __table_args__ = (sa.UniqueConstraint("cabinet_id", "year"),)


VERSION = sa.Column("version", sa.Integer, nullable=False)


class Request(Row, table=True):
    """What somebody brought. The number is given once and never changes; the subject line is neutral, the narrative encrypted.

    `mediator_id` is the mediator who deals with the matter now, in consultation or mediation: who may see it follows from it.
    `court_case_no` is the number under which the court, or the body of criminal prosecution, that sent the applicant has it.
    """

    number: str = Field(max_length=40, unique=True)
    cabinet_id: UUID = Field(foreign_key="unit.id")
    district_id: UUID = Field(foreign_key="unit.id")
    status: RequestStatus = choice(RequestStatus, default=RequestStatus.REGISTERED)
    outcome: Outcome | None = choice(Outcome, default=None, nullable=True)
    received_on: date
    received_at: time | None = None
    ended_on: date | None = None
    channel: IntakeChannel = choice(IntakeChannel)
    source: Source = choice(Source)
    source_organisation_id: UUID | None = Field(default=None, foreign_key="organisation.id")
    source_note: str = Field(default="", max_length=200)
    external_registration_no: str = Field(default="", max_length=60)
    court_case_no: str = Field(default="", max_length=60)
    language: Language = choice(Language)
    subject: str = Field(max_length=120)
    narrative_sealed: bytes | None = sealed()
    dispute_code: str = Field(max_length=40)
    inter_ethnic: bool = False
    minor_involved: bool = False
    safety_risk: bool = False
    court_referral: bool = False
    urgent: bool = False
    joined_to_id: UUID | None = Field(default=None, foreign_key="request.id", index=True, ondelete="SET NULL")
    ended_reason: str = Field(default="", max_length=400)
    mediator_id: UUID | None = Field(default=None, foreign_key="person.id")
    registered_by_id: UUID = Field(foreign_key="account.id")
    registered_at: datetime = instant()
    version: int = Field(default=1, sa_column=VERSION)

    __mapper_args__ = {"version_id_col": VERSION}  # noqa: RUF012 - SQLAlchemy's own form
    __table_args__ = (
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= received_on", name="dates"),
        sa.CheckConstraint("(outcome IS NULL) = (ended_on IS NULL)", name="ended"),
        sa.CheckConstraint("(status = 'ended') = (outcome IS NOT NULL)", name="finished"),
        sa.Index(None, "status", "id", "cabinet_id"),
        sa.Index(None, "cabinet_id", "id"),
        sa.Index(None, "mediator_id", "status", "id"),
        # The few that came online: how many they were in a period.
        sa.Index("ix_request_online", "received_on",
                 sqlite_where=sa.text(_CAME_ONLINE), postgresql_where=sa.text(_CAME_ONLINE)),
    )  # fmt: skip


class Spell(Row, table=True):
    """For how long, at which cabinet, a request was open. The balance of every report is counted over these rows.

    `counted` is False for duplicates and for the other side's own request on the same dispute: they are no matter of their own.
    `outcome` is None while open and when `transferred` away.
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    cabinet_id: UUID = Field(foreign_key="unit.id")
    district_id: UUID = Field(foreign_key="unit.id")
    opened: Opened = choice(Opened)
    opened_on: date
    ended_on: date | None = None
    outcome: Outcome | None = choice(Outcome, default=None, nullable=True)
    transferred: bool = False
    counted: bool = True

    __table_args__ = (
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= opened_on", name="dates"),
        sa.CheckConstraint("(ended_on IS NULL) = (outcome IS NULL AND NOT transferred)", name="ended"),
        sa.Index("uq_spell_open", "request_id", unique=True,
                 sqlite_where=sa.text("ended_on IS NULL"), postgresql_where=sa.text("ended_on IS NULL")),
        # District first: a report of a region reads its own entries alone, one of the republic goes from district to district.
        sa.Index(None, "district_id", "opened_on", "opened", "counted", "cabinet_id"),
        sa.Index("ix_spell_ended", "district_id", "ended_on", "outcome", "counted", "transferred", "cabinet_id", "opened_on"),
        sa.Index("ix_spell_still_open", "district_id", "opened_on", "counted", "cabinet_id",
                 sqlite_where=sa.text("ended_on IS NULL"), postgresql_where=sa.text("ended_on IS NULL")),
    )  # fmt: skip


class Party(Row, table=True):
    """A person or organisation in a request, or somebody who did not give a name (neither of the two).

    A representative is a party of its own that `represents` another. The capacity says which document was seen: a power of
    attorney, a birth certificate, a decision on guardianship. It is never scanned.
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    side: Side = choice(Side)
    side_no: int = 1
    position: int = 0
    capacity: Capacity = choice(Capacity, default=Capacity.SELF)
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    organisation_id: UUID | None = Field(default=None, foreign_key="organisation.id", index=True)
    represents_id: UUID | None = Field(default=None, foreign_key="party.id", ondelete="CASCADE")
    note: str = Field(default="", max_length=200)
    minor: bool = False
    document_no: str = Field(default="", max_length=80)
    document_on: date | None = None
    document_seen_on: date | None = None
    document_seen_by_id: UUID | None = Field(default=None, foreign_key="account.id")

    __table_args__ = (
        sa.CheckConstraint("person_id IS NULL OR organisation_id IS NULL", name="one"),
        sa.Index("uq_party_side", "request_id", "side", "side_no", unique=True,
                 sqlite_where=sa.text("represents_id IS NULL"), postgresql_where=sa.text("represents_id IS NULL")),
    )  # fmt: skip


IDENTITY = ("request_id", "side", "side_no", "person_id", "organisation_id", "represents_id")
"""Who a party is and for whom it stands: the columns that stay once it has signed something."""
refuse(table_of(Request), "request_number_stands", "UPDATE", changed("number"), "a number once given does not change")
refuse(table_of(NumberSeries), "number_series_goes_on", "UPDATE", "NEW.last < OLD.last", "a number is given once")
