"""Entering, suspending, resuming and leaving a register."""

from datetime import date

import pytest
from sqlmodel import select

from mediation_cms.audit.models import Entry
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.mediators.actions import add_mediator, enter_in_register, leave_register, resume, suspend
from mediation_cms.mediators.correction_actions import correct_entry
from mediation_cms.mediators.entries import Unconfirmed
from mediation_cms.mediators.inputs import CorrectionIn, PracticeIn, ResumptionIn
from mediation_cms.mediators.models import Mediator, MediatorKind, RegisterEntry, RegisterKind, Standing, Suspension
from mediation_cms.mediators.queries import in_force, standing_of, unmet_by
from mediation_cms.people.models import Person, Role
from tests import make
from tests.make.mediators import entry_in, law_of_mediators, left, person_in, suspended
from tests.make.mediators import mediator as make_mediator

IIN = "000229500909"  # synthetic test vector, born on 29 February 2000
NO_CERTIFICATE = {"kind": "professional", "number": "63-9", "in_spite_of": [], "in_spite_ground": ""}


def sentence_of(refused):
    return str(refused.value.sentence)


# --- in ----------------------------------------------------------------------------------------------------------------


def test_a_keeper_enters_somebody_new_in_the_register(session, country, keeper):
    practice = PracticeIn(cabinet_id=country.cabinet.id, languages=["kk", "ru"])

    entry = add_mediator(session, keeper, country.district, person_in(), practice, entry_in(number="63-7"))

    mediator, person = session.get_one(Mediator, entry.mediator_id), session.get_one(Person, entry.mediator_id)
    assert person.name == "Төлегенов Қайрат Мұхаметжанұлы"
    assert (mediator.cabinet_id, mediator.languages) == (country.cabinet.id, ["kk", "ru"])
    assert (entry.district_id, entry.number, entry.since, entry.until) == (
        country.district.id, "63-7", date(2020, 1, 10), None,
    )  # fmt: skip
    assert [(trace.action, trace.thing_id, trace.account_id) for trace in session.exec(select(Entry))] == [
        ("register.entered", entry.id, keeper.account_id)
    ]


def test_a_keeper_of_another_region_may_not(session, country):
    other = make.region(session, country.republic, "19", "Алматы облысы")
    stranger = make.actor(session, Role.REGISTER_KEEPER, other)

    with pytest.raises(Forbidden):
        add_mediator(session, stranger, country.district, person_in(), PracticeIn(), entry_in())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REGISTER_KEEPER])
def test_nobody_else_may_enter_a_mediator(session, country, role):
    somebody = make.actor(session, role, country.republic)

    with pytest.raises(Forbidden):
        add_mediator(session, somebody, country.district, person_in(), PracticeIn(), entry_in())


def test_the_same_iin_gets_a_further_entry_and_no_second_card(session, country, keeper):
    who = person_in(iin=IIN, no_iin_reason="")
    professional = {"kind": MediatorKind.PROFESSIONAL, "since": "02.03.2026"}
    first = add_mediator(session, keeper, country.district, who, PracticeIn(), entry_in(**professional))

    of_others = {"register_kind": "organisation", "organisation": "«Бітім» қоғамдық бірлестігі"}
    again = add_mediator(session, keeper, country.district, who, PracticeIn(), entry_in(**(professional | of_others)))

    assert again.mediator_id == first.mediator_id
    assert len(session.exec(select(Mediator)).all()) == 1


def test_somebody_who_is_known_already_becomes_a_mediator_under_the_same_key(session, country, keeper):
    colleague = make.actor(session, Role.MEDIATOR, country.cabinet)

    entry = add_mediator(
        session, keeper, country.district, session.get_one(Person, colleague.person_id), PracticeIn(), entry_in()
    )

    assert entry.mediator_id == colleague.mediator_id


def test_nobody_stands_twice_in_one_register_on_one_day(session, country, keeper, entry):
    mediator = session.get_one(Mediator, entry.mediator_id)

    with pytest.raises(Refused) as refused:
        enter_in_register(session, keeper, country.district, mediator, entry_in(since="01.01.2022"))

    assert sentence_of(refused) == "This person is already in the register: No. 63-1. No second entry is made."


def test_who_left_may_enter_again_from_that_very_day_under_another_number(session, country, keeper, entry):
    mediator = session.get_one(Mediator, entry.mediator_id)
    leave_register(session, keeper, entry, left("01.03.2022"))

    again = enter_in_register(session, keeper, country.district, mediator, entry_in(since="01.03.2022"))

    assert in_force(session, mediator, date(2022, 2, 28)) == [entry]
    assert in_force(session, mediator, date(2022, 3, 1)) == [again]


def test_a_mediator_may_stand_in_several_registers_and_on_both_bases(session, country, keeper, entry):
    mediator = session.get_one(Mediator, entry.mediator_id)
    others = [
        {"kind": "professional"},
        {"register_kind": "akim"},
        {"register_kind": "organisation", "kind": "professional", "organisation": "«Медиация» РОО"},
        {"register_kind": "organisation", "kind": "professional", "organisation": "«Татуласу» ҚБ"},
    ]
    for other in others:
        enter_in_register(session, keeper, country.district, mediator, entry_in(**other))

    assert len(in_force(session, mediator, date(2022, 1, 1))) == 5


