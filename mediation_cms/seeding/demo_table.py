"""What lies on the table of one mediation of the demo: proposals in every state, one of them a term of the draft already."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from mediation_cms.agreements.inputs import AcceptanceIn, ProposalIn, StrikingIn
from mediation_cms.agreements.models import Obligation, Proposal
from mediation_cms.agreements.proposal_actions import (
    accept_proposal,
    counter_proposal,
    make_proposal,
    strike_proposal,
)
from mediation_cms.agreements.queries import draft_of, get_proposal
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import meetings_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.seeding.demo_crew import Crew
from mediation_cms.seeding.telling import Told

ABOUT, ONE, OTHER = "FAM.child", "applicant-1", "other-1"


def lay_the_table(session: Session, crew: Crew, told: Iterable[Told]) -> None:
    """Four proposals about the meetings with a child, where there is a draft of the agreement."""
    requests = {matter.request.id for matter in told if matter.request.dispute_code == ABOUT}
    running = session.exec(select(Case).where(Case.status == CaseStatus.IN_MEDIATION)).all()
    case = next(each for each in running if each.request_id in requests and draft_of(session, each))
    actor = next(hand.actor for hand in crew.hands.values() if hand.id == case.mediator_id)
    meeting = meetings_of(session, case)[0]

    def proposed(side: str, kk: str, ru: str, **more: Any) -> ProposalIn:
        due_on = f"{clock.today() + timedelta(days=30):%d.%m.%Y}"
        given = {"side": side, "debtor_sides": [OTHER], "meeting_id": str(meeting.id), "due_on": due_on}
        return ProposalIn.checked(given | {"what_kk": kk, "what_ru": ru} | more)

    def words_of(proposal: Proposal) -> Obligation:
        return get_proposal(session, actor, case, proposal.id)[1]

    agreed = make_proposal(
        session, actor, case,
        proposed(ONE, "Әкесі баланы сенбі күні сағат 10.00-де алып, 18.00-де қайтарады.",
                 "Отец забирает ребёнка в субботу в 10.00 и возвращает в 18.00."),
    )  # fmt: skip
    accept_proposal(session, actor, agreed, AcceptanceIn(side=OTHER))
    summer = make_proposal(
        session, actor, case,
        proposed(OTHER, "Бала жазда екі ай әкесімен тұрады.", "Летом ребёнок два месяца живёт с отцом."),
    )  # fmt: skip
    counter_proposal(
        session, actor, summer, words_of(summer),
        proposed(ONE, "Бала жазда бір ай әкесімен тұрады.", "Летом ребёнок один месяц живёт с отцом."),
    )  # fmt: skip
    later = make_proposal(
        session, actor, case,
        proposed(ONE, "Әкесі мүмкіндігінше жиі хабарласады.", "Отец звонит по возможности чаще.", debtor_sides=[OTHER]),
    )  # fmt: skip
    strike_proposal(session, actor, later, words_of(later), StrikingIn(reason="Нақты емес: кейін қайта оралады."))
