"""What every template may say: sentences, dates, numbers and sums in the reader's language, for pages, mail and papers."""

from collections.abc import Callable
from functools import wraps

from jinja2 import Environment, pass_context, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import escape

from mediation_cms.core import dates, formats, money
from mediation_cms.core.i18n import Language, Message, Param, Text, said

# Filters of two kinds: `{{ case.started_on | since }}` speaks the language, `{{ case.started_on | short_day }}` needs none.
SPOKEN: dict[str, Callable[..., str]] = {
    "day": dates.day,
    "day_and_weekday": dates.day_and_weekday,
    "on": dates.on,
    "since": dates.since,
    "until": dates.until,
    "as_of": dates.as_of,
    "when": dates.when,
    "at": dates.at,
    "weekday": dates.weekday,
    "short_weekday": dates.short_weekday,
    "number": formats.number,
    "percent": formats.percent,
    "size": formats.size,
    "more_than": formats.more_than,
    "money": money.money,
    "money_in_words": money.money_in_words,
}
SAME_IN_ALL: dict[str, Callable[..., str]] = {
    "short_day": dates.short_day,
    "short_when": dates.short_when,
    "clock_time": dates.clock_time,
    "raised": formats.raised,
}


def speak(environment: Environment, language: Callable[[], Language]) -> None:
    """Teach the environment sentences and formats. `language` is asked at every sentence, so one environment serves all.

    `_`, `gettext`, `ngettext`, `pgettext`, `npgettext` and `{% trans %}` take the same values as in code. A sentence is
    plain text, also in HTML: what it says is escaped, and so are its values unless they are Markup. A `Text` is shown in
    the reader's language wherever it is printed.
    """
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # an attribute that the extension adds
    environment.finalize = lambda value: value.in_(language()) if isinstance(value, Text) else value

    # These ask for no more than whether to escape: the whole context would be copied for each call inside a loop or block.
    def sentence(asked: EvalContext, text: Message, params: dict[str, object]) -> str:
        spoken, html = language(), asked.autoescape
        if not params:
            return escape(text.in_(spoken)) if html else text.in_(spoken)
        values = {name: said(value, spoken) if isinstance(value, Param) else value for name, value in params.items()}
        return text.filled(spoken, values, escape if html else str)

    @pass_eval_context
    def gettext(asked: EvalContext, msgid: str, /, **params: object) -> str:
        return sentence(asked, Message(msgid), params)

    @pass_eval_context
    def ngettext(asked: EvalContext, one: str, many: str, n: int, /, **params: object) -> str:
        return sentence(asked, Message(one, plural=many, n=n), {"n": n} | params)

    @pass_eval_context
    def pgettext(asked: EvalContext, about: str, msgid: str, /, **params: object) -> str:
        return sentence(asked, Message(msgid, about), params)

    @pass_eval_context
    def npgettext(asked: EvalContext, about: str, one: str, many: str, n: int, /, **params: object) -> str:
        return sentence(asked, Message(one, about, many, n), {"n": n} | params)

    def in_the_language(function: Callable[..., str]) -> Callable[..., str]:
        @wraps(function)
        def spoken(_context: Context, value: object, *args: object, **options: object) -> str:
            return function(value, *args, language(), **options)

        return pass_context(spoken)  # so that Jinja never works out a constant once for all readers

    environment.globals.update(
        {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}
    )
    environment.filters.update(SAME_IN_ALL | {name: in_the_language(function) for name, function in SPOKEN.items()})
