"""A case, its assignments, the mediation contract with its term, and the meetings."""

from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.columns import choice, instant, many, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, keep, refuse
from mediation_cms.core.i18n import Labelled, Text, _
from mediation_cms.intake.companion_models import Companion, co_mediators, observers
from mediation_cms.intake.models import IDENTITY, Outcome, Party


class Answer(Labelled, context="offer"):
    """What became of an offer to a mediator."""

    WAITING = "waiting", "Waiting for the mediator"
    ACCEPTED = "accepted", "Accepted by the mediator"
    DECLINED = "declined", "Declined by the mediator"
    TAKEN_BACK = "taken_back", "Taken back"


class MeetingKind(Labelled, context="meeting"):
    """With whom the mediator met."""

    JOINT = "joint", "joint meeting"
    PRIVATE = "private", "private talk"


class ContractLanguage(Labelled, context="paper language"):
    """In which language a contract or agreement is drawn up."""

    KK = "kk", "Kazakh"
    RU = "ru", "Russian"
    KK_RU = "kk+ru", "Kazakh and Russian"


VERSION = sa.Column("version", sa.Integer, nullable=False)


class Case(Row, table=True):
    """A matter admitted to mediation. It carries the number of its request, the assignment and the ending.

    `scope_reason` is why it was admitted although a question of scope speaks against it; empty where none does.
    `refused_by` are the keys of the sides that refused to go on (article 26, 4), on the day of the ending; none where the
    ground is another, or where a record of old does not say.
    """

    request_id: UUID = Field(foreign_key="request.id", unique=True, ondelete="CASCADE")
    number: str = Field(max_length=40, unique=True)
    cabinet_id: UUID = Field(foreign_key="unit.id")
    status: CaseStatus = choice(CaseStatus, default=CaseStatus.ADMITTED)
    admitted_on: date
    scope_reason: str = Field(default="", max_length=400)
    mediator_id: UUID | None = Field(default=None, foreign_key="mediator.id")
    outcome: Outcome | None = choice(Outcome, default=None, nullable=True)
    ended_on: date | None = None
    ended_reason: str = Field(default="", max_length=400)
    no_meeting_reason: str = Field(default="", max_length=400)
    refused_by: list[str] = many(default_factory=list)
    due_on: date | None = None
    version: int = Field(default=1, sa_column=VERSION)
    companions: list[Companion] = Relationship(
        sa_relationship_kwargs={
            "primaryjoin": "and_(Case.request_id == foreign(Companion.request_id), Companion.until.is_(None))",
            "viewonly": True,
        }
    )

    __mapper_args__ = {"version_id_col": VERSION}  # noqa: RUF012 - SQLAlchemy's own form
    __table_args__ = (
        sa.CheckConstraint("(status = 'ended') = (outcome IS NOT NULL AND ended_on IS NOT NULL)", name="ended"),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= admitted_on", name="dates"),
        sa.CheckConstraint(
            "COALESCE(outcome, '') = 'one_refused' OR CAST(refused_by AS TEXT) = '[]'", name="refused_by"
        ),
        sa.Index(None, "status", "id", "cabinet_id"),
        sa.Index(None, "cabinet_id", "status", "id"),
        # Those whose term is near its end or over.
        sa.Index(None, "status", "due_on"),
        sa.Index(None, "mediator_id", "status", "id"),
    )

    @property
    def on_offer(self) -> bool:
        """Whether the mediator whom it names has not taken it yet."""
        return self.status is CaseStatus.OFFERED

    @property
    def co_mediators(self) -> frozenset[UUID]:
        """The keys of those who conduct the mediation beside the mediator to whom the case is given."""
        return co_mediators(self.companions)

    @property
    def observers(self) -> frozenset[UUID]:
        """The keys of those who look on and act in nothing."""
        return observers(self.companions)


RELEASED = _("Taken from the mediator to choose another")


