"""Reading agreements and the state of their obligations."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, may
from mediation_cms.access.sight import in_sight
from mediation_cms.agreements.models import (
    Acceptance,
    Agreement,
    Obligation,
    Performance,
    PerformanceState,
    Proposal,
    Signature,
)
from mediation_cms.agreements.workflow import AgreementStatus, ProposalState
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.companion_models import Part
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.queries import deals_with, not_barred
from mediation_cms.people.models import Role

PAGE = 50
READERS = frozenset({Role.MEDIATOR, Role.COORDINATOR})
"""Who reads terms: of the own cases, or all of a place."""
SETTLED = (PerformanceState.DONE, PerformanceState.LIFTED)
State = tuple[PerformanceState | None, date | None]
AGREEMENT, OBLIGATION, PERFORMANCE = table_of(Agreement), table_of(Obligation), table_of(Performance)
CASE, REQUEST = table_of(Case), table_of(Request)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The agreements whose terms the actor may read: of the cabinets that a coordinator covers, and of one's own cases."""
    mine = deals_with(CASE, actor.person_id, Part.CO_MEDIATOR) if Role.MEDIATOR in actor.roles else sa.false()
    allowed = not_barred(actor, CASE.c.request_id)
    if not actor.is_system and Role.COORDINATOR not in actor.roles:
        return sa.and_(mine, allowed)
    return sa.and_(sa.or_(in_sight(actor, {Role.COORDINATOR}, AGREEMENT.c.cabinet_id), mine), allowed)


