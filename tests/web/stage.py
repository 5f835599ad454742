"""The cast of a cabinet in front of its screens."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cases.models import Case
from mediation_cms.core.db import Database
from mediation_cms.people.models import Role
from tests.make import matters
from tests.web.conftest import Visitor


@dataclass(frozen=True)
class Stage:
    """A cast, and a browser for each of them; what was made is committed before anybody looks."""

    session: Session
    database: Database
    cast: matters.Cast
    sign_in: Callable[..., Visitor]

    def at_the_desk_of(self, who: Actor, role: Role) -> Visitor:
        """The browser of this actor."""
        return self.sign_in(role, account=matters.account_of(self.session, who))

    @property
    def mediator(self) -> Visitor:
        """The browser of the mediator."""
        return self.at_the_desk_of(self.cast.mediator, Role.MEDIATOR)

    @property
    def coordinator(self) -> Visitor:
        """The browser of the coordinator."""
        return self.at_the_desk_of(self.cast.coordinator, Role.COORDINATOR)

    @property
    def receptionist(self) -> Visitor:
        """The browser of the receptionist."""
        return self.at_the_desk_of(self.cast.receptionist, Role.RECEPTIONIST)

    def again(self, case: Case) -> Case:
        """The case as it is stored now."""
        self.session.refresh(case)
        return case


def buttons(page: Visitor) -> list[str]:
    """The words of the one full button of the page and of the quieter ones."""
    assert page.page is not None
    found = re.findall(r'class="button[^"]*"[^>]*>([^<]+)<', page.page.text.partition("<main")[2])
    return [unescape(word).strip() for word in found]


def words(page: Visitor) -> str:
    """The page as it is read, in one line."""
    assert page.page is not None
    main = page.page.text.partition("<main")[2].replace("<wbr>", "")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
