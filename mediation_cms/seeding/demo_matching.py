"""The demo's people who come twice: a request that was brought once more, the other side's own, a guest who is known."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session, col, select

from mediation_cms.core.clock import telling_of
from mediation_cms.intake.inputs import JoinIn
from mediation_cms.intake.join_actions import join_request
from mediation_cms.intake.models import JoinKind, Party, Side
from mediation_cms.intake.same_person_actions import link_people
from mediation_cms.people.models import Person
from mediation_cms.seeding import telling
from mediation_cms.seeding.demo_lively import Lively
from mediation_cms.seeding.free_plot import FreePlot
from mediation_cms.seeding.telling import Told

SOON = timedelta(minutes=5)


def come_twice(session: Session, live: Lively) -> None:
    """Tell of them: two pairs of requests are one matter each and are joined, in the third one person has two matters."""
    told = telling.tell(session, [plot.steps for plot in _plots(live)])
    coordinator = live.crew.actors["coordinator"]
    for request, to, kind, reason in (
        (told[1], told[0], JoinKind.DUPLICATE, "Телефонмен тіркелген өтініш"),
        (told[3], told[2], JoinKind.OTHER_SIDE, "Сол шекара: екінші тарап та келді"),
    ):
        with telling_of(request.at + SOON):
            side = _side(session, to, Side.OTHER).id if kind is JoinKind.OTHER_SIDE else None
            join_request(session, coordinator, request.request, to.request, JoinIn(kind=kind, side=side, reason=reason))
    with telling_of(told[5].at + SOON):
        link_people(session, coordinator, *(_applicant(session, each) for each in (told[5], told[4])))


def _plots(live: Lively) -> Iterator[FreePlot]:
    called = live.brought("NEI.noise", "55-PAV", 4).given
    yield live.brought("NEI.noise", "55-PAV", 4, applicant=called.applicant, others=called.others)
    yield live.brought("NEI.noise", "55-PAV", 3, applicant=called.applicant, others=called.others)
    here, there = (live.guests.neighbour(live.day(3), side) for side in (Side.APPLICANT, Side.OTHER))
    came, stayed = (
        who.model_copy(update={"side": side}) for who, side in ((there, Side.APPLICANT), (here, Side.OTHER))
    )
    yield live.brought("LAN.boundaries", "55-PAV", 3, applicant=here, others=[there])
    yield live.brought("LAN.boundaries", "55-PAV", 2, applicant=came, others=[stayed])
    before = live.brought("DEB.private", "55-PAV", 12)
    yield before
    yield live.brought("NEI.animals", "55-PAV", 2, applicant=before.given.applicant)


def _side(session: Session, told: Told, side: Side) -> Party:
    own = (Party.request_id == told.request.id, Party.side == side, col(Party.represents_id).is_(None))
    return session.exec(select(Party).where(*own)).one()


def _applicant(session: Session, told: Told) -> Person:
    return session.get_one(Person, _side(session, told, Side.APPLICANT).person_id)
