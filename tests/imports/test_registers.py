"""A register is taken over from a spreadsheet: nothing is written before it is confirmed, and all of it can be undone."""

from datetime import date

from sqlmodel import func, select

from mediation_cms.audit.models import Entry
from mediation_cms.imports.models import ImportState
from mediation_cms.mediators.models import Mediator, MediatorKind, RegisterEntry
from mediation_cms.people.models import Person
from tests.imports.conftest import AKHMETOV, HEADINGS, SERIKOVA, xlsx

OUTCOMES = ("make", "update", "same", "choice", "refused")


def outcomes(whole):
    return {name: whole.counts[name] for name in OUTCOMES if whole.counts.get(name)}


def stands(session):
    return session.exec(select(RegisterEntry.number, RegisterEntry.kind, RegisterEntry.since).order_by(RegisterEntry.number)).all()


def test_rows_become_entries_when_they_are_confirmed_and_not_before(session, upload, confirmed):
    whole = upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV))
    assert (outcomes(whole), stands(session)) == ({"make": 2}, [])

    confirmed(whole)
    assert stands(session) == [
        ("101", MediatorKind.PROFESSIONAL, date(2020, 1, 10)), ("102", MediatorKind.PUBLIC, date(2021, 2, 1)),
    ]  # fmt: skip
    assert session.exec(select(func.count()).where(Entry.action == "register.entered")).one() == 2


def test_the_same_file_again_changes_nothing_and_a_corrected_one_updates(session, upload, confirmed):
    confirmed(upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV)))
    assert outcomes(upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV))) == {"same": 2}

    moved = (*AKHMETOV[:6], "общественный", "2021-03-01")
    whole = upload(xlsx(HEADINGS, SERIKOVA, moved))
    assert outcomes(whole) == {"update": 1, "same": 1}
    confirmed(whole)
    assert stands(session)[1] == ("102", MediatorKind.PUBLIC, date(2021, 3, 1))
    assert session.exec(select(func.count(Mediator.id))).one() == 2


def test_an_import_that_is_undone_leaves_nothing_behind(session, upload, confirmed, undone):
    people = session.exec(select(func.count(Person.id))).one()
    whole = undone(confirmed(upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV))))

    assert whole.state is ImportState.UNDONE
    assert (stands(session), session.exec(select(func.count(Person.id))).one()) == ([], people)
