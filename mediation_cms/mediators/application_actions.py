"""What people do to applications to registers: take one, complete it, note which documents were seen, check, decide.

Whoever is admitted comes into the register by `add_mediator`, the one way in.
"""

import json
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid, Refused, stale
from mediation_cms.core.i18n import Text, _
from mediation_cms.mediators.actions import add_mediator
from mediation_cms.mediators.application_inputs import (
    AdmissionIn,
    ApplicationIn,
    DocumentsIn,
    EducationIn,
    RefusalIn,
    WithdrawalIn,
)
from mediation_cms.mediators.application_models import DocumentSeen, RegisterApplication, Shown
from mediation_cms.mediators.application_queries import (
    certificate_with,
    check,
    documents_of,
    exclusions,
    last_day_for_documents,
)
from mediation_cms.mediators.application_rules import refusing
from mediation_cms.mediators.application_workflow import APPLICATION, OPEN, ApplicationStatus, ApplicationStep
from mediation_cms.mediators.entries import entry_fields, practice_fields
from mediation_cms.mediators.inputs import EntryIn, PracticeIn
from mediation_cms.mediators.models import KEPT_BY, Mediator, MediatorKind, RegisterEntry, RegisterKind
from mediation_cms.mediators.rules import Asked
from mediation_cms.people.inputs import IdentifiedPersonIn
from mediation_cms.people.models import Organisation, Person
from mediation_cms.people.queries import with_iin
from mediation_cms.people.records import person_from
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit
from mediation_cms.places.queries import tree

IN_THE_WINDOW = frozenset({Shown.DIPLOMA, Shown.MEDICAL, Shown.NO_CONVICTION})
"""Documents that come with the application of a public mediator; the election follows afterwards."""
OWN = {"register_kind", "kind", "organisation"}


# --- in ----------------------------------------------------------------------------------------------------------------


def receive_application(
    session: Session,
    actor: Actor,
    place: Place | Unit,
    who: IdentifiedPersonIn,
    practice: PracticeIn,
    given: ApplicationIn,
) -> RegisterApplication:
    """Take the application of somebody who wishes to stand in a register of the district.

    Invalid beside the day when documents are no longer taken; Refused while another such application is open.
    """
    authorize(actor, Can.KEEP_REGISTER, place)
    last = last_day_for_documents(session, given.announced_on) if given.kind is MediatorKind.PUBLIC else None
    if last and given.received_on > last:
        raise Invalid({"received_on": _too_late(last)})
    entry = EntryIn.model_construct(since=given.received_on, **given.model_dump(include=OWN))
    lies = {name: entry_fields(session, place, entry)[name] for name in ("district_id", "organisation_id")}
    person = _known(session, who) or person_from(session, who)
    application = RegisterApplication(
        person_id=person.id,
        received_by_id=actor.account_id,
        **lies,
        **practice_fields(session, practice),
        **given.model_dump(include={"register_kind", "kind", "announced_on", "received_on", "identity"}),
    )
    _refuse_second(session, application)
    _write(session, application, ApplicationStatus.RECEIVED)
    if given.identity_seen_on:
        _see(session, actor, application, Shown.IDENTITY, given.identity_seen_on)
    record(session, actor, "application.received", application, name=person.name, **_said(application))
    return application


def complete_application(session: Session, actor: Actor, application: RegisterApplication, given: EducationIn) -> None:
    """Enter what the applicant says of education, training, election and grounds of exclusion. What was checked is open again.

    Invalid beside the number of a certificate of ours that was given to somebody else.
    """
    authorize(actor, Can.KEEP_REGISTER, application)
    then = _after(session, application, ApplicationStep.CHANGE)
    fields = given.model_dump(exclude={"replies"}) | {"certificate_id": None}
    ours = certificate_with(session, given.training_no)
    if ours is not None:
        holder = session.get_one(Person, ours.certificate.person_id)
        if not _same(holder, session.get_one(Person, application.person_id)):
            raise Invalid({"training_no": _("This certificate of ours was given to %(name)s.", name=holder.name)})
        fields |= {"certificate_id": ours.certificate.id, "training_on": ours.certificate.issued_on}
    changed = put(application, fields)
    changed.pop("certificate_id", None)
    asked = exclusions(session, clock.today())
    replies = {code: reply.value for code, reply in given.replies.items() if reply is not None and code in asked}
    seal(session, application, "answers_sealed", json.dumps(replies) if replies else None)
    _write(session, application, then)
    record(session, actor, "application.completed", application, changed=changed)


