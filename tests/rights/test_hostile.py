"""Whatever a browser sends, the answer is a page with a sentence: never a fault of ours, never half a change."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from mediation_cms.people.models import Role
from tests.rights.declared import Page
from tests.rights.fields import Fields
from tests.rights.ground import HEAD, World, here
from tests.rights.matrix import PAGES, address

FAULT = 500
Tried = tuple[str, dict[str, Any]]
# Together these may do everything that can be done at the first cabinet.
HANDS = (here(Role.COORDINATOR), here(Role.MEDIATOR), here(Role.RECEPTIONIST), here(Role.REGISTER_KEEPER), HEAD)
NULL, WIDE, LONG, NOBODYS_KEY = "\x00", "\ud7ff\U0010ffff", "ы" * 1500, "00000000-0000-0000-0000-000000000000"
QUERIES = (
    "' OR 1=1 --", "{{7*7}}%s%n", "../../etc/passwd", "31.12.9999", "01.01.0001", "9" * 400, "-1", "NaN", "٣²", NOBODYS_KEY,
    "kk+ru", "<script>alert(1)</script>\r\nSet-Cookie: a=b",
)  # fmt: skip
FILTERS = (
    "q", "status", "kind", "standing", "register_kind", "place", "cabinet_id", "account_id", "dispute_code", "after", "on", "day",
    "since", "due", "mine", "wide", "language", "year", "period", "borders", "from", "to", "code", "format", "paper", "ending",
    "received_from", "received_to", "held_from", "held_to", "ended_from", "issued_to", "only", "back", "lang", "vision", "next",
    "stage", "prepared_from", "prepared_to", "party",
)  # fmt: skip
PERIODS = (
    "2022-H1", "0001", "9999", "9999-H2", "0001-Q1", "2022-13", "2022-H3", "..", "2022-01-01..2021-01-01",
    "0001-01-01..9999-12-31", "2022-01-01..",
)  # fmt: skip
TAILS = (
    "/", ".json", "%00", "%252e%252e%252f", "/..%2f..%2fetc/passwd", "?%ff%fe=%c3%28", "?lang=%ff", "%0d%0aSet-Cookie:a=b",
    ";a=b", f"?{'a=1&' * 2000}",
)  # fmt: skip
BROKEN = b"\xff\xfe\xc3\x28\xed\xa0\x80"
FORM = "application/x-www-form-urlencoded"


def pages(*, posted: bool) -> list[Page]:
    """The pages to attack: each once, whatever fills its address."""
    found = {page.endpoint: page for page in reversed(PAGES) if (page.posts if posted else page.opens) is not None}
    return [page for endpoint, page in found.items() if endpoint != "static"]


def bare(world: World, page: Page) -> str:
    """The address of a page without its query."""
    return address(world, page).partition("?")[0]


def hand_for(page: Page, who: frozenset[str] | None) -> str:
    """Somebody whom the page lets in; where nobody is let in, the coordinator."""
    return next((name for name in HANDS if name in (who or ()) and name in page.sees), HANDS[0])


def faults(client: FlaskClient, tried: Iterable[Tried], method: str) -> list[str]:
    """What was tried and made the product fall over."""
    found = []
    for at, sent in tried:
        with client.open(at, method=method, **sent) as answer:
            if answer.status_code >= FAULT:
                found.append(f"{answer.status_code} {at[:120]} {str(sent)[:160]}")
    return found


# --- addresses -----------------------------------------------------------------------------------------------------------


def fallen_lists(world: World, asked: dict[str, str]) -> list[str]:
    """The lists and pages that fall over when they are asked so."""
    found = []
    with world.undone():
        for page in pages(posted=False):
            client = world.hand(hand_for(page, page.opens))
            found += faults(client, [(bare(world, page), {"query_string": asked})], "GET")
    return found


@pytest.mark.parametrize("typed", [NULL, WIDE], ids=["null", "wide"])
def test_no_filter_sends_to_the_database_what_it_cannot_read(world: World, typed: str) -> None:
    assert fallen_lists(world, dict.fromkeys(FILTERS, typed)) == []


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("typed", QUERIES, ids=range(len(QUERIES)))
def test_no_filter_of_any_list_falls_over(world: World, typed: str) -> None:
    assert fallen_lists(world, dict.fromkeys(FILTERS, typed)) == []


@pytest.mark.database("sqlite")
def test_no_filter_falls_over_its_length(world: World) -> None:
    assert fallen_lists(world, dict.fromkeys(("q", "status", "code", "place"), LONG)) == []


def test_no_period_and_no_day_falls_over(world: World) -> None:
    client = world.hand(here(Role.COORDINATOR))
    asked = [
        (at, {"query_string": {"place": place, "period": period, "borders": borders, "format": "json", "code": "A1"}})
        for at in ("/reports", "/reports/records", "/reports/file")
        for place in ("63", "nowhere")
        for period in PERIODS
        for borders in ("then", "now", "0001-01-01", "9999-12-31", "2022-02-30")
    ]
    with world.undone():
        assert faults(client, asked, "GET") == []


@pytest.mark.database("sqlite")
def test_broken_bytes_and_odd_endings_of_addresses_fall_nowhere(world: World) -> None:
    found = []
    with world.undone():
        for page in pages(posted=False):
            at = bare(world, page).rstrip("/") or "/desk"
            found += faults(world.hand(hand_for(page, page.opens)), [(f"{at}{tail}", {}) for tail in TAILS], "GET")

    assert found == []


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "BREW"])
def test_other_methods_do_nothing(world: World, method: str) -> None:
    fine = {200, 302, 303, 404} if method in {"HEAD", "OPTIONS"} else {405, 404, 400}
    found = []
    with world.undone():
        for page in pages(posted=False):
            with world.hand(hand_for(page, page.opens)).open(address(world, page), method=method) as answer:
                if answer.status_code not in fine or (method in {"HEAD", "TRACE"} and b"TRACE" in answer.data):
                    found.append(f"{answer.status_code} {page.endpoint}")

    assert found == []


# --- forms ---------------------------------------------------------------------------------------------------------------


def bodies(names: list[str], token: str) -> Iterator[dict[str, Any]]:
    """Bodies of forms that no honest browser sends; first those that a database may stumble over."""
    own, head = {"csrf_token": token}, b"csrf_token=" + token.encode()
    for typed in (NULL, LONG):
        yield {"data": own | dict.fromkeys(names, typed)}
    odd = ("9" * 5000, "31.12.9999", "=1+{{7*7}}", WIDE, NOBODYS_KEY)
    for turn in range(3):  # each field with three of these, each beside others
        yield {"data": own | {name: odd[(at + turn) % len(odd)] for at, name in enumerate(names)}}
    yield {"data": own | {name: ["kk", "ru"] for name in names}}  # every name twice
    yield {"data": own | {f"{name}-x": "1" for name in names}}  # every name one floor deeper
    yield {"data": own | {name.split("-")[0]: "plain" for name in names}}  # a branch that is a leaf
    for number in ("9" * 5000, "999999999", "٣"):  # rows that no machine counts to
        yield {"data": own | {re.sub(r"-\d+-", f"-{number}-", name): "1" for name in names}}
    yield {"data": own | {"-".join(["a"] + ["0"] * 3000): "deep", "-": "x", "--": "x", "": "x", "-0": "x", "0-": "x"}}
    yield {"data": own | {"add": "x", "remove": "-"}}
    files = {name: (BytesIO(BROKEN), f"{name}\x00.pdf") for name in names[:5]}
    yield {"data": own | files, "content_type": "multipart/form-data"}
    yield {"data": head + b"".join(b"&" + name.encode() + b"=" + BROKEN for name in names), "content_type": FORM}
    yield {"data": head + b"&" + BROKEN + b"=1&%ff=%ff&=&&&==", "content_type": FORM}


def fallen_forms(world: World, only: slice) -> list[str]:
    """The forms that fall over when these of the bodies are sent to them."""
    found = []
    for page in pages(posted=True):
        name = hand_for(page, page.posts)
        token = world.browsers[name].hidden()["csrf_token"]
        shown = world.hand(name).get(address(world, page)).text if page.opens is not None else ""
        names = sorted(Fields(shown).values.keys() | {"reason", "on", "text"})
        for body in list(bodies(names, token))[only]:
            with world.undone():
                found += faults(world.hand(name), [(address(world, page), body)], "POST")
    return found


def test_no_form_sends_to_the_database_what_it_cannot_read(world: World) -> None:
    assert fallen_forms(world, slice(2)) == []


@pytest.mark.database("sqlite")
def test_no_form_falls_over(world: World) -> None:
    assert fallen_forms(world, slice(2, None)) == []


@pytest.mark.database("sqlite")
def test_no_single_field_fells_a_form_that_is_fine_otherwise(world: World) -> None:
    found = []
    for page in pages(posted=True):
        if page.opens is None or page.public:
            continue
        name = hand_for(page, page.posts)
        fine = Fields(world.hand(name).get(address(world, page)).text).values
        own = {"csrf_token": world.browsers[name].hidden()["csrf_token"]}
        for turn, (field, value) in enumerate(fine.items()):
            wrong = {field: [value, "x"]} if turn % 2 else {f"{field}-x": "1"}
            with world.undone():
                found += faults(world.hand(name), [(address(world, page), {"data": own | fine | wrong})], "POST")

    assert found == []


def test_no_login_falls_over(world: World) -> None:
    visitor = world.app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/sign-in").text)
    assert token is not None
    with world.undone():
        tried = [("/sign-in", body) for body in bodies(["login", "password"], token[1])]
        assert faults(visitor, tried, "POST") == []


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("body", ["many", "large", "parts"])
def test_more_than_a_form_may_hold_is_refused_in_a_sentence(world: World, body: str) -> None:
    name = here(Role.RECEPTIONIST)
    own = {"csrf_token": world.browsers[name].hidden()["csrf_token"]}
    sent: dict[str, dict[str, Any]] = {
        "many": {"data": own | {f"others-{n}-person-surname": "А" for n in range(20_000)}},
        "large": {"data": own | {"narrative": "а" * 3_000_000}},
        "parts": {"data": own | {f"f{n}": "1" for n in range(3_000)}, "content_type": "multipart/form-data"},
    }
    with world.undone(), world.hand(name).post("/requests/new", **sent[body]) as answer:
        assert answer.status_code == 413
        assert b"<h1" in answer.data


@pytest.mark.database("sqlite")
def test_a_form_with_more_rows_than_it_has_is_shown_again_at_its_size(world: World) -> None:
    name = here(Role.RECEPTIONIST)
    own = {"csrf_token": world.browsers[name].hidden()["csrf_token"]}
    rows = {f"others-{n}-person-surname": "А" for n in range(900)}
    with world.undone(), world.hand(name).post("/requests/new", data=own | rows) as answer:
        assert answer.status_code == 422
        assert len(answer.data) < 500_000
