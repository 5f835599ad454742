"""What the pages of a course's days, attendance, test and sign-ups show."""

from collections.abc import Collection
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from mediation_cms.certification.completion import sessions_of
from mediation_cms.certification.day_queries import days_attended, there
from mediation_cms.certification.enrolling import consent_of
from mediation_cms.certification.models import Course, CourseSession, Participation
from mediation_cms.certification.queries import learners_of
from mediation_cms.core import clock
from mediation_cms.core.i18n import labels
from mediation_cms.mediators.availability_queries import mediators_in_sight
from mediation_cms.people.models import Channel, Contact, Person, Role
from mediation_cms.web import transactions
from mediation_cms.web.course_forms import facts
from mediation_cms.web.forms import Form

KEEPERS = frozenset({Role.REGISTER_KEEPER, Role.COORDINATOR})


def fresh_day(course: Course) -> Form:
    """The form of one more day: the day after the last that is entered, at the same hours."""
    return Form({"held_on": f"{course.starts_on:%d.%m.%Y}"} if not sessions_of(g.session, course) else {})


def days(course: Course, form: Form) -> ResponseReturnValue:
    """The days in their order, with how many were there."""
    held = sessions_of(g.session, course)
    return render_template(
        "courses/days.html", form=form, days=held, attended=days_attended(g.session, course),
        hours=sum(day.academic_hours for day in held), now=clock.now(), **facts(course),
    ), form.status  # fmt: skip


def attendance(course: Course, day: CourseSession, form: Form) -> ResponseReturnValue:
    """Everybody on the list with a tick, as stored or as ticked."""
    learners = learners_of(g.session, g.actor, course)
    transactions.reading("course_days.show", shown=[str(row.person_id) for row in learners])
    marked = {str(key) for key in there(g.session, day)}
    if request.method == "POST":
        marked = set(request.form.getlist("there"))
    elif day.marked_at is None:
        marked = {str(row.id) for row in learners}  # most are there: who is missing is unticked
    return render_template(
        "courses/attendance.html", form=form, day=day, learners=learners, marked=marked, **facts(course)
    ), form.status


def points_of(course: Course) -> Form:
    """The results as they are stored."""
    rows = learners_of(g.session, g.actor, course)
    return Form({f"points-{row.id}": "" if row.points is None else str(row.points) for row in rows})


def points(course: Course, form: Form) -> ResponseReturnValue:
    """A field for each learner."""
    learners = learners_of(g.session, g.actor, course)
    transactions.reading("course_days.points", shown=[str(row.person_id) for row in learners])
    return render_template("courses/points.html", form=form, learners=learners, **facts(course)), form.status


def trainers(course: Course, form: Form) -> ResponseReturnValue:
    """The mediators of the place, to be ticked."""
    named = [(str(one.id), one.name) for one in mediators_in_sight(g.session, g.actor, KEEPERS)]
    return render_template("courses/trainers.html", form=form, mediators=named, **facts(course)), form.status


def trainers_among(keys: Collection[UUID]) -> set[UUID]:
    """Those of these who are mediators that the actor may choose."""
    return set(keys) & {one.id for one in mediators_in_sight(g.session, g.actor, KEEPERS)}


def wish(course: Course, participation: Participation, form: Form) -> ResponseReturnValue:
    """Who signed up, how to reach them, and what they agreed to."""
    transactions.reading("course_days.wish", shown=[str(participation.person_id)])
    person = g.session.get_one(Person, participation.person_id)
    way = g.session.get(Contact, participation.contact_id) if participation.contact_id else None
    return render_template(
        "courses/wish.html", form=form, participation=participation, person=person, way=way,
        channel=labels(Channel, g.language)[way.channel.value] if way else "",
        consent=consent_of(g.session, participation), **facts(course),
    ), form.status  # fmt: skip
