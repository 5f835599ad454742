"""Messages and files between applicant and cabinet: on whose desk they wait, what is told, and what the database keeps."""

from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from mediation_cms.access import Actor
from mediation_cms.cases.assignment_actions import accept_offer, assign_mediator
from mediation_cms.cases.companion_actions import add_companion
from mediation_cms.cases.inputs import CompanionIn
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.access_codes import give_code
from mediation_cms.intake.barring import bar
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.message_actions import (
    MOST_MESSAGES,
    hand_in_file,
    note_messages_read,
    note_read_at_home,
    write_to_applicant,
    write_to_cabinet,
)
from mediation_cms.intake.message_inputs import MessageIn
from mediation_cms.intake.message_models import HandedFile, RequestMessage
from mediation_cms.intake.message_queries import files_of, messages_of, unread_for
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.mediators.models import Mediator
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact, Role
from tests import make
from tests.make import matters
from tests.web.stage import scanned

ASKED = MessageIn(body="Қашан шақырасыз?")


@pytest.fixture
def cast(session) -> matters.Cast:
    return matters.cast(session)


@pytest.fixture
def home(session) -> Actor:
    return make.visitor(session)


def registered(session, cast) -> Request:
    return make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)


def waits_for(session, *actors: Actor) -> list[int]:
    """How many matters with unread messages stand on the desk of each."""
    return [len(unread_for(session, actor, 10)) for actor in actors]


def test_a_message_waits_on_the_desks_that_may_answer_it_until_one_has_read_it(session, cast, home):
    case = matters.admitted(session, cast)
    request = session.get_one(Request, case.request_id)
    auditor = make.actor(session, Role.AUDITOR, cast.country.region)
    elsewhere = make.actor(session, Role.RECEPTIONIST, make.cabinet(session, cast.country.district, "63-ZZZ", "Басқа"))
    beside = matters.mediator_at_work(session, cast.country, "Болат Жұмабаев")[0]
    everybody = (cast.receptionist, cast.coordinator, cast.mediator, beside, auditor, elsewhere)
    write_to_cabinet(session, home, request, ASKED)

    alone = waits_for(session, *everybody)
    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    offered = waits_for(session, cast.mediator)
    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)
    given = CompanionIn.checked({"mediator_id": str(beside.person_id), "part": "co_mediator"})
    add_companion(session, cast.coordinator, case, session.get_one(Mediator, beside.person_id), given)
    taken = waits_for(session, *everybody)
    assert cast.receptionist.person_id is not None
    bar(session, cast.coordinator, request, cast.receptionist.person_id, BarGround.RECORDED)
    barred = waits_for(session, cast.receptionist)
    note_messages_read(session, cast.coordinator, request)

    assert (alone, offered) == ([1, 1, 0, 0, 0, 0], [0])
    assert (taken, barred) == ([1, 1, 1, 1, 0, 0], [0])
    assert waits_for(session, *everybody) == [0] * 6


def test_who_does_not_answer_for_the_matter_neither_reads_nor_writes(session, cast, home):
    request = registered(session, cast)
    auditor = make.actor(session, Role.AUDITOR, cast.country.region)

    for refused in (
        lambda: messages_of(session, auditor, request), lambda: files_of(session, auditor, request),
        lambda: write_to_applicant(session, auditor, request, ASKED), lambda: write_to_cabinet(session, auditor, request, ASKED),
        lambda: write_to_applicant(session, home, request, ASKED), lambda: note_messages_read(session, home, request),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            refused()


def test_the_same_form_is_one_message_and_a_day_has_room_for_so_many(session, cast, home):
    request = registered(session, cast)
    for _twice in "ab":
        write_to_cabinet(session, home, request, ASKED, "key")
    for no in range(MOST_MESSAGES - 1):
        write_to_cabinet(session, home, request, MessageIn(body=f"{no}"), "key")
    with pytest.raises(Refused):
        write_to_cabinet(session, home, request, ASKED, "another key")
    write_to_applicant(session, cast.receptionist, request, ASKED)  # staff are not counted
    with clock.telling_of(clock.now() + timedelta(days=1, minutes=1)):
        write_to_cabinet(session, home, request, ASKED, "tomorrow")

    assert len(messages_of(session, home, request)) == MOST_MESSAGES + 2


def test_a_file_is_looked_at_before_it_is_kept_and_one_of_staff_is_not_shown_by_itself(session, cast, home):
    request = registered(session, cast)
    with pytest.raises(Invalid):
        hand_in_file(session, home, request, "x.pdf", BytesIO(b"MZ a program"))
    hand_in_file(session, home, request, "C:\\қағаз.pdf", scanned())
    laid = HandedFile(
        request_id=request.id, file_id=matters.scan(session, cast, request.id).id, from_applicant=False, at=clock.now()
    )
    session.add(laid)
    session.flush()

    assert [each.name for each in files_of(session, home, request)] == ["қағаз.pdf"]
    assert len(files_of(session, cast.receptionist, request)) == 2


def test_of_several_messages_the_applicant_is_told_once_until_they_have_read(session, cast, home):
    request = registered(session, cast)
    applicant = session.exec(select(Party).where(Party.request_id == request.id, Party.side == Side.APPLICANT)).one()
    mail = Contact(person_id=applicant.person_id, channel=Channel.EMAIL, value="q@example.kz", language=Language.KK)
    mail.may_leave_message = True
    session.add(mail)
    without_code = write_to_applicant(session, cast.receptionist, request, ASKED)
    give_code(session, cast.receptionist, request)
    first, second = (write_to_applicant(session, cast.receptionist, request, ASKED) for _twice in "ab")
    before = len(session.exec(select(Message)).all())
    note_read_at_home(session, home, request)
    write_to_applicant(session, cast.receptionist, request, ASKED)

    assert (without_code, first, second) == (False, True, True)
    assert (before, len(session.exec(select(Message)).all())) == (1, 2)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (RequestMessage, {"body_sealed": b"other words"}),
        (RequestMessage, {"from_applicant": False}),
        (RequestMessage, {"read_at": None}),
        (HandedFile, {"from_applicant": False}),
        (HandedFile, {"shown": False}),
    ],
)
def test_the_database_keeps_what_was_said_and_whose_it_is(session, cast, home, kind, change):
    request = registered(session, cast)
    give_code(session, cast.receptionist, request)
    write_to_cabinet(session, home, request, ASKED)
    hand_in_file(session, home, request, "қағаз.pdf", scanned())
    write_to_applicant(session, cast.receptionist, request, ASKED)
    note_read_at_home(session, home, request)
    row = session.exec(select(kind).where(kind.from_applicant)).one()

    with pytest.raises(IntegrityError), session.begin_nested():
        session.connection().execute(sa.update(kind.__table__).where(kind.__table__.c.id == row.id).values(change))
