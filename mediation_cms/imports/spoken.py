"""Sentences put by to be read later, in whichever language: as JSON and back."""

from datetime import date
from typing import Any

from mediation_cms.core.i18n import Joined, Message, Param, Text, Words
from mediation_cms.core.languages import Language

LANGUAGES = (Language.KK, Language.RU, Language.EN)


def put_by(value: Param) -> Any:
    """A sentence, or a value in one, as JSON. What is made of our own parts keeps its languages; anything else its English."""
    match value:
        case Message():
            params = [[name, put_by(param)] for name, param in value.params]
            return {"m": value.msgid, "c": value.context, "p": value.plural, "n": value.n, "v": params}
        case Joined():
            return {"j": [put_by(part) for part in value.parts], "b": value.between}
        case Text():
            return {"w": [value.in_(language) for language in LANGUAGES]}
        case date():
            return {"d": value.isoformat()}
        case int():
            return value
    return str(value)


def read_again(stored: Any) -> Any:
    """What was put by."""
    if not isinstance(stored, dict):
        return stored
    if "m" in stored:
        params = tuple((name, read_again(param)) for name, param in stored["v"])
        return Message(stored["m"], stored["c"], stored["p"], stored["n"], params)
    if "j" in stored:
        return Joined(tuple(read_again(part) for part in stored["j"]), stored["b"])
    if "w" in stored:
        return Words(*stored["w"])
    return date.fromisoformat(stored["d"])
