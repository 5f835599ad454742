"""Drafting, signing, supplementing and performing settlement agreements."""

from datetime import date

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.agreements.drafting import put_words, require_fit, sign, text_of
from mediation_cms.agreements.inputs import AgreementIn, PerformanceIn, SigningIn
from mediation_cms.agreements.models import Agreement, Obligation, Performance, PerformanceState
from mediation_cms.agreements.proposals import settle
from mediation_cms.agreements.queries import agreements_of, newest_of, obligations_of, states_of, supplemented
from mediation_cms.agreements.workflow import AGREEMENT, AgreementStatus, AgreementStep
from mediation_cms.audit import record
from mediation_cms.cases.endings import end_case, open_since
from mediation_cms.cases.follow_ups import plan_for_agreement
from mediation_cms.cases.mandates import days_of_signing, require_mediation
from mediation_cms.cases.models import Case
from mediation_cms.cases.terms import contract_of, the_contract_of
from mediation_cms.cases.workflow import CaseStatus, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.issuing import outdate
from mediation_cms.documents.models import PaperKind, StoredFile
from mediation_cms.intake.models import Outcome
from mediation_cms.intake.parties import require_sides
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import require_entitled

OF_OBLIGATIONS = (PaperKind.OBLIGATIONS, PaperKind.COURT_ROUTE)
"""What is printed of the obligations of an agreement: which there are, and which of them are not performed."""


def draft_agreement(session: Session, actor: Actor, case: Case, given: AgreementIn) -> Agreement:
    """Begin the draft of the settlement agreement of a running mediation. There is one draft at a time.

    The day of signing may lie back: refused when the cabinet has mediated on no day on which it could have been signed.
    """
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    if case.status is not CaseStatus.IN_MEDIATION:
        raise Refused(_("Mediation cannot start without a contract. Sign it first."))
    if days_of_signing(session, case, the_contract_of(session, case))[1] is None:
        require_mediation(session, case.cabinet_id, clock.today())
    return _begin(session, actor, case, given, amends=None)


