"""Terms that grow at the table: proposed, countered, accepted, struck; one row from the first word to the signature."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from mediation_cms.agreements.actions import (
    change_draft,
    draft_agreement,
    draft_supplement,
    drop_draft,
    sign_agreement,
)
from mediation_cms.agreements.drafting import missing_for_signing, words_of
from mediation_cms.agreements.inputs import AcceptanceIn, AgreementIn, ProposalIn, StrikingIn
from mediation_cms.agreements.proposal_actions import (
    accept_proposal,
    change_proposal,
    counter_proposal,
    make_proposal,
    restore_proposal,
    strike_proposal,
    withdraw_acceptance,
)
from mediation_cms.agreements.queries import acceptances_of, obligations_of, proposals_of, waiting_for_draft
from mediation_cms.agreements.rules import is_agreed
from mediation_cms.agreements.workflow import ProposalState
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.intake.models import Request
from tests.make import matters

ONE, OTHER = "applicant-1", "other-1"
STANDS = r"a signed agreement does not change|a proposal is struck, not deleted"


def proposed(session, case, /, side=ONE, **changed):
    """What is typed of a proposal: the other side moves the fence."""
    return ProposalIn.checked(matters.term_typed(session, case, due_on="20.07.2100") | {"side": side} | changed)


def term_of(session, case, proposal):
    return next(term for found, term in proposals_of(session, case) if found.id == proposal.id)


def accepts(session, cast, proposal, side=OTHER):
    accept_proposal(session, cast.mediator, proposal, AcceptanceIn(side=side))


@pytest.fixture
def case(session, cast):
    """A mediation in which the sides have met."""
    return matters.met(session, cast)


@pytest.fixture
def proposal(session, cast, case):
    """The applicant proposes that the other side moves the fence."""
    return make_proposal(session, cast.mediator, case, proposed(session, case))


@pytest.fixture
def draft(session, cast, case):
    """A draft without a term of its own."""
    given = AgreementIn.checked(matters.agreement_typed(session, case, terms=[]))
    return draft_agreement(session, cast.mediator, case, given)


@pytest.mark.parametrize(
    ("bound", "accepted", "agreed"),
    [([ONE, OTHER], [OTHER, ONE], True), ([ONE, OTHER], [ONE], False), ([], [ONE], False), ([ONE], [ONE, OTHER], True)],
)
def test_a_proposal_is_a_term_once_every_bound_side_accepts(bound, accepted, agreed):
    assert is_agreed(bound, accepted) is agreed


def test_what_every_side_accepts_is_a_term_of_the_draft_in_the_very_same_row(session, cast, case, draft, proposal):
    term = term_of(session, case, proposal)
    assert (list(acceptances_of(session, [proposal])[proposal.id]), obligations_of(session, draft)) == ([ONE], [])
    version = draft.version

    accepts(session, cast, proposal)

    assert (proposal.state, obligations_of(session, draft)) == (ProposalState.ACCEPTED, [term])
    assert words_of(session, draft).terms[0].words["what_ru"] == "Переносит забор на прежнее место."
    assert draft.version > version  # whoever has the draft open is told


def test_what_was_accepted_before_there_was_a_draft_waits_for_it(session, cast, case, proposal):
    accepts(session, cast, proposal)

    first = matters.drafted(session, cast, case)

    assert [term.proposal_id for term in obligations_of(session, first)] == [None, proposal.id]
    drop_draft(session, cast.mediator, first)
    second = draft_agreement(
        session, cast.mediator, case, AgreementIn.checked(matters.agreement_typed(session, case, terms=[]))
    )
    assert [term.proposal_id for term in obligations_of(session, second)] == [proposal.id]


def test_a_draft_takes_up_by_its_key_what_was_accepted_before_it(session, cast, case, proposal):
    accepts(session, cast, proposal)
    (waiting,) = waiting_for_draft(session, case)
    given = matters.term_typed(session, case, due_on="20.07.2100", id=str(waiting.id))

    first = matters.drafted(session, cast, case, terms=[matters.term_typed(session, case), given])

    assert [term.id == waiting.id for term in obligations_of(session, first)] == [False, True]
    assert (proposal.state, waiting_for_draft(session, case)) == (ProposalState.ACCEPTED, [])


def test_other_words_in_the_draft_ask_for_acceptance_again(session, cast, case, draft, proposal):
    accepts(session, cast, proposal)
    (term,) = obligations_of(session, draft)
    as_it_is, otherwise = (
        AgreementIn.checked(
            matters.agreement_typed(
                session, case, terms=[matters.term_typed(session, case, id=str(term.id), **changed)]
            )
        )
        for changed in ({"due_on": "20.07.2100"}, {"due_on": "01.08.2100"})
    )
    change_draft(session, cast.mediator, draft, as_it_is)
    assert proposal.state is ProposalState.ACCEPTED

    change_draft(session, cast.mediator, draft, otherwise)

    assert (proposal.state, obligations_of(session, draft)) == (ProposalState.PROPOSED, [term])
    (missing,) = missing_for_signing(session, draft)
    assert "Төлегенов Қайрат Мұхаметжанұлы, Воробьёва Светлана Игоревна" in str(missing)
    for side in (ONE, OTHER):
        accepts(session, cast, proposal, side)
    assert missing_for_signing(session, draft) == []


def test_a_counter_proposal_takes_the_place_of_what_it_answers_until_it_is_struck(session, cast, case, draft, proposal):
    accepts(session, cast, proposal)
    given = proposed(session, case, side=OTHER, what_ru="Переносит забор осенью.")
    answer = counter_proposal(session, cast.mediator, proposal, term_of(session, case, proposal), given)

    assert (proposal.state, answer.replaces_id, obligations_of(session, draft)) == (
        ProposalState.COUNTERED, proposal.id, [],
    )  # fmt: skip
    with pytest.raises(Refused):
        restore_proposal(session, cast.mediator, proposal)

    strike_proposal(session, cast.mediator, answer, term_of(session, case, answer), StrikingIn(reason="Ойланды."))
    restore_proposal(session, cast.mediator, proposal)

    assert unseal(session, answer, "struck_because_sealed") == "Ойланды."
    assert [term.proposal_id for term in obligations_of(session, draft)] == [proposal.id]  # both had accepted it
    with pytest.raises(Refused):
        restore_proposal(session, cast.mediator, answer)


def test_a_side_may_think_otherwise_before_it_signs(session, cast, case, draft, proposal):
    accepts(session, cast, proposal)
    term = term_of(session, case, proposal)

    withdraw_acceptance(session, cast.mediator, proposal, term, AcceptanceIn(side=OTHER))

    assert (proposal.state, term.agreement_id, obligations_of(session, draft)) == (ProposalState.PROPOSED, None, [])


def test_a_newly_bound_side_is_asked_too(session, cast, case, draft, proposal):
    narrow = AgreementIn.checked(matters.agreement_typed(session, case, terms=[], bound_sides=[ONE]))
    change_draft(session, cast.mediator, draft, narrow)
    (term,) = obligations_of(session, draft)  # one side alone is bound, and it had proposed it itself

    typed = matters.term_typed(session, case, id=str(term.id))
    change_draft(
        session, cast.mediator, draft, AgreementIn.checked(matters.agreement_typed(session, case, terms=[typed]))
    )

    assert proposal.state is ProposalState.PROPOSED


def test_nothing_of_a_signed_term_changes_at_the_table(session, cast, case, draft, proposal):
    accepts(session, cast, proposal)
    sign_agreement(session, cast.mediator, draft, matters.signing(session, cast, draft), matters.scan(session, cast))

    with pytest.raises(Refused):
        change_proposal(session, cast.mediator, proposal, term_of(session, case, proposal), proposed(session, case))
    session.commit()
    for by_hand in (
        "UPDATE proposal SET side = 'other-1'",
        "DELETE FROM acceptance",
        "DELETE FROM proposal",
        "UPDATE obligation SET agreement_id = NULL, position = NULL",
    ):
        with pytest.raises(DBAPIError, match=STANDS), session.begin_nested():
            session.connection().execute(sa.text(by_hand))


def test_a_proposal_is_struck_and_never_deleted(session, proposal):
    session.flush()

    with pytest.raises(DBAPIError, match="a proposal is struck, not deleted"), session.begin_nested():
        session.connection().execute(sa.text("DELETE FROM proposal"))


def test_what_was_left_on_the_table_goes_into_no_supplement(session, cast, case, proposal):
    first = matters.drafted(session, cast, case)
    sign_agreement(session, cast.mediator, first, matters.signing(session, cast, first), matters.scan(session, cast))
    given = AgreementIn.checked(matters.agreement_typed(session, case, bound_sides=[ONE]))  # who had proposed it

    supplement = draft_supplement(session, cast.mediator, first, given)

    assert (proposal.state, [term.proposal_id for term in obligations_of(session, supplement)]) == (
        ProposalState.PROPOSED, [None],
    )  # fmt: skip


def test_nobody_accepts_a_proposal_before_it_was_made(session, cast, case, proposal):
    with pytest.raises(Invalid) as problem:
        accept_proposal(
            session, cast.mediator, proposal,
            AcceptanceIn(side=OTHER, accepted_on=proposal.made_on - timedelta(days=1)),
        )  # fmt: skip

    assert (list(problem.value.fields), proposal.state) == (["accepted_on"], ProposalState.PROPOSED)
    accept_proposal(session, cast.mediator, proposal, AcceptanceIn(side=OTHER, accepted_on=proposal.made_on))
    assert proposal.state is ProposalState.ACCEPTED


def test_an_erasure_of_the_matter_takes_its_proposals_along(session, cast, case, draft, proposal):
    accepts(session, cast, proposal)
    sign_agreement(session, cast.mediator, draft, matters.signing(session, cast, draft), matters.scan(session, cast))
    session.flush()

    session.connection().execute(sa.delete(Request).where(Request.id == case.request_id))

    left = [session.connection().scalar(sa.text(f"SELECT COUNT(*) FROM {name}")) for name in ("proposal", "obligation")]
    assert left == [0, 0]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"what_kk": "", "what_ru": ""}, "what_ru"),
        ({"side": "other-7"}, "side"),
        ({"due_on": "01.08.2022"}, "due_on"),
        ({"debtor_sides": ["other-7"]}, "debtor_sides"),
        ({"meeting_id": "00000000-0000-0000-0000-000000000001"}, "meeting_id"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(session, cast, case, changed, field):
    with pytest.raises(Invalid) as problem:
        make_proposal(session, cast.mediator, case, proposed(session, case, **changed))
    assert list(problem.value.fields) == [field]


def test_only_the_mediator_of_the_case_notes_proposals(session, cast, case):
    for somebody in (cast.coordinator, cast.receptionist):
        with pytest.raises(Forbidden):
            make_proposal(session, somebody, case, proposed(session, case))
