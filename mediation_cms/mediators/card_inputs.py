"""What is asked for a mediator's card."""

from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from mediation_cms.core import clock
from mediation_cms.core.i18n import _
from mediation_cms.core.parsing import Unreadable
from mediation_cms.core.validation import Several, Tick, Typed, between, line, optional, words, wrong
from mediation_cms.mediators.card_models import ContactKind
from mediation_cms.mediators.inputs import Code
from mediation_cms.mediators.modes import Mode
from mediation_cms.people.rules import normalise_email, normalise_phone

MOST_CONTACTS = 6
MOST_DISTRICTS = 60
FIRST_YEAR = 1950
HTTPS = ("https://", "http://")
FORBIDDEN = frozenset(" <>\"'\\`{}")


class CardContactIn(Typed):
    """One contact: what it is, its value, and whether everybody may read it."""

    kind: ContactKind
    value: Annotated[str, line(200)]
    public: Tick = False

    @field_validator("value")
    @classmethod
    def _readable(cls, typed: str, above: ValidationInfo) -> str:
        """A phone with its country, an e-mail address, a website that a browser opens."""
        try:
            match above.data.get("kind"):
                case ContactKind.PHONE:
                    return normalise_phone(typed)
                case ContactKind.EMAIL:
                    return normalise_email(typed)
                case ContactKind.SITE:
                    return _site(typed)
                case _:
                    return typed
        except Unreadable as problem:
            raise wrong(problem.sentence) from None


class CardIn(Typed):
    """The card: languages and kinds of dispute, districts, ways to talk, since which year, words about oneself, contacts."""

    languages: Annotated[list[Code], Several] = Field(default_factory=list, max_length=10)
    dispute_codes: Annotated[list[Code], Several] = Field(default_factory=list, max_length=40)
    districts: Annotated[list[UUID], Several] = Field(default_factory=list, max_length=MOST_DISTRICTS)
    modes: Annotated[list[Mode], Several] = Field(default_factory=list, max_length=len(Mode))
    practising_since: Annotated[int | None, optional(between(FIRST_YEAR, 2200))] = None
    about_kk: Annotated[str, words(600, needed=False)] = ""
    about_ru: Annotated[str, words(600, needed=False)] = ""
    photo_public: Tick = False
    contacts: list[CardContactIn] = Field(default_factory=list, max_length=MOST_CONTACTS)

    @field_validator("practising_since")
    @classmethod
    def _has_come(cls, year: int | None) -> int | None:
        if year is not None and year > clock.today().year:
            raise wrong(_("This year has not come yet."))
        return year


def _site(typed: str) -> str:
    """An address that begins with https:// or http://; without either it is taken for https."""
    found = typed if typed.lower().startswith(HTTPS) else f"https://{typed}"
    try:
        parts = urlsplit(found)
    except ValueError:
        parts = urlsplit("")
    if "." not in (parts.hostname or "") or parts.username or FORBIDDEN & set(found):
        raise wrong(_("This is no address of a website. Type it like this: https://bitim.example"))
    return found
