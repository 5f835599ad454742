"""What administrators of the republic do to the library of clauses. A clause never goes: it ends on a day."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.administration.catalogues import STEP, moved
from mediation_cms.administration.inputs import ClauseIn
from mediation_cms.administration.rules import code_of
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.disputes.clauses import all_clauses, clauses_for
from mediation_cms.disputes.models import Catalogue, Clause
from mediation_cms.disputes.queries import codes

MOST_SIGNS = 60


def add_clause(session: Session, actor: Actor, given: ClauseIn) -> Clause:
    """A new clause, the last of its dispute type. Its code is made of the type and of what the clause is for."""
    authorize(actor, Can.MANAGE_CATALOGUES)
    _must_be_sound(session, given)
    known = all_clauses(session)
    code = code_of(given.purpose, given.dispute_code or "all", {clause.code for clause in known}, MOST_SIGNS)
    last = max((clause.position for clause in known if clause.dispute_code == given.dispute_code), default=0)
    clause = Clause(**given.model_dump(), code=code, position=last + STEP)
    session.add(clause)
    session.flush()
    record(session, actor, "clause.added", clause, code=clause.code, name=clause.name_kk)
    return clause


def change_clause(session: Session, actor: Actor, clause: Clause, given: ClauseIn) -> None:
    """Other words, another dispute type, other days. Terms that were taken from it before keep their own words."""
    authorize(actor, Can.MANAGE_CATALOGUES)
    _must_be_sound(session, given, clause)
    changed = put(clause, given.model_dump())
    session.add(clause)
    record(session, actor, "clause.changed", clause, code=clause.code, name=clause.name_kk, changed=changed)


def move_clause(session: Session, actor: Actor, clause: Clause, *, up: bool) -> None:
    """One place up or down among the clauses of its dispute type. At the end of its list it stays where it is."""
    authorize(actor, Can.MANAGE_CATALOGUES)
    place = moved(session, clauses_for(session, clause.dispute_code), clause, up=up)
    if place is None:
        return
    record(session, actor, "clause.moved", clause, code=clause.code, name=clause.name_kk, position=place)


def _must_be_sound(session: Session, given: ClauseIn, clause: Clause | None = None) -> None:
    kept = clause.dispute_code if clause else ""
    if given.dispute_code not in {"", kept, *codes(session, Catalogue.DISPUTE_TYPE, clock.today())}:
        raise Invalid({"dispute_code": NO_SUCH_CHOICE})
    if given.since and given.until and given.until <= given.since:
        raise Invalid({"until": _("The last day is before the first. Correct one of them.")})
