"""Stories told by the actions of the product, each step at its own hour: whatever a story may not do is refused here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from mediation_cms.agreements import actions as agreements
from mediation_cms.agreements.models import Agreement, Obligation
from mediation_cms.agreements.queries import obligations_of
from mediation_cms.cases import actions as cases
from mediation_cms.cases import assignment_actions as assignments
from mediation_cms.cases.inputs import AdmissionIn, DeclarationIn
from mediation_cms.cases.models import Case, Interest
from mediation_cms.cases.sides import side_key
from mediation_cms.consultations.actions import record_consultation
from mediation_cms.core.clock import local, telling_of
from mediation_cms.intake import actions as intake
from mediation_cms.intake import party_actions as parties
from mediation_cms.intake.models import Party, Request
from mediation_cms.mediators.models import Mediator
from mediation_cms.seeding import story
from mediation_cms.seeding.scans import keep_scan
from mediation_cms.seeding.story import Step, Story


class Told:
    """One matter while it is being told. What is asked for before it was told is a fault of the story."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.at: datetime
        self.request: Request
        self.case: Case
        self.first: Agreement
        self.draft: Agreement

    def side(self, key: str) -> Party:
        """The party that stands on a side, or who speaks for it when it cannot sign itself."""
        those = [party for party in self._parties() if side_key(party) == key]
        speaking = next((party for party in those if party.represents_id), None)
        own = next(party for party in those if not party.represents_id)
        return speaking if speaking is not None and own.minor else own

    def party(self, key: str) -> Party:
        """The party itself that stands on a side."""
        return next(party for party in self._parties() if side_key(party) == key and not party.represents_id)

    def _parties(self) -> Sequence[Party]:
        return self.session.exec(select(Party).where(Party.request_id == self.request.id)).all()


def tell(session: Session, stories: Iterable[Story], watch: Callable[[Any], Any] = iter) -> list[Told]:
    """Tell these stories side by side, every step of every story in the order of their instants; what each came to."""
    begun = [(each, Told(session)) for each in stories]
    steps = [(step, told) for each, told in begun for step in each]
    for step, told in watch(sorted(steps, key=lambda pair: pair[0].at)):
        with telling_of(step.at):
            STEPS[type(step)](told, step)
            told.at = step.at
    return [told for _story, told in begun]


# --- requests ----------------------------------------------------------------------------------------------------------


def _registered(told: Told, step: story.Registered) -> None:
    told.request = intake.register_request(told.session, step.by, step.given)


def _consulted(told: Told, step: story.Consulted) -> None:
    record_consultation(told.session, step.by, told.request, step.given)


def _closed(told: Told, step: story.Closed) -> None:
    intake.close_request(told.session, step.by, told.request, step.given)


def _party_added(told: Told, step: story.PartyAdded) -> None:
    parties.add_party(told.session, step.by, told.request, step.given)


def _represented(told: Told, step: story.Represented) -> None:
    parties.add_representative(told.session, step.by, told.request, told.party(step.side), step.given)


def _transferred(told: Told, step: story.Transferred) -> None:
    intake.transfer_request(told.session, step.by, told.request, step.given)


def _reopened(told: Told, step: story.Reopened) -> None:
    if hasattr(told, "case"):
        cases.reopen_case(told.session, step.by, told.case, step.given)
    else:
        intake.reopen_request(told.session, step.by, told.request, step.given)


# --- cases -------------------------------------------------------------------------------------------------------------


def _admitted(told: Told, step: story.Admitted) -> None:
    given = AdmissionIn(on=local(step.at).date())
    told.case = assignments.admit(told.session, step.by, told.request, given)


def _offered(told: Told, step: story.Offered) -> None:
    mediator = told.session.get_one(Mediator, step.to.id)
    assignments.assign_mediator(told.session, step.by, told.case, mediator)


def _accepted(told: Told, step: story.Accepted) -> None:
    assignments.accept_offer(told.session, step.by, told.case, DeclarationIn(interest=Interest.NONE))


def _declined(told: Told, step: story.Declined) -> None:
    assignments.decline_offer(told.session, step.by, told.case, step.given)


def _taken_back(told: Told, step: story.TakenBack) -> None:
    assignments.take_back_offer(told.session, step.by, told.case, step.given)


def _released(told: Told, step: story.Released) -> None:
    assignments.release_case(told.session, step.by, told.case, step.given)


def _case_closed(told: Told, step: story.CaseClosed) -> None:
    cases.close_case(told.session, step.by, told.case, step.given)


def _contracted(told: Told, step: story.Contracted) -> None:
    cases.conclude_contract(told.session, step.by, told.case, step.given)


def _extended(told: Told, step: story.Extended) -> None:
    cases.extend_term(told.session, step.by, told.case, step.given)


def _met(told: Told, step: story.Met) -> None:
    cases.hold_meeting(told.session, step.by, told.case, step.given)


def _noted(told: Told, step: story.Noted) -> None:
    cases.write_private_note(told.session, step.by, told.case, step.given)


def _ended(told: Told, step: story.Ended) -> None:
    cases.end_mediation(told.session, step.by, told.case, step.given)


# --- agreements --------------------------------------------------------------------------------------------------------


def _drafted(told: Told, step: story.Drafted) -> None:
    told.first = told.draft = agreements.draft_agreement(told.session, step.by, told.case, step.given)


def _supplemented(told: Told, step: story.Supplemented) -> None:
    told.draft = agreements.draft_supplement(told.session, step.by, told.first, step.given)


def _dropped(told: Told, step: story.Dropped) -> None:
    agreements.drop_draft(told.session, step.by, told.draft)


def _signed(told: Told, step: story.Signed) -> None:
    scan = keep_scan(told.session, step.by, told.request.id, told.draft.number)
    signatories = [str(told.side(side).id) for side in step.sides]
    given = step.given.model_copy(update={"signed_by": signatories})
    agreements.sign_agreement(told.session, step.by, told.draft, given, scan)


def _performed(told: Told, step: story.Performed) -> None:
    obligation: Obligation = obligations_of(told.session, told.first)[step.position - 1]
    agreements.record_performance(told.session, step.by, obligation, step.given)


STEPS: Mapping[type[Step], Callable[[Told, Any], None]] = {
    story.Registered: _registered,
    story.Consulted: _consulted,
    story.Closed: _closed,
    story.PartyAdded: _party_added,
    story.Represented: _represented,
    story.Transferred: _transferred,
    story.Reopened: _reopened,
    story.Admitted: _admitted,
    story.Offered: _offered,
    story.Accepted: _accepted,
    story.Declined: _declined,
    story.TakenBack: _taken_back,
    story.Released: _released,
    story.CaseClosed: _case_closed,
    story.Contracted: _contracted,
    story.Extended: _extended,
    story.Met: _met,
    story.Noted: _noted,
    story.Ended: _ended,
    story.Drafted: _drafted,
    story.Supplemented: _supplemented,
    story.Dropped: _dropped,
    story.Signed: _signed,
    story.Performed: _performed,
}
