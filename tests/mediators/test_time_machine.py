"""The registers as of a day: the same answer whatever happens later, what was put right beside it, what changed."""

from datetime import date

import pytest

from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.core.errors import Refused
from mediation_cms.mediators.actions import enter_in_register, leave_register, resume, suspend
from mediation_cms.mediators.afterthoughts import afterthoughts, corrected, written_by
from mediation_cms.mediators.correction_actions import correct_entry, remove_entry
from mediation_cms.mediators.inputs import CorrectionIn, ResumptionIn
from mediation_cms.mediators.models import Mediator, MediatorKind
from mediation_cms.mediators.time_machine import After, PaperAllowed, Question, changes, entitled, not_entitled
from tests import make
from tests.make.certification import old_certificate, qualified_until
from tests.make.law import only_rule
from tests.make.mediators import entry_in, left, suspended
from tests.make.mediators import mediator as make_mediator

DAY = date(2023, 3, 12)


def contract(country, on=DAY):
    return Question(on, PaperAllowed.CONTRACT, [country.district.id])


def correction(entry, **more):
    given = {"register_kind": entry.register_kind, "kind": entry.kind, "number": entry.number, "since": entry.since}
    return CorrectionIn.checked(given | more)


def said(session, keeper, country, paper=PaperAllowed.CONTRACT):
    """The whole answer about 12 March 2023, line by line."""
    asked = Question(DAY, paper, [country.district.id])
    yes = [tuple(row) for row in entitled(session, keeper, asked)]
    return yes, [tuple(row) for row in not_entitled(session, keeper, asked)]


def numbers(rows):
    return [row.number for row in rows]


def test_the_answer_about_a_day_is_the_same_after_three_later_changes(session, country, keeper, entry):
    waits = make_mediator(session, country.district, "Ким Ольга", number="63-2")
    suspend(session, keeper, waits, suspended("01.02.2023", "01.05.2023"))
    before = {paper: said(session, keeper, country, paper) for paper in PaperAllowed}

    suspend(session, keeper, entry, suspended("01.06.2023"))
    resume(session, keeper, entry, ResumptionIn.checked({"on": "01.07.2023"}))
    make_mediator(session, country.district, "Сейтқали Әсел", number="63-3", since="13.03.2023")
    leave_register(session, keeper, waits, left("01.01.2024"))

    answer = {paper: said(session, keeper, country, paper) for paper in PaperAllowed}
    assert (numbers(entitled(session, keeper, contract(country))), waits.until) == (["63-1"], date(2024, 1, 1))
    # When an entry ended later is no part of the answer about the day.
    assert {paper: _without_end(rows) for paper, rows in answer.items()} == {
        paper: _without_end(rows) for paper, rows in before.items()
    }
    assert numbers(entitled(session, keeper, contract(country, date(2023, 6, 15)))) == ["63-2", "63-3"]


def _without_end(answer):
    return [[row[:7] + row[8:] for row in rows] for rows in answer]


def test_who_may_do_which_paper_goes_by_the_kind_and_the_state_of_the_day(session, country, keeper, entry):
    make_mediator(session, country.district, "Ким Ольга", number="63-2", kind=MediatorKind.PROFESSIONAL)
    suspend(session, keeper, entry, suspended("12.03.2023", "13.03.2023"))

    def may(paper, on):
        return numbers(entitled(session, keeper, Question(on, paper, [country.district.id])))

    assert may(PaperAllowed.CONTRACT, date(2023, 3, 11)) == ["63-2", "63-1"]
    assert may(PaperAllowed.CONTRACT, DAY) == ["63-2"]
    assert may(PaperAllowed.CONTRACT, date(2023, 3, 13)) == ["63-2", "63-1"]
    assert may(PaperAllowed.FEE, date(2023, 3, 11)) == ["63-2"]
    assert [(row.number, row.status) for row in not_entitled(session, keeper, contract(country))] == [
        ("63-1", "suspended")
    ]
    assert may(PaperAllowed.CONTRACT, date(2020, 1, 9)) == []
    with pytest.raises(Refused):
        may(PaperAllowed.CONTRACT, date(2010, 1, 1))


def test_who_is_suspended_by_the_ank_is_not_entitled_by_another_register(session, country, keeper, entry):
    mediator = session.get_one(Mediator, entry.mediator_id)
    enter_in_register(session, keeper, country.district, mediator, entry_in(register_kind="akim", number="A-1"))
    suspend(session, keeper, entry, suspended("01.03.2023"))

    assert numbers(entitled(session, keeper, contract(country))) == []
    found = not_entitled(session, keeper, contract(country))
    assert sorted((row.number, row.status) for row in found) == [("63-1", "suspended"), ("A-1", "suspended_in_ank")]


