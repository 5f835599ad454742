"""A register is taken over from a spreadsheet: nothing is written before it is confirmed, and all of it can be undone."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, func, select

from mediation_cms.audit.models import Entry
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.documents.models import StoredFile
from mediation_cms.imports.actions import choose_person, judge_again
from mediation_cms.imports.carrying import carry
from mediation_cms.imports.models import Import, ImportRow, ImportState
from mediation_cms.imports.queries import rows_of
from mediation_cms.imports.staging import drop_unconfirmed, forget_written, opened
from mediation_cms.mediators.actions import suspend
from mediation_cms.mediators.models import Mediator, MediatorKind, RegisterEntry
from mediation_cms.people.models import Person, Role
from tests import make
from tests.imports.conftest import AKHMETOV, HEADINGS, SERIKOVA, xlsx
from tests.make.mediators import mediator, suspended

OUTCOMES = ("make", "update", "same", "choice", "refused")


def outcomes(whole):
    return {name: whole.counts[name] for name in OUTCOMES if whole.counts.get(name)}


def stands(session):
    return session.exec(
        select(col(RegisterEntry.number), col(RegisterEntry.kind), col(RegisterEntry.since)).order_by(
            col(RegisterEntry.number)
        )
    ).all()


def test_rows_become_entries_when_they_are_confirmed_and_not_before(session, upload, confirmed):
    whole = upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV))
    assert (outcomes(whole), stands(session)) == ({"make": 2}, [])

    confirmed(whole)
    assert stands(session) == [
        ("101", MediatorKind.PROFESSIONAL, date(2020, 1, 10)), ("102", MediatorKind.PUBLIC, date(2021, 2, 1)),
    ]  # fmt: skip
    assert session.exec(select(func.count()).where(Entry.action == "register.entered")).one() == 2


def test_nobody_under_age_is_taken_over_and_what_a_row_does_not_show_is_kept_with_the_file(
    session, upload, confirmed, said
):
    young = ("", "Ахметов", "Болат", "", date(1981, 2, 2), "102", "общественный", "2021-02-01")
    whole = upload(xlsx(HEADINGS, SERIKOVA, young), name="2020 тізілім.xlsx")
    assert (outcomes(whole), [row for row, _column, sentence in said(whole) if " 40 (" in sentence]) == (
        {"make": 1, "refused": 1}, [3],
    )  # fmt: skip

    confirmed(whole, without_problems=True)
    (line,) = session.exec(select(Entry).where(Entry.action == "register.entered"))
    kept = (line.details["number"], line.details["in_spite_of"], line.details["in_spite_ground"])
    assert kept == ("101", ["certificate"], "Импорт: 2020 тізілім.xlsx")


def test_an_age_that_only_the_card_knows_stops_the_row_as_well(session, country, upload, said):
    known = mediator(session, country.district, "Ахметов Болат", register_kind="akim", number="А-1")
    session.get_one(Person, known.mediator_id).born_on = date(1990, 3, 2)
    session.flush()
    whole = upload(
        xlsx(
            ("Фамилия", "Имя", *HEADINGS[5:], "Реестр"),
            ("Ахметов", "Болат", "А-1", "общественный", "2021-02-01", "аким"),
        )
    )

    assert (outcomes(whole), [row for row, _column, sentence in said(whole) if " 40 (" in sentence]) == (
        {"refused": 1},
        [2],
    )


def test_the_same_file_again_changes_nothing_and_a_corrected_one_updates(session, upload, confirmed):
    confirmed(upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV)))
    assert outcomes(upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV))) == {"same": 2}

    moved = (*AKHMETOV[:6], "общественный", "2021-03-01")
    whole = upload(xlsx(HEADINGS, SERIKOVA, moved))
    assert outcomes(whole) == {"update": 1, "same": 1}
    confirmed(whole)
    assert stands(session)[1] == ("102", MediatorKind.PUBLIC, date(2021, 3, 1))
    assert session.exec(select(func.count(col(Mediator.id)))).one() == 2


def test_a_colleague_undoes_it_in_their_own_name(session, country, upload, confirmed, undone):
    colleague = make.actor(session, Role.REGISTER_KEEPER, country.district)
    undone(confirmed(upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV))), actor=colleague)

    removed = select(Entry).where(col(Entry.action).like("%removed%"))
    assert {entry.account_id for entry in session.exec(removed)} == {colleague.account_id}
    assert stands(session) == []


def test_an_import_that_is_undone_leaves_nothing_behind(session, upload, confirmed, undone):
    people = session.exec(select(func.count(col(Person.id)))).one()
    whole = undone(confirmed(upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV))))

    assert whole.state is ImportState.UNDONE
    assert (stands(session), session.exec(select(func.count(col(Person.id)))).one()) == ([], people)


def test_somebody_of_the_same_name_is_offered_and_chosen_by_hand(session, upload, confirmed, keeper):
    confirmed(upload(xlsx(HEADINGS, AKHMETOV)))
    known = session.exec(select(Mediator.id)).one()
    further = (*AKHMETOV[:5], "102", "общественный", "2021-02-01", "аким")
    whole = upload(xlsx((*HEADINGS, "Реестр"), further))
    (row,) = rows_of(session, whole)
    assert (outcomes(whole), opened(session, row)[2]) == ({"choice": 1}, [known])
    with pytest.raises(Refused):
        confirmed(whole)

    choose_person(session, keeper, whole, row, str(known))
    judge_again(session, keeper, whole)
    carry(session, whole)
    confirmed(whole)
    assert session.exec(select(RegisterEntry.mediator_id)).all() == [known, known]


def test_a_number_that_belongs_to_another_is_never_taken_over(session, upload, confirmed, said):
    confirmed(upload(xlsx(HEADINGS, SERIKOVA)))
    whole = upload(xlsx(HEADINGS, (*AKHMETOV[:5], "101", *AKHMETOV[6:])))

    assert (outcomes(whole), [column for _number, column, _sentence in said(whole)]) == ({"refused": 1}, ["number"])


def test_nothing_is_written_when_the_lists_changed_since_the_preview(session, upload, confirmed):
    shown = upload(xlsx(HEADINGS, SERIKOVA))
    confirmed(upload(xlsx(HEADINGS, SERIKOVA)))
    confirmed(shown)

    assert (shown.state, outcomes(shown), len(stands(session))) == (ImportState.READY, {"same": 1}, 1)


def test_undoing_leaves_and_names_what_was_changed_since_and_puts_back_what_was_updated(
    session, upload, confirmed, undone, keeper
):
    first = confirmed(upload(xlsx(HEADINGS, SERIKOVA, AKHMETOV)))
    moved = (*AKHMETOV[:6], "общественный", "2021-03-01")
    second = undone(confirmed(upload(xlsx(HEADINGS, moved))))
    session.expire_all()
    assert (second.state, stands(session)[1][2]) == (ImportState.UNDONE, date(2021, 2, 1))

    entry = session.exec(select(RegisterEntry).where(RegisterEntry.number == "101")).one()
    suspend(session, keeper, entry, suspended("01.02.2022"))
    undone(first)
    assert [row.number for row in rows_of(session, first, left=True)] == [2, 3]
    assert [number for number, _kind, _since in stands(session)] == ["101", "102"]


def test_what_nobody_confirmed_is_thrown_away_and_what_was_written_only_loses_its_rows(session, upload, confirmed):
    written = confirmed(upload(xlsx(HEADINGS, SERIKOVA)))
    upload(xlsx(HEADINGS, AKHMETOV))
    later = clock.now() + timedelta(days=1)
    drop_unconfirmed(session, later)
    forget_written(session, later)

    assert session.exec(select(Import.id)).all() == [written.id]
    assert (
        session.exec(select(func.count(col(ImportRow.id)))).one(),
        session.exec(select(func.count(col(StoredFile.id)))).one(),
    ) == (0, 0)
    assert len(stands(session)) == 1


ACTS = ("Номер приказа", "Дата приказа", "Кем принято решение", "Дата исключения", "Номер приказа об исключении",
        "Дата приказа об исключении", "Кем принято решение об исключении")  # fmt: skip


def test_the_decisions_by_which_somebody_came_in_and_went_out_stand_in_columns_of_their_own(session, upload, confirmed):
    decided = ("4", "09.01.2020", "Аким", "01.03.2023", "11-қ", "27.02.2023", "Аким района")
    confirmed(upload(xlsx((*HEADINGS, *ACTS), (*SERIKOVA, *decided))))

    entry = session.exec(select(RegisterEntry)).one()
    assert (entry.act_in_no, entry.act_in_on, entry.act_in_by) == ("4", date(2020, 1, 9), "Аким")
    assert (entry.act_out_no, entry.act_out_on, entry.act_out_by) == ("11-қ", date(2023, 2, 27), "Аким района")
    assert entry.until == date(2023, 3, 1)


def test_a_decision_that_was_not_in_the_register_is_added_and_goes_again_when_that_is_undone(
    session, upload, confirmed, undone
):
    confirmed(upload(xlsx(HEADINGS, SERIKOVA)))
    again = confirmed(upload(xlsx((*HEADINGS, *ACTS[:2]), (*SERIKOVA, "4", "09.01.2020"))))
    entry = session.exec(select(RegisterEntry)).one()
    assert (outcomes(again), entry.act_in_no, entry.act_in_on) == ({"update": 1}, "4", date(2020, 1, 9))

    undone(again)
    session.refresh(entry)
    assert (entry.act_in_no, entry.act_in_on) == ("", None)
