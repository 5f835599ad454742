"""A conflict of interest through the life of a case: found before the offer, overridden with a reason, declared, barred."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.models import Entry
from mediation_cms.audit.queries import newest
from mediation_cms.cases.actions import conclude_contract
from mediation_cms.cases.assignment_actions import accept_offer, admit, assign_mediator, enter_answer, release_case
from mediation_cms.cases.conflict import MASKED, Ground, Hit, Strength
from mediation_cms.cases.conflict_queries import conflicts_of
from mediation_cms.cases.declaration_actions import renew_declaration
from mediation_cms.cases.declarations import declarations_of, what_is_declared
from mediation_cms.cases.inputs import AdmissionIn, AnswerIn, ContractIn, DeclineIn
from mediation_cms.cases.models import Answer, Assignment, Declaration, Interest
from mediation_cms.cases.queries import get_case, list_cases
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.barring import bar, bar_from_own_matters, barrings_of
from mediation_cms.intake.barring_actions import BarringIn, bar_person, lift_bar
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.queries import barred_from, list_numbered, list_requests, parties_of
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.tie_actions import declare_tie, end_tie, remove_tie
from mediation_cms.mediators.tie_inputs import MembershipIn, RelativeIn, TieEndingIn, TieIn, VillageIn
from mediation_cms.mediators.tie_models import Tie
from mediation_cms.mediators.tie_queries import keeping, ties_of, whose
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Person, Role
from mediation_cms.people.same import put_link
from tests import make
from tests.cases.conflicting import case_of, found, of_register, somebody
from tests.make import matters
from tests.make.counting import statements
from tests.make.mediators import mediator

SINCE = {"since": "10.01.2020"}
BECAUSE = "Ауданда басқа медиатор жоқ."


def tie(session: Session, who: Mediator, given: TieIn) -> Tie:
    """What a mediator declared."""
    return declare_tie(session, make.system(session), whose(session, [who.id])[who.id], given)


# --- the check -----------------------------------------------------------------------------------------------------------


def test_a_mediator_who_is_a_side_or_may_be_one_is_found_in_any_spelling(session: Session, cast: matters.Cast) -> None:
    itself = of_register(session, cast, "Қасымов Ерлан Маратұлы")
    namesake, innocent = (
        of_register(session, cast, "Ким Виктор"),
        of_register(session, cast, "Kassymov Yerlan Bolatuly"),
    )
    case = case_of(session, cast, "Касымов Ерлан Маратович", "Ким Виктор Сергеевич")

    assert found(session, cast.coordinator, case, itself, namesake, innocent) == {
        "Қасымов Ерлан Маратұлы": [Hit(Ground.NAMESAKE, Strength.CONFLICT, "Касымов Ерлан Маратович")],
        "Ким Виктор": [Hit(Ground.NAMESAKE, Strength.POSSIBLE, "Ким Виктор Сергеевич")],
        "Kassymov Yerlan Bolatuly": [],
    }


def test_a_namesake_is_called_one_and_only_a_link_or_an_iin_makes_the_mediator_a_side(
    session: Session, cast: matters.Cast
) -> None:
    mediator = of_register(session, cast, "Қасымов Ерлан Маратұлы")
    case = case_of(session, cast, "Касымов Ерлан Маратович", "Ким Виктор Сергеевич")

    def said() -> list[str]:
        hits = found(session, cast.coordinator, case, mediator)["Қасымов Ерлан Маратұлы"]
        return [hit.sentence.in_(Language.EN) for hit in hits]

    only_the_name = said()
    side = next(one for _party, one, _firm in parties_of(session, case.request_id) if one and one.surname == "Касымов")
    put_link(session, side.id, mediator.id, cast.coordinator.account_id)
    session.flush()

    assert only_the_name == ["a person of the same name is a side or a representative: Касымов Ерлан Маратович"]
    assert said() == ["is a side or a representative in this matter: Касымов Ерлан Маратович"]


def test_declared_relatives_villages_and_organisations_are_found(session: Session, cast: matters.Cast) -> None:
    sister = of_register(session, cast, "Асанова Алия Ерлановна")
    neighbour, employee = of_register(session, cast, "Касымова Дана"), of_register(session, cast, "Ли Ольга")
    tie(session, sister, RelativeIn.checked({
        "kin": "sibling", "surname": "Қасымов", "given_name": "Ерлан", "patronymic": "Маратұлы", **SINCE,
    }))  # fmt: skip
    tie(session, neighbour, VillageIn.checked({"called": "Меновное ауылы", **SINCE}))
    tie(session, employee, MembershipIn.checked({"called": "«Достық» ЖШС", **SINCE}))
    former = tie(session, employee, MembershipIn.checked({"called": "№ 5 мектеп", **SINCE}))
    end_tie(
        session, make.system(session), whose(session, [employee.id])[employee.id], former,
        TieEndingIn(until=date(2021, 1, 1)),
    )  # fmt: skip
    made = make.request(
        session, cast.receptionist, cast.country.cabinet, matters.RECEIVED,
        applicant=somebody("Касымов Ерлан Маратович", address="с. Меновное, ул. Мира, 3"),
        others=[{"side": "other", "kind": "organisation", "organisation": {"name": "ТОО «Достык»", "kind": "company"}}],
        source="other", source_organisation="№ 5 мектеп",
    )  # fmt: skip
    case = admit(session, cast.receptionist, made, AdmissionIn(on=matters.RECEIVED))

    assert found(session, cast.coordinator, case, sister, neighbour, employee) == {
        "Асанова Алия Ерлановна": [Hit(Ground.RELATIVE, Strength.CONFLICT, "Касымов Ерлан Маратович")],
        "Касымова Дана": [
            Hit(Ground.KIN, Strength.HINT, "Касымов Ерлан Маратович"),
            Hit(Ground.VILLAGE, Strength.HINT, "Касымов Ерлан Маратович"),
        ],
        "Ли Ольга": [Hit(Ground.EMPLOYER, Strength.CONFLICT, "ТОО «Достык»")],
    }


def test_who_stood_in_another_matter_is_found_and_who_mediated_in_it_is_told(
    session: Session, cast: matters.Cast
) -> None:
    opponent = of_register(session, cast, "Асанов Берік Ерланұлы")
    other = case_of(session, cast, "Касымов Ерлан Маратович", "Асанов Берик Ерланович")
    earlier = case_of(session, cast, "Касымов Ерлан Маратович", "Ли Ольга Петровна")
    conducts = matters.mediator_of(session, cast)
    assign_mediator(session, cast.coordinator, earlier, conducts)
    case = case_of(session, cast, "Ли Ольга Петровна", "Қасымов Ерлан Маратұлы")

    assert found(session, cast.coordinator, case, opponent, conducts) == {
        "Асанов Берік Ерланұлы": [Hit(Ground.OPPONENT, Strength.CONFLICT, "Касымов Ерлан Маратович", other.number)],
        "Байжанова Сәуле": [Hit(Ground.EARLIER, Strength.INFORMATION, earlier.number)],
    }


def test_what_lies_out_of_sight_tells_only_whom_to_ask(session: Session, cast: matters.Cast) -> None:
    away = make.region(session, cast.country.republic, "10", "Абай облысы")
    far = make.cabinet(session, make.district(session, away, "semey", "Семей қаласы"), "10-SEM", "Семей кабинеті")
    sure, unsure = of_register(session, cast, "Асанов Берік Ерланұлы"), of_register(session, cast, "Ли Ольга")
    case_of(session, cast, "Касымов Ерлан Маратович", "Асанов Берик Ерланович", "Ли Ольга Петровна", at=far)
    case = case_of(session, cast, "Қасымов Ерлан Маратұлы", "Цой Инна Павловна")
    everywhere = make.actor(session, Role.COORDINATOR, cast.country.republic)

    assert set(map(tuple, found(session, cast.coordinator, case, sure, unsure).values())) == {(MASKED,)}
    assert [hit.ground for hit in found(session, everywhere, case, sure, unsure)["Ли Ольга"]] == [Ground.OPPONENT]
    with pytest.raises(Invalid, match="override_reason"):
        assign_mediator(session, cast.coordinator, case, unsure)
    offer = assign_mediator(session, cast.coordinator, case, unsure, BECAUSE)
    assert offer.found == ["elsewhere"]


def test_ties_out_of_sight_are_not_told_either(session: Session, cast: matters.Cast) -> None:
    town = make.district(session, cast.country.region, "ridder", "Риддер қаласы")
    sister = session.get_one(Mediator, mediator(session, town, "Асанова Алия").mediator_id)
    tie(session, sister, RelativeIn.checked({"kin": "spouse", "surname": "Ким", "given_name": "Виктор", **SINCE}))
    case = case_of(session, cast, "Ким Виктор", "Ли Ольга")
    here = make.actor(session, Role.COORDINATOR, cast.country.cabinet)

    assert found(session, here, case, sister) == {"Асанова Алия": [MASKED]}
    assert found(session, matters.actor_again(session, cast.coordinator), case, sister) == {
        "Асанова Алия": [Hit(Ground.RELATIVE, Strength.POSSIBLE, "Ким Виктор")]
    }


def test_many_mediators_cost_no_more_statements_than_one(session: Session, cast: matters.Cast) -> None:
    case_of(session, cast, "Касымов Ерлан Маратович", "Ли Ольга Петровна")
    case = case_of(session, cast, "Касымов Ерлан Маратович", "Ли Ольга Петровна")

    def asked() -> int:
        with statements(session) as sent:
            conflicts_of(session, cast.coordinator, case)
        return len(sent)

    of_register(session, cast, "Қасымов Ерлан Маратұлы")
    for_one = asked()
    for no in range(1, 12):
        of_register(session, cast, f"Қасымов Ерлан{no * 'а'} Маратұлы")

    assert asked() == for_one <= 20


# --- the offer -----------------------------------------------------------------------------------------------------------


def test_a_conflict_needs_a_reason_that_is_kept_and_told_to_the_level_above(
    session: Session, cast: matters.Cast
) -> None:
    above = make.actor(session, Role.COORDINATOR, cast.country.republic, name="Жоғары Деңгей")
    matters.account_of(session, above).email = "above@example.com"
    who = of_register(session, cast, "Қасымов Ерлан Маратұлы")
    case = case_of(session, cast, "Касымов Ерлан Маратович", "Ли Ольга")

    for typed in ("", "жоқ"):
        with pytest.raises(Invalid) as refused:
            assign_mediator(session, cast.coordinator, case, who, typed)
        assert list(refused.value.fields) == ["override_reason"]
    assert session.exec(select(Assignment)).all() == []

    offer = assign_mediator(session, cast.coordinator, case, who, BECAUSE)

    assert (offer.found, offer.override_reason, offer.offered_by_id) == (
        ["namesake"], BECAUSE, cast.coordinator.account_id,
    )  # fmt: skip
    entry = session.exec(select(Entry).where(Entry.action == "case.overridden")).one()
    assert (entry.details["reason"], entry.details["found"], entry.details["told"]) == (BECAUSE, ["namesake"], 1)
    assert [(message.template, message.address) for message in session.exec(select(Message))] == [
        ("conflict_overridden", "above@example.com")
    ]


def test_a_reason_where_nothing_was_found_is_not_kept(session: Session, cast: matters.Cast) -> None:
    offer = assign_mediator(
        session, cast.coordinator, matters.admitted(session, cast), matters.mediator_of(session, cast), BECAUSE
    )

    assert (offer.found, offer.override_reason) == ([], "")


# --- the declaration -----------------------------------------------------------------------------------------------------


def test_a_declared_conflict_makes_an_acceptance_a_refusal_and_bars(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)

    accept_offer(session, cast.mediator, case, matters.SOME_INTEREST)

    assert (case.status, case.mediator_id) == (CaseStatus.ADMITTED, None)
    ((declaration, _person),) = declarations_of(session, case)
    assert (declaration.interest, what_is_declared(session, declaration)) == (Interest.SOME, "Екінші тарап – туысым.")
    assert [(person.id, barring.ground) for barring, person in barrings_of(session, case.request_id)] == [
        (cast.mediator.person_id, BarGround.DECLARED)
    ]
    with pytest.raises(Invalid, match="barred from the matter"):
        assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast), BECAUSE)


def test_what_became_known_later_takes_the_case_from_the_mediator(session: Session, cast: matters.Cast) -> None:
    accepted, running = matters.in_work(session, cast), matters.in_mediation(session, cast)

    for case in (accepted, running):
        renew_declaration(session, cast.mediator, case, matters.SOME_INTEREST)
        with pytest.raises(NotFound):
            get_case(session, cast.mediator, case.id)

    assert (accepted.status, accepted.mediator_id) == (CaseStatus.ADMITTED, None)
    assert (running.status, running.outcome) == (CaseStatus.ENDED, Outcome.EXCLUDED)
    with pytest.raises(Forbidden):
        renew_declaration(session, cast.coordinator, matters.in_work(session, cast), matters.NO_INTEREST)


def test_the_answer_of_who_does_not_sign_in_carries_the_declaration_and_without_one_there_is_no_contract(
    session: Session, cast: matters.Cast
) -> None:
    free, tied = matters.offered_away(session, cast), matters.offered_away(session, cast)
    enter_answer(session, cast.coordinator, free, AnswerIn(answer=Answer.ACCEPTED, interest=Interest.NONE))
    enter_answer(
        session, cast.coordinator, tied, AnswerIn(answer=Answer.ACCEPTED, interest=Interest.SOME, what="Досым.")
    )

    assert (free.status, tied.status) == (CaseStatus.IN_WORK, CaseStatus.ADMITTED)
    assert [declaration.told for declaration, _person in declarations_of(session, free)] == [True]
    undeclared = matters.in_work(session, cast)
    undeclared.mediator_id = free.mediator_id
    session.flush()
    with pytest.raises(Refused, match="declaration on conflicts of interest is missing"):
        conclude_contract(
            session, make.system(session), undeclared,
            ContractIn.checked(matters.contract_typed(session, undeclared)),
        )  # fmt: skip


def test_a_declaration_stays_as_it_was_made(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    of_the_case = table_of(Declaration).c.case_id == case.id

    for change in (sa.update(Declaration).values(told=True), sa.delete(Declaration)):
        with pytest.raises(DBAPIError, match="a declaration stays as it was made"), session.begin_nested():
            session.connection().execute(change.where(of_the_case))


# --- bars ----------------------------------------------------------------------------------------------------------------


def test_who_is_barred_finds_the_matter_nowhere_and_the_level_above_goes_on(
    session: Session, cast: matters.Cast
) -> None:
    case = matters.in_work(session, cast)
    above = make.actor(session, Role.COORDINATOR, cast.country.republic)
    request = session.get_one(Request, case.request_id)
    barred = (cast.coordinator, cast.receptionist, cast.mediator)
    assert [line for line in newest(session, cast.coordinator) if line.matter_id == request.id]
    assert [[row.id for row in list_cases(session, who)] for who in barred] == [[case.id]] * 3
    for who in barred:
        bar(session, above, request, who.person_id, BarGround.RECORDED)  # type: ignore[arg-type]  # people

    for who in barred:
        seen = [row.id for row in (*list_requests(session, who), *list_cases(session, who))]
        assert (seen, list_numbered(session, who, [case.number])) == ([], [])
        hidden = [line for line in newest(session, who, hidden=barred_from(who.person_id)) if line.matter_id]
        assert hidden == []
    assert [row.id for row in list_cases(session, above)] == [case.id]

    (first, *_others) = barrings_of(session, case.request_id)
    lift_bar(session, above, request, first[0], ReasonIn(reason="Аттас адам екен."))
    assert [row.id for row in list_cases(session, cast.coordinator)] == [case.id]


def test_only_people_who_could_see_it_are_barred_by_hand(session: Session, cast: matters.Cast) -> None:
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)
    stranger = make.account_for(session).person_id
    assert stranger is not None
    assert cast.receptionist.person_id is not None

    with pytest.raises(Invalid, match="person_id"):
        bar_person(session, cast.coordinator, request, BarringIn(person_id=stranger))
    with pytest.raises(Forbidden):
        bar_person(session, cast.receptionist, request, BarringIn(person_id=stranger))
    bar_person(session, cast.coordinator, request, BarringIn(person_id=cast.receptionist.person_id))

    assert [row.id for row in list_requests(session, cast.receptionist)] == []


def test_a_side_with_an_account_is_barred_by_the_same_iin_now_or_once_the_account_is_there(
    session: Session, cast: matters.Cast
) -> None:
    first = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)
    side = session.exec(select(Person).where(Person.given_name == "Светлана").order_by(col(Person.id))).one()
    newcomer = make.actor(session, Role.RECEPTIONIST, cast.country.cabinet, name="Воробьева Светлана")
    assert newcomer.person_id is not None
    session.get_one(Person, newcomer.person_id).iin_index = side.iin_index
    session.flush()
    bar_from_own_matters(session, make.system(session), newcomer.person_id)

    second = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)

    assert list_requests(session, newcomer) == []
    for request in (first, second):
        assert [barring.ground for barring, _person in barrings_of(session, request.id)] == [BarGround.OWN_MATTER]


# --- declared ties ---------------------------------------------------------------------------------------------------------


def test_ties_are_for_the_mediator_the_register_keeper_and_the_coordinator_of_the_place(
    session: Session, cast: matters.Cast
) -> None:
    who = matters.mediator_of(session, cast)
    elsewhere = make.region(session, cast.country.republic, "10", "Абай облысы")
    keeper, stranger = (
        make.actor(session, Role.REGISTER_KEEPER, cast.country.region),
        make.actor(session, Role.COORDINATOR, elsewhere),
    )
    given = RelativeIn.checked({"kin": "parent", "given_name": "Асан", **SINCE})
    entered = declare_tie(session, cast.mediator, keeping(session, cast.mediator, who.id), given)

    assert {keeping(session, actor, who.id).mediator_id for actor in (keeper, cast.coordinator)} == {who.id}
    for actor in (cast.receptionist, stranger):
        with pytest.raises(NotFound):
            keeping(session, actor, who.id)
    (line,) = session.exec(select(Entry).where(Entry.action == "tie.declared"))
    assert line.details == {"kind": "relative"}
    remove_tie(session, keeper, keeping(session, keeper, who.id), entered)
    assert ties_of(session, who.id) == []


def test_a_village_lies_in_a_district_and_a_name_has_letters(session: Session, cast: matters.Cast) -> None:
    of = whose(session, [matters.mediator_of(session, cast).id])[matters.mediator_of(session, cast).id]
    wrong = {"near_id": str(cast.country.region.id)}

    for typed, field in (({"called": "Меновное", **wrong}, "near_id"), ({"called": "14"}, "called")):
        with pytest.raises(Invalid) as refused:
            declare_tie(session, cast.coordinator, of, VillageIn.checked({**SINCE, **typed}))
        assert list(refused.value.fields) == [field]


def test_a_released_mediator_declares_anew(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    release_case(session, cast.coordinator, case, DeclineIn(reason="Тарап сұрады."))
    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)

    assert [declaration.interest for declaration, _person in declarations_of(session, case)] == [Interest.NONE] * 2
