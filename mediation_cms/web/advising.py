"""Does mediation fit? A few questions without a name, one to a page, that end in a plain answer.

Nothing is stored: the answers lie in the signed cookie of the browser, which goes with its window, and in no address.
"""

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import CHOOSE
from mediation_cms.intake.advice_rules import ANSWER, advice, after, before, steps
from mediation_cms.intake.screening_queries import scope_rules
from mediation_cms.law.queries import RuleInForce
from mediation_cms.web import advice_pages as shown
from mediation_cms.web.forms import Form

advising = Blueprint("advising", __name__, url_prefix="/advice")
HELD = "advice"


@advising.get("")
def show() -> ResponseReturnValue:
    """What is asked and what becomes of it. Opened anew it begins anew."""
    session.pop(HELD, None)
    first = steps(_rulings(_rules()), {})[0]
    return render_template("advice/start.html", start=url_for(".question", step=first))


@advising.route("/<step>", methods=["GET", "POST"])
def question(step: str) -> ResponseReturnValue:
    """One question. "I do not know" is an answer to each."""
    rules, answers = _rules(), held_answers()
    rulings = _rulings(rules)
    if step not in steps(rulings, answers):
        return redirect(url_for(".show"))
    form = Form.sent() if request.method == "POST" else Form({"answer": answers.get(step)} if step in answers else {})
    with form.catching():
        if request.method == "POST":
            if form.text("answer") not in {value for value, *_words in shown.choices(step)}:
                raise Invalid({"answer": CHOOSE})
            answers = {**answers, step: form.text("answer")}
            session[HELD] = answers
            return redirect(_url(after(step, rulings, answers)), code=303)
    back = before(step, rulings, answers)
    order = steps(rulings, answers)
    return shown.question(step, rules, form, _url(back) if back else url_for(".show"), order)


@advising.get("/answer")
def answer() -> ResponseReturnValue:
    """What the answers come to, on which ground, and where else to turn. It prints as a note without a name."""
    rules, answers = _rules(), held_answers()
    rulings = _rulings(rules)
    order = steps(rulings, answers)
    missing = next((step for step in order if step not in answers), None)
    if missing:
        return redirect(_url(missing) if answers else url_for(".show"))
    return shown.answer(advice(rulings, answers), rules, answers, _url(order[-1]))


def held_answers() -> dict[str, str]:
    """What was answered in this browser, in this window."""
    held = session.get(HELD)
    return {str(step): str(said) for step, said in held.items()} if isinstance(held, dict) else {}


def _rules() -> dict[str, RuleInForce]:
    return scope_rules(g.session, clock.today())


def _rulings(rules: dict[str, RuleInForce]) -> dict[str, object]:
    return {code: rule.value for code, rule in rules.items()}


def _url(step: str) -> str:
    return url_for(".answer") if step == ANSWER else url_for(".question", step=step)
