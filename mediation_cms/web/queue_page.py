"""What the queue shows: its lists with their counts, one line a matter, and the open matter with whom to propose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from mediation_cms.access import Can
from mediation_cms.accounts.views import views_of
from mediation_cms.cases.queries import case_of
from mediation_cms.cases.queue import Asked, Mark, Waiting, how_many, queue
from mediation_cms.cases.suggesting import suggestions
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.db import Records
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import Labelled, Text, _, labels, ngettext, pgettext
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import full_name
from mediation_cms.disputes.queries import labels as dispute_labels
from mediation_cms.intake.invitation_queries import other_side_states
from mediation_cms.intake.invitation_rules import Standing
from mediation_cms.intake.queries import get_request, glance_of
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.web.choices import cabinets, dispute_types, in_groups, options
from mediation_cms.web.forms import Form
from mediation_cms.web.languages import address, own_name
from mediation_cms.web.lists import KEPT, Filters, Page, drawn, page_of
from mediation_cms.web.nearness import near
from mediation_cms.web.placing import names_of_places

PATH = "/queue"
MOST_COUNTED = 100
SILENT_DAYS, OLDER_DAYS = (14, 30, 60), (3, 7, 14)
USUAL_SILENCE = 30
LATE, SOON = 3, 2
"""Days: whoever waits longer than the first waits too long; the other is time to look."""


class Column(Labelled, context="queue column"):
    """What a line of the queue tells besides how long it waits and what it is about."""

    CABINET = "cabinet", "Cabinet"
    KIND = "kind", "Dispute category"
    LANGUAGE = "language", "Language"
    SOURCE = "source", "Who sent the applicant"
    MEDIATOR = "mediator", "Mediator"


USUAL = (Column.CABINET, Column.LANGUAGE, Column.MEDIATOR)


def filters(args: Mapping[str, str]) -> Filters:
    """The filters of the address; `list` is which list, `open` the matter beside it, `cols` the columns, joined by dots."""
    words = {"list", "language", "source", "urgent", "older", "days", "mark", "kind", "cols"}
    return Filters(args, words, {"cabinet_id", "open"}, set())


def asked(found: Filters) -> Asked:
    """The filters as the query takes them; what cannot be read is left out."""
    return Asked(
        waiting=_one_of(Waiting, found.typed.get("list")) or Waiting.UNASSIGNED,
        today=clock.today(),
        near=near(),
        silent=_days(found.typed.get("days"), SILENT_DAYS) or USUAL_SILENCE,
        cabinet_id=found.values.get("cabinet_id"),
        dispute_code=found.typed.get("kind"),
        language=_one_of(Language, found.typed.get("language")),
        source=found.typed.get("source"),
        urgent=bool(found.typed.get("urgent")),
        older=_days(found.typed.get("older"), OLDER_DAYS),
        mark=_one_of(Mark, found.typed.get("mark")),
    )


def page(found: Filters) -> Page:
    """The lines that the address asks for."""
    return page_of(queue(g.session, g.actor, asked(found), after=found.after))


def index(rows: Page, found: Filters, form: Form, ticked: frozenset[str]) -> ResponseReturnValue:
    """The queue; `ticked` are the lines that were chosen when the form was sent."""
    what, columns = asked(found), _columns(found)
    return render_template(
        "queue/index.html",
        form=form,
        waiting=what.waiting,
        lists=_lists(found),
        rows=lines(rows.items, what, columns, ticked, found.values.get("open")),
        next_url=rows.next_url,
        filters=found,
        narrowed=found.typed.keys() - {"list", "open", "cols"},
        sought=Form(found.typed),
        columns=options(Column),
        chosen_columns=[column.value for column in columns],
        categories=dispute_types(),
        sources=in_groups(Catalogue.SOURCE, clock.today()),
        marks=options(Mark),
        cabinets=cabinets(Can.ASSIGN_CASE),
        spoken=[(Language.KK.value, own_name(Language.KK)), (Language.RU.value, own_name(Language.RU))],
        older_days=OLDER_DAYS,
        silent_days=SILENT_DAYS,
        silent=what.silent,
        views=views_of(g.session, g.actor.account_id, PATH),
        opened=_opened(found),
    ), form.status


def _lists(found: Filters) -> list[dict[str, Any]]:
    """Each list of the queue: its word, how many lines it has, whether it is this one."""
    words, here = labels(Waiting, g.language), asked(found).waiting
    counts = how_many(g.session, g.actor, asked(found), MOST_COUNTED)
    return [
        {"value": each.value, "word": words[each], "here": each is here, "n": counts[each],
         "count": str(n) if (n := counts[each]) < MOST_COUNTED else f"{MOST_COUNTED - 1}+"}
        for each in Waiting
    ]  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What lines have in common: of which list, on which day, after which address what is open is named, in which language."""

    waiting: Waiting
    today: date
    here: str
    language: Language


