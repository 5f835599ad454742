"""What the call list shows, and the two forms of an answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, may
from mediation_cms.agreements.queries import settled_or_changed
from mediation_cms.cases.follow_up_inputs import NOT_SAID, OF_AGREEMENTS, OF_OPINIONS
from mediation_cms.cases.follow_up_models import RESULTS, FollowUp, FollowUpKind, FollowUpState, Reply
from mediation_cms.cases.follow_up_queries import calls_of, mediators_asked_about
from mediation_cms.cases.follow_ups import CALLABLE, require_waiting
from mediation_cms.cases.home import why_not_home
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.db import Records, unseal
from mediation_cms.core.i18n import Text, _, ngettext
from mediation_cms.intake.models import Party, Side, side_number
from mediation_cms.intake.queries import ALL_IN_PLACE, sees_own_only
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.people.models import Channel, Contact
from mediation_cms.people.queries import contacts_by_key
from mediation_cms.web.choices import Options, cabinets_covered, options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, Page
from mediation_cms.web.matters import Matter, SideShown, matter
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.typed import as_typed, today_as_typed

FROM_HOME = "home"
WHEN: tuple[tuple[str, Text], ...] = (
    ("", _("Today and overdue")),
    ("today", _("Today")),
    ("overdue", _("Overdue")),
    ("coming", _("Coming")),
    ("missed", _("Not asked in time")),
    (FROM_HOME, _("Answered from home")),
)
PAGE = "follow_ups.reply"
WEEK = timedelta(days=7)
BADGES = {
    Reply.KEPT: "done", Reply.PARTLY: "part", Reply.NOT_KEPT: "late", Reply.CHANGED: "stopped",
}  # fmt: skip
QUESTIONS: tuple[tuple[str, Text, tuple[Text, ...]], ...] = (
    (
        "heard",
        _("Were you heard out?"),
        (_("not at all"), _("rather not"), _("partly"), _("mostly"), _("fully")),
    ),
    (
        "again",
        _("Would you come to us again, or advise somebody you know to?"),
        (_("certainly not"), _("rather not"), _("hard to say"), _("rather yes"), _("certainly")),
    ),
    (
        "reach",
        _("Was it easy to reach us?"),
        (_("very hard"), _("rather hard"), _("neither easy nor hard"), _("rather easy"), _("very easy")),
    ),
)
DO_NOT_WANT = _("I do not want to answer")


@dataclass(frozen=True)
class Line:
    """One call of the list: whom, how they are reached, about what, how urgent."""

    row: Any
    side: int
    name: str
    contacts: list[Contact]
    about: Text
    mark: str
    word: Text | str
    risk: Text


def lines(rows: Records) -> list[Line]:
    """The calls as the list and the desk show them."""
    today = clock.today()
    reached = contacts_by_key(g.session, [row.person_id or row.organisation_id for row in rows])
    return [_line(row, reached.get(row.person_id or row.organisation_id, []), today) for row in rows]


def _line(row: Any, contacts: list[Contact], today: date) -> Line:
    late = row.next_on is not None and row.next_on < today
    word: Text | str = _("overdue") if late else _("today") if row.next_on == today else ""
    mark = "late" if late else "soon" if row.next_on == today else ""
    if row.next_on is None:
        word, mark = _outcome(row)
    person = " ".join(part for part in (row.surname, row.given_name, row.patronymic) if part)
    return Line(
        row, side_number(Side(row.side), row.side_no), row.organisation or person, contacts, about(row.kind, row.after_days),
        mark, word, _("Risk: %(level)s", level=Risk(row.risk).label),
    )  # fmt: skip


def _outcome(row: Any) -> tuple[Text, str]:
    """What came of a call that is over: of an agreement what was said, of an opinion only that it was asked."""
    if row.result:
        return Reply(row.result).label, BADGES[Reply(row.result)]
    return (FollowUpState(row.state).label, "stopped") if row.kind != FollowUpKind.OPINION else (_("asked"), "done")


def about(kind: str, after_days: int) -> Text:
    """What the call is about, in words."""
    if kind == FollowUpKind.OPINION:
        return FollowUpKind.OPINION.label
    return ngettext("%(n)s day after the signing", "%(n)s days after the signing", after_days)


def index(rows: Page, filters: Filters) -> ResponseReturnValue:
    """The call list."""
    return render_template(
        "follow_ups/index.html",
        lines=lines(rows.items),
        next_url=rows.next_url,
        filters=filters,
        form=Form(filters.typed),
        whens=WHEN,
        kinds=options(FollowUpKind),
        cabinets=cabinets_covered(ALL_IN_PLACE),
        mediators=[(str(key), name) for key, name in mediators_asked_about(g.session, g.actor)],
        names=names_of_places(row.cabinet_id for row in rows.items),
        only_own=sees_own_only(g.actor),
    )


# --- the forms -----------------------------------------------------------------------------------------------------------


def reply_form(call: FollowUp) -> Form:
    """The form about an agreement: empty but for what is most often so, or as the answer was written down."""
    case = g.session.get_one(Case, call.case_id)
    if call.state is not FollowUpState.ANSWERED or not may(g.actor, Can.READ_MINUTES, case):
        require_waiting(call)
    stored: dict[str, Any] = {"attempts": str(call.attempts)}
    if call.state is FollowUpState.ANSWERED:
        stored |= as_typed(call, "asked_on", "channel")
        stored |= {
            "reply": (call.result or Reply.KEPT).value,
            "answered_by": str(call.answered_by_id or call.party_id),
            "note": unseal(g.session, call, "note_sealed") or "",
        }
    return Form.correcting(stored, {"answered_by": str(call.party_id), **_as_most_often(call)})


def opinion_form(call: FollowUp) -> Form:
    """The form of the three questions, always empty: nobody reads what was answered."""
    require_waiting(call)
    return Form.correcting({"attempts": str(call.attempts)}, _as_most_often(call))


def _as_most_often(call: FollowUp) -> dict[str, Any]:
    """Today, by the way that the side prefers."""
    party = g.session.get_one(Party, call.party_id)
    known = contacts_by_key(g.session, [key for key in (party.person_id, party.organisation_id) if key])
    preferred = next((contact.channel for contacts in known.values() for contact in contacts), Channel.PHONE)
    return {"asked_on": today_as_typed(), "channel": preferred.value}


def reply(call: FollowUp, form: Form) -> ResponseReturnValue:
    """The form about an agreement."""
    case = g.session.get_one(Case, call.case_id)
    of = matter(case.request_id, PAGE)
    side = _side(of, call)
    corrects = call.state is FollowUpState.ANSWERED
    return render_template(
        "follow_ups/reply.html",
        matter=of,
        case=case,
        call=call,
        form=form,
        side=side,
        about=about(call.kind, call.after_days),
        replies=options(Reply, *(RESULTS if corrects else OF_AGREEMENTS)),
        speakers=_speakers(side),
        channels=options(Channel),
        corrects=corrects,
        home=_home(case, call),
        may_set_aside=call.state is FollowUpState.WAITING and settled_or_changed(g.session, case),
    ), form.status


def opinion(call: FollowUp, form: Form) -> ResponseReturnValue:
    """The three questions."""
    case = g.session.get_one(Case, call.case_id)
    of = matter(case.request_id, PAGE)
    return render_template(
        "follow_ups/opinion.html",
        matter=of,
        call=call,
        form=form,
        side=_side(of, call),
        about=about(call.kind, call.after_days),
        replies=options(Reply, *OF_OPINIONS),
        questions=[
            (name, question, [(str(no), word.in_(g.language)) for no, word in enumerate(words, start=1)])
            for name, question, words in QUESTIONS
        ],
        not_said=(str(NOT_SAID), DO_NOT_WANT.in_(g.language)),
        home=_home(case, call),
        channels=options(Channel),
    ), form.status


def setting_aside(call: FollowUp, form: Form) -> ResponseReturnValue:
    """The reason why a side is not asked."""
    case = g.session.get_one(Case, call.case_id)
    of = matter(case.request_id, "follow_ups.setting_aside")
    return render_template(
        "follow_ups/setting_aside.html",
        matter=of,
        call=call,
        form=form,
        side=_side(of, call),
        about=about(call.kind, call.after_days),
    ), form.status


def _home(case: Case, call: FollowUp) -> dict[str, bool] | None:
    """Whether the question can be sent with a link instead, and whether the side must have said that it is safe; else None."""
    if call.state is not FollowUpState.WAITING or why_not_home(g.session, case, call, agreed=True) is not None:
        return None
    return {"needs_word": why_not_home(g.session, case, call, agreed=False) is not None}


def _side(of: Matter, call: FollowUp) -> SideShown:
    return next(side for side in of.sides if side.party.id == call.party_id)


def _speakers(side: SideShown) -> Options:
    """Who may have answered: the side, or who speaks for it."""
    return [(str(each.party.id), each.name) for each in (side, *side.representatives)]


# --- on the page of a case -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """One call on the page of its case."""

    call: FollowUp
    party_id: UUID
    word: Text
    badge: str
    note: str
    may_record: bool


def of_case(case: Case) -> list[tuple[Text, list[Asked]]]:
    """What the sides say of their agreement, term by term; the words of their answers for whoever may read terms."""
    reads, asks = may(g.actor, Can.READ_MINUTES, case), may(g.actor, Can.ASK_SIDES, case)
    found: dict[int, list[Asked]] = {}
    for call in calls_of(g.session, g.actor, case):
        note = unseal(g.session, call, "note_sealed") if reads else None
        word = call.result.label if call.result else call.state.label
        badge = BADGES.get(call.result, "stopped") if call.result else "stopped"
        if call.state is FollowUpState.WAITING:
            badge = "late" if call.next_on and call.next_on < clock.today() else "wait"
        near = call.due_on <= clock.today() + WEEK
        record = asks and ((near and call.state in CALLABLE) or (reads and call.state is FollowUpState.ANSWERED))
        found.setdefault(call.after_days, []).append(Asked(call, call.party_id, word, badge, note or "", record))
    return [(about(FollowUpKind.AGREEMENT, days), asked) for days, asked in found.items()]


def is_broken(asked: list[tuple[Text, list[Asked]]]) -> bool:
    """Whether a side says that the agreement is not kept, or only in part."""
    return any(each.call.result in (Reply.NOT_KEPT, Reply.PARTLY) for _term, calls in asked for each in calls)
