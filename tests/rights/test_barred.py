"""Who is barred from a matter opens nothing of it and finds it in no list, whatever role they hold."""

from urllib.parse import urlencode

import pytest

from mediation_cms.intake.barring import bar
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Role
from tests.rights.declared import Page
from tests.rights.ground import World, here
from tests.rights.matrix import PAGES, REPORT, address

WHOSE = {"request_id", "case_id", "invitation_id", "call_id", "task_id", "link_id", "first"}
LISTS = (
    "/desk", "/invitations", "/follow-ups?when=missed", "/follow-ups", "/tasks", "/queue", "/queue?list=unanswered",
    "/people?q=Қайрат", "/requests", "/cases", "/agreements", "/history", f"/reports/records?{REPORT}&code=A1",
)  # fmt: skip


def of_a_matter() -> list[Page]:
    """Every page of a request or a case, and of what hangs on them."""
    return [page for page in PAGES if WHOSE & page.fills.keys()]


def bar_from_everything(world: World, name: str) -> list[str]:
    """Bar somebody from every matter of the world; the numbers of these."""
    person_id = world.actors[name].person_id
    assert person_id is not None
    with world.database.session() as session:
        numbers = []
        for key in {value for name, value in world.keys.items() if name.endswith(" request")}:
            request = session.get_one(Request, key)
            bar(session, world.actors["coordinator"], request, person_id, BarGround.RECORDED)
            numbers.append(request.number)
        session.commit()
    return numbers


@pytest.mark.database("sqlite")  # what is asked of the database is tried on both by tests/cases/test_conflicts.py
@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.MEDIATOR, Role.COORDINATOR, Role.AUDITOR])
def test_nothing_of_the_matter_is_there(world: World, role: Role) -> None:
    name = here(role)
    token = world.browsers[name].hidden()["csrf_token"]
    client = world.hand(name)
    with world.undone():
        seen = [client.get(at).get_data(as_text=True) for at in LISTS]
        numbers = bar_from_everything(world, name)
        opened = {address(world, page): client.get(address(world, page)).status_code for page in of_a_matter()}
        posted = {
            address(world, page): client.post(address(world, page), data={"csrf_token": token}).status_code
            for page in of_a_matter() if page.posts is not None
        }  # fmt: skip
        asked = [f"/search?{urlencode({'q': number})}" for number in numbers]
        lists = [client.get(at, follow_redirects=True).get_data(as_text=True) for at in LISTS]
        by_number = [client.get(at).status_code for at in asked]

    assert {number for page in seen for number in numbers if number in page}
    assert {number for page in lists for number in numbers if number in page} == set()
    assert set(by_number) == {200}  # nothing found; a number that is found leads on to its matter
    assert {at: status for at, status in opened.items() if status not in {404, 405}} == {}
    assert {at: status for at, status in posted.items() if status != 404} == {}
