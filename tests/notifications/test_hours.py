"""Nobody is written to at night or on a day off."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from mediation_cms.core.clock import ALMATY, telling_of
from mediation_cms.law.rules import WorkingCalendar
from mediation_cms.notifications.hours import next_working_hour
from mediation_cms.notifications.models import Message
from tests.make import matters

CALENDAR = WorkingCalendar(days_off=frozenset({date(2022, 7, 6)}), working_days=frozenset({date(2022, 7, 9)}))


def at(text):
    return datetime.strptime(text, "%d.%m.%Y %H:%M").replace(tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("ready", "leaves"),
    [
        ("04.07.2022 09:00", "04.07.2022 09:00"),
        ("04.07.2022 17:59", "04.07.2022 17:59"),
        ("04.07.2022 08:59", "04.07.2022 09:00"),
        ("04.07.2022 18:00", "05.07.2022 09:00"),
        ("05.07.2022 23:30", "07.07.2022 09:00"),  # the day between is a holiday
        ("08.07.2022 20:00", "09.07.2022 09:00"),  # a Saturday that is worked
        ("10.07.2022 12:00", "11.07.2022 09:00"),
    ],
)
def test_a_message_leaves_in_the_next_working_hour(ready, leaves):
    assert next_working_hour(at(ready), 9, 18, CALENDAR.is_working) == at(leaves)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("ready", "leaves"), [("01.06.2022 23:00", "02.06.2022 09:00"), ("01.06.2022 11:00", "01.06.2022 11:00")]
)
def test_what_is_put_out_in_the_evening_waits_for_the_morning(session, ready, leaves):
    cast = matters.cast(session)
    matters.account_of(session, cast.mediator).email = "saule@example.kz"
    with telling_of(at(ready)):
        matters.offered(session, cast)

    (message,) = session.exec(select(Message)).all()
    assert (message.made_at, message.next_try_at) == (at(ready), at(leaves))
