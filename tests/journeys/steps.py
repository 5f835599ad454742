"""What people of a cabinet do, one function a step: each starts on the page where the step before it ended."""

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from playwright.sync_api import expect

from mediation_cms.cases.declarations import LATEST, WORDINGS
from mediation_cms.cases.models import ContractLanguage, MeetingKind
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.consultations.models import Mode, Result
from mediation_cms.core import clock
from mediation_cms.core.i18n import Language, _
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import labels as dispute_labels
from mediation_cms.documents.models import PaperKind
from mediation_cms.intake.models import IntakeChannel
from tests.journeys.conftest import Cabinet
from tests.journeys.reader import Reader

MOST_LOOKS = 10


@dataclass(frozen=True)
class Side:
    """A side as it tells of itself, or as the other side knows it."""

    surname: str
    given_name: str
    patronymic: str
    iin: str
    address: str
    phone: str

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.surname} {self.given_name} {self.patronymic}"


@dataclass(frozen=True)
class Story:
    """What a matter is about, in the words of one language."""

    subject: str
    narrative: str
    contract_subject: str
    minutes: str
    private_minutes: str
    note: str
    pays: str
    paid_by: str
    moves: str
    measured: str
    otherwise: str


APPLICANT = Side(
    "Төлегенов", "Қайрат", "Мұхаметжанұлы", "000229500008", "Меновное ауылы, Достық көшесі, 14", "87232000001"
)
OTHER = Side(
    "Воробьёва", "Светлана", "Игоревна", "000229500909", "Меновное ауылы, Достық көшесі, 16", "8 (7232) 00-00-02"
)
KAZAKH = Story(
    subject="Құдық суы мен шекара",
    narrative="Көрші дуалды жылжытып, құдыққа баратын жолды жауып тастады.",
    contract_subject="Құдық суын пайдалану және учаскелердің шекарасы.",
    minutes="Екі тарап құдықты кезекпен пайдалануға келісті.",
    private_minutes="Өтініш беруші шығынды бөліп төлеуге дайын.",
    note="Екінші тарапқа сот туралы айтпау керек.",
    pays="Дуалға кеткен шығынды өтейді.",
    paid_by="Түбіртек",
    moves="Дуалды бұрынғы орнына жылжытады.",
    measured="Бірге өлшеу",
    otherwise="Орындамаған тарап шығынды өтейді.",
)
RUSSIAN = Story(
    subject="Вода из колодца и граница",
    narrative="Соседка перенесла забор и закрыла проход к колодцу.",
    contract_subject="Пользование водой из колодца и граница участков.",
    minutes="Стороны договорились пользоваться колодцем по очереди.",
    private_minutes="Заявитель готов разделить расходы.",
    note="Второй стороне о суде не говорить.",
    pays="Возмещает расходы на забор.",
    paid_by="Расписка",
    moves="Переносит забор на прежнее место.",
    measured="Совместный замер",
    otherwise="Не исполнившая сторона возмещает расходы.",
)
TELLING = {Language.KK: KAZAKH, Language.RU: RUSSIAN, Language.EN: KAZAKH}


def today() -> str:
    """Today as people type it."""
    return f"{clock.today():%d.%m.%Y}"


def scanned() -> bytes:
    """What a scanner gives for one sheet."""
    sheet, content = pikepdf.new(), BytesIO()
    sheet.add_blank_page()
    sheet.save(content)
    return content.getvalue()


def dispute_of(cabinet: Cabinet, code: str = "NEI") -> str:
    """What the list of disputes calls this one."""
    with cabinet.site.database.session(writes=False) as session:
        return dispute_labels(session, Catalogue.DISPUTE_TYPE, cabinet.language)[code]


# --- at the door ---------------------------------------------------------------------------------------------------------


def register(reception: Reader, cabinet: Cabinet) -> str:
    """Somebody came in and was heard: one page. Gives the number of the request."""
    story = TELLING[cabinet.language]
    reception.follows(_("Requests"))
    reception.follows(_("New request"))
    reception.finds_written(_("Received on"), today())
    reception.group(_("How did the request come in?")).ticks(IntakeChannel.IN_PERSON.label)
    write_side(reception.part(_("Side %(n)s, applicant", n=1)), APPLICANT)
    write_side(reception.part(_("Side %(n)s", n=2)), OTHER)
    reception.writes(_("Subject line"), story.subject)
    reception.picks(_("Dispute category"), dispute_of(cabinet))
    reception.writes(_("Tell us briefly what happened"), story.narrative)
    reception.ticks(_("The applicant was heard at once"))
    talk = reception.part(_("The talk"))
    talk.group(_("How did you talk?")).ticks(Mode.IN_PERSON.label)
    talk.writes(_("Length, minutes"), "40")
    talk.ticks(Result.TO_MEDIATION.label)
    reception.presses(_("Register"))
    if reception.is_asked(_("Has this person been here before?")):
        says_they_are_new(reception)
    reception.reads_heading(story.subject)
    return number_of(reception)


