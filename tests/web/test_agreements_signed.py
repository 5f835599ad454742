"""What was signed, on pages: performance and its undoing, supplements, and the list of agreements."""

import re
from datetime import date, timedelta

from mediation_cms.agreements.actions import record_performance
from mediation_cms.agreements.inputs import PerformanceIn
from mediation_cms.agreements.models import PerformanceState
from mediation_cms.agreements.queries import obligations_of, performances_of
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.people.models import Role
from tests.make import matters
from tests.rights.fields import Fields
from tests.web.counting import asked_by, same_for_thirty
from tests.web.stage import Stage, draft_form, signing_form, words

# --- performance ---------------------------------------------------------------------------------------------------------


def test_performance_is_recorded_and_undone(stage: Stage) -> None:
    agreement = matters.signed(stage.session, stage.cast)
    case = stage.session.get_one(Case, agreement.case_id)
    obligation = obligations_of(stage.session, agreement)[0]
    page = stage.coordinator
    page.get(f"/cases/{case.id}/agreement?lang=en")
    assert "20.07.2022 Overdue Record performance" in words(page)
    at = f"/cases/{case.id}/agreement/obligations/{obligation.id}"
    assert "Lifted by a supplementary agreement" not in page.get(f"{at}?lang=en").text

    page.send(at, state="done", seen_on="19.07.2022", confirmed_by="applicant-1", note="Бірге өлшедік.")
    stage.session.refresh(agreement)
    assert (agreement.status, agreement.performed_on) == (AgreementStatus.PERFORMED, date(2022, 7, 19))
    page.get(at)
    page.send(at, state="disputed", seen_on="25.07.2022", confirmed_by="other-1")

    stage.session.refresh(agreement)
    assert agreement.status is AgreementStatus.SIGNED
    assert [seen.state for seen in performances_of(stage.session, obligation)] == [
        PerformanceState.DISPUTED,
        PerformanceState.DONE,
    ]
    page.get(f"{at}?lang=en")
    assert "19 July 2022 Done: Бірге өлшедік. Оспанов Ерлан" in words(page)


def test_nothing_is_chosen_beforehand_and_somebody_confirms_what_is_seen(stage: Stage) -> None:
    agreement = matters.signed(stage.session, stage.cast)
    at = f"/cases/{agreement.case_id}/agreement/obligations/{obligations_of(stage.session, agreement)[0].id}"
    page = stage.coordinator
    assert " checked" not in page.get(f"{at}?lang=en").text

    assert page.send(at, seen_on="20.07.2022").status_code == 422
    assert page.errors == ["Choose one.", "Mark which side confirms it."]


def test_what_cannot_be_seen_is_refused_beside_its_field(stage: Stage) -> None:
    agreement = matters.signed(stage.session, stage.cast)
    at = f"/cases/{agreement.case_id}/agreement/obligations/{obligations_of(stage.session, agreement)[0].id}"
    page = stage.coordinator
    page.get(f"{at}?lang=en")

    assert page.send(at, state="done", seen_on="13.06.2022", confirmed_by="other-1", note="Түбіртек").status_code == 422
    assert page.errors == ["This is before the signing. Check the dates."]
    assert page.page is not None
    assert "Түбіртек" in page.page.text


def test_a_supplement_is_drafted_and_signed_and_lifts_an_obligation(stage: Stage) -> None:
    agreement = matters.signed(stage.session, stage.cast)
    case = stage.session.get_one(Case, agreement.case_id)
    page = stage.mediator
    empty = page.get(f"/cases/{case.id}/agreement/supplement?lang=en").text
    assert Fields(empty).sent["subject_ru"].strip() == ""  # why it is made is not what the dispute is about
    form = draft_form(stage, case, **{"terms-0-due_on": "01.10.2022"})
    assert page.send(f"/cases/{case.id}/agreement/supplement", **form).status_code == 303
    page.get(f"/cases/{case.id}/agreement?lang=en")
    assert "Supplementary agreement" in words(page)
    page.get(f"/cases/{case.id}/agreement/signing")
    sent = page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case, signed_on="01.08.2022"))
    assert sent.status_code == 303, words(page)

    old = obligations_of(stage.session, agreement)[0]
    at = f"/cases/{case.id}/agreement/obligations/{old.id}"
    assert "Lifted by a supplementary agreement" in page.get(f"{at}?lang=en").text
    page.send(at, state="lifted", seen_on="01.08.2022", confirmed_by="other-1")
    page.get(f"/cases/{case.id}/agreement?lang=en")
    assert "20.07.2022 Lifted by a supplementary agreement" in words(page)
    assert "01.10.2022 Overdue" in words(page)


def test_without_a_signed_agreement_there_is_nothing_to_supplement(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)

    assert stage.mediator.get(f"/cases/{case.id}/agreement/supplement").status_code == 409


# --- the list ------------------------------------------------------------------------------------------------------------


def test_the_list_shows_what_falls_due_next(stage: Stage) -> None:
    today = clock.today()
    soon = matters.signed_with_due(stage.session, stage.cast, today + timedelta(days=2))
    later = matters.signed_with_due(stage.session, stage.cast, today + timedelta(days=90))
    late = matters.signed(stage.session, stage.cast)
    done = matters.signed(stage.session, stage.cast)
    seen = PerformanceIn.checked({"state": "done", "seen_on": "20.07.2022", "confirmed_by": ["applicant-1"]})
    record_performance(stage.session, stage.cast.coordinator, obligations_of(stage.session, done)[0], seen)
    page = stage.coordinator

    def numbers(query: str) -> set[str]:
        return set(re.findall(r"63-OSK-2022-\d{6}-A1", page.get(f"/agreements?{query}").text))

    assert numbers("") == {one.number for one in (soon, later, late, done)}
    assert numbers("due=overdue") == {late.number}
    assert numbers("due=soon") == {soon.number}
    assert numbers("status=performed") == {done.number}
    for nonsense in ("status=nonsense", "due=never", "cabinet_id=x"):
        assert page.get(f"/agreements?{nonsense}").status_code == 200
    page.get("/agreements?lang=en")
    assert f"{late.number} 14.06.2022 20.07.2022, overdue" in words(page)


def test_a_mediator_sees_own_agreements(stage: Stage) -> None:
    agreement = matters.signed(stage.session, stage.cast)

    assert agreement.number in stage.mediator.get("/agreements").text
    other = stage.sign_in(Role.MEDIATOR, stage.cast.country.cabinet)
    assert agreement.number not in other.get("/agreements").text


def test_the_list_asks_no_more_for_thirty_agreements_than_for_one(stage: Stage) -> None:
    same_for_thirty(stage.coordinator, stage.session, "/agreements", lambda: matters.signed(stage.session, stage.cast))


def test_the_page_asks_no_more_for_many_terms_than_for_one(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    one = matters.signed(stage.session, stage.cast)
    terms = [matters.term_typed(stage.session, case) for _number in range(20)]
    many = matters.signed(stage.session, stage.cast, terms=terms)
    page = stage.mediator

    assert len(asked_by(page, stage.session, f"/cases/{one.case_id}/agreement")) == len(
        asked_by(page, stage.session, f"/cases/{many.case_id}/agreement")
    )
