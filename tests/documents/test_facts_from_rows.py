"""What papers say is what was recorded: receipt, contract, agreement, supplement, notice, made of real matters."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest
import time_machine

from mediation_cms.agreements.actions import draft_supplement, drop_draft
from mediation_cms.agreements.closing_papers import termination_facts
from mediation_cms.agreements.inputs import AgreementIn
from mediation_cms.agreements.paper_actions import make_agreement, make_termination
from mediation_cms.agreements.papers import agreement_facts
from mediation_cms.cases.actions import end_mediation
from mediation_cms.cases.clauses import standard
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.cases.models import Case, ContractLanguage
from mediation_cms.cases.paper_actions import make_contract
from mediation_cms.cases.papers import contract_facts
from mediation_cms.core.clock import ALMATY
from mediation_cms.core.errors import Forbidden, Refused
from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts import AgreementFacts, Mediator, Representative, Side, SupplementFacts, Term, same
from mediation_cms.documents.models import PaperKind
from mediation_cms.intake.actions import close_request
from mediation_cms.intake.inputs import ClosingIn, RepresentativeIn
from mediation_cms.intake.models import Request
from mediation_cms.intake.paper_actions import make_receipt
from mediation_cms.intake.papers import paper_sides, receipt_facts
from mediation_cms.intake.party_actions import add_representative
from mediation_cms.people.models import Role
from tests import make
from tests.documents.samples import BOTH, KK, RU
from tests.make import matters

APPLICANT = Side(
    number=1, name=same("Төлегенов Қайрат Мұхаметжанұлы"), id_kind="iin", id_number="000229500008",
    address=same("Меновное ауылы, Достық көшесі, 14"), phone="+7 (7232) 00-00-01",
)  # fmt: skip
OTHER = Side(
    number=2, name=same("Воробьёва Светлана Игоревна"), id_kind="iin", id_number="000229500909",
    address=same("Меновное ауылы, Достық көшесі, 16"), phone="+7 (7232) 00-00-02",
)  # fmt: skip
AUGUST = "2022-08-01T05:00:00+00:00"


@pytest.fixture
def cast(session):
    return matters.cast(session)


def request_of(session, case):
    return session.get_one(Request, case.request_id)


# --- receipt -------------------------------------------------------------------------------------------------------------


def test_a_receipt_says_who_came_when_and_until_when_the_cabinet_answers(session, cast):
    request = make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, 26), received_at="10:15")
    facts = receipt_facts(session, request, BOTH)

    assert (facts.number, facts.made_on, facts.applicant) == (request.number, date(2022, 5, 26), APPLICANT.name.kk)
    assert facts.received_at == datetime(2022, 5, 26, 10, 15, tzinfo=ALMATY)
    assert facts.answer_by == date(2022, 6, 16)  # fifteen working days
    assert (facts.received_by, facts.received_by_position.ru) == ("Серікова Айгүл", "специалист приёма")
    assert facts.cabinet.name == Words(
        "Өскемен қаласының медиация кабинеті", "Өскемен қаласының медиация кабинеті (ру)"
    )
    assert facts.cabinet.place == Words("Өскемен қаласы", "Өскемен қаласы (ру)")
    assert (facts.cabinet.house, facts.cabinet.phone) == (Words("Достық үйі", "Дом дружбы"), "+7 (7232) 00-00-00")


def test_the_receipt_of_a_request_that_the_talk_ended_says_when(session, cast):
    request = make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, 26))
    assert receipt_facts(session, request, KK).ended_on is None

    close_request(
        session, cast.receptionist, request, ClosingIn.checked({"outcome": "advice_only", "on": "26.05.2022"})
    )

    assert receipt_facts(session, request, KK).ended_on == date(2022, 5, 26)


def test_a_receipt_speaks_the_language_of_the_request_unless_another_is_chosen(session, cast):
    request = make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, 26), language="ru")

    assert make_receipt(session, cast.receptionist, request).languages == "ru"
    assert make_receipt(session, cast.receptionist, request, BOTH).languages == "kk+ru"


def test_whoever_stays_unnamed_gets_a_receipt_without_a_name(session, cast):
    unnamed = {"side": "applicant", "kind": "unnamed"}
    request = make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, 26), applicant=unnamed)

    assert receipt_facts(session, request, KK).applicant == ""


def test_somebody_from_another_cabinet_gets_no_receipt(session, cast):
    request = make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, 26))
    stranger = make.actor(session, Role.RECEPTIONIST, make.cabinet(session, cast.country.district, "63-RID", "Риддер"))

    with pytest.raises(Forbidden):
        make_receipt(session, stranger, request)


# --- the sides -----------------------------------------------------------------------------------------------------------


def test_a_side_brings_its_requisites_and_whoever_speaks_for_it(session, cast):
    case = matters.in_work(session, cast)
    request = request_of(session, case)
    other = matters.parties(session, case)[1]
    speaker = RepresentativeIn.checked(
        {
            "person": {"surname": "Әбілқасымова", "given_name": "Гүлжан", "no_iin_reason": "шетел азаматы"},
            "capacity": "power_of_attorney",
            "document_no": "14",
            "document_on": "20.05.2022",
        }
    )
    add_representative(session, cast.coordinator, request, other, speaker)

    spoken_for = Representative(
        name="Әбілқасымова Гүлжан", capacity="attorney", document_no="14", document_on=date(2022, 5, 20)
    )
    assert paper_sides(session, request.id) == (APPLICANT, replace(OTHER, representatives=(spoken_for,)))


# --- contract ------------------------------------------------------------------------------------------------------------


def test_a_contract_names_everything_that_article_21_asks_for(session, cast):
    contract = matters.contract(session, cast, matters.in_work(session, cast))
    facts = contract_facts(session, contract, BOTH)

    assert (facts.made_on, facts.made_at, facts.place) == (date(2022, 6, 3), time(10, 30), same("Өскемен қаласы"))
    assert facts.sides == (APPLICANT, OTHER)
    assert facts.subject == same("Құдық суын пайдалану және учаскелердің шекарасы.")
    assert facts.mediators == (
        Mediator(
            name="Байжанова Сәуле",
            status=Words("кәсіби емес медиатор", "непрофессиональный медиатор"),  # as the ANK wrote until 2022
            register=Words("ҚХА тізілімі", "Реестр АНК"),
            register_no=cast.entry.number,
            certificate_no=cast.entry.certificate_no,
            certificate_on=cast.entry.certificate_on,
        ),
    )
    assert (facts.term_days, facts.ends_on, facts.extension_days) == (30, date(2022, 7, 4), 30)
    assert (facts.fee, facts.expenses) == (None, same("Медиатор медиацияны тегін жүргізеді."))


def test_a_clause_in_the_sides_own_words_stands_alone_and_the_standard_one_is_the_papers(session, cast):
    standard_and_more = standard("procedure", ContractLanguage.KK_RU) + "\n\nСенбіде."
    contract = matters.contract(session, cast, matters.in_work(session, cast), procedure=standard_and_more)

    facts = contract_facts(session, contract, BOTH)

    # in one order always: the same facts asked for by another process are the same paper
    assert facts.own_words == ("confidentiality", "liability")
    assert (facts.liability, facts.procedure) == (same("Медиатор заңға сәйкес жауап береді."), same("Сенбіде."))


def test_there_is_no_paper_of_a_contract_that_was_not_concluded(session, cast):
    with pytest.raises(Refused, match="no mediation contract"):
        make_contract(session, cast.mediator, matters.in_work(session, cast))


def test_a_contract_is_printed_in_the_languages_in_which_it_was_drawn_up(session, cast):
    case = matters.in_mediation(session, cast, language="kk")

    assert make_contract(session, cast.mediator, case).languages == "kk"


# --- agreement -----------------------------------------------------------------------------------------------------------


def test_an_agreement_carries_its_terms_by_number_and_the_sides_that_perform_them(session, cast):
    case = matters.met(session, cast)
    payment = matters.term_typed(session, case, amount="85 000", debtor_sides=matters.keys(session, case), proof_ru="")
    agreement = matters.drafted(session, cast, case, terms=[matters.term_typed(session, case), payment])
    facts = agreement_facts(session, agreement, BOTH)
    assert isinstance(facts, AgreementFacts)

    what, proof = Words("Дуалды бұрынғы орнына жылжытады.", "Переносит забор на прежнее место."), "Бірге өлшеу"
    assert facts.terms == (
        Term(number="4.1", sides=(2,), what=what, due_on=date(2022, 7, 20), proof=Words(proof, "Совместный замер")),
        Term(number="4.2", sides=(1, 2), what=what, amount=Decimal(85000), due_on=date(2022, 7, 20), proof=same(proof)),
    )
    assert facts.sides == (APPLICANT, OTHER)
    assert facts.contract_number == f"{case.number}-C"


def test_what_may_be_signed_is_printed_clean_and_what_lacks_something_as_a_draft(session, cast):
    case = matters.met(session, cast)
    fit = matters.drafted(session, cast, case)
    assert agreement_facts(session, fit, BOTH).draft is False
    drop_draft(session, cast.mediator, fit)
    lacking = matters.drafted(session, cast, case, consequences_ru="")

    assert agreement_facts(session, lacking, BOTH).draft is True
    with pytest.raises(Refused, match="given up"):
        agreement_facts(session, fit, BOTH)


def test_a_signed_agreement_bears_the_day_and_place_of_its_signing(session, cast):
    facts = agreement_facts(session, matters.signed(session, cast), BOTH)

    assert (facts.made_on, facts.place, facts.draft) == (date(2022, 6, 14), same("Өскемен қаласы"), False)


def test_an_agreement_is_printed_in_no_language_in_which_it_is_not_written(session, cast):
    case = matters.met(session, cast)
    kazakh = matters.drafted(session, cast, case, language="kk")

    assert make_agreement(session, cast.mediator, kazakh).languages == "kk"
    with pytest.raises(Refused, match="not drawn up in this language"):
        make_agreement(session, cast.mediator, kazakh, RU)


def test_the_terms_go_to_nobody_who_may_not_read_them(session, cast):
    agreement = matters.signed(session, cast)

    assert make_agreement(session, cast.coordinator, agreement).kind is PaperKind.AGREEMENT
    with pytest.raises(Forbidden):
        make_agreement(session, cast.receptionist, agreement)


def test_a_supplement_goes_on_with_the_numbers_of_the_agreement(session, cast):
    agreement = matters.signed(session, cast)
    case = session.get_one(Case, agreement.case_id)
    typed = matters.agreement_typed(session, case, subject_kk="Құдықты тазалау туралы.", subject_ru="О чистке колодца.")
    supplement = draft_supplement(session, cast.mediator, agreement, AgreementIn.checked(typed))
    facts = agreement_facts(session, supplement, BOTH)
    assert isinstance(facts, SupplementFacts)

    assert (facts.kind, facts.agreement_number, facts.agreement_on) == (
        "supplement",
        agreement.number,
        date(2022, 6, 14),
    )
    assert [(change.action, change.clause) for change in facts.changes] == [("add", "4.2")]
    assert facts.reason == Words("Құдықты тазалау туралы.", "О чистке колодца.")


# --- notice --------------------------------------------------------------------------------------------------------------


def test_a_notice_names_the_ground_and_the_day_and_is_dated_when_it_is_made(session, cast):
    case = matters.met(session, cast)
    with pytest.raises(Refused, match="nothing to give notice of"):
        make_termination(session, cast.mediator, case)
    ending = {
        "ending": "one_refused",
        "refused_by": ["other-1"],
        "on": "20.06.2022",
        "reason": "Екінші тарап жазбаша бас тартты.",
    }
    end_mediation(session, cast.mediator, case, EndingIn.checked(ending))
    with time_machine.travel(AUGUST):
        facts = termination_facts(session, case, None)
        paper = make_termination(session, cast.mediator, case)

    assert facts.refused_by == (2,)
    assert (facts.ground, facts.effective_on, facts.made_on) == ("one_refused", date(2022, 6, 20), date(2022, 8, 1))
    assert facts.languages == BOTH
    assert make_termination(session, cast.mediator, case).id == paper.id
