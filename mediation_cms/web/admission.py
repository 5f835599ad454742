"""Applications to registers: taken, completed, checked by the law of the day, decided. Each step has its own address."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize_somewhere, may_somewhere
from mediation_cms.access.sight import require_dealing
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core import clock
from mediation_cms.core.i18n import _, labels
from mediation_cms.mediators.application_actions import (
    admit_applicant,
    ask_for_documents,
    complete_application,
    mark_checked,
    note_documents,
    receive_application,
    refuse_applicant,
    withdraw_application,
)
from mediation_cms.mediators.application_inputs import (
    AdmissionIn,
    DocumentsIn,
    EducationIn,
    RefusalIn,
    WithdrawalIn,
)
from mediation_cms.mediators.application_models import Shown
from mediation_cms.mediators.application_queries import READERS, Wanted, check, get_application, list_applications
from mediation_cms.mediators.application_workflow import OPEN, ApplicationStatus, ApplicationStep
from mediation_cms.mediators.models import MediatorKind, RegisterKind
from mediation_cms.people.models import Person
from mediation_cms.web import admission_forms as shown
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import beside
from mediation_cms.web.lists import Filters, page_of
from mediation_cms.web.placing import districts_of, names_of_places, places_to_filter
from mediation_cms.web.register_forms import kind_words
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

admission = Blueprint("admission", __name__, url_prefix="/registers/applications")
ONE = "/<uuid:application_id>"
ALL = "all"


@admission.get("")
def index() -> ResponseReturnValue:
    """Applications of the places that the actor keeps, the newest first; the open ones unless asked otherwise."""
    require_dealing(g.actor, READERS)
    filters = Filters(request.args, {"place", "register_kind", "kind", "status"}, set(), set())
    rows = page_of(list_applications(g.session, g.actor, _wanted(filters), after=filters.after))
    transactions.reading("admission.index", shown=[str(row.id) for row in rows.items])
    return render_template(
        "registers/applications.html",
        rows=rows,
        filters=filters,
        form=Form(filters.typed),
        names=names_of_places(row.district_id for row in rows.items),
        kind_words=kind_words(clock.today()),
        register_words=labels(RegisterKind, g.language),
        status_words=labels(ApplicationStatus, g.language),
        badges={status.value: badge for status, badge in shown.BADGES.items()},
        days={
            row.id: shown.days_for_documents(row.announced_on, row.received_on, is_open=row.status in set(OPEN))
            for row in rows.items
        },
        registers=options(RegisterKind),
        kinds=options(MediatorKind),
        statuses=[*options(ApplicationStatus), (ALL, _("all, decided ones too").in_(g.language))],
        places=places_to_filter(),
        may_add=may_somewhere(g.actor, Can.KEEP_REGISTER),
    )


@admission.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Take an application."""
    authorize_somewhere(g.actor, Can.KEEP_REGISTER)
    form = Form.sent() if request.method == "POST" else shown.fresh()
    with form.catching():
        if request.method == "POST":
            place, who, practice, given = shown.given_anew(form)
            with beside(shown.FORM_NAMES):
                made = receive_application(g.session, g.actor, place, who, practice, given)
            say(_("The application is received. Enter what is asked of the candidate."))
            return _back(made.id)
    return shown.new_page(form)


@admission.get(ONE)
def show(application_id: UUID) -> ResponseReturnValue:
    """One application with what the law asks of it."""
    found = get_application(g.session, g.actor, application_id)
    transactions.reading("admission.show", shown=[str(found.id)])
    return shown.overview(found)


@admission.get(f"{ONE}/history")
def history(application_id: UUID) -> ResponseReturnValue:
    """Who took, completed, checked and decided it."""
    found = get_application(g.session, g.actor, application_id)
    transactions.reading("admission.show", shown=[str(found.id)])
    lines = history_of_thing(g.session, found.id)
    return render_template("registers/application_history.html", lines=lines, **shown.facts(found))


# --- steps -------------------------------------------------------------------------------------------------------------


