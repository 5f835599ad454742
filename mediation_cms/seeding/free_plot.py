"""Plots that go other ways than most: for the demo, whose lively matters are told by the actions."""

from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Self

from mediation_cms.agreements.inputs import AgreementIn
from mediation_cms.cases.inputs import DeclineIn, NoteIn
from mediation_cms.intake.inputs import PartyIn, ReasonIn, RepresentativeIn, RequestIn, TransferIn
from mediation_cms.intake.models import Side
from mediation_cms.seeding import story
from mediation_cms.seeding.openings import Desk
from mediation_cms.seeding.plot import Plot
from mediation_cms.seeding.story import Hand
from mediation_cms.seeding.tales import Tale


class FreePlot(Plot):
    """A story with an unusual turn. The one who deals with it may be chosen, and may change."""

    def __init__(
        self, chance: Random, desk: Desk, tale: Tale, given: RequestIn, latest: datetime, hand: Hand | None = None
    ) -> None:
        super().__init__(chance, desk, tale, given, latest)
        self.hand = hand or self.hand

    # --- requests ------------------------------------------------------------------------------------------------------

    def joined_by(self, on: date, party: PartyIn) -> Self:
        """Another side or a third person is added."""
        self.steps.append(story.PartyAdded(self.hours.on(on), self.desk.front, party))
        if party.side is Side.OTHER:
            self.sides = [*self.sides, f"{Side.OTHER}-{len(self.sides)}"]
        return self

    def spoken_for(self, on: date, side: str, representative: RepresentativeIn) -> Self:
        """Somebody speaks for a side."""
        self.steps.append(story.Represented(self.hours.on(on), self.desk.front, side, representative))
        return self

    def handed_over(self, on: date, to: Desk, reason: str) -> Self:
        """The request goes to another cabinet, which deals with it from now on."""
        given = TransferIn.model_construct(cabinet_id=to.cabinet_id, on=on, reason=reason)
        self.steps.append(story.Transferred(self.hours.on(on), self.desk.head, given))
        self.desk, self.hand = to, self.chance.choice(to.hands) if to.hands else None
        return self

    def reopened(self, on: date, reason: str) -> Self:
        """The matter is open again."""
        self.steps.append(
            story.Reopened(self.hours.on(on), self.desk.head, ReasonIn.model_construct(on=on, reason=reason))
        )
        return self

    # --- cases ---------------------------------------------------------------------------------------------------------

    def declined(self, on: date, reason: str, then: Hand) -> Self:
        """The mediator does not take the case; another is to be asked."""
        self.steps.append(story.Declined(self.hours.on(on), self._hand.actor, _because(reason)))
        self.hand = then
        return self

    def taken_back(self, on: date, reason: str, then: Hand) -> Self:
        """The offer is taken back; another is to be asked."""
        self.steps.append(story.TakenBack(self.hours.on(on), self.desk.head, _because(reason)))
        self.hand = then
        return self

    def released(self, on: date, reason: str, then: Hand) -> Self:
        """The case is taken from its mediator; another is to be asked."""
        self.steps.append(story.Released(self.hours.on(on), self.desk.head, _because(reason)))
        self.hand = then
        return self

    def noted(self, on: date, text: str) -> Self:
        """The mediator writes something for nobody else."""
        self.steps.append(story.Noted(self.hours.on(on), self._hand.actor, NoteIn.model_construct(text=text)))
        return self

    def with_fee(self, fee: int) -> Self:
        """The contract that was just concluded names a fee: a professional mediator may ask for one."""
        last = self.steps[-1]
        if isinstance(last, story.Contracted):
            self.steps[-1] = story.Contracted(last.at, last.by, last.given.model_copy(update={"fee": Decimal(fee)}))
        return self

    # --- agreements ----------------------------------------------------------------------------------------------------

    def dropped(self, on: date) -> Self:
        """The draft is given up."""
        self.steps.append(story.Dropped(self.hours.on(on), self._hand.actor))
        return self

    def supplemented(self, on: date, given: AgreementIn) -> Self:
        """A supplement is drafted; `signed` signs it."""
        self.steps.append(story.Supplemented(self.hours.on(on), self._hand.actor, given))
        return self


def _because(reason: str) -> DeclineIn:
    return DeclineIn.model_construct(reason=reason)