def test_an_expired_certificate_entitles_to_what_the_rule_of_the_day_says_and_a_later_one_changes_no_earlier_day(
    session, country, keeper, entry
):
    qualified_until(session, entry, date(2023, 3, 11))
    mediator = session.get_one(Mediator, entry.mediator_id)
    enter_in_register(session, keeper, country.district, mediator, entry_in(register_kind="akim", number="A-1"))

    def statuses(on):
        return sorted((row.number, row.status) for row in not_entitled(session, keeper, contract(country, on)))

    assert (numbers(entitled(session, keeper, contract(country, date(2023, 3, 11)))), statuses(DAY)) == (
        ["63-1", "A-1"], [("63-1", "expired"), ("A-1", "expired_in_ank")],
    )  # fmt: skip
    before = said(session, keeper, country)
    old_certificate(session, entry, issued_on=date(2023, 2, 1), kind="seminar")  # of another kind: it takes no place
    old_certificate(session, entry, issued_on=date(2023, 4, 3), valid_until=date(2026, 4, 3))

    assert said(session, keeper, country) == before
    assert statuses(date(2023, 4, 2)) == [("63-1", "expired"), ("A-1", "expired_in_ank")]
    assert (statuses(date(2023, 4, 3)), statuses(date(2026, 4, 3))) == ([], [])
    assert numbers(entitled(session, keeper, contract(country, date(2026, 4, 4)))) == []

    law = {"professional": ["contract"], "public": ["contract"], "suspended": [], "expired": ["contract"]}
    only_rule(session, "mediator.papers", law, date(2011, 8, 5))
    assert numbers(entitled(session, keeper, contract(country))) == ["63-1", "A-1"]


def test_only_a_certificate_that_the_law_asks_for_and_of_that_human_expires(session, country, keeper, entry):
    stranger = make_mediator(session, country.district, "Ким Ольга", number="63-2")
    found = qualified_until(session, stranger, date(2023, 3, 11))
    entry.kind, entry.certificate_no = (
        MediatorKind.PROFESSIONAL,
        found.label,
    )  # an older list gave the number to another
    session.flush()
    assert numbers(entitled(session, keeper, contract(country))) == ["63-1"]

    stranger.kind = MediatorKind.PUBLIC  # of whom no certificate is asked
    session.flush()
    assert numbers(entitled(session, keeper, contract(country))) == ["63-2", "63-1"]


def test_a_correction_that_came_later_stands_beside_the_answer_also_of_who_is_in_it_no_more(
    session, country, keeper, entry
):
    mistake = make_mediator(session, country.district, "Ким Ольга", number="63-2")
    correct_entry(session, keeper, entry, country.district, correction(entry, since="01.01.2024"))
    remove_entry(session, keeper, mistake, ReasonIn.checked({"reason": "екінші рет енгізілген"}))
    other = make_mediator(session, country.district, "Сейтқали Әсел", number="63-3")
    suspend(session, keeper, other, suspended("01.02.2023"))
    suspend(session, keeper, make_mediator(session, country.district, "Б В", number="63-4"), suspended("01.05.2023"))

    found = afterthoughts(session, keeper, DAY, [country.district.id])

    assert numbers(entitled(session, keeper, contract(country))) == ["63-4"]
    assert {each.number: each.removed for all_ in found.values() for each in all_} == {
        "63-1": False, "63-2": True, "63-3": False,
    }  # fmt: skip
    assert [str(value) for _name, value in found[entry.id][0].details] == ["10 January 2020 → 1 January 2024"]
    assert afterthoughts(session, keeper, DAY, []) == {}
    assert afterthoughts(session, keeper, date(2100, 1, 1), None) == {}


def test_changes_go_by_their_days_with_ground_and_who_entered_them(session, country, keeper, entry):
    suspend(session, keeper, entry, suspended("01.02.2022", "01.03.2022"))
    leave_register(session, keeper, entry, left("01.06.2022", "own wish"))
    again = make_mediator(session, country.district, "Ким Ольга", number="63-2", since="01.06.2022", ground_in="No. 4")
    elsewhere = make.district(session, country.region, "semey", "Семей қаласы")
    make_mediator(session, elsewhere, "Б В", number="63-9", since="01.06.2022")

    def shown(first, last, **more):
        rows = changes(session, keeper, first, last, [country.district.id], **more)
        return [(str(row.day), row.what, row.number, row.ground) for row in rows]

    year = date(2022, 1, 1), date(2022, 12, 31)
    every = [
        ("2022-02-01", "suspended", "63-1", "complaint"), ("2022-03-01", "resumed", "63-1", ""),
        ("2022-06-01", "left", "63-1", "own wish"), ("2022-06-01", "entered", "63-2", "No. 4"),
    ]  # fmt: skip
    assert shown(*year) == every
    assert shown(date(2022, 2, 2), date(2022, 5, 31)) == every[1:2]
    rows = changes(session, keeper, *year, [country.district.id])
    assert shown(*year, after=After(rows[1].day, rows[1].key)) == every[2:]
    assert shown(*year, limit=1) == every[:2]  # one more says that another page follows
    written = written_by(session, rows)
    assert str(written["left", entry.id]) == keeper.name
    assert ("entered", again.id) in written


def test_a_suspension_that_ends_with_the_entry_is_no_return(session, country, keeper, entry):
    suspend(session, keeper, entry, suspended("01.02.2022"))
    leave_register(session, keeper, entry, left("01.06.2022"))

    rows = changes(session, keeper, date(2022, 1, 1), date(2022, 12, 31))

    assert [row.what for row in rows] == ["suspended", "left"]


def test_what_was_put_right_is_among_the_changes_of_its_days(session, country, keeper, entry):
    correct_entry(session, keeper, entry, country.district, correction(entry, number="63-7"))

    found = corrected(session, keeper, date(2020, 1, 1), date(2100, 1, 1), [country.district.id])

    assert [(each.number, each.entry_id) for each in found] == [("63-7", entry.id)]
    assert corrected(session, keeper, date(2020, 1, 1), date(2020, 1, 2), None) == []
