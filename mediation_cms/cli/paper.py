"""`paper`: a paper of one matter as a PDF, and which matters have one."""

from collections.abc import Callable
from pathlib import Path

import click
import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.paper_actions import (
    make_agreement,
    make_case_report,
    make_court_route,
    make_obligations,
    make_termination,
)
from mediation_cms.agreements.queries import NOT_PERFORMED
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case, Contract, Extension
from mediation_cms.cases.paper_actions import make_contract, make_court_notice, make_extension
from mediation_cms.cases.queries import case_of
from mediation_cms.cli.house import House
from mediation_cms.cli.printed import OUT, pdf, write
from mediation_cms.cli.register_paper import LISTS_OF_ENTRY, MAKE_OF_ENTRY
from mediation_cms.cli.schema_version import require_present
from mediation_cms.core.errors import NotFound
from mediation_cms.documents.inputs import BY_NAME, Languages
from mediation_cms.documents.models import Paper
from mediation_cms.intake.invitation_models import Invitation
from mediation_cms.intake.invitation_queries import invitations_of
from mediation_cms.intake.invitation_workflow import MAY_LEAVE
from mediation_cms.intake.models import ENDINGS_OF_MEDIATION, REFUSALS, Request
from mediation_cms.intake.numbers import OF_A_PAPER
from mediation_cms.intake.paper_actions import make_invitation, make_receipt, make_referral, make_refusal
from mediation_cms.intake.queries import by_number
from mediation_cms.intake.screening_models import Referral, Refusal

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

    NUMBER is that of the request, of the register entry or of the paper itself; KIND one of receipt, refusal, referral,
    invitation, contract, agreement, supplement, termination, obligations, court_route, extension, court_notice, case_report,
    register_order, register_extract.
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


def _invitation(session: Session, actor: Actor, number: str, languages: Languages | None) -> Paper:
    request = _request(session, actor, number)
    leaving = next((each for each in invitations_of(session, request.id) if each.status in MAY_LEAVE), None)
    if leaving is None:
        raise click.ClickException(f"Request {number} has no invitation that may leave: it has no such paper.")
    return make_invitation(session, actor, leaving, languages)


def _of_request(make: Callable[..., Paper]) -> Make:
    """A paper of the request with this number."""
    return lambda session, actor, number, languages: make(session, actor, _request(session, actor, number), languages)


def _of_case(make: Callable[..., Paper]) -> Make:
    """A paper of the case with this number."""
    return lambda session, actor, number, languages: make(session, actor, _case(session, actor, number), languages)


def _of_agreement(make: Callable[..., Paper], *, amends: bool = False) -> Make:
    """A paper of the agreement, or the supplement to one, with this number."""
    return lambda session, actor, number, languages: make(
        session, actor, _drawn_up(session, actor, number, amends=amends), languages
    )


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


_SIGNED = col(Agreement.amends_id).is_(None), col(Agreement.signed_on).is_not(None)
MAKE: dict[str, Make] = {
    "receipt": _of_request(make_receipt),
    "refusal": _of_request(make_refusal),
    "referral": _of_request(make_referral),
    "invitation": _invitation,
    "contract": _of_case(make_contract),
    "agreement": _of_agreement(make_agreement),
    "supplement": _of_agreement(make_agreement, amends=True),
    "termination": _of_case(make_termination),
    "obligations": _of_agreement(make_obligations),
    "court_route": _of_agreement(make_court_route),
    "extension": _of_case(make_extension),
    "court_notice": _of_case(make_court_notice),
    "case_report": _of_case(make_case_report),
    **MAKE_OF_ENTRY,
}
REFUSED = (
    sa.select(col(Request.number))
    .join(Refusal, sa.and_(col(Refusal.request_id) == Request.id, col(Refusal.refused_on) == Request.ended_on))
    .where(col(Request.outcome).in_(REFUSALS))
    .order_by(col(Request.id))
)
MEDIATED = sa.select(col(Case.number)).join(Contract, col(Contract.case_id) == Case.id).order_by(col(Case.id))
SENT = sa.or_(col(Refusal.elsewhere) != "", sa.exists().where(col(Referral.refusal_id) == Refusal.id))
LISTS: dict[str, sa.Select[str]] = {
    "receipt": sa.select(col(Request.number)).order_by(col(Request.id)),
    "refusal": REFUSED,
    "referral": REFUSED.where(SENT),
    "invitation": sa.select(col(Request.number))
    .where(col(Request.id).in_(sa.select(col(Invitation.request_id)).where(col(Invitation.status).in_(MAY_LEAVE))))
    .order_by(col(Request.id)),
    "contract": sa.select(col(Contract.number)).order_by(col(Contract.id)),
    "agreement": sa.select(col(Agreement.number)).where(*_drawn(amends=False)).order_by(col(Agreement.id)),
    "supplement": sa.select(col(Agreement.number)).where(*_drawn(amends=True)).order_by(col(Agreement.id)),
    "termination": MEDIATED.where(col(Case.outcome).in_(ENDINGS_OF_MEDIATION)),
    "obligations": sa.select(col(Agreement.number)).where(*_SIGNED).order_by(col(Agreement.id)),
    "court_route": sa.select(col(Agreement.number)).where(*_SIGNED, NOT_PERFORMED).order_by(col(Agreement.id)),
    "extension": MEDIATED.join(Extension, col(Extension.contract_id) == Contract.id),
    "court_notice": MEDIATED.join(Request, col(Request.id) == Case.request_id).where(
        col(Case.ended_on).is_(None), col(Request.source_organisation_id).is_not(None), col(Request.court_case_no) != ""
    ),
    "case_report": sa.select(col(Case.number)).order_by(col(Case.id)),
    **LISTS_OF_ENTRY,
}
