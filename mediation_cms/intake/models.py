"""What somebody brought to a cabinet: the request, its parties, and the spells for which it is open."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from mediation_cms.core.columns import choice, instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.order import top_of
from mediation_cms.disputes.uses import chosen_in
from mediation_cms.intake.companion_models import Companion, co_mediators, observers
from mediation_cms.intake.screening_rules import Risk
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


class Source(StrEnum):
    """Who sent the applicant: those items at the top of the catalogue of sources on which something hangs in the product.

    What an administrator adds under one of them acts as it does; another item at the top acts as `other`.
    """

    SELF = "self"
    COURT = "court"
    POLICE = "police"
    COUNCIL = "council"
    DIALOGUE_PLATFORM = "dialogue_platform"
    EVENT = "event"
    OTHER = "other"

    @classmethod
    def of(cls, code: str) -> "Source":
        """As what a code of the catalogue acts: `court.district` is a court."""
        top = top_of(code)
        return cls(top) if top in set(cls) else cls.OTHER


WITH_PROCEEDINGS = (Source.COURT, Source.POLICE)
"""Who sends with a case of its own, whose number is asked."""


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
REFUSALS = (Outcome.NOT_MEDIABLE, Outcome.PASSED_ON)
"""The outcomes by which an applicant is sent elsewhere, with a ground."""


class JoinKind(Labelled, context="joining"):
    """Why a request is no matter of its own but part of another."""

    DUPLICATE = "duplicate", "the same request once more"
    OTHER_SIDE = "other_side", "the other side's own request"


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
    While it is `on_offer` to that mediator, they have not taken it yet: they see whom it is about and work on nothing.
    `joined_to_id` is the matter that it became part of, `joined_as` why: it is ended then, and none of its spells is counted.
    `last_contact_on` is the last day on which somebody of the cabinet turned to a side, reached or not: `contacting.py` keeps it.
    `follows_id` is the ended matter that this one goes on with, after a breach of what was agreed there.
    `court_case_no` is the number under which the court, or the body of criminal prosecution, that sent the applicant has it;
    `source` and `dispute_code` are codes of their catalogues.
    `risk` is the level in force: the highest of what staff set (`risk_set`) and what the sealed answers of the sides speak of.
    `priority` follows from it and from `urgent`; all three are kept by `intake.safety` alone.
    `folded` is what it is found by besides its parties: number, subject line and the numbers that others gave it.
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
    source: str = Field(max_length=40)
    source_organisation_id: UUID | None = Field(default=None, foreign_key="organisation.id")
    source_note: str = Field(default="", max_length=200)
    external_registration_no: str = Field(default="", max_length=60)
    court_case_no: str = Field(default="", max_length=60)
    language: Language = choice(Language)
    subject: str = Field(max_length=120)
    folded: str = Field(default="", max_length=600)
    narrative_sealed: bytes | None = sealed()
    dispute_code: str = Field(max_length=40)
    inter_ethnic: bool = False
    minor_involved: bool = False
    court_referral: bool = False
    urgent: bool = False
    risk_set: Risk = choice(Risk, named="risk_set", default=Risk.NONE)
    risk: Risk = choice(Risk, default=Risk.NONE)
    priority: int = 0
    follows_id: UUID | None = Field(default=None, foreign_key="request.id", index=True, ondelete="SET NULL")
    joined_to_id: UUID | None = Field(default=None, foreign_key="request.id", index=True, ondelete="SET NULL")
    joined_as: JoinKind | None = choice(JoinKind, default=None, nullable=True)
    ended_reason: str = Field(default="", max_length=400)
    mediator_id: UUID | None = Field(default=None, foreign_key="person.id")
    on_offer: bool = False
    registered_by_id: UUID = Field(foreign_key="account.id")
    registered_at: datetime = instant()
    last_contact_on: date | None = None
    version: int = Field(default=1, sa_column=VERSION)
    companions: list[Companion] = Relationship(
        sa_relationship_kwargs={
            "primaryjoin": "and_(Request.id == Companion.request_id, Companion.until.is_(None))",
            "viewonly": True,
        }
    )

    __mapper_args__ = {"version_id_col": VERSION}  # noqa: RUF012 - SQLAlchemy's own form
    __table_args__ = (
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= received_on", name="dates"),
        sa.CheckConstraint("follows_id IS NULL OR follows_id <> id", name="follows"),
        sa.CheckConstraint("(outcome IS NULL) = (ended_on IS NULL)", name="ended"),
        sa.CheckConstraint("(status = 'ended') = (outcome IS NOT NULL)", name="finished"),
        sa.CheckConstraint("priority BETWEEN 0 AND 3", name="priority"),
        sa.CheckConstraint("joined_to_id <> id", name="joined_to_itself"),
        sa.CheckConstraint(
            "joined_to_id IS NULL OR (joined_as IS NOT NULL AND COALESCE(outcome, '') = 'merged')", name="joined"
        ),
        sa.Index(None, "status", "id", "cabinet_id"),
        sa.Index(None, "cabinet_id", "id"),
        sa.CheckConstraint("mediator_id IS NOT NULL OR NOT on_offer", name="on_offer"),
        sa.Index(None, "mediator_id", "status", "id"),
        # The queue of what waits at the desk.
        sa.Index("ix_request_queue", "priority", "id", "cabinet_id",
                 sqlite_where=sa.text("status = 'registered'"), postgresql_where=sa.text("status = 'registered'")),
        # Open matters in which nobody has been spoken to for long.
        sa.Index("ix_request_quiet", "last_contact_on", "received_on",
                 sqlite_where=sa.text("status <> 'ended'"), postgresql_where=sa.text("status <> 'ended'")),
        # The few that came online: how many they were in a period.
        sa.Index("ix_request_online", "received_on",
                 sqlite_where=sa.text(_CAME_ONLINE), postgresql_where=sa.text(_CAME_ONLINE)),
    )  # fmt: skip

    @property
    def co_mediators(self) -> frozenset[UUID]:
        """The keys of those who conduct the mediation beside the mediator to whom the matter is given."""
        return co_mediators(self.companions)

    @property
    def observers(self) -> frozenset[UUID]:
        """The keys of those who look on and act in nothing."""
        return observers(self.companions)


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
refuse(
    table_of(Request), "request_joined_once", "UPDATE",
    "NEW.joined_to_id IS NOT NULL AND EXISTS (SELECT 1 FROM request AS there WHERE there.joined_to_id = NEW.id "
    "OR (there.id = NEW.joined_to_id AND there.joined_to_id IS NOT NULL))",
    "a request is joined to a matter of its own",
)  # fmt: skip
refuse(
    table_of(Request),
    "request_follows_the_same",
    "UPDATE",
    f"({changed('follows_id')}) AND NEW.follows_id IS NOT NULL",
    "what a matter goes on with does not change",
)
chosen_in(Catalogue.DISPUTE_TYPE, table_of(Request), "dispute_code")
chosen_in(Catalogue.SOURCE, table_of(Request), "source")
refuse(table_of(NumberSeries), "number_series_goes_on", "UPDATE", "NEW.last < OLD.last", "a number is given once")
