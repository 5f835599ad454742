"""A mediation step by step on pages: contract, meetings, extension, notes, ending; every refusal keeps what was typed."""

import re
from datetime import date

import pytest
import time_machine
from sqlmodel import select

from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.actions import end_mediation, reopen_case
from mediation_cms.cases.companion_actions import add_companion
from mediation_cms.cases.inputs import CompanionIn, EndingIn
from mediation_cms.cases.models import Case, Contract, Meeting, PrivateNote
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.intake.inputs import ReasonIn
from mediation_cms.intake.models import Request
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.mediators.models import Mediator
from mediation_cms.people.models import Role
from tests.make import matters
from tests.web.stage import Stage, buttons, read, words

# --- the contract --------------------------------------------------------------------------------------------------------


def contract_form(stage: Stage, case: Case, **changed: object) -> dict[str, object]:
    """What the mediator sends."""
    return matters.contract_typed(stage.session, case, **changed)


def test_a_co_mediator_declares_on_the_page_of_the_case_for_themselves(stage: Stage) -> None:
    session, cast = stage.session, stage.cast
    case = matters.in_work(session, cast)
    colleague = matters.mediator_at_work(session, cast.country, "Болат Жұмабаев", number="99")[0]
    given = CompanionIn.checked({"mediator_id": str(colleague.person_id), "part": "co_mediator"})
    add_companion(session, cast.coordinator, case, session.get_one(Mediator, colleague.person_id), given)
    session.commit()
    missing = "Co-mediators who have not declared yet: Болат Жұмабаев."
    assert missing in read(stage.mediator, case, "/contract")

    page = stage.at_the_desk_of(colleague, Role.MEDIATOR)
    assert "Make the declaration" in read(page, case)
    assert "You declare for yourself alone." in read(page, case, "/declaration")
    assert page.send(f"/cases/{case.id}/declaration", interest="none").status_code == 303
    assert missing not in read(stage.mediator, case, "/contract")
    assert stage.again(case).mediator_id == cast.mediator.person_id
    page.get(f"/cases/{case.id}/declaration")
    assert page.send(f"/cases/{case.id}/declaration", interest="some", what="Туысым.").location == "/desk"
    assert page.get(f"/cases/{case.id}").status_code == 404


