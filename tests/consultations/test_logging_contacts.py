"""One short form becomes the row that it is; the last contact never goes back; the same talk is not written down twice unseen."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from mediation_cms.cases.contact_actions import log_contact
from mediation_cms.cases.contact_inputs import LogIn
from mediation_cms.cases.models import Case, Meeting
from mediation_cms.consultations.brief_actions import record_open_day
from mediation_cms.consultations.brief_inputs import QuickListIn
from mediation_cms.consultations.models import Consultation, ContactLog
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Forbidden, Invalid
from mediation_cms.intake.contacting import note_contact, quiet
from mediation_cms.intake.models import IntakeChannel, Request, Source, Spell
from tests import make
from tests.make import matters


def typed(kind: str, **changed: Any) -> LogIn:
    """What is tapped on 9 June 2022 of a talk with the applicant."""
    given = {"kind": kind, "held_on": "09.06.2022", "sides": "applicant-1", "minutes": "15", "outcome": "continues"}
    return LogIn.checked(given | {"notes": "Қоңырау шалдым.", "language": "kk"} | changed)


def request_of(session: Session, case: Case) -> Request:
    return session.get_one(Request, case.request_id)


def refused(session: Session, who: Any, request: Request, given: LogIn) -> list[str]:
    """Beside which fields it is refused."""
    with pytest.raises(Invalid) as problem:
        log_contact(session, who, request, given)
    return list(problem.value.fields)


def test_each_kind_becomes_its_own_row_and_a_call_is_no_consultation(session: Session, cast: matters.Cast) -> None:
    request = request_of(session, matters.in_mediation(session, cast))
    by = cast.mediator

    call = log_contact(session, by, request, typed("call", outcome="not_reached"))
    talk = log_contact(session, by, request, typed("talk"))
    met = log_contact(session, by, request, typed("joint", sides=["applicant-1", "other-1"], minutes="60"))

    assert isinstance(call, ContactLog)
    assert (call.sides, call.outcome, unseal(session, call, "notes_sealed")) == (
        ["applicant-1"], "not_reached", "Қоңырау шалдым.",
    )  # fmt: skip
    assert isinstance(talk, Consultation)
    assert (talk.side, talk.result, talk.mediator_id) == ("applicant-1", "continues", by.mediator_id)
    assert isinstance(met, Meeting)
    assert (met.kind, met.present, met.minutes) == ("joint", ["applicant-1", "other-1"], 60)
    assert request.last_contact_on == date(2022, 6, 9)


def test_a_meeting_waits_for_the_contract(session: Session, cast: matters.Cast) -> None:
    request = request_of(session, matters.in_work(session, cast))

    assert refused(session, cast.mediator, request, typed("private", minutes="30")) == ["kind"]


def test_who_does_not_deal_with_the_matter_logs_nothing_in_it(session: Session, cast: matters.Cast) -> None:
    request = request_of(session, matters.in_work(session, cast))
    colleague, _entry = matters.mediator_at_work(session, cast.country, "Болат Жұмабаев")

    with pytest.raises(Forbidden):
        log_contact(session, colleague, request, typed("call", outcome="reached"))


def test_a_side_of_another_matter_is_no_side_of_this_one(session: Session, cast: matters.Cast) -> None:
    request = request_of(session, matters.in_work(session, cast))

    assert refused(session, cast.mediator, request, typed("call", sides="other-9", outcome="reached")) == ["sides"]
    assert refused(session, cast.mediator, request, typed("talk", sides="other-9")) == ["sides"]


def test_the_last_contact_never_goes_back(session: Session, cast: matters.Cast) -> None:
    request = make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, 26))
    version = request.version
    for day in (3, 9, 6):
        note_contact(session, request, date(2022, 6, day))

    assert (request.last_contact_on, request.version) == (date(2022, 6, 9), version)


def test_what_went_silent_is_found_the_longest_first(session: Session, cast: matters.Cast) -> None:
    never, old, fresh = (
        make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, day)) for day in (20, 2, 3)
    )
    note_contact(session, old, date(2022, 5, 25))
    note_contact(session, fresh, date(2022, 6, 9))

    assert [row.id for row in quiet(session, cast.coordinator, date(2022, 6, 1), 9)] == [never.id, old.id]


@pytest.mark.parametrize("kind", ["talk", "call", "private"])
def test_the_same_talk_of_a_day_is_asked_about_once(session: Session, cast: matters.Cast, kind: str) -> None:
    request = request_of(session, matters.in_mediation(session, cast))
    log_contact(session, cast.mediator, request, typed(kind))

    assert refused(session, cast.mediator, request, typed(kind)) == ["again"]
    log_contact(session, cast.mediator, request, typed(kind, again="yes"))
    log_contact(session, cast.mediator, request, typed(kind, held_on="10.06.2022"))
    log_contact(session, cast.mediator, request, typed("visit", outcome="reached"))


def test_the_same_person_in_another_matter_is_asked_about_too(session: Session, cast: matters.Cast) -> None:
    first, second = (request_of(session, matters.in_work(session, cast)) for _matter in range(2))
    log_contact(session, cast.mediator, first, typed("talk"))

    assert refused(session, cast.mediator, second, typed("talk")) == ["again"]


# --- a day of open doors -----------------------------------------------------------------------------------------------


def row(name: str, **changed: Any) -> dict[str, Any]:
    """One who was heard and advised."""
    return {"name": name, "dispute_code": "NEI", "minutes": "20", "result": "advice_only"} | changed


def listed(cast: matters.Cast, *rows: dict[str, Any]) -> QuickListIn:
    """The list of 9 June 2022."""
    day = {"cabinet_id": str(cast.country.cabinet.id), "held_on": "09.06.2022", "language": "kk"}
    return QuickListIn.checked(day | {"event": "Ауыл кітапханасындағы ашық есік күні", "rows": list(rows)})


def test_everybody_on_the_list_gets_a_number_and_counts_once(session: Session, cast: matters.Cast) -> None:
    away = row("Ким Виктор", mode="phone", result="passed_on", reason="Сотқа", phone="8 701 000 00 04")
    made = record_open_day(
        session,
        cast.mediator,
        listed(cast, row("Асан Әлия Маратқызы"), row("", unnamed="yes", subject="Ортақ аула"), away),
    )

    assert [each.number[-6:] for each in made] == ["000001", "000002", "000003"]
    assert [(each.source, each.source_note, each.last_contact_on) for each in made] == [
        (Source.EVENT, "Ауыл кітапханасындағы ашық есік күні", date(2022, 6, 9))
    ] * 3
    assert (made[1].subject, made[2].channel) == ("Ортақ аула", IntakeChannel.PHONE)
    assert len(session.exec(select(Consultation)).all()) == len(session.exec(select(Spell)).all()) == 3


def test_each_row_is_told_what_is_wrong_with_it_and_a_name_twice_is_asked_about(
    session: Session, cast: matters.Cast
) -> None:
    wrong = listed(cast, row("Асан Әлия"), row("Әлия Асан"), row("Ким Виктор", dispute_code="NONE"))

    with pytest.raises(Invalid) as problem:
        record_open_day(session, cast.mediator, wrong)

    assert set(problem.value.fields) == {"rows-1-again", "rows-2-dispute_code"}


def test_who_was_heard_alone_that_day_is_asked_about_on_the_list(session: Session, cast: matters.Cast) -> None:
    record_open_day(session, cast.mediator, listed(cast, row("Асан Әлия Маратқызы")))

    with pytest.raises(Invalid) as problem:
        record_open_day(session, cast.mediator, listed(cast, row("Асан Алия")))

    assert list(problem.value.fields) == ["rows-0-again"]
