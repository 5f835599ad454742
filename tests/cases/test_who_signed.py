"""Who signed stays who it is; what was agreed and held stays as it was while the matter is closed."""

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, func, select

from mediation_cms.cases.actions import end_mediation, reopen_case
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.cases.matter_actions import amend_party
from mediation_cms.cases.models import Case, Extension, Meeting
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.documents.files import store
from mediation_cms.documents.models import Paper, PaperKind, PaperStatus, StoredFile
from mediation_cms.intake.inputs import PartyIn, ReasonIn
from mediation_cms.intake.models import Party, Request
from mediation_cms.people.models import Organisation, Person
from tests.make import matters

PHONE = {"channel": "phone", "value": "8 701 123 45 67", "language": "ru"}
FIRM = {"name": "ТОО «Көктем»", "kind": "company", "bin": "990140000007", "address": "Өскемен", "contact": PHONE}
STAYS = r"This side signed the mediation contract and stays who it is\. Correct its name and requisites\."


def person_typed(**person: str) -> PartyIn:
    """A person as the form sends them."""
    return PartyIn.checked({"side": "other", "person": {"surname": "Иванов", "given_name": "Пётр"} | person})


def firm_typed(**changed: object) -> PartyIn:
    """A firm as the form sends it."""
    return PartyIn.checked({"side": "other", "kind": "organisation", "organisation": FIRM | changed})


def amend(session: Session, cast: matters.Cast, party: Party, given: PartyIn) -> None:
    """The reception corrects a party."""
    amend_party(session, cast.receptionist, session.get_one(Request, party.request_id), party, given)


def other_of(session: Session, case: Case) -> Party:
    """The other side."""
    return next(party for party in matters.parties(session, case) if party.side == "other")


def with_a_firm(session: Session, cast: matters.Cast) -> Party:
    """A firm that signed the contract."""
    case = matters.in_work(session, cast, others=[{"side": "other", "kind": "organisation", "organisation": FIRM}])
    matters.contract(session, cast, case)
    return other_of(session, case)


def refuses(session: Session, statement: str, said: str) -> None:
    """The database refuses the statement."""
    with pytest.raises(DatabaseError, match=said), session.begin_nested():
        session.connection().exec_driver_sql(statement)


# --- a side ----------------------------------------------------------------------------------------------------------------


def test_the_name_of_who_signed_is_set_right(session: Session, cast: matters.Cast) -> None:
    party = other_of(session, matters.in_mediation(session, cast))
    signed = party.person_id

    amend(session, cast, party, person_typed(surname="Иваненко"))

    assert (party.person_id, session.get_one(Person, signed).surname) == (signed, "Иваненко")


def test_the_name_of_a_firm_that_signed_is_set_right(session: Session, cast: matters.Cast) -> None:
    party = with_a_firm(session, cast)
    signed = party.organisation_id

    amend(session, cast, party, firm_typed(name="ТОО «Коктем»", address="Өскемен, Абай, 1"))

    firm = session.get_one(Organisation, signed)
    assert (party.organisation_id, firm.name, firm.address) == (signed, "ТОО «Коктем»", "Өскемен, Абай, 1")
    assert session.exec(select(func.count(col(Organisation.id)))).one() == 1


def test_nobody_is_put_in_the_place_of_a_person_who_signed(session: Session, cast: matters.Cast) -> None:
    party = other_of(session, matters.in_mediation(session, cast))

    with pytest.raises(Refused, match=STAYS):
        amend(session, cast, party, firm_typed())


@pytest.mark.parametrize("given", [firm_typed(bin="000140000002"), firm_typed(bin=""), person_typed()])
def test_nobody_is_put_in_the_place_of_a_firm_that_signed(session: Session, cast: matters.Cast, given: PartyIn) -> None:
    party = with_a_firm(session, cast)

    with pytest.raises(Refused, match=STAYS):
        amend(session, cast, party, given)


