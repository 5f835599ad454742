"""Who is who in the matrix of rights, and how an address is declared: things, who sees them, who may open and post."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mediation_cms.people.models import Role
from tests.rights.ground import COLLEAGUE, EVERYBODY, HEAD, here, there

Who = frozenset[str]


def who(*names: str | Role) -> Who:
    """These people, of the first cabinet where a role stands for them."""
    return frozenset(map(str, names))


NOBODY = who()
ALL = frozenset(EVERYBODY)
R, M, C, MANAGER, KEEPER, A, AUDITOR = (
    here(role)
    for role in (
        Role.RECEPTIONIST, Role.MEDIATOR, Role.COORDINATOR, Role.MANAGER, Role.REGISTER_KEEPER, Role.ADMINISTRATOR, Role.AUDITOR,
    )
)  # fmt: skip
STAFF_HERE = frozenset(map(here, Role)) | {COLLEAGUE}
DESK = who(R, C, AUDITOR)  # who sees every matter of the place
MATTER = DESK | {M}  # a matter that the mediator deals with
MEDIATION = who(M)
# What is the same for everybody of a kind, wherever they work.
KEEPERS_OF_LISTS = frozenset(
    name(role) for role in (Role.REGISTER_KEEPER, Role.COORDINATOR, Role.AUDITOR) for name in (here, there)
)


def everywhere(*roles: Role) -> Who:
    """Whoever holds one of these roles, in whatever place."""
    found = frozenset(name(role) for role in roles for name in (here, there))
    more = {COLLEAGUE} if Role.MEDIATOR in roles else set()
    return found | more | ({HEAD} if Role.ADMINISTRATOR in roles else set())


READ_HISTORY = everywhere(Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)
OPEN_SETTINGS = everywhere(Role.ADMINISTRATOR, Role.AUDITOR)
DEAL_WITH_MATTERS = everywhere(Role.RECEPTIONIST, Role.MEDIATOR, Role.COORDINATOR, Role.AUDITOR)
READ_TERMS = everywhere(Role.MEDIATOR, Role.COORDINATOR)
REGISTER = everywhere(Role.RECEPTIONIST, Role.MEDIATOR, Role.COORDINATOR)
KEEP_EVENTS, KEEP_MEASURES = (
    everywhere(Role.RECEPTIONIST, Role.COORDINATOR),
    everywhere(Role.MEDIATOR, Role.COORDINATOR),
)
KEEP_COURSES = everywhere(Role.REGISTER_KEEPER, Role.COORDINATOR)
ASSIGN = everywhere(Role.COORDINATOR)
ADMINISTER = everywhere(Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Page:
    """An address with the things that fill it, who sees these, and who may open and post it (None: there is no such method)."""

    endpoint: str
    sees: Who = ALL
    opens: Who | None = None
    posts: Who | None = None
    fills: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    public: bool = False


def request(endpoint: str, of: str, sees: Who, opens: Who | None = None, posts: Who | None = None, **more: str) -> Page:
    """A page of the request of this name."""
    return Page(f"{endpoint}", sees, opens, posts, {"request_id": f"{of} request"} | more)


def case(endpoint: str, of: str, sees: Who, opens: Who | None = None, posts: Who | None = None, **more: str) -> Page:
    """A page of the case of this name."""
    return Page(f"{endpoint}", sees, opens, posts, {"case_id": f"{of} case"} | more)
