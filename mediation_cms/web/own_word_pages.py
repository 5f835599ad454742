"""The questions to an invited side, one to a page: their words, their choices, and every answer once more before it is sent."""

from collections.abc import Mapping

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.intake.invitation_models import Invitation
from mediation_cms.intake.own_word_inputs import REACHED_BY
from mediation_cms.intake.own_word_queries import read_word
from mediation_cms.intake.own_word_rules import ABOUT, ALONE, LANGUAGE, REACH, TIMES, Told, Unsure
from mediation_cms.intake.screening_rules import Said, Sign
from mediation_cms.people.models import PHONES, Channel
from mediation_cms.people.rules import shown_phone
from mediation_cms.web.asked import Asked
from mediation_cms.web.forms import Form
from mediation_cms.web.languages import own_name
from mediation_cms.web.matters import matter

UNKNOWN = _("I do not know")
NOT_SAID = _("I do not know, or do not want to say")
AS_NOW = _("I do not know; as you reach me now")
SAFETY = _("Only the cabinet reads your answer, and the other side never does.")
YES, NO = _("Yes"), _("No")


QUESTIONS: Mapping[str, Asked] = {
    ABOUT: Asked(
        _("What is it about for you?"),
        _("In your own words, as short as you like. The other side does not see it. You may leave it empty."),
    ),
    **{sign.value: Asked(sign.label, SAFETY) for sign in Sign},
    ALONE: Asked(_("Do you want to talk with the mediator alone first?"), _("Nobody has to sit at one table at once.")),
    LANGUAGE: Asked(_("In which language do you want to talk?")),
    REACH: Asked(_("How may we reach you?")),
    TIMES: Asked(_("When is it convenient and safe to call?"), _("For example: after 18:00, not at weekends.")),
}
SIGNS = ((Said.YES, YES), (Said.NO, NO), (Said.SILENT, NOT_SAID))


def question(step: str, told: Told, form: Form, back: str) -> ResponseReturnValue:
    """One question."""
    asked, order = QUESTIONS[step], told.steps
    return render_template(
        "invitations/question.html",
        step=step,
        asked=asked,
        form=form,
        back=back,
        no=order.index(step) + 1,
        total=len(order),
        is_safety=step in set(Sign),
        choices=_choices(step),
        unsure=_unsure(),
    ), form.status


def check(told: Told, form: Form, changes: Mapping[str, str], back: str) -> ResponseReturnValue:
    """Every answer once more, each with its way back."""
    lines = [(QUESTIONS[step].question.in_(g.language), _said(step, told), changes[step]) for step in told.steps]
    return render_template("invitations/check.html", lines=lines, form=form, back=back)


def lines_of(told: Told) -> list[tuple[str, str]]:
    """Every question that was asked with its answer, as staff read it."""
    return [(QUESTIONS[step].question.in_(g.language), _said(step, told)) for step in told.steps]


def sent_word_page(invitation: Invitation) -> ResponseReturnValue:
    """What the side sent, for whoever may read what a side says of its safety. It is noted who read it."""
    sent = read_word(g.session, g.actor, invitation)
    found = matter(invitation.request_id, "invitations.own_word")
    side = next(side for side in found.sides if side.party.id == invitation.party_id)
    return render_template(
        "invitations/own_word.html",
        matter=found,
        invitation=invitation,
        side=side,
        sent=sent,
        lines=lines_of(sent.told),
    )


def _choices(step: str) -> list[tuple[str, str]]:
    if step in set(Sign):
        return [(said.value, word.in_(g.language)) for said, word in SIGNS]
    if step == ALONE:
        return _unsure()
    if step == LANGUAGE:
        return [*((each.value, own_name(each)) for each in Language), ("", UNKNOWN.in_(g.language))]
    if step == REACH:
        return [*((each.value, each.label.in_(g.language)) for each in REACHED_BY), ("", AS_NOW.in_(g.language))]
    return []


def _unsure() -> list[tuple[str, str]]:
    return [(each.value, each.label.in_(g.language)) for each in Unsure]


def _said(step: str, told: Told) -> str:
    """The answer in words; empty where the question was left open."""
    answer, language = told.of(step), g.language
    if step in set(Sign):
        return dict(SIGNS)[Said(answer["answer"])].in_(language)
    if step == ALONE:
        return Unsure(answer["alone"]).label.in_(language)
    if step == LANGUAGE:
        return own_name(Language(answer["language"])) if answer["language"] else UNKNOWN.in_(language)
    if step == REACH:
        return _reach(answer) if answer["channel"] else AS_NOW.in_(language)
    return str(answer[step])


def _reach(answer: Mapping[str, str]) -> str:
    channel = Channel(answer["channel"])
    value = shown_phone(answer["value"]) if channel in PHONES else answer["value"]
    messages = _("a message may be left: %(answer)s", answer=Unsure(answer["messages"]).label)
    return f"{channel.label.in_(g.language)}: {value}; {messages.in_(g.language)}"
