"""With which words a message is said: ours from `templates/mail`, or those that an administrator wrote, filled with its facts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from mediation_cms.core import clock, dates, formats
from mediation_cms.core.bundled import bundled
from mediation_cms.core.i18n import _, ngettext, said
from mediation_cms.core.languages import Language
from mediation_cms.core.templating import speak
from mediation_cms.disputes.placeholders import IN_BRACES
from mediation_cms.notifications.kinds import CODE, KINDS, PAGE, VALUES, Fact, MessageKind, kind_of

MOST_NUMBERS = 20
"""In one line of a message that lists what waits; the rest is counted."""
WRITTEN = "written"
NO_FIGURE = re.compile(r"[^\d+]")
ADDRESS = "https://bitim.example"
"""As long as one of a site is."""
EMPTY_LINES = re.compile(r"\n{3,}")


class Written(Protocol):
    """Words that an administrator wrote, kept or still being typed."""

    def subject_in(self, language: Language) -> str: ...  # noqa: D102 - says itself
    def body_in(self, language: Language) -> str: ...  # noqa: D102 - says itself
    def sms_in(self, language: Language) -> str: ...  # noqa: D102 - says itself


@dataclass(frozen=True)
class Said:
    """A message as it is read: plain text, as a mail and as an SMS."""

    subject: str
    text: str
    sms: str


def say_message(
    template: str,
    facts: Mapping[str, Fact],
    language: Language,
    written: Written | None = None,
    *,
    name: str,
    code: str,
    base_url: str,
) -> Said:
    """The message in this language. Raises jinja2's TemplateError when its words do not fit its facts."""
    values = values_in(facts, language, code, base_url)
    known: dict[str, object] = {**facts, "name": name, "code": code, "base_url": base_url, "language": language.value}
    known["list"] = _listed(facts.get("list"), language)
    kind = kind_of(template)
    if kind is not None and not kind.is_for_staff:
        known |= dict.fromkeys(kind.values, "") | values
        known |= {
            name: fact for name, fact in facts.items() if type(fact) is date
        }  # each sentence bends days in its way
    if written is not None:
        known |= {
            "subject": _put_in(written.subject_in(language), values),
            "words": _put_in(written.body_in(language), values),
            "sms": _put_in(written.sms_in(language), values | _short(values)),
            "signed": "mail/base.txt" if kind is None or kind.is_for_staff else "mail/person.txt",
        }
        template = WRITTEN
    page = environment(language).get_template(f"mail/{template}.txt")
    subject = _block(page, "subject", known)
    sms = _block(page, "sms", known | _short(values)) if "sms" in page.blocks else ""
    fallback = _("Bitim: %(subject)s. %(url)s", subject=subject, url=values["link"])
    return Said(subject, EMPTY_LINES.sub("\n\n", page.render(known)), sms or fallback.in_(language))


def sample(kind: MessageKind, language: Language, written: Written | None, base_url: str) -> Said:
    """The message as it will read, with sample values."""
    facts, code = _samples(kind)
    return say_message(kind, facts, language, written, name="Айгүл", code=code, base_url=base_url)


def sms_of_sample(kind: MessageKind, language: Language, text: str) -> str:
    """Words of an SMS with sample values: how long it will be."""
    facts, code = _samples(kind)
    values = values_in(facts, language, code, ADDRESS)
    return " ".join(_put_in(text, values | _short(values)).split())


def _samples(kind: MessageKind) -> tuple[dict[str, Fact], str]:
    """The facts of a sample and its code."""
    named = [name for name in KINDS[kind].values if name not in {"link", "code"}]
    facts = {VALUES[name].of or name: VALUES[name].sample for name in named}
    code = str(VALUES["code"].sample) if "code" in KINDS[kind].values else CODE
    return facts | ({} if KINDS[kind].is_for_staff else {"page": PAGE}), code


def values_in(facts: Mapping[str, Fact], language: Language, code: str, base_url: str) -> dict[str, str]:
    """What is put into the braces of words, by name; several may be said from one fact."""
    sources = {name: value.of or name for name, value in VALUES.items()}
    known = {name: _said(name, facts[source], language) for name, source in sources.items() if source in facts}
    return known | {"code": code, "link": link_of(facts, language, code, base_url)}


def link_of(facts: Mapping[str, object], language: Language, code: str, base_url: str) -> str:
    """Where the reader goes on: staff to the desk, others to the page that is told, with their code in it."""
    page = facts.get("page", "/desk")
    return f"{base_url}{str(page).replace('{code}', code)}?lang={language}" if page else ""


def _said(name: str, fact: Fact, language: Language) -> str:
    match fact:
        case dict():
            return _listed(fact, language)
        case list():
            return "\n".join(dates.when(each, language) for each in fact)
        case datetime():
            return _instant(name, fact, language)
        case _:
            return said(fact, language)


def _instant(name: str, instant: datetime, language: Language) -> str:
    """The day in figures, the hour, or both in words with the zone: one instant stands in the words in several ways."""
    match name:
        case "date":
            return f"{clock.local(instant):%d.%m}"
        case "time" | "kept_until":
            return dates.clock_time(clock.local(instant).time())
        case _:
            return f"{dates.when(instant, language)}, {dates.ZONE[language]}"


def _short(values: Mapping[str, str]) -> dict[str, str]:
    """What is said more shortly in an SMS; whoever has no phone is reached by the link."""
    return {"phone": NO_FIGURE.sub("", values["phone"]) or values["link"]} if "phone" in values else {}


def _put_in(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; what is not known stays in its braces."""
    return IN_BRACES.sub(lambda found: values.get(found[1], found[0]), text)


def _block(page: Template, name: str, known: dict[str, object]) -> str:
    """What stands in a block of its own, on one line."""
    return " ".join("".join(page.blocks[name](page.new_context(known))).split())


def _listed(waits: object, language: Language) -> str:
    """What waits, one line for each kind: its name, then the numbers of the matters."""
    if not isinstance(waits, dict):
        return ""
    lines = []
    for kind, numbers in waits.items():
        more = len(numbers) - MOST_NUMBERS
        shown = ", ".join(numbers[:MOST_NUMBERS])
        if more > 0:
            shown += ", " + ngettext("and %(n)s more", "and %(n)s more", more).in_(language)
        lines.append(f"{MessageKind(kind).label.in_(language)} ({formats.number(len(numbers), language)}): {shown}")
    return "\n".join(lines)


@cache
def environment(language: Language) -> Environment:
    """The templates of mails in one language."""
    made = Environment(  # noqa: S701 - plain text, nothing to escape
        loader=FileSystemLoader(bundled("templates")), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    speak(made, language)
    return made
