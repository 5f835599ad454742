"""Whether the certificate of training that an entry names has expired on a day: the status `expired` of `mediator.papers`.

Asked only of entries of a kind of which the law of that day requires a certificate, and where it stands in our lists: what
nobody entered there does not expire. A later certificate of the same kind of course takes the place of the one that is named.
"""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.core.dated import in_force
from mediation_cms.core.db import table_of
from mediation_cms.law.queries import versions
from mediation_cms.mediators.models import MediatorKind, RegisterEntry
from mediation_cms.people.models import Person

PAPERS = "mediator.papers"
NEEDED = frozenset({"contract", "agreement", "notice"})
"""What a mediation cannot go on without; a fee is another matter, and none of a public mediator's."""
STATUS_EXPIRED = "expired"
CERTIFICATE = "certificate"
ENTRY, PERSON, CERTIFICATES = table_of(RegisterEntry), table_of(Person), table_of(Certificate)
NAMED, STANDING, NEWER = CERTIFICATES.alias("named"), CERTIFICATES.alias("standing"), CERTIFICATES.alias("newer")
HOLDER, BEARER = PERSON.alias("holder"), PERSON.alias("bearer")
ON = sa.bindparam("on", type_=sa.Date)
KINDS: sa.BindParameter[Any] = sa.bindparam("certified", expanding=True)
ONE_DAY = timedelta(days=1)


def expired(entry: sa.FromClause) -> sa.ColumnElement[bool]:
    """That the certificate which an entry names has expired by the day `on`, for entries of the kinds `certified`."""
    one_human = sa.exists().where(
        HOLDER.c.id == NAMED.c.person_id, BEARER.c.id == entry.c.mediator_id, HOLDER.c.iin_index == BEARER.c.iin_index
    )
    # A number of ours names one certificate; a number of an older list may stand on several people's.
    theirs = sa.or_(NAMED.c.series.is_not(None), NAMED.c.person_id == entry.c.mediator_id, one_human)
    replaced = sa.exists().where(NEWER.c.replaces_id == STANDING.c.id, NEWER.c.issued_on <= ON)
    stands = sa.exists().where(
        sa.or_(STANDING.c.person_id == NAMED.c.person_id, STANDING.c.person_id == entry.c.mediator_id,
               STANDING.c.renews_id == NAMED.c.id),
        sa.or_(STANDING.c.kind == NAMED.c.kind, STANDING.c.renews_id == NAMED.c.id, NAMED.c.kind.is_(None)),
        STANDING.c.issued_on <= ON,
        sa.or_(STANDING.c.valid_until.is_(None), STANDING.c.valid_until >= ON),
        sa.or_(STANDING.c.revoked_on.is_(None), STANDING.c.revoked_on > ON),
        ~replaced,
    )  # fmt: skip
    named = sa.exists().where(
        NAMED.c.label == entry.c.certificate_no,
        theirs,
        NAMED.c.valid_until.is_not(None),
        NAMED.c.valid_until < ON,
        ~stands,
    )
    return sa.and_(sa.cast(entry.c.kind, sa.String).in_(KINDS), entry.c.certificate_no != "", named)


EXPIRED = expired(ENTRY)


def certified(session: Session, on: date) -> list[str]:
    """The kinds of which the law of the day requires a certificate, where the rule of papers knows one that has expired."""
    papers = in_force(versions(session, PAPERS), on)
    return [] if papers is None or STATUS_EXPIRED not in papers.value else _requiring(session, on)


def lapsing(session: Session, on: date) -> list[str]:
    """The same, where by that rule nobody goes on mediating after it has expired."""
    papers = in_force(versions(session, PAPERS), on)
    goes_on = papers is None or STATUS_EXPIRED not in papers.value or set(papers.value[STATUS_EXPIRED]) >= NEEDED
    return [] if goes_on else _requiring(session, on)


def _requiring(session: Session, on: date) -> list[str]:
    asked = {
        kind.value: in_force(versions(session, f"mediator.{kind.value}.requirements"), on) for kind in MediatorKind
    }
    return [kind for kind, rule in asked.items() if rule is not None and CERTIFICATE in rule.value]


def days_of_certificates(session: Session, mediators: Collection[UUID]) -> set[date]:
    """The days on which it may change whether a certificate of these mediators has expired."""
    numbers = sa.select(ENTRY.c.certificate_no).where(ENTRY.c.mediator_id.in_(mediators), ENTRY.c.certificate_no != "")
    of_numbers = sa.select(NAMED.c.person_id).where(NAMED.c.label.in_(numbers))
    statement = sa.select(CERTIFICATES.c.issued_on, CERTIFICATES.c.valid_until, CERTIFICATES.c.revoked_on).where(
        sa.or_(CERTIFICATES.c.person_id.in_(mediators), CERTIFICATES.c.person_id.in_(of_numbers))
    )
    days: set[date] = set()
    for issued_on, valid_until, revoked_on in session.connection().execute(statement):
        days.update(day for day in (issued_on, valid_until and valid_until + ONE_DAY, revoked_on) if day)
    return days


def lapses(
    session: Session, mediators: Collection[UUID], first: date, last: date
) -> dict[UUID, list[tuple[date, date]]]:
    """By entry, from which day to which (the first day after) it lapses within these days because of its certificate."""
    changes = {day for day in days_of_certificates(session, mediators) if first < day <= last}
    changes |= {rule.since for rule in versions(session, PAPERS) if first < rule.since <= last}
    found: dict[UUID, list[tuple[date, date]]] = {}
    for since, until in pairwise([first, *sorted(changes), last + ONE_DAY]):
        statement = sa.select(ENTRY.c.id).where(ENTRY.c.mediator_id.in_(mediators), EXPIRED)
        for key in session.connection().scalars(statement, {"on": since, "certified": lapsing(session, since)}):
            found.setdefault(key, []).append((since, until))
    return found
