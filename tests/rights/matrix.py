"""Who may open and who may post what: every address of the product, declared. A new address stands here before it is served.

`sees`: to everybody else the thing is not there (404). `opens`, `posts`: who may of those who see it; the others get 403.
Things are named in `world.keys`; every one of them lies at the first cabinet.
"""

from typing import Any

from flask import url_for

from mediation_cms.people.models import Role
from tests.rights.declared import (
    ADMINISTER,
    ALL,
    ASSIGN,
    AUDITOR,
    KEEP_COURSES,
    KEEP_EVENTS,
    KEEP_MEASURES,
    KEEPER,
    KEEPERS_OF_LISTS,
    MANAGER,
    NOBODY,
    OPEN_SETTINGS,
    READ_HISTORY,
    STAFF_HERE,
    A,
    C,
    M,
    Page,
    R,
    everywhere,
    who,
)  # fmt: skip
from tests.rights.ground import COLLEAGUE, HEAD, World, there
from tests.rights.matrix_of_matters import (
    AGREEMENTS,
    BARRINGS,
    CASES,
    CONTACTS,
    CORRESPONDENCE,
    FOLLOW_UP,
    INVITATIONS,
    JOINING,
    MENTORING,
    PAPERS,
    PEOPLE,
    REQUESTS,
)  # fmt: skip