def test_a_number_is_given_once_in_a_register_even_when_its_holder_left(session, country, keeper, entry):
    leave_register(session, keeper, entry, left())

    with pytest.raises(Invalid) as refused:
        make_mediator(session, country.district, "Сейтқали Әсел", number="63-1")

    assert list(refused.value.fields) == ["number"]
    akims = make_mediator(session, country.district, "Сейтқали Әсел", number="63-1", register_kind="akim")
    assert akims.number == "63-1"


def test_the_register_of_an_organisation_names_it(session):
    with pytest.raises(Invalid) as refused:
        entry_in(register_kind=RegisterKind.ORGANISATION)

    assert list(refused.value.fields) == ["organisation"]


def test_a_district_that_did_not_exist_on_the_day_is_answered_beside_the_place(session, country):
    young = make.district(session, country.region, "samar", "Самар ауданы", since=date(2022, 6, 1))
    keeper = make.actor(session, Role.REGISTER_KEEPER, country.region)

    with pytest.raises(Invalid) as refused:
        add_mediator(session, keeper, young, person_in(), PracticeIn(), entry_in(since="31.05.2022"))

    assert list(refused.value.fields) == ["place_id"]
    assert session.exec(select(RegisterEntry)).all() == []


# --- what the law asks -------------------------------------------------------------------------------------------------


def test_a_professional_under_25_is_refused_with_the_article(session, country, keeper):
    law_of_mediators(session)
    who = person_in(born_on="11.01.1995")

    with pytest.raises(Refused) as refused:
        add_mediator(session, keeper, country.district, who, PracticeIn(), entry_in(kind="professional"))

    assert "mediator.professional.min_age 25 (art. 9)" in sentence_of(refused)


def test_nobody_is_entered_before_the_least_age_whatever_is_confirmed_and_however_sure_the_source(
    session, country, keeper
):
    law_of_mediators(session)  # the 40 years are recalled, the 18 too
    said = []
    for born_on in ("11.01.2002", "11.01.1980"):
        with pytest.raises(Refused) as refused:
            add_mediator(session, keeper, country.district, person_in(born_on=born_on), PracticeIn(), entry_in())
        said.append(sentence_of(refused).partition(" (")[0])
    of_age = person_in("Сейітов Дәулет", born_on="10.01.1980")

    assert said == [
        "The candidate does not meet: person.adult_age 18", "The candidate does not meet: mediator.public.min_age 40",
    ]  # fmt: skip
    assert add_mediator(session, keeper, country.district, of_age, PracticeIn(), entry_in()).kind == "public"
    assert [entry.kind for entry in session.exec(select(RegisterEntry))] == ["public"]


def test_on_the_twenty_fifth_birthday_a_professional_may_enter(session, country, keeper):
    law_of_mediators(session)
    who = person_in(born_on="10.01.1995")
    given = entry_in(kind="professional", certificate_no="12")

    assert unmet_by(session, who.born_on, given) == []
    assert add_mediator(session, keeper, country.district, who, PracticeIn(), given).kind == "professional"


def test_what_an_entry_does_not_show_is_confirmed_one_by_one_with_a_reason_that_the_history_keeps(
    session, country, keeper
):
    law_of_mediators(session)
    asked = []
    for confirmed in ([], ["age"], ["age", "certificate"]):
        given = entry_in(**(NO_CERTIFICATE | {"in_spite_of": confirmed}))
        with pytest.raises(Unconfirmed) as refused:
            add_mediator(session, keeper, country.district, person_in(), PracticeIn(), given)
        asked.append(([one.asked.value for one in refused.value.found], sorted(refused.value.fields)))

    both = ["age", "certificate"]
    assert asked == [
        (both, ["in_spite_ground", "in_spite_of"]), (both, ["in_spite_ground", "in_spite_of"]), (both, ["in_spite_ground"]),
    ]  # fmt: skip
    assert session.exec(select(RegisterEntry)).all() == []

    taken_over = NO_CERTIFICATE | {"in_spite_of": [*both, "register"], "in_spite_ground": "2019 ж. қағаз тізілім"}
    entry = add_mediator(session, keeper, country.district, person_in(), PracticeIn(), entry_in(**taken_over))
    (line,) = session.exec(select(Entry).where(Entry.thing_id == entry.id))
    kept = {name: line.details[name] for name in ("in_spite_of", "in_spite_ground")}
    assert kept == {"in_spite_of": both, "in_spite_ground": "2019 ж. қағаз тізілім"}


