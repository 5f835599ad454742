"""What the jobs remind of by themselves: of a course, the day before; of a certificate that expires, so many days before."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from mediation_cms.certification.certificate_actions import issue_certificates, renew_certificate, replace_certificate
from mediation_cms.certification.certificate_inputs import CertificateIn, ReplacementIn, RevocationIn
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.course_actions import cancel_course
from mediation_cms.certification.enrolment_actions import withdraw_own
from mediation_cms.certification.enrolment_inputs import CancelIn
from mediation_cms.certification.revocation_actions import revoke_certificate
from mediation_cms.core.clock import ALMATY, telling_of
from mediation_cms.core.languages import Language
from mediation_cms.jobs.certifying import remind_of_expiry
from mediation_cms.jobs.learning import remind_learners
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.models import Channel, Contact
from tests import make
from tests.make import learning
from tests.make.certification import course, learners
from tests.make.law import only_rule

THE_DAY_BEFORE = datetime(2026, 11, 30, 10, 0, tzinfo=ALMATY)
ISSUED = date(2022, 3, 16)
LAST_DAY = date(2025, 3, 16)


@pytest.fixture
def country(session):
    return make.small_country(session)


def told(session, kind: str) -> list[str]:
    """To whom something of this kind was put out, and not withdrawn again."""
    session.expire_all()
    said = session.exec(select(Message).where(Message.template == kind).order_by(col(Message.id)))
    return [each.address for each in said if each.status is not Delivery.WITHDRAWN]


# --- the day before a course -------------------------------------------------------------------------------------------


def test_who_has_a_place_is_reminded_once_the_day_before(session, shift, country):
    with telling_of(learning.NOW):
        held = learning.opened(session, country.cabinet, capacity="2")
        for name, phone in (("Аа Аа", "8 701 000 00 01"), ("Бб Бб", "8 701 000 00 02"), ("Вв Вв", "8 701 000 00 03")):
            learning.signed_up(session, held, name, phone=phone)
        cancelled = learning.opened(session, country.cabinet)
        learning.signed_up(session, cancelled, "Гг Гг", phone="8 701 000 00 04")
        cancel_course(session, make.system(session), cancelled, CancelIn(reason="The hall is closed."))
    session.commit()

    seen = []
    for instant in (
        THE_DAY_BEFORE - timedelta(days=1),
        THE_DAY_BEFORE,
        THE_DAY_BEFORE,
        THE_DAY_BEFORE + timedelta(days=1),
    ):
        with telling_of(instant):
            remind_learners(shift)
        seen.append(told(session, "course_tomorrow"))

    both = ["+77010000001", "+77010000002"]
    assert seen == [[], both, both, both]


def test_who_gives_the_place_up_afterwards_is_not_reminded_but_who_moves_up_is(session, shift, country):
    with telling_of(learning.NOW):
        held = learning.opened(session, country.cabinet, capacity="1")
        first = learning.signed_up(session, held, "Аа Аа", phone="8 701 000 00 01").participation
        learning.signed_up(session, held, "Бб Бб", phone="8 701 000 00 02")
    session.commit()

    with telling_of(THE_DAY_BEFORE):
        remind_learners(shift)
        session.expire_all()
        withdraw_own(session, make.visitor(session), held, first)
        session.commit()
        remind_learners(shift)

    assert told(session, "course_tomorrow") == ["+77010000002"]


# --- before a certificate expires --------------------------------------------------------------------------------------


def certificates(session, country) -> list[Certificate]:
    """Five with the same last day, by the rule of their day; each holder has an e-mail."""
    only_rule(session, "certificate.ank_short.valid_years", 3, since=date(2022, 1, 1))
    only_rule(session, "certificate.renewal.hours", 0, since=date(2022, 1, 1))
    held = course(session, country.cabinet, learners(*(f"{name} Аа" for name in "АБВГД"), completed=True))
    issued = issue_certificates(session, make.system(session), held, CertificateIn(issued_on=ISSUED))
    for place, each in enumerate(issued):
        session.add(
            Contact(
                person_id=each.person_id, channel=Channel.EMAIL, value=f"holder{place}@example.kz", language=Language.KK,
                may_leave_message=True,
            )
        )  # fmt: skip
    session.flush()
    assert {each.valid_until for each in issued} == {LAST_DAY}
    return issued


def test_holders_are_reminded_90_30_and_7_days_before_each_time_once_unless_nothing_is_left_to_expire(
    session, shift, country
):
    system = make.system(session)
    with telling_of(datetime(2022, 3, 16, 10, 0, tzinfo=ALMATY)):
        standing, revoked, replaced, renewed, late = certificates(session, country)
        revoke_certificate(session, system, revoked, RevocationIn.checked({"ground": "court", "reason": "a judgment"}))
        replace_certificate(session, system, replaced, ReplacementIn(issued_on=ISSUED, reason="lost"))
    with telling_of(datetime(2024, 11, 1, 10, 0, tzinfo=ALMATY)):
        renew_certificate(session, system, renewed, CertificateIn(issued_on=date(2024, 11, 1)))
    session.commit()

    seen = []
    for day, hour in (
        ("2024-12-13", 10),  # 93 days before: Friday
        ("2024-12-16", 11),  # 90 days before: a holiday
        ("2024-12-17", 4),  # at night
        ("2024-12-17", 11),
        ("2024-12-17", 12),
        ("2025-01-15", 11),
        ("2025-02-14", 11),  # 30 days before
        ("2025-03-07", 11),
        ("2025-03-09", 11),  # 7 days before: Sunday, nobody is written to
        ("2025-03-11", 11),  # made good
        ("2025-03-12", 11),
        ("2025-03-17", 11),  # it has expired
    ):
        with telling_of(datetime.combine(date.fromisoformat(day), datetime.min.time(), ALMATY).replace(hour=hour)):
            if day == "2025-02-14":
                session.expire_all()
                revoke_certificate(
                    session, system, late, RevocationIn.checked({"ground": "other", "reason": "an order"})
                )
                session.commit()
            remind_of_expiry(shift)
            seen.append(len(told(session, "certificate_expires")))

    # The paper in place of the replaced one expires on the same day: its holder is reminded of that one. What still waits to
    # be said of the one that is revoked late is withdrawn.
    assert seen == [0, 0, 0, 3, 3, 3, 4, 4, 4, 6, 6, 6]
    numbers = [session.get_one(Certificate, key).label for key in (standing.id, late.id, _newer(session, replaced).id)]
    assert _reminded(session) == [
        *sorted(numbers),
        *sorted([numbers[0], numbers[2]]),
        *sorted([numbers[0], numbers[2]]),
    ]


def _newer(session, old: Certificate):
    return session.exec(select(Certificate).where(Certificate.replaces_id == old.id)).one()


def _reminded(session) -> list[str]:
    """Of which numbers, in the order of telling."""
    said = session.exec(select(Message).where(Message.template == "certificate_expires").order_by(col(Message.id)))
    keys = [(each.once or "").split(":")[1] for each in said]
    return [next(one.label for one in session.exec(select(Certificate)) if str(one.id) == key) for key in keys]
