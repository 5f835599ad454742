"""Applications to registers."""

from collections.abc import Mapping

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.mediators.application_actions import (
    complete_application,
    mark_checked,
    note_documents,
    receive_application,
)
from mediation_cms.mediators.application_inputs import AdmissionIn, ApplicationIn, DocumentsIn, EducationIn
from mediation_cms.mediators.application_models import RegisterApplication
from mediation_cms.mediators.inputs import PracticeIn
from mediation_cms.places.models import Unit
from tests.make.mediators import person_in

REPLIES = dict.fromkeys(("public_servant", "incapable", "prosecuted", "convicted"), "no")
PROFESSIONAL = {
    "education": "higher", "institution": "ҚазҰУ", "graduated_in": "2001", "training_no": "77-А",
    "training_issuer": "«Медиация» орталығы", "training_programme": "general", "training_hours": "72",
    "training_from": "02.02.2026", "training_on": "20.02.2026",
    "replies": REPLIES,
}  # fmt: skip
PUBLIC = {
    "elected_by": "Меновное ауылының жергілікті қоғамдастық жиналысы", "elected_on": "12.03.2026", "protocol_no": "5",
    "votes_for": "120", "votes_against": "3", "replies": REPLIES,
}  # fmt: skip


def application_in(**more: object) -> ApplicationIn:
    """A professional mediator who asks on 2 March 2026 to stand in the register of the ANK."""
    given = {"kind": "professional", "received_on": "02.03.2026", "identity": "card", "identity_seen_on": "02.03.2026"}
    return ApplicationIn.checked(given | more)


def application(
    session: Session,
    actor: Actor,
    place: Unit,
    *,
    born_on: str = "01.02.1980",
    name: str = "Сейітқали Айгүл",
    who: Mapping[str, object] | None = None,
    **more: object,
) -> RegisterApplication:
    """An application as it came in."""
    person = person_in(name, **({"born_on": born_on} | dict(who or {})))
    return receive_application(session, actor, place, person, PracticeIn(languages=["kk"]), application_in(**more))


def complete(session: Session, actor: Actor, found: RegisterApplication, **more: object) -> RegisterApplication:
    """The same with everything that is asked of its kind, all documents seen, and checked."""
    usual = PROFESSIONAL if found.kind == "professional" else PUBLIC
    complete_application(session, actor, found, EducationIn.checked(usual | more))
    day = f"{found.received_on:%d.%m.%Y}"
    seen = ("identity", "diploma", "training", "medical", "no_conviction", "protocol")
    note_documents(session, actor, found, DocumentsIn.checked({"seen": dict.fromkeys(seen, day)}))
    mark_checked(session, actor, found)
    return found


def admission(**more: object) -> AdmissionIn:
    """A decision of 16 March 2026."""
    given = {
        "number": "63-77", "since": "17.03.2026", "act_no": "4", "act_on": "16.03.2026", "act_by": "Комиссия", "ground": "9-бап",
    }  # fmt: skip
    return AdmissionIn.checked(given | more)
