"""A draft is its owner's alone, sealed, one a page, and forgotten in time."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from mediation_cms.audit import drafts
from mediation_cms.audit.models import Draft
from mediation_cms.core import clock
from tests import make

PAGE = "/requests/new"


@pytest.fixture
def accounts(session: Session):
    """Two accounts."""
    return [make.account_for(session).id for _account in range(2)]


def kept(session: Session, account_id, page: str = PAGE):
    """What this account finds of the form."""
    draft = drafts.draft_of(session, account_id, page)
    return draft and drafts.values_of(session, draft)


def test_a_draft_is_one_a_page_sealed_and_its_owners_alone(session: Session, accounts) -> None:
    mine, other = accounts
    drafts.keep_draft(session, mine, PAGE, {"subject": "zqdraftzq"})
    drafts.keep_draft(session, mine, PAGE, {"subject": "zqlaterzq"})

    assert (kept(session, mine), kept(session, other)) == ({"subject": "zqlaterzq"}, None)
    assert [b"zq" in (row.values_sealed or b"zq") for row in session.exec(select(Draft))] == [False]
    assert drafts.keep_draft(session, mine, PAGE, {"subject": "x" * drafts.LARGEST}) is None
    drafts.drop_draft(session, mine, PAGE)
    assert kept(session, mine) is None


def test_what_came_too_late_waits_an_hour_for_the_account_that_opened_the_form(session: Session, accounts) -> None:
    mine, other = accounts
    key = drafts.form_key(session, mine)
    drawn, _account, mark = key.split(".")

    assert drafts.opened_by(session, key) == mine
    assert [drafts.opened_by(session, forged) for forged in ("", "a.b.c", f"{drawn}.{other.hex}.{mark}")] == [None] * 3
    token = drafts.leave_waiting(session, mine, PAGE, {"subject": "кеш"})
    assert kept(session, mine) is None
    assert (drafts.claim(session, other, token), drafts.claim(session, mine, token)) == ("", PAGE)
    assert kept(session, mine) == {"subject": "кеш"}
    late = drafts.leave_waiting(session, mine, PAGE, {"subject": "тым кеш"})
    with time_machine.travel(clock.now() + drafts.WAITS + timedelta(minutes=1)):
        assert drafts.claim(session, mine, late) == ""


def test_drafts_are_forgotten_in_time_and_never_become_many(session: Session, accounts) -> None:
    mine, _other = accounts
    for number in range(drafts.MOST_DRAFTS + 3):
        drafts.keep_draft(session, mine, f"{PAGE}{number}", {})
    assert len(session.exec(select(Draft)).all()) == drafts.MOST_DRAFTS
    with time_machine.travel(clock.now() + drafts.KEPT + timedelta(days=1)):
        drafts.forget_drafts(session)
    assert session.exec(select(Draft)).all() == []
