"""The cast of a cabinet in front of its screens."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cases.models import Case
from mediation_cms.people.models import Role
from tests.make import matters
from tests.web.conftest import Visitor


@dataclass(frozen=True)
class Stage:
    """A cast, and a browser for each of them; what was made is committed before anybody looks."""

    session: Session
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
