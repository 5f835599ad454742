"""Reading applications to registers, and what the law of a day says of one."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.access.sight import in_sight
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.models import Course
from mediation_cms.certification.validity import stands_on
from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.core.db import Records, table_of, unseal
from mediation_cms.core.errors import NotFound
from mediation_cms.core.paging import Order
from mediation_cms.law.models import Certainty
from mediation_cms.law.queries import codes, versions, working_calendar
from mediation_cms.law.rules import age_on
from mediation_cms.mediators.application_models import HIGHER, DocumentSeen, RegisterApplication, Shown
from mediation_cms.mediators.application_rules import Applicant, Finding, Law, Reply, Training, findings
from mediation_cms.mediators.application_workflow import OPEN, ApplicationStatus
from mediation_cms.mediators.models import MediatorKind, RegisterKind
from mediation_cms.mediators.rules import Demand
from mediation_cms.people.models import Person, Role

PAGE = 50
READERS = frozenset({Role.REGISTER_KEEPER, Role.AUDITOR})
APPLICATION, PERSON = table_of(RegisterApplication), table_of(Person)
WINDOW = "mediator.public.application_working_days"
EXCLUSION = "mediator.exclusion."
LABEL = re.compile(r"(?P<series>.+)-(?P<number>\d{1,9})")
BY_DAY = Order(APPLICATION.c.received_on, APPLICATION.c.id, falling=True)
LISTED = sa.select(
    APPLICATION.c.id, APPLICATION.c.status, APPLICATION.c.register_kind, APPLICATION.c.kind, APPLICATION.c.district_id,
    APPLICATION.c.received_on, APPLICATION.c.announced_on, APPLICATION.c.decided_on, PERSON.c.surname, PERSON.c.given_name,
    PERSON.c.patronymic,
).join(PERSON, PERSON.c.id == APPLICATION.c.person_id)  # fmt: skip


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Applications to registers of the places that a keeper keeps or an auditor looks after: they are not public."""
    return in_sight(actor, READERS, APPLICATION.c.district_id)


def get_application(session: Session, actor: Actor, application_id: UUID) -> RegisterApplication:
    """One application. Raises NotFound."""
    wanted = select(RegisterApplication).where(RegisterApplication.id == application_id, visible_to(actor))
    found = session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Wanted:
    """Which applications a list shows: the open ones unless a status or `over` is asked for."""

    districts: Iterable[UUID] | None = None
    status: ApplicationStatus | None = None
    kind: MediatorKind | None = None
    register_kind: RegisterKind | None = None
    over: bool = False


