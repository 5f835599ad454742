import pytest

from mediation_cms.core.errors import Refused
from mediation_cms.mentoring.rules import check_confirmable, check_names_nobody, named_in

BOTH = {"applicant", "other"}


def test_an_observation_is_confirmed_when_all_sides_consent_and_the_trainee_undertook():
    check_confirmable(sides=BOTH, consenting=BOTH, undertaken=True, barred=False)


@pytest.mark.parametrize(
    ("sides", "consenting", "undertaken", "barred"),
    [
        (BOTH, {"applicant"}, True, False),
        (BOTH, BOTH, False, False),
        (BOTH, BOTH, True, True),
        (set(), set(), True, False),
    ],
)
def test_one_missing_thing_refuses_it(sides, consenting, undertaken, barred):
    with pytest.raises(Refused):
        check_confirmable(sides=sides, consenting=consenting, undertaken=undertaken, barred=barred)


def test_a_surname_is_found_declined_and_in_any_case():
    assert named_in("Я говорил с ИВАНОВОЙ о доме.", ["Иванова", "Серік"]) == ["Иванова"]
    assert named_in("Серіктің сөзі", ["Иванова", "Серік"]) == ["Серік"]


def test_a_sheet_without_names_is_taken_and_one_with_a_name_is_not():
    check_names_nobody("Одна сторона молчала.", ["Иванова"])
    with pytest.raises(Refused):
        check_names_nobody("Иванова молчала.", ["Иванова"])
