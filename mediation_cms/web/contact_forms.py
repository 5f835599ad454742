"""The forms of contacts: what is offered, how it is typed, and beside which field a refusal stands."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.cases.contact_inputs import OF_A_TALK, Contacted, LogIn, Upshot
from mediation_cms.consultations.brief_inputs import MOST_HEARD, BriefIn
from mediation_cms.consultations.models import Mode
from mediation_cms.core.db import Records
from mediation_cms.core.errors import Forbidden, Invalid, NotFound
from mediation_cms.core.formats import NBSP
from mediation_cms.core.i18n import Text, _, labels
from mediation_cms.core.validation import CHOOSE, NO_SUCH_CHOICE
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import labels as dispute_labels
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.queries import get_request
from mediation_cms.intake.recent import looked_for, recent, sides_named
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.web import talks, transactions
from mediation_cms.web.choices import cabinets, dispute_types, home_cabinet, may_somewhere, options
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import beside
from mediation_cms.web.lists import NULL, as_key
from mediation_cms.web.request_forms import SCREEN_LANGUAGES
from mediation_cms.web.typed import today_as_typed

NEWCOMER = "new"
CHIPS = ("15", "30", "45", "60")
AT_FIRST, AT_ONCE = 5, 5
"""Rows of an empty list, and how many a button adds."""
BRIEF = {name: f"new-{name}" for name in ("name", "phone", "dispute_code", "subject", "unnamed", "cabinet_id")}
NEWCOMER_FIELDS = BRIEF | {
    "result": "outcome", "received_on": "held_on", "talk-held_on": "held_on", "talk-held_at": "held_at",
    "talk-notes": "notes", "talk-mediator_id": "held_on", "talk-minutes": "minutes",
}  # fmt: skip
EMPTY_WITH = {"mode", "again"}
"""Fields of a row that say nothing by themselves."""
Sides = list[tuple[str, Text | str]]


# --- one contact -------------------------------------------------------------------------------------------------------


def fresh() -> Form:
    """A contact of today, in the matter that the address names or in the only one there is."""
    values = {
        "held_on": today_as_typed(),
        "mode": Mode.IN_PERSON.value,
        "language": g.language,
        "matter": request.args.get("request", "")[:40],
        "new-cabinet_id": home_cabinet(cabinets(Can.REGISTER_REQUEST)),
    }
    return Form(values)


def new(form: Form) -> ResponseReturnValue:
    """The page of a contact: the matters to choose from, those that were looked for first."""
    rows, missed = offered(form)
    named = sides_named(g.session, [row.id for row in rows])
    transactions.reading("contacts.new", shown=[row.number for row in rows])
    if not form.text("matter") and len(rows) == 1:
        form.values["matter"] = str(rows[0].id)
    return render_template(
        "contacts/new.html",
        form=form,
        matters=[(str(row.id), row.subject, told(row.number, named.get(row.id, []))) for row in rows],
        missed=missed,
        sides=sides_offered(list(named.values())),
        kinds=options(Contacted),
        lengths=[(each, each) for each in CHIPS],
        outcomes=options(Upshot),
        modes=options(Mode),
        screen_languages=SCREEN_LANGUAGES,
        cabinets=cabinets(Can.REGISTER_REQUEST),
        dispute_types=dispute_types(),
    ), form.status


def offered(form: Form) -> tuple[list[Any], str]:
    """What was looked for, else the recent ones, the chosen one always among them; and the words that nothing fits.

    Whoever comes from a matter sees this one alone: the names of other people are not to be read over the shoulder.
    """
    typed = form.text("q").strip()[:100].replace(NULL, "")
    found: Records = looked_for(g.session, g.actor, typed) if typed else []
    rows = list(found or ([] if request.args.get("request") else recent(g.session, g.actor)))
    key = as_key(form.text("matter"))
    if key is not None and key not in {row.id for row in rows}:
        try:
            rows.insert(0, _to_write_in(key))
        except (NotFound, Forbidden):
            form.values["matter"] = ""
    return rows, typed if typed and not found else ""


def _to_write_in(key: UUID) -> Request:
    """The request of this key. Raises NotFound, or Forbidden where the actor logs nothing."""
    found = get_request(g.session, g.actor, key)
    authorize(g.actor, Can.LOG_CONTACT, found)
    return found


def told(number: str, sides: Sequence[tuple[str, int, str]]) -> str:
    """The number of a matter and who stands in it, so that it is known at a glance."""
    return " · ".join([number, *(f"{no}.{NBSP}{name}" for _key, no, name in sides if name)])


def sides_offered(matters: Sequence[Sequence[tuple[str, int, str]]]) -> Sides:
    """The sides to tick: by name where there is one matter to choose, else by number, as many as any of them has."""
    if len(matters) == 1:
        return [(key, f"{number}. {name}".strip()) for key, number, name in matters[0]]
    most = {key: number for sides in matters for key, number, _name in sides}
    words = {1: _("Side %(n)s, applicant", n=1)}
    return [
        (key, words.get(number, _("Side %(n)s", n=number)))
        for key, number in sorted(most.items(), key=lambda side: side[1])
    ]


def log_typed(form: Form, *, newcomer: bool = False) -> dict[str, Any]:
    """The form as the input of a contact takes it; minutes that were typed go before a chip. A newcomer is side 1."""
    typed = {name: form.values[name] for name in LogIn.model_fields if name in form.values}
    if form.text("other_minutes").strip():
        typed["minutes"] = form.text("other_minutes")
    if newcomer:
        if form.text("kind") not in {"", Contacted.TALK}:
            raise Invalid({"kind": _("Somebody new is heard first: choose a talk with one side.")})
        typed["sides"] = ["applicant-1"]
    return typed


def brief(form: Form) -> BriefIn:
    """Somebody who came without an appointment. Raises Invalid beside the fields of this form."""
    typed = {name: value for name, value in form.part(NEWCOMER).items() if name != "cabinet_id"}
    talk = log_typed(form, newcomer=True)
    typed |= {name: talk[name] for name in ("mode", "minutes", "reason", "again") if name in talk}
    with beside_newcomer():
        return BriefIn.checked(typed | {"result": talk.get("outcome", "")})


def beside_newcomer() -> AbstractContextManager[None]:
    """What is said of somebody new comes beside the fields of this form."""
    return beside(NEWCOMER_FIELDS)


def chosen(form: Form) -> UUID:
    """The matter that was chosen. Raises Invalid where none is."""
    key = as_key(form.text("matter"))
    if key is None:
        raise Invalid({"matter": CHOOSE})
    return key


def cabinet(form: Form) -> UUID:
    """The cabinet to which somebody came. Raises Invalid where none is chosen."""
    typed = form.text("new-cabinet_id")
    if typed not in {value for value, _label in cabinets(Can.REGISTER_REQUEST)}:
        raise Invalid({"new-cabinet_id": NO_SUCH_CHOICE if typed else CHOOSE})
    return UUID(typed)


# --- a day of open doors -----------------------------------------------------------------------------------------------


def fresh_list() -> Form:
    """An empty list of today at the actor's own cabinet."""
    return Form({
        "cabinet_id": home_cabinet(cabinets(Can.REGISTER_REQUEST)), "held_on": today_as_typed(), "language": g.language,
    })  # fmt: skip


