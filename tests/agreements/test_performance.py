"""What the sides do after signing, seen and written down; changes by a supplementary agreement alone."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from mediation_cms.agreements.actions import draft_agreement, draft_supplement, record_performance, sign_agreement
from mediation_cms.agreements.inputs import AgreementIn, PerformanceIn
from mediation_cms.agreements.models import Agreement, Obligation
from mediation_cms.agreements.paper_actions import make_agreement, make_court_route, make_obligations
from mediation_cms.agreements.queries import (
    get_agreement,
    get_obligation,
    in_force,
    list_agreements,
    newest_of,
    obligations_of,
    supplements_of,
)
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.documents.models import Paper, PaperKind
from mediation_cms.people.models import Role
from tests import make
from tests.make import matters


def see(
    session: Session, cast: matters.Cast, obligation: Obligation, state: str, on: str = "20.07.2022", **more: Any
) -> None:
    """Write down what was seen of an obligation on 20 July 2022."""
    typed = {"state": state, "seen_on": on, "confirmed_by": ["applicant-1"]} | more
    record_performance(session, cast.coordinator, obligation, PerformanceIn.checked(typed))


def two_terms(session: Session, cast: matters.Cast) -> Agreement:
    """A signed agreement with two terms, due on 20 July and 1 September 2022."""
    case = matters.met(session, cast)
    terms = [matters.term_typed(session, case), matters.term_typed(session, case, amount="85 000", due_on="01.09.2022")]
    agreement = matters.drafted(session, cast, case, terms=terms)
    sign_agreement(
        session, cast.mediator, agreement, matters.signing(session, cast, agreement), matters.scan(session, cast)
    )
    return agreement


def supplement(session: Session, cast: matters.Cast, first: Agreement, **changed: Any) -> Agreement:
    """A supplementary agreement, signed on 1 August 2022, with one term due on 1 October."""
    case = session.get_one(Case, first.case_id)
    typed = matters.agreement_typed(session, case, terms=[matters.term_typed(session, case, due_on="01.10.2022")])
    drafted = draft_supplement(session, cast.mediator, first, AgreementIn.checked(typed))
    given = matters.signing(session, cast, drafted, **{"signed_on": "01.08.2022"} | changed)
    sign_agreement(session, cast.mediator, drafted, given, matters.scan(session, cast))
    return drafted


def next_due(session: Session, cast: matters.Cast, **filters: Any) -> list[date | None]:
    """The next due day of each agreement in the coordinator's list."""
    return [row.next_due_on for row in list_agreements(session, cast.coordinator, **filters)]


def test_an_agreement_is_performed_when_all_of_it_is(session: Session, cast: matters.Cast) -> None:
    agreement = two_terms(session, cast)
    first, second = obligations_of(session, agreement)

    see(session, cast, first, "done")
    assert (agreement.status, agreement.performed_on) == (AgreementStatus.SIGNED, None)
    see(session, cast, second, "done", "30.08.2022")

    assert (agreement.status, agreement.performed_on) == (AgreementStatus.PERFORMED, date(2022, 8, 30))


