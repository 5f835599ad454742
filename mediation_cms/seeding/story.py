"""A seed is a story: what people brought to a cabinet and what was done about it, step by step.

Each step says when it was done, by whom, and in the very inputs that the actions of the product take. `telling` tells a
story by these actions, `bulk` writes the same rows faster; a test holds the two against each other.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mediation_cms.access import Actor
from mediation_cms.agreements.inputs import AgreementIn, PerformanceIn, SigningIn
from mediation_cms.cases.inputs import ContractIn, DeclineIn, EndingIn, ExtensionIn, MeetingIn, NoteIn
from mediation_cms.consultations.inputs import ConsultationIn
from mediation_cms.intake.inputs import ClosingIn, PartyIn, ReasonIn, RepresentativeIn, RequestIn, TransferIn


@dataclass(frozen=True, slots=True)
class Hand:
    """A mediator as stories know one."""

    id: UUID
    name: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Step:
    """Something done: at which instant (UTC), and by whom."""

    at: datetime
    by: Actor


@dataclass(frozen=True, slots=True)
class Registered(Step):
    """The request was registered. Every story begins so."""

    given: RequestIn


@dataclass(frozen=True, slots=True)
class Consulted(Step):
    """A consultation was held."""

    given: ConsultationIn


@dataclass(frozen=True, slots=True)
class Closed(Step):
    """The request was finished, not having been admitted."""

    given: ClosingIn


@dataclass(frozen=True, slots=True)
class LeftUnstated(Step):
    """The source does not say how the request ended. Only seeds and imports may give this outcome, so no action takes it."""


@dataclass(frozen=True, slots=True)
class Admitted(Step):
    """The request was admitted to mediation."""


@dataclass(frozen=True, slots=True)
class Offered(Step):
    """The case was offered to a mediator."""

    to: Hand


@dataclass(frozen=True, slots=True)
class Accepted(Step):
    """The mediator took it."""


@dataclass(frozen=True, slots=True)
class CaseClosed(Step):
    """The case was finished before a contract."""

    given: ClosingIn


@dataclass(frozen=True, slots=True)
class Contracted(Step):
    """The mediation contract was concluded."""

    given: ContractIn


@dataclass(frozen=True, slots=True)
class Extended(Step):
    """The term was extended."""

    given: ExtensionIn


@dataclass(frozen=True, slots=True)
class Met(Step):
    """A meeting was held."""

    given: MeetingIn


@dataclass(frozen=True, slots=True)
class Ended(Step):
    """The mediation ended without agreement."""

    given: EndingIn


@dataclass(frozen=True, slots=True)
class Drafted(Step):
    """The settlement agreement was drafted."""

    given: AgreementIn


@dataclass(frozen=True, slots=True)
class Signed(Step):
    """The newest draft was signed by these sides. Whoever tells the story knows which parties they are, and has the scan."""

    given: SigningIn
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Performed(Step):
    """The obligation in this place of the agreement (from 1) was looked at."""

    position: int
    given: PerformanceIn


# --- what only the actions tell ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartyAdded(Step):
    """Another side or a third person was added."""

    given: PartyIn


@dataclass(frozen=True, slots=True)
class Represented(Step):
    """Somebody speaks for a side."""

    side: str
    given: RepresentativeIn


@dataclass(frozen=True, slots=True)
class Transferred(Step):
    """The request was handed over to another cabinet."""

    given: TransferIn


@dataclass(frozen=True, slots=True)
class Reopened(Step):
    """A finished matter was opened again: the request, or its case."""

    given: ReasonIn


@dataclass(frozen=True, slots=True)
class Declined(Step):
    """The mediator did not take the case."""

    given: DeclineIn


@dataclass(frozen=True, slots=True)
class TakenBack(Step):
    """The offer was taken back before it was answered."""

    given: DeclineIn


@dataclass(frozen=True, slots=True)
class Released(Step):
    """The case was taken from its mediator, so that another could be chosen."""

    given: DeclineIn


@dataclass(frozen=True, slots=True)
class Noted(Step):
    """The mediator wrote a note that nobody else reads."""

    given: NoteIn


@dataclass(frozen=True, slots=True)
class Dropped(Step):
    """The draft was given up."""


@dataclass(frozen=True, slots=True)
class Supplemented(Step):
    """A supplement to the signed agreement was drafted; `Signed` signs it."""

    given: AgreementIn


Story = list[Step]
