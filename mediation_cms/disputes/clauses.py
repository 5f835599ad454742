"""The library of clauses: all of them for whoever keeps it, and those that fit a dispute for whoever writes an agreement."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from mediation_cms.disputes.models import Clause, ClausePurpose
from mediation_cms.disputes.order import is_valid


def all_clauses(session: Session) -> list[Clause]:
    """Every clause, ended ones too: those for all disputes first, then by dispute type, each list in its order."""
    order = (col(Clause.dispute_code), col(Clause.position), col(Clause.code))
    return list(session.exec(select(Clause).order_by(*order)))


def clauses_for(session: Session, dispute_code: str) -> list[Clause]:
    """The clauses of exactly this dispute type (empty: of all disputes), ended ones too, in their order."""
    return [clause for clause in all_clauses(session) if clause.dispute_code == dispute_code]


def fitting(session: Session, dispute_code: str, on: date, purposes: Collection[ClausePurpose]) -> list[Clause]:
    """The clauses in force on that day that fit a dispute of this type: the nearest first, those for all disputes last."""
    found = [
        clause
        for clause in all_clauses(session)
        if clause.purpose in purposes and is_valid(clause, on) and is_related(clause.dispute_code, dispute_code)
    ]
    return sorted(found, key=lambda clause: -len(clause.dispute_code))


def is_related(one: str, other: str) -> bool:
    """Whether one dispute type is the other, or lies above or beneath it; what is for all disputes is related to each."""
    return not one or f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
