"""Shorter ways: no agreement, a cabinet that concludes none, hands that use no mouse, a phone, eyes that see little."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from mediation_cms.cases.models import ContractLanguage, MeetingKind
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.consultations.models import Mode, Result
from mediation_cms.core import clock
from mediation_cms.core.i18n import Language, Raised, _
from mediation_cms.documents.models import PaperKind
from mediation_cms.intake.models import Outcome
from mediation_cms.people.models import Role
from mediation_cms.places.models import Owner
from tests.browser.faults import faults, off_screen
from tests.documents.reading import in_order, text
from tests.journeys import steps
from tests.journeys.conftest import cast_of
from tests.journeys.steps import APPLICANT, OTHER, TELLING
from tests.make import matters

pytestmark = pytest.mark.database("sqlite")
PHONE = 360
BEFORE_THE_CHANGE = date(2023, 11, 20)
BIGGER = 1.3


def begun(cabinet, state, day):
    """A matter of this cabinet that is this far on its way; it came in on that day."""
    with cabinet.site.database.transaction() as session:
        return state(session, cast_of(session, cabinet), day, subject=TELLING[cabinet.language].subject).number


def days_ago(days):
    return clock.today() - timedelta(days=days)


def test_a_term_does_not_expire_before_its_last_day_and_nothing_closes_by_itself(enter, cabinet_of):
    cabinet = cabinet_of(Language.KK)
    begun(cabinet, matters.in_work, days_ago(1))
    mediator = enter(cabinet, Role.MEDIATOR, scripts=False)
    steps.open_matter(mediator, cabinet)
    steps.conclude_contract(mediator, cabinet)

    mediator.follows(_("End the mediation"))
    mediator.ticks(Raised(Outcome.TERM_EXPIRED.label))
    mediator.presses(_("Continue"))

    expect(mediator.page.locator("[role=alert] li")).to_have_count(1)
    mediator.reads(_("Nothing closes by itself, not even on the last day of the term."))


def test_a_term_that_is_over_ends_the_mediation_on_its_last_day_with_a_notice(enter, cabinet_of):
    cabinet = cabinet_of(Language.RU)
    number = begun(cabinet, matters.in_work, days_ago(50))
    mediator = enter(cabinet, Role.MEDIATOR)
    steps.open_matter(mediator, cabinet)
    steps.conclude_contract(mediator, cabinet, on=f"{days_ago(45):%d.%m.%Y}")
    mediator.reads(_("The term has expired. Nothing closes by itself: record the outcome."))

    mediator.follows(_("End the mediation"))
    mediator.ticks(Raised(Outcome.TERM_EXPIRED.label))
    mediator.presses(_("Continue"))
    mediator.presses(_("Continue"))
    mediator.reads_errors(_("No meeting is recorded. Record it first, or write why none took place."))
    mediator.writes(_("Why no meeting took place"), "Вторая сторона была в отъезде.")
    for _step in range(3):
        mediator.presses(_("Continue"))
    mediator.presses(_("Look at everything once more"))
    mediator.presses(_("End the mediation"))

    mediator.reads(_("Ended: %(outcome)s", outcome=Outcome.TERM_EXPIRED))
    mediator.follows(_("Papers"))
    paper = text(steps.take_paper(mediator, PaperKind.TERMINATION, ContractLanguage.RU))
    assert in_order(paper, f"{number}-T", APPLICANT.name, OTHER.name) == []


def test_a_cabinet_of_ethnomediation_concludes_no_contract_and_says_who_decided_it(enter, cabinet_of):
    cabinet = cabinet_of(Language.RU, Owner.ANK)
    begun(cabinet, matters.in_work, BEFORE_THE_CHANGE)
    why = (
        "С 1 января 2024 года этот кабинет не заключает договоров о медиации и медиативных соглашений",
        "Источник: Сообщение АНК 2024 года",
    )

    reception = enter(cabinet, Role.RECEPTIONIST)
    steps.register(reception, cabinet)
    reception.reads(*why)
    reception.does_not_read(_("Admit to mediation"))
    mediator = enter(cabinet, Role.MEDIATOR)
    steps.open_matter(mediator, cabinet)

    mediator.reads(*why, CaseStatus.IN_WORK.label)
    mediator.reads(_("A contract of %(day)s or before can still be entered.", day=date(2023, 12, 31)))
    mediator.follows(_("Conclude the mediation contract"))
    mediator.reads(*why)


def test_a_receptionist_registers_without_a_mouse(enter, cabinet_of):
    cabinet = cabinet_of(Language.KK)
    reception = enter(cabinet, Role.RECEPTIONIST)
    hands = Hands(reception)

    hands.go_to("link", _("New request"))
    hands.press("Enter")
    reception.reads_heading(_("New request"))
    hands.go_to("link", _("Skip to main content"))
    hands.press("Enter")
    applicant = hands.at(_("Side %(n)s, applicant", n=1))
    applicant.write(_("Surname"), APPLICANT.surname)
    applicant.write(_("Given name"), APPLICANT.given_name)
    hands.at(_("Side %(n)s", n=2)).go_to("radio", _("a person"))
    hands.press("ArrowRight", "ArrowRight")  # an organisation, then somebody without a name
    hands.write(_("Subject line"), TELLING[Language.KK].subject)
    hands.go_to("combobox", _("Dispute category"))
    hands.press("ArrowDown")
    hands.go_to("checkbox", _("The applicant was heard at once"))
    hands.press("Space")
    hands.go_to("radio", Mode.IN_PERSON.label)
    hands.press("Space")
    hands.go_to("radio", Result.SETTLED.label)
    hands.press("ArrowUp")  # from the first to the last
    hands.write(_("Reason"), "Аудандық сотқа жіберілді.")
    hands.go_to("button", _("Register"))
    hands.press("Enter")

    reception.reads_heading(TELLING[Language.KK].subject)
    reception.reads(Outcome.PASSED_ON.label, _("did not give a name"))


def test_a_mediator_works_on_a_phone(enter, cabinet_of):
    cabinet = cabinet_of(Language.KK)
    begun(cabinet, matters.offered, days_ago(3))
    mediator = enter(cabinet, Role.MEDIATOR, width=PHONE)
    wide = []
    mediator.page.on("load", lambda page: wide.extend(off_screen(page)))

    mediator.reads(_("What needs you"))
    steps.open_matter(mediator, cabinet)
    steps.accept(mediator)
    steps.conclude_contract(mediator, cabinet)
    steps.hold_meeting(mediator, MeetingKind.JOINT, TELLING[Language.KK].minutes)

    assert wide == []


def test_who_sees_little_reads_large_on_every_page(enter, cabinet_of):
    cabinet = cabinet_of(Language.RU)
    begun(cabinet, matters.in_work, days_ago(3))
    mediator = enter(cabinet, Role.MEDIATOR)
    before = size_of_letters(mediator)

    mediator.follows(_("For people with low vision"))
    steps.open_matter(mediator, cabinet)
    mediator.reads(TELLING[Language.RU].subject)

    assert size_of_letters(mediator) > before * BIGGER
    assert faults(mediator.page) == []
    mediator.follows(_("Normal view"))
    assert size_of_letters(mediator) == before


# --- hands and eyes ------------------------------------------------------------------------------------------------------


def size_of_letters(reader):
    size = reader.page.locator("main p").first.evaluate("each => getComputedStyle(each).fontSize")
    return float(size.removesuffix("px"))


class Hands:
    """Somebody who uses the keyboard alone: Tab leads to a control, and nothing else does."""

    MOST_TABS = 150

    def __init__(self, reader, part=None):
        self.reader = reader
        self.part = part or reader

    def at(self, heading):
        """Hands that look for controls in one part of the page."""
        return Hands(self.reader, self.reader.part(heading))

    def go_to(self, role, name):
        """Press Tab until this control has the focus."""
        wanted = self.part.inside.get_by_role(role, name=self.reader.words(name))
        for _tab in range(self.MOST_TABS):
            self.press("Tab")
            if wanted.evaluate_all("found => found.includes(document.activeElement)"):
                return
        pytest.fail(f"Tab does not lead to {role} {self.reader.words(name)}")

    def write(self, label, words):
        """Write into a field."""
        self.go_to("textbox", label)
        self.type(words)

    def type(self, words):
        """Type where the focus is."""
        self.reader.page.keyboard.type(words)

    def press(self, *keys):
        """Press keys, one after the other."""
        for key in keys:
            self.reader.page.keyboard.press(key)
