"""Refusals and faults as pages. Each says what happened and what to do next."""

import errno
import logging
import re
import secrets

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from mediation_cms.accounts.sessions import TooManyTries
from mediation_cms.core.errors import Forbidden, Problem, stale
from mediation_cms.core.i18n import Text, _
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form

LOG = logging.getLogger(__name__)
OWN_PAGES = {400, 403, 404, 409, 413, 422, 429, 500, 503, 507}
BAD, FORBIDDEN, NOT_FOUND, CONFLICT, UNPROCESSABLE, FAULT, UNAVAILABLE, FULL = 400, 403, 404, 409, 422, 500, 503, 507
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
NO_SPACE_FOR_ROWS = "database or disk is full"
NO_SPACE_BY_STATE = "53100"
"""How SQLite says it, and PostgreSQL."""
WAIT = 60
RECORD = re.compile(r"/[a-z]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The page of a record at the beginning of an address below it."""


def install(app: Flask) -> None:
    """One handler for each class of refusal."""
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(transactions.OtherWords, _other_words)
    app.register_error_handler(StaleDataError, lambda _error: _problem(stale()))
    app.register_error_handler(IntegrityError, _integrity)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(OSError, _system)
    app.register_error_handler(CSRFError, _out_of_date)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def page(status: int, sentence: Text | None = None, **facts: object) -> tuple[str, int]:
    """The page of an error, in the reader's language. The transaction is rolled back first, and so is what the page read."""
    _let_go()
    shown = status if status in OWN_PAGES else FAULT if status >= FAULT else NOT_FOUND
    inside = shown < FAULT and g.get("actor") is not None
    drawn = render_template(f"errors/{shown}.html", message=sentence or "", inside=inside, **facts)
    _let_go()
    return drawn, status


def _let_go() -> None:
    session = g.get("session")
    if session is not None:
        session.rollback()


def _problem(problem: Problem) -> ResponseReturnValue:
    answer = page(
        problem.status,
        None if problem.status == NOT_FOUND else problem.sentence,
        seconds=problem.seconds if isinstance(problem, TooManyTries) else 0,
        again=_again() if problem.status == CONFLICT else "",
    )
    if isinstance(problem, TooManyTries):
        return *answer, {"Retry-After": str(problem.seconds)}
    if isinstance(problem, Forbidden) and g.get("actor") is not None:
        transactions.refused_reading(str(request.endpoint))
    return answer


def _integrity(error: IntegrityError) -> ResponseReturnValue:
    # The first line names the constraint; below it PostgreSQL quotes the row.
    LOG.warning("the database refused %s: %s", request.endpoint, str(error.orig).partition("\n")[0])
    return page(CONFLICT, stale().sentence, again=_again())


def _again() -> str:
    """Where what was refused is seen as it stands now: the form that was sent, else the record; nothing when there is neither."""
    pages = current_app.url_map.bind("")
    record = RECORD.match(request.path)
    known = [request.path] if request.method == "POST" else []
    if record and record[0] != request.path:
        known.append(record[0])
    return next((path for path in known if pages.test(path, method="GET")), "")


def _database_away(error: OperationalError) -> ResponseReturnValue:
    if getattr(error.orig, "sqlstate", None) == NO_SPACE_BY_STATE or NO_SPACE_FOR_ROWS in str(error.orig):
        return _full(error.orig)
    LOG.error("the database does not answer: %s", error.orig)
    sent = _("What you typed was not stored. Go back in a minute and send it again.")
    answer = page(UNAVAILABLE, None if request.method in transactions.READ_ONLY else sent, minutes=WAIT // 60)
    return *answer, {"Retry-After": str(WAIT)}


def _system(error: OSError) -> ResponseReturnValue:
    return _full(error) if error.errno in NO_SPACE else _fault(error)


def _full(error: object) -> ResponseReturnValue:
    LOG.error("no space left at %s: %s", request.endpoint, error)
    return page(FULL)


def _out_of_date(_error: CSRFError) -> ResponseReturnValue:
    """The token is of another session, as after signing in anew: what was typed comes back, to be sent once more by hand."""
    actor = g.get("actor")
    if actor is None:
        return page(BAD)
    if _may_come_back():
        again = _fields_but("csrf_token")
        sentence = _("This form is out of date, so nothing was stored. You are signed in as %(name)s.", name=actor.name)
        return page(BAD, sentence, again=again)
    return page(BAD, _("This form is out of date, so nothing was stored. Open it anew and fill it in once more."))


def _other_words(problem: transactions.OtherWords) -> ResponseReturnValue:
    """What was typed into a form that has been sent before comes back, to be sent as a new one by hand."""
    again: list[tuple[str, str]] = []
    if _may_come_back():
        again = [*_fields_but("csrf_token", "form_key"), ("form_key", Form().key)]
    return page(UNPROCESSABLE, problem.sentence, again=again)


def _fields_but(*names: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True) if name not in names]


def _may_come_back() -> bool:
    """Whether a page of ours sent the form, as the browser itself says, and it holds neither a file nor a password."""
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    files = any(file.filename for _name, file in request.files.items(multi=True))
    return ours and not files and not any("password" in name for name in request.form)


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or FAULT
    if status < 400:  # noqa: PLR2004 - a redirect made by the router is an answer, not an error
        return error.get_response()
    return page(status)


def _fault(error: Exception) -> ResponseReturnValue:
    incident = secrets.token_hex(4)
    LOG.error("incident %s at %s", incident, request.endpoint, exc_info=error)
    return page(FAULT, incident=incident)
