"""The wing of requests: register, read, correct, consult, finish, reopen, transfer."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize_somewhere
from mediation_cms.access.sight import require_dealing
from mediation_cms.audit.queries import history_of, readings_of
from mediation_cms.cases.assignment_actions import admit
from mediation_cms.cases.consent_actions import NEEDED, withdraw_consent_for
from mediation_cms.cases.inputs import AdmissionIn
from mediation_cms.cases.matter_actions import reopen_matter
from mediation_cms.consultations.actions import record_consultation, walk_in
from mediation_cms.consultations.booking_queries import talks_of
from mediation_cms.consultations.holders import holders
from mediation_cms.consultations.inputs import ConsultationIn, WalkInIn
from mediation_cms.consultations.queries import consultations_of, contacts_in
from mediation_cms.core.db import unseal
from mediation_cms.core.i18n import _
from mediation_cms.intake.actions import close_request, correct_request, transfer_request
from mediation_cms.intake.application_models import OPTIONAL
from mediation_cms.intake.barring import is_barred
from mediation_cms.intake.consents import consents_of, given_consent
from mediation_cms.intake.follow_on_actions import begin_follow_on
from mediation_cms.intake.inputs import ClosingIn, FollowOnIn, ReasonIn, RequestFields, TransferIn
from mediation_cms.intake.message_inputs import ConsentWithdrawalIn, IdentityCheck
from mediation_cms.intake.queries import READERS, get_request
from mediation_cms.notifications.queries import told_about
from mediation_cms.web import request_forms as shown
from mediation_cms.web import request_list, screening_forms, transactions
from mediation_cms.web.choices import options
from mediation_cms.web.consent_words import WITHOUT, purpose_named
from mediation_cms.web.drafts import going_on
from mediation_cms.web.forms import Form
from mediation_cms.web.invitation_cards import proposed_closing
from mediation_cms.web.lists import Filters
from mediation_cms.web.matters import matter
from mediation_cms.web.message_lines import told_lines
from mediation_cms.web.saying import say
from mediation_cms.web.talk_registered import filled, put_talk_to

requests = Blueprint("requests", __name__, url_prefix="/requests")


@requests.get("")
def index() -> ResponseReturnValue:
    """Requests that the actor may see, newest first, filtered by the address; what `q` asks for is looked for in all."""
    require_dealing(g.actor, READERS)
    if request.args.get("q"):
        return redirect(url_for("search.index", q=request.args["q"]))
    filters = Filters(request.args, {"status", "dispute_code"}, {"cabinet_id"}, {"received_from", "received_to"})
    rows = request_list.page(filters)
    transactions.reading("requests.index", shown=[row.number for row in rows.items])
    return request_list.index(rows, filters)


@requests.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Register a request; with the consultation in the same screen when somebody came in and was heard."""
    authorize_somewhere(g.actor, Can.REGISTER_REQUEST)
    if request.method != "POST":
        return shown.new(going_on(filled(shown.fresh(), request.args.get("booking", ""))))
    form = Form.sent()
    if "add" in request.form:
        return shown.new(shown.redrawn(form, request.form["add"]))
    check = shown.checked(form)
    with form.catching():
        given = WalkInIn.checked(shown.typed(form, check.joining()))
        if check.is_answered():
            made = walk_in(g.session, g.actor, given)
            put_talk_to(form, made)
            say(_("Registered under the number %(number)s.", number=made.number))
            if is_barred(g.session, made.id, g.actor.person_id):
                say(_("It is your own matter: a colleague goes on with it, and you no longer see it."))
                return redirect(url_for(".index"), code=303)
            return redirect(url_for(".show", request_id=made.id), code=303)
    return shown.new(form, check)


@requests.get("/<uuid:request_id>")
def show(request_id: UUID) -> ResponseReturnValue:
    """The request at a glance: what it is about, where it stands, what can be done next."""
    return shown.overview(matter(request_id, "requests.show"))


@requests.route("/<uuid:request_id>/correction", methods=["GET", "POST"])
def correction(request_id: UUID) -> ResponseReturnValue:
    """Correct what is known of a request."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.correcting(shown.as_typed(found, unseal(g.session, found, "narrative_sealed")))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            correct_request(g.session, g.actor, found, RequestFields.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".show", request_id=request_id), code=303)
    return shown.correction(found, form)


@requests.get("/<uuid:request_id>/consultations")
def consultations(request_id: UUID) -> ResponseReturnValue:
    """The consultations held on a request."""
    found = matter(request_id, "requests.consultations")
    talks, contacts = consultations_of(g.session, found.request), contacts_in(g.session, found.request)
    return render_template(
        "requests/consultations.html",
        matter=found,
        talks=talks,
        booked=talks_of(g.session, g.actor, found.request),
        holders=holders(g.session, talks),
        contacts=contacts,
        by_key={side.key: side for side in found.sides},
        notes=shown.notes(found.request, [*talks, *contacts]),
    )


@requests.route("/<uuid:request_id>/consultations/new", methods=["GET", "POST"])
def consultation(request_id: UUID) -> ResponseReturnValue:
    """Record a consultation."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.sent() if request.method == "POST" else going_on(shown.fresh_talk(found))
    with form.catching():
        if request.method == "POST":
            record_consultation(g.session, g.actor, found, ConsultationIn.checked(form.tree()))
            say(_("Consultation recorded."))
            return redirect(url_for(".consultations", request_id=request_id), code=303)
    return shown.consultation(found, form)


