"""A story under construction: each method adds a step on a day, in the words of its tale. Nothing here looks at the database."""

from datetime import date, datetime
from random import Random
from typing import Self

from mediation_cms.agreements.inputs import AgreementIn, PerformanceIn, SigningIn
from mediation_cms.agreements.models import PerformanceState, SigningMode
from mediation_cms.cases.inputs import ContractIn, EndingIn, ExtensionIn, MeetingIn
from mediation_cms.cases.models import ContractLanguage, MeetingKind
from mediation_cms.consultations.inputs import ConsultationIn
from mediation_cms.consultations.models import Mode, Result
from mediation_cms.core.languages import Language
from mediation_cms.intake.inputs import ClosingIn, RequestIn
from mediation_cms.intake.models import IntakeChannel, Outcome
from mediation_cms.seeding import story
from mediation_cms.seeding.hours import Hours
from mediation_cms.seeding.openings import Desk
from mediation_cms.seeding.tales import BOTH, Tale, library

MODES = {IntakeChannel.VIDEO: Mode.VIDEO, IntakeChannel.PHONE: Mode.PHONE}
WALKED_IN = (IntakeChannel.IN_PERSON, IntakeChannel.FIELD_VISIT)
TERM = 30  # days, as contracts say; the law's limit is a dated rule
HELD_BY_MEDIATORS = 0.5  # of the consultations; the others by whoever sits at the desk
ONE_SIDED = 0.25  # of papers in both languages, when people write in Kazakh


