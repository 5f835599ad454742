"""What the pages of observations show, to staff and to the trainee."""

import json

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, may
from mediation_cms.cases.date_actions import AT_WORK
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import list_cases
from mediation_cms.certification.models import Course, Participation
from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.i18n import _, labels
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import labels as catalogue_words
from mediation_cms.documents.facts import Cabinet
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.models import Request, side_number
from mediation_cms.law.queries import rule
from mediation_cms.mediators.models import Mediator
from mediation_cms.mentoring.models import MOST_HOURS, Observation
from mediation_cms.mentoring.queries import Shown, consents_of, observations_of, sides_asked, taken_up, wishes
from mediation_cms.mentoring.standing_between import YEARS
from mediation_cms.mentoring.steps import has_begun
from mediation_cms.mentoring.trainee_actions import MAY_ASK
from mediation_cms.mentoring.workflow import AHEAD, ObservationState
from mediation_cms.people.models import Person
from mediation_cms.web import transactions
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form

SHEET = (
    ("observed", _("What the mediator did, and what came of it")),
    ("learnt", _("What you take with you for your own work")),
    ("asks", _("What you want to ask the mentor")),
)
BADGES = {
    ObservationState.ASKED: "new", ObservationState.OFFERED: "wait", ObservationState.CONFIRMED: "part",
    ObservationState.WRITTEN: "wait", ObservationState.COUNTED: "done", ObservationState.CALLED_OFF: "stopped",
}  # fmt: skip
MINUTES, HOURS = "90", "2"


def listed() -> ResponseReturnValue:
    """Wishes of the region, and observations of cases in sight."""
    asked, taken = wishes(g.session, g.actor), taken_up(g.session, g.actor)
    if asked or taken:
        transactions.reading("mentoring.index", shown=[each.case.number for each in taken if each.case])
    return render_template(
        "mentoring/index.html", asked=asked, taken=taken, badges=BADGES, offers=may(g.actor, Can.OFFER_MEETING),
        years=rule(g.session, YEARS, clock.today()),
    )  # fmt: skip


def fresh() -> Form:
    """An hour and a half, in person."""
    return Form({"minutes": MINUTES, "mode": Mode.IN_PERSON.value})


def offer(found: Shown, form: Form) -> ResponseReturnValue:
    """The form of the meeting, with the own cases that are under way."""
    transactions.reading("mentoring.offer")
    return render_template(
        "mentoring/offer.html", found=found, form=form, modes=options(Mode), cases=_own_cases(),
        years=rule(g.session, YEARS, clock.today()),
    ), form.status  # fmt: skip


def one(found: Shown, form: Form) -> ResponseReturnValue:
    """The meeting, what each side says, and the sheet for who may read it."""
    observation, case = found.observation, found.the_case
    transactions.reading("mentoring.show", case.request_id)
    consenting = {said.party_id: said.given_at for said in consents_of(g.session, observation) if not said.withdrawn_at}
    sheet = unseal(g.session, observation, "sheet_sealed") if may(g.actor, Can.MENTOR, case) else None
    form.values.setdefault("hours", HOURS)
    return render_template(
        "mentoring/show.html", found=found, observation=observation, case=case, form=form, badge=BADGES[observation.state],
        mentor=_name(observation), ahead=observation.state in AHEAD and not has_begun(observation),
        sides=[
            (party, side_number(party.side, party.side_no), name, consenting.get(party.id))
            for party, name in sides_asked(g.session, case)
        ],
        sheet=[(label, said) for name, label in SHEET if (said := json.loads(sheet).get(name))] if sheet else [],
        mode_word=_mode(observation), most_hours=MOST_HOURS,
    ), form.status  # fmt: skip


def calling_off(found: Shown, form: Form) -> ResponseReturnValue:
    """The reason."""
    transactions.reading("mentoring.calling_off", found.the_case.request_id)
    return render_template(
        "mentoring/calling_off.html", found=found, observation=found.observation, form=form
    ), form.status


def own(course: Course, participation: Participation, code: str, form: Form) -> ResponseReturnValue:
    """The trainee's page: the newest observation, hours counted. Of the matter day, place and kind of dispute alone."""
    every = observations_of(g.session, participation)
    newest = every[0] if every else None
    case = g.session.get(Case, newest.case_id) if newest and newest.case_id else None
    house = letterhead(g.session, case.cabinet_id if case else course.cabinet_id or course.district_id, clock.today())
    return render_template(
        "learn/observation.html", code=code, form=form, observation=newest, hours=participation.hours_observed,
        begun=newest is not None and has_begun(newest), sheet=SHEET, mode_word=_mode(newest) if newest else "",
        dispute=_kind_of_dispute(case) if case else "", mentor=_name(newest) if newest else "", house=house,
        asks=participation.state in MAY_ASK, course_title=course.title_ru if g.language == "ru" else course.title_kk,
        where=_where(newest, house), ended=_ended(newest),
    ), form.status  # fmt: skip


def _where(observation: Observation | None, house: Cabinet) -> str:
    """The address of the cabinet; where people do not meet there, its name."""
    address = house.address.in_(g.language) if observation and observation.mode is Mode.IN_PERSON else ""
    return address or house.name.in_(g.language)


def _ended(observation: Observation | None) -> bool:
    """Whether nothing is under way, so that one may ask anew."""
    return observation is None or observation.state in (ObservationState.COUNTED, ObservationState.CALLED_OFF)


def _own_cases() -> Options:
    """The cases of the actor that are under way, by number and subject line."""
    rows = [
        row
        for status in AT_WORK
        for row in list_cases(g.session, g.actor, status=status.value, mediator_id=g.actor.mediator_id)
    ]
    return [(str(row.id), f"{row.number} · {row.subject}") for row in rows]


def _name(observation: Observation) -> str:
    mentor = g.session.get(Mediator, observation.mentor_id) if observation.mentor_id else None
    return g.session.get_one(Person, mentor.id).name if mentor else ""


def _mode(observation: Observation) -> str:
    return labels(Mode, g.language)[observation.mode.value] if observation.mode else ""


def _kind_of_dispute(case: Case) -> str:
    code = g.session.get_one(Request, case.request_id).dispute_code
    return catalogue_words(g.session, Catalogue.DISPUTE_TYPE, g.language).get(code, "")
