"""Papers about a settlement and a whole mediation that people ask for. Whoever may not read terms does not get them printed."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.agreements.closing_papers import case_report_facts, termination_facts
from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.papers import agreement_facts, court_route_facts, obligations_facts
from mediation_cms.cases.models import Case
from mediation_cms.cases.papers import in_its_languages, languages_of
from mediation_cms.documents.facts import Facts
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper


def make_agreement(session: Session, actor: Actor, agreement: Agreement, languages: Languages | None = None) -> Paper:
    """Ask for the settlement agreement or the supplement to one, in the languages in which it is drawn up or one of them."""
    case = session.get_one(Case, agreement.case_id)
    authorize(actor, Can.MAKE_PAPER, case)
    _require_reader(actor, case)
    facts = agreement_facts(session, agreement, in_its_languages(agreement.language, languages))
    return _ask(session, actor, case, agreement, facts, dated_by_asking=agreement.signed_on is None)


def make_obligations(session: Session, actor: Actor, first: Agreement, languages: Languages | None = None) -> Paper:
    """Ask for the calendar of the obligations of a signed agreement, in its languages or in one of them."""
    case = session.get_one(Case, first.case_id)
    authorize(actor, Can.MAKE_PAPER, case)
    _require_reader(actor, case)
    facts = obligations_facts(session, first, in_its_languages(first.language, languages))
    return _ask(session, actor, case, first, facts)


def make_court_route(session: Session, actor: Actor, first: Agreement, languages: Languages | None = None) -> Paper:
    """Ask for the sheet that says which way leads to court: our own words, in whatever language."""
    case = session.get_one(Case, first.case_id)
    authorize(actor, Can.MAKE_PAPER, case)
    _require_reader(actor, case)
    return _ask(
        session, actor, case, first, court_route_facts(session, first, languages or languages_of(first.language))
    )


def make_termination(session: Session, actor: Actor, case: Case, languages: Languages | None = None) -> Paper:
    """Ask for the notice that the mediation has ended (Law on Mediation, article 26): our own words, in whatever language."""
    authorize(actor, Can.MAKE_PAPER, case)
    return _ask(session, actor, case, case, termination_facts(session, case, languages))


def make_case_report(session: Session, actor: Actor, case: Case, languages: Languages | None = None) -> Paper:
    """Ask for the report of a case in facts that are no secret, for whoever reads its minutes all the same."""
    authorize(actor, Can.MAKE_PAPER, case)
    _require_reader(actor, case)
    return _ask(session, actor, case, case, case_report_facts(session, case, languages))


def _require_reader(actor: Actor, case: Case) -> None:
    """Refuse whoever may not read the terms; the command line prints for whoever keeps the keys of the server."""
    if not actor.is_system:
        authorize(actor, Can.READ_MINUTES, case)


def _ask(
    session: Session, actor: Actor, case: Case, thing: Agreement | Case, facts: Facts, *, dated_by_asking: bool = True
) -> Paper:
    return ask_for_paper(
        session, actor, facts, thing_id=thing.id, matter_id=case.request_id, cabinet_id=case.cabinet_id,
        dated_by_asking=dated_by_asking,
    )  # fmt: skip
