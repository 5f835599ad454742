"""Taking a clause of the library into a form: a choice and a button, without a script."""

from flask import g

from mediation_cms.agreements.inputs import TermIn
from mediation_cms.agreements.library import worded
from mediation_cms.cases.models import Case
from mediation_cms.cases.sides import sides_of
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import CHOOSE
from mediation_cms.disputes.clauses import fitting
from mediation_cms.disputes.models import ClausePurpose
from mediation_cms.intake.models import Request
from mediation_cms.web.choices import Options
from mediation_cms.web.forms import Form

FOR_TERMS = (ClausePurpose.OBLIGATION, ClausePurpose.PROCEDURE)
OF_TERM = ("debtor_sides", "amount", "due_on", "proof_kk", "proof_ru")


def offered(case: Case) -> Options:
    """The clauses that fit the dispute of a case, the nearest first, by name."""
    found = fitting(g.session, _dispute(case), clock.today(), FOR_TERMS)
    return [(str(clause.id), str(getattr(clause, f"name_{g.language}"))) for clause in found]


def put_in(case: Case, form: Form, prefix: str = "") -> None:
    """Write the chosen clause into the fields of one term, with what is typed there already. Raises Invalid beside a field."""
    at = f"{prefix}-" if prefix else ""
    chosen = form.text(f"{at}clause_id")
    clauses = {str(clause.id): clause for clause in fitting(g.session, _dispute(case), clock.today(), FOR_TERMS)}
    if chosen not in clauses:
        raise Invalid({f"{at}clause_id": CHOOSE})
    typed = {name: form.values[at + name] for name in OF_TERM if form.values.get(at + name)}
    term = TermIn.checked(typed, prefix)
    for name, text in worded(clauses[chosen], term, sides_of(g.session, case.request_id)).items():
        written = form.text(at + name)
        form.values[at + name] = f"{written}\n{text}" if written else text


def _dispute(case: Case) -> str:
    request: Request = g.session.get_one(Request, case.request_id)
    return request.dispute_code