def test_the_contract_comes_filled_with_what_is_usual(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    with time_machine.travel(clock.now(), tick=False):
        text = page.get(f"/cases/{case.id}/contract?lang=en").text

        assert f'name="concluded_on" type="text" class="short" value="{clock.today():%d.%m.%Y}"' in text
        assert f'value="{clock.local(clock.now()):%H:%M}"' in text
    assert 'value="kk+ru" checked' in text  # one side speaks Kazakh, the other Russian
    assert 'name="term_days" type="text" class="short" value="30"' in text
    assert "заңдарына сәйкес жауап береді" in text
    assert "по законам Республики Казахстан" in text
    assert 'name="fee"' not in text  # a public mediator acts free of charge
    assert re.findall(r'name="signed_by"[^>]* checked', text) == []


def test_the_wording_follows_the_language_and_what_was_typed_stays(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/contract")
    typed = contract_form(
        stage, case, language="ru", confidentiality="", liability="Медиатор жауап бермейді.", add="wording"
    )

    answer = page.send(f"/cases/{case.id}/contract", **typed)

    assert answer.status_code == 200
    assert "Стороны, их представители и Медиатор не разглашают" in answer.text
    assert "Медиатор жауап бермейді." in answer.text
    assert stage.session.exec(select(Contract)).all() == []


def test_a_slip_in_the_year_costs_nothing_that_was_typed(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/contract?lang=en")

    answer = page.send(f"/cases/{case.id}/contract", **contract_form(stage, case, concluded_on="03.06.2002"))

    assert answer.status_code == 422
    assert page.errors == ["The contract is before the admission of the case. Check the dates."]
    assert str(contract_form(stage, case)["subject"]) in answer.text


def test_enter_sends_the_contract_and_draws_no_wording(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)

    text = stage.mediator.get(f"/cases/{case.id}/contract").text

    form = text[text.index('<form method="post" class="stack"') :]
    assert "name=" not in re.findall(r"<button[^>]*>", form)[0]


def test_a_contract_is_entered_and_the_term_is_shown(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/contract")

    assert page.send(f"/cases/{case.id}/contract", **contract_form(stage, case)).status_code == 303
    assert stage.again(case).status is CaseStatus.IN_MEDIATION
    assert "30 days from 3 June 2022, due 4 July" in read(page, case)


def test_each_field_that_is_missing_is_named_and_the_rest_is_kept(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/contract?lang=en")

    answer = page.send(
        f"/cases/{case.id}/contract", **contract_form(stage, case, place="", procedure=" ", concluded_at="9.30")
    )

    assert answer.status_code == 422
    assert page.errors == ["This is empty. Fill it in."] * 2
    assert "Құдық суын пайдалану және учаскелердің шекарасы." in answer.text
    assert 'value="9.30"' in answer.text
    assert len(re.findall(r'name="signed_by"[^>]* checked', answer.text)) == 2


def test_what_is_missing_of_a_side_is_said_before_the_click_with_the_way_to_the_people(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast, others=[{"side": "other", "person": {"given_name": "Ерік"}}])
    page = stage.mediator
    said = read(page, case, "/contract")

    assert "Before the contract, add: identity data: Ерік place of residence: Ерік contact phone: Ерік" in said
    assert page.page is not None
    assert f'href="/requests/{case.request_id}/people"' in page.page.text
    answer = page.send(f"/cases/{case.id}/contract", **contract_form(stage, case, signed_by="applicant-1"))
    assert answer.status_code == 422
    listed = re.findall(r'<li><a href="#([\w-]+)">(.+?)</a></li>', answer.text)
    assert listed == [
        ("requisites-0", "Identity data: Ерік"),
        ("requisites-1", "Place of residence: Ерік"),
        ("requisites-2", "Contact phone: Ерік"),
        ("signed_by", "Who signed the contract: Mark every side. Missing: Ерік."),
    ]
    beside = re.findall(r'<li class="late" id="(requisites-\d)">(.+?)</li>', answer.text)
    assert beside == listed[:3]
    assert page.errors == ["Mark every side. Missing: Ерік."]
    assert f'href="/requests/{case.request_id}/people"' in answer.text
    assert "Құдық суын пайдалану" in answer.text


def test_hostile_words_stay_words(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/contract")
    hostile = '<script>alert(1)</script>{{ 7*7 }}"='

    answer = page.send(f"/cases/{case.id}/contract", **contract_form(stage, case, place="", procedure=hostile))

    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}&#34;=" in answer.text


# --- while it runs -------------------------------------------------------------------------------------------------------


def test_a_meeting_is_recorded_with_all_sides_ticked_beforehand(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.mediator
    text = page.get(f"/cases/{case.id}/meetings/new?lang=en").text

    assert len(re.findall(r'name="present"[^>]* checked', text)) == 2
    page.send(f"/cases/{case.id}/meetings/new", **matters.meeting_typed(stage.session, case))
    said = read(page, case)
    both = "Төлегенов Қайрат Мұхаметжанұлы Воробьёва Светлана Игоревна"
    record = "What was written down , 09.06.2022 Екі тарап құдықты кезекпен пайдалануға келісті."
    assert f"09.06.2022, 15:00 joint meeting {both} 60 {record}" in said


def test_a_meeting_is_not_before_the_hour_of_the_contract(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/meetings/new?lang=en")

    early = matters.meeting_typed(stage.session, case, held_on="03.06.2022", held_at="00:01")
    assert page.send(f"/cases/{case.id}/meetings/new", **early).status_code == 422
    assert page.errors == ["The meeting is before the contract. Check the dates, or record a consultation."]


def test_where_a_risk_is_marked_no_joint_meeting_is_proposed(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    stage.session.get_one(Request, case.request_id).risk = Risk.WATCH
    stage.session.commit()
    page = stage.mediator
    said = read(page, case, "/meetings/new")

    assert "A risk is marked. Meet the sides separately while somebody is afraid." in said
    assert page.page is not None
    assert re.findall(r'name="(?:present|kind)"[^>]* checked', page.page.text) == []


def test_that_the_sides_are_kept_apart_is_said_before_a_meeting_is_planned(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    stage.session.get_one(Request, case.request_id).risk = Risk.HIGH
    stage.session.commit()
    page, link = stage.mediator, f'href="/requests/{case.request_id}/screening#risk"'

    for below in ("", "/meetings/new"):
        assert "The sides are kept apart. Meet each of them alone" in read(page, case, below)
        assert link in page.shown


def test_who_took_part_is_asked_beside_the_ticks(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/meetings/new?lang=en")

    answer = page.send(
        f"/cases/{case.id}/meetings/new", **matters.meeting_typed(stage.session, case, present="other-1")
    )

    assert answer.status_code == 422
    assert page.errors == ["A joint meeting needs at least two sides. Mark who took part."]
    assert "Екі тарап құдықты кезекпен пайдалануға келісті." in answer.text
    assert stage.session.exec(select(Meeting)).all() == []


def test_the_same_form_sent_twice_records_one_meeting(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/meetings/new")
    form = page.hidden() | matters.meeting_typed(stage.session, case)

    answers = [page.client.post(f"/cases/{case.id}/meetings/new", data=form) for _time in range(2)]

    assert [answer.location for answer in answers] == [f"/cases/{case.id}"] * 2
    assert len(stage.session.exec(select(Meeting)).all()) == 1


def test_the_term_is_extended_once(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/extension?lang=en")
    typed = {"days": "20", "agreed_on": "30.06.2022", "reason": "Жер актісі", "consents": ["applicant-1", "other-1"]}

    answer = page.send(f"/cases/{case.id}/extension", **typed)
    assert answer.status_code == 409
    assert "Both sides and the mediator must agree. Mark what is missing." in words(page)
    assert "Жер актісі" in answer.text
    page.send(f"/cases/{case.id}/extension", **typed, mediator_consents="yes")
    assert "30 days from 3 June 2022, due 4 July; extended by 20 days, due 25 July" in read(page, case)
    assert page.get(f"/cases/{case.id}/extension").status_code == 409


def test_after_the_term_only_an_extension_agreed_in_time_is_offered_and_taken(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.mediator
    read(page, case)
    assert "Enter an extension agreed in time" in buttons(page)
    assert "Extend the term" not in buttons(page)

    said = read(page, case, "/extension")
    assert "The term ended on 4 July 2022. Only an extension agreed by that day can be entered." in said
    assert "Day.month.year, from 03.06.2022 to 04.07.2022." in said
    typed = {"days": "20", "reason": "Жер актісі", "consents": ["applicant-1", "other-1"], "mediator_consents": "yes"}
    page.send(f"/cases/{case.id}/extension", **typed, agreed_on="05.07.2022")
    assert page.errors == ["The extension is agreed while the term runs. Check the date."]
    assert page.send(f"/cases/{case.id}/extension", **typed, agreed_on="04.07.2022").status_code == 303


def test_while_the_term_runs_it_is_extended_today(stage: Stage) -> None:
    with time_machine.travel(date(2022, 6, 20), tick=True):
        case = matters.in_mediation(stage.session, stage.cast)
        page = stage.mediator
        read(page, case)
        assert "Extend the term" in buttons(page)

        text = page.get(f"/cases/{case.id}/extension?lang=en").text
        assert 'name="agreed_on" type="text" class="short" value="20.06.2022"' in text
        assert "Day.month.year, from 03.06.2022 to 20.06.2022." in words(page)


def test_a_private_note_is_shown_to_its_author_alone(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.mediator
    read(page, case)
    page.send(f"/cases/{case.id}/notes", text="Кешірімді өздері сұрасын.")

    assert "Кешірімді өздері сұрасын." in read(page, case)
    for other in (stage.coordinator, stage.receptionist):
        assert "Кешірім" not in read(other, case)
        assert "Only you see this" not in words(other)
    assert page.send(f"/cases/{case.id}/notes", text="").status_code == 422
    assert len(stage.session.exec(select(PrivateNote)).all()) == 1


# --- a cabinet of ethnomediation -----------------------------------------------------------------------------------------


def test_under_ethnomediation_the_page_says_why_there_is_no_contract(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    matters.ethnomediation_since(stage.session, stage.cast.country.cabinet, date(2024, 1, 1))
    page = stage.mediator
    said = read(page, case)

    assert "This cabinet concludes no mediation contracts and agreements since 1 January 2024" in said
    assert "Source: мәлімдеме" in said
    assert "A contract of 31 December 2023 or before can still be entered." in said
    assert "Conclude the mediation contract" in buttons(page)
    text = page.get(f"/cases/{case.id}/contract?lang=en").text
    assert 'name="concluded_on" type="text" class="short" value=""' in text
    assert "Day.month.year, from 26.05.2022 to 31.12.2023." in words(page)
    answer = page.send(f"/cases/{case.id}/contract", **contract_form(stage, case, concluded_on="15.01.2024"))
    assert answer.status_code == 409
    assert "Source: мәлімдеме" in words(page)
    answer = page.send(f"/cases/{case.id}/contract", **contract_form(stage, case, concluded_on="31.12.2023"))
    assert answer.status_code == 303


def test_where_the_cabinet_never_mediated_since_the_admission_no_contract_is_offered(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    matters.ethnomediation_since(stage.session, stage.cast.country.cabinet, matters.RECEIVED)
    page = stage.mediator
    said = read(page, case)

    assert "This cabinet concludes no mediation contracts and agreements since 26 May 2022" in said
    assert "can still be entered" not in said
    assert "Conclude the mediation contract" not in buttons(page)


def test_under_ethnomediation_an_agreement_of_before_is_entered_and_of_after_is_not_even_drafted(stage: Stage) -> None:
    running, late = matters.met(stage.session, stage.cast), matters.met(stage.session, stage.cast)
    since = date(2024, 1, 1)
    given = {"ending": "one_refused", "refused_by": ["other-1"], "on": "20.06.2022", "reason": "Келіспеді."}
    end_mediation(stage.session, stage.cast.mediator, late, EndingIn.checked(given))
    reopen_case(stage.session, stage.cast.coordinator, late, ReasonIn.checked({"on": since, "reason": "Қайта келді."}))
    matters.ethnomediation_since(stage.session, stage.cast.country.cabinet, since)
    draft = matters.drafted(stage.session, stage.cast, running)
    stage.session.commit()
    page = stage.mediator

    assert "An agreement signed on 31 December 2023 or before can still be entered." in read(page, running)
    text = page.get(f"/cases/{running.id}/agreement/signing?lang=en").text
    assert "from 03.06.2022 to 31.12.2023." in words(page)
    assert 'name="signed_on" type="text" class="short" value=""' in text
    assert draft.status is AgreementStatus.DRAFT

    said = read(page, late)
    assert "This cabinet concludes no mediation contracts and agreements since 1 January 2024" in said
    assert "can still be entered" not in said
    with pytest.raises(Refused, match="Source: мәлімдеме"):
        matters.drafted(stage.session, stage.cast, late)


def test_a_suspended_mediator_sees_why_nothing_goes_on(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    matters.suspended_since(stage.session, stage.cast, "01.02.2024")

    assert "The mediator was suspended on 1 February 2024. Assign another." in read(stage.mediator, case)
