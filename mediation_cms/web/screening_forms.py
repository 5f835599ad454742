"""What the pages of screening show: what is stored as it would be typed, choices, and the summary of the request page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, render_template
from flask import request as http
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.i18n import Text, _
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import items, labels
from mediation_cms.intake.models import REFUSALS, Outcome, Request
from mediation_cms.intake.safety import Told, is_risk_set, keeps_apart, precaution_of, why_no_joint_meeting
from mediation_cms.intake.screening_models import Precaution
from mediation_cms.intake.screening_queries import Question, Screened, SideAsked, referrals_of, refusal_of, screened
from mediation_cms.intake.screening_rules import Asked, Reply, Risk, Said, Scope, Sign
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form
from mediation_cms.web.languages import current_language
from mediation_cms.web.matters import Matter, matter
from mediation_cms.web.typed import as_typed, today_as_typed

SCOPE_STATES = {Scope.FITS: "done", Scope.DOUBT: "soon", Scope.UNFIT: "late", Scope.OPEN: "wait"}
RISK_STATES = {Risk.NONE: "", Risk.WATCH: "soon", Risk.HIGH: "late"}
ASKED_STATES = {Asked.NOT_ASKED: "wait", Asked.PARTLY: "part", Asked.UNWILLING: "done", Asked.ASKED: "done"}


@dataclass(frozen=True)
class Summary:
    """What the request page says of scope and safety, and what may be done next."""

    screened: Screened
    scope_state: str
    risk: Risk | None
    risk_state: str
    risk_words: Text | None
    may_screen: bool
    ground: str = ""
    sent_to: Sequence[str] = ()

    @property
    def is_next(self) -> bool:
        """Whether asking is the next step."""
        return self.may_screen and not self.screened.is_done


def summary(found: Request) -> Summary:
    """The summary of a request; the risk only for who may read what the sides said."""
    state, risk = screened(g.session, found), found.risk if may(g.actor, Can.READ_SAFETY, found) else None
    risk_state, risk_words = ("", None) if risk is None else _risk_said(found, state)
    open_yet = found.status is not RequestStatus.ENDED
    return Summary(
        state,
        SCOPE_STATES[state.scope],
        risk,
        risk_state,
        risk_words,
        open_yet and may(g.actor, Can.SCREEN_REQUEST, found),
        *_refused(found),
    )


def _risk_said(found: Request, state: Screened) -> tuple[str, Text]:
    """The badge and the words of the level of risk: none is known only when every side was asked, or staff said so."""
    if found.risk is Risk.NONE and state.heard < len(state.sides) and not is_risk_set(g.session, found):
        return "wait", _("not assessed yet")
    return RISK_STATES[found.risk], found.risk.label


def _refused(found: Request) -> tuple[str, Sequence[str]]:
    """The words of the ground on which the request was refused, and of where its applicant was sent."""
    refusal, language = refusal_of(g.session, found), current_language()
    if refusal is None:
        return "", ()
    said = [
        labels(g.session, Catalogue.REFERRAL, language).get(code, code) for code in referrals_of(g.session, refusal)
    ]
    grounds = labels(g.session, Catalogue.REFUSAL_GROUND, language)
    return grounds.get(refusal.ground_code, refusal.ground_code), said + [refusal.elsewhere] * bool(refusal.elsewhere)


def overview(found: Matter) -> ResponseReturnValue:
    """The page on which all topics meet."""
    request, found_summary = found.request, summary(found.request)
    reads = found_summary.risk is not None
    noted = precaution_of(g.session, request.id) if reads else None
    shown = {side.party.id: side for side in found.sides}
    return render_template(
        "screening/show.html",
        matter=found,
        screening=found_summary,
        sides=[(shown[side.party.id], side, ASKED_STATES[side.state]) for side in found_summary.screened.sides],
        reads=reads,
        apart=reads and keeps_apart(g.session, request),
        noted=noted,
        why_joint=unseal(g.session, noted, "joint_reason_sealed") if noted else None,
        may_refuse=may_refuse(found),
        admitted_all_the_same=found.case.scope_reason if found.case else "",
    )


def apart_today(found: Matter) -> Text | None:
    """Why the sides of a case may not meet together today, for who may read what they said; None where they may."""
    if not may(g.actor, Can.READ_SAFETY, found.the_case):
        return None
    return why_no_joint_meeting(g.session, found.request, clock.today())


def may_refuse(found: Matter) -> bool:
    """Whether the actor may refuse the matter now: a request, or a case before its contract; or note why it was refused."""
    request, case = found.request, found.case
    if request.status is RequestStatus.ENDED:
        noted = refusal_of(g.session, request) is not None
        return request.outcome in REFUSALS and not noted and may(g.actor, Can.CLOSE_REQUEST, request)
    if case is not None:
        return found.contract is None and may(g.actor, Can.CLOSE_CASE, case)
    return may(g.actor, Can.CLOSE_REQUEST, request)


def page(template: str, found: Request, form: Form, **facts: Any) -> ResponseReturnValue:
    """A page of one topic, with the matter around it; that it was shown is noted."""
    of = matter(found.id, str(http.endpoint))
    return render_template(
        template, form=form, matter=of, replies=options(Reply), risks=options(Risk), **facts
    ), form.status


# --- scope and safety ----------------------------------------------------------------------------------------------------


def scope_typed(asked: Sequence[Question]) -> dict[str, str]:
    """The answers on scope as the fields of their form."""
    return {f"answers-{question.code}": question.reply.value for question in asked if question.reply}


def safety_form(side: SideAsked, told: Told) -> Form:
    """What a side said as it would be typed, or what was sent; asked today where it was not asked yet."""
    answers = {f"answers-{sign.value}": said.value for sign, said in told.answers.items()}
    day = as_typed(side.talk, "asked_on") if side.talk else {}
    return Form.correcting(answers | day | as_typed(told, "order_no", "order_seen_on"), {"asked_on": today_as_typed()})


def safety(found: Request, form: Form, side: SideAsked) -> ResponseReturnValue:
    """The questions for one side, and its answers."""
    return page(
        "screening/safety.html",
        found,
        form,
        signs=[(sign.value, sign.label) for sign in Sign if sign is not Sign.ORDER],
        order=Sign.ORDER,
        said=options(Said),
        asked_of=side.party.id,
    )


def risk_typed(found: Request, noted: Precaution | None) -> dict[str, Any]:
    """What staff set, as the fields of its form."""
    reason = unseal(g.session, noted, "risk_reason_sealed") if noted else None
    return {"risk": found.risk_set.value, "reason": reason or ""}


def today(name: str) -> Form:
    """A form of one day, which is today."""
    return Form({name: today_as_typed()})


# --- refusal -------------------------------------------------------------------------------------------------------------


def fresh_refusal() -> Form:
    """A refusal of today, on the ground that a question of scope proposes."""
    return Form(
        {"on": today_as_typed(), "outcome": Outcome.NOT_MEDIABLE.value, "ground_code": http.args.get("ground", "")}
    )


def refusal(found: Request, form: Form) -> ResponseReturnValue:
    """The page that refuses, for whoever may."""
    of = matter(found.id, str(http.endpoint))
    authorize(g.actor, Can.CLOSE_CASE if of.case and not of.case.ended_on else Can.CLOSE_REQUEST, of.case or found)
    return render_template(
        "screening/refusal.html",
        form=form,
        matter=of,
        outcomes=options(Outcome, *REFUSALS),
        grounds=_items(Catalogue.REFUSAL_GROUND),
        referrals=_items(Catalogue.REFERRAL),
        is_open=found.status is not RequestStatus.ENDED,
    ), form.status


def _items(catalogue: Catalogue) -> Options:
    language = current_language()
    return [(item.code, item.words.in_(language)) for item in items(g.session, catalogue, clock.today())]
