"""A course from its plan to its end: sign-up opened, people admitted, days, attendance, the test, cancelled."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.certification.attendance_actions import mark_attendance, note_points
from mediation_cms.certification.course_actions import (
    add_session,
    cancel_course,
    remove_session,
    set_trainers,
    take_step,
)
from mediation_cms.certification.course_workflow import CourseStep
from mediation_cms.certification.day_queries import get_session
from mediation_cms.certification.enrolment_actions import accept, decline, withdraw_for
from mediation_cms.certification.enrolment_inputs import CancelIn, DeclineIn, PointsIn, SessionIn
from mediation_cms.certification.models import Course
from mediation_cms.certification.queries import get_course, get_participation
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _, ngettext
from mediation_cms.core.validation import CHOOSE
from mediation_cms.web import course_day_pages as shown
from mediation_cms.web.course_forms import course_page, facts
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import as_key
from mediation_cms.web.saying import say

course_days = Blueprint("course_days", __name__, url_prefix="/courses/<uuid:course_id>")
STEPS = {CourseStep.OPEN, CourseStep.CLOSE, CourseStep.START, CourseStep.HOLD}


@course_days.post("/state")
def state(course_id: UUID) -> ResponseReturnValue:
    """Open or close the sign-up; note that the course has begun or was held."""
    course, form = _kept(course_id), Form.sent()
    with form.catching():
        if form.text("step") not in STEPS:
            raise Invalid({"": CHOOSE})
        take_step(g.session, g.actor, course, CourseStep(form.text("step")))
        say(_("Saved"))
        return redirect(url_for("courses.show", course_id=course_id), code=303)
    return course_page(course, form)


@course_days.route("/cancellation", methods=["GET", "POST"])
def cancellation(course_id: UUID) -> ResponseReturnValue:
    """Cancel the course; everybody on its list is told why."""
    course = _kept(course_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            to_call = cancel_course(g.session, g.actor, course, CancelIn.checked(form.tree()))
            say(_("The course is cancelled."))
            if to_call:
                said = ngettext("Call %(n)s person: no message reaches them.",
                                "Call %(n)s people: no message reaches them.", to_call)  # fmt: skip
                say(said, "wait")
            return redirect(url_for("courses.show", course_id=course_id), code=303)
    return render_template("courses/cancellation.html", form=form, **facts(course)), form.status


@course_days.route("/days", methods=["GET", "POST"])
def index(course_id: UUID) -> ResponseReturnValue:
    """The days of the course, and a form for one more."""
    course = get_course(g.session, g.actor, course_id)
    form = Form.sent() if request.method == "POST" else shown.fresh_day(course)
    with form.catching():
        if request.method == "POST":
            authorize(g.actor, Can.KEEP_COURSES, course)
            add_session(g.session, g.actor, course, SessionIn.checked(form.tree()))
            say(_("The day is entered."))
            return redirect(url_for(".index", course_id=course_id), code=303)
    return shown.days(course, form)


@course_days.route("/days/<uuid:session_id>", methods=["GET", "POST"])
def show(course_id: UUID, session_id: UUID) -> ResponseReturnValue:
    """Who was there on one day: ticks for everybody on the list."""
    course = _taught(course_id)
    day = get_session(g.session, course, session_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            mark_attendance(g.session, g.actor, course, day, _ticked("there"))
            say(_("Saved"))
            return redirect(url_for(".index", course_id=course_id), code=303)
    return shown.attendance(course, day, form)


@course_days.post("/days/<uuid:session_id>/removal")
def removal(course_id: UUID, session_id: UUID) -> ResponseReturnValue:
    """Take out a day that was entered by mistake."""
    course, form = _kept(course_id), Form.sent()
    day = get_session(g.session, course, session_id)
    with form.catching():
        remove_session(g.session, g.actor, course, day)
        say(_("Removed."))
        return redirect(url_for(".index", course_id=course_id), code=303)
    return shown.days(course, form)


@course_days.route("/points", methods=["GET", "POST"])
def points(course_id: UUID) -> ResponseReturnValue:
    """The results of the test, a field for each learner."""
    course = _taught(course_id)
    form = Form.sent() if request.method == "POST" else shown.points_of(course)
    with form.catching():
        if request.method == "POST":
            note_points(g.session, g.actor, course, _points(form))
            say(_("Saved"))
            return redirect(url_for("courses.show", course_id=course_id), code=303)
    return shown.points(course, form)


@course_days.route("/trainers", methods=["GET", "POST"])
def trainers(course_id: UUID) -> ResponseReturnValue:
    """Who of the mediators teaches the course, and may keep its attendance."""
    course = _kept(course_id)
    form = Form.sent() if request.method == "POST" else Form({"trainers": [str(key) for key in course.trainer_ids]})
    with form.catching():
        if request.method == "POST":
            set_trainers(g.session, g.actor, course, shown.trainers_among(_ticked("trainers")))
            say(_("Saved"))
            return redirect(url_for("courses.show", course_id=course_id), code=303)
    return shown.trainers(course, form)


@course_days.route("/learners/<uuid:participation_id>", methods=["GET", "POST"])
def wish(course_id: UUID, participation_id: UUID) -> ResponseReturnValue:
    """One who signed up: how to reach them; admit them, or not, or note that they gave it up."""
    course = _kept(course_id)
    participation = get_participation(g.session, course, participation_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            step = form.text("step")
            if step == "accept":
                accept(g.session, g.actor, course, participation)
            elif step == "withdraw":
                withdraw_for(g.session, g.actor, course, participation)
            else:
                decline(g.session, g.actor, course, participation, DeclineIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for("courses.show", course_id=course_id), code=303)
    return shown.wish(course, participation, form)


def _kept(course_id: UUID) -> Course:
    course = get_course(g.session, g.actor, course_id)
    authorize(g.actor, Can.KEEP_COURSES, course)
    return course


def _taught(course_id: UUID) -> Course:
    course = get_course(g.session, g.actor, course_id)
    authorize(g.actor, Can.KEEP_ATTENDANCE, course)
    return course


def _ticked(name: str) -> set[UUID]:
    return {key for typed in request.form.getlist(name) if (key := as_key(typed)) is not None}


def _points(form: Form) -> dict[UUID, PointsIn]:
    """The points of the form by place on the list. Raises Invalid beside each field that needs a look."""
    found: dict[UUID, PointsIn] = {}
    wrong = {}
    for name in form.values:
        key = as_key(name.removeprefix("points-")) if name.startswith("points-") else None
        if key is None:
            continue
        try:
            found[key] = PointsIn.checked({"points": form.text(name)})
        except Invalid as problem:
            wrong[name] = next(iter(problem.fields.values()))
    if wrong:
        raise Invalid(wrong)
    return found
