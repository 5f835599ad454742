"""The addresses of one matter: its request, people, invitations, talks, case, agreements, follow-up and papers."""

from mediation_cms.people.models import Role
from tests.rights.declared import (
    ALL,
    AUDITOR,
    DEAL_WITH_MATTERS,
    DESK,
    MATTER,
    MEDIATION,
    NOBODY,
    READ_TERMS,
    REGISTER,
    C,
    M,
    Page,
    R,
    case,
    everywhere,
    request,
    who,
)  # fmt: skip
from tests.rights.ground import COLLEAGUE

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
    request("requests.consents", "registered", DESK, DESK),
    request("requests.consents", "signed", MATTER, MATTER),
    request("requests.consent", "registered", DESK, who(R, C), who(R, C), purpose="consent purpose"),
    request("screening.show", "registered", DESK, DESK),
    request("screening.show", "signed", MATTER, MATTER),
    *(
        request(f"screening.{topic}", of, sees, ask, ask)
        for topic in ("scope", "risk", "word")
        for of, sees, ask in (("registered", DESK, who(R, C)), ("in_work", MATTER, who(R, M, C)))
    ),
    request("screening.meeting", "registered", DESK, who(C), who(C)),
    request("screening.question", "registered", DESK, None, who(R, C)),
    request("screening.safety", "registered", DESK, who(R, C), who(R, C), party_id="other side"),
    request("screening.safety", "admitted", NOBODY, NOBODY, NOBODY, party_id="other side"),
    request("screening.safety", "registered", NOBODY, NOBODY, NOBODY, party_id="representative"),
    request("screening.refusal", "registered", DESK, who(R, C), who(R, C)),
    request("screening.refusal", "in_work", MATTER, who(M, C), who(M, C)),
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
# Whoever deals with no matters is refused before it is asked whom they see.
OF_APPLICANT, OF_MEDIATOR = {"person_id": "applicant person"}, {"person_id": "mediator"}
NOT_KNOWN = DEAL_WITH_MATTERS - DESK
OF_LINK = OF_APPLICANT | {"link_id": "link"}
PEOPLE = (
    Page("people.index", opens=DEAL_WITH_MATTERS, query="q=Қайрат"),
    Page("people.ask", posts=DEAL_WITH_MATTERS),
    Page("people.show", ALL - NOT_KNOWN, DESK, fills=OF_APPLICANT),
    Page("people.show", opens=DEAL_WITH_MATTERS, fills=OF_MEDIATOR),
    Page("people.links", ALL - NOT_KNOWN, who(R, C), who(R, C), OF_APPLICANT),
    # Who is known from a register alone is linked by nobody.
    Page("people.links", ALL - DEAL_WITH_MATTERS, NOBODY, NOBODY, OF_MEDIATOR),
    Page("people.parting", ALL - NOT_KNOWN, who(R, C), who(R, C), OF_LINK),
    # The link of somebody else is not there.
    Page("people.parting", ALL - DEAL_WITH_MATTERS, NOBODY, NOBODY, OF_MEDIATOR | {"link_id": "link"}),
)
JOINING = (
    request("joining.new", "registered", DESK, who(R, C), who(R, C)),
    request("joining.new", "in_work", MATTER, who(R, M, C), who(R, M, C)),
    request("joining.undoing", "joined", DESK, who(R, C), who(R, C)),
    request("requests.show", "joined", DESK, DESK),
)
BARRINGS = (
    request("barrings.new", "in_work", MATTER, who(C), who(C)),
    request("barrings.lifting", "registered", DESK, who(C), who(C), barring_id="barring"),
    request("barrings.lifting", "in_work", NOBODY, NOBODY, NOBODY, barring_id="barring"),
)
INVITES = who(R, C)
INVITATION = {"invitation_id": "invitation"}
INVITATIONS = (
    Page("invitations.index", opens=DEAL_WITH_MATTERS),
    request("invitations.new", "registered", DESK, INVITES, INVITES, party="other side"),
    # What belongs to another matter is not there.
    request("invitations.new", "admitted", NOBODY, NOBODY, NOBODY, party="other side"),
    Page("invitations.show", DESK, DESK, fills=INVITATION),
    Page("invitations.show", MATTER, MATTER, fills={"invitation_id": "mailed invitation"}),
    Page("invitations.own_word", MATTER, who(R, M, C), fills={"invitation_id": "mailed invitation"}),
    *(
        Page(f"invitations.{step}", DESK, INVITES, INVITES, INVITATION)
        for step in ("permission", "attempt", "mail", "text", "answer", "expiry", "withdrawal")
    ),
    Page("invitations.attempt", MATTER, who(R, M, C), who(R, M, C), {"invitation_id": "mailed invitation"}),
    Page("invitations.reply", DESK, posts=INVITES, fills=INVITATION | {"reply_id": "reply"}),
    Page("invitations.reply", NOBODY, posts=NOBODY, fills={"invitation_id": "mailed invitation", "reply_id": "reply"}),
)
CORRESPONDENCE = (
    *(
        request(f"correspondence.{page}", of, sees, answer, answer)
        for page in ("messages", "code")
        for of, sees, answer in (("registered", DESK, who(R, C)), ("in_work", MATTER, who(R, M, C)))
    ),
    request("correspondence.reading", "in_work", MATTER, None, who(R, M, C)),
    request("correspondence.files", "in_work", MATTER, None, who(R, M, C)),
    request("correspondence.file", "in_work", MATTER, who(R, M, C), handed_id="handed file"),
    request("correspondence.showing", "in_work", MATTER, None, who(R, M, C), handed_id="handed file"),
    # A file of another matter is not there.
    request("correspondence.file", "registered", NOBODY, NOBODY, handed_id="handed file"),
    request("correspondence.showing", "registered", NOBODY, None, NOBODY, handed_id="handed file"),
)
FIRST_NUMBER = {"first": "first number"}
CONTACTS = (
    Page("contacts.new", opens=REGISTER, posts=REGISTER),
    Page("contacts.open_day", opens=REGISTER, posts=REGISTER),
    Page("contacts.listed", sees=MATTER | (ALL - DEAL_WITH_MATTERS), opens=MATTER, fills=FIRST_NUMBER),
    Page("drafts.keep", posts=ALL, query="page=/requests/new"),
    Page("drafts.removal", posts=ALL, query="page=/requests/new"),
)
CASES = (
    Page("cases.index", opens=DEAL_WITH_MATTERS),
    case("cases.show", "admitted", DESK, DESK),
    case("cases.show", "in_mediation", MATTER, MATTER),
    case("cases.assignment", "admitted", DESK, who(C), who(C)),
    case("cases.acceptance", "offered", MATTER, MEDIATION, MEDIATION),
    case("cases.declaration", "in_work", MATTER, MEDIATION, MEDIATION),
    case("cases.refusal", "offered", MATTER, MEDIATION, MEDIATION),
    case("dates.show", "in_work", MATTER, MATTER),
    case("dates.show", "admitted", DESK, DESK),
    case("dates.new", "in_work", MATTER, MEDIATION, MEDIATION),
    case("dates.fixing", "in_work", MATTER, None, MEDIATION),
    case("dates.ending", "in_work", MATTER, None, MEDIATION),
    case("dates.ticks", "in_work", MATTER, who(R, M, C), who(R, M, C), reply_id="date reply"),
    case("cases.answer", "offered away", DESK, who(C), who(C)),
    case("cases.withdrawal", "offered", MATTER, who(C), who(C)),
    case("cases.more_time", "offered", MATTER, who(C), who(C)),
    case("companions.new", "in_work", MATTER, who(C), who(C)),
    case("companions.removal", "in_mediation", MATTER, who(C), who(C), companion_id="companion"),
    case("companions.removal", "in_work", NOBODY, NOBODY, NOBODY, companion_id="companion"),
    case("cases.release", "in_work", MATTER, who(C), who(C)),
    case("cases.readiness", "in_work", MATTER, None, who(R, M, C)),
    case("cases.contract", "in_work", MATTER, MEDIATION, MEDIATION),
    case("cases.meeting", "in_mediation", MATTER, MEDIATION, MEDIATION),
    case("cases.extension", "in_mediation", MATTER, MEDIATION, MEDIATION),
    case("cases.notes", "in_mediation", MATTER, None, MEDIATION),
    case("closing.summary", "in_mediation", MATTER, MEDIATION, MEDIATION),
    *(
        case("closing.step", "in_mediation", MATTER, MEDIATION, MEDIATION, name=f"closing {step}")
        for step in ("outcome", "meetings", "terms", "papers", "follow-up")
    ),
    # A case without a contract is finished on its own page.
    case("closing.summary", "in_work", MATTER, MATTER, MATTER),
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
    case("proposals.index", "drafted", MATTER, TERMS),
    case("proposals.new", "drafted", MATTER, MEDIATION, MEDIATION),
    *(
        case(f"proposals.{step}", "drafted", TERMS, MEDIATION, MEDIATION, proposal_id="proposal")
        for step in ("correction", "counter", "striking")
    ),
    *(
        case(f"proposals.{step}", "drafted", TERMS, None, MEDIATION, proposal_id="proposal")
        for step in ("acceptance", "withdrawal", "restoration")
    ),
    # What belongs to another matter is not there.
    case("proposals.correction", "in_mediation", NOBODY, NOBODY, NOBODY, proposal_id="proposal"),
    case("agreements.scan", "drafted", NOBODY, NOBODY, agreement_id="agreement"),
    case("agreements.performance", "drafted", NOBODY, NOBODY, NOBODY, obligation_id="obligation"),
)
FOLLOW_UP = (
    Page("follow_ups.index", opens=DEAL_WITH_MATTERS),
    Page("follow_ups.reply", MATTER, who(R, M, C), who(R, M, C), {"call_id": "call"}),
    Page("follow_ups.message", MATTER, None, who(R, M, C), {"call_id": "call"}),
    Page("follow_ups.message", DESK, None, who(R, C), {"call_id": "opinion call"}),
    Page("follow_ups.setting_aside", MATTER, who(R, M, C), who(R, M, C), {"call_id": "call"}),
    # Whoever conducts the mediation never learns that a side is asked how it was.
    Page("follow_ups.reply", DESK, who(R, C), who(R, C), {"call_id": "opinion call"}),
    Page("opinions.index", opens=everywhere(Role.MEDIATOR, Role.COORDINATOR, Role.MANAGER)),
    Page("tasks.index", opens=everywhere(Role.COORDINATOR, Role.AUDITOR)),
    Page("tasks.show", who(C, AUDITOR), who(C, AUDITOR), who(C), {"task_id": "task"}),
    request("requests.follow_on", "signed", MATTER, who(R, M, C), who(R, M, C)),
    case("agreements.calendar", "signed", MATTER, TERMS),
)
PAPERS = (
    request("papers.of_request", "signed", MATTER, MATTER, who(R, M, C)),
    request("papers.file", "signed", MATTER, who(R, M, C), paper_id="receipt"),
    request("papers.file", "signed", MATTER, TERMS, paper_id="agreement paper"),
    request("papers.file", "drafted", NOBODY, NOBODY, paper_id="receipt"),
    request("papers.file", "signed", NOBODY, NOBODY, paper_id="report paper"),
)
OF_WISH, OF_OBSERVATION = {"observation_id": "wish to observe"}, {"observation_id": "observation"}
MENTORS_NEAR = who(M, C, COLLEAGUE)
MENTORING = (
    Page("mentoring.index", opens=READ_TERMS),
    Page("mentoring.offer", MENTORS_NEAR, who(M, COLLEAGUE), who(M, COLLEAGUE), OF_WISH),
    Page("mentoring.show", NOBODY, NOBODY, fills=OF_WISH),
    Page("mentoring.show", MATTER, MATTER, fills=OF_OBSERVATION),
    Page("mentoring.consents", MATTER, None, who(M, C), OF_OBSERVATION),
    Page("mentoring.confirmation", MATTER, None, MEDIATION, OF_OBSERVATION),
    Page("mentoring.hours", MATTER, None, MEDIATION, OF_OBSERVATION),
    Page("mentoring.calling_off", MATTER, who(M, C), who(M, C), OF_OBSERVATION),
)
