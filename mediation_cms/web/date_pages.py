"""What the pages of the finding of a date show."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, may
from mediation_cms.cases.date_actions import AT_WORK
from mediation_cms.cases.date_inputs import MOST
from mediation_cms.cases.date_models import DateReply
from mediation_cms.cases.date_queries import Finding
from mediation_cms.cases.date_rules import Time
from mediation_cms.cases.models import Case
from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.dates import clock_time, day_and_weekday
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _, labels
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.models import Request
from mediation_cms.intake.safety import why_no_joint_meeting
from mediation_cms.law.queries import working_calendar
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import matter

PAGE = "dates.show"
WORKING_DAYS_TO_ANSWER = 3
MINUTES = "60"


def fresh() -> Form:
    """An hour, in person, to be answered within three working days."""
    closes = working_calendar(g.session).after(clock.today(), WORKING_DAYS_TO_ANSWER)
    modes = {f"times-{row}-mode": Mode.IN_PERSON.value for row in range(MOST)}
    return Form({"minutes": MINUTES, "closes_on": f"{closes:%d.%m.%Y}", **modes})


def show(case: Case, finding: Finding | None) -> ResponseReturnValue:
    """Every time with the sides that it suits."""
    found, today = matter(case.request_id, PAGE), clock.today()
    conducts = may(g.actor, Can.CONDUCT_MEDIATION, case) and case.status in AT_WORK
    apart = why_no_joint_meeting(g.session, found.request, today) if may(g.actor, Can.READ_SAFETY, case) else None
    return render_template(
        "dates/show.html",
        matter=found,
        case=case,
        finding=finding,
        lines=[(each, said(each), each.instant > clock.now()) for each in finding.times] if finding else [],
        said=said,
        by_party={side.party.id: side for side in found.sides},
        conducts=conducts,
        ticks=may(g.actor, Can.MARK_READINESS, case),
        apart=apart,
    )


def new(case: Case, form: Form) -> ResponseReturnValue:
    """The form of the times. Refused where the sides are kept apart."""
    apart = why_no_joint_meeting(g.session, g.session.get_one(Request, case.request_id), clock.today())
    if apart is not None:
        raise Refused(apart)
    return render_template(
        "dates/new.html",
        matter=matter(case.request_id, PAGE),
        case=case,
        form=form,
        rows=range(MOST),
        modes=options(Mode),
        within=_rows_of_errors(form),
    ), form.status


def ticks(case: Case, finding: Finding, reply: DateReply, form: Form) -> ResponseReturnValue:
    """The times, to tick for a side."""
    found = matter(case.request_id, PAGE)
    side = next(side for side in found.sides if side.party.id == reply.party_id)
    return render_template(
        "dates/ticks.html", matter=found, case=case, finding=finding, side=side, form=form, times=_ahead(finding)
    ), form.status


def mine(finding: Finding, reply: DateReply, form: Form) -> ResponseReturnValue:
    """The page of one side: its own ticks, and the day once it is fixed."""
    case = g.session.get_one(Case, finding.itself.case_id)
    return render_template(
        "links/dates.html",
        finding=finding,
        reply=reply,
        form=form,
        times=_ahead(finding),
        fixed=said(finding.fixed) if finding.fixed else None,
        house=letterhead(g.session, case.cabinet_id, clock.today()),
        cabinet_id=case.cabinet_id,
    ), form.status


def said(time: Time) -> str:
    """A time in words: the day with its weekday, the hour, how people meet."""
    mode = labels(Mode, g.language)[time.mode.value]
    return f"{day_and_weekday(time.day, g.language)}, {clock_time(time.hour)}, {mode}"


def _ahead(finding: Finding) -> Options:
    return [(str(each.key), said(each)) for each in finding.times if each.instant > clock.now()]


def _rows_of_errors(form: Form) -> dict[str, str]:
    """The row in which each error stands, for the list above the form."""
    rows = {name: name.split("-")[1] for name in form.errors if name.startswith("times-")}
    return {name: _("Time %(n)s", n=int(row) + 1).in_(g.language) for name, row in rows.items() if row.isdecimal()}
