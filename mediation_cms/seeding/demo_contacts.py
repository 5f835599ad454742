"""What a mediator of the demo has written down besides consultations: calls, a letter, readiness, a day of open doors."""

from collections.abc import Sequence

from mediation_cms.audit.drafts import keep_draft
from mediation_cms.cases.models import Light
from mediation_cms.cases.readiness_actions import mark_readiness
from mediation_cms.cases.readiness_inputs import ReadinessIn
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.consultations.actions import record_contact
from mediation_cms.consultations.brief_actions import record_open_day
from mediation_cms.consultations.brief_inputs import QuickListIn
from mediation_cms.consultations.inputs import ContactIn
from mediation_cms.core.clock import telling_of
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.seeding.demo_crew import morning
from mediation_cms.seeding.demo_lively import Lively
from mediation_cms.seeding.telling import Told

CALLS = (
    (4, "call", "other-1", "not_reached", "Телефонды көтермеді, кешке қайта хабарласамын."),
    (1, "call", "other-1", "continues", "Ұсыныспен таныс, ертең сөйлесуге келісті."),
    (1, "letter", "applicant-1", "reached", "Келесі кездесудің күні мен орны хатпен жіберілді."),
)
"""How many working days ago, how, to which side, whether they were reached, and what was noted."""
READY = {"applicant-1": tuple(Light), "other-1": (Light.INFORMED, Light.CONSENTED)}
OPEN_DAY = 4
HEARD = (
    {"name": "Асқарова Гүлнар", "dispute_code": "FAM.alimony", "minutes": "20", "result": "advice_only"},
    {"unnamed": "yes", "dispute_code": "NEI.noise", "minutes": "15", "result": "continues"},
    {
        "name": "Петров Олег Иванович",
        "dispute_code": "DEB.private",
        "minutes": "25",
        "result": "settled",
        "mode": "phone",
    },
)


def write_down(live: Lively, told: Sequence[Told]) -> None:
    """Everything that one mediator wrote down, and a form that was left half-written."""
    mediator = live.hand("mediator")
    mine = [matter for matter in told if matter.request.mediator_id == mediator.id and not matter.request.on_offer]
    running = [matter for matter in mine if matter.request.status is not RequestStatus.ENDED]
    for matter, call in zip(running, CALLS, strict=False):
        _call(live, matter, call)
    waiting = [matter for matter in mine if hasattr(matter, "case") and matter.case.status is CaseStatus.IN_WORK]
    with telling_of(morning(live.day(0))):
        for matter in waiting[:1]:
            for side, lights in READY.items():
                for light in lights:
                    given = ReadinessIn(side=side, light=light, ready=True)
                    mark_readiness(live.seed.session, mediator.actor, matter.case, given)
        begun = {"values": {"subject": "Ортақ аула", "language": "kk"}, "seen": "", "version": ""}
        keep_draft(live.seed.session, mediator.actor.account_id, "/requests/new", begun)
    _open_day(live)


def _call(live: Lively, matter: Told, call: tuple[int, str, str, str, str]) -> None:
    ago, kind, side, outcome, notes = call
    day = max(live.day(ago), matter.request.received_on)
    given = {"kind": kind, "held_on": day, "sides": [side], "outcome": outcome, "notes": notes, "minutes": None}
    with telling_of(morning(day)):
        record_contact(live.seed.session, live.hand("mediator").actor, matter.request, ContactIn.checked(given))


def _open_day(live: Lively) -> None:
    day = live.day(OPEN_DAY)
    given = {
        "cabinet_id": live.crew.cabinets["55-PAV"].unit.id, "held_on": day, "language": "kk",
        "event": "Ашық есік күні, қалалық кітапхана (үлгі)", "rows": list(HEARD),
    }  # fmt: skip
    with telling_of(morning(day)):
        record_open_day(live.seed.session, live.hand("mediator").actor, QuickListIn.checked(given))
