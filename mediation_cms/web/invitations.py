"""The wing of invitations: how other sides are invited, what came of it, and how many came how far."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access.sight import require_dealing
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import CHOOSE
from mediation_cms.intake.invitation_actions import (
    note_attempt,
    note_no_answer,
    permit_invitation,
    prepare_invitation,
    send_invitation,
    withdraw_invitation,
)
from mediation_cms.intake.invitation_funnel import Stage, funnel, list_invitations
from mediation_cms.intake.invitation_inputs import AttemptIn, InvitationIn, PermissionIn, ReplyIn, WithdrawalIn
from mediation_cms.intake.invitation_models import InvitationChannel, ReplyAnswer
from mediation_cms.intake.invitation_queries import get_invitation, get_reply
from mediation_cms.intake.invitation_rules import Standing
from mediation_cms.intake.queries import ALL_IN_PLACE, READERS, get_party, get_request
from mediation_cms.intake.reply_actions import confirm_reply, record_reply, set_reply_aside
from mediation_cms.web import invitation_forms as shown
from mediation_cms.web import transactions
from mediation_cms.web.choices import cabinets_covered, options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, as_key, page_of
from mediation_cms.web.own_word_pages import sent_word_page
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.request_forms import SCREEN_LANGUAGES
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

invitations = Blueprint("invitations", __name__)
OF_ONE = "/invitations/<uuid:invitation_id>"


@invitations.get("/invitations")
def index() -> ResponseReturnValue:
    """How far the invitations in the actor's sight came, and the list behind each number."""
    require_dealing(g.actor, READERS)
    today = clock.today()
    filters = Filters(request.args, {"stage"}, {"cabinet_id"}, {"prepared_from", "prepared_to"})
    period = {name: value for name, value in filters.values.items() if name != "stage"}
    rows = page_of(list_invitations(g.session, g.actor, today, **filters.values, after=filters.after))
    transactions.reading("invitations.index", shown=[row.number for row in rows.items])
    return render_template(
        "invitations/index.html",
        rows=rows,
        standings=[Standing(row.status, row.due_on, bool(row.answer_waits)) for row in rows.items],
        filters=filters,
        form=Form(filters.typed),
        funnel=funnel(g.session, g.actor, today, **period),
        stages=options(Stage),
        cabinets=cabinets_covered(ALL_IN_PLACE),
        names=names_of_places(row.cabinet_id for row in rows.items),
        this_year=f"01.01.{today.year}",
    )


@invitations.route("/requests/<uuid:request_id>/invitations/new", methods=["GET", "POST"])
def new(request_id: UUID) -> ResponseReturnValue:
    """Prepare the invitation of the side that `?party=` names."""
    found = get_request(g.session, g.actor, request_id)
    party_id = as_key(request.args.get("party", ""))
    if party_id is None:
        raise NotFound
    party = get_party(g.session, found, party_id)
    if party.represents_id is not None:
        raise NotFound
    form = Form.sent() if request.method == "POST" else shown.fresh(found, party)
    with form.catching():
        if request.method == "POST":
            made = prepare_invitation(g.session, g.actor, found, party, InvitationIn.checked(form.tree()))
            say(_("The invitation is prepared. Now the applicant is asked."))
            return redirect(url_for(".permission", invitation_id=made.id), code=303)
    return shown.new(found, party, form)


@invitations.get(OF_ONE)
def show(invitation_id: UUID) -> ResponseReturnValue:
    """An invitation: how it stands, how the side is reached, what was tried."""
    return shown.show(get_invitation(g.session, g.actor, invitation_id))


@invitations.get(f"{OF_ONE}/own-word")
def own_word(invitation_id: UUID) -> ResponseReturnValue:
    """What the side wrote from home after it agreed."""
    return sent_word_page(get_invitation(g.session, g.actor, invitation_id))


@invitations.route(f"{OF_ONE}/permission", methods=["GET", "POST"])
def permission(invitation_id: UUID) -> ResponseReturnValue:
    """Note that the applicant agreed to the words and the channels."""
    invitation = get_invitation(g.session, g.actor, invitation_id)
    form = Form.sent() if request.method == "POST" else shown.permission_fresh()
    with form.catching():
        if request.method == "POST":
            permit_invitation(g.session, g.actor, invitation, PermissionIn.checked(form.tree()))
            say(_("Noted. Now the invitation may go out."))
            return redirect(url_for(".show", invitation_id=invitation_id), code=303)
    channels = options(InvitationChannel)
    return shown.step("invitations/permission.html", invitation, form, channels=channels, heard=shown.heard())