PUBLIC = (
    Page("public.home", public=True, opens=ALL),
    *(Page(f"public.{page}", public=True, opens=ALL) for page in ("cabinets", "leave", "left")),
    *(Page(f"doors.{page}", public=True, opens=ALL, fills={"code": "cabinet code"}) for page in ("sheet", "book")),
    Page("advising.show", public=True, opens=ALL),
    Page("advising.question", public=True, opens=ALL, posts=ALL, fills={"step": "step"}),
    Page("advising.answer", public=True, opens=ALL),
    *(Page(f"applying.{page}", public=True, opens=ALL, posts=ALL) for page in ("show", "check", "done")),
    Page("applying.question", public=True, opens=ALL, posts=ALL, fills={"step": "step"}),
    *(Page(f"applying.{page}", public=True, opens=ALL) for page in ("consent", "receipt")),
    Page("applying.removal", public=True, posts=ALL),
    Page("kiosk.end", public=True, opens=ALL),
    Page("health.live", public=True, opens=ALL),
    Page("health.ready", public=True, opens=ALL),
    Page("styleguide.show", public=True, opens=ALL),
    Page("accounts.sign_in", public=True, opens=ALL, posts=ALL),
    Page("answering.show", public=True, opens=ALL, posts=ALL, fills={"code": "invitation code"}),
    Page("answering.question", public=True, opens=ALL, posts=ALL, fills={"code": "invitation code", "step": "step"}),
    Page("answering.check", public=True, opens=ALL, posts=ALL, fills={"code": "invitation code"}),
    Page("feeds.file", public=True, opens=ALL, fills={"secret": "feed code"}),
    Page("dates.mine", public=True, opens=ALL, posts=ALL, fills={"code": "dates code"}),
    Page("booking.start", public=True, opens=ALL),
    Page("booking.hold", public=True, opens=ALL, posts=ALL, fills={"at": "booking time"}),
    Page("booking.waiting", public=True, opens=ALL, posts=ALL),
    Page("booked.show", public=True, opens=ALL, posts=ALL, fills={"code": "booking code"}),
    Page("booked.join", public=True, opens=ALL, fills={"code": "booking code"}),
    Page("booked.calendar", public=True, opens=ALL, fills={"code": "booking code"}),
    Page("booked.times", public=True, opens=ALL, fills={"code": "booking code"}),
    Page("booked.move", public=True, opens=ALL, posts=ALL, fills={"code": "booking code", "at": "booking time"}),
    Page("booked.cancellation", public=True, opens=ALL, posts=ALL, fills={"code": "booking code"}),
    Page("booked.waiting", public=True, posts=ALL, fills={"code": "booking code"}),
    Page("booked.offer", public=True, posts=ALL, fills={"code": "booking code"}),
    Page("from_home.answer", public=True, opens=ALL, posts=ALL, fills={"code": "follow-up code"}),
    Page("status.show", public=True, opens=ALL, posts=ALL),
    Page("status.messages", public=True, posts=ALL),
    Page("status.files", public=True, posts=ALL),
    Page("status.file", public=True, opens=ALL, fills={"handed_id": "handed file"}),
    Page("status.receipt", public=True, opens=ALL),
    Page("status.withdrawal", public=True, opens=ALL, posts=ALL),
    Page("status.talk", public=True, posts=ALL),
    Page("status.consents", public=True, opens=ALL),
    Page("status.consent", public=True, opens=ALL, posts=ALL, fills={"purpose": "consent purpose"}),
    Page("status.leaving", public=True, posts=ALL),
    Page("verification.show", public=True, opens=ALL, fills={"code": "certificate code"}),
    Page("verification.machine", public=True, opens=ALL, fills={"code": "certificate code"}),
    Page("credentials.show", public=True, opens=ALL, fills={"code": "certificate code"}),
    Page("credentials.status", public=True, opens=ALL, fills={"code": "certificate code"}),
    Page("credentials.key", public=True, opens=ALL, fills={"name": "signing key"}),
    Page("credentials.keys", public=True, opens=ALL),
    Page("verification.own", public=True, opens=ALL, posts=ALL, fills={"code": "certificate link"}),
    Page(
        "verification.own_file",
        NOBODY,
        NOBODY,
        public=True,
        fills={"code": "certificate link", "copy_id": "copy of nobody"},
    ),
    Page("papers.verify", public=True, opens=ALL, fills={"code": "code"}),
    Page("static", public=True, opens=ALL, fills={"filename": "static file"}),
)
OWN = (
    Page("accounts.sign_out", posts=ALL),
    Page("desk.home", opens=ALL),
    Page("queue.index", opens=ASSIGN),
    Page("queue.marks", posts=ASSIGN),
    Page("views.keep", posts=ALL),
    Page("views.removal", sees=NOBODY, posts=NOBODY, fills={"view_id": "view of nobody"}),
    Page("search.index", opens=ALL),
    Page("help.index", opens=ALL),
    Page("help.show", opens=ALL, fills={"name": "role with a guide"}),
    Page("search.ask", posts=ALL),
    Page("own_account.show", opens=ALL),
    Page("own_account.language", posts=ALL),
    Page("own_account.messages", posts=ALL),
    Page("own_account.password", posts=ALL),
    Page("own_account.other_sessions", posts=ALL),
    Page("own_account.session_ending", sees=NOBODY, posts=NOBODY, fills={"sign_in_id": "session of nobody"}),
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
OF_DAY = {"course_id": "course", "session_id": "day of a course"}
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
    Page("course_days.index", STAFF_HERE | {HEAD}, STAFF_HERE | {HEAD}, KEEP_HERE, OF_COURSE),
    Page("course_days.state", STAFF_HERE | {HEAD}, None, KEEP_HERE, OF_COURSE),
    Page("course_days.cancellation", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_COURSE),
    Page("course_days.show", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_DAY),
    Page("course_days.removal", STAFF_HERE | {HEAD}, None, KEEP_HERE, OF_DAY),
    Page("course_days.points", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_COURSE),
    Page("course_days.trainers", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_COURSE),
    Page("course_days.wish", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_LEARNER),
    Page("learning.index", public=True, opens=ALL),
    Page("learning.show", public=True, opens=ALL, fills={"course_id": "open course"}),
    Page("learning.show", NOBODY, NOBODY, public=True, fills=OF_COURSE),
    Page("learning.sign_up", public=True, opens=ALL, posts=ALL, fills={"course_id": "open course"}),
    Page("learning.own", public=True, opens=ALL, fills={"code": "place on a course"}),
    Page("learning.calendar", public=True, opens=ALL, fills={"code": "place on a course"}),
    Page("learning.observation", public=True, opens=ALL, posts=ALL, fills={"code": "place on a course"}),
    Page("learning.withdrawal", public=True, opens=ALL, posts=ALL, fills={"code": "place on a course"}),
    Page("courses.certificates", STAFF_HERE | {HEAD}, KEEP_HERE, KEEP_HERE, OF_COURSE),
    Page("certificates.index", opens=KEEPERS_OF_LISTS),
    Page("certificates.soon", opens=KEEPERS_OF_LISTS),
    Page("certificates.new", opens=KEEP_COURSES, posts=KEEP_COURSES),
    Page("certificates.show", LISTS_HERE, LISTS_HERE, fills={"certificate_id": "certificate"}),
    Page("certificates.replacement", LISTS_HERE, KEEP_HERE, KEEP_HERE, {"certificate_id": "certificate"}),
    Page("certificates.renewal", LISTS_HERE, KEEP_HERE, KEEP_HERE, {"certificate_id": "certificate"}),
    Page("certificates.revocation", LISTS_HERE, KEEP_HERE, KEEP_HERE, {"certificate_id": "certificate"}),
    Page("certificates.paper", LISTS_HERE, None, KEEP_HERE, {"certificate_id": "certificate"}),
    Page("certificates.copies", LISTS_HERE, None, KEEP_HERE, {"certificate_id": "certificate"}),
    Page("certificates.file", NOBODY, NOBODY, fills={"certificate_id": "certificate", "copy_id": "copy of nobody"}),
    Page("certificate_batches.show", LISTS_HERE, LISTS_HERE, fills={"batch_id": "batch"}),
    Page("certificate_batches.copies", LISTS_HERE, None, KEEP_HERE, {"batch_id": "batch"}),
    Page("certificate_batches.file", NOBODY, NOBODY, fills={"batch_id": "batch", "copy_id": "copy of nobody"}),
    Page("certificate_batches.revocation", LISTS_HERE, KEEP_HERE, KEEP_HERE, {"batch_id": "batch"}),
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
OF_APPLICATION, APPLICANTS_HERE = {"application_id": "register application"}, who(KEEPER, AUDITOR)
ADMISSION = (
    Page("admission.index", opens=everywhere(Role.REGISTER_KEEPER, Role.AUDITOR)),
    Page("admission.new", opens=KEEP_REGISTERS, posts=KEEP_REGISTERS),
    Page("admission.show", APPLICANTS_HERE, APPLICANTS_HERE, fills=OF_APPLICATION),
    Page("admission.history", APPLICANTS_HERE, APPLICANTS_HERE, fills=OF_APPLICATION),
    *(
        Page(f"admission.{step}", APPLICANTS_HERE, who(KEEPER), who(KEEPER), OF_APPLICATION)
        for step in ("education", "documents", "decision", "refusal", "withdrawal")
    ),
    *(
        Page(f"admission.{step}", APPLICANTS_HERE, None, who(KEEPER), OF_APPLICATION)
        for step in ("awaiting", "checking")
    ),
    Page("register_papers.of_entry", opens=who(KEEPER), posts=who(KEEPER), fills=OF_ENTRY),
    Page("register_papers.file", opens=who(KEEPER), fills=OF_ENTRY | {"paper_id": "register paper"}),
)
OF_CARD, CARD_HERE = {"mediator_id": "mediator"}, who(M, KEEPER)
CARDS = (
    *(Page(f"mediators_public.{page}", public=True, opens=ALL) for page in ("index", "about_data")),
    Page("mediators_public.show", public=True, opens=ALL, fills={"ref": "mediator"}),
    Page("mediators_public.photo", NOBODY, NOBODY, public=True, fills=OF_CARD),
    Page("mediators_public.inaccuracy", public=True, opens=ALL, posts=ALL, fills=OF_CARD),
    Page("mediators_public.thanks", public=True, opens=ALL, fills=OF_CARD),
    *(Page(f"mediators_tables.{table}", public=True, opens=ALL) for table in ("as_csv", "as_json")),
    *(Page(f"register_days.{page}", opens=ALL) for page in ("entitled_on", "entitled_table", "changed_since")),
    Page("register_days.changes_table", opens=ALL),
    Page("register_days.inaccuracies", opens=KEEP_REGISTERS),
    Page("register_days.settled", who(KEEPER), posts=who(KEEPER), fills={"report_id": "report of an inaccuracy"}),
    Page("mediator_cards.of", CARD_HERE, CARD_HERE, CARD_HERE, OF_CARD),
    Page("mediator_cards.picture", NOBODY, NOBODY, fills=OF_CARD),
    Page("mediator_cards.picture", CARD_HERE, None, CARD_HERE, OF_CARD),
    Page("mediator_cards.photo_removal", CARD_HERE, None, CARD_HERE, OF_CARD),
)
OF_IMPORT = {"import_id": "import"}
IMPORTS = (
    Page("imports.index", opens=KEEP_COURSES),
    Page("imports.new", opens=KEEP_COURSES, posts=KEEP_COURSES),
    Page("imports.example_of", opens=KEEP_COURSES, fills={"kind": "import kind"}),
    Page("imports.show", who(KEEPER), who(KEEPER), fills=OF_IMPORT),
    Page("imports.mapping", who(KEEPER), who(KEEPER), who(KEEPER), OF_IMPORT),
    *(
        Page(f"imports.{step}", who(KEEPER), None, who(KEEPER), OF_IMPORT)
        for step in ("headings", "proposals", "choices", "confirmation", "undoing", "removal")
    ),
)
OF_UNIT, OF_ALIAS = {"unit_id": "cabinet"}, {"unit_id": "cabinet", "alias_id": "alias"}
OF_ACCOUNT, OF_ROLE = {"account_id": "account"}, {"account_id": "account", "held_id": "role held"}
MANAGE_HERE, OF_HEAD = who(A, HEAD), who(HEAD)
OF_TIE = {"mediator_id": "mediator", "tie_id": "tie"}
TIES_HERE = who(M, C, KEEPER)
TIES = (
    Page("ties.of", TIES_HERE, TIES_HERE, fills={"mediator_id": "mediator"}),
    *(
        Page("ties.new", TIES_HERE, TIES_HERE, TIES_HERE, {"mediator_id": "mediator", "kind": f"{kind} tie"})
        for kind in ("relative", "village", "organisation")
    ),
    Page("ties.ending", TIES_HERE, TIES_HERE, TIES_HERE, OF_TIE),
    Page("ties.removal", TIES_HERE, TIES_HERE, TIES_HERE, OF_TIE),
    # A tie of one mediator is not there under another.
    Page("ties.removal", NOBODY, NOBODY, NOBODY, OF_TIE | {"mediator_id": "colleague"}),
)
OF_MEDIATOR, OF_TALK = {"mediator_id": "mediator"}, {"booking_id": "booking"}
OF_DAY, OF_LEAVE = OF_MEDIATOR | {"day_id": "day that differs"}, OF_MEDIATOR | {"leave_id": "leave"}
HOURS_HERE, TALKS_HERE, DESK_HERE = who(M, C), who(R, M, C), who(R, C)
READ_CALENDAR, KEEP_HOURS = (
    everywhere(Role.RECEPTIONIST, Role.MEDIATOR, Role.COORDINATOR),
    everywhere(Role.MEDIATOR, Role.COORDINATOR),
)
BOOK, CLOSE = everywhere(Role.RECEPTIONIST, Role.COORDINATOR), everywhere(Role.COORDINATOR)
SET_VIDEO_HERE = who(C, A, HEAD)
CALENDAR = (
    Page("calendar.day", opens=READ_CALENDAR),
    Page("calendar.week", opens=READ_CALENDAR),
    Page("feeds.show", opens=READ_CALENDAR),
    Page("feeds.give", posts=READ_CALENDAR),
    Page("feeds.ending", posts=ALL),
    Page("availability.index", opens=KEEP_HOURS),
    Page("availability.show", HOURS_HERE, HOURS_HERE, fills=OF_MEDIATOR),
    *(
        Page(f"availability.{step}", HOURS_HERE, HOURS_HERE, HOURS_HERE, OF_MEDIATOR)
        for step in ("week", "new_day", "terms", "new_leave")
    ),
    Page("availability.former_week", HOURS_HERE, None, HOURS_HERE, OF_MEDIATOR),
    Page("availability.day_removal", HOURS_HERE, None, HOURS_HERE, OF_DAY),
    Page("availability.leave_removal", HOURS_HERE, None, HOURS_HERE, OF_LEAVE),
    # A day or a leave of one mediator is not there under another.
    Page("availability.day_removal", NOBODY, None, NOBODY, OF_DAY | {"mediator_id": "colleague"}),
    Page("availability.leave_removal", NOBODY, None, NOBODY, OF_LEAVE | {"mediator_id": "colleague"}),
    Page("bookings.new", opens=BOOK, posts=BOOK),
    # A form of a request that begins with who came to a talk.
    Page(
        "requests.new",
        ALL - (everywhere(Role.RECEPTIONIST, Role.MEDIATOR, Role.COORDINATOR) - TALKS_HERE),
        TALKS_HERE,
        fills={"booking": "booking"},
    ),
    Page("bookings.show", TALKS_HERE, TALKS_HERE, fills=OF_TALK),
    *(
        Page(f"bookings.{step}", TALKS_HERE, TALKS_HERE, TALKS_HERE, OF_TALK)
        for step in ("time", "exchange", "cancellation")
    ),
    Page("bookings.mediator", TALKS_HERE, None, TALKS_HERE, OF_TALK),
    Page("bookings.outcome", TALKS_HERE, None, TALKS_HERE, OF_TALK),
    Page("closings.index", opens=BOOK | everywhere(Role.ADMINISTRATOR)),
    Page("closings.new", opens=CLOSE, posts=CLOSE),
    Page("closings.show", DESK_HERE, DESK_HERE, fills={"closing_id": "closing"}),
    Page("closings.removal", DESK_HERE, None, who(C), {"closing_id": "closing"}),
    Page("closings.video_room", opens=SET_VIDEO_HERE, posts=SET_VIDEO_HERE, fills={"cabinet_id": "cabinet"}),
)
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
    Page("settings_catalogues.place", posts=OF_HEAD, fills={"item_id": "item"}),
    Page("settings_catalogues.last_change", posts=OF_HEAD, fills={"item_id": "item"}),
    Page("settings_clauses.index", opens=OPEN_SETTINGS),
    Page("settings_clauses.history", opens=OPEN_SETTINGS),
    Page("settings_clauses.new", opens=OF_HEAD, posts=OF_HEAD),
    Page("settings_clauses.clause", opens=OF_HEAD, posts=OF_HEAD, fills={"clause_id": "clause"}),
    Page("settings_clauses.place", posts=OF_HEAD, fills={"clause_id": "clause"}),
    Page("settings_messages.index", opens=OPEN_SETTINGS),
    Page("settings_messages.history", opens=OPEN_SETTINGS),
    Page("settings_messages.show", opens=OPEN_SETTINGS, fills={"kind": "message kind"}),
    Page("settings_messages.words", opens=OF_HEAD, posts=OF_HEAD, fills={"kind": "message kind"}),
    Page("settings_messages.ending", opens=OF_HEAD, posts=OF_HEAD, fills={"text_id": "message text"}),
    Page("settings_messages.again", posts=OF_HEAD, fills={"message_id": "undelivered"}),
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
    *PUBLIC, *OWN, *REQUESTS, *PEOPLE, *JOINING, *BARRINGS, *INVITATIONS, *CORRESPONDENCE, *CONTACTS, *CASES, *AGREEMENTS,
    *FOLLOW_UP, *PAPERS, *REPORTS, *LEARNING, *MENTORING, *LISTS, *REGISTERS, *ADMISSION, *IMPORTS, *TIES, *CARDS,
    *CALENDAR, *SETTINGS, *ACCOUNTS,
)  # fmt: skip


def address(world: World, page: Page) -> str:
    """The address of the page with its things in it."""
    things: dict[str, Any] = {name: str(world.keys[key]) for name, key in page.fills.items()}
    with world.app.test_request_context():
        found = url_for(page.endpoint, **things)
    return f"{found}?{page.query}" if page.query else found
