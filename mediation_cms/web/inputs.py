"""Making inputs out of the parts of a form."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text


def together(*makes: Callable[[], Any]) -> tuple[Any, ...]:
    """What each of these makes of its part of a form. Raises Invalid with every wrong field of all parts at once."""
    made: list[Any] = []
    wrong: dict[str, Text] = {}
    for make in makes:
        try:
            made.append(make())
        except Invalid as problem:
            wrong |= problem.fields
    if wrong:
        raise Invalid(wrong)
    return tuple(made)


def several(typed: Any) -> list[Any]:
    """The ticks of one name: none, one or several came from the form."""
    return [] if not typed else typed if isinstance(typed, list) else [typed]


@contextmanager
def beside(names: Mapping[str, str]) -> Iterator[None]:
    """What an input or an action says of a field comes beside the field that the form has for it: name there, name here."""
    try:
        yield
    except Invalid as problem:
        raise Invalid({names.get(name, name): said for name, said in problem.fields.items()}) from None
