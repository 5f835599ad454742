"""Opening and ending spells: the one way in which a request comes to count."""

from datetime import date

from sqlmodel import Session, col, select

from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.documents.issuing import outdate
from mediation_cms.intake.applicant_news import tell_news
from mediation_cms.intake.models import Opened, Outcome, Request, Spell
from mediation_cms.intake.screening_queries import refusal_of
from mediation_cms.intake.workflow import REQUEST, RequestStep


def open_spell(session: Session, request: Request, opened: Opened, on: date) -> Spell:
    """The request is open at its cabinet from this day on."""
    spell = Spell(
        request_id=request.id,
        cabinet_id=request.cabinet_id,
        district_id=request.district_id,
        opened=opened,
        opened_on=on,
        counted=request.joined_to_id is None,
    )
    session.add(spell)
    return spell


def end_spell(session: Session, request: Request, outcome: Outcome | None, on: date) -> Spell:
    """The open spell ends on this day, with an outcome, or by transfer when there is none. Refused before its beginning."""
    spell = session.exec(select(Spell).where(Spell.request_id == request.id, col(Spell.ended_on).is_(None))).one()
    if on < spell.opened_on:
        raise Invalid({"on": _("The end is before the start. Check the dates.")})
    spell.ended_on, spell.outcome, spell.transferred = on, outcome, outcome is None
    session.add(spell)
    session.flush()  # the next spell must not meet this one still open
    return spell


def finish(session: Session, request: Request, step: RequestStep, outcome: Outcome, on: date, reason: str) -> None:
    """The request ends on this day, by this step, with an outcome."""
    status = REQUEST.after(request.status, step)
    spell = end_spell(session, request, outcome, on)
    request.status = status
    request.outcome, request.ended_on, request.ended_reason = outcome, on, reason
    session.add(request)
    session.flush()
    tell_news(session, request, f"ended:{spell.id}")


def begin_again(session: Session, request: Request, step: RequestStep, on: date) -> None:
    """A finished request is open again from this day on, by this step: a new spell begins, the old one stays as it was."""
    status = REQUEST.after(request.status, step)
    if request.ended_on is not None and on < request.ended_on:
        raise Invalid({"on": _("It ended on %(day)s: it cannot be open again before that day.", day=request.ended_on)})
    refused = refusal_of(session, request)
    if refused is not None:
        outdate(session, refused.id)
    request.status, request.outcome, request.ended_on, request.ended_reason = status, None, None, ""
    session.add(request)
    session.flush()
    open_spell(session, request, Opened.REOPENED, on)
