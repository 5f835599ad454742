"""What the mediator of a case declares of interests in it, in which words, and what follows from a conflict.

The mediator must refuse where circumstances hinder impartiality (Law on Mediation, article 7; found). That it is declared for
each case, dated and in these words, is ours; a lawyer has not read them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.cases.inputs import DeclarationIn
from mediation_cms.cases.models import Assignment, Case, Declaration, Interest
from mediation_cms.cases.offers import decline, release
from mediation_cms.cases.workflow import CASE, CaseStatus, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.errors import Refused, stale
from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.barring import bar
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.models import Request
from mediation_cms.mediators.models import Mediator
from mediation_cms.notifications.outbox import notify
from mediation_cms.people.models import Account, Person


@dataclass(frozen=True)
class Wording:
    """The words of a declaration: that there is no conflict, that there is one, and the source."""

    none: Text
    some: Text
    source: Text


# What was declared once is read in the words of its day: a wording is never changed, a new one gets a new name.
LATEST = "2026-11"
WORDINGS: Mapping[str, Wording] = {
    LATEST: Wording(
        _(
            "I have no interest in the outcome of this matter. I am no relative of a side or its representative, do not "
            "work for them or depend on them, and know of nothing that hinders my impartiality. If I learn of anything, I "
            "declare it at once."
        ),
        _("There are circumstances that may hinder my impartiality, and I refuse the matter."),
        _("Law of the Republic of Kazakhstan on Mediation, 28 January 2011, No. 401-IV, article 7"),
    )
}


def declare(
    session: Session, actor: Actor, case: Case, given: DeclarationIn, *, told: bool = False, beside: UUID | None = None
) -> Declaration:
    """Write down what the mediator of the case declares, or one `beside` that mediator; `told` to who enters it."""
    mediator_id = beside or case.mediator_id
    if mediator_id is None:
        raise stale()
    declaration = Declaration(
        case_id=case.id,
        mediator_id=mediator_id,
        interest=given.interest,
        wording=LATEST,
        told=told,
        at=clock.now(),
        entered_by_id=actor.account_id,
    )
    seal(session, declaration, "what_sealed", given.what or None)
    session.add(declaration)
    session.flush()
    record(session, actor, "declaration.made", declaration, matter_id=case.request_id, interest=given.interest)
    return declaration


def step_aside(session: Session, actor: Actor, case: Case, declaration: Declaration) -> None:
    """Take a case without a contract from the mediator who declared a conflict, and bar them; who offered it is told."""
    mediator = session.get_one(Mediator, declaration.mediator_id)
    offer = session.exec(
        select(Assignment).where(Assignment.case_id == case.id, Assignment.mediator_id == mediator.id)
        .order_by(col(Assignment.id).desc())
    ).first()  # fmt: skip
    if case.status is CaseStatus.OFFERED:
        decline(session, case, "")
    else:
        case.status = CASE.after(case.status, CaseStep.REASSIGN)
        release(session, case, "")
    keep_out(session, actor, case, declaration)
    name = session.get_one(Person, mediator.id).name
    record(session, actor, "case.stepped_aside", case, matter_id=case.request_id, mediator=name)
    offered_by = session.get(Account, offer.offered_by_id) if offer else None
    if offered_by is not None and offered_by.person_id is not None and offered_by.id != actor.account_id:
        notify(session, offered_by.person_id, "conflict_declared", case.request_id, number=case.number)


def keep_out(session: Session, actor: Actor, case: Case, declaration: Declaration) -> None:
    """Who declared a conflict finds the matter no more."""
    request = session.get_one(Request, case.request_id)
    bar(session, actor, request, declaration.mediator_id, BarGround.DECLARED)


DECLARED = (
    select(Declaration, Person)
    .join(Person, col(Person.id) == Declaration.mediator_id)
    .where(Declaration.case_id == sa.bindparam("of"))
    .order_by(col(Declaration.id).desc())
)
INTERESTS = (
    select(Declaration.interest)
    .where(Declaration.case_id == sa.bindparam("of"), Declaration.mediator_id == sa.bindparam("by"))
    .order_by(col(Declaration.id).desc())
)


def declarations_of(session: Session, case: Case) -> list[tuple[Declaration, Person]]:
    """What was declared of the case, the newest first, and by whom."""
    return [(declaration, person) for declaration, person in session.exec(DECLARED, params={"of": case.id})]


def is_declared(session: Session, case: Case, beside: UUID | None = None) -> bool:
    """Whether the mediator of the case, or one `beside`, declared that there is no conflict, and nothing else since."""
    asked = {"of": case.id, "by": beside or case.mediator_id}
    return session.exec(INTERESTS, params=asked).first() is Interest.NONE


def undeclared_beside(session: Session, case: Case) -> list[str]:
    """The names of the co-mediators who have not declared that there is no conflict of interest."""
    missing = [key for key in case.co_mediators if not is_declared(session, case, key)]
    return sorted(session.get_one(Person, key).name for key in missing)


def missing_beside(names: list[str]) -> Text:
    """That co-mediators have not declared yet, and where they do."""
    said = ", ".join(names)
    return _("Co-mediators who have not declared yet: %(names)s. Each declares on the page of the case.", names=said)


def require_declared(session: Session, case: Case) -> None:
    """Refuse a contract before the mediator has declared that there is no conflict of interest."""
    if not is_declared(session, case):
        raise Refused(
            _("The declaration on conflicts of interest is missing. Make it on the page of the case, then go on.")
        )


def require_declared_beside(session: Session, case: Case) -> None:
    """Refuse a contract that names a co-mediator who has not declared: the law asks each mediator (article 7)."""
    if names := undeclared_beside(session, case):
        raise Refused(missing_beside(names))


def what_is_declared(session: Session, declaration: Declaration) -> str:
    """What the conflict is, in the words of the mediator; empty where there is none."""
    return unseal(session, declaration, "what_sealed") or ""


def words_of(declaration: Declaration) -> Text:
    """What was declared, in the words of its day."""
    wording = WORDINGS[declaration.wording]
    return wording.none if declaration.interest is Interest.NONE else wording.some