def test_a_correction_asks_for_no_second_confirmation_and_for_one_of_what_is_new(session, country, keeper):
    law_of_mediators(session)
    certified = NO_CERTIFICATE | {"certificate_no": "77-А"}
    person = person_in(born_on="01.02.1970")
    entry = add_mediator(session, keeper, country.district, person, PracticeIn(), entry_in(**certified))
    less, text = NO_CERTIFICATE | {"since": "10.01.2020"}, NO_CERTIFICATE | {"since": "10.01.2020", "ground_in": "№ 4"}

    with pytest.raises(Unconfirmed) as refused:
        correct_entry(session, keeper, entry, country.district, CorrectionIn.checked(less))
    assert [one.asked.value for one in refused.value.found] == ["certificate"]
    given = CorrectionIn.checked(less | {"in_spite_of": ["certificate"], "in_spite_ground": "көрсетілмеген"})
    correct_entry(session, keeper, entry, country.district, given)
    correct_entry(session, keeper, entry, country.district, CorrectionIn.checked(text))
    assert (entry.certificate_no, entry.ground_in) == ("", "№ 4")


def test_an_unknown_birth_date_and_a_missing_certificate_are_warnings(session):
    law_of_mediators(session)

    warnings = unmet_by(session, None, entry_in(kind="professional"))

    assert [warning.certain for warning in warnings] == [False, False]


def test_the_akims_register_holds_public_mediators_only(session, country, keeper):
    law_of_mediators(session)

    with pytest.raises(Refused):
        make_mediator(session, country.district, register_kind="akim", kind="professional")


def test_nothing_is_asked_of_a_day_before_the_law(session):
    law_of_mediators(session)

    assert unmet_by(session, date(2000, 1, 1), entry_in(kind="professional", since="04.08.2011")) == []


# --- suspended, resumed, out -------------------------------------------------------------------------------------------


def test_an_entry_is_suspended_from_its_first_day_up_to_the_first_active_one(session, keeper, entry):
    suspend(session, keeper, entry, suspended("01.02.2022"))
    resume(session, keeper, entry, ResumptionIn.checked({"on": "01.04.2022"}))

    days = [date(2022, 1, 31), date(2022, 2, 1), date(2022, 3, 31), date(2022, 4, 1)]
    assert [standing_of(session, entry, day) for day in days] == [
        Standing.ACTIVE, Standing.SUSPENDED, Standing.SUSPENDED, Standing.ACTIVE,
    ]  # fmt: skip


def test_an_entry_is_suspended_once_at_a_time(session, keeper, entry):
    suspend(session, keeper, entry, suspended("01.02.2022", "01.04.2022"))

    with pytest.raises(Refused):
        suspend(session, keeper, entry, suspended("31.03.2022"))
    assert suspend(session, keeper, entry, suspended("01.04.2022")).since == date(2022, 4, 1)


def test_only_a_suspended_entry_is_resumed_and_only_one_in_force_suspended(session, keeper, entry):
    with pytest.raises(Refused):
        resume(session, keeper, entry, ResumptionIn.checked({"on": "01.04.2022"}))
    with pytest.raises(Refused):
        suspend(session, keeper, entry, suspended("09.01.2020"))


def test_leaving_ends_a_suspension_that_runs_and_forgets_one_to_come(session, keeper, entry):
    suspend(session, keeper, entry, suspended("01.02.2022", "01.05.2022"))
    suspend(session, keeper, entry, suspended("01.06.2022"))

    leave_register(session, keeper, entry, left("01.03.2022"))

    assert [(held.since, held.until) for held in session.exec(select(Suspension))] == [
        (date(2022, 2, 1), date(2022, 3, 1))
    ]
    assert standing_of(session, entry, date(2022, 3, 1)) is Standing.REMOVED


def test_who_leaves_on_the_day_of_the_suspension_was_never_suspended(session, keeper, entry):
    suspend(session, keeper, entry, suspended("01.03.2022"))

    leave_register(session, keeper, entry, left("01.03.2022"))

    assert session.exec(select(Suspension)).all() == []


def test_a_suspension_is_not_resumed_before_its_second_day(session, keeper, entry):
    held = suspend(session, keeper, entry, suspended("01.02.2022"))

    said = []
    for too_early in ("31.01.2022", "01.02.2022"):
        with pytest.raises(Refused) as refused:
            resume(session, keeper, entry, ResumptionIn.checked({"on": too_early}))
        said.append(sentence_of(refused))
    assert said == [
        "The entry is not suspended on 31 January 2022. Check the dates.",
        "The suspension begins on 1 February 2022 itself. Choose a later day.",
    ]
    assert held.until is None


def test_nobody_leaves_before_entering_or_twice(session, keeper, entry):
    with pytest.raises(Invalid) as refused:
        leave_register(session, keeper, entry, left("10.01.2020"))
    assert list(refused.value.fields) == ["until"]

    leave_register(session, keeper, entry, left())
    with pytest.raises(Refused):
        leave_register(session, keeper, entry, left())


def test_leaving_needs_a_ground(session):
    with pytest.raises(Invalid) as refused:
        left(ground=" ")

    assert str(refused.value.fields["ground"]) == "Give the reason: it stays in the history."
