"""The pages of a request from home: the words of its questions, what may be chosen, every answer once more, the code."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.core import clock
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import words
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.access_code_models import CodeKept
from mediation_cms.intake.applicant_news import way_of_applicant
from mediation_cms.intake.application_inputs import OtherKind
from mediation_cms.intake.application_models import OF_A_REQUEST
from mediation_cms.intake.application_places import cabinet_of, offered
from mediation_cms.intake.application_queries import full_name, receipt_of
from mediation_cms.intake.application_rules import (
    ABOUT,
    CABINET,
    KIND,
    LANGUAGE,
    NAME,
    OTHER,
    PLACE,
    REACH,
    TIMES,
    Written,
)
from mediation_cms.intake.consents import ConsentText, consent_text
from mediation_cms.intake.models import Request
from mediation_cms.intake.own_word_rules import Unsure
from mediation_cms.intake.screening_rules import Said, Sign
from mediation_cms.law.queries import rule, value, working_calendar
from mediation_cms.people.models import PHONES, Channel
from mediation_cms.people.rules import shown_phone
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.web.advice_pages import kinds
from mediation_cms.web.asked import Asked
from mediation_cms.web.choices import Groups, Options, options
from mediation_cms.web.forms import Form
from mediation_cms.web.languages import own_name

UNKNOWN = _("I do not know")
NOT_SAID = _("I do not know, or do not want to say")
YOU_CHOOSE = _("I do not know: choose for me")
SAFETY = _("Only the cabinet reads your answer, and the other side never does.")
YES, NO = _("Yes"), _("No")
SIGNS = ((Said.YES, YES), (Said.NO, NO), (Said.SILENT, NOT_SAID))
MOST_RADIOS = 9


QUESTIONS: Mapping[str, Asked] = {
    KIND: Asked(_("What is it about?")),
    ABOUT: Asked(
        _("Tell us briefly what happened"),
        _(
            "Two or three sentences are enough, or none. Do not write other people's secrets: you can tell the mediator more."
        ),
    ),
    OTHER: Asked(
        _("Who is the other side?"),
        _("What you know is enough. Nobody turns to the other side before you have allowed it."),
    ),
    **{sign.value: Asked(sign.label, SAFETY) for sign in Sign},
    PLACE: Asked(_("Where do you live?"), _("So that we name the nearest cabinet first. You may choose another.")),
    CABINET: Asked(_("Which cabinet is to help you?"), _("You may take one where nobody knows you.")),
    LANGUAGE: Asked(_("In which language do you want to talk?")),
    REACH: Asked(
        _("How can we contact you safely?"),
        _("No phone and no mail are needed: we also write a letter, or you come by."),
    ),
    TIMES: Asked(_("When may we contact you?"), _("For example: after 18:00, not at weekends.")),
    NAME: Asked(
        _("How may we call you?"), _("A first name is enough to begin. No copy of an identity card is needed.")
    ),
}
REACHED_BY: tuple[tuple[Channel, Text], ...] = (
    (Channel.PHONE, _("Call me")),
    (Channel.SMS, _("Send an SMS")),
    (Channel.EMAIL, _("Write an e-mail")),
    (Channel.POST, _("Write a letter")),
    (Channel.VISIT, _("I come to the cabinet myself")),
)


def start(form: Form, go_on: str) -> ResponseReturnValue:
    """What is needed, how it goes, who reads it."""
    return render_template("apply/start.html", form=form, go_on=go_on), form.status


def question(step: str, told: Written, form: Form, back: str) -> ResponseReturnValue:
    """One question on a page of its own, which is its heading."""
    order = told.steps
    found = _choices(step, told)
    if step == CABINET and "cabinet" not in form.values:
        near = offered(g.session, told, clock.today()).suggested
        form.values["cabinet"] = str(near.id) if near else ""
    return render_template(
        "apply/question.html",
        step=step,
        asked=QUESTIONS[step],
        form=form,
        back=back,
        no=order.index(step) + 1,
        total=len(order),
        is_safety=step in set(Sign),
        choices=found,
        as_list=len(found) > MOST_RADIOS,
        places=_places() if step == PLACE else [],
        unsure=options(Unsure),
        unknown=UNKNOWN,
    ), form.status


def check(told: Written, form: Form, changes: Mapping[str, str], back: str) -> ResponseReturnValue:
    """Every answer once more, each with its way back, and the consents under them."""
    lines = [(QUESTIONS[step].question.in_(g.language), _said(step, told), changes[step]) for step in told.steps]
    return render_template(
        "apply/check.html", lines=lines, form=form, back=back, consents=_consents(told), title=_title()
    ), form.status


def consent(told: Written, back: str) -> str:
    """Every consent in full."""
    return render_template("apply/consent.html", consents=_consents(told), title=_title(), back=back)


def done(request: Request, code: str, form: Form) -> ResponseReturnValue:
    """The number and the code, and how it was kept."""
    reached = way_of_applicant(g.session, request, asked=True) is not None
    ways = options(CodeKept, *(CodeKept if reached else (CodeKept.WRITTEN, CodeKept.PRINTED)))
    days = value(g.session, "request.first_word_working_days", request.received_on)
    return render_template(
        "apply/done.html",
        request=request,
        code=code,
        form=form,
        kinds=ways,
        house=letterhead(g.session, request.cabinet_id, clock.today()),
        cabinet_id=request.cabinet_id,
        answer_by=working_calendar(g.session).after(request.received_on, days),
        paper=receipt_of(g.session, request),
    ), form.status


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _choices(step: str, told: Written) -> Options:
    language = g.language
    unknown = ("", UNKNOWN.in_(language))
    if step in set(Sign):
        return [(said.value, word.in_(language)) for said, word in SIGNS]
    if step == CABINET:
        return _cabinets(told)
    if step == REACH:
        return [(channel.value, word.in_(language)) for channel, word in REACHED_BY]
    offered_here: dict[str, Options] = {
        KIND: kinds(),
        OTHER: options(OtherKind),
        LANGUAGE: [(each.value, own_name(each)) for each in Language],
    }
    return [*offered_here[step], unknown] if step in offered_here else []


def _cabinets(told: Written) -> Options:
    """The nearest first; without a place all of them, each with its region."""
    found, places, today = offered(g.session, told, clock.today()), tree(g.session), clock.today()
    named = places.name_and_region if found.all else places.name
    rows = [(str(each.id), named(each.id, g.language, today)) for each in found.places]
    if found.all:
        rows.sort(key=lambda row: row[1])
    return [*rows, ("", YOU_CHOOSE.in_(g.language))]


def _places() -> Groups:
    """Districts and towns under their regions; each region also by itself."""
    places, today = tree(g.session), clock.today()
    districts = places.by_name(Level.DISTRICT, g.language, today)
    return [
        (name, [
            (str(region.id), _("%(region)s: I do not know the district", region=name).in_(g.language)),
            *((str(each.id), called) for each, called in districts if places.region_of(each.id, today) == region.id),
        ])
        for region, name in places.by_name(Level.REGION, g.language, today)
    ]  # fmt: skip


def _title() -> str:
    return rule(g.session, "consent.common", clock.today()).words.in_(g.language)


def _consents(told: Written) -> list[ConsentText]:
    cabinet = cabinet_of(g.session, told, clock.today())
    if cabinet is None:
        return []
    name = full_name(told)
    return [consent_text(g.session, purpose, cabinet.id, name, g.language, clock.today()) for purpose in OF_A_REQUEST]


def _said(step: str, told: Written) -> str:
    """The answer in words; empty where the question was left open."""
    answer, language, today = told.of(step), g.language, clock.today()
    says: dict[str, Callable[[], str]] = {
        **{sign.value: lambda: dict(SIGNS)[Said(answer["answer"])].in_(language) for sign in Sign},
        KIND: lambda: words(g.session, Catalogue.DISPUTE_TYPE, answer["kind"]).in_(language) if answer["kind"] else "",
        OTHER: lambda: _other(answer),
        PLACE: lambda: tree(g.session).name(UUID(answer["place"]), language, today) if answer["place"] else "",
        CABINET: lambda: _cabinet(told),
        LANGUAGE: lambda: own_name(Language(answer["language"])) if answer["language"] else UNKNOWN.in_(language),
        REACH: lambda: _reach(answer),
        NAME: lambda: full_name(told),
    }
    return says[step]() if step in says else str(answer[step])


def _other(answer: Mapping[str, str]) -> str:
    phone = shown_phone(answer["phone"]) if answer["phone"] else ""
    return ", ".join(filter(None, (answer["name"], phone))) if answer["who"] else UNKNOWN.in_(g.language)


def _cabinet(told: Written) -> str:
    cabinet, today = cabinet_of(g.session, told, clock.today()), clock.today()
    return tree(g.session).name(cabinet.id, g.language, today) if cabinet else ""


def _reach(answer: Mapping[str, str]) -> str:
    channel = Channel(answer["channel"])
    said = dict(REACHED_BY)[channel].in_(g.language)
    if channel is Channel.VISIT:
        return said
    shown = shown_phone(answer["value"]) if channel in PHONES else answer["value"]
    messages = _("a message may be left: %(answer)s", answer=Unsure(answer["messages"]).label)
    return f"{said}: {shown}; {messages.in_(g.language)}"
