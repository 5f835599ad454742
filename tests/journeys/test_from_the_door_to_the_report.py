"""The main way: somebody comes in, both sides agree, everything is kept, and the half-year report counts exactly this."""

import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest

from mediation_cms.agreements.models import PerformanceState
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import ContractLanguage, MeetingKind
from mediation_cms.core import clock
from mediation_cms.core.i18n import Language, Raised, _
from mediation_cms.documents.models import PaperKind
from mediation_cms.intake.models import Outcome
from mediation_cms.people.models import Role
from mediation_cms.statistics.indicators import INDICATORS
from mediation_cms.statistics.periods import Kind, Period
from tests.documents.reading import in_order, text
from tests.journeys import steps
from tests.journeys.steps import APPLICANT, OTHER, TELLING

JUNE = 6
SENTENCE = re.compile(r"\b[^.;:\d]{40,}\.")  # long enough to be no name and no heading
SUM, SUM_TYPED = Decimal(85000), "85 000"
PAPER_LANGUAGE = {Language.KK: ContractLanguage.KK, Language.RU: ContractLanguage.RU, Language.EN: ContractLanguage.KK}


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(("language", "scripts"), [(Language.KK, False), (Language.RU, True)])
def test_a_walk_in_becomes_an_agreement_that_is_kept_and_counted(enter, cabinet_of, language, scripts):
    cabinet = cabinet_of(language)
    number = from_the_door_to_the_contract(enter, cabinet, scripts=scripts)

    mediator = enter(cabinet, Role.MEDIATOR, scripts=scripts)
    steps.open_matter(mediator, cabinet)
    talk(mediator, cabinet)
    agree(mediator, cabinet)
    perform(mediator)
    read_papers(mediator, cabinet, number)

    assert counted(enter(cabinet, Role.MANAGER, scripts=scripts), cabinet) == [number, f"{number}-A1"]


@pytest.mark.database("postgresql")
def test_the_same_way_runs_on_postgresql(enter, cabinet_of):
    cabinet = cabinet_of(Language.EN)
    number = from_the_door_to_the_contract(enter, cabinet)

    mediator = enter(cabinet, Role.MEDIATOR)
    steps.open_matter(mediator, cabinet)
    talk(mediator, cabinet)
    agree(mediator, cabinet)

    assert counted(enter(cabinet, Role.MANAGER), cabinet) == [number, f"{number}-A1"]


# --- the way -------------------------------------------------------------------------------------------------------------


def from_the_door_to_the_contract(enter, cabinet, *, scripts=True):
    """Four people, one after the other, each at their own browser."""
    reception = enter(cabinet, Role.RECEPTIONIST, scripts=scripts)
    number = steps.register(reception, cabinet)
    steps.admit(reception)

    coordinator = enter(cabinet, Role.COORDINATOR, scripts=scripts)
    steps.open_matter(coordinator, cabinet)
    steps.assign(coordinator, cabinet)

    mediator = enter(cabinet, Role.MEDIATOR, scripts=scripts)
    steps.open_matter(mediator, cabinet)
    steps.accept(mediator)
    steps.conclude_contract(mediator, cabinet)
    return number


def talk(mediator, cabinet):
    """Together, then with one side, then a thought that nobody else reads."""
    story = TELLING[cabinet.language]
    steps.hold_meeting(mediator, MeetingKind.JOINT, story.minutes)
    steps.hold_meeting(mediator, MeetingKind.PRIVATE, story.private_minutes, absent=OTHER)
    mediator.writes(_("Note (only you)"), story.note)
    mediator.presses(_("Keep the note"))
    mediator.reads(_("The note is kept. Only you can read it."), story.note)