class Plot:
    """One matter at one cabinet. `steps` is the story so far."""

    def __init__(
        self, chance: Random, desk: Desk, tale: Tale, given: RequestIn, latest: datetime | None = None
    ) -> None:
        self.chance, self.desk, self.tale, self.given = chance, desk, tale, given
        self.language: Language = given.language
        self.hand = chance.choice(desk.hands) if desk.hands else None
        self.terms = len(tale.promises)
        self.hours = Hours(chance, latest)
        self.sides = BOTH
        at = self.hours.on(given.received_on)
        if given.channel in WALKED_IN:
            given = given.model_copy(update={"received_at": at.time()})
        self.steps: story.Story = [story.Registered(at, desk.front, given)]

    # --- before a case -------------------------------------------------------------------------------------------------

    def consulted(self, on: date, result: Result, reason: str = "") -> Self:
        """A consultation is held."""
        at = self.hours.on(on)
        given = ConsultationIn.model_construct(
            held_on=on,
            held_at=at.time(),
            minutes=self.chance.randrange(15, 65, 5),
            mode=MODES.get(self.given.channel, Mode.IN_PERSON),
            language=self.language,
            result=result,
            notes=self.tale.words[self.language]["talk"],
            reason=reason,
        )
        by = self.hand.actor if self.hand and self.chance.random() < HELD_BY_MEDIATORS else self.desk.front
        self.steps.append(story.Consulted(at, by, given))
        return self

    def closed(self, on: date, outcome: Outcome, reason: str = "") -> Self:
        """The request ends without a case."""
        given = ClosingIn.model_construct(outcome=outcome, on=on, reason=reason)
        self.steps.append(story.Closed(self.hours.on(on), self.desk.front, given))
        return self

    def left_unstated(self, on: date) -> Self:
        """The source does not say how it ended; it is dated that day."""
        self.steps.append(story.LeftUnstated(self.hours.on(on), self.desk.front))
        return self

    # --- a case --------------------------------------------------------------------------------------------------------

    def admitted(self, on: date) -> Self:
        """The request becomes a case."""
        self.steps.append(story.Admitted(self.hours.on(on), self.desk.front))
        return self

    def offered(self, on: date) -> Self:
        """The case is offered to the mediator of the story."""
        self.steps.append(story.Offered(self.hours.on(on), self.desk.head, self._hand))
        return self

    def accepted(self, on: date) -> Self:
        """The mediator takes it."""
        self.steps.append(story.Accepted(self.hours.on(on), self._hand.actor))
        return self

    def case_closed(self, on: date, outcome: Outcome, reason: str = "") -> Self:
        """The case ends before a contract."""
        given = ClosingIn.model_construct(outcome=outcome, on=on, reason=reason)
        self.steps.append(story.CaseClosed(self.hours.on(on), self.desk.head, given))
        return self

    def contracted(self, on: date, days: int = TERM) -> Self:
        """The mediation contract is concluded."""
        at, words = self.hours.on(on), library().clauses[self.language]
        given = ContractIn.model_construct(
            concluded_on=on,
            concluded_at=at.time().replace(second=0, microsecond=0),
            place=self.desk.town[self.language],
            language=self._paper(),
            mediation_language=words["language"],
            subject=self.tale.words[self.language]["subject"],
            expenses=words["expenses"],
            confidentiality=words["confidentiality"],
            liability=words["liability"],
            procedure=words["procedure"],
            term_days=days,
            chosen_by=self.sides,
            signed_by=self.sides,
        )
        self.steps.append(story.Contracted(at, self._hand.actor, given))
        return self

    def extended(self, on: date, days: int, reason: str) -> Self:
        """The term is extended."""
        given = ExtensionIn.model_construct(
            days=days, agreed_on=on, reason=reason, consents=self.sides, mediator_consents=True
        )
        self.steps.append(story.Extended(self.hours.on(on), self._hand.actor, given))
        return self

    def met(self, on: date, kind: MeetingKind = MeetingKind.JOINT) -> Self:
        """A meeting with both sides, or a private talk with the applicant."""
        at = self.hours.on(on)
        given = MeetingIn.model_construct(
            kind=kind,
            held_on=on,
            held_at=at.time(),
            minutes=self.chance.randrange(40, 125, 5),
            venue=self.desk.town[self.language],
            present=self.sides if kind is MeetingKind.JOINT else self.sides[:1],
            record=library().clauses[self.language]["meeting"],
        )
        self.steps.append(story.Met(at, self._hand.actor, given))
        return self

    def ended(self, on: date, ending: Outcome, reason: str = "", no_meeting_reason: str = "") -> Self:
        """The mediation ends without agreement."""
        given = EndingIn.model_construct(
            ending=ending,
            on=None if ending is Outcome.TERM_EXPIRED else on,
            refused_by=self.sides[-1:] if ending is Outcome.ONE_REFUSED else [],
            reason=reason,
            no_meeting_reason=no_meeting_reason,
        )
        self.steps.append(story.Ended(self.hours.on(on), self._hand.actor, given))
        return self

    # --- an agreement --------------------------------------------------------------------------------------------------

    def drafted(self, on: date, signed_on: date | None = None) -> Self:
        """The settlement agreement is drafted; what it promises is due after the day of signing."""
        given = self.agreement(signed_on or on)
        self.due_on = [term.due_on or on for term in given.terms]
        self.steps.append(story.Drafted(self.hours.on(on), self._hand.actor, given))
        return self

    def agreement(self, signed_on: date) -> AgreementIn:
        """The words of an agreement of that day, as the tale ends."""
        consequences = {language: clauses["consequences"] for language, clauses in library().clauses.items()}
        return self.tale.agreement(signed_on, self._paper(), consequences, self.chance)

    def signed(self, on: date, mode: SigningMode = SigningMode.PAPER) -> Self:
        """Both sides sign it."""
        given = SigningIn.model_construct(signed_on=on, place=self.desk.town[self.language], signing=mode, signed_by=[])
        self.steps.append(story.Signed(self.hours.on(on), self._hand.actor, given, tuple(BOTH)))
        return self

    def performed(
        self, position: int, on: date, state: PerformanceState = PerformanceState.DONE, note: str = ""
    ) -> Self:
        """What is seen of a promise (from 1)."""
        given = PerformanceIn.model_construct(state=state, seen_on=on, confirmed_by=BOTH, note=note)
        self.steps.append(story.Performed(self.hours.on(on), self.desk.head, position, given))
        return self

    @property
    def _hand(self) -> story.Hand:
        if self.hand is None:
            raise LookupError("nobody mediates at this cabinet")
        return self.hand

    def _paper(self) -> ContractLanguage:
        if self.language is Language.RU:
            return ContractLanguage.RU
        return ContractLanguage.KK_RU if self.chance.random() < ONE_SIDED else ContractLanguage.KK
