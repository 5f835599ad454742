"""The registers on other days: who was entitled to which paper, what changed, and what people say is wrong in them."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize_somewhere, may
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _, labels
from mediation_cms.mediators.afterthoughts import Afterthought, afterthoughts, corrected, written_by
from mediation_cms.mediators.inaccuracy_actions import settle_inaccuracy
from mediation_cms.mediators.inaccuracy_queries import get_report, waiting_reports
from mediation_cms.mediators.models import RegisterKind
from mediation_cms.mediators.time_machine import (
    PAGE,
    After,
    PaperAllowed,
    Question,
    What,
    changes,
    entitled,
    not_entitled,
    papers_on,
)
from mediation_cms.places.queries import tree
from mediation_cms.statistics.exports import as_csv
from mediation_cms.web import register_tables as tables
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import Filters, Page, as_key
from mediation_cms.web.placing import home_region, names_of_places, places_to_filter
from mediation_cms.web.register_borders import in_borders, known_borders
from mediation_cms.web.register_forms import kind_words
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

register_days = Blueprint("register_days", __name__, url_prefix="/registers")
CSV = "text/csv; charset=utf-8"


@register_days.get("/entitled")
def entitled_on() -> ResponseReturnValue:
    """Who was entitled on a day to do which paper in a place."""
    filters, form = _asked({"place", "borders", "paper"}, {"on"})
    rows, rest, later = Page([], more=False), [], {}
    asked, rule = None, None
    with form.catching():
        asked = _question(form, filters)
        rule = papers_on(g.session, asked.on)
        stood = entitled(g.session, g.actor, asked, after=filters.after)
        rest = list(not_entitled(g.session, g.actor, asked))
        later = afterthoughts(g.session, g.actor, asked.on, asked.districts)
        rows = Page(stood[:PAGE], len(stood) > PAGE)
    beside = {row.id for row in (*rows.items, *rest)}
    page = render_template(
        "registers/entitled.html", form=form, filters=filters, asked=asked, rule=rule, rows=rows, rest=rest[:PAGE],
        more_rest=len(rest) > PAGE, later=later,
        elsewhere=[each for key, found in later.items() if key not in beside for each in found],
        places=places_to_filter(everywhere=True), borders=known_borders(form.text("borders")), papers=options(PaperAllowed),
        **_words([*rows.items, *rest], asked.on if asked else clock.today()),
    )  # fmt: skip
    return page, form.status


@register_days.get("/entitled.csv")
def entitled_table() -> ResponseReturnValue:
    """The same as a table."""
    filters, form = _asked({"place", "borders", "paper"}, {"on"})
    asked = _question(form, filters)
    rows = entitled(g.session, g.actor, asked, limit=None)
    later = afterthoughts(g.session, g.actor, asked.on, asked.districts)
    book = tables.entitled_book(asked, form.text("place"), rows, later, _words(rows, asked.on))
    return _table(as_csv(book), f"entitled-{asked.on}.csv")


@register_days.get("/changes")
def changed_since() -> ResponseReturnValue:
    """What happened to the registers from one day to another."""
    filters, form = _asked({"place", "borders", "behind"}, {"since", "until"})
    rows, put_right = Page([], more=False), []
    with form.catching():
        rows = _changes(filters, form, _behind(filters))
        put_right = _corrected(filters, form)
    last = rows.items[-1] if rows.more else None
    page = render_template(
        "registers/changes.html", form=form, filters=filters, rows=rows, written=written_by(g.session, rows.items),
        corrected=put_right, act_said=tables.act_said, what_words=labels(What, g.language),
        next_url=_onward(filters, last) if last else "",
        places=places_to_filter(everywhere=True), borders=known_borders(form.text("borders")),
        **_words(rows.items, clock.today()),
    )  # fmt: skip
    return page, form.status


@register_days.get("/changes.csv")
def changes_table() -> ResponseReturnValue:
    """The same as a table."""
    filters, form = _asked({"place", "borders"}, {"since", "until"})
    rows = _changes(filters, form, None, limit=None)
    words, written = _words(rows.items, clock.today()), written_by(g.session, rows.items)
    return _table(as_csv(tables.changes_book(rows.items, written, words)), "register-changes.csv")


@register_days.get("/inaccuracies")
def inaccuracies() -> ResponseReturnValue:
    """What people say is wrong in the public register."""
    authorize_somewhere(g.actor, Can.KEEP_REGISTER)
    found = waiting_reports(g.session, g.actor)
    transactions.reading("register_days.inaccuracies")
    names = names_of_places(report.district_id for report in found)
    return render_template("registers/inaccuracies.html", reports=found, names=names, form=Form())


@register_days.post("/inaccuracies/<uuid:report_id>")
def settled(report_id: UUID) -> ResponseReturnValue:
    """A keeper has seen to it."""
    settle_inaccuracy(g.session, g.actor, get_report(g.session, g.actor, report_id))
    say(_("Saved"))
    return redirect(url_for(".inaccuracies"), code=303)


# --- inner parts -------------------------------------------------------------------------------------------------------


def _asked(words: set[str], days: set[str]) -> tuple[Filters, Form]:
    filters = Filters(request.args, words, set(), days)
    usual = {"place": home_region(), "borders": "then", "paper": PaperAllowed.CONTRACT.value}
    usual |= {"on": today_as_typed(), "since": f"01.01.{clock.today().year}", "until": today_as_typed()}
    return filters, Form(usual | filters.typed)


def _question(form: Form, filters: Filters) -> Question:
    on: date = filters.values.get("on", clock.today())
    paper = form.text("paper")
    if "on" in filters.typed and "on" not in filters.values:
        raise Invalid({"on": _("This cannot be read. Type it again.")})
    if paper not in set(PaperAllowed):
        raise Invalid({"paper": _("There is no such choice. Choose from the list.")})
    return Question(on, PaperAllowed(paper), in_borders(form.text("place"), form.text("borders"), on))


def _changes(filters: Filters, form: Form, behind: After | None, limit: int | None = PAGE) -> Page:
    first, last = _days(filters)
    districts = in_borders(form.text("place"), form.text("borders"), last)
    rows = changes(g.session, g.actor, first, last, districts, after=behind, limit=limit)
    return Page(rows if limit is None else rows[:limit], more=limit is not None and len(rows) > limit)


def _corrected(filters: Filters, form: Form) -> list[Afterthought]:
    first, last = _days(filters)
    return corrected(g.session, g.actor, first, last, in_borders(form.text("place"), form.text("borders"), last))


def _days(filters: Filters) -> tuple[date, date]:
    today = clock.today()
    first, last = filters.values.get("since", today.replace(month=1, day=1)), filters.values.get("until", today)
    if last < first:
        raise Invalid({"until": _("The end is before the start. Check the dates.")})
    return first, last


def _behind(filters: Filters) -> After | None:
    """Where the page begins, as `_onward` wrote it."""
    day, _dots, key = str(filters.values.get("behind", "")).partition("..")
    found = as_key(key)
    try:
        return After(date.fromisoformat(day), found) if found else None
    except ValueError:
        return None


def _onward(filters: Filters, row: Any) -> str:
    asked: dict[str, Any] = filters.typed | {"behind": f"{row.day}..{row.key}"}
    return url_for(".changed_since", **asked)


def _words(rows: Any, on: date) -> dict[str, Any]:
    return {
        "on": on,
        "names": names_of_places(row.district_id for row in rows),
        "kind_words": kind_words(on),
        "register_words": labels(RegisterKind, g.language),
        "keeps": may(g.actor, Can.KEEP_REGISTER, tree(g.session).republic),
    }


def _table(content: bytes, name: str) -> Response:
    return Response(content, content_type=CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'})