@admission.route(f"{ONE}/education", methods=["GET", "POST"])
def education(application_id: UUID) -> ResponseReturnValue:
    """Education, training, election, and the grounds of article 9."""
    found = shown.kept(application_id, ApplicationStep.CHANGE)
    transactions.reading("admission.education", shown=[str(found.id)])
    form = Form.correcting(shown.stored_education(found))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            complete_application(g.session, g.actor, found, EducationIn.checked(form.tree()))
            say(_("Saved"))
            return _back(application_id)
    return shown.education_page(found, form)


@admission.route(f"{ONE}/documents", methods=["GET", "POST"])
def documents(application_id: UUID) -> ResponseReturnValue:
    """Which documents were seen, and when."""
    found = shown.kept(application_id, ApplicationStep.CHANGE)
    transactions.reading("admission.show", shown=[str(found.id)])
    form = Form.correcting(shown.stored_documents(found))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            note_documents(g.session, g.actor, found, DocumentsIn.checked({"seen": form.part("seen")}))
            say(_("Saved"))
            return _back(application_id)
    return shown.step_page("registers/application_documents.html", form, found, shown=list(Shown))


@admission.post(f"{ONE}/awaiting")
def awaiting(application_id: UUID) -> ResponseReturnValue:
    """Documents are missing and were asked for."""
    ask_for_documents(g.session, g.actor, shown.kept(application_id))
    say(_("The application waits for documents."))
    return _back(application_id)


@admission.post(f"{ONE}/checking")
def checking(application_id: UUID) -> ResponseReturnValue:
    """The application is checked."""
    mark_checked(g.session, g.actor, shown.kept(application_id))
    say(_("The application is checked and waits for the decision."))
    return _back(application_id)


@admission.route(f"{ONE}/admission", methods=["GET", "POST"])
def decision(application_id: UUID) -> ResponseReturnValue:
    """Enter the applicant in the register by a decision."""
    found = shown.kept(application_id, ApplicationStep.ADMIT)
    today = today_as_typed()
    form = Form.sent() if request.method == "POST" else Form({"since": today, "act_on": today})
    with form.catching():
        if request.method == "POST":
            entry = admit_applicant(g.session, g.actor, found, AdmissionIn.checked(form.tree()))
            name = g.session.get_one(Person, found.person_id).name
            say(_("%(name)s is entered in the register: No. %(number)s.", name=name, number=entry.number))
            return redirect(url_for("registers.show", entry_id=entry.id), code=303)
    return shown.step_page(
        "registers/application_admission.html", form, found, **shown.checked(check(g.session, found, clock.today()))
    )


@admission.route(f"{ONE}/refusal", methods=["GET", "POST"])
def refusal(application_id: UUID) -> ResponseReturnValue:
    """Refuse admission by a decision."""
    found = shown.kept(application_id, ApplicationStep.REFUSE)
    form = Form.sent() if request.method == "POST" else Form({"act_on": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            refuse_applicant(g.session, g.actor, found, RefusalIn.checked(form.tree()))
            say(_("Admission is refused. Tell the applicant why."))
            return _back(application_id)
    return shown.step_page("registers/application_refusal.html", form, found, **shown.checked(check(g.session, found)))


@admission.route(f"{ONE}/withdrawal", methods=["GET", "POST"])
def withdrawal(application_id: UUID) -> ResponseReturnValue:
    """The applicant no longer asks."""
    found = shown.kept(application_id, ApplicationStep.WITHDRAW)
    form = Form.sent() if request.method == "POST" else Form({"decided_on": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            withdraw_application(g.session, g.actor, found, WithdrawalIn.checked(form.tree()))
            say(_("The application is withdrawn."))
            return _back(application_id)
    return shown.step_page("registers/application_withdrawal.html", form, found)


def _wanted(filters: Filters) -> Wanted:
    """What the address asks for; a word that nobody knows asks for nothing."""
    asked = filters.values
    status = asked.get("status", "")
    return Wanted(
        districts=districts_of(asked.get("place", "")),
        status=ApplicationStatus(status) if status in set(ApplicationStatus) else None,
        kind=MediatorKind(asked["kind"]) if asked.get("kind") in set(MediatorKind) else None,
        register_kind=RegisterKind(asked["register_kind"]) if asked.get("register_kind") in set(RegisterKind) else None,
        over=status == ALL,
    )


def _back(application_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".show", application_id=application_id), code=303)
