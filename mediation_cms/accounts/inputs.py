"""What is asked about an account."""

import re
from typing import Annotated
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    EMPTY,
    NO_SUCH_CHOICE,
    AskedAnyway,
    Day,
    Optional_,
    Several,
    Tick,
    Typed,
    line,
    wrong,
)
from mediation_cms.people.inputs import NamePart, OptionalEmail
from mediation_cms.people.models import Role

LONGEST_SECRET = 1000
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,79}")


def _login(value: object) -> str:
    login = str(value or "").strip().casefold()
    if not LOGIN.fullmatch(login):
        raise wrong(_("A user name has 3 to 80 Latin letters, figures, dots or hyphens, for example a.serik."))
    return login


def _secret(value: object) -> str:
    """A password as it was typed: every character counts, spaces at its ends as well."""
    if not isinstance(value, str) or not value:
        raise wrong(EMPTY)
    if len(value) > LONGEST_SECRET:
        raise wrong(_("Too long: the limit is %(max)s characters.", max=LONGEST_SECRET))
    return value


Secret = Annotated[str, BeforeValidator(_secret)]


class AccountIn(Typed):
    """A new account: whose, under which name to sign in, in which language. Who is known already (`person_id`) has a name."""

    login: Annotated[str, BeforeValidator(_login)]
    person_id: Annotated[UUID | None, Optional_] = None
    surname: NamePart = ""
    given_name: Annotated[NamePart, AskedAnyway] = ""
    patronymic: NamePart = ""
    email: OptionalEmail = ""
    language: Language = Language.KK

    @field_validator("given_name")
    @classmethod
    def _is_somebody(cls, given_name: str, above: ValidationInfo) -> str:
        """Whoever is new has a name at least."""
        if not given_name and above.data.get("person_id", ...) is None:
            raise wrong(EMPTY)
        return given_name


class RoleIn(Typed):
    """A role in a place from a day on."""

    role: Role
    unit_id: UUID
    since: Day


class PasswordIn(Typed):
    """Another password for one's own account: the old one, the new one, and the new one once more."""

    old: Secret
    password: Secret
    again: Secret

    @field_validator("password")
    @classmethod
    def _is_new(cls, password: str, above: ValidationInfo) -> str:
        """Whoever changes a password wants another one."""
        if password == above.data.get("old"):
            raise wrong(_("This is the old password. Choose another."))
        return password

    @field_validator("again")
    @classmethod
    def _is_the_same(cls, again: str, above: ValidationInfo) -> str:
        """A slip of the finger would lock its owner out."""
        if again != above.data.get("password", again):
            raise wrong(_("The two new passwords differ. Type the same one twice."))
        return again


class MessagesIn(Typed):
    """Which kinds of message are wanted, of those that can be turned off; whether each thing is told by itself."""

    wanted: Several = Field(default_factory=list)
    one_by_one: Tick = False


class LanguageIn(Typed):
    """In which language the pages greet."""

    language: Language


LISTS = ("/queue", "/requests", "/cases", "/agreements")
"""The lists of which views are kept."""
LONGEST_QUERY = 600
NEVER_KEPT = {"after", "open", "lang", "vision"}
"""What belongs to one look at a list and not to the list."""


class ViewIn(Typed):
    """A list under a name: which one, with which filters and columns."""

    page: str
    name: Annotated[str, line(60)]
    query: Annotated[str, line(LONGEST_QUERY, needed=False)] = ""

    @field_validator("page")
    @classmethod
    def _of_ours(cls, page: str) -> str:
        """Only lists of the house have views."""
        if page not in LISTS:
            raise wrong(NO_SUCH_CHOICE)
        return page

    @field_validator("query")
    @classmethod
    def _filters_alone(cls, query: str) -> str:
        """The filters in one order; what pages and languages add stays out."""
        kept = sorted((name, value) for name, value in parse_qsl(query) if name not in NEVER_KEPT and value)
        return urlencode(kept)