@requests.route("/<uuid:request_id>/closure", methods=["GET", "POST"])
def closure(request_id: UUID) -> ResponseReturnValue:
    """Finish a request that is not going to mediation."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.sent() if request.method == "POST" else Form(shown.today_typed("on") | proposed_closing(request_id))
    with form.catching():
        if request.method == "POST":
            close_request(g.session, g.actor, found, ClosingIn.checked(form.tree()))
            say(_("The request is finished."))
            return redirect(url_for(".show", request_id=request_id), code=303)
    return shown.step("requests/closure.html", found, form, Can.CLOSE_REQUEST)


@requests.route("/<uuid:request_id>/reopening", methods=["GET", "POST"])
def reopening(request_id: UUID) -> ResponseReturnValue:
    """Reopen a finished request with a reason; its case, if it has one, is open again with it."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.sent() if request.method == "POST" else Form(shown.today_typed("on"))
    with form.catching():
        if request.method == "POST":
            reopen_matter(g.session, g.actor, found, ReasonIn.checked(form.tree()))
            say(_("The request is open again."))
            return redirect(url_for(".show", request_id=request_id), code=303)
    return shown.step("requests/reopening.html", found, form, Can.REOPEN_REQUEST)


@requests.route("/<uuid:request_id>/transfer", methods=["GET", "POST"])
def transfer(request_id: UUID) -> ResponseReturnValue:
    """Hand a request over to another cabinet."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.sent() if request.method == "POST" else Form(shown.today_typed("on"))
    with form.catching():
        if request.method == "POST":
            transfer_request(g.session, g.actor, found, TransferIn.checked(form.tree()))
            say(_("The request was handed over to another cabinet."))
            return redirect(url_for(".index"), code=303)
    return shown.step("requests/transfer.html", found, form, Can.CLOSE_REQUEST)


@requests.route("/<uuid:request_id>/case", methods=["GET", "POST"])
def case(request_id: UUID) -> ResponseReturnValue:
    """Admit a request to mediation."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.sent() if request.method == "POST" else Form(shown.today_typed("on"))
    with form.catching():
        if request.method == "POST":
            made = admit(g.session, g.actor, found, AdmissionIn.checked(form.tree()))
            say(_("Admitted to mediation. Now a mediator is chosen."))
            return redirect(url_for("cases.show", case_id=made.id), code=303)
    return shown.step("requests/admission.html", found, form, Can.ADMIT_CASE, screening=screening_forms.summary(found))


@requests.route("/<uuid:request_id>/follow-on", methods=["GET", "POST"])
def follow_on(request_id: UUID) -> ResponseReturnValue:
    """Go on with an ended matter: a new request between the same people."""
    found = get_request(g.session, g.actor, request_id)
    form = Form.sent() if request.method == "POST" else shown.fresh_follow_on(found)
    with form.catching():
        if request.method == "POST":
            made = begin_follow_on(g.session, g.actor, found, FollowOnIn.checked(form.tree()))
            say(_("Registered under the number %(number)s.", number=made.number))
            return redirect(url_for(".show", request_id=made.id), code=303)
    return shown.follow_on(found, form)


@requests.get("/<uuid:request_id>/consents")
def consents(request_id: UUID) -> ResponseReturnValue:
    """What the applicant agreed to, in the very words."""
    found = matter(request_id, "requests.consents")
    given = consents_of(g.session, found.request)
    return render_template("requests/consents.html", matter=found, consents=given, optional=OPTIONAL)


@requests.route("/<uuid:request_id>/consents/<purpose>", methods=["GET", "POST"])
def consent(request_id: UUID, purpose: str) -> ResponseReturnValue:
    """Take a consent back for the applicant who calls or comes, after checking who asks."""
    found = get_request(g.session, g.actor, request_id)
    form, use = Form.sent() if request.method == "POST" else Form(), purpose_named(purpose)
    with form.catching():
        if request.method == "POST":
            withdraw_consent_for(g.session, g.actor, found, use, ConsentWithdrawalIn.checked(form.tree()))
            say(_("The consent is taken back."))
            return redirect(url_for(".consents", request_id=request_id), code=303)
    facts = {"given": given_consent(g.session, found, use), "without": WITHOUT.get(use), "needed": NEEDED}
    checks = options(IdentityCheck)
    return shown.step("requests/consent.html", found, form, Can.WITHDRAW_CONSENT, checks=checks, **facts)


@requests.get("/<uuid:request_id>/history")
def history(request_id: UUID) -> ResponseReturnValue:
    """Who did what, and who has read it."""
    found = matter(request_id, "requests.history")
    return render_template(
        "requests/history.html",
        matter=found,
        lines=history_of(g.session, found.request.id),
        readings=readings_of(g.session, found.request.id),
        told=told_lines(told_about(g.session, found.request.id)),
    )
