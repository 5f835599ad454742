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


AGREEMENT = Workflow(
    {
        (AgreementStatus.DRAFT, AgreementStep.SIGN): AgreementStatus.SIGNED,
        (AgreementStatus.DRAFT, AgreementStep.DROP): AgreementStatus.DROPPED,
        (AgreementStatus.SIGNED, AgreementStep.PERFORM): AgreementStatus.PERFORMED,
        (AgreementStatus.PERFORMED, AgreementStep.UNDO_PERFORMANCE): AgreementStatus.SIGNED,
    }
)
