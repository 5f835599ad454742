"""The forms of agreements: rows of terms without a script, signing, performance."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.agreements.drafting import (
    HEADING,
    IN_LANGUAGES,
    TERM,
    TermWords,
    missing_for_signing,
    words_of,
    words_of_term,
)
from mediation_cms.agreements.fitness import flags_of
from mediation_cms.agreements.inputs import MOST_TERMS
from mediation_cms.agreements.models import Agreement, Obligation, PerformanceState, SigningMode
from mediation_cms.agreements.queries import performances_of, supplemented, waiting_for_draft
from mediation_cms.audit.queries import names_of
from mediation_cms.cases.mandates import days_of_signing
from mediation_cms.cases.models import Case, ContractLanguage
from mediation_cms.cases.terms import contract_of, the_contract_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Refused, stale
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.web import clause_forms
from mediation_cms.web.agreement_overview import PAGE, shown_obligation
from mediation_cms.web.case_forms import side_options
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import Matter, matter
from mediation_cms.web.typed import as_typed, today_as_typed

# Standard words for sides who add nothing to what the law says about non-performance (article 27, recalled).
NOTHING_BEYOND = {
    Language.KK: "Заңда көзделгеннен басқа салдар белгіленген жоқ.",
    Language.RU: "Иных последствий, кроме предусмотренных законом, не установлено.",
}


# --- the draft -----------------------------------------------------------------------------------------------------------


def fresh(case: Case) -> Form:
    """A draft in the language of the contract that binds all sides, with the proposals that they have accepted as its terms.

    In two languages the subject of the contract stands in that of the applicant: what it was written in is not known.
    """
    found = matter(case.request_id, PAGE)
    contract, spoken = found.contract, found.request.language
    language = contract.language if contract else ContractLanguage.KK
    first = spoken if spoken in IN_LANGUAGES[language] else IN_LANGUAGES[language][0]
    subject = unseal(g.session, contract, "subject_sealed") if contract else None
    sides = [key for key, _name in side_options(found)]
    values = {"language": language.value, "bound_sides": sides, f"subject_{first}": subject or ""}
    return Form(values | _terms([words_of_term(g.session, term) for term in waiting_for_draft(g.session, case)]))


def begun(agreement: Agreement) -> Form:
    """A stored draft as the fields of its form."""
    written = words_of(g.session, agreement)
    return Form(_heading(agreement) | written.heading | _terms(written.terms))


def fresh_supplement(amended: Agreement) -> Form:
    """A supplement in the language of what it amends, for the same sides; its terms are new, and why it is made."""
    words = {
        name: text for name, text in words_of(g.session, amended).heading.items() if not name.startswith("subject_")
    }
    return Form(_heading(amended) | words | {"lawful": "", "minors_considered": ""})


def _terms(terms: Sequence[TermWords]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for row, term in enumerate(terms):
        fields = as_typed(term.obligation, "id", "debtor_sides", "due_on") | {"amount": _sum(term.obligation.amount)}
        values |= {f"terms-{row}-{name}": value for name, value in (fields | term.words).items()}
    return values


def _heading(agreement: Agreement) -> dict[str, Any]:
    return as_typed(agreement, "language", "bound_sides", "partial", "lawful", "minors_considered")


def _sum(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}".removesuffix(".00")


def rows_of(form: Form) -> list[int]:
    """The numbers of the terms that the form holds, one at least."""
    return form.rows("terms", MOST_TERMS)


def only_rows() -> bool:
    """Whether only the form is to be changed, and nothing saved yet."""
    return "add" in request.form or "remove" in request.form


def with_clause(case: Case, form: Form) -> None:
    """Put the words of the chosen clause into its term, where that button was pressed."""
    name, _hyphen, row = request.form.get("add", "").partition("-")
    if name == "clause":
        clause_forms.put_in(case, form, f"terms-{row}")


def with_rows_changed(form: Form) -> Form:
    """The same form with a term more or less, or with standard words where nothing was typed, as its button says."""
    rows, added, removed = rows_of(form), request.form.get("add", ""), request.form.get("remove", "")
    if added == "term" and len(rows) < MOST_TERMS:
        form.values[f"terms-{rows[-1] + 1}-amount"] = ""
    if added == "words":
        for language in _languages(form):
            form.values[f"consequences_{language}"] = (
                form.values.get(f"consequences_{language}") or NOTHING_BEYOND[language]
            )
    if removed:
        form.values = {name: value for name, value in form.values.items() if not name.startswith(f"terms-{removed}-")}
    return form


def _languages(form: Form) -> tuple[Language, ...]:
    chosen = form.text("language")
    return IN_LANGUAGES[ContractLanguage(chosen) if chosen in set(ContractLanguage) else ContractLanguage.KK_RU]


def version_seen(form: Form, agreement: Agreement | None) -> str:
    """The version from which the form was drawn; a form that comes back to be corrected keeps it."""
    if request.method == "POST":
        return request.form.get("version", "")
    return form.version or (str(agreement.version) if agreement else "")


def require_as_seen(form: Form, agreement: Agreement | None) -> None:
    """Refuse (409) when the form was drawn from another version of the draft than the one that stands.

    However often it is sent: what was typed stays there to be read, and the page is opened anew.
    """
    if version_seen(form, agreement) != (str(agreement.version) if agreement else ""):
        form.anew = request.path
        raise stale()


def draft(case: Case, found: Agreement | None, form: Form, amends: Agreement | None = None) -> ResponseReturnValue:
    """The form of a draft. Refused while there is no mediation to settle, and after its end."""
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    supplements = amends is not None or (found is not None and found.amends_id is not None)
    if not supplements and case.status is not CaseStatus.IN_MEDIATION:
        raise (
            stale()
            if case.status is CaseStatus.ENDED
            else Refused(_("Mediation cannot start without a contract. Sign it first."))
        )
    of, rows, languages = matter(case.request_id, PAGE), rows_of(form), _languages(form)
    return render_template(
        "agreements/draft.html",
        form=form,
        matter=of,
        case=case,
        draft=found,
        supplements=supplements,
        version=version_seen(form, found),
        rows=rows,
        sides=side_options(of),
        written_in=options(ContractLanguage),
        codes=languages,
        carried=_carried(form, rows, languages),
        clauses=clause_forms.offered(case),
        labels=_labels(rows, languages),
        minors=any(side.party.minor for side in of.sides),
        missing=missing_for_signing(g.session, found, _earliest(case)) if found else None,
        flags=flags_of(g.session, found) if found and not only_rows() else [],
    ), form.status


def _carried(form: Form, rows: list[int], languages: tuple[Language, ...]) -> dict[str, str]:
    """What was typed in a language that is not shown now: it travels along unseen."""
    names = [*HEADING, *(f"terms-{row}-{field}" for row in rows for field in TERM)]
    hidden = [name for name in names if not name.endswith(languages)]
    return {name: form.values[name] for name in hidden if form.values.get(name)}


def _labels(rows: list[int], languages: tuple[Language, ...]) -> dict[str, Text]:
    """What each row is called in the list of errors."""
    fields = [
        "debtor_sides",
        "amount",
        "due_on",
        *(f"{field}_{language}" for field in ("what", "proof") for language in languages),
    ]
    return {f"terms-{row}-{field}": _("Term %(n)s", n=n) for n, row in enumerate(rows, start=1) for field in fields}


def _earliest(case: Case) -> Any:
    contract = contract_of(g.session, case)
    return contract.concluded_on if contract else None


def removal(case: Case, found: Agreement, form: Form) -> ResponseReturnValue:
    """The page before a draft is given up."""
    return _step("agreements/removal.html", case, form, Can.CONDUCT_MEDIATION, draft=found)


# --- signing -------------------------------------------------------------------------------------------------------------


def fresh_signing(case: Case) -> Form:
    """Signed today, on paper, where the contract was concluded."""
    contract, days = contract_of(g.session, case), _days(case)
    return Form(
        {
            "signed_on": today_as_typed() if days is None or days[1] == clock.today() else "",
            "signing": SigningMode.PAPER.value,
            "place": contract.place if contract else "",
        }
    )


def signing(case: Case, found: Agreement, form: Form) -> ResponseReturnValue:
    """The form of the signing, with everything that still stands in its way."""
    of = matter(case.request_id, PAGE)
    return _step(
        "agreements/signing.html", case, form, Can.CONDUCT_MEDIATION,
        matter=of,
        draft=found,
        version=version_seen(form, found),
        missing=missing_for_signing(g.session, found, _earliest(case)),
        flags=flags_of(g.session, found),
        between=None if found.amends_id else _days(case),
        modes=options(SigningMode),
        signatories=_signatories(of, found),
    )  # fmt: skip


def _days(case: Case) -> tuple[date, date] | None:
    """From which day to which an agreement can have been signed; None when there is no such day."""
    if case.status is not CaseStatus.IN_MEDIATION:
        return None
    first, last = days_of_signing(g.session, case, the_contract_of(g.session, case))
    return (first, last) if last else None


def _signatories(of: Matter, found: Agreement) -> list[tuple[str, str, Text]]:
    """Who may sign for the sides that the agreement binds: each of them, and whoever speaks for it."""
    return [
        (str(who.party.id), who.name, who.role)
        for side in of.sides
        if side.key in found.bound_sides
        for who in (side, *side.representatives)
    ]


# --- performance ---------------------------------------------------------------------------------------------------------


def fresh_performance() -> Form:
    """Seen today. What was seen, nobody knows beforehand."""
    return Form({"seen_on": today_as_typed()})


def performance(case: Case, obligation: Obligation, form: Form) -> ResponseReturnValue:
    """One obligation: what was agreed, what was seen so far, and what is seen now."""
    of = matter(case.request_id, PAGE)
    agreement = g.session.get_one(Agreement, obligation.agreement_id)
    seen = performances_of(g.session, obligation)
    term = next(term for term in words_of(g.session, agreement).terms if term.obligation.id == obligation.id)
    may_be_lifted = supplemented(g.session, agreement)
    states = [state for state in PerformanceState if state is not PerformanceState.LIFTED or may_be_lifted]
    return _step(
        "agreements/performance.html", case, form, Can.RECORD_PERFORMANCE,
        matter=of,
        agreement=agreement,
        term=shown_obligation(term, seen[0] if seen else None, clock.today()),
        seen=seen,
        who=names_of(g.session, {each.account_id for each in seen}),
        states=options(PerformanceState, *states),
        by_key={side.key: side for side in of.sides},
    )  # fmt: skip


def _step(template: str, case: Case, form: Form, can: Can, **facts: Any) -> ResponseReturnValue:
    authorize(g.actor, can, case)
    of: Matter = facts.pop("matter", None) or matter(case.request_id, PAGE)
    sides: Options = side_options(of)
    return render_template(template, form=form, case=case, matter=of, sides=sides, **facts), form.status
