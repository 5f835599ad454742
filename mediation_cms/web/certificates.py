"""Certificates: the list, one of them, and what is done to it: replace, renew, revoke, print, take out."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, authorize_somewhere, may_somewhere
from mediation_cms.access.sight import require_dealing
from mediation_cms.certification.certificate_actions import give_certificate, renew_certificate, replace_certificate
from mediation_cms.certification.certificate_inputs import (
    CertificateIn,
    CopyIn,
    ReplacementIn,
    RevocationIn,
    TrainingIn,
)
from mediation_cms.certification.certificate_models import Certificate, RevocationGround
from mediation_cms.certification.certificate_papers import paper_of
from mediation_cms.certification.certificate_queries import expiring, open_copy
from mediation_cms.certification.certificate_rules import CertificateState
from mediation_cms.certification.copy_actions import note_copy, prepare_certificate
from mediation_cms.certification.models import CourseKind
from mediation_cms.certification.queries import LIST_KEEPERS, certificate_row, get_certificate, list_certificates
from mediation_cms.certification.revocation_actions import revoke_certificate
from mediation_cms.certification.validity import hours_asked, hours_since, reminder_days
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _, labels
from mediation_cms.documents.queries import printed
from mediation_cms.people.inputs import PersonIn
from mediation_cms.web import certificate_pages as shown
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import together
from mediation_cms.web.lists import Filters, page_of
from mediation_cms.web.placing import (
    chosen_place,
    districts_of,
    first_place,
    names_of_places,
    places_for,
    places_to_filter,
)
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

certificates = Blueprint("certificates", __name__, url_prefix="/courses/certificates")
ONE = "/<uuid:certificate_id>"


@certificates.get("")
def index() -> ResponseReturnValue:
    """Certificates of the places whose lists the actor keeps, the last given first."""
    require_dealing(g.actor, LIST_KEEPERS)
    filters = Filters(request.args, {"place"}, set(), {"issued_from", "issued_to"})
    asked = dict(filters.values)
    districts = districts_of(asked.pop("place", ""))
    rows = page_of(list_certificates(g.session, g.actor, districts=districts, **asked, after=filters.after))
    transactions.reading("courses.certificates", shown=[row.label for row in rows.items])
    return render_template(
        "courses/certificate_list.html",
        rows=rows,
        filters=filters,
        form=Form(filters.typed),
        states={row.id: shown.state(row) for row in rows.items},
        state_words=labels(CertificateState, g.language),
        names=names_of_places(row.district_id for row in rows.items),
        places=places_to_filter(),
        may_add=may_somewhere(g.actor, Can.KEEP_COURSES),
    )


@certificates.get("/expiring")
def soon() -> ResponseReturnValue:
    """Certificates that expire soon or did so lately, with the hours that their holders have gathered since."""
    require_dealing(g.actor, LIST_KEEPERS)
    today = clock.today()
    until = today + timedelta(days=max(reminder_days(g.session, today), default=0))
    rows = expiring(g.session, g.actor, until)
    transactions.reading("courses.certificates", shown=[row.label for row in rows])
    return render_template(
        "courses/certificate_soon.html",
        rows=rows,
        until=until,
        today=today,
        hours=hours_since(g.session, {(row.person_id, row.issued_on) for row in rows}, today),
        asked=hours_asked(g.session, today),
        names=names_of_places(row.district_id for row in rows),
    )


@certificates.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Give a certificate for a course that is not in the list."""
    authorize_somewhere(g.actor, Can.KEEP_COURSES)
    places = places_for(Can.KEEP_COURSES)
    fresh = {"place_id": first_place(places), "given-issued_on": today_as_typed()}
    form = Form.sent() if request.method == "POST" else Form(fresh)
    with form.catching():
        if request.method == "POST":
            typed = form.tree()
            place, who, given, training = together(
                lambda: chosen_place(typed.get("place_id")),
                lambda: PersonIn.checked(typed.get("person", {}), "person"),
                lambda: CertificateIn.checked(typed.get("given", {}), "given"),
                lambda: TrainingIn.checked(typed.get("training", {}), "training"),
            )
            made = give_certificate(g.session, g.actor, place, who, given, training)
            say(_("Certificate %(number)s is issued.", number=made.label))
            return redirect(url_for(".show", certificate_id=made.id), code=303)
    kinds = options(CourseKind)
    return render_template("courses/certificate_new.html", form=form, places=places, kinds=kinds), form.status


