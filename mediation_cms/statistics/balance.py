"""The balance: what was open, came in, ended and is open still. All of it is counted anew over the spells of requests."""

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.models import Outcome
from mediation_cms.statistics.borders import Reach
from mediation_cms.statistics.counting import Figures

IN = {
    "open_at_start": _("Open at the start"),
    "received": _("Received"),
    "transferred_in": _("Transferred in"),
    "reopened": _("Reopened"),
}
OUT = {"transferred_out": _("Transferred out"), "open_at_end": _("Open at the end")}


@dataclass(frozen=True)
class Balance:
    """`open_at_start + received + transferred_in + reopened = finished + transferred_out + open_at_end`.

    Every part is counted by itself, none is what is left of the others. A transfer inside the place is none. `agreements`
    is the number of first settlement agreements signed in the period, which `finished` by agreement must equal.
    """

    open_at_start: int
    received: int
    transferred_in: int
    reopened: int
    finished: Mapping[Outcome, int]
    transferred_out: int
    open_at_end: int
    agreements: int
    closed_world: bool
    may_agree: bool = True

    @property
    def came(self) -> int:
        """The left side."""
        return self.open_at_start + self.received + self.transferred_in + self.reopened

    @property
    def went(self) -> int:
        """The right side."""
        return sum(self.finished.values()) + self.transferred_out + self.open_at_end

    @property
    def complaints(self) -> tuple[Text, ...]:
        """What does not hold, each in a sentence; none when the report balances."""
        agreed = self.finished[Outcome.AGREEMENT]
        said = []
        if self.came != self.went:
            said.append(_("Came in: %(came)s, ended or open: %(went)s.", came=self.came, went=self.went))
        if agreed != self.agreements:
            said.append(
                _("Ended by agreement: %(ended)s, agreements signed: %(signed)s.", ended=agreed, signed=self.agreements)
            )
        if self.closed_world and self.transferred_in + self.transferred_out:
            said.append(_("A transfer has lost its other end."))
        if agreed and not self.may_agree:
            said.append(_("Agreements were signed though no cabinet had the mandate for mediation."))
        return tuple(said)

    @property
    def balanced(self) -> bool:
        """Whether nothing is wrong."""
        return not self.complaints

    @property
    def stated(self) -> dict[Outcome, int]:
        """The outcomes that occurred, and those that every report names."""
        named = (Outcome.AGREEMENT, Outcome.SETTLED_AT_CONSULTATION)
        return {outcome: number for outcome, number in self.finished.items() if number or outcome in named}

    def as_json(self) -> dict[str, object]:
        """As `docs/indicators.md` describes it."""
        return {
            "open_at_start": self.open_at_start,
            "received": self.received,
            "transferred_in": self.transferred_in,
            "reopened": self.reopened,
            "finished": {outcome.value: number for outcome, number in self.finished.items()},
            "transferred_out": self.transferred_out,
            "open_at_end": self.open_at_end,
            "balanced": self.balanced,
        }


def balance(figures: Figures, reach: Reach, *, may_agree: bool) -> Balance:
    """The balance among all that was counted. Nothing is transferred into the republic or out of it."""
    return Balance(
        **{name: figures[name] for name in (*IN, *OUT)},
        finished={outcome: figures[f"finished.{outcome.value}"] for outcome in Outcome},
        agreements=figures["M2"],
        closed_world=reach is Reach.REPUBLIC,
        may_agree=may_agree,
    )