def draft_supplement(session: Session, actor: Actor, agreement: Agreement, given: AgreementIn) -> Agreement:
    """Begin a supplementary agreement: the one way in which a signed agreement is changed."""
    case = session.get_one(Case, agreement.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    if agreement.signed_on is None or agreement.amends_id is not None:
        raise Refused(_("A supplementary agreement changes a signed agreement. Choose that one."))
    return _begin(session, actor, case, given, amends=agreement)


def change_draft(session: Session, actor: Actor, agreement: Agreement, given: AgreementIn) -> None:
    """Change the words of a draft. Refused after signing."""
    case = session.get_one(Case, agreement.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    if agreement.signed_on is not None:
        raise Refused(_("A signed agreement cannot be changed. Draw up a supplementary one."))
    if agreement.status is AgreementStatus.DROPPED or (agreement.amends_id is None and case.status is CaseStatus.ENDED):
        raise Refused(_("This draft was given up. Begin a new one."))
    _require_own_sides(session, case, given)
    before = text_of(session, agreement)
    put_words(session, agreement, given)
    settle(session, case)
    if text_of(session, agreement) != before:
        outdate(session, agreement.id)
    record(session, actor, "agreement.changed", agreement, matter_id=case.request_id, terms=len(given.terms))


def drop_draft(session: Session, actor: Actor, agreement: Agreement) -> None:
    """Give a draft up; it stays in the history."""
    case = session.get_one(Case, agreement.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    agreement.status = AGREEMENT.after(agreement.status, AgreementStep.DROP)
    session.add(agreement)
    for term in obligations_of(session, agreement):
        if term.proposal_id:
            term.agreement_id = term.position = None  # it waits at the table for the next draft
            session.add(term)
    outdate(session, agreement.id)
    record(session, actor, "agreement.dropped", agreement, matter_id=case.request_id)


def sign_agreement(session: Session, actor: Actor, agreement: Agreement, given: SigningIn, scan: StoredFile) -> None:
    """Record the signing, with the scan or the exchanged copy and its SHA-256 (article 27 of the Law on Mediation).

    The first agreement of a case ends the mediation on the day of signing (article 26, 1). Refused with all that it lacks.
    """
    case = session.get_one(Case, agreement.case_id)
    authorize(actor, Can.CONDUCT_MEDIATION, case)
    status = AGREEMENT.after(agreement.status, AgreementStep.SIGN)
    _require_time_for(session, agreement, case, given.signed_on)
    if agreement.amends_id is None:
        require_mediation(session, case.cabinet_id, given.signed_on)
        require_entitled(session, session.get_one(Mediator, case.mediator_id), given.signed_on)
    require_fit(session, agreement, given)
    sign(session, agreement, given, scan, status)
    record(
        session, actor, "agreement.signed", agreement, matter_id=case.request_id, on=given.signed_on, sha256=scan.sha256
    )
    if agreement.amends_id is None:
        plan_for_agreement(session, case, agreement.bound_sides, given.signed_on)
        end_case(session, case, CaseStep.END, Outcome.AGREEMENT, given.signed_on)
        record(
            session,
            actor,
            "mediation.ended",
            case,
            matter_id=case.request_id,
            outcome=Outcome.AGREEMENT,
            on=given.signed_on,
        )
    else:
        _settle(session, agreement)
        outdate(session, _amended(session, agreement).id, *OF_OBLIGATIONS)


def record_performance(session: Session, actor: Actor, obligation: Obligation, given: PerformanceIn) -> Performance:
    """Record what was seen of an obligation. When all are done or lifted the agreement is performed; a correction undoes that."""
    agreement = session.get_one(Agreement, obligation.agreement_id)
    case = session.get_one(Case, agreement.case_id)
    authorize(actor, Can.RECORD_PERFORMANCE, case)
    if agreement.signed_on is None:
        raise Refused(_("Only a signed agreement is performed. Record the signing first."))
    if given.seen_on < agreement.signed_on:
        raise Invalid({"seen_on": _("This is before the signing. Check the dates.")})
    if given.state is PerformanceState.LIFTED and not supplemented(session, agreement):
        raise Refused(_("Only a supplementary agreement lifts an obligation. Draw one up and have it signed first."))
    require_sides(session, case.request_id, confirmed_by=given.confirmed_by)
    before = newest_of(session, [obligation]).get(obligation.id)
    seen = Performance(obligation_id=obligation.id, account_id=actor.account_id, at=clock.now(), **given.model_dump())
    session.add(seen)
    session.flush()
    _settle(session, agreement)
    lifted = PerformanceState.LIFTED in {given.state, before.state if before else None}
    outdate(session, _amended(session, agreement).id, *(OF_OBLIGATIONS if lifted else [PaperKind.COURT_ROUTE]))
    record(
        session, actor, "obligation.seen", obligation, matter_id=case.request_id, state=given.state, on=given.seen_on
    )
    return seen


def _begin(session: Session, actor: Actor, case: Case, given: AgreementIn, amends: Agreement | None) -> Agreement:
    _require_own_sides(session, case, given)
    known = agreements_of(session, case)
    if any(found.status is AgreementStatus.DRAFT for found in known):
        raise Refused(_("There is a draft already. Go on with it, or give it up first."))
    agreement = Agreement(
        case_id=case.id,
        number=f"{case.number}-A{len(known) + 1}",
        amends_id=amends.id if amends else None,
        cabinet_id=case.cabinet_id,
        district_id=the_contract_of(session, case).district_id,
        language=given.language,
    )
    session.add(agreement)
    session.flush()
    put_words(session, agreement, given)
    settle(session, case)
    record(session, actor, "agreement.drafted", agreement, matter_id=case.request_id, number=agreement.number)
    return agreement


def _require_own_sides(session: Session, case: Case, given: AgreementIn) -> None:
    """Only sides of this very matter are bound and perform."""
    owing = {f"terms-{row}-debtor_sides": term.debtor_sides for row, term in enumerate(given.terms)}
    require_sides(session, case.request_id, bound_sides=given.bound_sides, **owing)


def _require_time_for(session: Session, agreement: Agreement, case: Case, signed_on: date) -> None:
    """A signing follows what it rests on: the contract, the reopening of the matter, the agreement that it amends."""
    contract = contract_of(session, case)
    if contract is None or signed_on < contract.concluded_on:
        raise Invalid({"signed_on": _("The signing is before the mediation contract. Check the dates.")})
    if agreement.amends_id is not None:
        amended = session.get_one(Agreement, agreement.amends_id)
        if amended.signed_on is not None and signed_on < amended.signed_on:
            raise Invalid(
                {"signed_on": _("The signing is before that of the agreement that it changes. Check the dates.")}
            )
    elif case.status is CaseStatus.IN_MEDIATION and signed_on < open_since(session, case.request_id):
        raise Invalid({"signed_on": _("The signing is before the matter was reopened. Check the dates.")})


def _settle(session: Session, agreement: Agreement) -> None:
    """Whether the agreement is performed follows from its obligations, those of its supplements included."""
    first = _amended(session, agreement)
    states = states_of(session, first)
    settled = all(state in {PerformanceState.DONE, PerformanceState.LIFTED} for state, _day in states)
    if settled and first.status is AgreementStatus.SIGNED:
        first.status = AGREEMENT.after(first.status, AgreementStep.PERFORM)
        first.performed_on = max(day for _state, day in states if day is not None)
    elif not settled and first.status is AgreementStatus.PERFORMED:
        first.status = AGREEMENT.after(first.status, AgreementStep.UNDO_PERFORMANCE)
        first.performed_on = None
    session.add(first)
    session.flush()


def _amended(session: Session, agreement: Agreement) -> Agreement:
    """The agreement that a supplement amends; the agreement itself if it is none."""
    return session.get_one(Agreement, agreement.amends_id) if agreement.amends_id else agreement
