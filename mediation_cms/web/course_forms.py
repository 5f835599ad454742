"""What the pages of courses and certificates show and read."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can
from mediation_cms.certification.completion import judged
from mediation_cms.certification.course_workflow import EnrolmentState, steps_on
from mediation_cms.certification.day_queries import first_unmarked
from mediation_cms.certification.hours import too_few_hours, too_many_learners
from mediation_cms.certification.inputs import CourseIn, ParticipantIn, ParticipantsIn
from mediation_cms.certification.models import Course, CourseForm, CourseKind
from mediation_cms.certification.queries import counts_of, learners_of, wishes_of
from mediation_cms.core import clock
from mediation_cms.core.db import Records
from mediation_cms.core.i18n import labels
from mediation_cms.core.languages import Language
from mediation_cms.places.facts import Place
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import together
from mediation_cms.web.languages import own_name
from mediation_cms.web.lists import as_key
from mediation_cms.web.placing import chosen_place, first_place, names_of_places, places_for
from mediation_cms.web.site import site
from mediation_cms.web.typed import as_typed, today_as_typed

FIELDS = (
    "kind", "title_kk", "title_ru", "starts_on", "ends_on", "academic_hours", "trainer", "capacity", "form", "languages",
    "place_note", "confirms", "with_test", "sign_up_from", "sign_up_until",
)  # fmt: skip


def fresh() -> Form:
    """An empty form of a new course, at the actor's own place."""
    return Form(
        {
            "place_id": first_place(places_for(Can.KEEP_COURSES)),
            "ends_on": today_as_typed(),
            "form": CourseForm.IN_PERSON.value,
        }
    )


def stored(course: Course) -> dict[str, Any]:
    """A course as the fields of its form."""
    return as_typed(course, *FIELDS) | {"place_id": str(course.cabinet_id or course.district_id)}


def given(form: Form) -> tuple[Place, CourseIn]:
    """The place and the course of a form."""
    typed = form.tree()
    place_id = typed.pop("place_id", "")
    place, course = together(lambda: chosen_place(place_id), lambda: CourseIn.checked(typed))
    return place, course


def given_with_learners(form: Form) -> tuple[Place, CourseIn, list[ParticipantIn]]:
    """The place, the course and the learners of a form; nobody may have been listed yet."""
    typed = form.tree()
    place_id = typed.pop("place_id", "")
    listed = {name: typed.pop(name, "") for name in ("names", "completed")}
    place, course, learners = together(
        lambda: chosen_place(place_id),
        lambda: CourseIn.checked(typed),
        lambda: ParticipantsIn.checked(listed).participants() if str(listed["names"]).strip() else [],
    )
    return place, course, learners


def form_page(form: Form, course: Course | None = None) -> ResponseReturnValue:
    """The form of a new course, or of one that is corrected."""
    also = (course.cabinet_id or course.district_id) if course else None
    places = places_for(Can.KEEP_COURSES, also)
    return render_template(
        "courses/form.html", form=form, course=course, places=places, kinds=options(CourseKind),
        course_forms=options(CourseForm), tongues=tongues(),
    ), form.status  # fmt: skip


def tongues() -> list[tuple[str, str]]:
    """The languages in which a course may be taught, each by its own name."""
    return [(language.value, own_name(language)) for language in Language]


def course_page(course: Course, form: Form | None = None) -> ResponseReturnValue:
    """A course with its learners, and who completed it as stored or as ticked."""
    learners, wishes = learners_of(g.session, g.actor, course), wishes_of(g.session, g.actor, course)
    if learners or wishes:
        transactions.reading("courses.show", shown=[str(row.person_id) for row in (*learners, *wishes)])
    ticked = {str(row.id) for row in learners if row.completed}
    if form is not None:
        ticked = set(request.form.getlist("completed"))
    entitled = [row for row in learners if row.completed and row.certificate_id is None]
    standing = {each.participation.id: each for each in judged(g.session, course)} if learners else {}
    counts = counts_of(g.session, course)
    page = render_template(
        "courses/show.html",
        form=form or Form(),
        learners=learners,
        wishes=wishes,
        sees_names=bool(learners),
        counts=counts,
        ticked=ticked,
        entitled=len(entitled),
        standing=standing,
        may_complete=sum(each.may_complete for each in standing.values()),
        has_days=any(each.of_hours for each in standing.values()),
        is_over=course.ends_on <= clock.today(),
        too_many=too_many_learners(g.session, course, counts.learners),
        steps=steps_on(course.state, course.starts_on, course.ends_on, clock.today()),
        to_mark=first_unmarked(g.session, course),
        state_words=labels(EnrolmentState, g.language),
        tongue_words=", ".join(own_name(Language(each)) for each in course.languages),
        learn_url=f"{site()}{url_for('learning.show', course_id=course.id)}",
        **facts(course),
    )
    return page, form.status if form else 200


def places_in(form: Form) -> list[UUID]:
    """The places on the list beside which a reason was written."""
    named = (as_key(name.removeprefix("reason-")) for name in form.values if name.startswith("reason-"))
    return [key for key in named if key is not None and form.text(f"reason-{key}").strip()]


def entitled_of(course: Course, only: UUID | None) -> Records:
    """Who completed the course and has no certificate yet: everybody, or the one place on the list."""
    return [
        row
        for row in learners_of(g.session, g.actor, course)
        if row.completed and row.certificate_id is None and only in (None, row.id)
    ]


def facts(course: Course) -> dict[str, Any]:
    """What the head of every page of a course needs."""
    return {
        "course": course,
        "too_few_hours": too_few_hours(g.session, course),
        "kind_word": labels(CourseKind, g.language)[course.kind.value],
        "names": names_of_places((course.cabinet_id, course.district_id)),
    }
