"""Who acts: an account with its roles, and the places that each role covers today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from mediation_cms.core.languages import Language
from mediation_cms.people.models import AccountKind, Role

Held = Mapping[Role, frozenset[UUID]]


@dataclass(frozen=True)
class Actor:
    """An account at work. `covers[role]` are the units that the role covers by today's tree, the unit itself included.

    `home_role`, `home_id` are the first role given and its place: they say what greets the actor.
    `everywhere` are the roles held in the whole republic: they need no list of units in a query.
    """

    account_id: UUID
    kind: AccountKind
    name: str
    language: Language
    person_id: UUID | None = None
    covers: Held = field(default_factory=dict)
    everywhere: frozenset[Role] = frozenset()
    home_role: Role | None = None
    home_id: UUID | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held anywhere."""
        return frozenset(self.covers)

    def holds(self, role: Role, unit_id: UUID | None) -> bool:
        """Whether the actor holds the role in a place that covers this unit."""
        return unit_id is not None and unit_id in self.covers.get(role, frozenset())

    @property
    def mediator_id(self) -> UUID | None:
        """The key under which the person would stand in a register: a mediator has the key of the person."""
        return self.person_id

    @property
    def is_system(self) -> bool:
        """Whether the product itself acts: jobs, seeds, the command line."""
        return self.kind is AccountKind.SYSTEM
