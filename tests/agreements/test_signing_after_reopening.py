"""A matter that was reopened is signed from that day on."""

import pytest
from sqlmodel import Session

from mediation_cms.agreements.actions import sign_agreement
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.actions import end_mediation, reopen_case
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.core.errors import Invalid
from mediation_cms.intake.inputs import ReasonIn
from tests.make import matters


def test_nobody_signs_before_the_matter_was_reopened(session: Session, cast: matters.Cast) -> None:
    case = matters.met(session, cast)
    ended = {
        "ending": "one_refused",
        "refused_by": ["other-1"],
        "on": "13.06.2022",
        "reason": "Тарап жазбаша бас тартты.",
    }
    end_mediation(session, cast.mediator, case, EndingIn.checked(ended))
    reopen_case(session, cast.coordinator, case, ReasonIn.checked({"on": "20.06.2022", "reason": "Қайта келісті."}))
    agreement = matters.drafted(session, cast, case)

    def sign(day: str) -> None:
        given = matters.signing(session, cast, agreement, signed_on=day)
        sign_agreement(session, cast.mediator, agreement, given, matters.scan(session, cast))

    with pytest.raises(Invalid) as refused:
        sign("19.06.2022")
    assert str(refused.value) == "signed_on: The signing is before the matter was reopened. Check the dates."
    sign("20.06.2022")
    assert agreement.status is AgreementStatus.SIGNED
