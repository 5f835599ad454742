"""The life of a request up to its case; what follows admission stands in the workflow of the case."""

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.workflow import Workflow


class RequestStatus(Labelled, context="request"):
    """What a request waits for."""

    REGISTERED = "registered", "Registered"
    ADMITTED = "admitted", "Admitted to mediation"
    ENDED = "ended", "Finished"


class RequestStep(Labelled, context="step of a request"):
    """What can be done to a request."""

    ADMIT = "admit", "Admit to mediation"
    CLOSE = "close", "Finish the request"
    JOIN = "join", "Join to another request"
    PART = "part", "Undo the joining"
    END_CASE = "end_case", "End with the case"
    REOPEN = "reopen", "Reopen the request"
    REOPEN_CASE = "reopen_case", "Reopen with the case"


REQUEST = Workflow(
    {
        (RequestStatus.REGISTERED, RequestStep.ADMIT): RequestStatus.ADMITTED,
        (RequestStatus.REGISTERED, RequestStep.CLOSE): RequestStatus.ENDED,
        (RequestStatus.REGISTERED, RequestStep.JOIN): RequestStatus.ENDED,
        (RequestStatus.ENDED, RequestStep.PART): RequestStatus.REGISTERED,
        (RequestStatus.ADMITTED, RequestStep.END_CASE): RequestStatus.ENDED,
        (RequestStatus.ENDED, RequestStep.REOPEN): RequestStatus.REGISTERED,
        (RequestStatus.ENDED, RequestStep.REOPEN_CASE): RequestStatus.ADMITTED,
    }
)
