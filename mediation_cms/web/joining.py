"""Two requests that are one matter: joined on one page, parted on another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import EMPTY
from mediation_cms.intake.entry_check import Finding, OpenAlready, open_already
from mediation_cms.intake.inputs import JoinIn, PartingIn
from mediation_cms.intake.join_actions import join_request, part_request
from mediation_cms.intake.matching import matches, stored_as
from mediation_cms.intake.models import JoinKind, Request, Side
from mediation_cms.intake.numbers import meant
from mediation_cms.intake.queries import get_request, list_numbered
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import SideShown, matter, sides_shown
from mediation_cms.web.saying import say

joining = Blueprint("joining", __name__, url_prefix="/requests/<uuid:request_id>")
NO_SUCH_NUMBER = _("Nothing was found by this number")
SEVERAL = _("Several requests end so. Type the whole number.")


@joining.route("/joining", methods=["GET", "POST"])
def new(request_id: UUID) -> ResponseReturnValue:
    """Join a request to another: first which one, then as what and why."""
    found = get_request(g.session, g.actor, request_id)
    authorize(g.actor, Can.JOIN_REQUEST, found)
    form = Form.sent() if request.method == "POST" else Form({"number": request.args.get("number", "")[:40]})
    to: Request | None = None
    with form.catching():
        if form.text("number") or request.method == "POST":
            to = _meant(form.text("number"))
        if request.method == "POST" and to is not None:
            join_request(g.session, g.actor, found, to, JoinIn.checked(_given(form)))
            say(_("Joined to %(number)s.", number=to.number))
            return redirect(url_for("requests.show", request_id=request_id), code=303)
    facts: dict[str, Any] = {"matter": matter(request_id, "joining.new"), "form": form, "to": to}
    if to is not None:
        form.values.setdefault("kind", JoinKind.DUPLICATE.value)
        facts |= {"to": to, "sides": _offered(sides_shown(to)), "kinds": options(JoinKind)}
    return render_template("requests/joining.html", alike=[] if to else _alike(found), **facts), form.status


@joining.route("/parting", methods=["GET", "POST"])
def undoing(request_id: UUID) -> ResponseReturnValue:
    """Undo a joining."""
    found = get_request(g.session, g.actor, request_id)
    authorize(g.actor, Can.JOIN_REQUEST, found)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            part_request(g.session, g.actor, found, PartingIn.checked(form.tree()))
            say(_("The request is a matter of its own again."))
            return redirect(url_for("requests.show", request_id=request_id), code=303)
    return render_template(
        "requests/parting.html", matter=matter(request_id, "joining.undoing"), form=form
    ), form.status


def _given(form: Form) -> dict[str, Any]:
    given = {name: form.values.get(name, "") for name in ("kind", "side", "complete", "reason")}
    return given if given["kind"] == JoinKind.OTHER_SIDE.value else given | {"side": ""}


def _meant(typed: str) -> Request:
    """The request in sight that a number, or its end, means. Raises Invalid beside the number."""
    if not typed.strip():
        raise Invalid({"number": EMPTY})
    rows = list_numbered(g.session, g.actor, meant(g.session, typed))
    if len(rows) != 1:
        raise Invalid({"number": SEVERAL if rows else NO_SUCH_NUMBER})
    return get_request(g.session, g.actor, rows[0].id)


def _offered(sides: Sequence[SideShown]) -> list[tuple[str, str]]:
    """The sides of the other matter that the applicant may be: everybody but its applicant who has a name."""
    return [
        (str(side.party.id), side.name)
        for side in sides
        if side.party.side is not Side.APPLICANT and side.person is not None
    ]


def _alike(found: Request) -> list[OpenAlready]:
    """The open matters in sight that the request may be part of, by the people in it."""
    findings = []
    for side in sides_shown(found):
        if side.person is not None and side.party.side is not Side.THIRD:
            those = matches(g.session, g.actor, stored_as(g.session, side.person))
            findings.append(Finding("", side.party.side, side.name, those))
    return [
        one
        for one in open_already(findings)
        if one.matter.request.id != found.id and may(g.actor, Can.JOIN_REQUEST, one.matter.request)
    ]
