"""The facts of papers: plain values, decided by the concept that issues the paper, that a template turns into pages.

They are stored sealed, as JSON, from the transaction that issues a paper until the jobs process has rendered it.
"""

from typing import Annotated, TypeAlias

from pydantic import Field, TypeAdapter

from mediation_cms.documents.facts.agreement import AgreementFacts, Change, SupplementFacts, Term
from mediation_cms.documents.facts.certificate import CertificateFacts
from mediation_cms.documents.facts.contract import ContractFacts
from mediation_cms.documents.facts.follow_up import CourtRouteFacts, ObligationsFacts, Unperformed
from mediation_cms.documents.facts.half_year import Balance, Finished, HalfYearFacts, Indicator, Value
from mediation_cms.documents.facts.invitation import InvitationFacts
from mediation_cms.documents.facts.mediation import CaseReportFacts, CourtNoticeFacts, ExtensionFacts, IssuedPaper, Talk
from mediation_cms.documents.facts.paper import (
    Cabinet,
    Mediator,
    PaperFacts,
    Proceedings,
    Representative,
    Side,
    Signatory,
    as_written,
    same,
)
from mediation_cms.documents.facts.receipt import ReceiptFacts
from mediation_cms.documents.facts.refusal import ReferralFacts, RefusalFacts
from mediation_cms.documents.facts.register import Act, Pause, RegisterExtractFacts, RegisterOrderFacts
from mediation_cms.documents.facts.termination import Ground, TerminationFacts

__all__ = [
    "Act",
    "AgreementFacts",
    "Balance",
    "Cabinet",
    "CaseReportFacts",
    "CertificateFacts",
    "Change",
    "ContractFacts",
    "CourtNoticeFacts",
    "CourtRouteFacts",
    "ExtensionFacts",
    "Facts",
    "Finished",
    "Ground",
    "HalfYearFacts",
    "Indicator",
    "InvitationFacts",
    "IssuedPaper",
    "Mediator",
    "ObligationsFacts",
    "PaperFacts",
    "Pause",
    "Proceedings",
    "ReceiptFacts",
    "ReferralFacts",
    "RefusalFacts",
    "RegisterExtractFacts",
    "RegisterOrderFacts",
    "Representative",
    "Side",
    "Signatory",
    "SupplementFacts",
    "Talk",
    "Term",
    "TerminationFacts",
    "Unperformed",
    "Value",
    "as_written",
    "from_json",
    "same",
    "to_json",
]

Facts: TypeAlias = (
    ReceiptFacts
    | RefusalFacts
    | ReferralFacts
    | InvitationFacts
    | ContractFacts
    | AgreementFacts
    | SupplementFacts
    | TerminationFacts
    | HalfYearFacts
    | ObligationsFacts
    | CourtRouteFacts
    | ExtensionFacts
    | CourtNoticeFacts
    | CaseReportFacts
    | CertificateFacts
    | RegisterOrderFacts
    | RegisterExtractFacts
)

_FACTS: TypeAdapter[Facts] = TypeAdapter(Annotated[Facts, Field(discriminator="kind")])


def to_json(facts: Facts) -> str:
    """The facts as one line of JSON: dates as ISO 8601, sums as strings. Raises `ValueError` for a value of a wrong type."""
    return _FACTS.dump_json(facts, warnings="error").decode()


def from_json(text: str | bytes) -> Facts:
    """The facts that `to_json` wrote. Raises pydantic's `ValidationError` when the text is nothing of the kind."""
    return _FACTS.validate_json(text)
