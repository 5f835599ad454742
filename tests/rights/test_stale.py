"""Two who correct one thing at once: the slower is told, and writes over nothing that was not seen."""

import re
from typing import Any

import pytest

from mediation_cms.people.models import Role
from tests.rights.declared import Page
from tests.rights.fields import Fields
from tests.rights.ground import HEAD, World, here
from tests.rights.matrix import PAGES, address

TOLD = 409
# Every page that corrects what is stored, who does it, and a field that another hand changes meanwhile.
CORRECTED = {
    "requests.correction": (here(Role.RECEPTIONIST), "subject"),
    "parties.correction": (here(Role.RECEPTIONIST), "party-person-contact-safe_times"),
    "parties.representative_correction": (here(Role.RECEPTIONIST), "person-surname"),
    "events.correction": (here(Role.COORDINATOR), "venue"),
    "prevention.correction": (here(Role.COORDINATOR), "participants"),
    "courses.correction": (here(Role.REGISTER_KEEPER), "trainer"),
    "register_steps.correction": (here(Role.REGISTER_KEEPER), "entry-ground_in"),
    "register_steps.person": (here(Role.REGISTER_KEEPER), "person-patronymic"),
    "proposals.correction": (here(Role.MEDIATOR), "proof_kk"),
    "settings_catalogues.item": (HEAD, "kk"),
    "settings_clauses.clause": (HEAD, "name_kk"),
    "settings_places.reach": (HEAD, "phone"),
    "settings_law.correction": (HEAD, "kk"),
}
SEEN = re.compile(r'name="seen" value="([^"]+)"')
ANEW = re.compile(r'role="alert".*?<a class="button second small" href="(?P<address>[^"]+)"', re.DOTALL)
NUMBERS = {"participants": "77", "phone": "+77232111111"}


def page_of(endpoint: str) -> Page:
    """The page of this name that lets somebody in."""
    return next(page for page in PAGES if page.endpoint == endpoint and page.opens)


def opened(world: World, name: str, at: str) -> dict[str, Any]:
    """The fields of a form as somebody sees it, with what it hides."""
    browser = world.browsers[name]
    text = browser.get(at).text
    return Fields(text).sent | browser.hidden()


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("endpoint", CORRECTED)
def test_the_slower_of_two_is_told_however_often_it_is_sent(world: World, endpoint: str) -> None:
    name, field = CORRECTED[endpoint]
    at = address(world, page_of(endpoint))
    with world.undone():
        slow, quick = opened(world, name, at), opened(world, name, at)
        changed = NUMBERS.get(field, "Өзгерген")
        taken = world.hand(name).post(at, data=quick | {field: changed})
        told = world.hand(name).post(at, data=slow)
        sent_again = Fields(told.text).sent | {"seen": SEEN.findall(told.text)[0], "csrf_token": slow["csrf_token"]}
        told_again = world.hand(name).post(at, data=sent_again)
        stands = opened(world, name, at)

    assert (taken.status_code, told.status_code, told_again.status_code) == (303, TOLD, TOLD)
    assert Fields(told_again.text).sent[field] == slow[field] != changed  # what was typed can still be read
    assert stands[field] == changed


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("endpoint", CORRECTED)
def test_who_has_looked_again_may_correct(world: World, endpoint: str) -> None:
    name, field = CORRECTED[endpoint]
    at = address(world, page_of(endpoint))
    with world.undone():
        first = opened(world, name, at)
        told = world.hand(name).post(at, data=first | {"seen": "0"})
        leads = ANEW.search(told.text)
        assert leads is not None
        again = opened(world, name, leads["address"])
        taken = world.hand(name).post(at, data=again)

    assert (told.status_code, taken.status_code) == (TOLD, 303)
    assert field in again
