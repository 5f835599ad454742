"""Certificates: the list, one of them, a new one in the place of one that was lost, one from before the list was kept."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, authorize_somewhere, may_somewhere
from mediation_cms.access.sight import require_dealing
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.certification.certificate_actions import give_certificate, replace_certificate
from mediation_cms.certification.certificate_inputs import CertificateIn, ReplacementIn
from mediation_cms.certification.queries import (
    LIST_KEEPERS,
    certificate_row,
    get_certificate,
    list_certificates,
)
from mediation_cms.core.i18n import _
from mediation_cms.people.inputs import PersonIn
from mediation_cms.web import transactions
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


@certificates.get("")
def index() -> ResponseReturnValue:
    """Certificates of the places whose lists the actor keeps, the last given first."""
    require_dealing(g.actor, LIST_KEEPERS)
    filters = Filters(request.args, {"place"}, set(), {"issued_from", "issued_to"})
    asked = dict(filters.values)
    districts = districts_of(asked.pop("place", ""))
    rows = page_of(list_certificates(g.session, g.actor, districts=districts, **asked, after=filters.after))
    transactions.reading("courses.certificates", shown=[f"{row.series}-{row.number:06d}" for row in rows.items])
    return render_template(
        "courses/certificate_list.html",
        rows=rows,
        filters=filters,
        form=Form(filters.typed),
        names=names_of_places(row.district_id for row in rows.items),
        places=places_to_filter(),
        may_add=may_somewhere(g.actor, Can.KEEP_COURSES),
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
            place, who, given = together(
                lambda: chosen_place(typed.get("place_id")),
                lambda: PersonIn.checked(typed.get("person", {}), "person"),
                lambda: CertificateIn.checked(typed.get("given", {}), "given"),
            )
            made = give_certificate(g.session, g.actor, place, who, given)
            say(_("Certificate %(number)s is issued.", number=made.label))
            return redirect(url_for(".show", certificate_id=made.id), code=303)
    return render_template("courses/certificate_new.html", form=form, places=places), form.status


@certificates.get("/<uuid:certificate_id>")
def show(certificate_id: UUID) -> ResponseReturnValue:
    """One certificate."""
    held = certificate_row(g.session, g.actor, certificate_id)
    transactions.reading("courses.certificates", shown=[f"{held.series}-{held.number:06d}"])
    return render_template(
        "courses/certificate.html",
        held=held,
        names=names_of_places([held.district_id]),
        lines=history_of_thing(g.session, held.id),
    )


@certificates.route("/<uuid:certificate_id>/replacement", methods=["GET", "POST"])
def replacement(certificate_id: UUID) -> ResponseReturnValue:
    """Give a new certificate in the place of one that was lost, spoiled or wrong."""
    old = get_certificate(g.session, g.actor, certificate_id)
    authorize(g.actor, Can.KEEP_COURSES, old)
    form = Form.sent() if request.method == "POST" else Form({"issued_on": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            made = replace_certificate(g.session, g.actor, old, ReplacementIn.checked(form.tree()))
            say(_("Certificate %(number)s is issued.", number=made.label))
            return redirect(url_for(".show", certificate_id=made.id), code=303)
    held = certificate_row(g.session, g.actor, certificate_id)
    return render_template("courses/replacement.html", form=form, held=held), form.status
