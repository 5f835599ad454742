"""The rules that the application asks for, whatever is at work: each must have a version in force today, or something stops."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from mediation_cms.core.dated import in_force
from mediation_cms.law.queries import versions


def _each(pattern: str, names: str) -> list[str]:
    return [pattern.format(name) for name in names.split()]


REGISTERS = "ank akim organisation"
ASKED: tuple[str, ...] = (
    *_each("agreement.words.{}", "beyond_scope guardianship third_persons weak"),
    "appeal.answer_working_days",
    *_each(
        "booking.{}",
        "buffer_minutes hold_minutes horizon_days minutes.first minutes.follow_up notice_hours offer_hours step_minutes",
    ),
    *_each("cabinet.mandate.{}", "ank akimat mediators_organisation private"),
    *_each("certificate.{}.valid_years", "ank_short ethnomediation general seminar specialised trainer"),
    "certificate.reminder_days",
    "certificate.renewal.hours",
    "claim.limitation_years",
    *_each("consent.{}", "booking common case course messages operator_bin questions statistics"),
    *_each("course.{}.hours", "general specialised trainer"),
    "course.general.group_size",
    *_each("course.{}", "attendance_share test_pass_mark"),
    "invitation.answer_days",
    *_each("follow_up.{}", "days again_working_days attempts home_days home_working_days lapse_days"),
    *_each("label.mediator.professional.{}", REGISTERS),
    *_each("label.mediator.public.{}", REGISTERS),
    "mediation.alert_days",
    "mediation.extension_days",
    "mediation.term_days",
    *_each("mediator.{}.min_age", "professional public"),
    *_each("mediator.exclusion.{}", "convicted incapable prosecuted public_servant"),
    "mediator.open_cases",
    "mediator.papers",
    *_each("mediator.professional.{}", "courses requirements without_course"),
    *_each("mediator.public.{}", "application_working_days documents requirements"),
    *_each("messages.{}", "hours quiet_hours reminder_hours"),
    "name.house",
    "offer.answer_working_days",
    *_each("opinion.{}", "change_days days least_matters"),
    "person.adult_age",
    *_each("register.{}.kinds", "akim organisation"),
    "request.first_word_working_days",
    *_each("scope.{}", "corruption crime_category domestic_violence incapable_party state_body third_parties"),
    "task.working_days",
)


def missing(session: Session, on: date, codes: Iterable[str] = ASKED) -> list[str]:
    """Those of these rules that have no version in force on that day."""
    return [code for code in codes if in_force(versions(session, code), on) is None]
