"""The wing of courses: what was taught, who learned, who completed it."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, authorize_somewhere, may_somewhere
from mediation_cms.access.sight import deals_with
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.certification.actions import (
    add_course,
    add_participants,
    correct_course,
    remove_course,
    remove_participant,
    set_completed,
)
from mediation_cms.certification.certificate_actions import issue_certificates
from mediation_cms.certification.certificate_inputs import CertificateIn
from mediation_cms.certification.course_workflow import CourseState
from mediation_cms.certification.inputs import ParticipantsIn
from mediation_cms.certification.models import CourseKind
from mediation_cms.certification.queries import LIST_KEEPERS, get_course, get_participation, learners_of, list_courses
from mediation_cms.core.i18n import _, labels, ngettext
from mediation_cms.web import course_forms as shown
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, as_key, page_of
from mediation_cms.web.placing import districts_of, names_of_places, places_to_filter
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

courses = Blueprint("courses", __name__, url_prefix="/courses")


@courses.get("")
def index() -> ResponseReturnValue:
    """Courses of the actor's places, those that ended last first."""
    filters = Filters(request.args, {"place", "kind"}, set(), {"ended_from", "ended_to"})
    asked = dict(filters.values)
    districts = districts_of(asked.pop("place", ""))
    rows = page_of(list_courses(g.session, g.actor, districts=districts, **asked, after=filters.after))
    return render_template(
        "courses/index.html",
        rows=rows,
        filters=filters,
        form=Form(filters.typed),
        names=names_of_places(row.cabinet_id or row.district_id for row in rows.items),
        kind_words=labels(CourseKind, g.language),
        state_words=labels(CourseState, g.language),
        kinds=options(CourseKind),
        places=places_to_filter(),
        may_add=may_somewhere(g.actor, Can.KEEP_COURSES),
        lists_names=deals_with(g.actor, LIST_KEEPERS),
    )


@courses.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Enter a course, with its learners if their list is at hand."""
    authorize_somewhere(g.actor, Can.KEEP_COURSES)
    form = Form.sent() if request.method == "POST" else shown.fresh()
    with form.catching():
        if request.method == "POST":
            place, given, learners = shown.given_with_learners(form)
            made = add_course(g.session, g.actor, place, given, learners)
            say(_("The course is entered."))
            return redirect(url_for(".show", course_id=made.id), code=303)
    return shown.form_page(form)


@courses.get("/<uuid:course_id>")
def show(course_id: UUID) -> ResponseReturnValue:
    """One course, and its learners for who keeps the lists."""
    return shown.course_page(get_course(g.session, g.actor, course_id))


@courses.route("/<uuid:course_id>/correction", methods=["GET", "POST"])
def correction(course_id: UUID) -> ResponseReturnValue:
    """Correct a course."""
    course = get_course(g.session, g.actor, course_id)
    authorize(g.actor, Can.KEEP_COURSES, course)
    form = Form.correcting(shown.stored(course))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            place, given = shown.given(form)
            correct_course(g.session, g.actor, course, place, given)
            say(_("Saved"))
            return redirect(url_for(".show", course_id=course_id), code=303)
    return shown.form_page(form, course)


@courses.route("/<uuid:course_id>/removal", methods=["GET", "POST"])
def removal(course_id: UUID) -> ResponseReturnValue:
    """Take out a course that was entered by mistake."""
    course = get_course(g.session, g.actor, course_id)
    authorize(g.actor, Can.KEEP_COURSES, course)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            remove_course(g.session, g.actor, course, ReasonIn.checked(form.tree()))
            say(_("The course is taken out. The history keeps what it was."))
            return redirect(url_for(".index"), code=303)
    return render_template("courses/removal.html", form=form, **shown.facts(course)), form.status


@courses.route("/<uuid:course_id>/learners/new", methods=["GET", "POST"])
def learners(course_id: UUID) -> ResponseReturnValue:
    """Put more people on the list of a course."""
    course = get_course(g.session, g.actor, course_id)
    authorize(g.actor, Can.KEEP_COURSES, course)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            given = ParticipantsIn.checked(form.tree()).participants()
            added = len(add_participants(g.session, g.actor, course, given))
            say(ngettext("%(n)s person was added to the list.", "%(n)s people were added to the list.", added))
            return redirect(url_for(".show", course_id=course_id), code=303)
    return render_template("courses/learners.html", form=form, **shown.facts(course)), form.status


@courses.post("/<uuid:course_id>/completion")
def completion(course_id: UUID) -> ResponseReturnValue:
    """Say who completed the course: exactly those who are ticked."""
    course = get_course(g.session, g.actor, course_id)
    form = Form.sent()
    with form.catching():
        ticked = {key for typed in request.form.getlist("completed") if (key := as_key(typed)) is not None}
        reasons = {key: form.text(f"reason-{key}").strip()[:300] for key in shown.places_in(form)}
        set_completed(g.session, g.actor, course, ticked, reasons)
        say(_("Saved"))
        return redirect(url_for(".show", course_id=course_id), code=303)
    return shown.course_page(course, form)


@courses.route("/<uuid:course_id>/learners/<uuid:participation_id>/removal", methods=["GET", "POST"])
def learner_removal(course_id: UUID, participation_id: UUID) -> ResponseReturnValue:
    """Take somebody off the list of a course."""
    course = get_course(g.session, g.actor, course_id)
    authorize(g.actor, Can.KEEP_COURSES, course)
    participation = get_participation(g.session, course, participation_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            remove_participant(g.session, g.actor, course, participation, ReasonIn.checked(form.tree()))
            say(_("Removed."))
            return redirect(url_for(".show", course_id=course_id), code=303)
    (learner,) = [row for row in learners_of(g.session, g.actor, course) if row.id == participation_id]
    page = render_template("courses/learner_removal.html", form=form, learner=learner, **shown.facts(course))
    return page, form.status


@courses.route("/<uuid:course_id>/certificates/new", methods=["GET", "POST"])
def certificates(course_id: UUID) -> ResponseReturnValue:
    """Issue certificates to everybody who completed the course, or to the one whom the address names."""
    course = get_course(g.session, g.actor, course_id)
    authorize(g.actor, Can.KEEP_COURSES, course)
    only = as_key(request.args.get("only", ""))
    form = Form.sent() if request.method == "POST" else Form({"issued_on": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            given = CertificateIn.checked(form.tree())
            issued = issue_certificates(g.session, g.actor, course, given, None if only is None else {only})
            say(ngettext("%(n)s certificate was issued.", "%(n)s certificates were issued.", len(issued)))
            return redirect(url_for("certificate_batches.show", batch_id=issued[0].batch_id), code=303)
    entitled = shown.entitled_of(course, only)
    return render_template(
        "courses/certificates.html", form=form, entitled=entitled, **shown.facts(course)
    ), form.status


@courses.get("/<uuid:course_id>/history")
def history(course_id: UUID) -> ResponseReturnValue:
    """Who entered the course and who corrected it."""
    course = get_course(g.session, g.actor, course_id)
    lines = history_of_thing(g.session, course.id)
    return render_template("courses/history.html", lines=lines, **shown.facts(course))
