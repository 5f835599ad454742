"""One request, one transaction. What is refused leaves nothing behind; what was read is noted in a short one of its own."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from flask import Response, abort, current_app, g, redirect, request
from flask import session as visit
from sqlalchemy.exc import IntegrityError, OperationalError

from mediation_cms.audit.drafts import drop_draft
from mediation_cms.audit.queries import earlier_form
from mediation_cms.audit.trail import answer_form, note_reading, take_form, untake_form
from mediation_cms.core.db import Database, keyring
from mediation_cms.core.errors import Problem, Refused
from mediation_cms.core.i18n import _
from mediation_cms.web.draft_slots import of_sent_form

READ_ONLY = {"GET", "HEAD", "OPTIONS"}
FIRST_ERROR = 400
ROW_BUTTONS = {"add", "remove", "later"}
"""Buttons that draw a form once more, with a row more or less or as a draft; the form itself is not sent yet."""
LOCKED = "55P03"
"""How PostgreSQL says that something was locked for too long."""


class OtherWords(Problem):
    """A form that was sent and taken before comes again with other words in it (422): one may send them as a new form."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("This form was sent before, with other words in it. What was sent then stands as it is."))


class BeingTaken(Refused):
    """The same form is being taken at this very moment (409)."""

    def __init__(self) -> None:
        super().__init__(_("This form is being stored right now. Wait a moment, then look whether it is there."))


def database() -> Database:
    """The database of the running application."""
    found: Database = current_app.database  # type: ignore[attr-defined]  # our own Flask
    return found


def open_for_request() -> None:
    """Open the session of this request, once: a reading one for GET, else a writing one."""
    if "session" not in g:
        g.session = database().session(writes=request.method not in READ_ONLY)
        g.readings = []


def answered(answer: Callable[[], Response]) -> Response:
    """The answer, committed. The same form sent twice gets the first answer again."""
    if request.endpoint == "static":
        return answer()
    earlier = _taken_earlier()
    if earlier:
        return redirect(earlier, code=303)  # type: ignore[return-value]  # Flask types it as werkzeug's
    response = answer()
    if response.status_code < FIRST_ERROR:
        if "form_taken" in g and response.location:
            leads_to(response.location[:400])
            if g.actor is not None:
                drop_draft(g.session, g.actor.account_id, of_sent_form())
        elif "form_taken" in g and "form_answered" not in g:
            untake_form(g.session, g.form_taken)
        if request.method in READ_ONLY:
            g.session.rollback()  # nothing was written; who reads no longer keeps others waiting
        else:
            g.session.commit()
            for work in g.pop("afterwards", ()):
                work(database())
    else:
        g.session.rollback()
    _write_readings()  # also what a refused form shows of others
    return response


def leads_to(address: str) -> None:
    """Where the same form leads when it is sent again, for an answer that is a page of its own and no redirect."""
    if "form_taken" in g:
        answer_form(g.session, g.form_taken, address)
        g.form_answered = True


def afterwards(work: Callable[[Database], None]) -> None:
    """Do this as soon as what the request changed is committed, in transactions of its own, before the answer leaves."""
    g.setdefault("afterwards", []).append(work)


def reading(page: str, matter_id: UUID | None = None, shown: list[str] | None = None) -> None:
    """Note that this answer shows personal data; written before the answer leaves."""
    g.readings.append((page, matter_id, shown or []))


def refused_reading(page: str) -> None:
    """Note a refusal, after the rollback."""
    with database().connection() as connection:
        note_reading(connection, g.actor, page, refused=True)


def close(_error: BaseException | None) -> None:
    """Give the session back."""
    session = g.pop("session", None)
    if session is not None:
        session.close()


def _key_of_form() -> str:
    """What this very form is known by: its key, who sends it and where; empty for one without a key.

    Who has no account is known by the mark of the browser's session.
    """
    key = request.form.get("form_key", "") if request.method == "POST" else ""
    if not key or ROW_BUTTONS & request.form.keys():
        return ""
    who = str(g.actor.account_id) if g.actor is not None else f"visitor {visit.get('csrf_token', '')}"
    return keyring(g.session).index(json.dumps([key, who, request.path]), "form")


def _taken_earlier() -> str | None:
    """Take the form of this request; where it led when it was taken already."""
    key = _key_of_form()
    return _take(key) if key else None


def _body_of_form() -> str:
    """All that stands in the form, as a keyed index."""
    typed = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    files = sorted((name, file.filename) for name, file in request.files.items(multi=True))
    return keyring(g.session).index(json.dumps([typed, files]), "form")


def _take(key: str) -> str | None:
    """Take the form with this key; where the first one led when it was taken already.

    Raises OtherWords when other words stand in it now, and BeingTaken when its twin is at work and does not come to an end.
    """
    g.form_taken, body = key, _body_of_form()
    account_id = g.actor.account_id if g.actor is not None else None
    try:
        take_form(g.session, key, body, account_id)
    except IntegrityError:  # its twin was faster
        g.session.rollback()
        earlier = earlier_form(g.session, key)
        if earlier is not None and earlier.body != body:
            raise OtherWords from None
        return earlier.answer if earlier is not None else None
    except OperationalError as problem:
        if getattr(problem.orig, "sqlstate", None) != LOCKED:
            raise
        g.session.rollback()
        raise BeingTaken from None
    return None


def _write_readings() -> None:
    if g.readings and g.actor is not None:
        with database().connection() as connection:
            for page, matter_id, shown in g.readings:
                note_reading(connection, g.actor, page, matter_id, shown)


@contextmanager
def aside() -> Iterator[None]:
    """Work that takes long, or has a transaction of its own: nobody waits for this request meanwhile.

    It stands before anything is changed: what the request has done so far is dropped, but the form stays taken.
    """
    forget()
    yield
    take_again()


def forget() -> None:
    """Drop what this request has changed so far; used before a refused form is shown again."""
    g.session.rollback()
    g.pop("form_taken", None)


def take_again() -> None:
    """Take the form of this request once more after `forget`; where a twin was taken meanwhile, lead where that one led."""
    earlier = _taken_earlier()
    if earlier:
        abort(redirect(earlier, code=303))