@invitations.route(f"{OF_ONE}/attempts/new", methods=["GET", "POST"])
def attempt(invitation_id: UUID) -> ResponseReturnValue:
    """Note one try to reach the side."""
    invitation = get_invitation(g.session, g.actor, invitation_id)
    form = Form.sent() if request.method == "POST" else shown.attempt_fresh(invitation)
    with form.catching():
        if request.method == "POST":
            note_attempt(g.session, g.actor, invitation, AttemptIn.checked(form.tree()))
            say(_("Noted."))
            return redirect(url_for(".show", invitation_id=invitation_id), code=303)
    channels, results = shown.agreed_channels(invitation), shown.results()
    return shown.step("invitations/attempt.html", invitation, form, channels=channels, results=results)


@invitations.route(f"{OF_ONE}/mail", methods=["GET", "POST"])
def mail(invitation_id: UUID) -> ResponseReturnValue:
    """Send the invitation by e-mail."""
    return _send(invitation_id, InvitationChannel.EMAIL)


@invitations.route(f"{OF_ONE}/text", methods=["GET", "POST"])
def text(invitation_id: UUID) -> ResponseReturnValue:
    """Send the invitation as an SMS."""
    return _send(invitation_id, InvitationChannel.SMS)


def _send(invitation_id: UUID, channel: InvitationChannel) -> ResponseReturnValue:
    invitation = get_invitation(g.session, g.actor, invitation_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            send_invitation(g.session, g.actor, invitation, channel)
            say(shown.SENT[channel])
            return redirect(url_for(".show", invitation_id=invitation_id), code=303)
    return shown.step("invitations/mail.html", invitation, form, by_mail=channel is InvitationChannel.EMAIL)


@invitations.route(f"{OF_ONE}/answer", methods=["GET", "POST"])
def answer(invitation_id: UUID) -> ResponseReturnValue:
    """Note what the other side said."""
    invitation = get_invitation(g.session, g.actor, invitation_id)
    form = Form.sent() if request.method == "POST" else shown.reply_fresh(invitation)
    with form.catching():
        if request.method == "POST":
            record_reply(g.session, g.actor, invitation, ReplyIn.checked(form.tree()))
            say(_("The answer is noted."))
            return redirect(url_for(".show", invitation_id=invitation_id), code=303)
    return shown.step(
        "invitations/reply.html",
        invitation,
        form,
        answers=options(ReplyAnswer),
        heard=shown.heard(),
        reasons=shown.reasons(),
        screen_languages=SCREEN_LANGUAGES,
    )


@invitations.post(f"{OF_ONE}/replies/<uuid:reply_id>")
def reply(invitation_id: UUID, reply_id: UUID) -> ResponseReturnValue:
    """Confirm an answer that came by the address on the letter, or set it aside."""
    invitation = get_invitation(g.session, g.actor, invitation_id)
    found = get_reply(g.session, invitation, reply_id)
    match Form.sent().text("what"):
        case "confirm":
            confirm_reply(g.session, g.actor, invitation, found)
            say(_("The answer is noted."))
        case "set_aside":
            set_reply_aside(g.session, g.actor, invitation, found)
            say(_("The answer is set aside."))
        case _other:
            shown.require(invitation)
            raise Invalid({"what": CHOOSE})
    return redirect(url_for(".show", invitation_id=invitation_id), code=303)


@invitations.route(f"{OF_ONE}/expiry", methods=["GET", "POST"])
def expiry(invitation_id: UUID) -> ResponseReturnValue:
    """Note that no answer came in time."""
    invitation = get_invitation(g.session, g.actor, invitation_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            note_no_answer(g.session, g.actor, invitation)
            say(_("Noted."))
            return redirect(url_for(".show", invitation_id=invitation_id), code=303)
    return shown.step("invitations/expiry.html", invitation, form)


@invitations.route(f"{OF_ONE}/withdrawal", methods=["GET", "POST"])
def withdrawal(invitation_id: UUID) -> ResponseReturnValue:
    """The applicant takes the invitation back."""
    invitation = get_invitation(g.session, g.actor, invitation_id)
    form = Form.sent() if request.method == "POST" else Form({"ended_on": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            withdraw_invitation(g.session, g.actor, invitation, WithdrawalIn.checked(form.tree()))
            say(_("The invitation is withdrawn."))
            return redirect(url_for(".show", invitation_id=invitation_id), code=303)
    return shown.step("invitations/withdrawal.html", invitation, form)
