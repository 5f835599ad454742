"""Settings: dated rules and labels, and the working calendar. Each says where it stands and how sure that is."""

from datetime import date
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.administration.inputs import RuleIn, RuleWordsIn, SpecialDayIn
from mediation_cms.administration.law_actions import add_rule_version, add_special_day, correct_rule, remove_special_day
from mediation_cms.administration.queries import get, history_of_rule, rule_versions
from mediation_cms.audit.queries import history_of_kind
from mediation_cms.core import clock
from mediation_cms.core.dated import last_day
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _, labels
from mediation_cms.law.models import Certainty, DayKind, Rule, SpecialDay
from mediation_cms.law.queries import codes as rule_codes
from mediation_cms.law.queries import rules_on, special_days, versions
from mediation_cms.web import law_forms as shown
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import beside
from mediation_cms.web.lists import Filters
from mediation_cms.web.place_forms import FORM_NAMES, given
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

settings_law = Blueprint("settings_law", __name__, url_prefix="/settings/law")
FIRST_YEAR, LAST_YEAR = 1991, 2100


@settings_law.get("")
def index() -> ResponseReturnValue:
    """The rules of a day, and those that are not in force on it."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    filters = Filters(request.args, set(), set(), {"on"})
    on = filters.values.get("on", clock.today())
    held = rules_on(g.session, on)
    known = {rule.code for rule in held}
    return render_template(
        "settings/law.html",
        form=Form({"on": today_as_typed()} | filters.typed),
        on=on,
        groups=shown.grouped(held),
        others=[versions(g.session, code)[-1] for code in rule_codes(g.session) if code not in known],
        certainties=labels(Certainty, g.language),
        value_words=shown.value_words,
        last_day=last_day,
    )


@settings_law.get("/rules/<code>")
def show(code: str) -> ResponseReturnValue:
    """One rule with all its versions."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    return render_template("settings/rule.html", **_rule(code))


@settings_law.get("/rules/<code>/history")
def history(code: str) -> ResponseReturnValue:
    """Who changed a rule."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    return render_template("settings/rule_history.html", lines=history_of_rule(g.session, code), **_rule(code))


@settings_law.route("/rules/<code>/versions/new", methods=["GET", "POST"])
def version(code: str) -> ResponseReturnValue:
    """A rule reads otherwise from a day on."""
    authorize(g.actor, Can.MANAGE_LAW)
    facts = _rule(code)
    last = rule_versions(g.session, code)[-1]
    fresh = shown.stored(last) | {"certainty": Certainty.FOUND.value, "source-kk": "", "source-ru": "", "source-en": ""}
    form = Form.sent() if request.method == "POST" else Form(fresh)
    with form.catching():
        if request.method == "POST":
            with beside(_names(last)):
                add_rule_version(g.session, g.actor, RuleIn.checked({"value": "", **given(form), "code": code}))
            say(_("Saved"))
            return redirect(url_for(".show", code=code), code=303)
    return _form_page("settings/rule_version.html", form, last, facts)


@settings_law.route("/versions/<uuid:rule_id>/correction", methods=["GET", "POST"])
def correction(rule_id: UUID) -> ResponseReturnValue:
    """Put right what was entered wrongly, for all days of a version."""
    authorize(g.actor, Can.MANAGE_LAW)
    rule = get(g.session, Rule, rule_id)
    facts = _rule(rule.code)
    form = Form.correcting(shown.stored(rule))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            with beside(_names(rule)):
                correct_rule(g.session, g.actor, rule, RuleWordsIn.checked({"value": "", **given(form)}))
            say(_("Saved"))
            return redirect(url_for(".show", code=rule.code), code=303)
    return _form_page("settings/rule_correction.html", form, rule, facts | {"rule": rule})


# --- the calendar ------------------------------------------------------------------------------------------------------


@settings_law.route("/days", methods=["GET", "POST"])
def days() -> ResponseReturnValue:
    """The days of a year that differ from what their weekday says, and entering one."""
    authorize(g.actor, Can.MANAGE_LAW if request.method == "POST" else Can.OPEN_SETTINGS)
    year = _year(request.args.get("year", ""))
    form = Form.sent() if request.method == "POST" else Form({"certainty": Certainty.FOUND.value})
    with form.catching():
        if request.method == "POST":
            with beside(FORM_NAMES):
                made = add_special_day(g.session, g.actor, SpecialDayIn.checked(given(form)))
            say(_("Saved"))
            return redirect(url_for(".days", year=made.day.year), code=303)
    page = render_template(
        "settings/days.html",
        form=form,
        year=year,
        days=special_days(g.session, date(year, 1, 1), date(year, 12, 31)),
        kind_words=labels(DayKind, g.language),
        certainties=labels(Certainty, g.language),
        kinds=options(DayKind),
        certainty_options=options(Certainty),
        manages=may(g.actor, Can.MANAGE_LAW),
    )
    return page, form.status


@settings_law.route("/days/<uuid:day_id>/removal", methods=["GET", "POST"])
def day_removal(day_id: UUID) -> ResponseReturnValue:
    """Make a day again what its weekday tells."""
    authorize(g.actor, Can.MANAGE_LAW)
    day = get(g.session, SpecialDay, day_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            remove_special_day(g.session, g.actor, day)
            say(_("Removed."))
            return redirect(url_for(".days", year=day.day.year), code=303)
    return render_template("settings/day_removal.html", form=form, day=day), form.status


@settings_law.get("/days/history")
def days_history() -> ResponseReturnValue:
    """Who changed the calendar."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    return render_template("settings/days_history.html", lines=history_of_kind(g.session, SpecialDay))


# --- what they share ---------------------------------------------------------------------------------------------------


def _rule(code: str) -> dict[str, object]:
    """What the head of every page of a rule needs. Raises NotFound."""
    held = versions(g.session, code)
    if not held:
        raise NotFound
    return {
        "code": code,
        "versions": list(reversed(held)),
        "certainties": labels(Certainty, g.language),
        "value_words": shown.value_words,
        "last_day": last_day,
        "manages": may(g.actor, Can.MANAGE_LAW),
    }


def _form_page(template: str, form: Form, like: Rule, facts: dict[str, object]) -> ResponseReturnValue:
    page = render_template(
        template, form=form, fields=shown.value_fields(like.value), certainty_options=options(Certainty), **facts
    )
    return page, form.status


def _names(like: Rule) -> dict[str, str]:
    """Where the form keeps the value: what is wrong with it comes beside its first field."""
    return FORM_NAMES | {shown.WHOLE: shown.value_fields(like.value)[0][0]}


def _year(typed: str) -> int:
    year = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) == 4 else clock.today().year  # noqa: PLR2004 - a year has four figures
    return min(max(year, FIRST_YEAR), LAST_YEAR)
