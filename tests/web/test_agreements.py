"""Agreements on pages: drafted row by row without a script, checked, signed with a scan, performed."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from sqlmodel import Session, select

from mediation_cms.agreements.actions import record_performance
from mediation_cms.agreements.drafting import words_of
from mediation_cms.agreements.inputs import PerformanceIn
from mediation_cms.agreements.models import Agreement, PerformanceState
from mediation_cms.agreements.queries import draft_of, obligations_of, performances_of, signed_agreement_of
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.audit.models import Reading
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.documents.models import StoredFile
from mediation_cms.people.models import Role
from mediation_cms.web.app import Bitim
from tests.make import matters
from tests.web.conftest import Visitor
from tests.web.counting import asked_by, same_for_thirty
from tests.web.stage import Stage, buttons, words

NOT_WHAT_IT_SAYS = "The content is not what the name says. Save it as PDF, JPG or PNG and attach again."


@pytest.fixture
def stage(session: Session, app: Bitim, signed_in: Callable[..., Visitor]) -> Stage:
    """The people of a cabinet in front of their screens."""
    return Stage(session, app.database, matters.cast(session), signed_in)


def typed(stage: Stage, case: Case, **changed: Any) -> dict[str, Any]:
    """What a mediator sends: a draft that is fit for signing, its terms as rows."""
    fields = matters.agreement_typed(stage.session, case)
    terms = {
        f"terms-{row}-{name}": value for row, term in enumerate(fields.pop("terms")) for name, value in term.items()
    }
    return fields | terms | {"version": ""} | changed


def open_draft(page: Visitor, case: Case) -> str:
    """The form of the draft in English."""
    answer = page.get(f"/cases/{case.id}/agreement/draft?lang=en")
    assert answer.status_code == 200, answer.text
    return answer.text


def version(text: str) -> str:
    """The version of the draft from which a form was drawn."""
    found = re.search(r'name="version" value="(\d*)"', text)
    assert found is not None
    return found[1]


def scanned() -> BytesIO:
    """A scan of one page."""
    scan, kept = pikepdf.new(), BytesIO()
    scan.add_blank_page()
    scan.save(kept)
    kept.seek(0)
    return kept


def signing_form(stage: Stage, case: Case, **changed: Any) -> dict[str, Any]:
    """What a mediator sends: both sides signed on paper, with the scan."""
    draft = draft_of(stage.session, case)
    both = [str(party.id) for party in matters.parties(stage.session, case)]
    return {
        "signed_on": "14.06.2022", "place": "Өскемен қаласы", "signing": "paper", "signed_by": both,
        "scan": (scanned(), "келісім.pdf"), "version": str(draft.version) if draft else "",
    } | changed  # fmt: skip


# --- the draft -----------------------------------------------------------------------------------------------------------


def test_a_new_draft_begins_with_the_words_of_the_contract_and_all_sides(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    text = open_draft(stage.mediator, case)

    assert "Құдық суын пайдалану және учаскелердің шекарасы." in text
    assert len(re.findall(r'name="bound_sides"[^>]* checked', text)) == 2
    assert re.findall(r'name="terms-(\d+)-due_on"', text) == ["0"]


def test_a_term_is_added_and_removed_by_a_button_and_nothing_is_lost(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    open_draft(page, case)
    form = typed(stage, case)

    more = page.send(f"/cases/{case.id}/agreement/draft", **form, add="term").text
    assert re.findall(r'name="terms-(\d+)-due_on"', more) == ["0", "1"]
    assert "Дуалды бұрынғы орнына жылжытады." in more
    form |= {"terms-1-what_kk": "Кешірім сұрайды.", "terms-1-due_on": "30.06.2022"}
    less = page.send(f"/cases/{case.id}/agreement/draft", **form, remove="0").text
    assert re.findall(r'name="terms-(\d+)-due_on"', less) == ["1"]
    assert "Кешірім сұрайды." in less
    assert "Дуалды" not in less
    assert stage.session.exec(select(Agreement)).all() == []


def test_a_draft_is_saved_with_holes_and_the_page_says_which(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    open_draft(page, case)

    answer = page.send(f"/cases/{case.id}/agreement/draft", **typed(stage, case, lawful="", **{"terms-0-due_on": ""}))

    assert answer.status_code == 303
    page.get(f"/cases/{case.id}/agreement?lang=en")
    assert "Ready to sign? term 1: by when the mediator's mark that no term is unlawful" in words(page)
    assert buttons(page)[0] == "Change the draft"
    assert "Record the signing" not in buttons(page)


def test_a_slip_in_a_term_is_said_beside_it_and_all_is_kept(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    open_draft(page, case)
    slips = {"terms-0-due_on": "31.06.2022", "terms-0-amount": "көп"}

    answer = page.send(f"/cases/{case.id}/agreement/draft", **typed(stage, case, **slips))

    assert answer.status_code == 422
    assert page.errors == [
        "There is no such date. Use day.month.year, for example 21.11.2026.",
        "This is not a sum. Type it in figures, for example 150 000 or 150 000,50.",
    ]
    assert "Term 1: " in words(page)
    assert 'value="31.06.2022"' in answer.text
    assert 'value="көп"' in answer.text


def test_only_the_fields_of_the_chosen_language_are_shown_and_the_others_travel_along(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    open_draft(page, case)

    text = page.send(f"/cases/{case.id}/agreement/draft", **typed(stage, case, language="kk"), add="language").text

    assert re.findall(r'<textarea id="(terms-0-what_\w\w)"', text) == ["terms-0-what_kk"]
    assert '<input type="hidden" name="terms-0-what_ru" value="Переносит забор на прежнее место.">' in text


def test_standard_words_fill_only_what_is_empty(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    open_draft(page, case)

    text = page.send(f"/cases/{case.id}/agreement/draft", **typed(stage, case, consequences_ru=""), add="words").text

    assert "Орындамаған тарап шығынды өтейді." in text
    assert "Иных последствий, кроме предусмотренных законом, не установлено." in text


def test_the_draft_comes_back_as_it_was_typed(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    matters.drafted(
        stage.session, stage.cast, case, terms=[matters.term_typed(stage.session, case, amount="85 000,50")]
    )
    stage.session.commit()

    text = open_draft(stage.mediator, case)

    assert 'value="20.07.2022"' in text
    assert 'value="85000.50"' in text
    assert "Переносит забор на прежнее место." in text


def test_of_two_who_change_one_draft_the_slower_is_told_and_loses_nothing(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    draft = matters.drafted(stage.session, stage.cast, case)
    page = stage.mediator
    seen = version(open_draft(page, case))
    faster = typed(stage, case, version=seen, **{"terms-0-due_on": "21.07.2022"})
    assert page.send(f"/cases/{case.id}/agreement/draft", **faster).status_code == 303
    open_draft(page, case)

    slower = page.send(f"/cases/{case.id}/agreement/draft", **typed(stage, case, version=seen, subject_ru="Граница."))

    assert slower.status_code == 409
    assert "A colleague has changed this. Look at the new version and repeat." in words(page)
    assert "Граница." in slower.text
    stage.session.expire_all()
    assert [term.due_on for term in obligations_of(stage.session, draft)] == [date(2022, 7, 21)]
    again = typed(stage, case, version=version(slower.text), subject_ru="Граница.")
    assert page.send(f"/cases/{case.id}/agreement/draft", **again).status_code == 303
    stage.session.expire_all()
    assert words_of(stage.session, draft).heading["subject_ru"] == "Граница."


def test_a_draft_that_somebody_else_began_is_not_begun_again(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    open_draft(page, case)
    matters.drafted(stage.session, stage.cast, case)
    stage.session.commit()

    assert page.send(f"/cases/{case.id}/agreement/draft", **typed(stage, case)).status_code == 409
    assert len(stage.session.exec(select(Agreement)).all()) == 1


def test_a_draft_is_given_up(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    draft = matters.drafted(stage.session, stage.cast, case)
    page = stage.mediator
    page.get(f"/cases/{case.id}/agreement/draft/removal?lang=en")
    assert f"The draft {draft.number} ends here." in words(page)

    page.send(f"/cases/{case.id}/agreement/draft/removal")

    stage.session.refresh(draft)
    assert draft.status is AgreementStatus.DROPPED
    page.get(f"/cases/{case.id}/agreement?lang=en")
    assert "There is no draft yet" in words(page)
    assert page.get(f"/cases/{case.id}/agreement/draft/removal").status_code == 409


@pytest.mark.parametrize(
    ("made", "said"),
    [("in_work", "An agreement follows a mediation"), ("in_mediation", "There is no draft yet")],
)
def test_an_empty_page_says_the_next_step(stage: Stage, made: str, said: str) -> None:
    case: Case = getattr(matters, made)(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/agreement?lang=en")

    assert said in words(page)


def test_terms_are_not_for_the_reception_desk(stage: Stage) -> None:
    case = stage.session.get_one(Case, matters.signed(stage.session, stage.cast).case_id)
    page = stage.receptionist

    assert page.get(f"/cases/{case.id}/agreement").status_code == 403
    assert f"/cases/{case.id}/agreement" not in page.get(f"/requests/{case.request_id}").text
    assert page.get("/agreements?lang=en").status_code == 200
    assert "No signed agreements yet" in words(page)


# --- signing -------------------------------------------------------------------------------------------------------------


def test_an_agreement_is_signed_with_its_scan_and_ends_the_mediation(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    matters.drafted(stage.session, stage.cast, case)
    page = stage.mediator
    page.get(f"/cases/{case.id}/agreement/signing?lang=en")
    assert "Nothing is missing" in words(page)

    answer = page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case))

    assert answer.status_code == 303, words(page)
    assert stage.again(case).status is CaseStatus.ENDED
    agreement = signed_agreement_of(stage.session, case)
    assert agreement is not None
    page.get(f"/cases/{case.id}/agreement?lang=en")
    assert agreement.scan_sha256 is not None
    assert f"SHA-256: {agreement.scan_sha256}" in words(page)
    assert "Signed by Төлегенов Қайрат Мұхаметжанұлы, Воробьёва Светлана Игоревна" in words(page)


def test_the_signed_copy_is_downloaded_as_an_attachment_and_the_reading_noted(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    matters.drafted(stage.session, stage.cast, case)
    page = stage.mediator
    page.get(f"/cases/{case.id}/agreement/signing")
    form = signing_form(stage, case)
    content = form["scan"][0].getvalue()
    page.send(f"/cases/{case.id}/agreement/signing", **form)
    agreement = signed_agreement_of(stage.session, stage.again(case))
    assert agreement is not None

    answer = page.get(f"/cases/{case.id}/agreement/{agreement.id}/scan")

    assert answer.data == content
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["Cache-Control"] == "no-store"
    noted = stage.session.exec(select(Reading).where(Reading.page == "agreements.scan")).one()
    assert noted.matter_id == case.request_id
    assert stage.receptionist.get(f"/cases/{case.id}/agreement/{agreement.id}/scan").status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"scan": (b"", "")}, 'This is empty. Fill it in or choose "I do not know".'),
        ({"scan": (b"<html><script>", "scan.pdf")}, NOT_WHAT_IT_SAYS),
        ({"signed_on": "02.06.2022"}, "The signing is before the mediation contract. Check the dates."),
        ({"signed_on": ""}, 'This is empty. Fill it in or choose "I do not know".'),
    ],
)  # fmt: skip
def test_a_signing_that_is_refused_says_why_and_writes_nothing(
    stage: Stage, changed: dict[str, Any], said: str
) -> None:
    case = matters.met(stage.session, stage.cast)
    draft = matters.drafted(stage.session, stage.cast, case)
    page = stage.mediator
    page.get(f"/cases/{case.id}/agreement/signing?lang=en")

    if "scan" in changed:
        content, name = changed["scan"]
        changed = {"scan": (BytesIO(content), name)}

    answer = page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case, **changed))

    assert answer.status_code == 422
    assert page.errors == [said]
    assert 'value="Өскемен қаласы"' in answer.text
    stage.session.refresh(draft)
    assert draft.signed_on is None
    assert stage.session.exec(select(StoredFile)).all() == []


def test_a_missing_signature_is_named(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    matters.drafted(stage.session, stage.cast, case)
    page = stage.mediator
    page.get(f"/cases/{case.id}/agreement/signing?lang=en")
    one = str(matters.parties(stage.session, case)[0].id)

    answer = page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case, signed_by=one))

    assert answer.status_code == 409
    assert "The agreement is not ready to sign: the signature: Воробьёва Светлана Игоревна." in words(page)


def test_what_is_unfit_cannot_be_signed_and_the_button_says_so(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    matters.drafted(stage.session, stage.cast, case, lawful="")
    page = stage.mediator
    text = page.get(f"/cases/{case.id}/agreement/signing?lang=en").text

    assert '<button class="button" disabled>' in text
    assert "Something is still missing: complete the draft first." in words(page)
    assert page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case)).status_code == 409


def test_a_draft_that_changed_meanwhile_is_not_signed(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    matters.drafted(stage.session, stage.cast, case)
    page = stage.mediator
    page.get(f"/cases/{case.id}/agreement/signing")

    assert page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case, version="0")).status_code == 409
    assert stage.again(case).status is CaseStatus.IN_MEDIATION


def test_a_coordinator_reads_the_draft_and_does_not_sign(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    matters.drafted(stage.session, stage.cast, case)
    page = stage.coordinator

    assert page.get(f"/cases/{case.id}/agreement?lang=en").status_code == 200
    assert buttons(page) == []
    assert page.get(f"/cases/{case.id}/agreement/signing").status_code == 403
    assert page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case)).status_code == 403


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
    page.send(at, state="disputed", seen_on="25.07.2022")

    stage.session.refresh(agreement)
    assert agreement.status is AgreementStatus.SIGNED
    assert [seen.state for seen in performances_of(stage.session, obligation)] == [
        PerformanceState.DISPUTED,
        PerformanceState.DONE,
    ]
    page.get(f"{at}?lang=en")
    assert "19 July 2022 Done: Бірге өлшедік. Оспанов Ерлан" in words(page)


def test_what_cannot_be_seen_is_refused_beside_its_field(stage: Stage) -> None:
    agreement = matters.signed(stage.session, stage.cast)
    at = f"/cases/{agreement.case_id}/agreement/obligations/{obligations_of(stage.session, agreement)[0].id}"
    page = stage.coordinator
    page.get(f"{at}?lang=en")

    assert page.send(at, state="done", seen_on="13.06.2022", note="Түбіртек").status_code == 422
    assert page.errors == ["This is before the signing. Check the dates."]
    assert page.page is not None
    assert "Түбіртек" in page.page.text


def test_a_supplement_is_drafted_and_signed_and_lifts_an_obligation(stage: Stage) -> None:
    agreement = matters.signed(stage.session, stage.cast)
    case = stage.session.get_one(Case, agreement.case_id)
    page = stage.mediator
    page.get(f"/cases/{case.id}/agreement/supplement?lang=en")
    form = typed(stage, case, **{"terms-0-due_on": "01.10.2022"})
    assert page.send(f"/cases/{case.id}/agreement/supplement", **form).status_code == 303
    page.get(f"/cases/{case.id}/agreement?lang=en")
    assert "Supplementary agreement" in words(page)
    page.get(f"/cases/{case.id}/agreement/signing")
    sent = page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case, signed_on="01.08.2022"))
    assert sent.status_code == 303, words(page)

    old = obligations_of(stage.session, agreement)[0]
    at = f"/cases/{case.id}/agreement/obligations/{old.id}"
    assert "Lifted by a supplementary agreement" in page.get(f"{at}?lang=en").text
    page.send(at, state="lifted", seen_on="01.08.2022")
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
    seen = PerformanceIn.checked({"state": "done", "seen_on": "20.07.2022"})
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
