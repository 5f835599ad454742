"""Agreements on pages: drafted row by row without a script, checked, signed with a scan, performed."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from sqlmodel import select

from mediation_cms.agreements.drafting import words_of
from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.queries import obligations_of, signed_agreement_of
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.audit.models import Reading
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.documents.models import StoredFile
from tests.make import matters
from tests.web.stage import Stage, buttons, draft_form, signing_form, words
from tests.web.visitor import Visitor

NOT_WHAT_IT_SAYS = "The content is not what the name says. Save it as PDF, JPG or PNG and attach again."


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
    form = draft_form(stage, case)

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

    answer = page.send(
        f"/cases/{case.id}/agreement/draft", **draft_form(stage, case, lawful="", **{"terms-0-due_on": ""})
    )

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

    answer = page.send(f"/cases/{case.id}/agreement/draft", **draft_form(stage, case, **slips))

    assert answer.status_code == 422
    assert page.errors == [
        "There is no such date. Use day.month.year, for example 21.11.2026.",
        "This is not a sum. Type it in figures, for example 150 000 or 150 000,50.",
    ]
    assert "Term 1. By when: " in words(page)
    assert 'value="31.06.2022"' in answer.text
    assert 'value="көп"' in answer.text


def test_only_the_fields_of_the_chosen_language_are_shown_and_the_others_travel_along(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    open_draft(page, case)

    text = page.send(f"/cases/{case.id}/agreement/draft", **draft_form(stage, case, language="kk"), add="language").text

    assert re.findall(r'<textarea id="(terms-0-what_\w\w)"', text) == ["terms-0-what_kk"]
    assert '<input type="hidden" name="terms-0-what_ru" value="Переносит забор на прежнее место.">' in text


def test_standard_words_fill_only_what_is_empty(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    open_draft(page, case)

    text = page.send(
        f"/cases/{case.id}/agreement/draft", **draft_form(stage, case, consequences_ru=""), add="words"
    ).text

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
    faster = draft_form(stage, case, version=seen, **{"terms-0-due_on": "21.07.2022"})
    assert page.send(f"/cases/{case.id}/agreement/draft", **faster).status_code == 303
    open_draft(page, case)

    slower = page.send(
        f"/cases/{case.id}/agreement/draft", **draft_form(stage, case, version=seen, subject_ru="Граница.")
    )

    assert slower.status_code == 409
    assert (
        "This was changed meanwhile, perhaps by yourself in another window. Look at the new version and repeat."
        in words(page)
    )
    assert "Граница." in slower.text
    stage.session.expire_all()
    assert [term.due_on for term in obligations_of(stage.session, draft)] == [date(2022, 7, 21)]
    assert f'href="/cases/{case.id}/agreement/draft">Open it again' in slower.text
    unseen = draft_form(stage, case, version=version(slower.text), subject_ru="Граница.")
    assert page.send(f"/cases/{case.id}/agreement/draft", **unseen).status_code == 409
    again = draft_form(stage, case, version=version(open_draft(page, case)), subject_ru="Граница.")
    assert page.send(f"/cases/{case.id}/agreement/draft", **again).status_code == 303
    stage.session.expire_all()
    assert words_of(stage.session, draft).heading["subject_ru"] == "Граница."


def test_a_draft_that_somebody_else_began_is_not_begun_again(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    open_draft(page, case)
    matters.drafted(stage.session, stage.cast, case)
    stage.session.commit()

    assert page.send(f"/cases/{case.id}/agreement/draft", **draft_form(stage, case)).status_code == 409
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
    assert page.get("/agreements").status_code == 403


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
        ({"scan": (b"", "")}, "Attach a file."),
        ({"scan": (b"<html><script>", "scan.pdf")}, NOT_WHAT_IT_SAYS),
        ({"signed_on": "02.06.2022"}, "The signing is before the mediation contract. Check the dates."),
        ({"signed_on": ""}, "This is empty. Fill it in."),
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

    for _time in range(2):
        answer = page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case, version="0"))
        assert (answer.status_code, version(answer.text)) == (409, "0")
    assert stage.again(case).status is CaseStatus.IN_MEDIATION


def test_a_coordinator_reads_the_draft_and_does_not_sign(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    matters.drafted(stage.session, stage.cast, case)
    page = stage.coordinator

    assert page.get(f"/cases/{case.id}/agreement?lang=en").status_code == 200
    assert buttons(page) == ["Proposals"]
    assert page.get(f"/cases/{case.id}/agreement/signing").status_code == 403
    assert page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case)).status_code == 403
