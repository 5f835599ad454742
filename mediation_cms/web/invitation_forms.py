"""What the pages of an invitation show: the matter above, the way to reach the side beside, what was tried below."""

from typing import Any

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.core import clock
from mediation_cms.core.i18n import _, labels
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import items
from mediation_cms.intake.invitation_inputs import HEARD
from mediation_cms.intake.invitation_models import AttemptResult, Invitation, InvitationChannel, ReplyState
from mediation_cms.intake.invitation_queries import WAYS, reach_of, replies_of, standing_of, way_by
from mediation_cms.intake.invitation_rules import ANSWER_DAYS
from mediation_cms.intake.invitation_settling import code_of
from mediation_cms.intake.invitation_workflow import INVITATION, MAY_LEAVE, OPEN, InvitationStep
from mediation_cms.intake.models import IntakeChannel, Party, Request
from mediation_cms.intake.own_word_queries import sent_word
from mediation_cms.intake.paper_actions import HANDED
from mediation_cms.intake.papers import own_languages
from mediation_cms.intake.safety import why_no_invitation
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.law.queries import value
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form
from mediation_cms.web.invitation_cards import closing_step, term_of
from mediation_cms.web.invitation_lines import happened
from mediation_cms.web.matters import Matter, SideShown, matter
from mediation_cms.web.request_forms import SCREEN_LANGUAGES
from mediation_cms.web.site import site
from mediation_cms.web.typed import today_as_typed

PAGE = "invitations.show"
SENT = {
    InvitationChannel.EMAIL: _("The e-mail is on its way."),
    InvitationChannel.SMS: _("The SMS is on its way; at night it waits for the morning."),
}


def fresh(request: Request, party: Party) -> Form:
    """A new invitation: in the language in which the side is reached, with the days that the law gives."""
    ways = reach_of(g.session, party)
    language = ways[0].language if ways else request.language
    days: int = value(g.session, ANSWER_DAYS, clock.today())
    return Form({"language": language.value, "term_days": str(days)})


def permission_fresh() -> Form:
    """Consent told today, in person. To which ways, nobody answers beforehand for the applicant."""
    return Form({"permitted_on": today_as_typed(), "permitted_how": IntakeChannel.IN_PERSON.value})


def attempt_fresh(invitation: Invitation) -> Form:
    """A try of today, by the first way that was agreed."""
    return Form({"tried_on": today_as_typed(), "channel": invitation.channels[0] if invitation.channels else ""})


def reply_fresh(invitation: Invitation) -> Form:
    """An answer of today, by phone, in the language of the invitation."""
    how = IntakeChannel.PHONE.value
    return Form({"given_on": today_as_typed(), "how": how, "language": invitation.language.value})


def side_of(found: Matter, invitation: Invitation) -> SideShown:
    """The side that is invited."""
    return next(side for side in found.sides if side.party.id == invitation.party_id)


def new(request: Request, party: Party, form: Form) -> ResponseReturnValue:
    """The page on which an invitation is prepared."""
    authorize(g.actor, Can.INVITE, request)
    found = matter(request.id, PAGE)
    side = next(side for side in found.sides if side.party.id == party.id)
    return render_template(
        "invitations/new.html", matter=found, side=side, form=form, screen_languages=SCREEN_LANGUAGES
    ), form.status


def step(template: str, invitation: Invitation, form: Form, **facts: Any) -> ResponseReturnValue:
    """A page with one step of an invitation, for whoever may take it."""
    request = g.session.get_one(Request, invitation.request_id)
    authorize(g.actor, Can.INVITE, request)
    found = matter(request.id, PAGE)
    return render_template(
        template,
        matter=found,
        invitation=invitation,
        side=side_of(found, invitation),
        form=form,
        ways=ways(found, invitation),
        why_not=why_no_invitation(g.session, request),
        **facts,
    ), form.status


def require(invitation: Invitation) -> None:
    """Refuse (Forbidden, 403) unless the actor may work on the invitation."""
    authorize(g.actor, Can.INVITE, g.session.get_one(Request, invitation.request_id))


