"""Courses for everybody: which are open, what each is, and signing up without an account, one question to a page.

What was typed goes along in the form from page to page and never stands in an address; it is stored with the last button, by
which the consent is given.
"""

from uuid import UUID

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import note_use
from mediation_cms.accounts.queries import reserved
from mediation_cms.certification.course_telling import calendar_of
from mediation_cms.certification.day_queries import enrolment_behind, open_courses, public_course
from mediation_cms.certification.enrolling import why_closed
from mediation_cms.certification.enrolment_actions import sign_up as put_on_list
from mediation_cms.certification.enrolment_actions import withdraw_own
from mediation_cms.certification.enrolment_inputs import FIELDS, QUESTIONS, SigningUp, SignUpIn
from mediation_cms.certification.models import Course
from mediation_cms.core.answered import CHECK
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.i18n import _
from mediation_cms.people.models import AccountKind
from mediation_cms.web import learning_pages as shown
from mediation_cms.web import mentoring_pages as observing
from mediation_cms.web.forms import Form
from mediation_cms.web.limits import SENT, count, limit_visitors
from mediation_cms.web.site import site
from mediation_cms.web.trainee_steps import take_step
from mediation_cms.web.ways_in import by_link, nowhere

learning = Blueprint("learning", __name__, url_prefix="/learn")
learning.before_request(limit_visitors)
SIGN_UP = "sign-up"
CONSENT_FIRST = _("Tick this: without your consent we may not keep your name and phone.")


@learning.get("")
def index() -> ResponseReturnValue:
    """The courses for which one can sign up now."""
    return shown.courses(open_courses(g.session))


@learning.get("/<uuid:course_id>")
def show(course_id: UUID) -> ResponseReturnValue:
    """One course: what it trains for, when and where, and whether a place is free."""
    return shown.course(_course(course_id))


@learning.route("/<uuid:course_id>/enrolment", methods=["GET", "POST"])
def sign_up(course_id: UUID) -> ResponseReturnValue:
    """One question to a page, every answer once more, and the consent; with the last button somebody is on the list."""
    course = _course(course_id)
    if (closed := why_closed(course)) is not None:
        raise Refused(closed)
    form = Form.sent() if request.method == "POST" else Form()
    told, step = _answered(form), form.text("step") or next(iter(QUESTIONS))
    if request.method != "POST" or step not in {*QUESTIONS, CHECK, SIGN_UP}:
        return shown.question(course, next(iter(QUESTIONS)), form)
    if form.text("back"):
        return shown.question(course, step if step in QUESTIONS else told.steps[-1], form)
    with form.catching():
        if step in QUESTIONS:
            _check(step, form)
            after = told.after(step)
            return shown.check(course, form) if after == CHECK else shown.question(course, after, form)
        for each in told.steps:
            step = each
            _check(each, form)
        step = SIGN_UP
        if not form.text("consent"):
            raise Invalid({"consent": CONSENT_FIRST})
        count(SENT)
        given = SignUpIn.checked({name: form.text(name) for names in FIELDS.values() for name in names})
        done = put_on_list(g.session, _visitor(), _course(course_id), given, g.language)
        return redirect(url_for(".own", code=done.code), code=303)
    return shown.check(course, form) if step == SIGN_UP else shown.question(course, step, form)


@learning.get("/own/<code>")
def own(code: str) -> ResponseReturnValue:
    """One's own place, behind a personal link: how it stands, the days, and the way out. Opening it changes nothing."""
    try:
        participation, course = enrolment_behind(g.session, by_link(Purpose.ENROLMENT, code).thing_id)
    except NotFound:
        return nowhere()
    return shown.own(course, participation, code)


@learning.get("/own/<code>/calendar.ics")
def calendar(code: str) -> ResponseReturnValue:
    """The first day as a file for a calendar."""
    try:
        _participation, course = enrolment_behind(g.session, by_link(Purpose.ENROLMENT, code).thing_id)
    except NotFound:
        return nowhere()
    file = calendar_of(g.session, course, g.language, f"{site()}{url_for('.own', code=code)}")
    headers = {"Content-Disposition": 'attachment; filename="bitim.ics"'}
    return Response(file, mimetype="text/calendar", headers=headers)


@learning.route("/own/<code>/withdrawal", methods=["GET", "POST"])
def withdrawal(code: str) -> ResponseReturnValue:
    """Give the place up, after asking once more."""
    try:
        link = by_link(Purpose.ENROLMENT, code)
        participation, course = enrolment_behind(g.session, link.thing_id)
    except NotFound:
        return nowhere()
    if request.method == "POST":
        withdraw_own(g.session, _visitor(), course, participation)
        note_use(g.session, link)
        return redirect(url_for(".own", code=code), code=303)
    return shown.withdrawal(course, participation, code)


@learning.route("/own/<code>/observation", methods=["GET", "POST"])
def observation(code: str) -> ResponseReturnValue:
    """Ask to observe a mediation, take what is offered, hand in the sheet. Opening it changes nothing."""
    try:
        link = by_link(Purpose.ENROLMENT, code)
        participation, course = enrolment_behind(g.session, link.thing_id)
    except NotFound:
        return nowhere()
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            take_step(_visitor(), participation, form)
            note_use(g.session, link)
            return redirect(url_for(".observation", code=code), code=303)
    return observing.own(course, participation, code, form)


def _course(course_id: UUID) -> Course:
    return public_course(g.session, course_id)


def _answered(form: Form) -> SigningUp:
    """What was answered so far, as the form carries it."""
    return SigningUp({step: {name: form.text(name) for name in names} for step, names in FIELDS.items()})


def _check(step: str, form: Form) -> None:
    """Check one page; what was typed goes along as it was understood: a phone with its country."""
    given = QUESTIONS[step].checked({name: form.text(name) for name in FIELDS[step] if form.text(name)})
    form.values |= {name: str(value) for name, value in given.model_dump(mode="json").items()}


def _visitor() -> Actor:
    return reserved(g.session, AccountKind.VISITOR)
