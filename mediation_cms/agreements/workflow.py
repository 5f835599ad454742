"""The life of a settlement agreement."""

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.workflow import Workflow


class AgreementStatus(Labelled, context="agreement"):
    """Where an agreement is on its way."""

    DRAFT = "draft", "Being drafted"
    SIGNED = "signed", "Signed, in force"
    PERFORMED = "performed", "Fully performed"
    DROPPED = "dropped", "Draft dropped"


class AgreementStep(Labelled, context="step of an agreement"):
    """What can be done to an agreement."""

    SIGN = "sign", "Record the signing"
    PERFORM = "perform", "Confirm full performance"
    UNDO_PERFORMANCE = "undo_performance", "Correct the performance"
    DROP = "drop", "Drop the draft"


class ProposalState(Labelled, context="proposal"):
    """What became of a proposal."""

    PROPOSED = "proposed", "Proposed"
    ACCEPTED = "accepted", "Accepted by every side"
    COUNTERED = "countered", "Answered by a counter-proposal"
    STRUCK = "struck", "Struck"


class ProposalStep(Labelled, context="step of a proposal"):
    """What can be done to a proposal."""

    AGREE = "agree", "Every side accepts"
    ASK_AGAIN = "ask_again", "Ask the sides again"
    COUNTER = "counter", "Counter"
    STRIKE = "strike", "Strike"
    RESTORE = "restore", "Restore"


PROPOSAL = Workflow(
    {
        (ProposalState.PROPOSED, ProposalStep.AGREE): ProposalState.ACCEPTED,
        (ProposalState.ACCEPTED, ProposalStep.ASK_AGAIN): ProposalState.PROPOSED,
        (ProposalState.PROPOSED, ProposalStep.COUNTER): ProposalState.COUNTERED,
        (ProposalState.ACCEPTED, ProposalStep.COUNTER): ProposalState.COUNTERED,
        (ProposalState.PROPOSED, ProposalStep.STRIKE): ProposalState.STRUCK,
        (ProposalState.ACCEPTED, ProposalStep.STRIKE): ProposalState.STRUCK,
        (ProposalState.STRUCK, ProposalStep.RESTORE): ProposalState.PROPOSED,
        (ProposalState.COUNTERED, ProposalStep.RESTORE): ProposalState.PROPOSED,
    }
)
AGREEMENT = Workflow(
    {
        (AgreementStatus.DRAFT, AgreementStep.SIGN): AgreementStatus.SIGNED,
        (AgreementStatus.DRAFT, AgreementStep.DROP): AgreementStatus.DROPPED,
        (AgreementStatus.SIGNED, AgreementStep.PERFORM): AgreementStatus.PERFORMED,
        (AgreementStatus.PERFORMED, AgreementStep.UNDO_PERFORMANCE): AgreementStatus.SIGNED,
    }
)
