"""`report`: the figures of a place and a period, for people and for other programs."""

import json
from pathlib import Path

import click
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cli.house import House, system
from mediation_cms.cli.printed import OUT, pdf, write
from mediation_cms.cli.schema_version import require_present
from mediation_cms.core.languages import Language
from mediation_cms.documents.inputs import BY_NAME
from mediation_cms.documents.models import Paper
from mediation_cms.statistics.exports import as_csv, as_xlsx
from mediation_cms.statistics.paper_actions import make_report_paper
from mediation_cms.statistics.report import asked, half_year, year_before
from mediation_cms.statistics.reports import REPORTS

TABLES = {"csv": as_csv, "xlsx": as_xlsx}


@click.group()
def report() -> None:
    """Make reports."""


@report.command("half-year")
@click.option(
    "--place", required=True, help="KZ, a region such as 63, a district such as oskemen, a cabinet such as 63-OSK."
)
@click.option("--period", required=True, help="2022, 2022-H1, 2022-Q1, 2022-06, 2022-01-01..2022-03-31.")
@click.option("--borders", default="then", show_default=True, help="then, now, or the day whose borders are used.")
@click.option("--language", default="kk", type=click.Choice([code.value for code in Language]), show_default=True)
@click.option("--format", "form", default="json", type=click.Choice(["json", *TABLES, "pdf"]), show_default=True)
@OUT
@click.pass_obj
def half_year_report(
    house: House, place: str, period: str, borders: str, language: str, form: str, out: Path | None
) -> None:
    """The half-year report, of any place and period. Without --out it goes to standard output."""
    require_present(house.database)
    if form == "pdf":
        if language not in BY_NAME:
            raise click.UsageError("Papers are in Kazakh or Russian: choose --language kk or ru.")
        content = _paper(house, place, period, borders, language)
    else:
        content = _table(house, place, period, borders, Language(language), form)
    write(content, out)


def _table(house: House, place: str, period: str, borders: str, language: Language, form: str) -> bytes:
    with house.database.session(writes=False) as session:
        wanted, actor = asked(session, place, period, borders), system(session)
        kind = REPORTS["half-year"]
        made = kind.make(session, actor, wanted.place, wanted.period, wanted.borders)
        if form == "json":
            return json.dumps(made.as_json(), ensure_ascii=False, indent=1).encode() + b"\n"
        return TABLES[form](kind.book(session, actor, made, language))


def _paper(house: House, place: str, period: str, borders: str, language: str) -> bytes:
    with house.database.session(writes=False) as still:
        wanted, reader = asked(still, place, period, borders), system(still)
        made = half_year(still, reader, wanted.place, wanted.period, wanted.borders)
        before = year_before(still, reader, made)

    def ask(session: Session, actor: Actor) -> Paper:
        return make_report_paper(session, actor, made, before, BY_NAME[language])

    return pdf(house, ask)
