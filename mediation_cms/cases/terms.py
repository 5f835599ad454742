"""The term of a mediation, read from the contract, the extension, the law and the calendar of the day."""

from datetime import date

from sqlmodel import Session, select

from mediation_cms.cases.models import Case, Contract, Extension
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.law.queries import working_calendar
from mediation_cms.law.rules import Term


def contract_of(session: Session, case: Case) -> Contract | None:
    """The mediation contract of the case, if one was concluded."""
    return session.exec(select(Contract).where(Contract.case_id == case.id)).first()


def the_contract_of(session: Session, case: Case) -> Contract:
    """The mediation contract of a case whose mediation has begun."""
    return session.exec(select(Contract).where(Contract.case_id == case.id)).one()


def require_contract(session: Session, case: Case) -> Contract:
    """The mediation contract of the case. Refused before it was concluded."""
    contract = contract_of(session, case)
    if contract is None:
        raise Refused(_("There is no mediation contract yet. Enter it first."))
    return contract


def extension_of(session: Session, contract: Contract) -> Extension | None:
    """The one extension of the term, if there was one."""
    return session.exec(select(Extension).where(Extension.contract_id == contract.id)).first()


def term_of(session: Session, contract: Contract) -> Term:
    """The term with its extension; its due day is rolled to a working day by the calendar as it is known now."""
    return term_with(session, contract, extension_of(session, contract))


def term_with(session: Session, contract: Contract, extension: Extension | None) -> Term:
    """The term of a contract whose extension, or that there is none, is known already."""
    return term(session, contract.concluded_on, contract.term_days, extension.days if extension else 0)


def term(session: Session, start: date, days: int, extension_days: int = 0) -> Term:
    """A term that starts on the day of the contract (day 0)."""
    return Term.of(start, days, extension_days, is_working=working_calendar(session).is_working)
