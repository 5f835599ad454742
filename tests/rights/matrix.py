"""Who may open and who may post what: every address of the product, declared. A new address stands here before it is served.

`sees`: to everybody else the thing is not there (404). `opens`, `posts`: who may of those who see it; the others get 403.
Things are named in `world.keys`; every one of them lies at the first cabinet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from mediation_cms.people.models import Role
from tests.rights.world import COLLEAGUE, EVERYBODY, HEAD, World, here, there

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


READ_REPORTS = everywhere(Role.MANAGER, Role.COORDINATOR, Role.AUDITOR)
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


PUBLIC = (
    Page("public.home", public=True, opens=ALL),
    Page("health.live", public=True, opens=ALL),
    Page("health.ready", public=True, opens=ALL),
    Page("styleguide.show", public=True, opens=ALL),
    Page("accounts.sign_in", public=True, opens=ALL, posts=ALL),
    Page("papers.verify", public=True, opens=ALL, fills={"code": "code"}),
    Page("static", public=True, opens=ALL, fills={"filename": "static file"}),
)
OWN = (
    Page("accounts.sign_out", posts=ALL),
    Page("desk.home", opens=ALL),
    Page("own_account.show", opens=ALL),
    Page("own_account.language", posts=ALL),
    Page("own_account.password", posts=ALL),
    Page("own_account.other_sessions", posts=ALL),
    Page("own_account.session_ending", sees=NOBODY, posts=NOBODY, fills={"sign_in_id": "session of nobody"}),
)
REQUESTS = (
    Page("requests.index", opens=DEAL_WITH_MATTERS),
    Page("requests.new", opens=REGISTER, posts=REGISTER),
    request("requests.show", "registered", DESK, DESK),
    request("requests.show", "signed", MATTER, MATTER),
    request("requests.correction", "registered", DESK, who(R, C), who(R, C)),
    request("requests.correction", "in_work", MATTER, who(R, M, C), who(R, M, C)),
    request("requests.consultations", "registered", DESK, DESK),
    request("requests.consultation", "registered", DESK, who(R, C), who(R, C)),
    request("requests.consultation", "in_work", MATTER, who(R, M, C), who(R, M, C)),
    request("requests.closure", "registered", DESK, who(R, C), who(R, C)),
    request("requests.reopening", "closed", DESK, who(C), who(C)),
    request("requests.reopening", "ended", MATTER, who(C), who(C)),
    request("requests.transfer", "registered", DESK, who(R, C), who(R, C)),
    request("requests.case", "registered", DESK, who(R, C), who(R, C)),
    request("requests.history", "signed", MATTER, MATTER),
    request("parties.people", "signed", MATTER, MATTER),
    request("parties.people", "registered", DESK, DESK),
    request("parties.new", "registered", DESK, who(R, C), who(R, C)),
    request("parties.correction", "registered", DESK, who(R, C), who(R, C), party_id="other side"),
    request("parties.representative", "registered", DESK, who(R, C), who(R, C), party_id="other side"),
    request(
        "parties.representative_correction",
        "registered",
        DESK,
        who(R, C),
        who(R, C),
        party_id="other side",
        representative_id="representative",
    ),
    request("parties.removal", "registered", DESK, who(R, C), who(R, C), party_id="other side"),
    # A party of another matter is not there, whoever asks.
    request("parties.correction", "admitted", NOBODY, NOBODY, NOBODY, party_id="other side"),
    # Neither is a party under the address of a representative, nor the other way round.
    request("parties.correction", "registered", NOBODY, NOBODY, NOBODY, party_id="representative"),
    request("parties.representative", "registered", NOBODY, NOBODY, NOBODY, party_id="representative"),
    request(
        "parties.representative_correction",
        "registered",
        NOBODY,
        NOBODY,
        NOBODY,
        party_id="applicant",
        representative_id="representative",
    ),
    request("parties.removal", "admitted", NOBODY, NOBODY, NOBODY, party_id="other side"),
)
CASES = (
    Page("cases.index", opens=DEAL_WITH_MATTERS),
    case("cases.show", "admitted", DESK, DESK),
    case("cases.show", "in_mediation", MATTER, MATTER),
    case("cases.assignment", "admitted", DESK, who(C), who(C)),
    case("cases.acceptance", "offered", MATTER, None, MEDIATION),
    case("cases.refusal", "offered", MATTER, MEDIATION, MEDIATION),
    case("cases.answer", "offered away", DESK, who(C), who(C)),
    case("cases.withdrawal", "offered", MATTER, who(C), who(C)),
    case("cases.release", "in_work", MATTER, who(C), who(C)),
    case("cases.contract", "in_work", MATTER, MEDIATION, MEDIATION),
    case("cases.meeting", "in_mediation", MATTER, MEDIATION, MEDIATION),
    case("cases.extension", "in_mediation", MATTER, MEDIATION, MEDIATION),
    case("cases.notes", "in_mediation", MATTER, None, MEDIATION),
    case("cases.ending", "in_mediation", MATTER, MEDIATION, MEDIATION),
    case("cases.closure", "in_work", MATTER, who(M, C), who(M, C)),
    case("cases.reopening", "ended", MATTER, who(C), who(C)),
)
TERMS = who(M, C)
AGREEMENTS = (
    Page("agreements.index", opens=READ_TERMS),
    case("agreements.of_case", "signed", MATTER, TERMS),
    case("agreements.of_case", "drafted", MATTER, TERMS),
    case("agreements.draft", "drafted", MATTER, MEDIATION, MEDIATION),
    case("agreements.removal", "drafted", MATTER, MEDIATION, MEDIATION),
    case("agreements.signing", "drafted", MATTER, MEDIATION, MEDIATION),
    case("agreements.supplement", "signed", MATTER, MEDIATION, MEDIATION),
    case("agreements.scan", "signed", TERMS, TERMS, agreement_id="agreement"),
    case("agreements.performance", "signed", TERMS, TERMS, TERMS, obligation_id="obligation"),
    # What belongs to another matter is not there.
    case("agreements.scan", "drafted", NOBODY, NOBODY, agreement_id="agreement"),
    case("agreements.performance", "drafted", NOBODY, NOBODY, NOBODY, obligation_id="obligation"),
)
PAPERS = (
    request("papers.of_request", "signed", MATTER, MATTER, who(R, M, C)),
    request("papers.file", "signed", MATTER, who(R, M, C), paper_id="receipt"),
    request("papers.file", "signed", MATTER, TERMS, paper_id="agreement paper"),
    request("papers.file", "drafted", NOBODY, NOBODY, paper_id="receipt"),
    request("papers.file", "signed", NOBODY, NOBODY, paper_id="report paper"),
)
REPORT = "place=63&period=2022-H1"
READ_HERE = who(MANAGER, C, AUDITOR)
REPORTS = (
    Page("reports.show", opens=READ_HERE, query=REPORT),
    Page("reports.behind", opens=READ_HERE, query=f"{REPORT}&code=A1"),
    Page("reports.file", opens=READ_HERE, query=f"{REPORT}&format=json"),
    Page("reports.paper", posts=READ_HERE, query=REPORT),
    Page("reports.printed_paper", opens=READ_HERE, fills={"paper_id": "report paper"}),
    Page("reports.paper_file", opens=READ_HERE, fills={"paper_id": "report paper"}),
    Page("reports.paper_file", NOBODY, NOBODY, fills={"paper_id": "receipt"}),
    Page("reports.printed_paper", NOBODY, NOBODY, fills={"paper_id": "receipt"}),
)
OF_COURSE, OF_LEARNER = {"course_id": "course"}, {"course_id": "course", "participation_id": "participation"}
KEEP_HERE, LISTS_HERE = who(C, KEEPER), who(C, KEEPER, AUDITOR)
LEARNING = (
    Page("courses.index", opens=ALL),
    Page("courses.new", opens=KEEP_COURSES, posts=KEEP_COURSES),
    Page("courses.show", STAFF_HERE | {HEAD}, STAFF_HERE | {HEAD}, fills=OF_COURSE),
    Page("courses.history", STAFF_HERE | {HEAD}, STAFF_HERE | {HEAD}, fills=OF_COURSE),
    Page("courses.correction", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_COURSE),
    Page("courses.removal", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_COURSE),
    Page("courses.learners", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_COURSE),
    Page("courses.completion", STAFF_HERE | {HEAD}, None, KEEP_HERE, OF_COURSE),
    Page("courses.learner_removal", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_LEARNER),
    Page("courses.certificates", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_COURSE),
    Page("certificates.index", opens=KEEPERS_OF_LISTS),
    Page("certificates.new", opens=KEEP_COURSES, posts=KEEP_COURSES),
    Page("certificates.show", LISTS_HERE, LISTS_HERE, fills={"certificate_id": "certificate"}),
    Page("certificates.replacement", LISTS_HERE, KEEP_HERE, KEEP_HERE, {"certificate_id": "certificate"}),
)
EVENT, MEASURE, OF_ENTRY = {"event_id": "event"}, {"measure_id": "measure"}, {"entry_id": "entry"}
KEEP_EVENTS_HERE, KEEP_MEASURES_HERE = who(R, C), who(C, M, COLLEAGUE)
LISTS = (
    Page("events.index", opens=ALL),
    Page("events.new", opens=KEEP_EVENTS, posts=KEEP_EVENTS),
    Page("events.show", STAFF_HERE | {HEAD}, STAFF_HERE | {HEAD}, fills=EVENT),
    Page("events.history", STAFF_HERE | {HEAD}, STAFF_HERE | {HEAD}, fills=EVENT),
    Page("events.correction", STAFF_HERE | {HEAD}, KEEP_EVENTS_HERE, KEEP_EVENTS_HERE, EVENT),
    Page("events.removal", STAFF_HERE | {HEAD}, KEEP_EVENTS_HERE, KEEP_EVENTS_HERE, EVENT),
    Page("prevention.index", opens=ALL),
    Page("prevention.new", opens=KEEP_MEASURES, posts=KEEP_MEASURES),
    Page("prevention.show", STAFF_HERE | {HEAD}, STAFF_HERE | {HEAD}, fills=MEASURE),
    Page("prevention.history", STAFF_HERE | {HEAD}, STAFF_HERE | {HEAD}, fills=MEASURE),
    Page("prevention.correction", STAFF_HERE | {HEAD}, KEEP_MEASURES_HERE, KEEP_MEASURES_HERE, MEASURE),
    Page("prevention.removal", STAFF_HERE | {HEAD}, KEEP_MEASURES_HERE, KEEP_MEASURES_HERE, MEASURE),
)
KEEP_REGISTERS = everywhere(Role.REGISTER_KEEPER)
REGISTERS = (
    Page("registers.index", opens=ALL),
    Page("registers.new", opens=KEEP_REGISTERS, posts=KEEP_REGISTERS),
    Page("registers.show", opens=ALL, fills=OF_ENTRY),
    Page("registers.history", opens=ALL, fills=OF_ENTRY),
    Page("registers.further", opens=KEEP_REGISTERS, posts=KEEP_REGISTERS, fills=OF_ENTRY),
    *(
        Page(f"register_steps.{step}", opens=who(KEEPER), posts=who(KEEPER), fills=OF_ENTRY)
        for step in ("correction", "person", "suspension", "resumption", "leaving", "removal")
    ),
)
OF_UNIT, OF_ALIAS = {"unit_id": "cabinet"}, {"unit_id": "cabinet", "alias_id": "alias"}
OF_ACCOUNT, OF_ROLE = {"account_id": "account"}, {"account_id": "account", "held_id": "role held"}
MANAGE_HERE, OF_HEAD = who(A, HEAD), who(HEAD)
SETTINGS = (
    Page("history.index", opens=READ_HISTORY),
    Page("history.refused", opens=READ_HISTORY),
    Page("settings.home", opens=OPEN_SETTINGS),
    Page("settings_places.index", opens=OPEN_SETTINGS),
    Page("settings_places.show", opens=OPEN_SETTINGS, fills=OF_UNIT),
    Page("settings_places.history", opens=OPEN_SETTINGS, fills=OF_UNIT),
    *(
        Page(f"settings_places.{step}", opens=MANAGE_HERE, posts=MANAGE_HERE, fills=OF_UNIT)
        for step in ("name", "placing", "owner", "mandate", "closing", "reach", "successor", "alias")
    ),
    Page("settings_places.opening", opens=MANAGE_HERE, posts=MANAGE_HERE, fills={"unit_id": "district"}),
    Page("settings_places.alias_removal", posts=MANAGE_HERE, fills=OF_ALIAS),
    # The other name of another place is not there for whoever administers this one.
    Page(
        "settings_places.alias_removal",
        ALL - who(there(Role.ADMINISTRATOR), HEAD),
        posts=NOBODY,
        fills=OF_ALIAS | {"unit_id": "cabinet elsewhere"},
    ),
    Page("settings_law.index", opens=OPEN_SETTINGS),
    Page("settings_law.show", opens=OPEN_SETTINGS, fills={"code": "rule code"}),
    Page("settings_law.history", opens=OPEN_SETTINGS, fills={"code": "rule code"}),
    Page("settings_law.version", opens=OF_HEAD, posts=OF_HEAD, fills={"code": "rule code"}),
    Page("settings_law.correction", opens=OF_HEAD, posts=OF_HEAD, fills={"rule_id": "rule"}),
    Page("settings_law.days", opens=OPEN_SETTINGS, posts=OF_HEAD),
    Page("settings_law.day_removal", opens=OF_HEAD, posts=OF_HEAD, fills={"day_id": "special day"}),
    Page("settings_law.days_history", opens=OPEN_SETTINGS),
    Page("settings_catalogues.index", opens=OPEN_SETTINGS),
    Page("settings_catalogues.history", opens=OPEN_SETTINGS),
    Page("settings_catalogues.show", opens=OPEN_SETTINGS, fills={"catalogue": "catalogue"}),
    Page("settings_catalogues.new", opens=OF_HEAD, posts=OF_HEAD, fills={"catalogue": "catalogue"}),
    Page("settings_catalogues.item", opens=OF_HEAD, posts=OF_HEAD, fills={"item_id": "item"}),
    Page("accounts_admin.index", opens=ADMINISTER),
    Page("accounts_admin.new", opens=ADMINISTER, posts=ADMINISTER),
)
# Who is no administrator at all learns that the page is not for them; an administrator of another place finds no such account.
NOT_THERE = ADMINISTER - MANAGE_HERE
ACCOUNTS = (
    Page("accounts_admin.show", ALL - NOT_THERE, MANAGE_HERE, fills=OF_ACCOUNT),
    Page("accounts_admin.role", ALL - NOT_THERE, MANAGE_HERE, MANAGE_HERE, OF_ACCOUNT),
    Page("accounts_admin.role_ending", ALL - NOT_THERE, MANAGE_HERE, MANAGE_HERE, OF_ROLE),
    Page("accounts_admin.disabling", ALL - NOT_THERE, MANAGE_HERE, MANAGE_HERE, OF_ACCOUNT),
    Page("accounts_admin.passphrase", ALL - NOT_THERE, MANAGE_HERE, MANAGE_HERE, OF_ACCOUNT),
)
PAGES = (
    *PUBLIC, *OWN, *REQUESTS, *CASES, *AGREEMENTS, *PAPERS, *REPORTS, *LEARNING, *LISTS, *REGISTERS, *SETTINGS, *ACCOUNTS,
)  # fmt: skip


def address(world: World, page: Page) -> str:
    """The address of the page with its things in it."""
    things: dict[str, Any] = {name: str(world.keys[key]) for name, key in page.fills.items()}
    with world.app.test_request_context():
        found = url_for(page.endpoint, **things)
    return f"{found}?{page.query}" if page.query else found