def agreed_channels(invitation: Invitation) -> Options:
    """The channels to which the applicant agreed."""
    return options(InvitationChannel, *(InvitationChannel(each) for each in invitation.channels))


def heard() -> Options:
    """How people tell staff something."""
    return options(IntakeChannel, *HEARD)


def results() -> Options:
    """What may come of a try."""
    return options(AttemptResult)


def reasons() -> Options:
    """Why a side declines, in the words of the catalogue."""
    found = items(g.session, Catalogue.INVITATION_REFUSAL, clock.today())
    return [(item.code, item.words.in_(g.language)) for item in found]


def ways(found: Matter, invitation: Invitation) -> list[tuple[str, Any]]:
    """The ways to reach the side and whoever speaks for it, each with the name behind it; never those of a child itself."""
    side = side_of(found, invitation)
    people = [*([] if side.party.minor else [side]), *side.representatives]
    return [(each.name, contact) for each in people for contact in each.contacts]


def address_of(invitation: Invitation) -> str:
    """The short address of an invitation; empty before the applicant agreed."""
    code = code_of(g.session, invitation)
    return f"{site()}/i/{code}" if code else ""


def show(invitation: Invitation) -> ResponseReturnValue:
    """The page of an invitation. The address by which anybody can answer is for who works on it alone."""
    found, today = matter(invitation.request_id, PAGE), clock.today()
    standing, replies = standing_of(g.session, invitation), replies_of(g.session, invitation)
    works = may(g.actor, Can.INVITE, found.request) and found.request.status is not RequestStatus.ENDED
    leaves = works and invitation.status in MAY_LEAVE
    channels, address = {InvitationChannel(each) for each in invitation.channels}, address_of(invitation)
    allowed = works and standing.answer_waits is False
    told_why, side = may(g.actor, Can.READ_SAFETY, found.request), side_of(found, invitation)
    return render_template(
        "invitations/show.html",
        matter=found,
        invitation=invitation,
        side=side,
        standing=standing,
        term=term_of(invitation),
        ways=ways(found, invitation),
        why_not=why_no_invitation(g.session, found.request) if told_why and invitation.status in OPEN else None,
        channels=[labels(InvitationChannel, g.language)[each] for each in invitation.channels],
        happened=happened(invitation, notes=may(g.actor, Can.INVITE, found.request)),
        waiting=next((reply for reply in replies if reply.state is ReplyState.WAITING), None),
        wrote=sent_word(g.session, invitation) if told_why else None,
        works=works,
        leaves=leaves,
        sends=_sends(side.party, channels) if leaves else (),
        prints=leaves and bool(HANDED & channels) and may(g.actor, Can.MAKE_PAPER, found.request),
        paper_languages="+".join(own_languages(invitation.language)),
        sms=sms(invitation, address) if leaves and InvitationChannel.SMS in channels else "",
        address=address if leaves else "",
        answers=works and INVITATION.allows(invitation.status, InvitationStep.ACCEPT),
        expires=allowed and standing.is_late(today),
        withdraws=works and INVITATION.allows(invitation.status, InvitationStep.WITHDRAW),
        closing=closing_step(found, invitation),
    )


def _sends(party: Party, agreed: set[InvitationChannel]) -> list[InvitationChannel]:
    """By which of the agreed channels we can send it ourselves."""
    gateway: str = current_app.settings.sms_url  # type: ignore[attr-defined]  # our own Flask
    ours = [by for by in WAYS if by in agreed and (gateway or by is not InvitationChannel.SMS)]
    return [by for by in ours if way_by(g.session, party, by) is not None]


def sms(invitation: Invitation, address: str) -> str:
    """The words of an SMS, to be sent from the cabinet's own phone: neutral, with nothing but the address."""
    said = _("Bitim: you are invited to talk. %(url)s", url=f"{address}?lang={invitation.language}")
    return said.in_(invitation.language)
