"""The steps of a mediation as forms: defaults, choices, and what is said before a click."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.cases.clauses import STANDARD, language_of_the_talks, standard
from mediation_cms.cases.conflict import stands_in_the_way
from mediation_cms.cases.conflict_queries import conflicts_of
from mediation_cms.cases.declarations import is_declared, missing_beside, undeclared_beside
from mediation_cms.cases.endings import open_since
from mediation_cms.cases.inputs import ANSWERS
from mediation_cms.cases.mandates import last_day_of_mediation, why_no_mediation
from mediation_cms.cases.models import Answer, Case, ContractLanguage, MeetingKind
from mediation_cms.cases.offers import require_away
from mediation_cms.cases.queries import assignments_of, open_cases_of, who_works_here
from mediation_cms.cases.sides import missing_of, sides_of
from mediation_cms.cases.terms import contract_of, extension_of, term_of
from mediation_cms.cases.workflow import CASE, CaseStatus, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused, stale
from mediation_cms.core.i18n import _, labels
from mediation_cms.core.languages import Language
from mediation_cms.core.names import search_key
from mediation_cms.intake.models import OUTCOMES_BEFORE_CONTRACT, REFUSALS, Outcome
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.law.queries import value
from mediation_cms.law.rules import Term
from mediation_cms.mediators.models import Mediator, MediatorKind
from mediation_cms.mediators.queries import Assignable, assignable, in_force
from mediation_cms.people.models import Person
from mediation_cms.places.queries import tree
from mediation_cms.web.case_overview import PAGE, mediator_line
from mediation_cms.web.choices import Options, options
from mediation_cms.web.conflicts import interests
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import Matter, matter
from mediation_cms.web.screening_forms import apart_today
from mediation_cms.web.typed import today_as_typed

MOST_SHOWN = 60
LANGUAGES_OF_MEDIATORS: Options = [("kk", "қазақша"), ("ru", "русский")]


def step(template: str, case: Case, form: Form, of: CaseStep | None, can: Can, **facts: Any) -> ResponseReturnValue:
    """The page of a step, for whoever may take it, while it can be taken."""
    require(case, of, can)
    found = facts.pop("matter", None) or matter(case.request_id, PAGE)
    return render_template(
        template, form=form, case=case, matter=found, sides=side_options(found), **facts
    ), form.status


def require(case: Case, of: CaseStep | None, can: Can) -> None:
    """Refuse a step to whoever may not take it, and one that the case does not allow now."""
    authorize(g.actor, can, case)
    if of is not None and not CASE.allows(case.status, of):
        raise stale()


def side_options(found: Matter) -> Options:
    """The sides of a matter, to tick; third persons are no sides."""
    known = {side.key for side in sides_of(g.session, found.request.id)}
    return [(side.key, f"{side.number}. {side.name}".strip()) for side in found.sides if side.key in known]


def from_today(proposed: Mapping[str, str] = MappingProxyType({})) -> Form:
    """A form whose day is today, with what else is proposed."""
    return Form({"on": today_as_typed(), **proposed})


# --- to a mediator -------------------------------------------------------------------------------------------------------


def assignment(case: Case, form: Form) -> ResponseReturnValue:
    """The mediators to choose from: first those of the cabinet and its district, then of the region."""
    today, asked = clock.today(), request.args
    everybody = assignable(g.session, case.cabinet_id, today)
    wide = bool(asked.get("wide")) or not any(_is_near(who) for who in everybody)
    name, language, chosen = search_key(asked.get("q", "")[:100]), asked.get("language", ""), form.text("mediator_id")
    found = [
        who
        for who in everybody
        if str(who.mediator_id) == chosen
        or (
            (wide or name or _is_near(who))
            and (not language or language in who.languages)
            and all(part in search_key(who.name) for part in name.split())
        )
    ]
    found.sort(key=lambda who: str(who.mediator_id) != chosen)
    shown = found[:MOST_SHOWN]
    keys = [who.mediator_id for who in shown]
    conflicts = conflicts_of(g.session, g.actor, case)
    hits = {key: conflicts[key] for key in keys if key in conflicts}
    return step(
        "cases/assignment.html", case, form, CaseStep.ASSIGN, Can.ASSIGN_CASE,
        mediators=shown,
        how_many=len(found),
        in_region=len(everybody),
        wide=wide,
        asked=asked,
        spoken=LANGUAGES_OF_MEDIATORS,
        open_cases=open_cases_of(g.session, keys),
        signing_in=who_works_here(g.session, keys, today),
        hits=hits,
        needs_reason=any(map(stands_in_the_way, hits.values())) or "override_reason" in form.errors,
        earlier={offer.mediator_id: offer for offer, _who in reversed(assignments_of(g.session, case))},
        kind_words=labels(MediatorKind, g.language),
        language_words=dict(LANGUAGES_OF_MEDIATORS),
        district_words={who.district_id: tree(g.session).name(who.district_id, g.language, today) for who in shown},
    )  # fmt: skip


def _is_near(who: Assignable) -> bool:
    return who.at_cabinet or who.in_district


def answer(case: Case, form: Form) -> ResponseReturnValue:
    """What a mediator who does not sign in has answered."""
    authorize(g.actor, Can.ASSIGN_CASE, case)
    mediator = g.session.get_one(Person, require_away(g.session, case).id)
    return step(
        "cases/answer.html", case, form, CaseStep.ACCEPT, Can.ASSIGN_CASE,
        mediator=mediator, answers=options(Answer, *ANSWERS), interests=interests(),
    )  # fmt: skip


def reason(case: Case, form: Form, of: CaseStep, can: Can) -> ResponseReturnValue:
    """A step that needs a reason and nothing else."""
    if case.mediator_id is None:
        raise stale()
    return step(
        "cases/reason.html", case, form, of, can, taken=of, mediator=g.session.get_one(Person, case.mediator_id)
    )


# --- the contract --------------------------------------------------------------------------------------------------------


def fresh_contract(case: Case) -> Form:
    """A contract as it most often is: now, here, thirty days, the standard wording in the languages of the sides."""
    found = matter(case.request_id, PAGE)
    language = _language_of(found)
    today, places = clock.today(), tree(g.session)
    spoken = Language.RU if language is ContractLanguage.RU else Language.KK
    values: dict[str, Any] = {
        "concluded_on": "" if why_no_mediation(g.session, case.cabinet_id, today) else today_as_typed(),
        "concluded_at": f"{clock.local(clock.now()):%H:%M}",
        "place": places.name(found.request.district_id, spoken, today),
        "language": language.value,
        "mediation_language": language_of_the_talks(language),
        "subject": found.request.subject,
        "term_days": str(value(g.session, "mediation.term_days", today)),
    }
    return Form(values | {clause: standard(clause, language) for clause in STANDARD})


def in_its_language(form: Form) -> Form:
    """The same form with the standard wording in the language that was chosen; what was typed instead of it stays."""
    chosen = form.text("language")
    if chosen in set(ContractLanguage):
        language = ContractLanguage(chosen)
        for clause in STANDARD:
            if _typed(form, clause) in _wordings(clause) | {""}:
                form.values[clause] = standard(clause, language)
        if form.text("mediation_language") in {"", *map(language_of_the_talks, ContractLanguage)}:
            form.values["mediation_language"] = language_of_the_talks(language)
    return form


def _wordings(clause: str) -> set[str]:
    return {standard(clause, language) for language in ContractLanguage}


def _typed(form: Form, name: str) -> str:
    return str(form.values.get(name, "")).replace("\r\n", "\n").strip()


def _language_of(found: Matter) -> ContractLanguage:
    spoken = {contact.language for side in found.sides for contact in side.contacts} or {found.request.language}
    if spoken == {Language.KK}:
        return ContractLanguage.KK
    return ContractLanguage.RU if spoken == {Language.RU} else ContractLanguage.KK_RU


def contract(case: Case, form: Form) -> ResponseReturnValue:
    """The form of the contract, with what is still missing of the sides."""
    found, today = matter(case.request_id, PAGE), clock.today()
    return step(
        "cases/contract.html", case, form, CaseStep.CONTRACT, Can.CONDUCT_MEDIATION,
        matter=found,
        contract_languages=options(ContractLanguage),
        changed={clause for clause in STANDARD if _typed(form, clause) not in _wordings(clause)},
        missing=missing_of(g.session, case.request_id),
        declared=is_declared(g.session, case),
        missing_beside=missing_beside(beside) if (beside := undeclared_beside(g.session, case)) else None,
        mediator=mediator_line(found.mediator),
        takes_fee=_may_take_a_fee(case),
        most_days=value(g.session, "mediation.term_days", today),
        no_mediation=why_no_mediation(g.session, case.cabinet_id, today),
        mediated=last_day_of_mediation(g.session, case.cabinet_id, case.admitted_on, today),
    )  # fmt: skip


def _may_take_a_fee(case: Case) -> bool:
    entries = in_force(g.session, g.session.get_one(Mediator, case.mediator_id), clock.today())
    return any(entry.kind is MediatorKind.PROFESSIONAL for entry in entries)


# --- while it runs -------------------------------------------------------------------------------------------------------


def fresh_meeting(case: Case) -> Form:
    """A joint meeting of all sides today; where a risk is marked nothing is chosen beforehand."""
    found = matter(case.request_id, PAGE)
    values: dict[str, Any] = {"held_on": today_as_typed(), "minutes": "60"}
    if found.request.risk is Risk.NONE:
        values |= {"kind": MeetingKind.JOINT.value, "present": [key for key, _name in side_options(found)]}
    return Form(values)


def meeting(case: Case, form: Form) -> ResponseReturnValue:
    """The form of a meeting."""
    _require_running(case)
    require(case, None, Can.CONDUCT_MEDIATION)
    found, kinds = matter(case.request_id, PAGE), options(MeetingKind)
    return step(
        "cases/meeting.html", case, form, None, Can.CONDUCT_MEDIATION, matter=found, kinds=kinds, apart=apart_today(found)
    )  # fmt: skip


def fresh_extension(case: Case) -> Form:
    """As long as the law allows, agreed today if the term still runs."""
    contract, term = contract_of(g.session, case), _term(case)
    on = contract.concluded_on if contract else clock.today()
    agreed_on = "" if term and term.is_over(clock.today()) else today_as_typed()
    return Form({"days": str(value(g.session, "mediation.extension_days", on)), "agreed_on": agreed_on})


def extension(case: Case, form: Form) -> ResponseReturnValue:
    """The form of the extension, also of one that was agreed in time and is entered late. Refused when there was one already."""
    _require_running(case)
    contract = contract_of(g.session, case)
    if contract is None or extension_of(g.session, contract) is not None:
        raise Refused(_("The term may be extended once and has been. End the mediation."))
    over = term_of(g.session, contract).is_over(clock.today())
    return step("cases/extension.html", case, form, None, Can.CONDUCT_MEDIATION, over=over)


def _require_running(case: Case) -> None:
    if case.status is not CaseStatus.IN_MEDIATION:
        raise Refused(_("Mediation cannot start without a contract. Sign it first."))


# --- the end -------------------------------------------------------------------------------------------------------------


def _term(case: Case) -> Term | None:
    contract = contract_of(g.session, case)
    return term_of(g.session, contract) if contract else None


def closure(case: Case, form: Form) -> ResponseReturnValue:
    """How a case ends that has no contract."""
    require(case, CaseStep.CLOSE, Can.CLOSE_CASE)
    return step(
        "cases/closure.html", case, form, CaseStep.CLOSE, Can.CLOSE_CASE,
        outcomes=options(Outcome, *(each for each in OUTCOMES_BEFORE_CONTRACT if each not in REFUSALS)),
        first=open_since(g.session, case.request_id),
    )  # fmt: skip


def reopening(case: Case, form: Form) -> ResponseReturnValue:
    """The form of a reopening. Refused where an agreement was signed."""
    if case.outcome is Outcome.AGREEMENT:
        raise Refused(_("A signed agreement cannot be changed. Draw up a supplementary one."))
    return step("cases/reopening.html", case, form, CaseStep.REOPEN, Can.REOPEN_REQUEST)