class Assignment(Row, table=True):
    """That a case was offered to a mediator, by whom, until when an answer was asked for, and the answer.

    A case that was accepted can be taken from the mediator while there is no contract: `released_at` and why. `found` are
    the codes of what the check for a conflict of interest found before the offer (`conflict.Ground`, none where it found
    nothing), `override_reason` why the mediator was chosen all the same, by who offered, when it was offered.
    """

    case_id: UUID = Field(foreign_key="case.id", index=True, ondelete="CASCADE")
    mediator_id: UUID = Field(foreign_key="mediator.id", index=True)
    offered_by_id: UUID = Field(foreign_key="account.id")
    offered_at: datetime = instant()
    answer_by: date
    answer: Answer = choice(Answer, default=Answer.WAITING)
    answered_at: datetime | None = instant(default=None, nullable=True)
    reason: str = Field(default="", max_length=400)
    released_at: datetime | None = instant(default=None, nullable=True)
    reminded_on: date | None = None
    found: list[str] = many(default_factory=list)
    override_reason: str = Field(default="", max_length=400)

    __table_args__ = (
        sa.CheckConstraint("override_reason = '' OR CAST(found AS TEXT) <> '[]'", name="override"),
        sa.CheckConstraint("released_at IS NULL OR answer = 'accepted'", name="released"),
        sa.Index(
            "uq_assignment_waiting", "case_id", unique=True,
            sqlite_where=sa.text("answer = 'waiting'"), postgresql_where=sa.text("answer = 'waiting'"),
        ),
    )  # fmt: skip

    @property
    def became(self) -> Text:
        """What has become of the offer: the answer, or that another mediator was to be chosen after it."""
        return RELEASED if self.released_at else self.answer.label


class Interest(Labelled, context="declaration"):
    """What a mediator declares of a case before taking it."""

    NONE = "none", "no conflict of interest"
    SOME = "some", "a conflict of interest"


class Declaration(Row, table=True):
    """What the mediator of a case declared of interests in it, on a day, in which words (`wording`); encrypted what they are.

    Law on Mediation, article 7. `told` says that a mediator who does not sign in said so to who entered it.
    """

    case_id: UUID = Field(foreign_key="case.id", index=True, ondelete="CASCADE")
    mediator_id: UUID = Field(foreign_key="mediator.id")
    interest: Interest = choice(Interest)
    wording: str = Field(max_length=10)
    what_sealed: bytes | None = sealed()
    told: bool = False
    at: datetime = instant()
    entered_by_id: UUID = Field(foreign_key="account.id")

    __table_args__ = (sa.CheckConstraint("(interest = 'some') = (what_sealed IS NOT NULL)", name="what"),)


class Contract(Row, table=True):
    """The mediation contract (медиация туралы шарт), article 21 of the Law on Mediation. It starts the mediation and its clock.

    `co_mediators` are the keys of those whom the sides chose beside `mediator_id`.
    `ends_on` is the unrolled last day of the term; the case shows the day rolled to a working day.
    """

    case_id: UUID = Field(foreign_key="case.id", unique=True, ondelete="CASCADE")
    number: str = Field(max_length=60, unique=True)
    district_id: UUID = Field(foreign_key="unit.id")
    concluded_on: date
    concluded_at: time
    place: str = Field(max_length=200)
    language: ContractLanguage = choice(ContractLanguage)
    mediation_language: str = Field(max_length=60)
    subject_sealed: bytes | None = sealed()
    expenses: str = Field(max_length=1000)
    fee: Decimal | None = Field(default=None, max_digits=12, decimal_places=2)
    confidentiality: str = Field(max_length=2000)
    liability: str = Field(max_length=2000)
    procedure: str = Field(max_length=2000)
    mediator_id: UUID = Field(foreign_key="mediator.id")
    co_mediators: list[str] = many(default_factory=list)
    chosen_by_sides: list[str] = many(default_factory=list)
    signed_by: list[str] = many(default_factory=list)
    term_days: int
    ends_on: date

    __table_args__ = (
        sa.CheckConstraint("ends_on > concluded_on", name="term"),
        sa.CheckConstraint("fee IS NULL OR fee >= 0", name="fee"),
        sa.Index(None, "district_id", "concluded_on"),
    )


class Extension(Row, table=True):
    """The one extension of a term, by consent of the sides and the mediator, counted from the unrolled end."""

    contract_id: UUID = Field(foreign_key="contract.id", unique=True, ondelete="CASCADE")
    days: int
    agreed_on: date
    reason: str = Field(max_length=400)
    ends_on: date

    __table_args__ = (sa.CheckConstraint("days BETWEEN 1 AND 365", name="days"),)