def list_applications(
    session: Session, actor: Actor, wanted: Wanted, *, after: UUID | None = None, limit: int = PAGE
) -> Records:
    """Applications that the actor may see, the newest first, one more than a page."""
    statement = BY_DAY.page(session, LISTED.where(visible_to(actor)), after, limit)
    for name in ("status", "kind", "register_kind"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(APPLICATION.c[name] == value)
    if wanted.status is None and not wanted.over:
        statement = statement.where(APPLICATION.c.status.in_(OPEN))
    if wanted.districts is not None:
        statement = statement.where(APPLICATION.c.district_id.in_(wanted.districts))
    return session.connection().execute(statement).all()


def documents_of(session: Session, application: RegisterApplication) -> dict[Shown, DocumentSeen]:
    """Which documents were seen, when and by whom."""
    seen = select(DocumentSeen).where(DocumentSeen.application_id == application.id)
    return {document.what: document for document in session.exec(seen)}


def replies_of(session: Session, application: RegisterApplication) -> dict[str, Reply]:
    """What was answered about each ground of exclusion, by the name of its rule."""
    kept = json.loads(unseal(session, application, "answers_sealed") or "{}")
    return {code: Reply(reply) for code, reply in kept.items()}


def exclusions(session: Session, on: date) -> dict[str, Demand]:
    """The grounds on which nobody mediates on that day, by the last word of their rules; the words ask for each."""
    found = {}
    for code in codes(session):
        if code.startswith(EXCLUSION) and (demand := demand_of(session, code, on)):
            found[code.removeprefix(EXCLUSION)] = demand
    return found


def demand_of(session: Session, code: str, on: date) -> Demand | None:
    """What a rule asks on that day."""
    rule = in_force(versions(session, code), on)
    if rule is None:
        return None
    return Demand(rule.value, rule.words, rule.source, rule.certainty is Certainty.FOUND, rule.certainty)


def last_day_for_documents(session: Session, announced_on: date | None) -> date | None:
    """The last day on which documents are taken after an announcement; None where no day or no rule is known."""
    window = in_force(versions(session, WINDOW), announced_on) if announced_on else None
    return working_calendar(session).after(announced_on, window.value) if window and announced_on else None


@dataclass(frozen=True)
class OurCertificate:
    """A certificate of ours, and the course for which it was given where the list knows it."""

    certificate: Certificate
    course: Course | None


def certificate_with(session: Session, label: str) -> OurCertificate | None:
    """Our certificate with this number (63-2022-000017); None where we have given none."""
    parts = LABEL.fullmatch(label.strip())
    if parts is None:
        return None
    same = (Certificate.series == parts["series"], Certificate.number == int(parts["number"]))
    found = session.exec(select(Certificate).where(*same)).first()
    return _with_course(session, found) if found else None


def _with_course(session: Session, certificate: Certificate) -> OurCertificate:
    return OurCertificate(certificate, session.get(Course, certificate.course_id) if certificate.course_id else None)


def training_of(session: Session, application: RegisterApplication, on: date) -> Training | None:
    """The training of an applicant, with what the rules of the first day of the course ask, and whether it stands on a day."""
    ours = session.get(Certificate, application.certificate_id) if application.certificate_id else None
    course = _with_course(session, ours).course if ours else None
    stands = ours.id in {each.id for each in stands_on(session, ours.person_id, on)} if ours else None
    if course is not None:
        programme, hours, begun = course.kind, course.academic_hours, course.starts_on
    elif application.training_no or application.training_programme:
        first = application.training_from or application.training_on or application.received_on
        programme, hours, begun = application.training_programme, application.training_hours, first  # type: ignore[assignment]  # may lack
    else:
        return None
    asked = demand_of(session, f"course.{programme}.hours", begun) if programme else None
    return Training(programme, hours, asked, stands)


def check(session: Session, application: RegisterApplication, on: date | None = None) -> list[Finding]:
    """Each demand of the law of that day (today while nothing is decided, then the day of the decision) with what is shown."""
    day = on or application.act_on or application.decided_on or clock.today()
    person = session.get_one(Person, application.person_id)
    last = last_day_for_documents(session, application.announced_on)
    applicant = Applicant(
        age=age_on(person.born_on, day) if person.born_on else None,
        higher=application.education in HIGHER if application.education else None,
        training=training_of(session, application, day),
        retired_judge=application.retired_judge,
        elected=_elected(application),
        in_time=application.received_on <= last if last else None,
        replies=replies_of(session, application),
        seen=frozenset(what.value for what in documents_of(session, application)),
        last_day=last,
    )
    return findings(application.kind, applicant, _law(session, application, day))


def _elected(application: RegisterApplication) -> bool | None:
    """Whether the local community has elected: more votes for than against; None while the protocol is not entered."""
    votes = application.votes_for, application.votes_against
    if None in votes or not (application.elected_on and application.elected_by and application.protocol_no):
        return None
    return (application.votes_for or 0) > (application.votes_against or 0)


def _law(session: Session, application: RegisterApplication, day: date) -> Law:
    of = f"mediator.{application.kind.value}"
    return Law(
        of_age=demand_of(session, "person.adult_age", day),
        age=demand_of(session, f"{of}.min_age", day),
        requirements=demand_of(session, f"{of}.requirements", day),
        courses=demand_of(session, f"{of}.courses", day),
        without_course=demand_of(session, f"{of}.without_course", day),
        documents=demand_of(session, f"{of}.documents", day),
        window=demand_of(session, f"{of}.application_working_days", application.announced_on or day),
        register=demand_of(session, f"register.{application.register_kind.value}.kinds", day),
        exclusions=exclusions(session, day),
    )


def application_of(session: Session, entry_id: UUID) -> RegisterApplication | None:
    """The application by which an entry came to be."""
    return session.exec(select(RegisterApplication).where(col(RegisterApplication.entry_id) == entry_id)).first()