def note_documents(session: Session, actor: Actor, application: RegisterApplication, given: DocumentsIn) -> None:
    """Note on which day which document was seen. Invalid for one that came after the last day for documents."""
    authorize(actor, Can.KEEP_REGISTER, application)
    then = _after(session, application, ApplicationStep.CHANGE)
    last = last_day_for_documents(session, application.announced_on)
    if application.kind is MediatorKind.PUBLIC and last:
        late = [what for what in IN_THE_WINDOW if (day := given.seen.get(what)) and day > last]
        if late:
            raise Invalid({f"seen-{what.value}": _too_late(last) for what in sorted(late)})
    held = documents_of(session, application)
    for what in Shown:
        day = given.seen.get(what)
        if day is None and what in held:
            session.delete(held[what])
            session.flush()
        elif day is not None and (what not in held or held[what].on != day):
            if what in held:
                session.delete(held[what])
                session.flush()
            _see(session, actor, application, what, day)
    _write(session, application, then)
    seen = [what.value for what in Shown if given.seen.get(what)]
    record(session, actor, "application.documents_seen", application, what=seen)


def ask_for_documents(session: Session, actor: Actor, application: RegisterApplication) -> None:
    """Note that documents are missing and were asked for."""
    authorize(actor, Can.KEEP_REGISTER, application)
    then = _after(session, application, ApplicationStep.AWAIT)
    _write(session, application, then)
    record(session, actor, "application.awaits", application)


def mark_checked(session: Session, actor: Actor, application: RegisterApplication) -> None:
    """Note that the application is checked and waits for the decision. Refused while the identity document was not seen."""
    authorize(actor, Can.KEEP_REGISTER, application)
    if Shown.IDENTITY not in documents_of(session, application):
        raise Refused(_("The identity document was not seen yet. Look at it and note the day."))
    then = _after(session, application, ApplicationStep.CHECK)
    _write(session, application, then)
    record(session, actor, "application.checked", application)


# --- decided -----------------------------------------------------------------------------------------------------------


def admit_applicant(
    session: Session, actor: Actor, application: RegisterApplication, given: AdmissionIn
) -> RegisterEntry:
    """Enter the applicant in the register by a decision. Refused when a demand of that day is certainly not met.

    What is uncertain or cannot be told does not refuse: it stands in the history that it was so.
    """
    authorize(actor, Can.KEEP_REGISTER, application)
    then = _after(session, application, ApplicationStep.ADMIT)
    found = check(session, application, given.since)
    first = refusing(found)
    if first is not None:
        raise Refused(first.sentence)
    person = session.get_one(Person, application.person_id)
    entry = add_mediator(
        session, actor, tree(session).unit(application.district_id), person, _practice(session, application),
        _entry_in(session, application, given),
    )  # fmt: skip
    _decide(session, actor, application, then, given)
    application.entry_id = entry.id
    warned = [finding.code for finding in found if finding.warns]
    record(
        session, actor, "application.admitted", application, name=person.name, number=entry.number, since=given.since,
        ground=given.ground, act_no=given.act_no, act_on=given.act_on, act_by=given.act_by, warned=warned,
    )  # fmt: skip
    return entry


def refuse_applicant(session: Session, actor: Actor, application: RegisterApplication, given: RefusalIn) -> None:
    """Refuse admission by a decision, with the ground."""
    authorize(actor, Can.KEEP_REGISTER, application)
    then = _after(session, application, ApplicationStep.REFUSE)
    _decide(session, actor, application, then, given)
    record(
        session, actor, "application.refused", application, ground=given.ground, act_no=given.act_no, act_on=given.act_on,
        act_by=given.act_by,
    )  # fmt: skip


def withdraw_application(session: Session, actor: Actor, application: RegisterApplication, given: WithdrawalIn) -> None:
    """Note that the applicant no longer asks."""
    authorize(actor, Can.KEEP_REGISTER, application)
    then = _after(session, application, ApplicationStep.WITHDRAW)
    _decide(session, actor, application, then, given)
    record(session, actor, "application.withdrawn", application, on=given.decided_on, ground=given.ground)


# --- what they share ---------------------------------------------------------------------------------------------------


def _too_late(last: date) -> Text:
    """What is said to who comes after the last day."""
    return _("Documents were accepted until %(date)s. The candidate may take part in the next election.", date=last)


