"""A sample of every kind of paper: what is looked at in all of them is looked at here."""

from mediation_cms.documents.facts import Facts
from tests.documents.certificate_samples import certificate
from tests.documents.mediation_samples import case_report, court_notice, extension
from tests.documents.register_samples import register_extract, register_order
from tests.documents.samples import (
    BOTH,
    KK,
    RU,
    agreement,
    contract,
    court_route,
    half_year,
    invitation,
    obligations,
    receipt,
    referral,
    refusal,
    supplement,
    termination,
)

SAMPLES = (
    receipt,
    refusal,
    referral,
    invitation,
    contract,
    agreement,
    supplement,
    termination,
    half_year,
    obligations,
    court_route,
    extension,
    court_notice,
    case_report,
    certificate,
    register_order,
    register_extract,
)


def all_samples() -> list[Facts]:
    """Every kind of paper in every choice of languages."""
    return [sample(languages) for sample in SAMPLES for languages in (KK, RU, BOTH)]
