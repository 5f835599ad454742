"""What the pages of applications to registers show and read."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.audit.queries import names_of
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.models import CourseKind
from mediation_cms.core import clock
from mediation_cms.core.i18n import Text, labels, ngettext
from mediation_cms.law.models import Certainty
from mediation_cms.mediators.application_inputs import ApplicationIn
from mediation_cms.mediators.application_models import Education, IdentityShown, RegisterApplication, Shown
from mediation_cms.mediators.application_queries import (
    check,
    documents_of,
    exclusions,
    get_application,
    last_day_for_documents,
    replies_of,
    training_of,
)
from mediation_cms.mediators.application_rules import Finding, Met, Reply
from mediation_cms.mediators.application_workflow import APPLICATION, ApplicationStatus, ApplicationStep
from mediation_cms.mediators.inputs import PracticeIn
from mediation_cms.mediators.models import MediatorKind, RegisterKind
from mediation_cms.people.inputs import IdentifiedPersonIn
from mediation_cms.people.models import DocumentKind, Organisation, Person
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.web import register_forms as of_register
from mediation_cms.web.choices import dispute_types, every_cabinet, options
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import several, together
from mediation_cms.web.placing import chosen_place, first_place, names_of_places, places_for
from mediation_cms.web.typed import as_typed, today_as_typed

FORM_NAMES = {
    **{name: f"application-{name}" for name in ApplicationIn.model_fields},
    "since": "application-received_on", "cabinet_id": "practice-cabinet_id", "dispute_codes": "practice-dispute_codes",
    "born_on": "person-born_on", "iin": "person-iin",
}  # fmt: skip
EDUCATION = (
    "education", "institution", "graduated_in", "retired_judge", "training_no", "training_issuer", "training_programme",
    "training_hours", "training_from", "training_on", "elected_by", "elected_on", "protocol_no", "votes_for", "votes_against",
)  # fmt: skip
BADGES = {
    ApplicationStatus.RECEIVED: "wait", ApplicationStatus.AWAITING: "part", ApplicationStatus.CHECKED: "soon",
    ApplicationStatus.ADMITTED: "done", ApplicationStatus.REFUSED: "revoked", ApplicationStatus.WITHDRAWN: "stopped",
}  # fmt: skip


@dataclass(frozen=True)
class Days:
    """Until when documents are taken, and how that stands today."""

    last: date
    left: Text
    state: str


def days_for_documents(announced_on: date | None, received_on: date, *, is_open: bool) -> Days | None:
    """The last day for documents of an open application that follows an announcement; None for any other."""
    last = last_day_for_documents(g.session, announced_on) if is_open else None
    if last is None:
        return None
    left = (last - clock.today()).days
    if left < 0:
        return Days(
            last, ngettext("over for %(n)s day", "over for %(n)s days", -left), "late" if received_on > last else ""
        )
    return Days(last, ngettext("%(n)s day left", "%(n)s days left", left), "soon")


# --- pages -------------------------------------------------------------------------------------------------------------


def fresh() -> Form:
    """An empty form of a new application, in the actor's own district."""
    return Form({
        "place_id": first_place(places_for(Can.KEEP_REGISTER, levels=[Level.DISTRICT])),
        "application-register_kind": RegisterKind.AKIM.value,
        "application-kind": MediatorKind.PUBLIC.value,
        "application-received_on": today_as_typed(),
        "practice-languages": ["kk"],
    })  # fmt: skip


def given_anew(form: Form) -> tuple[Place, IdentifiedPersonIn, PracticeIn, ApplicationIn]:
    """The place, the person, the practice and the application of a form."""
    typed = form.tree()
    practice = typed.get("practice", {})
    if isinstance(practice, dict):
        practice = practice | {name: several(practice.get(name)) for name in ("languages", "dispute_codes")}
    place, who, works, asked = together(
        lambda: chosen_place(typed.get("place_id")),
        lambda: IdentifiedPersonIn.checked(typed.get("person", {}), "person"),
        lambda: PracticeIn.checked(practice, "practice"),
        lambda: ApplicationIn.checked(typed.get("application", {}), "application"),
    )
    return place, who, works, asked