@certificates.get(ONE)
def show(certificate_id: UUID) -> ResponseReturnValue:
    """One certificate: what it says, what became of it, who took it out."""
    return shown.page(certificate_id)


@certificates.route(f"{ONE}/replacement", methods=["GET", "POST"])
def replacement(certificate_id: UUID) -> ResponseReturnValue:
    """Give a new certificate in the place of one that was lost, spoiled or wrong."""

    def act(old: Certificate, form: Form) -> UUID:
        made = replace_certificate(g.session, g.actor, old, ReplacementIn.checked(form.tree()))
        say(_("Certificate %(number)s is issued.", number=made.label))
        return made.id

    return _step(certificate_id, "courses/certificate_replacement.html", act)


@certificates.route(f"{ONE}/renewal", methods=["GET", "POST"])
def renewal(certificate_id: UUID) -> ResponseReturnValue:
    """Give the certificate that follows on one that expires."""

    def act(old: Certificate, form: Form) -> UUID:
        made = renew_certificate(g.session, g.actor, old, CertificateIn.checked(form.tree()))
        say(_("Certificate %(number)s is issued.", number=made.label))
        return made.id

    return _step(certificate_id, "courses/certificate_renewal.html", act)


@certificates.route(f"{ONE}/revocation", methods=["GET", "POST"])
def revocation(certificate_id: UUID) -> ResponseReturnValue:
    """Revoke a certificate."""

    def act(certificate: Certificate, form: Form) -> UUID:
        revoke_certificate(g.session, g.actor, certificate, RevocationIn.checked(form.tree()))
        say(_("Certificate %(number)s is revoked.", number=certificate.label))
        return certificate.id

    return _step(certificate_id, "courses/certificate_revocation.html", act)


@certificates.post(f"{ONE}/paper")
def paper(certificate_id: UUID) -> ResponseReturnValue:
    """Have the certificate printed, or printed again where that failed."""
    certificate = get_certificate(g.session, g.actor, certificate_id)
    prepare_certificate(g.session, g.actor, certificate)
    return redirect(url_for(".show", certificate_id=certificate_id), code=303)


@certificates.post(f"{ONE}/copies")
def copies(certificate_id: UUID) -> ResponseReturnValue:
    """Note that the file is taken, and lead to it."""
    certificate = get_certificate(g.session, g.actor, certificate_id)
    form = Form.sent()
    with form.catching():
        copy = note_copy(g.session, g.actor, certificate, CopyIn.checked(form.tree()))
        return redirect(url_for(".file", certificate_id=certificate_id, copy_id=copy.id), code=303)
    return shown.page(certificate_id, form)


@certificates.get(f"{ONE}/copies/<uuid:copy_id>")
def file(certificate_id: UUID, copy_id: UUID) -> ResponseReturnValue:
    """The PDF, for the copy that was just noted."""
    certificate = get_certificate(g.session, g.actor, certificate_id)
    copy, held = open_copy(g.session, g.actor, copy_id), paper_of(g.session, certificate_id)
    if copy.certificate_id != certificate_id or held is None:
        raise NotFound
    transactions.reading("courses.certificates", shown=[certificate.label])
    return attachment(printed(g.session, held))


def _step(certificate_id: UUID, template: str, act: Callable[[Certificate, Form], UUID]) -> ResponseReturnValue:
    """A form about one certificate: shown, or sent and carried out."""
    certificate = get_certificate(g.session, g.actor, certificate_id)
    authorize(g.actor, Can.KEEP_COURSES, certificate)
    form = Form.sent() if request.method == "POST" else Form(shown.proposed(certificate))
    with form.catching():
        if request.method == "POST":
            return redirect(url_for(".show", certificate_id=act(certificate, form)), code=303)
    key = (certificate.person_id, certificate.issued_on)
    return render_template(
        template,
        form=form,
        held=certificate_row(g.session, g.actor, certificate_id),
        grounds=options(RevocationGround),
        gathered=hours_since(g.session, [key], clock.today())[key],
        asked=hours_asked(g.session, clock.today()),
    ), form.status
