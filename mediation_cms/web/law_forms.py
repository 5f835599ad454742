"""What the pages of law show and read: the value of a rule in words, and as the fields of a form."""

from collections.abc import Sequence
from typing import Any

from flask import g

from mediation_cms.core.formats import number
from mediation_cms.core.i18n import Text, _, labels, pgettext
from mediation_cms.law.models import Rule
from mediation_cms.law.queries import RuleInForce
from mediation_cms.places.models import MandateKind

SAID: dict[str, Text] = {
    "excluded": _("excluded"),
    "suspended": _("suspended"),
    "expired": _("expired"),
    "ask": _("ask, staff decide"),
    "professional": _("professional mediator"),
    "public": _("public mediator"),
    "higher_education": _("higher education"),
    "certificate": _("certificate"),
    "general": _("general course"),
    "retired_judge": _("retired judge"),
    "election": _("election by the local community"),
    "medical": _("medical certificate"),
    "no_conviction": _("certificate of no conviction"),
    "contract": _("contract"),
    "agreement": _("agreement"),
    "notice": _("notices"),
    "fee": _("a fee"),
    "many": _("in the plural"),
    "short": _("in short"),
    "kk": _("in Kazakh"),
    "ru": _("in Russian"),
    "en": _("in English"),
    "term": _("term of the consent"),
    "third": _("to whom the data are passed on"),
    "data": _("which data"),
    "abroad": _("transfer abroad"),
    "published": _("publication"),
    "other": _("what else the law asks to be said"),
}
WHOLE = "value"
# The rules in groups, by the first word of their codes; what is in none of them comes last.
GROUPS: tuple[tuple[str, Text, frozenset[str]], ...] = (
    ("mediation", _("Mediation and its terms"), frozenset({"mediation", "proposal", "offer", "person", "scope"})),
    ("mediators", _("Mediators, registers, courses"), frozenset({"mediator", "register", "course", "certificate"})),
    ("cabinets", _("Cabinets"), frozenset({"cabinet"})),
    ("data", _("Answers, consent, keeping of data"), frozenset({"appeal", "consent", "data", "retention"})),
    ("names", _("Names and labels"), frozenset({"label", "name"})),
)
OTHERS = _("Other rules")


def grouped(rules: Sequence[RuleInForce]) -> list[tuple[str, Text, list[RuleInForce]]]:
    """The rules in their groups: name of the group for its address, heading, rules. Empty groups are left out."""
    known = frozenset().union(*(words for _key, _heading, words in GROUPS))
    rest = ("others", OTHERS, {_first(rule) for rule in rules} - known)
    groups = [
        (key, heading, [rule for rule in rules if _first(rule) in words]) for key, heading, words in (*GROUPS, rest)
    ]
    return [group for group in groups if group[2]]


def _first(rule: RuleInForce) -> str:
    return rule.code.partition(".")[0]


def value_words(value: Any) -> str:
    """The value of a rule as people read it: a number, a word, several, or what it says for each."""
    if isinstance(value, dict):
        own = value.get(g.language.value)
        return str(own) if own else "; ".join(f"{_word(name)}: {value_words(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(value_words(item) for item in value) or pgettext("values of a rule", "none").in_(g.language)
    return number(value, g.language) if isinstance(value, int) else _word(str(value))


def value_fields(value: Any, name: str = WHOLE, called: str = "") -> list[tuple[str, str, str]]:
    """The value as fields of a form: name, label, what is typed. Items of a list are parted by commas."""
    if isinstance(value, dict):
        return [
            field
            for key, inner in value.items()
            for field in value_fields(inner, f"{name}-{key}", f"{called}, {_word(key)}" if called else _word(key))
        ]
    typed = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return [(name, called, typed)]


def stored(rule: Rule) -> dict[str, str]:
    """A version of a rule as the fields of its form."""
    source = rule.source if isinstance(rule.source, dict) else {"kk": rule.source}
    typed = {name: said for name, _called, said in value_fields(rule.value)}
    return (
        typed
        | {"kk": rule.kk, "ru": rule.ru, "en": rule.en, "certainty": rule.certainty.value}
        | {f"source-{language}": said for language, said in source.items()}
    )


def _word(stored_word: str) -> str:
    mandates = labels(MandateKind, g.language)
    said = SAID.get(stored_word)
    return said.in_(g.language) if said else mandates.get(stored_word, stored_word)
