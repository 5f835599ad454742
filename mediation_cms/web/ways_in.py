"""Ways in without an account: a secret in the address. Whoever guesses waits longer and longer; the right secret opens at once.

The growing delay is that of wrong passwords (`accounts.sessions`), counted by door and network together: who guesses codes keeps
no colleague behind the same address from signing in. It keeps nobody out who holds the right secret: an office behind one
address must not lose its letters because a neighbour guesses, and with 60 random bits and more no guess is helped by being
answered.
"""

from collections.abc import Callable
from typing import TypeVar

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.accounts.link_models import PersonalLink, Purpose
from mediation_cms.accounts.links import link_behind
from mediation_cms.accounts.sessions import TooManyTries, remember_failure, seconds_to_wait
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.web import transactions
from mediation_cms.web.limits import limit_guesses
from mediation_cms.web.signing_in import network

Thing = TypeVar("Thing")
NOT_FOUND = 404


def let_in(door: str, look: Callable[[], Thing]) -> Thing:
    """What `look` finds. Raises NotFound where it finds nothing, and TooManyTries (429) for who has guessed too often here."""
    try:
        return look()
    except NotFound:
        at = f"{door} from {network()}"
        wait = seconds_to_wait(g.session, at, at, clock.now())
        if wait:
            raise TooManyTries(wait) from None
        transactions.forget()
        with transactions.database().transaction() as session:
            remember_failure(session, at, at)
        raise


def alike(look: Callable[[], Thing]) -> Thing | None:
    """What `look` finds, or None, where the time of the answer must not tell which: nothing is written for either.

    Who asks for too much that is not there waits (TooManyTries); what is there opens at once.
    """
    try:
        return look()
    except NotFound:
        limit_guesses()
        return None


def by_link(purpose: Purpose, token: str) -> PersonalLink:
    """The personal link with this secret part. Raises NotFound (`nowhere` is its page) and TooManyTries."""
    return let_in("link", lambda: link_behind(g.session, purpose, token))


def nowhere() -> ResponseReturnValue:
    """What every link says that does not lead, or no longer leads, where its reader wanted: kindly, and whom to phone."""
    return render_template("links/nowhere.html", phones=phones_of_cabinets()), NOT_FOUND


def phones_of_cabinets() -> list[tuple[str, str]]:
    """Whom to phone when no way in leads on: each cabinet that has a phone."""
    today, places = clock.today(), tree(g.session)
    return [
        (places.name_and_region(cabinet.id, g.language, today), cabinet.phone)
        for cabinet in places.at_level(Level.CABINET, today)
        if cabinet.phone
    ]