def _after(session: Session, application: RegisterApplication, step: ApplicationStep) -> ApplicationStatus:
    """Where the step leads. Refused when a colleague was faster."""
    session.refresh(application, with_for_update=True)
    return APPLICATION.after(application.status, step)


def _decide(
    session: Session,
    actor: Actor,
    application: RegisterApplication,
    then: ApplicationStatus,
    given: AdmissionIn | RefusalIn | WithdrawalIn,
) -> None:
    said = given.model_dump(include={"act_no", "act_on", "act_by", "ground"})
    decided_on = given.decided_on if isinstance(given, WithdrawalIn) else given.act_on
    if decided_on < application.received_on:
        field = "decided_on" if isinstance(given, WithdrawalIn) else "act_on"
        raise Invalid({field: _("The application came in later. Check both days.")})
    application.sqlmodel_update(
        said | {"decided_on": decided_on, "decided_at": clock.now(), "decided_by_id": actor.account_id}
    )
    _write(session, application, then)


def _entry_in(session: Session, application: RegisterApplication, given: AdmissionIn) -> EntryIn:
    of = session.get(Organisation, application.organisation_id) if application.organisation_id else None
    return EntryIn(
        register_kind=application.register_kind,
        kind=application.kind,
        number=given.number,
        organisation=of.name if of else "",
        since=given.since,
        ground_in=given.ground,
        certificate_no=application.training_no,
        certificate_on=application.training_on,
        act_in_no=given.act_no,
        act_in_on=given.act_on,
        act_in_by=given.act_by,
        in_spite_of=list(Asked),  # the check before the decision has refused what refuses, and said the rest
        in_spite_ground=given.ground or f"№ {given.act_no}",
    )


def _practice(session: Session, application: RegisterApplication) -> PracticeIn:
    """Where and how the applicant wishes to work; whoever is a mediator already keeps what stands on the card beside it."""
    held = session.get(Mediator, application.person_id)
    if held is None:
        return PracticeIn.model_validate(application.model_dump(include=set(PracticeIn.model_fields)))
    return PracticeIn(
        cabinet_id=application.cabinet_id or held.cabinet_id,
        languages=_both(held.languages, application.languages),
        # Nothing chosen means every kind of dispute, and is not narrowed by a further application.
        dispute_codes=_both(held.dispute_codes, application.dispute_codes) if held.dispute_codes else [],
    )


def _both(held: list[str], asked: list[str]) -> list[str]:
    return list(dict.fromkeys((*held, *asked)))


def _see(session: Session, actor: Actor, application: RegisterApplication, what: Shown, on: date) -> None:
    session.add(DocumentSeen(application_id=application.id, what=what, on=on, by_id=actor.account_id))
    session.flush()


def _known(session: Session, who: IdentifiedPersonIn) -> Person | None:
    """The person with this IIN who stands or stood in a register, or has applied before."""
    for person in with_iin(session, who.iin) if who.iin else []:
        before = select(RegisterApplication.id).where(RegisterApplication.person_id == person.id)
        if session.get(Mediator, person.id) or session.exec(before).first():
            return person
    return None


def _refuse_second(session: Session, application: RegisterApplication) -> None:
    """Say it in words before the database does: one open application of a person for one register and basis."""
    same = ("person_id", "register_kind", "kind", *KEPT_BY[RegisterKind(application.register_kind)])
    held = select(RegisterApplication).where(RegisterApplication.person_id == application.person_id)
    for other in session.exec(held):
        if other.status in OPEN and all(getattr(other, name) == getattr(application, name) for name in same):
            raise Refused(
                _("This person has applied on %(date)s already. Go on with that application.", date=other.received_on)
            )


def _same(one: Person, other: Person) -> bool:
    if one.iin_index and other.iin_index:
        return one.iin_index == other.iin_index
    unlike = one.born_on and other.born_on and one.born_on != other.born_on
    return one.short_key == other.short_key and not unlike


def _write(session: Session, application: RegisterApplication, status: ApplicationStatus) -> None:
    """Write the application in its new state. What the database refuses was done by a colleague in the same moment."""
    application.status = status
    session.add(application)
    try:
        session.flush()
    except IntegrityError:
        raise stale() from None


def _said(application: RegisterApplication) -> dict[str, Any]:
    return {"register": application.register_kind, "kind": application.kind, "on": application.received_on}
