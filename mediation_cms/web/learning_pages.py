"""What the pages of courses for everybody show."""

from collections.abc import Sequence

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.certification.completion import sessions_of
from mediation_cms.certification.course_telling import first_hour
from mediation_cms.certification.course_workflow import STANDING, EnrolmentState
from mediation_cms.certification.enrolling import course_consent, why_closed
from mediation_cms.certification.enrolment_inputs import FIELDS, NAME, QUESTIONS, REACH
from mediation_cms.certification.models import Course, CourseKind, Participation
from mediation_cms.certification.places_on_course import places_left, waiting
from mediation_cms.core import clock
from mediation_cms.core.i18n import Text, _, labels
from mediation_cms.core.languages import Language
from mediation_cms.core.names import full_name
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.people.models import Channel, Contact
from mediation_cms.people.rules import shown_phone
from mediation_cms.web.asked import Asked
from mediation_cms.web.forms import Form
from mediation_cms.web.languages import own_name
from mediation_cms.web.site import site

ASKED = {
    NAME: Asked(_("What is your name?"), _("As it is to stand on the certificate.")),
    REACH: Asked(_("How do we reach you?"), _("We write only about this course.")),
}
TOLD_BY = (Channel.SMS, Channel.EMAIL, Channel.PHONE)
ALL = tuple(name for names in FIELDS.values() for name in names)


def courses(found: Sequence[Course]) -> str:
    """The open courses, each with its first day and the places that are left."""
    lines = [(course, first_hour(g.session, course), left_word(course)) for course in found]
    return render_template("learn/index.html", lines=lines, kind_words=labels(CourseKind, g.language))


def left_word(course: Course) -> Text | None:
    """How many places are left, in words; None where nothing limits the course."""
    left = places_left(g.session, course)
    if left is None:
        return None
    return _("Places left: %(n)s", n=left) if left else _("All places are taken; there is a waiting list.")


def course(of: Course) -> str:
    """One course in full."""
    return render_template("learn/show.html", closed=why_closed(of), left=left_word(of), **_facts(of))


def question(of: Course, step: str, form: Form) -> ResponseReturnValue:
    """One question; what was answered before goes along."""
    order = list(QUESTIONS)
    if step == REACH and "told_by" not in form.values:
        form.values["told_by"] = Channel.SMS.value
    return render_template(
        "learn/question.html", step=step, asked=ASKED[step], form=form, no=order.index(step) + 1, total=len(order) + 1,
        before=order[order.index(step) - 1] if order.index(step) else "", hidden=_kept(form, step),
        told_by=_told_by(), **_facts(of),
    ), form.status  # fmt: skip


def check(of: Course, form: Form) -> ResponseReturnValue:
    """Everything once more, and the consent."""
    name = full_name(form.text("surname"), form.text("given_name"), form.text("patronymic"))
    phone = form.text("phone")
    own = [
        (_("Your name"), name),
        (_("Phone"), shown_phone(phone) if phone else ""),
        (_("E-mail"), form.text("email")),
        (_("We tell you"), dict(_told_by()).get(form.text("told_by"), "")),
    ]
    return render_template(
        "learn/check.html", form=form, own=[(label.in_(g.language), said) for label, said in own if said], hidden=_kept(form, ""),
        consent=course_consent(g.session, of, name, g.language), total=len(QUESTIONS) + 1, **_facts(of),
    ), form.status  # fmt: skip


def own(of: Course, participation: Participation, code: str) -> str:
    """How it stands with one's own place."""
    queue = [each.id for each in waiting(g.session, of.id)] if participation.state is EnrolmentState.WAITING else []
    way = g.session.get(Contact, participation.contact_id) if participation.contact_id else None
    return render_template(
        "learn/own.html", participation=participation, code=code,
        in_queue=queue.index(participation.id) + 1 if queue else 0,
        stands=participation.state in STANDING and of.ends_on >= clock.today() and not of.cancelled_reason,
        told=way is not None and way.may_leave_message, address=f"{site()}{url_for('learning.own', code=code)}", **_facts(of),
    )  # fmt: skip


def withdrawal(of: Course, participation: Participation, code: str) -> str:
    """Asked once more before the place is given up."""
    return render_template("learn/withdrawal.html", participation=participation, code=code, form=Form(), **_facts(of))


def _facts(of: Course) -> dict[str, object]:
    return {
        "course": of,
        "course_title": of.title_ru if g.language is Language.RU else of.title_kk,
        "kind_word": labels(CourseKind, g.language)[of.kind.value],
        "days": sessions_of(g.session, of),
        "first": first_hour(g.session, of),
        "tongue_words": ", ".join(own_name(Language(each)) for each in of.languages),
        "house": (house := letterhead(g.session, of.cabinet_id or of.district_id, clock.today())),
        "house_name": house.name.in_(g.language),
    }


def _kept(form: Form, step: str) -> list[tuple[str, str]]:
    """What was answered on the other pages, to go along."""
    return [(name, form.text(name)) for name in ALL if name not in FIELDS.get(step, ()) and form.text(name)]


def _told_by() -> list[tuple[str, str]]:
    words = labels(Channel, g.language)
    return [(channel.value, words[channel.value]) for channel in TOLD_BY]
