"""Settlement agreements: what was proposed for them, terms as rows, signatures, performance."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.agreements.workflow import AgreementStatus, ProposalState
from mediation_cms.cases.models import ContractLanguage
from mediation_cms.core.columns import choice, instant, many, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, keep, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.documents.models import StoredFile
from mediation_cms.intake.models import IDENTITY, Party


class SigningMode(Labelled, context="signing"):
    """How the sides signed, article 27 of the Law on Mediation. A port stays open for electronic signatures."""

    PAPER = "paper", "on paper, with a scan"
    EMAIL_EXCHANGE = "email_exchange", "by exchange of signed copies by e-mail"


class PerformanceState(Labelled, context="obligation"):
    """What is known of the performance of one obligation."""

    DONE = "done", "Done"
    PARTLY = "partly", "Partly done"
    DISPUTED = "disputed", "Disputed"
    LIFTED = "lifted", "Lifted by a supplementary agreement"


VERSION = sa.Column("version", sa.Integer, nullable=False)
_FIRST = "amends_id IS NULL AND signed_on IS NOT NULL"


class Agreement(Row, table=True):
    """A settlement agreement or a supplement to one (`amends`). After signing the database refuses every change of its words."""

    case_id: UUID = Field(foreign_key="case.id", index=True, ondelete="CASCADE")
    number: str = Field(max_length=60, unique=True)
    amends_id: UUID | None = Field(default=None, foreign_key="agreement.id", ondelete="CASCADE")
    status: AgreementStatus = choice(AgreementStatus, default=AgreementStatus.DRAFT)
    district_id: UUID = Field(foreign_key="unit.id")
    cabinet_id: UUID = Field(foreign_key="unit.id")
    language: ContractLanguage = choice(ContractLanguage)
    subject_kk_sealed: bytes | None = sealed()
    subject_ru_sealed: bytes | None = sealed()
    consequences_kk_sealed: bytes | None = sealed()
    consequences_ru_sealed: bytes | None = sealed()
    partial: bool = False
    bound_sides: list[str] = many(default_factory=list)
    lawful: bool = False
    minors_considered: bool = False
    signed_on: date | None = None
    signing: SigningMode | None = choice(SigningMode, default=None, nullable=True)
    place: str = Field(default="", max_length=200)
    scan_id: UUID | None = Field(default=None, foreign_key="stored_file.id")
    scan_sha256: str | None = Field(default=None, max_length=64)
    performed_on: date | None = None
    version: int = Field(default=1, sa_column=VERSION)

    __mapper_args__ = {"version_id_col": VERSION}  # noqa: RUF012 - SQLAlchemy's own form
    __table_args__ = (
        sa.CheckConstraint(
            "status NOT IN ('signed', 'performed') OR (signed_on IS NOT NULL AND signing IS NOT NULL)", name="signed"
        ),
        sa.CheckConstraint("(status = 'performed') = (performed_on IS NOT NULL)", name="performed"),
        sa.Index("uq_agreement_first", "case_id", unique=True, sqlite_where=sa.text(_FIRST),
                 postgresql_where=sa.text(_FIRST)),
        sa.Index(None, "district_id", "signed_on", "amends_id", "cabinet_id"),
        sa.Index(None, "district_id", "performed_on", "amends_id", "cabinet_id"),
    )  # fmt: skip


PROPOSAL_VERSION = sa.Column("version", sa.Integer, nullable=False)
_LIVE = "state <> 'struck'"


class Proposal(Row, table=True):
    """What a side proposed at the table, on its own or in answer to another proposal (`replaces`). It is struck, never deleted.

    Its words are those of its obligation, which becomes a term of the draft by the acceptance of every bound side: one row,
    never a copy.
    """

    case_id: UUID = Field(foreign_key="case.id", index=True, ondelete="CASCADE")
    side: str = Field(max_length=40)
    made_on: date
    meeting_id: UUID | None = Field(default=None, foreign_key="meeting.id", ondelete="SET NULL")
    replaces_id: UUID | None = Field(default=None, foreign_key="proposal.id", ondelete="CASCADE")
    state: ProposalState = choice(ProposalState, default=ProposalState.PROPOSED)
    struck_because_sealed: bytes | None = sealed()
    version: int = Field(default=1, sa_column=PROPOSAL_VERSION)

    __mapper_args__ = {"version_id_col": PROPOSAL_VERSION}  # noqa: RUF012 - SQLAlchemy's own form
    __table_args__ = (
        sa.CheckConstraint("(state = 'struck') = (struck_because_sealed IS NOT NULL)", name="struck"),
        sa.CheckConstraint("replaces_id <> id", name="other"),
        sa.Index("uq_proposal_answer", "replaces_id", unique=True, sqlite_where=sa.text(_LIVE),
                 postgresql_where=sa.text(_LIVE)),
    )  # fmt: skip


class Acceptance(Row, table=True):
    """That a side accepted a proposal as it is worded now, on which day, and who noted it."""

    proposal_id: UUID = Field(foreign_key="proposal.id", index=True, ondelete="CASCADE")
    side: str = Field(max_length=40)
    accepted_on: date
    account_id: UUID = Field(foreign_key="account.id")

    __table_args__ = (sa.UniqueConstraint("proposal_id", "side"),)


class Obligation(Row, table=True):
    """One term: who does what, how much, by when, how it is proved. In Kazakh, Russian or both.

    What is still a proposal stands in no agreement and has no place in one.
    """

    agreement_id: UUID | None = Field(default=None, foreign_key="agreement.id", index=True, ondelete="CASCADE")
    proposal_id: UUID | None = Field(default=None, foreign_key="proposal.id", unique=True, ondelete="CASCADE")
    clause_id: UUID | None = Field(default=None, foreign_key="clause.id")
    position: int | None = None
    debtor_sides: list[str] = many(default_factory=list)
    what_kk_sealed: bytes | None = sealed()
    what_ru_sealed: bytes | None = sealed()
    amount: Decimal | None = Field(default=None, max_digits=14, decimal_places=2)
    due_on: date | None = None
    proof_kk_sealed: bytes | None = sealed()
    proof_ru_sealed: bytes | None = sealed()

    __table_args__ = (
        sa.UniqueConstraint("agreement_id", "position"),
        sa.CheckConstraint("(agreement_id IS NULL) = (position IS NULL)", name="place"),
        sa.CheckConstraint("agreement_id IS NOT NULL OR proposal_id IS NOT NULL", name="of_something"),
        sa.CheckConstraint("amount IS NULL OR amount > 0", name="amount"),
        sa.Index(None, "due_on"),
    )


class Signature(Row, table=True):
    """That a party signed an agreement, on which day."""

    agreement_id: UUID = Field(foreign_key="agreement.id", index=True, ondelete="CASCADE")
    party_id: UUID = Field(foreign_key="party.id", ondelete="CASCADE")
    signed_on: date

    __table_args__ = (sa.UniqueConstraint("agreement_id", "party_id"),)


class Performance(Row, table=True):
    """What was seen of the performance of an obligation on a day, and who says so. The newest row tells the state."""

    obligation_id: UUID = Field(foreign_key="obligation.id", index=True, ondelete="CASCADE")
    state: PerformanceState = choice(PerformanceState)
    seen_on: date
    confirmed_by: list[str] = many(default_factory=list)
    note: str = Field(default="", max_length=400)
    account_id: UUID = Field(foreign_key="account.id")
    at: datetime = instant()


# What was signed does not change. Deleting a whole matter (erasure) takes its agreement along, never a word out of it.
_WORDS = (
    "case_id", "number", "amends_id", "language", "subject_kk_sealed", "subject_ru_sealed", "consequences_kk_sealed",
    "consequences_ru_sealed", "partial", "lawful", "minors_considered", "signed_on", "signing", "place", "scan_id",
    "scan_sha256",
)  # fmt: skip
_SAYS = "a signed agreement does not change"
_CHANGED = changed(*_WORDS, as_text=("bound_sides",)) + " OR NEW.status IN ('draft', 'dropped')"
_SIGNED = "EXISTS (SELECT 1 FROM agreement WHERE agreement.id = {row}.agreement_id AND agreement.signed_on IS NOT NULL)"
# An erasure takes the request first and all else with it, in whatever order: what is left of the matter may then go.
_MATTER = 'FROM agreement JOIN "case" ON "case".id = agreement.case_id JOIN request ON request.id = "case".request_id'
_STANDS = f"EXISTS (SELECT 1 {_MATTER} WHERE agreement.id = OLD.{{key}} AND agreement.signed_on IS NOT NULL)"
refuse(table_of(Agreement), "agreement_words_stand", "UPDATE", f"OLD.signed_on IS NOT NULL AND ({_CHANGED})", _SAYS)
keep(table_of(Agreement), _SAYS, _STANDS.format(key="id"))
for _part in (Obligation, Signature):
    _name = str(_part.__tablename__)
    refuse(table_of(_part), f"{_name}_added_late", "INSERT", _SIGNED.format(row="NEW"), _SAYS)
    refuse(
        table_of(_part),
        f"{_name}_changed_late",
        "UPDATE",
        f"{_SIGNED.format(row='OLD')} OR {_SIGNED.format(row='NEW')}",
        _SAYS,
    )
    refuse(table_of(_part), f"{_name}_removed_late", "DELETE", _STANDS.format(key="agreement_id"), _SAYS)
# How a term was found stays with what was signed; an erasure takes the request first.
_TERM = f"{_MATTER} JOIN obligation ON obligation.agreement_id = agreement.id"
_OF_SIGNED = f"EXISTS (SELECT 1 {_TERM} WHERE obligation.proposal_id = {{key}} AND agreement.signed_on IS NOT NULL)"
refuse(table_of(Proposal), "proposal_of_a_signed_term_stands", "UPDATE", _OF_SIGNED.format(key="OLD.id"), _SAYS)
for _operation, _key in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
    refuse(table_of(Acceptance), f"acceptance_of_a_signed_term_stands_at_{_operation.lower()}", _operation,
           _OF_SIGNED.format(key=f"{_key}.proposal_id"), _SAYS)  # fmt: skip
keep(table_of(Proposal), "a proposal is struck, not deleted",
     'EXISTS (SELECT 1 FROM "case" JOIN request ON request.id = "case".request_id WHERE "case".id = OLD.case_id)')  # fmt: skip
# What was seen of its performance is only added to.
_SEEN, _OF = "what was seen of a performance stays", "JOIN obligation ON obligation.agreement_id = agreement.id"
refuse(table_of(Performance), "performance_words_stand", "UPDATE", "1 = 1", _SEEN)
keep(table_of(Performance), _SEEN, f"EXISTS (SELECT 1 {_MATTER} {_OF} WHERE obligation.id = OLD.obligation_id)")
# Nor does who signed it change, or the scan of what they signed.
_SIGNATURE = 'JOIN agreement ON agreement.case_id = "case".id JOIN signature ON signature.agreement_id = agreement.id'
_WHO = f'EXISTS (SELECT 1 FROM "case" {_SIGNATURE} WHERE "case".request_id = OLD.request_id AND signature.party_id = OLD.id)'  # noqa: S608 - our own words
refuse(table_of(Party), "party_that_signed_is_the_same", "UPDATE", f"({changed(*IDENTITY)}) AND {_WHO}", _SAYS)
_SCANNED = "EXISTS (SELECT 1 FROM agreement WHERE agreement.scan_id = OLD.id AND agreement.signed_on IS NOT NULL)"
refuse(table_of(StoredFile), "stored_file_of_a_signature_stays", "DELETE", _SCANNED, _SAYS)