def lines(
    rows: Records, what: Asked, columns: list[Column], ticked: frozenset[str], opened: UUID | None
) -> list[Markup]:
    """The lines, each with what the columns ask for."""
    places = names_of_places(row.cabinet_id for row in rows)
    kinds = dispute_labels(g.session, Catalogue.DISPUTE_TYPE, g.language)
    sources = dispute_labels(g.session, Catalogue.SOURCE, g.language)
    told: dict[Column, Callable[[Any], str]] = {
        Column.CABINET: lambda row: places[row.cabinet_id],
        Column.KIND: lambda row: kinds.get(row.dispute_code, row.dispute_code),
        Column.LANGUAGE: lambda row: own_name(Language(row.language)),
        Column.SOURCE: lambda row: sources.get(row.source, row.source),
        Column.MEDIATOR: lambda row: f"{row.mediator_surname or ''} {row.mediator_given_name or ''}".strip(),
    }
    others = other_side_states(g.session, (row.id for row in rows))
    here = address(open=None)
    look = Look(what.waiting, what.today, here + ("&" if "?" in here else "?"), g.language)
    return [
        line(
            row, others.get(row.id), tuple(words for column in columns if (words := told[column](row))), look,
            opened=row.id == opened, ticked=str(row.id) in ticked,
        )
        for row in rows
    ]  # fmt: skip


@lru_cache(KEPT)
def line(row: Any, other: Standing | None, told: tuple[str, ...], look: Look, *, opened: bool, ticked: bool) -> Markup:
    """One line: how long it waits and how that looks, what it is about, how the other side stands."""
    return drawn(
        "queue/row.html", row=row, told=told, look=look, opened=opened, ticked=ticked,
        risk=_("Risk: %(level)s", level=Risk(row.risk).label),
        other=(other.badge(look.today), other.word(look.today)) if other else None,
        age=_age(row, look.today),
        looker=f"{row.looker_surname or ''} {row.looker_given_name or ''}".strip(),
        look_again=row.look_again_on is not None and row.look_again_on <= look.today,
    )  # fmt: skip


def _age(row: Any, today: date) -> dict[str, Any]:
    """How long a line waits: days, the state of its badge, the words."""
    days = (today - row.received_on).days
    if days <= 0:
        return {"state": "new", "words": pgettext("age", "today")}
    words: Text = ngettext("%(n)s day", "%(n)s days", days)
    return {"state": "late" if days > LATE else "soon" if days >= SOON else "new", "words": words}


def _opened(found: Filters) -> dict[str, Any] | None:
    """The matter beside the list, if the address names one that the actor sees."""
    key = found.values.get("open")
    if key is None:
        return None
    try:
        matter = get_request(g.session, g.actor, key)
    except NotFound:  # it has gone on to others: the list stands all the same
        return None
    case = case_of(g.session, g.actor, matter)
    proposed = (
        suggestions(g.session, g.actor, case, matter, g.language, own_name(matter.language))
        if case is not None and case.status is CaseStatus.ADMITTED
        else []
    )
    glance = glance_of(g.session, matter)
    return {
        "request": matter,
        "case": case,
        "proposed": proposed,
        "glance": glance,
        "source": dispute_labels(g.session, Catalogue.SOURCE, g.language).get(matter.source, ""),
        "kind": full_name(g.session, Catalogue.DISPUTE_TYPE, matter.dispute_code, g.language),
    }


def _columns(found: Filters) -> list[Column]:
    asked_for = found.typed.get("cols")
    if asked_for is None:
        return list(USUAL)
    return [column for column in Column if column.value in asked_for.split(".")]


def _one_of(enum: Any, typed: str | None) -> Any:
    return enum(typed) if typed is not None and typed in {member.value for member in enum} else None


def _days(typed: str | None, offered: tuple[int, ...]) -> int | None:
    return next((days for days in offered if str(days) == typed), None)
