"""What the pages on the way to the end of a mediation show."""

from typing import Any

from flask import g, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can
from mediation_cms.agreements.drafting import missing_for_signing
from mediation_cms.agreements.queries import draft_of
from mediation_cms.audit.drafts import draft_of as form_kept
from mediation_cms.audit.drafts import values_of
from mediation_cms.cases.closing import ASKED, Closing, Hole, Standing, Step, holes
from mediation_cms.cases.endings import open_since
from mediation_cms.cases.follow_ups import days_to_ask
from mediation_cms.cases.inputs import EndingIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import meetings_of
from mediation_cms.cases.sides import sides_of
from mediation_cms.cases.terms import term_of, the_contract_of
from mediation_cms.cases.workflow import CaseStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.formats import raised
from mediation_cms.core.i18n import Text, _, labels
from mediation_cms.documents.models import PaperKind, PaperStatus
from mediation_cms.documents.queries import papers_of
from mediation_cms.intake.models import ENDINGS_OF_MEDIATION, Outcome, Side
from mediation_cms.intake.papers import proceedings_of
from mediation_cms.web import case_forms
from mediation_cms.web.case_overview import PAGE
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import Matter, matter
from mediation_cms.web.typed import today_as_typed

GROUNDS: dict[Outcome, Text] = {
    Outcome.AGREEMENT: _("Draw up the agreement and record its signing: that ends the mediation."),
    Outcome.EXCLUDED: _("You found circumstances in which the dispute cannot be settled by mediation."),
    Outcome.BOTH_REFUSED: _("Both sides signed that they refuse to go on."),
    Outcome.ONE_REFUSED: _("One side sent you its written refusal to go on."),
    Outcome.TERM_EXPIRED: _("The last day of the term has passed without an agreement."),
}
LABELS = {
    "ending": _("Outcome"),
    "on": _("Day"),
    "refused_by": _("Which side refused?"),
    "reason": _("Reason"),
    "no_meeting_reason": _("Why no meeting took place"),
}


# --- what was typed so far ---------------------------------------------------------------------------------------------


def address(case: Case) -> str:
    """The page of all steps, under which what was typed is kept."""
    return url_for("closing.summary", case_id=case.id)


def address_of(case: Case, at: Step) -> str:
    """The page of one step."""
    return url_for("closing.step", case_id=case.id, name=at.value)


def after(case: Case, at: Step) -> str:
    """The page after a step: the next one, or that of them all."""
    later = list(Step)[list(Step).index(at) + 1 :]
    return address_of(case, later[0]) if later else address(case)


def kept(case: Case) -> Form:
    """What this account has typed on the way so far; the day stands on today until another is typed."""
    draft = form_kept(g.session, g.actor.account_id, address(case))
    return Form(values_of(g.session, draft)["values"] if draft else {"on": today_as_typed()})


def read(form: Form) -> Closing:
    """What was typed, as far as it can be read."""
    typed = form.tree()
    if form.text("ending") == Outcome.AGREEMENT:
        return Closing(Outcome.AGREEMENT)
    wrong = None
    try:
        given = EndingIn.checked(typed)
    except Invalid as refused:
        wrong = refused.fields
        if "ending" in wrong:
            return Closing(wrong=wrong if form.text("ending") else None)
        given = EndingIn.checked({name: value for name, value in typed.items() if name not in wrong})
    return Closing(given.ending, given.on, len(given.refused_by), given.reason, given.no_meeting_reason, wrong)


def standing(case: Case) -> Standing:
    """What is recorded of the mediation."""
    contract, draft = the_contract_of(g.session, case), draft_of(g.session, case)
    return Standing(
        sides=len(sides_of(g.session, case.request_id)),
        meetings=len(meetings_of(g.session, case)),
        concluded_on=contract.concluded_on,
        due_on=term_of(g.session, contract).due_on,
        missing=missing_for_signing(g.session, draft, contract.concluded_on) if draft else None,
    )


def wrong_here(case: Case, at: Step, form: Form) -> dict[str, Text]:
    """The sentences beside the fields of a step that is to be left behind."""
    found = holes(read(form), standing(case), clock.today())
    return {hole.field: hole.sentence for hole in found if hole.field in ASKED[at]}


