"""The cabinet's own computer: the mode stays across links, fills in nothing, and forgets whoever was there."""

import re

import pytest
from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.intake.invitation_settling import code_of
from mediation_cms.web.app import Bitim
from tests import make
from tests.make import invitations
from tests.web.stage import Stage
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")
REFRESH = '<noscript><meta http-equiv="refresh" content="120;url=/kiosk/end"></noscript>'


@pytest.fixture
def address(stage: Stage, session: Session) -> str:
    """A page for everybody on which something is typed."""
    make.visitor(session)
    request = make.request(session, stage.cast.receptionist, stage.cast.country.cabinet, clock.today())
    today = f"{clock.today():%d.%m.%Y}"
    invitation = invitations.permitted(session, stage.cast.receptionist, request, permitted_on=today)
    session.commit()
    return f"/i/{code_of(session, invitation)}"


def test_the_mode_stays_across_links_until_it_is_ended(visitor: Visitor, address: str) -> None:
    before = visitor.get(address)
    first = visitor.get(f"{address}?kiosk=1")
    after = visitor.get(address)
    ended = [visitor.get(f"{address}?kiosk=0"), visitor.get(address)]

    assert [REFRESH in page.text for page in (before, first, after, *ended)] == [False, True, True, False, False]
    cookie = next(line for line in first.headers.getlist("Set-Cookie") if line.startswith("kiosk="))
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie
    assert {page.headers["Cache-Control"] for page in (first, after)} == {"no-store"}


def test_no_form_fills_itself_in_and_staff_do_not_sign_in_there(visitor: Visitor, address: str) -> None:
    visitor.get("/styleguide?kiosk=1")
    pages = [visitor.get(at).text for at in (address, "/i", "/sign-in")]

    for page in pages:
        assert page.count("<form ") == page.count('<form autocomplete="off" ')
        assert re.findall(r'autocomplete="(?!off")', page) == []
    assert 'href="/sign-in"' not in pages[0]


def test_whoever_comes_next_finds_nothing_of_whoever_was_there(visitor: Visitor, address: str) -> None:
    visitor.get(f"{address}?kiosk=1&lang=ru&vision=low")
    visitor.send(address, answer="agreed")
    about = f"{address}/questions/about"
    visitor.get(about)
    visitor.send(about, about="Құпия zqzq")
    assert "zqzq" in visitor.get(about).text

    end = visitor.get("/kiosk/end")
    after = [visitor.get(at) for at in (about, f"{address}/check", address)]

    assert (end.status_code, end.location) == (302, "/?kiosk=1")
    assert [page.status_code for page in after] == [302, 302, 200]
    assert "zqzq" not in "".join(page.text for page in after)
    assert ('lang="kk"' in after[2].text, REFRESH in after[2].text) == (True, True)


def test_a_form_that_the_browser_sends_again_afterwards_is_refused_without_its_words(
    app: Bitim, visitor: Visitor, address: str
) -> None:
    visitor.get(f"{address}?kiosk=1")
    typed = visitor.hidden() | {"answer": "call", "phone": "8 701 000 00 05 zqzq"}
    visitor.client.post(address, data=typed)
    visitor.get("/kiosk/end")

    again = visitor.client.post(address, data=typed)

    assert (again.status_code, "zqzq" in again.text) == (400, False)


def test_on_any_other_computer_it_only_leads_home(stage: Stage) -> None:
    desk = stage.receptionist
    answer = desk.get("/kiosk/end")

    assert answer.location == "/"
    assert desk.get("/desk").status_code == 200
