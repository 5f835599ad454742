"""Whoever answers for one cabinet alone reads everything that was done in its cases."""

import pytest
from sqlmodel import Session, col, select

from mediation_cms.agreements.actions import record_performance, sign_agreement
from mediation_cms.agreements.inputs import PerformanceIn
from mediation_cms.agreements.queries import obligations_of
from mediation_cms.audit.models import Entry
from mediation_cms.audit.queries import newest
from mediation_cms.cases.actions import extend_term, write_private_note
from mediation_cms.cases.inputs import ExtensionIn, NoteIn
from mediation_cms.cases.models import Case
from mediation_cms.people.models import Role
from tests import make
from tests.make import matters


@pytest.fixture
def case(session: Session, cast: matters.Cast) -> Case:
    """A case that has gone all the way: contract, extension, meeting, note, agreement, performance."""
    case = matters.in_mediation(session, cast)
    typed = {"days": "20", "agreed_on": "30.06.2022", "reason": "Акт керек.", "mediator_consents": "yes"}
    extend_term(session, cast.mediator, case, ExtensionIn.checked(typed | {"consents": matters.keys(session, case)}))
    matters.meeting(session, cast, case)
    write_private_note(session, cast.mediator, case, NoteIn(text="Акт туралы сұрау."))
    agreement = matters.drafted(session, cast, case)
    sign_agreement(
        session, cast.mediator, agreement, matters.signing(session, cast, agreement), matters.scan(session, cast)
    )
    seen = PerformanceIn.checked({"seen_on": "20.07.2022", "state": "done", "confirmed_by": ["applicant-1"]})
    record_performance(session, cast.mediator, obligations_of(session, agreement)[0], seen)
    return case


def test_every_line_of_a_case_lies_at_its_cabinet(session: Session, cast: matters.Cast, case: Case) -> None:
    lines = session.exec(select(Entry).where(Entry.matter_id == case.request_id).order_by(col(Entry.id))).all()

    assert {"contract.concluded", "term.extended", "meeting.held", "note.written", "obligation.seen"} <= {
        line.action for line in lines
    }
    assert {line.action: line.place_id for line in lines} == {line.action: cast.country.cabinet.id for line in lines}


def test_an_auditor_of_the_cabinet_reads_them_all_and_one_of_another_cabinet_none(
    session: Session, cast: matters.Cast, case: Case
) -> None:
    other = make.cabinet(session, cast.country.district, "63-OS2", "Екінші кабинет")
    session.flush()
    of_case = [line.action for line in newest(session, make.actor(session, Role.AUDITOR, cast.country.region))
               if line.matter_id == case.request_id]  # fmt: skip

    own = newest(session, make.actor(session, Role.AUDITOR, cast.country.cabinet))
    others = newest(session, make.actor(session, Role.AUDITOR, other))

    assert [line.action for line in own if line.matter_id == case.request_id] == of_case
    assert [line for line in others if line.matter_id == case.request_id] == []
