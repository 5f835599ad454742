"""Before a mediator is there: the sides are asked, the other one is invited and answers by itself, and a mediator is found."""

import pytest

from mediation_cms.cases.queue import Waiting
from mediation_cms.cases.workflow import CaseStatus, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.i18n import Language, Raised, _, ngettext
from mediation_cms.intake.invitation_models import AttemptResult, InvitationChannel
from mediation_cms.intake.invitation_rules import AnswerTerm
from mediation_cms.intake.models import IntakeChannel
from mediation_cms.intake.screening_rules import Asked, Risk, Said, Sign
from mediation_cms.people.models import Role
from tests import make
from tests.journeys import steps
from tests.journeys.reader import Reader
from tests.journeys.steps import TELLING
from tests.journeys.test_other_ways import begun, days_ago
from tests.make import matters


def registered(session, cast, day, /, **changed):
    """A request that nobody has dealt with yet."""
    return make.request(session, cast.receptionist, cast.country.cabinet, day, **changed)


@pytest.mark.database("sqlite")
def test_the_reception_asks_each_side_invites_the_other_and_confirms_what_it_answers(enter, cabinet_of, browser):
    cabinet = cabinet_of(Language.KK)
    begun(cabinet, registered, days_ago(0))
    reception = enter(cabinet, Role.RECEPTIONIST, scripts=False, width=360)
    reception.follows(_("Requests"))
    reception.follows(TELLING[Language.KK].subject)

    # Each side alone: what the one says shows a risk, and of what it said not a word stands beside it.
    reception.follows(_("Ask about scope and safety"))
    reception.page.get_by_role("link", name=reception.words(_("Ask"))).first.click()
    reception.group(Sign.AFRAID.label).ticks(Said.NO.label)
    reception.group(Sign.WITHHELD.label).ticks(Said.YES.label)
    reception.presses(_("Save the answers"))
    reception.reads(Raised(Asked.PARTLY.label), Raised(Risk.WATCH.label))
    reception.does_not_read(Sign.WITHHELD.label)

    # The applicant agrees to the words and the ways; a letter leaves, and ten days run.
    reception.follows(_("Overview"))
    reception.follows(_("Prepare the invitation"))
    reception.presses(_("Prepare the invitation"))
    reception.picks(_("How did the applicant tell it?"), IntakeChannel.IN_PERSON.label)
    reception.ticks(InvitationChannel.POST.label)
    reception.presses(_("Note the consent"))
    address = reception.part(_("Short address")).page.locator("code").first.inner_text()
    reception.follows(_("Note a try"))
    reception.group(_("By which way")).ticks(InvitationChannel.POST.label)
    reception.ticks(AttemptResult.SENT.label)
    reception.presses(_("Save"))
    reception.reads(AnswerTerm(clock.today(), 10).sentence())

    # The other side types the address of the letter, at home, and asks for a call.
    home = browser.new_context(viewport={"width": 360, "height": 800})
    side = Reader(home.new_page(), reception.site, Language.RU)
    side.page.goto(f"{address}?lang=ru")
    side.does_not_read(TELLING[Language.KK].subject, steps.APPLICANT.surname)
    side.ticks(_("I want a call"))
    side.writes(_("On which number may we call?"), "8 701 000 00 05")
    side.presses(_("Send the answer"))
    side.reads(_("The cabinet has your answer. Nothing else is needed from you."))
    home.close()

    reception.page.reload()
    reception.reads(_("An answer came by the address on the letter"), "+7 (701) 000-00-05")
    reception.presses(_("It is theirs: confirm"))
    reception.does_not_read(_("It is theirs: confirm"))


@pytest.mark.database("sqlite")
def test_the_coordinator_takes_up_the_queue_and_the_mediator_declines(enter, cabinet_of):
    cabinet = cabinet_of(Language.RU)
    subject = TELLING[Language.RU].subject
    begun(cabinet, matters.admitted, days_ago(5))
    coordinator = enter(cabinet, Role.COORDINATOR)

    # Untouched, then looked at: the mark says what is waited for.
    coordinator.follows(_("Queue"))
    coordinator.reads_heading(ngettext("%(n)s case waits for a mediator", "%(n)s cases wait for a mediator", 1))
    coordinator.reads(Raised(ngettext("%(n)s day", "%(n)s days", 5)))
    coordinator.page.get_by_label(subject).check()
    coordinator.unfolds(_("With the chosen lines"))
    coordinator.writes(_("What does it wait for?"), "документы суда")
    coordinator.presses(_("Mark as looked at"))
    coordinator.reads("документы суда")

    # The three proposals stand beside the list with their reasons; the first is offered.
    coordinator.follows(subject)
    coordinator.reads(cabinet.mediator, Raised(_("no open case")), Raised(_("no conflict found")))
    coordinator.presses(_("Offer the case"))
    coordinator.reads(CaseStatus.OFFERED.label)
    coordinator.follows(_("Queue"))
    coordinator.reads_heading(_("Every case has a mediator"))
    coordinator.follows(f"{coordinator.words(Waiting.UNANSWERED.label)}, 1")
    coordinator.reads_heading(Waiting.UNANSWERED.label)
    coordinator.reads(subject, " ".join(cabinet.mediator.split()[:2]))

    # The mediator cannot take it: the matter waits again, and the list says who declined.
    mediator = enter(cabinet, Role.MEDIATOR, width=360)
    mediator.follows(subject)
    mediator.follows(_("Decline the case"))
    mediator.writes(_("Reason"), "Знаком с одной из сторон")
    mediator.presses(CaseStep.DECLINE.label)
    coordinator.follows(_("Queue"))
    coordinator.follows(f"{coordinator.words(Waiting.DECLINED.label)}, 1")
    coordinator.reads_heading(Waiting.DECLINED.label)
    coordinator.follows(subject)
    coordinator.follows(_("Choose somebody else"))
    coordinator.reads(_("answered before"), "Знаком с одной из сторон")