class Meeting(Row, table=True):
    """A meeting held: joint or private, who was there, encrypted minutes."""

    case_id: UUID = Field(foreign_key="case.id", index=True, ondelete="CASCADE")
    kind: MeetingKind = choice(MeetingKind)
    held_on: date
    held_at: time | None = None
    minutes: int
    venue: str = Field(default="", max_length=200)
    present: list[str] = many(default_factory=list)
    record_sealed: bytes | None = sealed()
    account_id: UUID = Field(foreign_key="account.id")

    __table_args__ = (sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"), sa.Index(None, "held_on"))


class Light(Labelled, context="readiness"):
    """What a side has before a mediation begins."""

    INFORMED = "informed", "told of rights and principles"
    CONSENTED = "consented", "consents to mediation"
    DOCUMENTS_SEEN = "documents_seen", "documents seen"
    TIME_CONFIRMED = "time_confirmed", "time confirmed"


class Readiness(Row, table=True):
    """That a side, named by its key, is ready with one thing: since when, and who marked it. What is not there is missing."""

    case_id: UUID = Field(foreign_key="case.id", ondelete="CASCADE")
    side: str = Field(max_length=20)
    light: Light = choice(Light)
    marked_on: date
    account_id: UUID = Field(foreign_key="account.id")

    __table_args__ = (sa.UniqueConstraint("case_id", "side", "light"),)


class PrivateNote(Row, table=True):
    """A note that its author alone can read. It goes into no export, paper or statistics."""

    case_id: UUID = Field(foreign_key="case.id", index=True, ondelete="CASCADE")
    author_id: UUID = Field(foreign_key="account.id", index=True)
    at: datetime = instant()
    text_sealed: bytes | None = sealed()


# An erasure takes the request first and all else with it; otherwise a case, and what was agreed for it, stays what it was.
_MATTER = 'EXISTS (SELECT 1 FROM "case" JOIN request ON request.id = "case".request_id WHERE "case".id = OLD.case_id)'
_TERMS = (
    "case_id", "number", "concluded_on", "concluded_at", "place", "language", "mediation_language", "subject_sealed",
    "expenses", "fee", "confidentiality", "liability", "procedure", "mediator_id", "term_days", "ends_on",
)  # fmt: skip
_AGREED = "a mediation contract does not change"
refuse(
    table_of(Case),
    "case_number_stands",
    "UPDATE",
    changed("number", "request_id"),
    "a number once given does not change",
)
keep(table_of(Case), "a case stays", "EXISTS (SELECT 1 FROM request WHERE request.id = OLD.request_id)")
refuse(
    table_of(Contract),
    "contract_words_stand",
    "UPDATE",
    changed(*_TERMS, as_text=("co_mediators", "chosen_by_sides", "signed_by")),
    _AGREED,
)
keep(table_of(Contract), _AGREED, _MATTER)
_DECLARED = "a declaration stays as it was made"
refuse(
    table_of(Declaration),
    "declaration_stands",
    "UPDATE",
    changed("case_id", "mediator_id", "interest", "wording", "what_sealed", "told", "at", "entered_by_id"),
    _DECLARED,
)
keep(table_of(Declaration), _DECLARED, _MATTER)
_EXTENDED = "an extension of the term does not change"
refuse(
    table_of(Extension),
    "extension_words_stand",
    "UPDATE",
    changed("contract_id", "days", "agreed_on", "reason", "ends_on"),
    _EXTENDED,
)
_OF = 'JOIN "case" ON "case".id = contract.case_id JOIN request ON request.id = "case".request_id'
keep(table_of(Extension), _EXTENDED, f"EXISTS (SELECT 1 FROM contract {_OF} WHERE contract.id = OLD.contract_id)")  # noqa: S608 - our own words
# What was held is set right while the matter is open: an ended one is reopened first.
_ENDED = f"""{_MATTER.removesuffix(")")} AND "case".status = 'ended')"""
_ENDED_NEW = _ENDED.replace("OLD.", "NEW.")
_HELD = "a meeting of an ended case stays as it is"
refuse(table_of(Meeting), "meeting_added_late", "INSERT", _ENDED_NEW, _HELD)
refuse(table_of(Meeting), "meeting_words_stand", "UPDATE", f"{_ENDED} OR {_ENDED_NEW}", _HELD)
keep(table_of(Meeting), _HELD, _ENDED)
# Who signed is named by the side, and the side by its party: the party stays that very person or organisation.
_NAMED = """CAST(contract.signed_by AS TEXT) LIKE '%"' || OLD.side || '-' || OLD.side_no || '"%'"""
_SIGNED = f"EXISTS (SELECT 1 FROM contract {_OF} WHERE request.id = OLD.request_id AND {_NAMED})"  # noqa: S608 - our own words
_SIDE = "a side of a mediation contract stays"
refuse(table_of(Party), "party_of_a_contract_stays", "DELETE", f"OLD.represents_id IS NULL AND {_SIGNED}", _SIDE)
refuse(table_of(Party), "party_of_a_contract_is_the_same", "UPDATE", f"({changed(*IDENTITY)}) AND {_SIGNED}", _SIDE)