def agree(mediator, cabinet):
    """A draft with holes, then one that is fit, then the signatures."""
    story, due = TELLING[cabinet.language], f"{clock.today() + timedelta(days=14):%d.%m.%Y}"
    mediator.follows(_("Agreement"))
    mediator.follows(_("Draft the agreement"))
    mediator.group(_("In which language")).ticks(PAPER_LANGUAGE[cabinet.language].label)
    mediator.presses(_("Show the fields of this language"))
    mediator.presses(_("Add a term"))
    write_term(mediator.group(_("Term %(n)s", n=1)), APPLICANT, 1, story.pays, story.paid_by, due)
    mediator.group(_("Term %(n)s", n=1)).writes(_("Amount"), SUM_TYPED)
    mediator.presses(_("Save the draft"))
    mediator.reads(AgreementStatus.DRAFT.label)
    lacking = mediator.part(_("Ready to sign?"))
    lacking.does_not_read(_("Nothing is missing"))

    mediator.follows(_("Change the draft"))
    mediator.presses(_("Add a term"))
    write_term(mediator.group(_("Term %(n)s", n=2)), OTHER, 2, story.moves, story.measured, due)
    mediator.writes(_("Consequences of non-performance"), story.otherwise)
    mediator.ticks(_("I have checked that no term is unlawful or touches the rights of others"))
    mediator.presses(_("Save the draft"))
    mediator.part(_("Ready to sign?")).reads(_("Nothing is missing"))

    mediator.follows(_("Record the signing"))
    for side in (APPLICANT, OTHER):
        mediator.group(_("Who signed?")).ticks(side.name)
    mediator.attaches(_("Attach the signed copy"), "kelisim.pdf", steps.scanned())
    mediator.presses(_("Record the signing"))
    mediator.reads(AgreementStatus.SIGNED.label, Raised(Outcome.AGREEMENT.label))


def write_term(term, side, n, what, proof, due):
    """Who does what by when, and how it is proved."""
    term.ticks(f"{n}. {side.name}")
    term.writes(_("What"), what)
    term.writes(_("By when"), due)
    term.writes(_("How it is proved"), proof)


def perform(mediator):
    """Both obligations are seen to be done."""
    for n in (1, 2):
        mediator.follows(f"{mediator.words(_('Record performance'))} {n}")
        mediator.ticks(PerformanceState.DONE.label)
        mediator.group(_("Who confirms it?")).ticks(f"1. {APPLICANT.name}")
        mediator.presses(_("Save"))
    mediator.reads(AgreementStatus.PERFORMED.label)


def read_papers(mediator, cabinet, number):
    """Receipt, contract and agreement: asked for, taken, read."""
    language, story = cabinet.language, TELLING[cabinet.language]
    mediator.follows(_("Papers"))
    must_say = {
        PaperKind.RECEIPT: ("", number, APPLICANT.name),
        PaperKind.CONTRACT: ("", story.contract_subject, APPLICANT.iin, OTHER.iin),
        PaperKind.AGREEMENT: (f", {number}-A1", story.pays, f"{SUM:,}".replace(",", " "), story.moves, story.otherwise),
    }
    for kind, (suffix, *sentences) in must_say.items():
        paper = text(steps.take_paper(mediator, kind, PAPER_LANGUAGE[language], suffix))
        assert in_order(paper, *sentences) == [], paper
        assert [each for each, times in Counter(SENTENCE.findall(paper)).items() if times > 1] == []


def counted(manager, cabinet):
    """The running half-year of this cabinet: the records behind its one request and its one agreement, and no names."""
    today = clock.today()
    manager.follows(_("Reports"))
    manager.picks(_("Place"), cabinet.name)
    manager.picks(_("Reporting period"), Period.of(Kind.HALF, today.year, 1 if today.month <= JUNE else 2).name)
    manager.presses(_("Show"))
    manager.reads(_("The report balances."))
    return behind(manager, "A1") + behind(manager, "M2")


def behind(manager, code):
    """The numbers of the records that the figure of this line leads to."""
    figure = manager.page.get_by_role("row").filter(has_text=f"{code} ").get_by_role("link")
    count = int(figure.inner_text())
    figure.click()
    (label,) = [indicator.label for indicator in INDICATORS if indicator.code == code]
    manager.reads_heading(_("Records behind the figure: %(line)s", line=label))
    manager.does_not_read(APPLICANT.surname, OTHER.surname)
    numbers = manager.page.locator("tbody .num").all_inner_texts()
    manager.follows(_("Report"))
    assert len(numbers) == count
    return numbers
