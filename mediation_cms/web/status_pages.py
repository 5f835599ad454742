"""What somebody sees who has come back to a request: how it stands, messages and files. Neutral words, nobody else's name."""

from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from mediation_cms.cases.applicant_status import ApplicantStatus, status_of
from mediation_cms.cases.consent_actions import NEEDED
from mediation_cms.consultations.booking_queries import talks_ahead_of
from mediation_cms.consultations.booking_who import applicant_known
from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.dates import when
from mediation_cms.core.i18n import labels
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.application_models import OPTIONAL, ConsentPurpose
from mediation_cms.intake.application_queries import receipt_of
from mediation_cms.intake.consents import consents_of, given_consent
from mediation_cms.intake.message_actions import note_read_at_home
from mediation_cms.intake.message_inputs import LONGEST_MESSAGE
from mediation_cms.intake.message_queries import files_of, messages_of
from mediation_cms.intake.models import Request
from mediation_cms.web import transactions
from mediation_cms.web.consent_words import WITHOUT
from mediation_cms.web.forms import Form
from mediation_cms.web.status_pass import Pass
from mediation_cms.web.ways_in import phones_of_cabinets


def asked(form: Form, kept: str = "", **headers: str) -> ResponseReturnValue:
    """The form of number and code; `kept` is what was typed when the pass had ended, and goes on behind it."""
    page = render_template("status/ask.html", form=form, kept=kept, phones=phones_of_cabinets())
    return page, form.status, headers


def shown(found: Pass, form: Form | None = None, file_form: Form | None = None) -> ResponseReturnValue:
    """The status page: what has happened, who acts now, the talk that is booked, messages and files both ways."""
    form, file_form = form or Form(), file_form or Form()
    status = status_of(g.session, found.reader, found.request)
    messages = messages_of(g.session, found.reader, found.request)
    if any(not each.from_applicant and each.read_at is None for each in messages):
        _note_read(found)
    return render_template(
        "status/show.html",
        request=found.request,
        status=status,
        steps=_steps(status),
        bookings=status_bookings(found),
        is_known=applicant_known(g.session, found.request) is not None,
        has_consents=bool(consents_of(g.session, found.request)),
        has_receipt=receipt_of(g.session, found.request) is not None,
        messages=messages,
        files=files_of(g.session, found.reader, found.request),
        longest=LONGEST_MESSAGE,
        form=form,
        file_form=file_form,
        **_house(found),
    ), max(form.status, file_form.status)


def withdrawal(found: Pass, form: Form) -> ResponseReturnValue:
    """The page before the request is taken back; after a contract, whom to call instead."""
    status = status_of(g.session, found.reader, found.request)
    facts = _house(found)
    return render_template(
        "status/withdrawal.html", request=found.request, status=status, form=form, **facts
    ), form.status


def consents(found: Pass) -> ResponseReturnValue:
    """What was agreed to, with dates; beside what may be taken back, the way to it."""
    given = consents_of(g.session, found.request)
    return render_template(
        "status/consents.html", request=found.request, consents=given, optional=OPTIONAL, **_house(found)
    )


def consent(found: Pass, purpose: ConsentPurpose, form: Form) -> ResponseReturnValue:
    """The page before a consent is taken back; of the one that is needed, what to do instead."""
    return render_template(
        "status/consent.html",
        request=found.request,
        given=given_consent(g.session, found.request, purpose),
        without=WITHOUT.get(purpose),
        needed=NEEDED,
        form=form,
        **_house(found),
    ), form.status


def status_bookings(found: Pass) -> list[str]:
    """The talks ahead of this request, for the page of its applicant: when and how.

    No links: a new one would end the link in the applicant's own message, and this page can be open in a shared place.
    """
    modes = labels(Mode, g.language)
    talks = talks_ahead_of(g.session, found.request)
    return [f"{when(talk.starts_at, g.language)} · {modes[talk.mode.value]}" for talk in talks]


def _house(found: Pass) -> dict[str, Any]:
    return {
        "house": letterhead(g.session, found.request.cabinet_id, clock.today()),
        "cabinet_id": found.request.cabinet_id,
    }


def _steps(status: ApplicantStatus) -> list[tuple[Any, str, Any]]:
    """The phases as `parts.thread` takes them."""
    return [(step.phase.label, step.where, step.day) for step in status.steps]


def _note_read(found: Pass) -> None:
    """What staff wrote is read now. Opening a page only reads, so it is noted in a short transaction of its own."""
    if request.method not in transactions.READ_ONLY:
        note_read_at_home(g.session, found.reader, found.request)
        return
    of = found.link.thing_id
    g.session.rollback()
    with transactions.database().transaction() as session:
        note_read_at_home(session, found.reader, session.get_one(Request, of))
