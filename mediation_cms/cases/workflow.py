"""The life of a case, as one table."""

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.workflow import Workflow


class CaseStatus(Labelled, context="case"):
    """What a case waits for."""

    ADMITTED = "admitted", "Waiting for a mediator to be chosen"
    OFFERED = "offered", "Waiting for the mediator"
    IN_WORK = "in_work", "Waiting for the contract"
    IN_MEDIATION = "in_mediation", "Mediation under way"
    ENDED = "ended", "Ended"


class CaseStep(Labelled, context="step of a case"):
    """What can be done to a case."""

    ASSIGN = "assign", "Assign a mediator"
    ACCEPT = "accept", "Accept the case"
    DECLINE = "decline", "Decline the case"
    TAKE_BACK = "take_back", "Take the offer back"
    REASSIGN = "reassign", "Reassign"
    CONTRACT = "contract", "Conclude the mediation contract"
    CLOSE = "close", "Finish before a contract"
    END = "end", "End the mediation"
    REOPEN = "reopen", "Reopen the case"
    READMIT = "readmit", "Reopen and choose a mediator"
    RESUME = "resume", "Resume the mediation"


CASE = Workflow(
    {
        (CaseStatus.ADMITTED, CaseStep.ASSIGN): CaseStatus.OFFERED,
        (CaseStatus.OFFERED, CaseStep.ACCEPT): CaseStatus.IN_WORK,
        (CaseStatus.OFFERED, CaseStep.DECLINE): CaseStatus.ADMITTED,
        (CaseStatus.OFFERED, CaseStep.TAKE_BACK): CaseStatus.ADMITTED,
        (CaseStatus.IN_WORK, CaseStep.CONTRACT): CaseStatus.IN_MEDIATION,
        (CaseStatus.IN_WORK, CaseStep.REASSIGN): CaseStatus.ADMITTED,
        (CaseStatus.ADMITTED, CaseStep.CLOSE): CaseStatus.ENDED,
        (CaseStatus.OFFERED, CaseStep.CLOSE): CaseStatus.ENDED,
        (CaseStatus.IN_WORK, CaseStep.CLOSE): CaseStatus.ENDED,
        (CaseStatus.IN_MEDIATION, CaseStep.END): CaseStatus.ENDED,
        (CaseStatus.ENDED, CaseStep.REOPEN): CaseStatus.IN_WORK,
        (CaseStatus.ENDED, CaseStep.READMIT): CaseStatus.ADMITTED,
        (CaseStatus.ENDED, CaseStep.RESUME): CaseStatus.IN_MEDIATION,
    }
)