def test_a_correction_undoes_the_performance(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    obligation = obligations_of(session, agreement)[0]
    see(session, cast, obligation, "done")

    see(session, cast, obligation, "disputed", "25.07.2022", note="Өтініш беруші келіспейді.")

    assert (agreement.status, agreement.performed_on) == (AgreementStatus.SIGNED, None)
    assert newest_of(session, [obligation])[obligation.id].note == "Өтініш беруші келіспейді."


def test_a_part_is_not_the_whole(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)

    see(session, cast, obligations_of(session, agreement)[0], "partly")

    assert agreement.status is AgreementStatus.SIGNED


def test_the_next_due_day_moves_on_as_obligations_are_performed(session: Session, cast: matters.Cast) -> None:
    first, second = obligations_of(session, two_terms(session, cast))

    assert next_due(session, cast) == [date(2022, 7, 20)]
    see(session, cast, first, "done")
    assert next_due(session, cast) == [date(2022, 9, 1)]
    see(session, cast, first, "partly", "21.07.2022")
    assert next_due(session, cast) == [date(2022, 7, 20)]
    see(session, cast, first, "done")
    see(session, cast, second, "done")
    assert next_due(session, cast) == [None]


def test_agreements_are_found_by_their_next_due_day(session: Session, cast: matters.Cast) -> None:
    two_terms(session, cast)

    assert next_due(session, cast, due_to=date(2022, 7, 19)) == []
    assert next_due(session, cast, due_to=date(2022, 7, 20)) == [date(2022, 7, 20)]
    assert next_due(session, cast, due_from=date(2022, 7, 21)) == []
    assert next_due(session, cast, status="performed") == []


def test_the_list_shows_agreements_to_those_who_may_read_their_terms(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    colleague, _entry = matters.mediator_at_work(session, cast.country, "Виктор Ким")

    for actor in (cast.coordinator, cast.mediator, make.actor(session, Role.COORDINATOR, cast.country.republic)):
        assert [row.id for row in list_agreements(session, actor)] == [agreement.id]
    for actor in (cast.receptionist, colleague, make.actor(session, Role.MANAGER, cast.country.republic)):
        assert list_agreements(session, actor) == []


def test_drafts_and_supplements_are_not_in_the_list(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    supplement(session, cast, agreement)
    matters.drafted(session, cast, matters.met(session, cast))

    assert [row.number for row in list_agreements(session, cast.coordinator)] == [agreement.number]


def test_only_a_signed_agreement_is_performed(session: Session, cast: matters.Cast) -> None:
    draft = matters.drafted(session, cast, matters.met(session, cast))

    with pytest.raises(Refused, match="Only a signed agreement is performed"):
        see(session, cast, obligations_of(session, draft)[0], "done")


def test_nothing_is_seen_before_the_signing(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)

    with pytest.raises(Invalid, match="seen_on: This is before the signing"):
        see(session, cast, obligations_of(session, agreement)[0], "done", "13.06.2022")


def test_only_sides_of_the_matter_confirm(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)

    with pytest.raises(Invalid, match="confirmed_by: There is no such choice"):
        see(session, cast, obligations_of(session, agreement)[0], "done", confirmed_by=["other-9"])


def test_a_receptionist_records_no_performance(session: Session, cast: matters.Cast) -> None:
    obligation = obligations_of(session, matters.signed(session, cast))[0]
    given = PerformanceIn.checked({"state": "done", "seen_on": "20.07.2022", "confirmed_by": ["applicant-1"]})

    with pytest.raises(Forbidden):
        record_performance(session, cast.receptionist, obligation, given)


def test_an_obligation_belongs_to_its_case(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    obligation = obligations_of(session, agreement)[0]
    case, other = session.get_one(Case, agreement.case_id), matters.met(session, cast)

    assert get_obligation(session, cast.coordinator, case, obligation.id) is obligation
    assert get_agreement(session, cast.coordinator, case, agreement.id) is agreement
    for actor, of in ((cast.coordinator, other), (cast.receptionist, case)):
        with pytest.raises(NotFound):
            get_obligation(session, actor, of, obligation.id)


# --- supplements ---------------------------------------------------------------------------------------------------------


def test_a_supplement_adds_obligations_and_leaves_the_case_ended(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    case = session.get_one(Case, agreement.case_id)

    second = supplement(session, cast, agreement)

    assert (second.number, second.amends_id) == (f"{case.number}-A2", agreement.id)
    assert (case.status, case.ended_on) == (CaseStatus.ENDED, date(2022, 6, 14))
    assert supplements_of(session, agreement) == [second]
    assert [obligation.due_on for obligation in in_force(session, agreement)] == [date(2022, 7, 20), date(2022, 10, 1)]


def test_a_supplement_to_a_performed_agreement_makes_it_unperformed(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    see(session, cast, obligations_of(session, agreement)[0], "done")
    assert agreement.status is AgreementStatus.PERFORMED

    second = supplement(session, cast, agreement)
    assert (agreement.status, agreement.performed_on) == (AgreementStatus.SIGNED, None)
    see(session, cast, obligations_of(session, second)[0], "done", "01.10.2022")
    assert (agreement.status, agreement.performed_on) == (AgreementStatus.PERFORMED, date(2022, 10, 1))


def test_only_a_supplement_lifts_an_obligation(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    old = obligations_of(session, agreement)[0]

    with pytest.raises(Refused, match="Only a supplementary agreement lifts an obligation"):
        see(session, cast, old, "lifted")
    second = supplement(session, cast, agreement)
    see(session, cast, old, "lifted", "01.08.2022")
    see(session, cast, obligations_of(session, second)[0], "done", "01.10.2022")

    assert agreement.status is AgreementStatus.PERFORMED


def test_a_supplement_is_not_signed_before_what_it_amends(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)

    with pytest.raises(Invalid, match="signed_on: The signing is before that of the agreement that it changes"):
        supplement(session, cast, agreement, signed_on="13.06.2022")


def test_only_a_signed_agreement_is_amended(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    draft = matters.drafted(session, cast, case)
    given = AgreementIn.checked(matters.agreement_typed(session, case))

    with pytest.raises(Refused, match="A supplementary agreement changes a signed agreement"):
        draft_supplement(session, cast.mediator, draft, given)


def test_a_supplement_is_not_amended_itself(session: Session, cast: matters.Cast) -> None:
    agreement = matters.signed(session, cast)
    second = supplement(session, cast, agreement)
    given = AgreementIn.checked(matters.agreement_typed(session, session.get_one(Case, agreement.case_id)))

    with pytest.raises(Refused, match="A supplementary agreement changes a signed agreement"):
        draft_supplement(session, cast.mediator, second, given)


def test_after_the_end_there_is_no_second_first_agreement(session: Session, cast: matters.Cast) -> None:
    case = session.get_one(Case, matters.signed(session, cast).case_id)

    with pytest.raises(Refused):
        draft_agreement(session, cast.mediator, case, AgreementIn.checked(matters.agreement_typed(session, case)))


def test_what_was_printed_of_the_obligations_is_outdated_when_they_change(session: Session, cast: matters.Cast) -> None:
    agreement = two_terms(session, cast)
    first, second = obligations_of(session, agreement)

    def in_force() -> list[PaperKind]:
        return [paper.kind for paper in printed if paper.outdated_on is None]

    def print_anew() -> list[Paper]:
        return [
            make(session, cast.mediator, agreement) for make in (make_agreement, make_obligations, make_court_route)
        ]

    of_itself, calendar = PaperKind.AGREEMENT, PaperKind.OBLIGATIONS
    printed = print_anew()
    see(session, cast, first, "done")
    assert in_force() == [of_itself, calendar]  # who does what by when is the same

    printed = print_anew()
    supplement(session, cast, agreement)
    assert in_force() == [of_itself]

    printed = print_anew()
    see(session, cast, second, "lifted")
    assert in_force() == [of_itself]

    printed = print_anew()
    see(session, cast, second, "partly", "02.09.2022")
    assert in_force() == [of_itself]