# --- the pages ---------------------------------------------------------------------------------------------------------


def step(case: Case, at: Step, form: Form) -> ResponseReturnValue:
    """The page of one step."""
    of, word = matter(case.request_id, PAGE), _next_word(at)
    facts = {Step.TERMS: _terms, Step.PAPERS: _papers, Step.FOLLOW_UP: _afterwards}
    more = facts[at](case, of, form) if at in facts else {}
    return _page(f"closing/{at.value}.html", case, of, form, at=at, next_word=word, action=address_of(case, at), **more)


def summary(case: Case, form: Form) -> ResponseReturnValue:
    """All steps with what each lacks."""
    chosen = read(form)
    return _page(
        "closing/summary.html",
        case,
        matter(case.request_id, PAGE),
        form,
        at=None,
        on=chosen.on if chosen.ending is not Outcome.TERM_EXPIRED else None,
    )


def _page(template: str, case: Case, of: Matter, form: Form, **facts: Any) -> ResponseReturnValue:
    found, words = holes(read(form), standing(case), clock.today()), labels(Outcome, g.language)
    chosen = form.text("ending")
    return case_forms.step(
        template, case, form, CaseStep.END, Can.CONDUCT_MEDIATION,
        matter=of,
        steps=_steps(case, facts["at"], found),
        holes=[(hole, LABELS.get(hole.field), address_of(case, hole.step)) for hole in found],
        grounds=[(ground.value, raised(words[ground]), GROUNDS[ground]) for ground in ENDINGS_OF_MEDIATION],
        chosen=chosen,
        chosen_word=words.get(chosen, ""),
        meetings=meetings_of(g.session, case)[::-1],
        by_key={side.key: side for side in of.sides},
        term=of.term,
        **facts,
    )  # fmt: skip


def _steps(case: Case, at: Step | None, found: list[Hole]) -> list[tuple[Text, str, str]]:
    """Each step: its word, its address, where it stands. What lies ahead is not called done, nor what hangs on a choice."""
    lacking, marks = {hole.step for hole in found}, []
    ahead = False
    for each in Step:
        ahead = ahead or each is at or Step.OUTCOME in lacking
        state = "now" if each is at else "lacks" if each in lacking else "" if ahead else "past"
        marks.append((each.label, address_of(case, each), state))
    return marks


def _next_word(at: Step) -> Text:
    return _("Look at everything once more") if at is Step.FOLLOW_UP else _("Continue")


def _terms(case: Case, of: Matter, _form: Form) -> dict[str, Any]:
    draft, contract = draft_of(g.session, case), the_contract_of(g.session, case)
    missing = missing_for_signing(g.session, draft, contract.concluded_on) if draft else []
    return {
        "draft": draft,
        "missing": missing,
        "first": max(open_since(g.session, of.request.id), contract.concluded_on),
    }


def _papers(case: Case, of: Matter, form: Form) -> dict[str, Any]:
    """The papers that a mediation which ends so has, each with its newest one that holds, and whether it lacks a signature."""
    kinds = [PaperKind.CONTRACT]
    kinds += [PaperKind.EXTENSION] if of.extension else []
    kinds += [PaperKind.COURT_NOTICE] if proceedings_of(g.session, of.request.id) else []
    kinds += [PaperKind.AGREEMENT] if form.text("ending") == Outcome.AGREEMENT else []
    ready = [each for each in papers_of(g.session, of.request) if each.status is PaperStatus.READY]
    holds = [each for each in ready if not (each.replaced_by_id or each.outdated_on)]
    return {
        "papers": [(kind.label, next((each for each in holds if each.kind is kind), None)) for kind in kinds],
        "draft": draft_of(g.session, case),
        "sent_by": proceedings_of(g.session, of.request.id),
    }


def _afterwards(_case: Case, of: Matter, form: Form) -> dict[str, Any]:
    """On which days who is asked what, and how each side is reached."""
    chosen = read(form)
    on = of.term.due_on if of.term and chosen.ending is Outcome.TERM_EXPIRED else chosen.on or clock.today()
    asked = days_to_ask(g.session, chosen.ending, on) if chosen.ending else []
    return {"asked": asked, "reached": [side for side in of.sides if side.party.side is not Side.THIRD]}