def get_agreement(session: Session, actor: Actor, case: Case, agreement_id: UUID) -> Agreement:
    """An agreement of a case whose terms the actor may read. Raises NotFound."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None or agreement.case_id != case.id or not may(actor, Can.READ_MINUTES, case):
        raise NotFound
    return agreement


def get_obligation(session: Session, actor: Actor, case: Case, obligation_id: UUID) -> Obligation:
    """One term of an agreement of a case whose terms the actor may read. Raises NotFound."""
    obligation = session.get(Obligation, obligation_id)
    if obligation is None or obligation.agreement_id is None:
        raise NotFound
    get_agreement(session, actor, case, obligation.agreement_id)
    return obligation


def agreements_of(session: Session, case: Case) -> list[Agreement]:
    """All agreements of the case, drafts and dropped ones included, oldest first."""
    return list(session.exec(select(Agreement).where(Agreement.case_id == case.id).order_by(col(Agreement.id))))


def draft_of(session: Session, case: Case) -> Agreement | None:
    """The draft of the case, of an agreement or of a supplement; there is one at a time."""
    return session.exec(
        select(Agreement).where(Agreement.case_id == case.id, Agreement.status == AgreementStatus.DRAFT)
    ).first()


def signed_agreement_of(session: Session, case: Case) -> Agreement | None:
    """The signed agreement of the case; its supplements amend it."""
    statement = select(Agreement).where(Agreement.case_id == case.id, col(Agreement.signed_on).is_not(None))
    return session.exec(statement.where(col(Agreement.amends_id).is_(None))).first()


def supplements_of(session: Session, first: Agreement) -> list[Agreement]:
    """The signed supplements of an agreement, in the order of their drafting."""
    statement = select(Agreement).where(Agreement.amends_id == first.id, col(Agreement.signed_on).is_not(None))
    return list(session.exec(statement.order_by(col(Agreement.id))))


def supplemented(session: Session, agreement: Agreement) -> bool:
    """Whether a signed supplement amends the agreement, or it is one itself."""
    return agreement.amends_id is not None or bool(supplements_of(session, agreement))


def settled_or_changed(session: Session, case: Case) -> bool:
    """Whether the agreement of the case is performed in full, or a supplement has changed it: nobody need be asked about it."""
    signed = signed_agreement_of(session, case)
    return signed is not None and (signed.status is AgreementStatus.PERFORMED or supplemented(session, signed))


def signatories_of(session: Session, agreement: Agreement) -> list[tuple[Signature, Party]]:
    """Who signed the agreement."""
    statement = select(Signature, Party).join(Party, col(Party.id) == Signature.party_id)
    return [
        (signature, party) for signature, party in session.exec(statement.where(Signature.agreement_id == agreement.id))
    ]


def obligations_of(session: Session, agreement: Agreement) -> list[Obligation]:
    """The terms of one agreement, in their order."""
    return list(
        session.exec(
            select(Obligation).where(Obligation.agreement_id == agreement.id).order_by(col(Obligation.position))
        )
    )


def proposals_of(session: Session, case: Case) -> list[tuple[Proposal, Obligation]]:
    """What was proposed in a case with its words, struck proposals too, in the order in which it was proposed."""
    statement = select(Proposal, Obligation).join(Obligation, col(Obligation.proposal_id) == Proposal.id)
    return list(session.exec(statement.where(Proposal.case_id == case.id).order_by(col(Proposal.id))))


def term_of(session: Session, proposal: Proposal) -> Obligation:
    """The words of a proposal, which are its term."""
    return session.exec(select(Obligation).where(Obligation.proposal_id == proposal.id)).one()


def waiting_for_draft(session: Session, case: Case) -> list[Obligation]:
    """The words of the proposals that every side has accepted and that stand in no draft yet."""
    accepted = ProposalState.ACCEPTED
    return [
        term for proposal, term in proposals_of(session, case) if proposal.state is accepted and not term.agreement_id
    ]


def acceptances_of(session: Session, proposals: Sequence[Proposal]) -> dict[UUID, dict[str, date]]:
    """Which sides accepted each proposal as it is worded now, and on which day, by its key."""
    found: dict[UUID, dict[str, date]] = {proposal.id: {} for proposal in proposals}
    statement = select(Acceptance).where(col(Acceptance.proposal_id).in_(found)).order_by(col(Acceptance.id))
    for acceptance in session.exec(statement):
        found[acceptance.proposal_id][acceptance.side] = acceptance.accepted_on
    return found


def get_proposal(session: Session, actor: Actor, case: Case, proposal_id: UUID) -> tuple[Proposal, Obligation]:
    """A proposal of a case whose terms the actor may read, with its words. Raises NotFound."""
    found = next((pair for pair in proposals_of(session, case) if pair[0].id == proposal_id), None)
    if found is None or not may(actor, Can.READ_MINUTES, case):
        raise NotFound
    return found


def in_force(session: Session, first: Agreement) -> list[Obligation]:
    """The obligations of an agreement and of its signed supplements, in order."""
    statement = (
        select(Obligation)
        .join(Agreement, col(Agreement.id) == Obligation.agreement_id)
        .where(Agreement.case_id == first.case_id, col(Agreement.signed_on).is_not(None))
        .order_by(col(Agreement.id), col(Obligation.position))
    )
    return list(session.exec(statement))


def newest_of(session: Session, obligations: Sequence[Obligation]) -> dict[UUID, Performance]:
    """What was last recorded of each obligation, by its key; nothing for those of which nothing was seen."""
    keys = [obligation.id for obligation in obligations]
    statement = select(Performance).where(col(Performance.obligation_id).in_(keys)).order_by(col(Performance.id))
    return {seen.obligation_id: seen for seen in session.exec(statement)}


def performances_of(session: Session, obligation: Obligation) -> list[Performance]:
    """Everything that was recorded of an obligation, the newest first."""
    statement = select(Performance).where(Performance.obligation_id == obligation.id)
    return list(session.exec(statement.order_by(col(Performance.id).desc())))


def states_of(session: Session, first: Agreement) -> list[State]:
    """For each obligation in force its newest state and the day on which it was seen; None = nothing seen yet."""
    obligations = in_force(session, first)
    newest = newest_of(session, obligations)
    return [(seen.state, seen.seen_on) if (seen := newest.get(each.id)) else (None, None) for each in obligations]


# --- the list ------------------------------------------------------------------------------------------------------------

PART, NEWER = AGREEMENT.alias("part"), PERFORMANCE.alias("newer")
IS_SETTLED = sa.exists().where(
    PERFORMANCE.c.obligation_id == OBLIGATION.c.id,
    PERFORMANCE.c.state.in_(SETTLED),
    ~sa.exists().where(NEWER.c.obligation_id == PERFORMANCE.c.obligation_id, NEWER.c.id > PERFORMANCE.c.id),
)
NOT_PERFORMED = sa.exists(
    sa.select(OBLIGATION.c.id)
    .select_from(OBLIGATION.join(PART, PART.c.id == OBLIGATION.c.agreement_id))
    .where(
        PART.c.case_id == AGREEMENT.c.case_id,
        PART.c.signed_on.is_not(None),
        ~IS_SETTLED,
        sa.or_(
            OBLIGATION.c.due_on < sa.bindparam("today", callable_=clock.today),
            sa.exists().where(PERFORMANCE.c.obligation_id == OBLIGATION.c.id),
        ),
    )
    .correlate(AGREEMENT)
)
"""Of the agreement something is late, or was last seen disputed or done in part."""
NEXT_DUE_ON = (
    sa.select(sa.func.min(OBLIGATION.c.due_on))
    .select_from(OBLIGATION.join(PART, PART.c.id == OBLIGATION.c.agreement_id))
    .where(PART.c.case_id == AGREEMENT.c.case_id, PART.c.signed_on.is_not(None), ~IS_SETTLED)
    .correlate(AGREEMENT)
    .scalar_subquery()
)
SIGNED = (
    sa.select(
        AGREEMENT.c.id, AGREEMENT.c.number, AGREEMENT.c.status, AGREEMENT.c.signed_on, AGREEMENT.c.performed_on,
        AGREEMENT.c.cabinet_id, AGREEMENT.c.case_id, REQUEST.c.subject, NEXT_DUE_ON.label("next_due_on"),
    )
    .select_from(
        AGREEMENT.join(CASE, CASE.c.id == AGREEMENT.c.case_id).join(REQUEST, REQUEST.c.id == CASE.c.request_id)
    )
    .where(AGREEMENT.c.signed_on.is_not(None), AGREEMENT.c.amends_id.is_(None))
)  # fmt: skip


def list_agreements(
    session: Session,
    actor: Actor,
    *,
    status: str | None = None,
    cabinet_id: UUID | None = None,
    due_from: date | None = None,
    due_to: date | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """Signed agreements whose terms the actor may read, newest first, one more than a page, each with its next due day.

    With `due_from` or `due_to` only those whose next obligation that is not yet performed falls due in these days.
    """
    statement = SIGNED.where(visible_to(actor)).order_by(AGREEMENT.c.id.desc()).limit(limit + 1)
    for column, wanted in ((AGREEMENT.c.status, status), (AGREEMENT.c.cabinet_id, cabinet_id)):
        if wanted is not None:
            statement = statement.where(column == wanted)
    if due_from is not None:
        statement = statement.where(due_from <= NEXT_DUE_ON)
    if due_to is not None:
        statement = statement.where(due_to >= NEXT_DUE_ON)
    if after is not None:
        statement = statement.where(AGREEMENT.c.id < after)
    return session.connection().execute(statement).all()


def owed_soon(session: Session, actor: Actor, due_to: date, limit: int) -> Records:
    """The actor's own agreements of which something falls due until this day or should have been done, the most urgent first."""
    statement = SIGNED.where(
        deals_with(CASE, actor.person_id, Part.CO_MEDIATOR),
        not_barred(actor, CASE.c.request_id),
        AGREEMENT.c.status == AgreementStatus.SIGNED.value,
        due_to >= NEXT_DUE_ON,
    )
    return session.connection().execute(statement.order_by(NEXT_DUE_ON, AGREEMENT.c.id).limit(limit)).all()
