"""Somebody without an account asks for mediation from home: begins to write, answers one question after another, sends it."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to, give_link
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.intake.access_code_models import CodeKept
from mediation_cms.intake.access_codes import give_code, note_kept, standing_code
from mediation_cms.intake.applicant_news import tell_code, tell_registered, way_of_applicant
from mediation_cms.intake.application_inputs import ConsentsIn, checked
from mediation_cms.intake.application_models import Application
from mediation_cms.intake.application_places import cabinet_of, is_place, offered
from mediation_cms.intake.application_queries import full_name, request_of, written_so_far
from mediation_cms.intake.application_rules import CABINET, KIND, PLACE, Written
from mediation_cms.intake.applying import as_request
from mediation_cms.intake.consents import keep_consents
from mediation_cms.intake.entering import enter_request
from mediation_cms.intake.models import Request
from mediation_cms.intake.own_word_taking import hear_from_home
from mediation_cms.intake.papers import own_languages, receipt_facts

KEPT_DAYS = 7
"""So long what was begun waits in its browser."""
WHICH_CABINET = _("Choose a cabinet: somebody has to read the request. Take the nearest one; it is no tie.")
SENT = _("This request was sent already. Its number and what happens stand on the status page.")


class Sent(NamedTuple):
    """The request that was registered, and its secret code; without one where it had been sent before."""

    request: Request
    code: str


def begin_application(session: Session, actor: Actor, kind: str = "") -> str:
    """Open an empty application: the secret part of a link, for the browser that it is written in.

    `kind` is what was answered before, on the pages of advice.
    """
    authorize(actor, Can.APPLY)
    now = clock.now()
    application = Application(begun_at=now, changed_at=now)
    session.add(application)
    session.flush()
    if kind in codes(session, Catalogue.DISPUTE_TYPE, clock.today()):
        _keep(session, application, Written({KIND: {"kind": kind}}))
    return give_link(session, Purpose.APPLICATION, application.id, clock.today() + timedelta(days=KEPT_DAYS))


def write_application(
    session: Session, actor: Actor, application: Application, step: str, typed: dict[str, Any]
) -> Written:
    """Keep the answer to one question, sealed. Raises Invalid, and Refused once it is sent."""
    authorize(actor, Can.APPLY)
    _require_unsent(application)
    answer = checked(step, typed)
    told = written_so_far(session, application).with_(step, answer)
    _require_offered(session, step, told)
    _keep(session, application, told)
    return told


def send_application(
    session: Session, actor: Actor, application: Application, given: ConsentsIn, language: Language
) -> Sent:
    """Register what was written as a request of its cabinet, with the consents as they were read in this language.

    Sent twice it is the same request. Raises Invalid, and Refused while a question is open.
    """
    authorize(actor, Can.APPLY)
    session.refresh(application, with_for_update=True)
    before = request_of(session, application)
    if before is not None:
        return Sent(before, "")
    told = written_so_far(session, application)
    cabinet = cabinet_of(session, told, clock.today())
    if told.missing is not None or cabinet is None:
        raise Refused(_("A question is still open. Go through them once more: each may be left open, but it is asked."))
    request, parties = enter_request(session, actor, as_request(session, told, cabinet, given, language))
    keep_consents(session, actor, request, full_name(told), given.purposes, language)
    hear_from_home(session, actor, request, parties[0], told.signs)
    code = give_code(session, actor, request)
    application.sent_at, application.request_id, application.said_sealed = clock.now(), request.id, None
    session.add(application)
    session.flush()
    facts = receipt_facts(session, request, own_languages(request.language))
    ask_for_paper(session, actor, facts, thing_id=request.id, matter_id=request.id, cabinet_id=request.cabinet_id)
    tell_registered(session, request)
    return Sent(request, code)


def draw_code_anew(session: Session, actor: Actor, application: Application) -> Sent:
    """Another code for who has sent it and did not come to see the first one. Refused once it was said how a code was kept."""
    authorize(actor, Can.APPLY)
    request = _sent(session, application)
    standing = standing_code(session, request)
    if standing is None or standing.kept is not None:
        raise Refused(_("The code was kept already. If it is lost, call the cabinet: you get another."))
    return Sent(request, give_code(session, actor, request))


def keep_code(session: Session, actor: Actor, application: Application, kept: CodeKept, code: str) -> Request:
    """The applicant says how the code was kept, or has it sent; with that the application is over and opens no more.

    Raises Invalid where it is to be sent and nothing reaches the applicant.
    """
    authorize(actor, Can.APPLY)
    request = _sent(session, application)
    if kept is CodeKept.SENT:
        if way_of_applicant(session, request, asked=True) is None or not code:
            raise Invalid({"kept": _("No message reaches you safely. Write the code down or print it.")})
        tell_code(session, request, code)
    note_kept(session, request, kept)
    end_links_to(session, Purpose.APPLICATION, application.id)
    return request


def drop_application(session: Session, actor: Actor, application: Application) -> None:
    """Forget all that was written and not sent."""
    authorize(actor, Can.APPLY)
    _require_unsent(application)
    end_links_to(session, Purpose.APPLICATION, application.id)
    session.delete(application)
    session.flush()


def _keep(session: Session, application: Application, told: Written) -> None:
    seal(session, application, "said_sealed", told.written())
    application.changed_at = clock.now()
    session.add(application)
    session.flush()


def _sent(session: Session, application: Application) -> Request:
    request = request_of(session, application)
    if request is None:
        raise Refused(_("This request was not sent yet. Look at your answers and send it."))
    return request


def _require_unsent(application: Application) -> None:
    if application.sent_at is not None:
        raise Refused(SENT)


def _require_offered(session: Session, step: str, told: Written) -> None:
    """What was chosen must be offered today: a kind of dispute, a place, a cabinet."""
    answer, today = told.of(step), clock.today()
    if step == KIND and answer["kind"] and answer["kind"] not in codes(session, Catalogue.DISPUTE_TYPE, today):
        raise Invalid({"kind": NO_SUCH_CHOICE})
    if step == PLACE and answer["place"] and not is_place(session, UUID(answer["place"]), today):
        raise Invalid({"place": NO_SUCH_CHOICE})
    if step == CABINET and cabinet_of(session, told, today) is None:
        known = {str(each.id) for each in offered(session, told, today).places}
        raise Invalid({"cabinet": NO_SUCH_CHOICE if answer["cabinet"] not in (None, *known) else WHICH_CABINET})
