"""Events, courses with their certificates, and preventive measures of the demo."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from mediation_cms.certification.actions import add_course
from mediation_cms.certification.certificate_actions import issue_certificates, replace_certificate
from mediation_cms.certification.certificate_import_actions import import_certificate
from mediation_cms.certification.certificate_inputs import (
    CertificateIn,
    OldCertificateIn,
    ReplacementIn,
    RevocationIn,
)
from mediation_cms.certification.inputs import CourseIn, ParticipantIn
from mediation_cms.certification.models import Course
from mediation_cms.certification.revocation_actions import revoke_certificate
from mediation_cms.core.clock import telling_of
from mediation_cms.people.records import person_from
from mediation_cms.places.queries import tree
from mediation_cms.prevention.actions import add_measure
from mediation_cms.prevention.inputs import MeasureIn
from mediation_cms.seeding.cabinets import district
from mediation_cms.seeding.demo_courses import plan_course, run_course
from mediation_cms.seeding.demo_crew import morning
from mediation_cms.seeding.demo_lively import Lively
from mediation_cms.seeding.demo_observing import observe
from mediation_cms.seeding.gatherings import hold_event

LOST = "Жоғалтқан / Утерян"
SIGNED = {
    "signatory": "Әбенова Г. С.", "position_kk": "Достық үйінің директоры", "position_ru": "Директор Дома дружбы",
}  # fmt: skip
REVOKED = {
    "ground": "false_data", "act": "№ 14-Н",
    "reason": "Жеке куәлік басқа адамдікі екен / Удостоверение личности оказалось чужим",
}  # fmt: skip


def hold_all(live: Lively) -> None:
    """Everything that the file tells of, each entered on its day."""
    told = tomllib.loads((live.seed.folder / "gatherings.toml").read_text(encoding="utf-8"))
    for event in told["event"]:
        _hold_event(live, event)
    for course in told["course"]:
        _hold_course(live, course)
    observe(live, run_course(live))
    plan_course(live)
    for old in told["old_certificate"]:
        _take_over(live, old)
    for measure in told["measure"]:
        _hold_measure(live, measure)


def _hold_event(live: Lively, told: Mapping[str, Any]) -> None:
    day = live.day(told["ago"])
    fields = {name: value for name, value in told.items() if name != "ago"} | {"held_on": day}
    with telling_of(morning(day)):
        hold_event(live.seed.session, live.crew.actors["coordinator"], fields)


def _hold_measure(live: Lively, told: Mapping[str, Any]) -> None:
    session, day = live.seed.session, live.day(told["ago"])
    given = {name: value for name, value in told.items() if name not in {"ago", "at"}} | {"held_on": day}
    with telling_of(morning(day)):
        place = tree(session).by_code(told["at"])
        add_measure(session, live.crew.actors["coordinator"], place, MeasureIn.checked(given))


def _hold_course(live: Lively, told: Mapping[str, Any]) -> None:
    session, keeper, calendar = live.seed.session, live.crew.actors["keeper"], live.seed.world.calendar
    starts_on = live.day(told["ago"])
    ends_on = calendar.after(starts_on, told["days"] - 1)
    fields = {name: told[name] for name in ("kind", "academic_hours", "title_kk", "title_ru")}
    given = CourseIn.checked(fields | {"starts_on": starts_on, "ends_on": ends_on, "trainer": told.get("trainer", "")})
    completed = told["completed"]
    learners = [
        ParticipantIn(person=live.seed.cast.learner(), completed=place < completed) for place in range(told["learners"])
    ]
    with telling_of(morning(max(starts_on, min(ends_on, live.today)))):
        course = add_course(session, keeper, tree(session).by_code(told["at"]), given, learners)
    if "certificates_ago" in told:
        _certify(live, course, told)


def _certify(live: Lively, course: Course, told: Mapping[str, Any]) -> None:
    """Everybody gets a certificate; the first is lost and replaced, the second revoked, where the file says so."""
    session, keeper = live.seed.session, live.crew.actors["keeper"]
    issued_on = live.day(told["certificates_ago"])
    with telling_of(morning(issued_on)):
        issued = issue_certificates(session, keeper, course, CertificateIn(issued_on=issued_on, **SIGNED))
    if "replaced_ago" in told:
        replaced_on = live.day(told["replaced_ago"])
        with telling_of(morning(replaced_on)):
            replace_certificate(session, keeper, issued[0], ReplacementIn(issued_on=replaced_on, reason=LOST))
    if "revoked_ago" in told:
        with telling_of(morning(live.day(told["revoked_ago"]))):
            revoke_certificate(session, keeper, issued[1], RevocationIn.checked(REVOKED))


def _take_over(live: Lively, told: Mapping[str, Any]) -> None:
    """A certificate of an older list; `expires_in` counts days from today, back where it has expired."""
    session, keeper = live.seed.session, live.crew.actors["keeper"]
    given = {name: value for name, value in told.items() if name not in {"at", "expires_in"}}
    until = live.today + timedelta(days=told["expires_in"]) if "expires_in" in told else None
    with telling_of(morning(live.day(0))):
        person = person_from(session, live.seed.cast.learner())
        old = OldCertificateIn.checked(given | {"valid_until": until})
        here = district(session, live.crew.cabinets[told["at"]].district)  # there was no cabinet yet
        import_certificate(session, keeper, here, person, old)