def test_before_the_contract_a_person_may_turn_out_to_be_a_firm_that_gets_its_bin_later(
    session: Session, cast: matters.Cast
) -> None:
    party = other_of(session, matters.in_work(session, cast))

    amend(session, cast, party, firm_typed(bin=""))
    amend(session, cast, party, firm_typed(name="ТОО «Коктем»"))

    (firm,) = session.exec(select(Organisation))
    assert (party.person_id, party.organisation_id) == (None, firm.id)
    assert (firm.name, firm.bin) == ("ТОО «Коктем»", "990140000007")


def test_before_the_contract_the_database_lets_a_party_be_another(session: Session, cast: matters.Cast) -> None:
    matters.in_work(session, cast)

    assert session.connection().exec_driver_sql("UPDATE party SET person_id = NULL").rowcount == 2


def test_of_who_signed_the_database_keeps_the_person(session: Session, cast: matters.Cast) -> None:
    matters.in_mediation(session, cast)

    refuses(session, "UPDATE party SET person_id = NULL", "a side of a mediation contract stays")
    assert session.connection().exec_driver_sql("UPDATE party SET note = 'үйде'").rowcount == 2


# --- what was agreed and held ------------------------------------------------------------------------------------------------


def test_an_extension_stays_as_it_was_agreed(session: Session, cast: matters.Cast) -> None:
    matters.extended(session, cast, matters.in_mediation(session, cast))

    refuses(session, "UPDATE extension SET days = 1", "an extension of the term does not change")
    refuses(session, "DELETE FROM extension", "an extension of the term does not change")


def test_a_meeting_is_set_right_while_the_mediation_runs_and_stays_once_it_has_ended(
    session: Session, cast: matters.Cast
) -> None:
    case = matters.met(session, cast)
    later = "UPDATE meeting SET minutes = minutes + 1"
    assert session.connection().exec_driver_sql(later).rowcount == 1
    ending = {"ending": "excluded", "on": "20.06.2022", "reason": "Үшінші адамның құқығы."}
    end_mediation(session, cast.mediator, case, EndingIn.checked(ending))

    refuses(session, later, "a meeting of an ended case stays as it is")
    refuses(session, "DELETE FROM meeting", "a meeting of an ended case stays as it is")

    reopen_case(session, cast.coordinator, case, ReasonIn.checked({"on": "01.08.2022", "reason": "Қайта келісті."}))
    assert session.connection().exec_driver_sql("DELETE FROM meeting").rowcount == 1


def test_an_erased_matter_takes_its_meetings_and_its_extension_along(session: Session, cast: matters.Cast) -> None:
    case = matters.in_mediation(session, cast)
    matters.extended(session, cast, case)
    matters.meeting(session, cast, case)
    ending = {"ending": "excluded", "on": "20.06.2022", "reason": "Үшінші адамның құқығы."}
    end_mediation(session, cast.mediator, case, EndingIn.checked(ending))

    session.connection().exec_driver_sql("DELETE FROM request")

    tables = (Meeting, Extension, Party, Case)
    assert [session.exec(select(func.count()).select_from(table)).one() for table in tables] == [0] * len(tables)


# --- files -----------------------------------------------------------------------------------------------------------------


def test_a_file_is_what_its_row_says_and_goes_only_when_nothing_issued_needs_it(
    session: Session, cast: matters.Cast
) -> None:
    by = cast.mediator.account_id
    kept, alone = (
        store(session, name.encode(), name=name, media_type="application/pdf", uploaded_by_id=by) for name in "ab"
    )
    session.add(
        Paper(
            kind=PaperKind.RECEIPT, number="1", languages="kk", code="x", dated_on=clock.today(), thing_id=kept.id,
            facts_index="x", status=PaperStatus.READY, asked_at=clock.now(), asked_by_id=by, file_id=kept.id,
            sha256=kept.sha256,
        )
    )  # fmt: skip
    session.flush()

    refuses(session, "UPDATE stored_file SET sha256 = 'b'", "a stored file stays as it is")
    refuses(session, f"DELETE FROM stored_file WHERE sha256 = '{kept.sha256}'", "a stored file stays as it is")
    session.connection().exec_driver_sql(f"DELETE FROM stored_file WHERE sha256 = '{alone.sha256}'")
    assert session.exec(select(StoredFile.name)).all() == ["a"]
