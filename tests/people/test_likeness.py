"""Whether two records may be about one human."""

from datetime import date

import pytest

from mediation_cms.core import clock
from mediation_cms.people.likeness import Likeness, known, likeness
from mediation_cms.people.models import Person
from mediation_cms.people.same import put_link, same_as
from tests import make

BORN, LATER = date(1975, 5, 3), date(1981, 2, 9)
PHONE = frozenset({"+77011234567"})


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (known("Қасымов", "Ерлан", iin_index="a"), known("Сериков", "Ержан", iin_index="a"), Likeness.CERTAIN),
        (known("Қасымов", "Ерлан", iin_index="a"), known("Касымов", "Ерлан", iin_index="b"), Likeness.NONE),
        (known("Қасымов", "Ерлан", "Маратұлы"), known("Kassymov", "Yerlan", "Maratovich"), Likeness.LIKELY),
        (known("Қасымов", "Ерлан", "Маратұлы"), known("Касымов", "Ерлан", "Болатович"), Likeness.NONE),
        (known("Қасымов", "Ерлан"), known("Ерлан", "Касымов", "Маратович"), Likeness.POSSIBLE),
        (known("Қасымов", "Ерлан", born_on=BORN), known("Касымов", "Ерлан", born_on=BORN), Likeness.LIKELY),
        (known("Қасымов", "Ерлан", born_on=BORN), known("Касымов", "Ерлан", born_on=LATER), Likeness.NONE),
        (known("Қасымов", "Ерлан", phones=PHONE), known("Касымов", "Ерлан", phones=PHONE), Likeness.LIKELY),
        (known("Қасымов", "Ерлан", phones=PHONE), known("Қасымова", "Алия", phones=PHONE), Likeness.POSSIBLE),
        (known("", "Қасымов Ерлан Маратұлы"), known("Касымов", "Ерлан", "Маратович"), Likeness.LIKELY),
        (known("", ""), known("", ""), Likeness.NONE),
    ],
)
def test_how_much_speaks_for_one_human(one, other, how):
    assert (likeness(one, other), likeness(other, one)) == (how, how)


def test_links_lead_on_and_one_that_is_undone_leads_nowhere(session):
    actor = make.system(session)
    people = [Person(given_name=name) for name in ("Айгүл", "Айгуль", "Aigul", "Aigerim")]
    session.add_all(people)
    session.flush()
    first, second, third, alone = (person.id for person in people)
    last, _before = (put_link(session, one, second, actor.account_id) for one in (third, first))

    assert same_as(session, [first, alone]) == {first: {first, second, third}, alone: {alone}}

    last.undone_at, last.undone_by_id = clock.now(), actor.account_id
    session.flush()
    assert same_as(session, [first, third]) == {first: {first, second}, third: {third}}
