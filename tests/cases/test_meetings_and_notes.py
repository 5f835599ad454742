"""Meetings, joint and private; and notes that nobody but their author reads."""

from datetime import date

import pytest
from sqlmodel import Session, select

from mediation_cms.audit.models import Entry
from mediation_cms.cases.actions import write_private_note
from mediation_cms.cases.inputs import MeetingIn, NoteIn
from mediation_cms.cases.models import MeetingKind, PrivateNote
from mediation_cms.cases.queries import meetings_of, notes_of
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Forbidden, Invalid, Problem, Refused
from mediation_cms.people.models import Role, RoleHeld
from tests.make import matters

SECRET = "Шекарадан гөрі былтырғы сөз мазалайды."


def test_a_joint_meeting_is_recorded_with_sealed_minutes(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)

    meeting = matters.meeting(session, cast, case)

    assert (meeting.kind, meeting.held_on, meeting.minutes) == (MeetingKind.JOINT, date(2022, 6, 9), 60)
    assert unseal(session, meeting, "record_sealed") == "Екі тарап құдықты кезекпен пайдалануға келісті."
    assert "құдық" not in str(meeting.record_sealed)
    entry = session.exec(select(Entry).where(Entry.action == "meeting.held")).one()
    assert entry.details == {"kind": "joint", "on": "2022-06-09", "minutes": 60}


def test_meetings_are_listed_newest_first(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    for day in ("09.06.2022", "14.06.2022", "07.06.2022"):
        matters.meeting(session, cast, case, held_on=day)

    assert [meeting.held_on.day for meeting in meetings_of(session, case)] == [14, 9, 7]


@pytest.mark.parametrize(
    ("kind", "present", "said"),
    [
        ("joint", ["applicant-1"], "present: A joint meeting needs at least two sides. Mark who took part."),
        (
            "joint",
            ["applicant-1", "applicant-1"],
            "present: A joint meeting needs at least two sides. Mark who took part.",
        ),
        ("private", [], "present: A private talk is with one side. Mark which one."),
        ("private", ["applicant-1", "other-1"], "present: A private talk is with one side. Mark which one."),
        ("private", ["other-3"], "present: There is no such choice. Choose from the list."),
    ],
)
def test_who_took_part_fits_the_kind_of_meeting(
    session: Session, cast: matters.Cast, kind: str, present: list[str], said: str
) -> None:
    case = matters.in_mediation(session, cast)

    with pytest.raises(Problem) as refused:
        matters.meeting(session, cast, case, kind=kind, present=present)
    assert str(refused.value) == said


def test_a_private_talk_is_with_one_side(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)

    assert matters.meeting(session, cast, case, kind="private", present="other-1").present == ["other-1"]


def test_a_meeting_is_not_before_the_contract(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)

    with pytest.raises(Invalid, match="The meeting is before the contract"):
        matters.meeting(session, cast, case, held_on="02.06.2022")


def test_a_meeting_is_not_in_the_future(session: Session, cast: matters.Cast) -> None:
    typed = matters.meeting_typed(session, matters.in_mediation(session, cast), held_on="01.01.2090")

    with pytest.raises(Invalid, match="held_on: This date is in the future"):
        MeetingIn.checked(typed)


def test_without_a_contract_no_meeting_is_recorded(session: Session, cast: matters.Cast) -> None:
    with pytest.raises(Refused, match=r"Mediation cannot start without a contract\. Sign it first\."):
        matters.meeting(session, cast, matters.in_work(session, cast))


def test_a_private_note_is_read_by_its_author_alone(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    write_private_note(session, cast.mediator, case, NoteIn(text=SECRET))

    assert [unseal(session, note, "text_sealed") for note in notes_of(session, cast.mediator, case)] == [SECRET]
    for actor in (cast.coordinator, cast.receptionist):
        assert notes_of(session, actor, case) == []
    note = session.exec(select(PrivateNote)).one()
    assert SECRET.encode() not in (note.text_sealed or b"")


def test_the_author_in_another_account_of_the_same_person_is_nobody(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    write_private_note(session, cast.mediator, case, NoteIn(text=SECRET))
    other = matters.account_of(session, cast.mediator).model_copy(update={"id": case.id, "login": "second"})
    session.add(type(other)(**other.model_dump()))
    session.flush()

    assert notes_of(session, matters.replace_account(cast.mediator, other.id), case) == []


def test_the_history_says_that_a_note_was_written_and_not_what(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    write_private_note(session, cast.mediator, case, NoteIn(text=SECRET))

    assert session.exec(select(Entry).where(Entry.action == "note.written")).one().details == {}


def test_only_the_mediator_of_the_case_writes_private_notes(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    session.add(
        RoleHeld(
            account_id=cast.coordinator.account_id, role=Role.MEDIATOR, unit_id=cast.country.cabinet.id, since=date(2015, 1, 1)
        )
    )  # fmt: skip
    session.flush()

    for actor in (matters.actor_again(session, cast.coordinator), cast.receptionist):
        with pytest.raises(Forbidden):
            write_private_note(session, actor, case, NoteIn(text=SECRET))
