"""The jobs that are measured: what the product does, and what the floor does beside it."""

import random
import re
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from bench.dressing import HISTORY
from bench.floors.measuring import RARE, SURNAMES, Client, case
from bench.house import token

CASES = re.compile(rb'href="(?:/cases/|/requests/)([0-9a-f-]{36})')
Job = Callable[[Client, int], None]


@dataclass(frozen=True)
class Pair:
    """One job: ours, the floor's, and how many floors are good."""

    name: str
    ours: Job
    floor: Job
    good: float


def expect(status: int, *fine: int) -> None:
    """Count an answer as an error unless it is one of these."""
    if status not in fine:
        raise RuntimeError(f"answered {status}")


FILTERED = (
    "/queue?list=unassigned&language=kk&kind=NEI&source=self&older=3&mark=untouched"
    "&cols=cabinet.kind.language.source.mediator"
)


def reads(cases: list[str], floor_cases: int, names: tuple[str, str], dressed: dict[str, str]) -> list[Pair]:
    """The pages that are read: lists and the queue, one case, the report, the search for a common and for a rare surname."""

    def page(address: str, has: bytes, times: int = 1) -> Job:
        """Reads the page; what it has not as often as it must, ends the run."""

        def read(client: Client, _k: int) -> None:
            status, body = client.get(address)
            expect(status, 200)
            if body.count(has) < times:
                raise RuntimeError(f"{address} shows no {times} × {has.decode()}")

        return read

    listed = page("/cases?status=in_mediation", b'href="/cases/', 50)
    queue = page("/queue", b'name="request"', 50)
    narrowed = page(FILTERED, b'name="request"')
    history = page(f"/requests/{dressed['told']}/history", b"<li", HISTORY)
    proposed = page(f"/queue?open={dressed['waiting']}", b'name="mediator_id"', 3)

    def one(client: Client, k: int) -> None:
        expect(client.get(f"/cases/{cases[k % len(cases)]}")[0], 200)

    def report(client: Client, _k: int) -> None:
        expect(client.get("/reports?place=KZ&period=2025-H1&borders=then")[0], 200)

    def found(client: Client, name: str) -> None:
        status, body = client.get("/search?q=" + quote(name))
        expect(status, 200)
        if not CASES.search(body):
            raise RuntimeError(f"nobody is called {name}")

    def common(client: Client, _k: int) -> None:
        found(client, names[0])

    def rare(client: Client, _k: int) -> None:
        found(client, names[1])

    def floor_search(name: str) -> Job:
        return lambda client, _k: expect(client.get(f"/search?q={name.lower()}")[0], 200)

    def floor_queue(client: Client, _k: int) -> None:
        expect(client.get("/queue")[0], 200)

    def floor_one(client: Client, k: int) -> None:
        expect(client.get(f"/case/{k * 7919 % floor_cases + 1}")[0], 200)

    def floor_report(client: Client, _k: int) -> None:
        expect(client.get("/stats")[0], 200)

    return [
        Pair("list of cases, 50 rows", listed, floor_queue, 3),
        Pair("coordinator's queue, 50 rows", queue, floor_queue, 3),
        Pair("coordinator's queue, every filter", narrowed, floor_queue, 3),
        Pair("suggestion, 2,000 mediators", proposed, floor_queue, 3),
        Pair("one case", one, floor_one, 4),
        Pair("history of 200 entries", history, floor_one, 4),
        Pair("report, republic, a half-year", report, floor_report, 3),
        Pair("search, common surname", common, floor_search(SURNAMES[0]), 3),
        Pair("search, rare surname", rare, floor_search(RARE), 3),
    ]


def writes(page_of_form: bytes, cabinet: str, floor_cases: int) -> list[Pair]:
    """What is written: a registration by staff, then the admission of what was registered (a change of state)."""
    csrf = token(page_of_form)
    registered: deque[str] = deque()

    def sent(client: Client, path: str, fields: dict[str, str]) -> str:
        """Send a form; where it led. The next page would show and take away what was said: its cookie is not kept."""
        kept = dict(client.cookies)
        expect(client.post(path, fields)[0], 303)
        client.cookies = kept
        return str(client.location)

    def register(client: Client, k: int) -> None:
        other = case(4_000_000 + k)
        given, surname = other["name"].split()
        surname += "".join(
            chr(ord("a") + int(figure)) for figure in str(k)
        )  # nobody known: who is, is asked about first
        fields = {
            "csrf_token": csrf, "form_key": secrets.token_urlsafe(16), "cabinet_id": cabinet, "received_on": "20.11.2026",
            "channel": "phone", "source": "self", "language": "kk", "subject": "Speed", "dispute_code": "NEI",
            "applicant-kind": "person", "applicant-person-given_name": given, "applicant-person-surname": surname,
            "others-0-kind": "person", "others-0-person-given_name": given, "others-0-person-surname": f"{surname}z",
            "narrative": other["text"],
        }  # fmt: skip
        registered.append(sent(client, "/requests/new", fields))

    def change(client: Client, _k: int) -> None:
        sent(client, f"{registered.popleft()}/case", {"csrf_token": csrf, "on": "20.11.2026"})

    def floor_register(client: Client, k: int) -> None:
        x = case(3_000_000 + k)
        fields = {
            "category": x["category"],
            "applicant": x["name"],
            "respondent": x["name"],
            "subject": x["subject"],
            "body": x["text"],
        }
        expect(client.post("/submit", fields)[0], 302)

    def floor_change(client: Client, k: int) -> None:
        expect(client.post(f"/case/{random.Random(k).randrange(floor_cases) + 1}", {"m": str(k % 40)})[0], 302)

    return [
        Pair("registration by staff", register, floor_register, 3),
        Pair("change of state (admission)", change, floor_change, 3),
    ]
