"""Personal links: what is forged, expired, used up, foreign or of another purpose is refused in the same words."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from mediation_cms.accounts.link_models import PersonalLink, Purpose
from mediation_cms.accounts.links import (
    LEADS_NOWHERE,
    end_link,
    end_links_to,
    forget_links,
    give_link,
    link_behind,
    note_use,
)
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.core.keys import new_key

TODAY = clock.today
DAY = timedelta(days=1)


def refused(session: Session, token: str, purpose: Purpose = Purpose.DATES) -> object:
    """What is said of a link that leads nowhere."""
    with pytest.raises(NotFound) as problem:
        link_behind(session, purpose, token)
    return problem.value.sentence


def test_a_link_leads_to_its_thing_however_it_is_typed_and_the_table_keeps_no_secret(session):
    thing = new_key()
    token = give_link(session, Purpose.DATES, thing, TODAY())

    assert [link_behind(session, Purpose.DATES, typed).thing_id for typed in (token, token.upper(), f" {token} ")] == [
        thing
    ] * 3
    row = session.connection().execute(sa.select(sa.text("*")).select_from(sa.text("personal_link"))).one()
    assert (len(token), [value for value in row if token in str(value).lower()]) == (28, [])


def test_forged_foreign_expired_and_ended_links_are_refused_in_the_same_words(session):
    used, again, expired, foreign = (new_key() for _each in range(4))
    spent = give_link(session, Purpose.DATES, used, TODAY())
    end_link(session, link_behind(session, Purpose.DATES, spent))
    replaced = give_link(session, Purpose.DATES, again, TODAY())
    end_links_to(session, Purpose.DATES, again)
    old = give_link(session, Purpose.DATES, expired, TODAY() - DAY)
    other = give_link(session, Purpose.FOLLOW_UP, foreign, TODAY())

    said = [refused(session, token) for token in (spent, replaced, old, other, "0" * 28, "", "'; --", other[:-1])]

    assert said == [LEADS_NOWHERE] * 8


def test_looking_is_no_use_and_the_first_use_is_kept(session):
    token = give_link(session, Purpose.FOLLOW_UP, new_key(), TODAY())
    link = link_behind(session, Purpose.FOLLOW_UP, token)
    assert link.used_at is None

    note_use(session, link)
    first = link.used_at
    note_use(session, link)

    assert (first is not None, link.used_at == first) == (True, True)
    assert link_behind(session, Purpose.FOLLOW_UP, token).id == link.id


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "dates"},
        {"thing_id": str(new_key()).replace("-", "")},
        {"until": "2099-01-01"},
        {"ended_at": None},
    ],
)
def test_the_database_lets_no_link_lead_elsewhere_nor_longer_nor_again(session, change):
    token = give_link(session, Purpose.FOLLOW_UP, new_key(), TODAY())
    end_link(session, link_behind(session, Purpose.FOLLOW_UP, token))
    session.flush()

    with pytest.raises(IntegrityError), session.begin_nested():
        session.connection().execute(
            sa.text(f"UPDATE personal_link SET {next(iter(change))} = :it"), {"it": next(iter(change.values()))}
        )


def test_what_leads_nowhere_for_a_month_is_forgotten(session):
    kept = give_link(session, Purpose.DATES, new_key(), TODAY() - 10 * DAY)
    give_link(session, Purpose.DATES, new_key(), TODAY() - 40 * DAY)

    forget_links(session, clock.now() - 30 * DAY)

    assert len(session.exec(select(PersonalLink)).all()) == 1
    assert refused(session, kept) == LEADS_NOWHERE
