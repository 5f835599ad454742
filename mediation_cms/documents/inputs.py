"""What is asked when somebody wants a paper."""

from typing import Annotated

from pydantic import BeforeValidator

from mediation_cms.core.languages import Language
from mediation_cms.core.validation import NO_SUCH_CHOICE, Typed, wrong
from mediation_cms.documents.facts.paper import LANGUAGES

Languages = tuple[Language, ...]
BY_NAME = {"+".join(languages): languages for languages in LANGUAGES}


def _languages(typed: object) -> Languages:
    if typed in LANGUAGES:
        return tuple(Language(code) for code in typed)
    if isinstance(typed, str) and typed in BY_NAME:
        return BY_NAME[typed]
    raise wrong(NO_SUCH_CHOICE)


class PaperIn(Typed):
    """In which languages: `kk`, `ru` or `kk+ru`."""

    languages: Annotated[Languages, BeforeValidator(_languages)]
