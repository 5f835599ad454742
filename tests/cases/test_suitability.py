"""Whom the queue proposes, and the reasons that it gives."""

from dataclasses import replace
from uuid import uuid4

from mediation_cms.cases.suitability import Candidate, Near, proposals
from mediation_cms.core.i18n import _

ANNA = Candidate(uuid4(), "Анна", Near.DISTRICT, "Күршім ауданы", True, True, 4, 8, True)


def other(name, **changed):
    return replace(ANNA, mediator_id=uuid4(), name=name, **changed)


def names(*candidates, most=3):
    return [proposal.name for proposal in proposals(candidates, "қазақша", most)]


def test_three_are_proposed_the_best_first():
    crowd = [other(f"N{n}", open_cases=n) for n in (5, 1, 3, 2, 4)]

    assert names(*crowd) == ["N1", "N2", "N3"]


def test_who_is_nearer_or_at_home_in_the_matter_goes_first():
    far = other("far", near=Near.REGION)
    stranger = other("stranger", of_this_kind=False)
    at_the_cabinet = other("at the cabinet", near=Near.CABINET)

    assert names(far, stranger, ANNA, at_the_cabinet, most=4) == ["at the cabinet", "Анна", "far", "stranger"]


def test_who_speaks_another_language_is_overloaded_or_declined_goes_last():
    others = [other("silent", in_language=False), other("busy", open_cases=8), other("declined", declined=True)]

    assert names(*others, ANNA)[0] == "Анна"
    assert names(other("on paper", signs_in=False), ANNA)[0] == "Анна"
    assert names(other("full", open_cases=8), other("has room", open_cases=9, most_cases=10))[0] == "has room"


def test_a_possible_conflict_is_named_and_a_decided_one_is_never_proposed():
    doubtful = other("doubtful", conflict=_("possible conflict: ask"))

    assert names(doubtful, other("barred", barred=True), other("far", near=Near.REGION)) == ["far", "doubtful"]
    reasons = proposals([doubtful], "қазақша")[0].reasons
    assert ("possible conflict: ask", False) in [(str(each.words), each.good) for each in reasons]


def test_the_reasons_are_words_that_a_coordinator_can_weigh():
    said = [(str(each.words), each.good) for each in proposals([ANNA], "қазақша")[0].reasons]

    assert said == [
        ("same district: Күршім ауданы", True),
        ("works in this language: қазақша", True),
        ("at home in this category", True),
        ("4 open cases", True),
        ("no conflict found", True),
    ]
