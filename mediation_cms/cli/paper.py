"""`paper`: a paper of one matter as a PDF, and which matters have one."""

from collections.abc import Callable
from pathlib import Path

import click
import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.paper_actions import make_agreement
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case, Contract
from mediation_cms.cases.paper_actions import make_contract, make_termination
from mediation_cms.cases.queries import case_of
from mediation_cms.cli.house import House
from mediation_cms.cli.printed import OUT, pdf, write
from mediation_cms.cli.schema_version import require_present
from mediation_cms.core.errors import NotFound
from mediation_cms.documents.inputs import BY_NAME, Languages
from mediation_cms.documents.models import Paper
from mediation_cms.intake.models import ENDINGS_OF_MEDIATION, Request
from mediation_cms.intake.numbers import OF_A_PAPER
from mediation_cms.intake.paper_actions import make_receipt
from mediation_cms.intake.queries import by_number

Make = Callable[[Session, Actor, str, Languages | None], Paper]


@click.command()
@click.argument("number", required=False)
@click.argument("kind", required=False)
@click.option("--language", type=click.Choice(list(BY_NAME)), help="Otherwise the language of the matter.")
@click.option("--list", "listed", metavar="KIND", help="Print the numbers that have such a paper, one a line.")
@OUT
@click.pass_obj
def paper(
    house: House, number: str | None, kind: str | None, language: str | None, listed: str | None, out: Path | None
) -> None:
    """Make a paper of a matter.

    NUMBER is that of the request or of the paper itself; KIND one of receipt, contract, agreement, supplement, termination.
    """
    wanted = listed or kind
    if wanted is None or (number is None) == (listed is None):
        raise click.UsageError("Give NUMBER and KIND, or --list KIND.")
    if wanted not in MAKE:
        raise click.UsageError(f"There is no paper {wanted}. There are: {', '.join(MAKE)}.")
    require_present(house.database)
    if number is None:
        with house.database.session(writes=False) as session:
            for found in session.execute(LISTS[wanted].execution_options(yield_per=1000)).scalars():
                click.echo(found)
        return
    if out is None:
        raise click.UsageError("Give --out FILE: where to write the PDF (- for standard output).")
    asked, languages = number.strip().upper(), BY_NAME[language] if language else None
    write(pdf(house, lambda session, actor: MAKE[wanted](session, actor, asked, languages)), out)


def _receipt(session: Session, actor: Actor, number: str, languages: Languages | None) -> Paper:
    return make_receipt(session, actor, _request(session, actor, number), languages)


def _contract(session: Session, actor: Actor, number: str, languages: Languages | None) -> Paper:
    return make_contract(session, actor, _case(session, actor, number), languages)


def _termination(session: Session, actor: Actor, number: str, languages: Languages | None) -> Paper:
    return make_termination(session, actor, _case(session, actor, number), languages)


def _agreement(session: Session, actor: Actor, number: str, languages: Languages | None) -> Paper:
    return make_agreement(session, actor, _drawn_up(session, actor, number, amends=False), languages)


def _supplement(session: Session, actor: Actor, number: str, languages: Languages | None) -> Paper:
    return make_agreement(session, actor, _drawn_up(session, actor, number, amends=True), languages)


def _request(session: Session, actor: Actor, number: str) -> Request:
    try:
        return by_number(session, actor, OF_A_PAPER.sub("", number))
    except NotFound:
        raise click.ClickException(f"There is no request with the number {number}.") from None


def _case(session: Session, actor: Actor, number: str) -> Case:
    case = case_of(session, actor, _request(session, actor, number))
    if case is None:
        raise click.ClickException(f"Request {number} was not admitted to mediation: it has no such paper.")
    return case


def _drawn_up(session: Session, actor: Actor, number: str, *, amends: bool) -> Agreement:
    """The one of this number; by the number of the request the signed one, else the newest draft."""
    case = _case(session, actor, number)
    drafts_too = select(Agreement).where(Agreement.case_id == case.id, *_drawn(amends=amends))
    found = session.exec(drafts_too.order_by(col(Agreement.id))).all()
    named = [agreement for agreement in found if agreement.number == number]
    signed = [agreement for agreement in found if agreement.signed_on is not None]
    if not found or (OF_A_PAPER.search(number) and not named):
        raise click.ClickException(f"There is no agreement with the number {number}.")
    return (named or signed or found[::-1])[0]


def _drawn(*, amends: bool) -> tuple[sa.ColumnElement[bool], ...]:
    """That an agreement supplements another or not, and was not given up."""
    first = col(Agreement.amends_id).is_(None)
    return (sa.not_(first) if amends else first), col(Agreement.status) != AgreementStatus.DROPPED


MAKE: dict[str, Make] = {
    "receipt": _receipt,
    "contract": _contract,
    "agreement": _agreement,
    "supplement": _supplement,
    "termination": _termination,
}
LISTS: dict[str, sa.Select[str]] = {
    "receipt": sa.select(col(Request.number)).order_by(col(Request.id)),
    "contract": sa.select(col(Contract.number)).order_by(col(Contract.id)),
    "agreement": sa.select(col(Agreement.number)).where(*_drawn(amends=False)).order_by(col(Agreement.id)),
    "supplement": sa.select(col(Agreement.number)).where(*_drawn(amends=True)).order_by(col(Agreement.id)),
    "termination": sa.select(col(Case.number))
    .join(Contract, col(Contract.case_id) == Case.id)
    .where(col(Case.outcome).in_(ENDINGS_OF_MEDIATION))
    .order_by(col(Case.id)),
}
