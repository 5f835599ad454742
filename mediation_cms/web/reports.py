"""The wing of reports: a place, a period and borders in the address; every figure opens its records."""

import json
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from mediation_cms.core import clock, formats
from mediation_cms.core.errors import Invalid, NotFound, Problem
from mediation_cms.core.i18n import Joined, Raised, Text
from mediation_cms.core.languages import Language
from mediation_cms.core.parsing import Unreadable, parse_day
from mediation_cms.core.validation import EMPTY
from mediation_cms.documents.queries import printed
from mediation_cms.places.queries import tree
from mediation_cms.statistics.exports import Book, as_csv, as_xlsx
from mediation_cms.statistics.indicators import Indicator
from mediation_cms.statistics.paper_actions import get_report_paper, make_report_paper
from mediation_cms.statistics.periods import Kind, Period
from mediation_cms.statistics.report import asked, broken_records, half_year, records, year_before
from mediation_cms.statistics.reports import REPORTS
from mediation_cms.statistics.showing import shown
from mediation_cms.web import transactions
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import KEPT, drawn
from mediation_cms.web.report_choices import choices
from mediation_cms.web.report_words import balance_lines, comparison, value_shown, words_of

reports = Blueprint("reports", __name__, url_prefix="/reports")
WRITERS: dict[str, tuple[Callable[[Book], bytes], str]] = {
    "csv": (as_csv, "text/csv"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@reports.get("")
def show() -> ResponseReturnValue:
    """The report that the address asks for; without one, the last half-year of the actor's own place."""
    form, days = Form(_asked_in_address()), _typed_days()
    try:
        _must_be_days(days)
        wanted = asked(g.session, form.values["place"], form.values["period"], form.values["borders"])
        report = half_year(g.session, g.actor, wanted.place, wanted.period, wanted.borders)
    except Problem as problem:
        if problem.status == 403:  # noqa: PLR2004 - no right is no slip of typing
            raise
        form.errors = dict(problem.fields) if isinstance(problem, Invalid) else {"": problem.sentence}
        form.values |= days
        return render_template("reports/show.html", report=None, form=form, **choices(form)), problem.status
    before, address = year_before(g.session, g.actor, report), _address(form)
    return render_template(
        "reports/show.html",
        report=report,
        form=form,
        lines=[
            line(
                figure.indicator,
                figure.label,
                value_shown(figure, g.language),
                comparison(before.get(figure.indicator.code), g.language),
                tuple(figure.beside.items()),
                address,
                g.language,
            )
            for figure in report.figures
        ],
        balance=balance_lines(report),
        breaches=[] if report.balance.balanced else broken_records(g.session, g.actor, report),
        paragraphs=[(language, Joined(report.text).in_(language)) for language in (Language.KK, Language.RU)],
        link=lambda code: f"/reports/records?{address}&code={code}",
        file=lambda kind: f"/reports/file?{address}&format={kind}",
        pdf=lambda language: f"/reports/papers?{address}&language={language}",
        **choices(form),
    )


@reports.get("/records")
def behind() -> ResponseReturnValue:
    """The records behind one figure: numbers, days, kinds and outcomes, no names."""
    form = _asked_for()
    code = request.args.get("code", "")[:60]
    wanted = asked(g.session, form.values["place"], form.values["period"], form.values["borders"])
    report = half_year(g.session, g.actor, wanted.place, wanted.period, wanted.borders)
    page = records(g.session, g.actor, report, code, request.args.get("after") or None)
    return render_template(
        "reports/records.html",
        report=report,
        words=words_of(report, code),
        rows=list(shown(g.session, report.line_of(code), page.records, g.language)),
        back=f"/reports?{_address(form)}",
        next_url=f"/reports/records?{_address(form, code=code, after=page.after)}" if page.after else "",
    )


@reports.get("/file")
def file() -> ResponseReturnValue:
    """The report as a file: what may be read may be taken along, in tables or for other programs."""
    form, kind = _asked_for(), REPORTS["half-year"]
    wanted = asked(g.session, form.values["place"], form.values["period"], form.values["borders"])
    report = kind.make(g.session, g.actor, wanted.place, wanted.period, wanted.borders)
    ending = request.args.get("format", "")
    if ending == "json":
        body, media = json.dumps(report.as_json(), ensure_ascii=False, indent=1).encode(), "application/json"
    elif ending in WRITERS:
        write, media = WRITERS[ending]
        body = write(kind.book(g.session, g.actor, report, g.language))
    else:
        raise NotFound
    transactions.reading("reports.file", shown=[f"{wanted.place.code} {wanted.period.code} {ending}"])
    name = f"{wanted.place.code}-{wanted.period.code}.{ending}"
    return Response(body, mimetype=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@reports.post("/papers")
def paper() -> ResponseReturnValue:
    """Ask for the report as a PDF."""
    form = _asked_for()
    with transactions.database().session(writes=False) as still:
        wanted = asked(still, form.values["place"], form.values["period"], form.values["borders"])
        report = half_year(still, g.actor, wanted.place, wanted.period, wanted.borders)
        before = year_before(still, g.actor, report)
    languages = (Language.RU,) if request.args.get("language") == "ru" else (Language.KK,)
    made = make_report_paper(g.session, g.actor, report, before, languages)
    return redirect(url_for(".printed_paper", paper_id=made.id, back=_address(form)), code=303)


@reports.get("/papers/<uuid:paper_id>")
def printed_paper(paper_id: UUID) -> ResponseReturnValue:
    """How far the PDF of a report is: a page that looks again by itself while it is prepared, then leads to the file."""
    found = get_report_paper(g.session, g.actor, paper_id)
    return render_template("reports/paper.html", paper=found, back=f"/reports?{request.args.get('back', '')}")


@reports.get("/papers/<uuid:paper_id>/file")
def paper_file(paper_id: UUID) -> ResponseReturnValue:
    """The report as a PDF."""
    found = get_report_paper(g.session, g.actor, paper_id)
    ready = printed(g.session, found)
    transactions.reading("reports.file", shown=[f"{found.number} pdf"])
    return attachment(ready)


@lru_cache(KEPT)
def line(
    indicator: Indicator, label: Text, shown: str, before: str, counted: tuple[tuple[str, int], ...], address: str,
    language: Language,
) -> Markup:  # fmt: skip
    """One row of the table of figures; what is counted beside the figure opens a sentence."""
    beside = [(Raised(indicator.beside[name]), formats.number(number, language)) for name, number in counted]
    return drawn(
        "reports/row.html", indicator=indicator, label=label, shown=shown, before=before, beside=beside, address=address
    )


def _asked_in_address() -> dict[str, str]:
    """What the address asks for, completed by the actor's own place and the last half-year that is over."""
    today = clock.today()
    running = Period.of(Kind.HALF, today.year, 1 if today.month <= 6 else 2)  # noqa: PLR2004 - the sixth month ends a half
    home = tree(g.session).unit(g.actor.home_id).code if g.actor.home_id else "KZ"
    defaults = {"place": home, "period": running.previous().code, "borders": "then"}
    typed = {name: request.args.get(name, "").strip()[:60] or default for name, default in defaults.items()}
    if day := _day_asked("day"):
        typed["borders"] = day
    first, last = _day_asked("from"), _day_asked("to")
    if first and last:
        typed["period"] = f"{first}..{last}"
    return typed


def _asked_for() -> Form:
    """What the address asks for. Raises Invalid for a day that is none."""
    _must_be_days(_typed_days())
    return Form(_asked_in_address())


def _typed_days() -> dict[str, str]:
    """The days of the address as they were typed: the ends of a period, the day of the borders."""
    return {name: request.args.get(name, "").strip()[:20] for name in ("from", "to", "day")}


def _must_be_days(typed: dict[str, str]) -> None:
    """Raise Invalid beside each field that holds no day, or that lacks the other end of the period."""
    wrong: dict[str, Text] = {}
    for name, text in typed.items():
        try:
            if text:
                parse_day(text)
        except Unreadable as problem:
            wrong[name] = problem.sentence
    for name, other in (("from", "to"), ("to", "from")):
        if typed[other] and not typed[name]:
            wrong[name] = EMPTY
    if wrong:
        raise Invalid(wrong)


def _day_asked(name: str) -> str:
    """A day as people type it, in the form in which the address has it; nothing where there is none."""
    try:
        return parse_day(request.args.get(name, "")).isoformat()
    except Unreadable:
        return ""


def _address(form: Form, **more: str) -> str:
    return urlencode({**form.values, **{name: value for name, value in more.items() if value}})
