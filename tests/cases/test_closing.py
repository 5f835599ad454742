"""What keeps a mediation from ending, by step, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_cms.cases.closing import Closing, Standing, Step, holes
from mediation_cms.core.i18n import _
from mediation_cms.intake.models import Outcome

TODAY = date(2022, 6, 20)
MET = Standing(sides=2, meetings=1, concluded_on=date(2022, 6, 3), due_on=date(2022, 7, 4))
NOT_MET = replace(MET, meetings=0)
REFUSED = Closing(Outcome.ONE_REFUSED, on=TODAY, refused=1, reason="Келіспейді")


def where(closing: Closing, standing: Standing, today: date = TODAY) -> list[tuple[Step, str]]:
    """The steps and fields of the holes."""
    return [(hole.step, hole.field) for hole in holes(closing, standing, today)]


@pytest.mark.parametrize(
    ("closing", "standing", "missing"),
    [
        (Closing(), MET, [(Step.OUTCOME, "ending")]),
        (REFUSED, MET, []),
        (REFUSED, NOT_MET, [(Step.MEETINGS, "no_meeting_reason")]),
        (replace(REFUSED, no_meeting_reason="Келмеді."), NOT_MET, []),
        (replace(REFUSED, refused=2), MET, [(Step.TERMS, "refused_by")]),
        (replace(REFUSED, on=date(2022, 6, 2)), MET, [(Step.TERMS, "on")]),
        (replace(REFUSED, on=None, wrong={"on": _("Fill in this field.")}), MET, [(Step.TERMS, "on")]),
        (Closing(Outcome.EXCLUDED), MET, [(Step.TERMS, "on"), (Step.TERMS, "reason")]),
        (
            Closing(Outcome.BOTH_REFUSED),
            NOT_MET,
            [(Step.MEETINGS, "no_meeting_reason"), (Step.TERMS, "on"), (Step.TERMS, "reason")],
        ),
        (Closing(Outcome.TERM_EXPIRED), MET, [(Step.OUTCOME, "ending")]),
        (Closing(Outcome.AGREEMENT), MET, [(Step.TERMS, "")]),
        (Closing(Outcome.AGREEMENT), NOT_MET, [(Step.MEETINGS, ""), (Step.TERMS, "")]),
        (Closing(Outcome.AGREEMENT), replace(MET, missing=[]), []),
        (Closing(Outcome.AGREEMENT), replace(MET, missing=[_("at least one obligation")]), [(Step.TERMS, "")]),
    ],
)
def test_every_hole_stands_on_its_step(closing, standing, missing):
    assert where(closing, standing) == missing


def test_a_term_that_is_over_needs_nothing_but_a_meeting():
    assert where(Closing(Outcome.TERM_EXPIRED), MET, date(2022, 7, 5)) == []
    assert where(Closing(Outcome.TERM_EXPIRED), NOT_MET, date(2022, 7, 5)) == [(Step.MEETINGS, "no_meeting_reason")]
