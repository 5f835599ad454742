"""Every role of both places at every address: opened, refused or not there, exactly as `matrix` declares."""

from collections import Counter

import pytest
from werkzeug.test import TestResponse

from mediation_cms.web.app import Bitim
from mediation_cms.web.signing_in import PUBLIC
from tests.rights.declared import Page
from tests.rights.ground import EVERYBODY, HEAD, World
from tests.rights.matrix import PAGES, address
from tests.rights.walks import Walk

NOT_THERE, REFUSED = 404, 403
EVERY_WAY_OF_SEEING = (
    "coordinator",
    "mediator",
    "colleague",
    "auditor",
    "coordinator elsewhere",
    "mediator elsewhere",
    HEAD,
)
"""What a reader sees is asked of the database by role and place; who may do what with it is decided in Python."""
LET_IN = {200, 302, 303}  # opened
TAKEN_IN = LET_IN | {409, 422}  # a form without content: what it lacks is said to whoever may send it


def declared(page: Page, name: str, may: frozenset[str]) -> object:
    """What the matrix says of this page for somebody."""
    if name not in page.sees:
        return NOT_THERE
    return "may" if name in may else REFUSED


def met(status: int, fine: set[int]) -> object:
    """What the answer says, in the words of the matrix."""
    return "may" if status in fine else status


def status(answer: TestResponse) -> int:
    """The status of an answer that is put away."""
    answer.close()
    return answer.status_code


# --- every address is declared -------------------------------------------------------------------------------------------


def methods_of(app: Bitim) -> set[tuple[str, str]]:
    """Every endpoint with each method that it serves."""
    return {(rule.endpoint, method) for rule in app.url_map.iter_rules() for method in (rule.methods or ())}


@pytest.mark.database("sqlite")
def test_every_address_and_method_is_declared(world: World) -> None:
    known = {(page.endpoint, "GET") for page in PAGES if page.opens is not None}
    known |= {(page.endpoint, "POST") for page in PAGES if page.posts is not None}
    served = {pair for pair in methods_of(world.app) if pair[1] not in {"HEAD", "OPTIONS"}}

    assert known == served


@pytest.mark.database("sqlite")
def test_what_is_public_here_is_public_there(world: World) -> None:
    assert {page.endpoint for page in PAGES if page.public} == PUBLIC


# --- every cell of the matrix --------------------------------------------------------------------------------------------


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("name", EVERYBODY)
def test_a_page_opens_for_whom_it_should_and_looking_changes_nothing(
    world: World, walks: dict[str, Walk], name: str
) -> None:
    opens_as_declared(world, walks[name])


@pytest.mark.database("postgresql")
@pytest.mark.parametrize("name", EVERY_WAY_OF_SEEING)
def test_the_other_database_shows_the_same(world: World, walks: dict[str, Walk], name: str) -> None:
    opens_as_declared(world, walks[name])


def opens_as_declared(world: World, walk: Walk) -> None:
    """Each page answers this reader as the matrix says, and nothing changed by looking."""
    pages = [page for page in PAGES if page.opens is not None]
    found = {at: met(visit.status, LET_IN) for at, visit in walk.first.items()}

    assert found == {address(world, page): declared(page, walk.name, page.opens or frozenset()) for page in pages}
    assert walk.changed == set()


@pytest.mark.database("sqlite")  # whom an action refuses is decided in Python; what is seen, by the pages above on both
@pytest.mark.parametrize("name", EVERYBODY)
def test_a_form_is_taken_from_whom_it_should(world: World, name: str) -> None:
    pages = [page for page in PAGES if page.posts is not None and not page.public]
    token = world.browsers[name].hidden()["csrf_token"]
    found = {}
    for page in pages:
        with world.undone():
            answer = world.hand(name).post(address(world, page), data={"csrf_token": token})
            found[address(world, page)] = met(status(answer), TAKEN_IN)

    assert found == {address(world, page): declared(page, name, page.posts or frozenset()) for page in pages}


@pytest.mark.database("sqlite")
def test_no_form_is_taken_without_its_token(world: World) -> None:
    pages = [page for page in PAGES if page.posts is not None]
    with world.undone():
        found = Counter(world.hand("coordinator").post(address(world, page)).status_code for page in pages)

    assert found == Counter({400: len(pages)})


@pytest.mark.database("sqlite")
def test_who_has_not_signed_in_is_shown_the_door(world: World) -> None:
    pages = [page for page in PAGES if page.opens is not None and not page.public]
    visitor = world.app.test_client()
    answers = [visitor.get(address(world, page)) for page in pages]

    assert {(answer.status_code, answer.location.partition("?")[0]) for answer in answers} == {(302, "/sign-in")}
