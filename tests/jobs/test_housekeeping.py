"""What is thrown away in time, and what is not."""

import os
from datetime import timedelta

import time_machine
from sqlmodel import col, select

from mediation_cms.accounts.models import FailedSignIn
from mediation_cms.accounts.sessions import remember_failure
from mediation_cms.audit.models import Submission
from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.documents.files import store
from mediation_cms.jobs.housekeeping import drop_stale, forget, sweep_files
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.notifications.outbox import Reach
from mediation_cms.notifications.telling import Tidings, tell
from mediation_cms.people.models import Channel
from tests import make


def test_failed_sign_ins_are_forgotten_after_a_day(session, shift):
    for hours in (1, 23, 25, 1000):
        remember_failure(session, f"login{hours}", "203.0.113.7")
        session.flush()
        newest = session.exec(select(FailedSignIn).order_by(col(FailedSignIn.id).desc()).limit(1)).one()
        newest.at = clock.now() - timedelta(hours=hours)
    session.commit()
    forget(shift)

    assert len(session.exec(select(FailedSignIn)).all()) == 2


def test_forms_taken_are_forgotten_after_a_month(session, shift):
    account = make.account_for(session)
    for days in (1, 29, 31):
        at = clock.now() - timedelta(days=days)
        session.add(Submission(key=f"form {days}", account_id=account.id, answer="/cases", at=at))
    session.commit()
    forget(shift)

    assert sorted(form.key for form in session.exec(select(Submission))) == ["form 1", "form 29"]


def test_files_that_belong_to_nothing_are_swept_after_an_hour(session, shift, tmp_path):
    uploader = make.system(session).account_id
    kept = store(session, b"kept", name="a.pdf", media_type="application/pdf", uploaded_by_id=uploader)
    session.commit()
    for name, hours in (("old", 2), ("new", 0)):
        path = tmp_path / "files" / "ab" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"nobody's")
        at = (clock.now() - timedelta(hours=hours)).timestamp()
        os.utime(path, (at, at))
    sweep_files(shift)

    assert sorted(path.name for path in tmp_path.rglob("files/*/*")) == sorted([kept.stored_sha256, "new"])


def test_messages_whose_time_has_passed_are_dropped_and_the_others_wait(session, shift):
    soon = clock.now() + timedelta(minutes=1)
    for not_after in (soon, soon + timedelta(hours=1), None):
        news = Tidings(MessageKind.REQUEST_MESSAGE, "Кабинет", "", not_after=not_after, code="x")
        tell(session, None, news, reach=Reach(Channel.SMS, "+77010000001", Language.KK), asked=True)
    session.commit()
    drop_stale(shift)
    with time_machine.travel(soon):
        drop_stale(shift)
    session.expire_all()

    left = session.exec(select(Message).order_by(col(Message.id))).all()
    assert [message.status for message in left] == [Delivery.LATE, Delivery.WAITING, Delivery.WAITING]
    assert [message.code_sealed is None for message in left] == [True, False, False]
