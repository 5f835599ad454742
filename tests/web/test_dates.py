"""Finding a date on pages: the mediator proposes, a side ticks by its link, staff tick for another, everybody is told."""

import re
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from mediation_cms.accounts.link_models import PersonalLink
from mediation_cms.cases.date_models import DateFinding, DateReply, FindingState
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.languages import Language
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact
from tests import make
from tests.make import matters
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor

STORY = ("Төлегенов", "Қайрат", "Воробьёва", "Светлана", "Құдық", "дуалды", "63-OSK")
pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def case(stage: Stage) -> Case:
    """A case whose other side may be written to."""
    make.visitor(stage.session)
    found = matters.in_work(stage.session, stage.cast)
    other = matters.parties(stage.session, found)[1]
    mail = Contact(person_id=other.person_id, channel=Channel.EMAIL, value="sv@example.kz", language=Language.RU)
    mail.may_leave_message = True
    stage.session.add(mail)
    stage.session.commit()
    return found


def day(ahead: int) -> str:
    return f"{clock.today() + timedelta(days=ahead):%d.%m.%Y}"


def proposed(stage: Stage, case: Case, *days: int) -> Visitor:
    """The mediator, who has asked the sides."""
    mediator = stage.mediator
    mediator.get(f"/cases/{case.id}/dates/new")
    rows = {f"times__{row}__day": day(ahead) for row, ahead in enumerate(days)}
    hours = {f"times__{row}__hour": "10:00" for row in range(len(days))}
    sent = mediator.send(f"/cases/{case.id}/dates/new", minutes="60", closes_on=day(2), **rows, **hours)
    assert sent.status_code == 303, mediator.errors
    return mediator


def link(session: Session, template: str = "dates_asked") -> str:
    message = session.exec(select(Message).where(Message.template == template).order_by(col(Message.id).desc())).first()
    assert message is not None
    return f"/d/{unseal(session, message, 'code_sealed')}"


def keys(page: str) -> list[str]:
    """The times of a page, in their order."""
    return re.findall(r'name="suits" value="([^"]+)"', page)


def test_a_date_is_found_from_the_proposal_to_the_word_to_everybody(stage: Stage, visitor: Visitor, case: Case) -> None:
    session = stage.session
    mediator = proposed(stage, case, 3, 4, 5)
    address = link(session)
    page = visitor.get(f"{address}?lang=en").text
    times = keys(page)
    visitor.send(address, suits=times[1:])
    again = visitor.get(address).text
    mediator.get(f"/cases/{case.id}/dates?lang=en")
    before = words(mediator)

    mine = session.exec(select(DateReply).where(col(DateReply.sent_on).is_(None))).one()
    desk = stage.receptionist
    desk.get(f"/cases/{case.id}/dates/{mine.id}?lang=en")
    desk.send(f"/cases/{case.id}/dates/{mine.id}", suits=[times[0], times[2]])
    mediator.get(f"/cases/{case.id}/dates?lang=en")
    found = words(mediator)
    mediator.send(f"/cases/{case.id}/dates/fixing", time=times[2])
    session.expire_all()

    assert [word for word in STORY if word in page + again] == []
    assert again.count(" checked") == 2
    assert ("The soonest that suits everybody" in before, "The soonest that suits everybody" in found) == (False, True)
    assert session.exec(select(DateFinding.state)).one() is FindingState.FIXED
    assert visitor.get(address).status_code == 404
    told = visitor.get(f"{link(session, 'date_fixed')}?lang=en").text
    assert ("The meeting" in told, "does not suit" in told) == (True, False)


def test_opening_ticks_nothing_and_a_time_of_nobody_is_refused(stage: Stage, visitor: Visitor, case: Case) -> None:
    proposed(stage, case, 3)
    address = link(stage.session)
    for _time in range(2):
        visitor.get(address)
    none = stage.session.exec(select(DateReply).where(col(DateReply.answered_at).is_not(None))).all()
    wrong = [visitor.send(address, suits=tick).status_code for tick in (str(case.id), "nonsense", "' OR 1=1")]
    used = stage.session.exec(select(PersonalLink.used_at)).all()

    assert (none, wrong, used) == ([], [422] * 3, [None])


def test_what_is_wrong_stands_beside_its_row(stage: Stage, case: Case) -> None:
    mediator = stage.mediator
    at = f"/cases/{case.id}/dates/new"
    mediator.get(f"{at}?lang=en")
    rows = {f"times__{row}__mode": "video" for row in range(10)}  # as a browser sends them: all of them
    wrong = {"times__3__day": "01.01.2020", "times__3__hour": "10:00"}
    answer = mediator.send(at, minutes="60", closes_on=day(2), **rows, **wrong)

    assert answer.status_code == 422
    assert re.search(r'href="#times-3-day">Time 4\.', answer.text)
    assert mediator.errors == ["Give a day from today on, within half a year."]


def test_after_the_last_day_nobody_is_asked(stage: Stage, visitor: Visitor, case: Case) -> None:
    proposed(stage, case, 3)
    address = link(stage.session)
    standing = stage.session.exec(select(PersonalLink)).one()
    standing.until = clock.today() - timedelta(days=1)
    stage.session.add(standing)
    stage.session.commit()

    assert visitor.get(address).status_code == 404
