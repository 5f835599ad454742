"""Reading cases, meetings and notes."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.cases.models import Answer, Assignment, Case, Declaration, Meeting, PrivateNote
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.intake import queries as intake
from mediation_cms.intake.companion_models import Companion, Part
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import PAGE
from mediation_cms.people.models import Account, Person, Role, RoleHeld

CASE = table_of(Case)
REQUEST = table_of(Request)
PERSON = table_of(Person)
ACCOUNT, HELD = table_of(Account), table_of(RoleHeld)
COMPANION, DECLARATION = table_of(Companion), table_of(Declaration)
ON = sa.bindparam("on", type_=sa.Date)
JOINED = CASE.join(REQUEST, REQUEST.c.id == CASE.c.request_id).outerjoin(PERSON, PERSON.c.id == CASE.c.mediator_id)
OPEN = (CaseStatus.ADMITTED, CaseStatus.OFFERED, CaseStatus.IN_WORK, CaseStatus.IN_MEDIATION)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The cases that the actor may see: as requests, all of the places that a desk role covers, and the actor's own."""
    return intake.visible_to(actor, CASE)


IN_SIGHT = select(Case).where(intake.lies_in_sight(CASE))
OF_KEY = IN_SIGHT.where(CASE.c.id == sa.bindparam("of"))
OF_REQUEST = IN_SIGHT.where(CASE.c.request_id == sa.bindparam("of"))


def get_case(session: Session, actor: Actor, case_id: UUID) -> Case:
    """One case that the actor may see. Raises NotFound."""
    found = session.exec(OF_KEY, params={"of": case_id, **intake.sight(actor)}).first()
    if found is None:
        raise NotFound
    return found


def case_of(session: Session, actor: Actor, request: Request) -> Case | None:
    """The case of a request, if it was admitted and the actor may see it."""
    return session.exec(OF_REQUEST, params={"of": request.id, **intake.sight(actor)}).first()


COLUMNS = (
    CASE.c.id, CASE.c.number, CASE.c.status, CASE.c.outcome, CASE.c.due_on, CASE.c.ended_on, CASE.c.cabinet_id,
    REQUEST.c.subject, REQUEST.c.received_on,
    PERSON.c.surname.label("mediator_surname"), PERSON.c.given_name.label("mediator_given_name"),
)  # fmt: skip