def open_day(form: Form, *, more: bool = False) -> ResponseReturnValue:
    """The page of a list, with some empty rows below those that are filled."""
    offered_cabinets = cabinets(Can.REGISTER_REQUEST)
    at = next((UUID(key) for key, _name in offered_cabinets if key == form.text("cabinet_id")), None)
    filled = len(filled_rows(form))
    shown = max(AT_FIRST, rows_shown(form) + (AT_ONCE if more else 0), filled)
    rows = range(min(shown, MOST_HEARD))
    for row in rows:
        form.values.setdefault(f"rows-{row}-mode", Mode.IN_PERSON.value)
    return render_template(
        "contacts/open_day.html",
        form=form,
        rows=rows,
        most=MOST_HEARD,
        labels={
            name: _("Row %(n)s", n=int(name.split("-")[1]) + 1) for name in form.errors if name.startswith("rows-")
        },
        cabinets=offered_cabinets,
        screen_languages=SCREEN_LANGUAGES,
        dispute_types=dispute_types(),
        modes=options(Mode),
        results=options(Upshot, *OF_A_TALK),
        **talks.held_by(at, form.text("held_on")),
    ), form.status


def filled_rows(form: Form) -> list[int]:
    """The rows in which something stands."""
    return [row for row in form.rows("rows", MOST_HEARD) if _says_something(form, row)]


def rows_shown(form: Form) -> int:
    """How many rows the page had on which this was typed."""
    typed = form.text("shown")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("100") else 0


def without_empty_rows(form: Form) -> Form:
    """The same form with the filled rows moved up, so that a sentence stands beside the row that it is about."""
    kept = {name: value for name, value in form.values.items() if not name.startswith("rows-")}
    for place, row in enumerate(filled_rows(form)):
        head = f"rows-{row}-"
        kept |= {
            f"rows-{place}-{name.removeprefix(head)}": value
            for name, value in form.values.items()
            if name.startswith(head)
        }
    form.values = kept
    return form


def list_typed(form: Form) -> dict[str, Any]:
    """The list as its input takes it."""
    return {name: value for name, value in form.tree().items() if name != "shown"}


def words_of_list(rows: Records) -> dict[str, Any]:
    """Names, categories and outcomes of what a list has brought in, and the event. Raises NotFound where there is nothing."""
    if not rows:
        raise NotFound
    named = sides_named(g.session, [row.id for row in rows])
    return {
        "may_register": may_somewhere(Can.REGISTER_REQUEST),
        "first": g.session.get_one(Request, rows[0].id),
        "names": {key: sides[0][2] for key, sides in named.items() if sides},
        "categories": dispute_labels(g.session, Catalogue.DISPUTE_TYPE, g.language),
        "outcomes": labels(Outcome, g.language),
        "states": labels(RequestStatus, g.language),
    }


def _says_something(form: Form, row: int) -> bool:
    head = f"rows-{row}-"
    return any(
        str(value).strip()
        for name, value in form.values.items()
        if name.startswith(head) and name.removeprefix(head) not in EMPTY_WITH
    )
