"""The ready paragraph, in the form in which regions publish it (phrasebook, section 16). One sentence a fact.

How the nouns and verbs follow the numbers stands in the catalogues; which sentence says what stands here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mediation_cms.core import formats
from mediation_cms.core.i18n import Phrase, Raised, Text, _, ngettext, npgettext
from mediation_cms.intake.models import Outcome
from mediation_cms.outreach.models import Qualifier
from mediation_cms.statistics.balance import Balance
from mediation_cms.statistics.counting import Figures
from mediation_cms.statistics.indicators import NOT_APPLICABLE, Figure
from mediation_cms.statistics.periods import Kind, Period

SINCE_ETHNOMEDIATION = date(2024, 1, 1)  # the day that the published sentence names


@dataclass(frozen=True)
class Told:
    """What the paragraph is made of. `formerly` says that the register then still called public mediators non-professional.

    `in_place`: where the cabinets lie that are counted; None for the report of one cabinet, which does not count itself.
    """

    period: Period
    in_place: Text | None
    lines: Figures
    figures: Mapping[str, Figure]
    balance: Balance
    formerly: bool

    def number(self, code: str) -> int:
        """The value of an indicator; 0 where there is none."""
        return self.figures[code].number


def paragraph(told: Told) -> tuple[Text, ...]:
    """The sentences, in the order in which they are published. What there was none of is left out, but for requests."""
    parts = (
        _requests, _without_agreements, _not_stated, _prevention, _cabinets, _register, _events, _courses, _certificates,
    )  # fmt: skip
    return tuple(sentence for part in parts for sentence in part(told))


def _requests(told: Told) -> Iterator[Text]:
    """«За 1 полугодие 2022 года к медиаторам АНК поступило 560 обращений, из них 159 разрешено …»."""
    during = Raised(told.period.during)
    received, agreed, settled = told.number("A1"), told.number("M2"), told.number("C2")
    requests = ngettext("%(n)s request", "%(n)s requests", received)
    agreements = npgettext("resolved by agreement", "%(n)s", "%(n)s", agreed)
    consulted = npgettext("settled at consultation", "%(n)s", "%(n)s", settled)
    if not received:
        yield _("%(during)s the ANK mediators received no requests.", during=during)
    elif agreed + settled > received or not agreed + settled:
        yield _("%(during)s the ANK mediators received %(requests)s.", during=during, requests=requests)
    elif not settled:
        yield _(
            "%(during)s the ANK mediators received %(requests)s; of these %(agreements)s ended in a mediation agreement.",
            during=during, requests=requests, agreements=agreements,
        )  # fmt: skip
    elif not agreed:
        yield _(
            "%(during)s the ANK mediators received %(requests)s; of these %(settled)s ended at the consultation stage.",
            during=during, requests=requests, settled=consulted,
        )  # fmt: skip
    else:
        yield _(
            "%(during)s the ANK mediators received %(requests)s; of these %(agreements)s ended in a mediation agreement "
            "and %(settled)s at the consultation stage.",
            during=during, requests=requests, agreements=agreements, settled=consulted,
        )  # fmt: skip
    if agreed + settled > received:  # some of what ended had come before: "of these" would be untrue
        yield _("Resolved by a mediation agreement: %(agreed)s, at the consultation stage: %(settled)s.",
                agreed=agreed, settled=settled)  # fmt: skip


def _without_agreements(told: Told) -> Iterator[Text]:
    if told.figures["M2"].value == NOT_APPLICABLE:
        if told.period.first >= SINCE_ETHNOMEDIATION:
            yield _(
                "With the new format of work (ethnomediation, prevention of conflict situations) no mediation agreements are "
                "concluded since the beginning of 2024."
            )
        else:
            yield _(
                "The cabinets had no mandate for mediation in this period, so no mediation agreements were concluded."
            )
    elif not told.number("M2"):
        yield _("No mediation agreement was concluded.")


def _not_stated(told: Told) -> Iterator[Text]:
    unknown = told.balance.finished[Outcome.NOT_STATED]
    if unknown > 1 and unknown == told.number("A1") - told.number("M2") - told.number("C2"):
        yield _("The outcome of the other %(n)s is not stated.", n=unknown)
    elif unknown:
        yield _("Requests whose outcome is not stated: %(n)s.", n=unknown)


def _prevention(told: Told) -> Iterator[Text]:
    if told.number("P1"):
        yield _("Preventive measures held: %(n)s.", n=told.number("P1"))


def _cabinets(told: Told) -> Iterator[Text]:
    if told.number("K1") and told.in_place is not None:
        cabinets = ngettext("%(n)s mediation cabinet works", "%(n)s mediation cabinets work", told.number("K1"))
        yield Raised(
            _("%(cabinets)s at the Houses of Friendship %(in_place)s.", cabinets=cabinets, in_place=told.in_place)
        )


def _register(told: Told) -> Iterator[Text]:
    r1, r2 = told.number("R1"), told.number("R2")
    if r1 + r2 and told.formerly:
        yield _("The ANK register has %(r2)s non-professional and %(r1)s professional mediators.", r2=r2, r1=r1)
    elif r1 + r2:
        yield _("The ANK register has %(r2)s public and %(r1)s professional mediators.", r2=r2, r1=r1)


def _events(told: Told) -> Iterator[Text]:
    n, people = told.number("E1"), told.figures["E2"]
    if n and people.qualifier is Qualifier.EXACT:
        yield _("Events held: %(n)s, people reached: %(people)s.", n=n, people=people.number)
    elif n:
        events = ngettext("%(n)s event", "%(n)s events", n)
        yield ngettext(
            "%(events)s took place, reaching %(people)s.",
            "%(events)s took place, reaching %(people)s.",
            n, events=events, people=_people(people),
        )  # fmt: skip


def _people(people: Figure) -> Text:
    """«более 400 человек»: after such a word Russian wants the genitive."""
    said = {Qualifier.MORE_THAN: formats.more_than, Qualifier.ABOUT: formats.about}[people.qualifier]
    return npgettext("of", "%(n)s person", "%(n)s people", people.number, n=Phrase(said, people.number))


def _courses(told: Told) -> Iterator[Text]:
    n, people = told.number("T1"), told.number("T2")
    if n and people:
        if told.lines["T1.ank_short"] == n:
            courses = ngettext("%(n)s short course took place", "%(n)s short courses took place", n)
        else:
            courses = ngettext("%(n)s course took place", "%(n)s courses took place", n)
        trained = ngettext("%(n)s citizen", "%(n)s citizens", people)
        yield ngettext(
            "%(courses)s; %(people)s learned to use mediation methods.",
            "%(courses)s; %(people)s learned to use mediation methods.",
            people, courses=courses, people=trained,
        )  # fmt: skip


def _certificates(told: Told) -> Iterator[Text]:
    if told.number("T3") and told.period.kind is Kind.YEAR:
        yield ngettext(
            "In %(year)s certificates were given to %(n)s person.",
            "In %(year)s certificates were given to %(n)s people.",
            told.number("T3"), year=told.period.code,
        )  # fmt: skip