def list_cases(
    session: Session,
    actor: Actor,
    *,
    status: str | None = None,
    cabinet_id: UUID | None = None,
    mediator_id: UUID | None = None,
    due_to: date | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """Cases that the actor may see, newest first, one more than a page; with `due_to` the mediations that must end until then."""
    statement = (
        sa.select(*COLUMNS).select_from(JOINED).where(visible_to(actor)).order_by(CASE.c.id.desc()).limit(limit + 1)
    )
    for column, wanted in ((CASE.c.status, status), (CASE.c.cabinet_id, cabinet_id), (CASE.c.mediator_id, mediator_id)):
        if wanted is not None:
            statement = statement.where(column == wanted)
    if due_to is not None:
        statement = statement.where(CASE.c.status == CaseStatus.IN_MEDIATION.value, CASE.c.due_on <= due_to)
    if after is not None:
        statement = statement.where(CASE.c.id < after)
    return session.connection().execute(statement).all()


# --- what waits on a desk ------------------------------------------------------------------------------------------------

ASSIGNMENT = table_of(Assignment)
WAITING = (
    sa.select(*COLUMNS, ASSIGNMENT.c.answer_by)
    .select_from(
        JOINED.join(ASSIGNMENT, sa.and_(ASSIGNMENT.c.case_id == CASE.c.id, ASSIGNMENT.c.answer == Answer.WAITING.value))
    )
    .where(CASE.c.status == CaseStatus.OFFERED.value)
    .order_by(ASSIGNMENT.c.answer_by, CASE.c.id)
)
RUNNING = (
    sa.select(*COLUMNS)
    .select_from(JOINED)
    .where(CASE.c.status == CaseStatus.IN_MEDIATION.value)
    .order_by(CASE.c.due_on, CASE.c.id)
)
ACCEPTED = (
    sa.select(*COLUMNS).select_from(JOINED).where(CASE.c.status == CaseStatus.IN_WORK.value).order_by(CASE.c.id.desc())
)
ASKED_TO_DECLARE = (
    sa.select(*COLUMNS)
    .select_from(JOINED)
    .join(COMPANION, sa.and_(COMPANION.c.request_id == CASE.c.request_id, COMPANION.c.until.is_(None)))
    .where(COMPANION.c.part == Part.CO_MEDIATOR.value, COMPANION.c.mediator_id == sa.bindparam("me"))
    .where(CASE.c.status.in_([CaseStatus.IN_WORK.value, CaseStatus.IN_MEDIATION.value]))
    .where(~sa.exists().where(DECLARATION.c.case_id == CASE.c.id, DECLARATION.c.mediator_id == COMPANION.c.mediator_id))
    .order_by(CASE.c.id.desc())
)
UNASSIGNED = (
    sa.select(*COLUMNS)
    .select_from(JOINED)
    .where(CASE.c.status == CaseStatus.ADMITTED.value)
    .order_by(REQUEST.c.received_on, CASE.c.id)
)


def waiting_offers(
    session: Session, actor: Actor, limit: int, *, mediator_id: UUID | None = None, answer_before: date | None = None
) -> Records:
    """Offers that wait for an answer, the most urgent first: of one mediator, or those whose day has passed."""
    statement = WAITING if mediator_id is None else WAITING.where(CASE.c.mediator_id == mediator_id)
    statement = statement.where(visible_to(actor)).limit(limit)
    if answer_before is not None:
        statement = statement.where(ASSIGNMENT.c.answer_by < answer_before)
    return session.connection().execute(statement).all()


def running(
    session: Session, actor: Actor, limit: int, *, mediator_id: UUID | None = None, due_to: date | None = None
) -> Records:
    """Mediations by the last day of their term, the nearest first: all, or those that one mediator conducts."""
    statement = RUNNING if mediator_id is None else RUNNING.where(_conducted_by(mediator_id))
    statement = statement.where(visible_to(actor)).limit(limit)
    if due_to is not None:
        statement = statement.where(CASE.c.due_on <= due_to)
    return session.connection().execute(statement).all()


def accepted(session: Session, actor: Actor, limit: int, *, mediator_id: UUID) -> Records:
    """Cases without a contract that a mediator conducts, newest first."""
    statement = ACCEPTED.where(visible_to(actor), _conducted_by(mediator_id)).limit(limit)
    return session.connection().execute(statement).all()


def asked_to_declare(session: Session, actor: Actor, limit: int, *, mediator_id: UUID) -> Records:
    """Cases in which a mediator conducts beside another and has declared nothing yet, newest first."""
    statement = ASKED_TO_DECLARE.where(visible_to(actor)).limit(limit)
    return session.connection().execute(statement, {"me": mediator_id}).all()


def unassigned(session: Session, actor: Actor, limit: int) -> Records:
    """Cases that wait for a mediator, the one that came in first on top."""
    return session.connection().execute(UNASSIGNED.where(visible_to(actor)).limit(limit)).all()


def _conducted_by(mediator_id: UUID) -> sa.ColumnElement[bool]:
    return intake.deals_with(CASE, mediator_id, Part.CO_MEDIATOR)


def count_open(session: Session, actor: Actor, status: CaseStatus) -> int:
    """How many open cases in this state the actor sees: a bounded set, so it may be counted."""
    statement = sa.select(sa.func.count()).select_from(CASE).where(CASE.c.status == status.value, visible_to(actor))
    found: int = session.connection().execute(statement).scalar_one()
    return found


def open_cases_of(session: Session, mediators: list[UUID]) -> dict[UUID, int]:
    """How many open cases each of these mediators has, offers included; who has none is not in it."""
    statement = (
        sa.select(CASE.c.mediator_id, sa.func.count())
        .where(CASE.c.mediator_id.in_(mediators), CASE.c.status.in_(OPEN))
        .group_by(CASE.c.mediator_id)
    )
    return {row[0]: row[1] for row in session.connection().execute(statement)}


WORK_HERE = (
    sa.select(ACCOUNT.c.person_id)
    .join_from(ACCOUNT, HELD, HELD.c.account_id == ACCOUNT.c.id)
    .where(ACCOUNT.c.person_id.is_not(None), ACCOUNT.c.disabled_on.is_(None), HELD.c.role == Role.MEDIATOR)
    .where(HELD.c.since <= ON, sa.or_(HELD.c.until.is_(None), HELD.c.until > ON))
)
"""Who signs in as a mediator on the day `on`."""
AMONG = WORK_HERE.where(ACCOUNT.c.person_id.in_(sa.bindparam("among", expanding=True)))


def who_works_here(session: Session, mediators: Sequence[UUID], on: date) -> set[UUID]:
    """Those of these mediators who sign in, as mediators, on that day: only they see an offer and answer it themselves."""
    return set(session.connection().scalars(AMONG, {"on": on, "among": mediators}))


MEETINGS = (
    select(Meeting)
    .where(Meeting.case_id == sa.bindparam("of"))
    .order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())
)
NOTES = (
    select(PrivateNote)
    .where(PrivateNote.case_id == sa.bindparam("of"), PrivateNote.author_id == sa.bindparam("by"))
    .order_by(col(PrivateNote.id).desc())
)
ASSIGNMENTS = (
    select(Assignment, Person)
    .join(Person, col(Person.id) == Assignment.mediator_id)
    .where(Assignment.case_id == sa.bindparam("of"))
    .order_by(col(Assignment.id).desc())
)


def meetings_of(session: Session, case: Case) -> list[Meeting]:
    """The meetings of a case, newest first."""
    return list(session.exec(MEETINGS, params={"of": case.id}))


def notes_of(session: Session, actor: Actor, case: Case) -> list[PrivateNote]:
    """The private notes that this very actor wrote on the case; nobody reads those of another."""
    return list(session.exec(NOTES, params={"of": case.id, "by": actor.account_id}))


def assignments_of(session: Session, case: Case) -> list[tuple[Assignment, Person]]:
    """To whom the case was offered, newest first, with the answers."""
    return [(assignment, person) for assignment, person in session.exec(ASSIGNMENTS, params={"of": case.id})]
