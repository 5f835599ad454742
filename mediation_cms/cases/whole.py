"""A matter in one piece, read in one statement: every page of a matter asks for it."""

from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.cases.models import Case, Contract, Extension
from mediation_cms.cases.queries import CASE
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import REQUEST, lies_in_sight, sight
from mediation_cms.people.models import Person


class Whole(NamedTuple):
    """A request with the case it became, the contract of the mediation, its one extension, and who conducts it."""

    request: Request
    case: Case | None
    contract: Contract | None
    extension: Extension | None
    mediator: Person | None


WHOLE = (
    select(Request, Case, Contract, Extension, Person)  # type: ignore[call-overload]  # SQLModel's types end at four
    .select_from(Request)
    .outerjoin(Case, sa.and_(CASE.c.request_id == REQUEST.c.id, lies_in_sight(CASE)))
    .outerjoin(Contract, col(Contract.case_id) == CASE.c.id)
    .outerjoin(Extension, col(Extension.contract_id) == col(Contract.id))
    .outerjoin(Person, col(Person.id) == CASE.c.mediator_id)
    .where(lies_in_sight(REQUEST))
)
OF_REQUEST = WHOLE.where(REQUEST.c.id == sa.bindparam("of"))
OF_CASE = WHOLE.where(CASE.c.id == sa.bindparam("of"))


def whole_of_request(session: Session, actor: Actor, request_id: UUID) -> Whole:
    """The matter of a request that the actor may see. Raises NotFound."""
    return _one(session, actor, OF_REQUEST, request_id)


def whole_of_case(session: Session, actor: Actor, case_id: UUID) -> Whole:
    """The matter of a case that the actor may see. Raises NotFound."""
    return _one(session, actor, OF_CASE, case_id)


def _one(session: Session, actor: Actor, statement: Any, key: UUID) -> Whole:
    found = session.exec(statement, params={"of": key, **sight(actor)}).first()
    if found is None:
        raise NotFound
    return Whole(*found)
