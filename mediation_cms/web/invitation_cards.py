"""How the other sides of a matter stand, as its pages show it: who must act, until when, by which button."""

from dataclasses import dataclass
from uuid import UUID

from flask import g, request, url_for

from mediation_cms.access import Can, may
from mediation_cms.cases.models import Light
from mediation_cms.cases.readiness import lights_of
from mediation_cms.cases.workflow import CASE, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.dates import day
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import Phrase, Text, _
from mediation_cms.intake.invitation_models import Invitation
from mediation_cms.intake.invitation_queries import get_invitation, invitations_of, standing_of
from mediation_cms.intake.invitation_rules import NOT_INVITED, AnswerTerm, Standing
from mediation_cms.intake.invitation_workflow import OPEN, InvitationStatus
from mediation_cms.intake.models import Outcome, Side
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.web.lists import as_key
from mediation_cms.web.matters import Matter, SideShown

REFUSED = (InvitationStatus.DECLINED, InvitationStatus.EXPIRED)
CAME_BY_ITSELF = _("This side takes part; it was not invited by the cabinet.")
Button = tuple[str, Text]


@dataclass(frozen=True)
class InvitedSide:
    """One other side: its state in a word and in a sentence, the term that runs, the next steps; the first is the one to take."""

    side: SideShown
    invitation: Invitation | None
    badge: str
    word: Text
    sentence: Text
    term: Text | None
    left: Text | None
    steps: list[Button]


def invited_sides(matter: Matter) -> list[InvitedSide]:
    """Every other side of the matter with its invitation under way, or else its last one."""
    by_party: dict[UUID, Invitation] = {}
    for invitation in invitations_of(g.session, matter.request.id)[::-1]:
        by_party[invitation.party_id] = invitation
    sides = [side for side in matter.sides if side.party.side is Side.OTHER]
    came = _came_by_themselves(matter, [side for side in sides if side.party.id not in by_party])
    return [
        InvitedSide(side, None, "done", _("Takes part"), CAME_BY_ITSELF, None, None, [])
        if side.key in came
        else _shown(matter, side, by_party.get(side.party.id))
        for side in sides
    ]


def _came_by_themselves(matter: Matter, uninvited: list[SideShown]) -> set[str]:
    """Those of the sides that nobody invited that consent to mediation all the same, by their keys."""
    if not uninvited or matter.case is None:
        return set()
    lit = lights_of(g.session, matter.case) if matter.contract is None else None
    return {side.key for side in uninvited if lit is None or (side.key, Light.CONSENTED) in lit}


def _shown(matter: Matter, side: SideShown, invitation: Invitation | None) -> InvitedSide:
    if invitation is None:
        word = _("Not invited yet")
        return InvitedSide(side, None, "", word, NOT_INVITED, None, None, _steps(matter, side, None, None))
    today, standing = clock.today(), standing_of(g.session, invitation)
    return InvitedSide(
        side,
        invitation,
        standing.badge(today),
        standing.word(today),
        standing.sentence(today),
        term_of(invitation),
        standing.waiting(today),
        _steps(matter, side, invitation, standing),
    )


def term_of(invitation: Invitation) -> Text | None:
    """The term of the last written proposal, as a sentence; None before there is one."""
    return AnswerTerm(invitation.sent_on, invitation.term_days).sentence() if invitation.sent_on else None


def _steps(matter: Matter, side: SideShown, invitation: Invitation | None, standing: Standing | None) -> list[Button]:
    """What can be done next. Nothing but looking once the matter is finished or its contract is concluded."""
    steps: list[Button] = []
    invites = may(g.actor, Can.INVITE, matter.request) and matter.request.status is not RequestStatus.ENDED
    prepare = url_for("invitations.new", request_id=matter.request.id, party=side.party.id), _("Prepare the invitation")
    if invitation is None:
        return [prepare] if invites and matter.contract is None else []
    look: Button = url_for("invitations.show", invitation_id=invitation.id), _("Open the invitation")
    closing = closing_step(matter, invitation)
    if invites and standing is not None:
        if standing.status is InvitationStatus.PREPARED:
            url = url_for("invitations.permission", invitation_id=invitation.id)
            steps.append((url, _("Note the applicant's consent")))
        elif standing.status not in OPEN and standing.status is not InvitationStatus.ACCEPTED:
            steps += [closing] if closing else []
            steps += [prepare] if matter.contract is None else []
    return [*steps, look]


def closing_step(matter: Matter, invitation: Invitation) -> Button | None:
    """The way to finish a matter whose other side declined or did not answer; None where that cannot be done."""
    if invitation.status not in REFUSED:
        return None
    case = matter.case
    if case is None and matter.request.status is RequestStatus.REGISTERED:
        if may(g.actor, Can.CLOSE_REQUEST, matter.request):
            return url_for("requests.closure", request_id=matter.request.id, after=invitation.id), _(
                "Finish the request"
            )
    elif case is not None and CASE.allows(case.status, CaseStep.CLOSE) and may(g.actor, Can.CLOSE_CASE, case):
        return url_for("cases.closure", case_id=case.id, after=invitation.id), _("Finish before a contract")
    return None


def proposed_closing(request_id: UUID) -> dict[str, str]:
    """What the form of closing holds beforehand when it is opened from a refusal or from a day that passed (`?after=`)."""
    key = as_key(request.args.get("after", ""))
    try:
        invitation = get_invitation(g.session, g.actor, key) if key else None
    except NotFound:
        invitation = None
    if invitation is None or invitation.request_id != request_id or invitation.status not in REFUSED:
        return {}
    if invitation.status is InvitationStatus.DECLINED:
        reason = _("The other side declined the invitation on %(day)s.", day=Phrase(day, invitation.ended_on))
    else:
        reason = _(
            "The other side did not answer until %(day)s: the written proposal is deemed rejected (Law on Mediation, "
            "article 20, paragraph 6).",
            day=Phrase(day, invitation.due_on),
        )
    return {"outcome": Outcome.OTHER_SIDE_REFUSED.value, "reason": reason.in_(g.language)}