def new_page(form: Form) -> ResponseReturnValue:
    """The form of a new application."""
    return render_template(
        "registers/application_new.html",
        form=form,
        places=places_for(Can.KEEP_REGISTER, levels=[Level.DISTRICT]),
        registers=options(RegisterKind),
        mediator_kinds=options(MediatorKind),
        documents=options(DocumentKind),
        identities=options(IdentityShown),
        cabinets=every_cabinet(),
        languages_to_choose=of_register.LANGUAGES,
        dispute_types=[members[0] for _group, members in dispute_types()],
    ), form.status


def kept(application_id: UUID, step: ApplicationStep | None = None) -> RegisterApplication:
    """An application that the actor keeps; where the page belongs to a step, one from which the step starts (409)."""
    found = get_application(g.session, g.actor, application_id)
    authorize(g.actor, Can.KEEP_REGISTER, found)
    if step is not None:
        APPLICATION.after(found.status, step)
    return found


def facts(found: RegisterApplication) -> dict[str, Any]:
    """What the head of every page of an application needs."""
    return {
        "application": found,
        "person": g.session.get_one(Person, found.person_id),
        "badge": BADGES[found.status],
        "register_words": labels(RegisterKind, g.language),
        "kinds": of_register.kind_words(found.received_on),
        "keeps": may(g.actor, Can.KEEP_REGISTER, found),
        "steps": {step.value for step in APPLICATION.steps(found.status)},
        "days": days_for_documents(found.announced_on, found.received_on, is_open=found.is_open),
    }


def overview(found: RegisterApplication) -> ResponseReturnValue:
    """One application: what the law asks of it, what was said and seen, what was decided."""
    seen = documents_of(g.session, found)
    people = {document.by_id for document in seen.values()} | {found.received_by_id, found.decided_by_id}
    organisation = g.session.get(Organisation, found.organisation_id) if found.organisation_id else None
    ours = g.session.get(Certificate, found.certificate_id) if found.certificate_id else None
    return render_template(
        "registers/application.html",
        **facts(found),
        **checked(check(g.session, found)),
        seen=seen,
        shown=list(Shown),
        by=names_of(g.session, {key for key in people if key is not None}),
        organisation=organisation.name if organisation else "",
        ours=ours,
        training=training_of(g.session, found, found.act_on or found.decided_on or clock.today()),
        programmes=labels(CourseKind, g.language),
        names=names_of_places([found.district_id, found.cabinet_id]),
        languages_of=[dict(of_register.LANGUAGES).get(code, code) for code in found.languages],
    )


def checked(found: list[Finding]) -> dict[str, Any]:
    """The table of demands, and how many of them refuse or warn."""
    return {
        "demands": found,
        "refusing": [finding for finding in found if finding.refuses],
        "warning": [finding for finding in found if finding.warns],
        "met_words": labels(Met, g.language),
        "met_badges": {Met.MET: "done", Met.UNMET: "late", Met.UNKNOWN: "soon"},
        "certainty_words": labels(Certainty, g.language),
    }


def stored_education(found: RegisterApplication) -> dict[str, Any]:
    """What is stored of education, training, election and answers, as the fields of their form."""
    replies = {f"replies-{code}": reply.value for code, reply in replies_of(g.session, found).items()}
    return as_typed(found, *EDUCATION) | replies


def education_page(found: RegisterApplication, form: Form) -> ResponseReturnValue:
    """The form of education, training, election and grounds of exclusion."""
    return render_template(
        "registers/application_education.html",
        form=form,
        levels=options(Education),
        programmes=options(CourseKind),
        replies=options(Reply),
        questions=exclusions(g.session, clock.today()),
        certainty_words=labels(Certainty, g.language),
        **facts(found),
    ), form.status


def stored_documents(found: RegisterApplication) -> dict[str, Any]:
    """On which day which document was seen, as the fields of their form."""
    return {
        f"seen-{what.value}": f"{document.on:%d.%m.%Y}" for what, document in documents_of(g.session, found).items()
    }


def step_page(template: str, form: Form, found: RegisterApplication, **more: Any) -> ResponseReturnValue:
    """A page of one step."""
    return render_template(template, form=form, **facts(found), **more), form.status
