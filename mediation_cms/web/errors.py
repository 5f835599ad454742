"""Refusals and faults as pages. Each says what happened and what to do next."""

import logging
import re
import secrets

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from mediation_cms.core.errors import Forbidden, Problem, stale
from mediation_cms.core.i18n import Text, _
from mediation_cms.web import transactions

LOG = logging.getLogger(__name__)
OWN_PAGES = {400, 403, 404, 409, 413, 422, 429, 500, 503, 507}
RECORD = re.compile(r"/[a-z]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The page of a record at the beginning of an address below it."""
FORBIDDEN, NOT_FOUND, CONFLICT, UNAVAILABLE, FAULT = 403, 404, 409, 503, 500


def install(app: Flask) -> None:
    """One handler for each class of refusal."""
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(StaleDataError, lambda _error: _problem(stale()))
    app.register_error_handler(IntegrityError, _integrity)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(
        CSRFError,
        lambda _error: page(400, _("This form is out of date. Reload and send again; what you typed is kept.")),
    )
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def page(status: int, sentence: Text | None = None, **facts: object) -> ResponseReturnValue:
    """The page of an error, in the reader's language. The transaction is rolled back first."""
    session = g.get("session")
    if session is not None:
        session.rollback()
    shown = status if status in OWN_PAGES else FAULT if status >= FAULT else NOT_FOUND
    return render_template(f"errors/{shown}.html", message=sentence or "", **facts), status


def _problem(problem: Problem) -> ResponseReturnValue:
    answer = page(
        problem.status,
        None if problem.status == NOT_FOUND else problem.sentence,
        seconds=getattr(problem, "seconds", 0),
        again=_again() if problem.status == CONFLICT else "",
    )
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
    LOG.error("the database does not answer: %s", error.orig)
    return page(UNAVAILABLE, minutes=1)


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or FAULT
    if status < 400:  # noqa: PLR2004 - a redirect made by the router is an answer, not an error
        return error.get_response()
    return page(status)


def _fault(error: Exception) -> ResponseReturnValue:
    incident = secrets.token_hex(4)
    LOG.error("incident %s at %s", incident, request.endpoint, exc_info=error)
    return page(FAULT, incident=incident)
