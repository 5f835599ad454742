"""The life of an application to stand in a register: received, its documents gathered, checked, then decided."""

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.workflow import Workflow


class ApplicationStatus(Labelled, context="application to a register"):
    """What an application waits for, or what came of it."""

    RECEIVED = "received", "Application received"
    AWAITING = "awaiting", "Waiting for documents"
    CHECKED = "checked", "Checked, waiting for the decision"
    ADMITTED = "admitted", "Entered in the register"
    REFUSED = "refused", "Admission refused"
    WITHDRAWN = "withdrawn", "Withdrawn by the applicant"


class ApplicationStep(Labelled, context="step of an application to a register"):
    """What can be done to an application."""

    AWAIT = "await", "Ask for documents"
    CHANGE = "change", "Complete the application"
    CHECK = "check", "Mark as checked"
    ADMIT = "admit", "Enter in the register"
    REFUSE = "refuse", "Refuse admission"
    WITHDRAW = "withdraw", "Note that it is withdrawn"


OPEN = (ApplicationStatus.RECEIVED, ApplicationStatus.AWAITING, ApplicationStatus.CHECKED)
"""One such application of a person for one register and basis; another may follow when it is over."""

APPLICATION = Workflow(
    {
        (ApplicationStatus.RECEIVED, ApplicationStep.AWAIT): ApplicationStatus.AWAITING,
        (ApplicationStatus.CHECKED, ApplicationStep.AWAIT): ApplicationStatus.AWAITING,
        (ApplicationStatus.RECEIVED, ApplicationStep.CHANGE): ApplicationStatus.RECEIVED,
        (ApplicationStatus.AWAITING, ApplicationStep.CHANGE): ApplicationStatus.AWAITING,
        # What is typed after the check was not checked.
        (ApplicationStatus.CHECKED, ApplicationStep.CHANGE): ApplicationStatus.RECEIVED,
        (ApplicationStatus.RECEIVED, ApplicationStep.CHECK): ApplicationStatus.CHECKED,
        (ApplicationStatus.AWAITING, ApplicationStep.CHECK): ApplicationStatus.CHECKED,
        (ApplicationStatus.CHECKED, ApplicationStep.ADMIT): ApplicationStatus.ADMITTED,
        **{(before, ApplicationStep.REFUSE): ApplicationStatus.REFUSED for before in OPEN},
        **{(before, ApplicationStep.WITHDRAW): ApplicationStatus.WITHDRAWN for before in OPEN},
    }
)
