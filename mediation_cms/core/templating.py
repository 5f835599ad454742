"""What every template may say: sentences, dates, numbers and sums in the reader's language, for pages, mail and papers."""

from collections.abc import Callable, Iterator
from functools import wraps

from jinja2 import Environment, pass_eval_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.nodes import EvalContext
from markupsafe import escape

from mediation_cms.core import dates, formats, money
from mediation_cms.core.i18n import Language, Message, Param, Raised, Text, said


def raised(words: str | Text) -> str | Text:
    """Words that open a sentence, or stand alone in a badge: the first letter is a capital."""
    return Raised(words) if isinstance(words, Text) else formats.raised(words)


# Filters of two kinds: `{{ case.started_on | since }}` speaks the language, `{{ case.started_on | short_day }}` needs none.
SPOKEN: dict[str, Callable[..., str]] = {
    "day": dates.day,
    "day_and_weekday": dates.day_and_weekday,
    "on": dates.on,
    "since": dates.since,
    "until": dates.until,
    "between": dates.between,
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
}
SAME_IN_ALL: dict[str, Callable[..., str | Text]] = {
    "short_day": dates.short_day,
    "short_when": dates.short_when,
    "clock_time": dates.clock_time,
    "raised": raised,
}


class Sentences(Extension):
    """Puts sentences without values into the language when a template is compiled, so that a page finds them as they are read.

    `_("Saved")` and `pgettext("menu", "History")` become the string that they say; all others are asked for as ever.
    """

    SHAPES = {  # noqa: RUF012 - never changed
        "_": ("name", "lparen", "string", "rparen"),
        "pgettext": ("name", "lparen", "string", "comma", "string", "rparen"),
    }

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, each such call replaced by its words."""
        tokens = list(stream)
        language: Language = self.environment.language  # type: ignore[attr-defined]  # set by `speak`
        at = 0
        while at < len(tokens):
            token = tokens[at]
            shape = self.SHAPES.get(token.value, ()) if token.type == "name" else ()
            found = tokens[at : at + len(shape)]
            if shape and tuple(each.type for each in found) == shape:
                *context, msgid = (each.value for each in found if each.type == "string")
                yield Token(token.lineno, "string", Message(msgid, "".join(context)).in_(language))
                at += len(shape)
            else:
                yield token
                at += 1


def speak(environment: Environment, language: Language) -> None:
    """Teach the environment sentences and formats in one language: there is an environment for each.

    `_`, `gettext`, `ngettext`, `pgettext`, `npgettext` and `{% trans %}` take the same values as in code. A sentence is
    plain text, also in HTML: what it says is escaped, and so are its values unless they are Markup. A `Text` is shown in
    the reader's language wherever it is printed.
    """
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # an attribute that the extension adds
    environment.language = language  # type: ignore[attr-defined]  # for `Sentences`
    environment.add_extension(Sentences)
    environment.finalize = lambda value: value.in_(language) if isinstance(value, Text) else value

    # These ask for no more than whether to escape: the whole context would be copied for each call inside a loop or block.
    def sentence(asked: EvalContext, text: Message, params: dict[str, object]) -> str:
        html = asked.autoescape
        if not params:
            return escape(text.in_(language)) if html else text.in_(language)
        values = {name: said(value, language) if isinstance(value, Param) else value for name, value in params.items()}
        return text.filled(language, values, escape if html else str)

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
        def spoken(value: object, *args: object, **options: object) -> str:
            return function(value, *args, language, **options)

        return spoken

    environment.globals.update(
        {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}
    )
    environment.filters.update(SAME_IN_ALL | {name: in_the_language(function) for name, function in SPOKEN.items()})
