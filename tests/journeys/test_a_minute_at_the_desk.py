"""A mediator has just put the phone down: eight taps and one text on a phone write the talk down, with or without a script."""

from time import monotonic

import pytest
from playwright.sync_api import expect
from sqlmodel import Session, col, select

from mediation_cms.cases.contact_inputs import Contacted, Upshot
from mediation_cms.consultations.models import ContactLog
from mediation_cms.core import clock
from mediation_cms.core.i18n import Language, _
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Role
from tests.journeys.conftest import cast_of
from tests.journeys.reader import Reader
from tests.make import matters

pytestmark = pytest.mark.database("sqlite")
MOST_TAPS, A_MINUTE = 8, 60


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_call_is_written_down_in_eight_taps_and_one_text_on_a_phone(enter, cabinet_of, scripts):
    cabinet = cabinet_of(Language.KK)
    with cabinet.site.database.transaction() as session:
        cast = cast_of(session, cabinet)
        _other, number = (matters.in_work(session, cast, clock.today()).number for _matter in range(2))
    mediator = enter(cabinet, Role.MEDIATOR, scripts=scripts, width=360)
    group = mediator.group
    began = monotonic()

    taps = [
        lambda: mediator.follows(_("Log a conversation")),
        lambda: group(_("Case or request")).page.locator(f'label:has-text("{number}")').click(),
        lambda: group(_("Kind")).ticks(Contacted.CALL.label),
        lambda: group(_("With whom")).ticks(_("Side %(n)s", n=2)),
        lambda: group(_("Minutes")).ticks("15"),
        lambda: group(_("Outcome")).ticks(Upshot.NOT_REACHED.label),
        lambda: mediator.writes(_("Note"), "Кешке қайта хабарласамын."),
        lambda: mediator.presses(_("Save")),
    ]
    for tap in taps:
        tap()
    mediator.reads(_("The conversation is logged."), "Кешке қайта хабарласамын.")

    assert (len(taps) <= MOST_TAPS, monotonic() - began < A_MINUTE) == (True, True)
    with cabinet.site.database.session(writes=False) as session:
        logged = of(session, number)
    assert (logged.kind, logged.sides, logged.minutes, logged.outcome, logged.held_on) == (
        "call", ["other-1"], 15, "not_reached", clock.today(),
    )  # fmt: skip


def of(session: Session, number: str) -> ContactLog:
    """The one contact of this matter."""
    statement = (
        select(ContactLog).join(Request, col(Request.id) == ContactLog.request_id).where(Request.number == number)
    )
    return session.exec(statement).one()


def test_what_is_still_wrong_is_seen_first_and_what_is_not_saved_is_said(enter, cabinet_of):
    cabinet = cabinet_of(Language.RU)
    mediator = enter(cabinet, Role.MEDIATOR)
    mediator.follows(_("Log a conversation"))
    mediator.presses(_("Save"))
    first = mediator.page.locator("[role=alert] a").first
    first.click()
    assert mediator.page.url.endswith(str(first.get_attribute("href")))
    mediator.presses(_("Save"))
    expect(mediator.page.locator("[role=alert]")).to_be_focused()
    assert "#" not in mediator.page.url

    # Signed out in another window: the line under the form no longer speaks of a draft that is saved.
    elsewhere = Reader(mediator.page.context.new_page(), mediator.site, cabinet.language)
    elsewhere.opens("/desk")
    elsewhere.presses(_("Sign out"))
    elsewhere.reads_heading(_("Staff sign-in"))
    mediator.writes(_("Note"), "Перезвоню вечером.")
    mediator.page.keyboard.press("Tab")
    mediator.reads(
        _("Not saved just now: the connection or your session has ended. What you typed stays on this page.")
    )