def says_they_are_new(reception: Reader) -> None:
    """The people of the form are not those whom the product knows, and it is a matter of its own."""
    asked = reception.page.locator("fieldset:has(.choice.apart)")
    for number in range(asked.count()):
        asked.nth(number).locator(".choice.apart input").check()
    reception.page.get_by_role("button", name=reception.words(_("Register")), exact=True).first.click()


def write_side(part: Reader, side: Side) -> None:
    """Everything that a contract will need to know of a side."""
    part.writes(_("Surname"), side.surname)
    part.writes(_("Given name"), side.given_name)
    part.writes(_("Patronymic (if any)"), side.patronymic)
    part.writes(_("Individual identification number (IIN)"), side.iin)
    part.writes(_("Address"), side.address)
    part.writes(_("Phone or e-mail"), side.phone)


def number_of(reader: Reader) -> str:
    """The number at the head of a matter."""
    expect(reader.page).to_have_title(re.compile(".+·.+·"))
    return reader.page.title().split("·")[1].strip()


def admit(reception: Reader) -> None:
    """The request goes to mediation."""
    reception.follows(_("Admit to mediation"))
    reception.finds_written(_("On which day?"), today())
    reception.presses(_("Admit to mediation"))
    reception.reads(_("Admitted to mediation. Now a mediator is chosen."), CaseStatus.ADMITTED.label)


# --- to a mediator -------------------------------------------------------------------------------------------------------


def open_matter(reader: Reader, cabinet: Cabinet) -> None:
    """Find the mediation in the list of cases."""
    reader.follows(_("Cases"))
    reader.follows(TELLING[cabinet.language].subject)


def assign(coordinator: Reader, cabinet: Cabinet) -> None:
    """Offer the case to the mediator of the cabinet."""
    coordinator.follows(_("Assign a mediator"))
    coordinator.ticks(cabinet.mediator)
    coordinator.presses(_("Offer the case"))
    coordinator.reads(CaseStatus.OFFERED.label)


def accept(mediator: Reader) -> None:
    """The mediator declares that there is no conflict of interest, and takes the case."""
    mediator.follows(_("Accept the case"))
    mediator.ticks(WORDINGS[LATEST].none)
    mediator.presses(_("Declare and answer"))
    mediator.reads(_("The case is yours. Next comes the mediation contract."))


# --- mediation -----------------------------------------------------------------------------------------------------------


def conclude_contract(mediator: Reader, cabinet: Cabinet, on: str = "") -> None:
    """The contract of both sides, its clauses as they stand ready."""
    mediator.follows(_("Conclude the mediation contract"))
    if on:
        mediator.writes(_("Date"), on)
    mediator.writes(_("Where"), "Өскемен қаласы")
    mediator.writes(_("Subject of the dispute"), TELLING[cabinet.language].contract_subject)
    for question in (_("Who chose the mediator"), _("Who signed the contract")):
        for n, side in enumerate((APPLICANT, OTHER), start=1):
            mediator.group(question).ticks(f"{n}. {side.name}")
    mediator.presses(_("Enter the contract"))
    mediator.reads(CaseStatus.IN_MEDIATION.label)


def hold_meeting(mediator: Reader, kind: MeetingKind, record: str, absent: Side | None = None) -> None:
    """A meeting that was held; both sides are marked beforehand."""
    mediator.follows(_("Add a meeting"))
    mediator.ticks(kind.label)
    if absent is not None:
        mediator.ticks(f"2. {absent.name}")
    mediator.writes(_("Minutes of the meeting"), record)
    mediator.presses(_("Record the meeting"))
    mediator.reads(_("The meeting is recorded."), kind.label)


# --- papers --------------------------------------------------------------------------------------------------------------


def take_paper(reader: Reader, kind: PaperKind, language: ContractLanguage, suffix: str = "") -> bytes:
    """Ask for a paper of the matter, look again while it is being prepared, and take it."""
    reader.ticks(reader.words(kind.label) + suffix)
    reader.group(_("In which language")).ticks(language.label)
    reader.presses(_("Prepare the paper"))
    for _look in range(MOST_LOOKS):
        reader.reads(_("Have a paper made"))
        if not reader.has(_("The paper is being prepared. This takes a moment longer than usual.")):
            break
        reader.follows(_("Look again"))
    return reader.takes(f"{reader.words(_('Download'))}: {reader.words(kind.label)}")
