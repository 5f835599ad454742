"""What is asked about an account."""

import re
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator

from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import OptionalLine, Typed, line, wrong
from mediation_cms.people.models import Role

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,79}")


def _login(value: object) -> str:
    login = str(value or "").strip().casefold()
    if not LOGIN.fullmatch(login):
        raise wrong(_("A user name has 3 to 80 Latin letters, figures, dots or hyphens, for example a.serik."))
    return login


class AccountIn(Typed):
    """A new account: whose, under which name to sign in, in which language."""

    login: Annotated[str, BeforeValidator(_login)]
    surname: Annotated[str, line(120, needed=False)] = ""
    given_name: Annotated[str, line(120)]
    patronymic: Annotated[str, line(120, needed=False)] = ""
    email: OptionalLine = ""
    language: Language = Language.KK
    person_id: UUID | None = None


class RoleIn(Typed):
    """A role in a place from a day on."""

    role: Role
    unit_id: UUID
    since: date
