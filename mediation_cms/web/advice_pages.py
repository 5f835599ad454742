"""The words of the advice: its questions, their choices, and the answer with its grounds and where else to turn."""

from collections.abc import Mapping, Sequence

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.core import clock
from mediation_cms.core.i18n import _
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.order import level
from mediation_cms.disputes.queries import items, words
from mediation_cms.intake.advice_rules import ABOUT, AFRAID, COURT, UNKNOWN, WHO, Advice, Decided, Fear, Involved
from mediation_cms.intake.screening_rules import Reply, Scope
from mediation_cms.law.queries import RuleInForce
from mediation_cms.web.asked import Asked
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form

NOT_KNOWN = _("I do not know")
QUESTIONS: Mapping[str, Asked] = {
    ABOUT: Asked(_("What is it about?")),
    WHO: Asked(_("Who is the other side to you?"), _("No names are needed.")),
    COURT: Asked(_("Is it already in court or with the police?")),
    AFRAID: Asked(
        _("Is anyone afraid or in danger?"),
        _("Has anybody been hit, threatened or followed? Your answer is stored nowhere and stands in no address."),
    ),
}
OF_SCOPE = _("Is this so in your matter?")
YES, NO = _("Yes"), _("No")
ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "third_parties": ("court", "legal_aid"),
    "incapable_party": ("guardianship", "court", "legal_aid"),
    "corruption": ("police", "legal_aid"),
    "crime_category": ("police", "legal_aid"),
    "state_body": ("court", "akimat", "legal_aid"),
}
"""Where people are sent, by codes of the catalogue; whatever else the law excludes goes to the last two."""
ANYWHERE = ("court", "legal_aid")
IN_DANGER = ("police", "rescue", "crisis_centre", "psychologist")


def choices(step: str) -> Options:
    """What may be answered; the last is that one does not know."""
    unknown = (UNKNOWN, NOT_KNOWN.in_(g.language))
    if step == ABOUT:
        return [*kinds(), unknown]
    if step in {WHO, COURT, AFRAID}:
        return options({WHO: Involved, COURT: Decided, AFRAID: Fear}[step])
    return [(Reply.YES.value, YES.in_(g.language)), (Reply.NO.value, NO.in_(g.language)), unknown]


def kinds() -> Options:
    """The kinds of dispute of today at the top of the catalogue."""
    offered = items(g.session, Catalogue.DISPUTE_TYPE, clock.today())
    return [(item.code, item.words.in_(g.language)) for item in offered if level(item.code) == 1]


def question(
    step: str, rules: Mapping[str, RuleInForce], form: Form, back: str, order: Sequence[str]
) -> ResponseReturnValue:
    """One question on a page of its own, which is its heading."""
    asked = QUESTIONS[step] if step in QUESTIONS else Asked(rules[step].words, OF_SCOPE)
    return render_template(
        "advice/question.html",
        step=step,
        asked=asked,
        form=form,
        back=back,
        choices=choices(step),
        no=order.index(step) + 1,
        total=len(order),
        is_safety=step == AFRAID,
    ), form.status


def answer(found: Advice, rules: Mapping[str, RuleInForce], answers: Mapping[str, str], back: str) -> str:
    """The plain answer."""
    kinds = {code: words(g.session, Catalogue.REFERRAL, code).in_(g.language) for code in _elsewhere(found)}
    return render_template(
        "advice/answer.html",
        found=found,
        unfit=found.scope is Scope.UNFIT,
        grounds=[rules[code] for code in found.grounds],
        doubts=[rules[code] for code in found.doubts],
        elsewhere=list(kinds.values()),
        danger=[words(g.session, Catalogue.REFERRAL, code).in_(g.language) for code in IN_DANGER],
        back=back,
        unsure=UNKNOWN in answers.values(),
    )


def _elsewhere(found: Advice) -> list[str]:
    return list(dict.fromkeys(code for ground in found.grounds for code in ELSEWHERE.get(ground, ANYWHERE)))
