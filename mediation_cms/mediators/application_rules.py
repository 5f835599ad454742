"""What is asked of who wishes to stand in a register, demand by demand. What it is on a day is dated data and comes as values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mediation_cms.core.i18n import Joined, Labelled, Text, _, ngettext
from mediation_cms.mediators.rules import Demand

ELECTION, MEDICAL, NO_CONVICTION = "election", "medical", "no_conviction"
HIGHER_EDUCATION, CERTIFICATE, RETIRED_JUDGE = "higher_education", "certificate", "retired_judge"


class Reply(Labelled, context="exclusion answer"):
    """What is known about a ground on which nobody mediates."""

    YES = "yes", "yes"
    NO = "no", "no"
    UNKNOWN = "unknown", "not known"


class Met(Labelled, context="demand"):
    """What is known of a demand."""

    MET = "met", "met"
    UNMET = "unmet", "not met"
    UNKNOWN = "unknown", "cannot be told"


@dataclass(frozen=True)
class Finding:
    """One demand of a day, what was found, and what follows: what is certainly not met is refused, anything else is a warning."""

    code: str
    demand: Demand
    met: Met
    found: Text

    @property
    def refuses(self) -> bool:
        """Whether nobody is admitted in spite of it."""
        return self.met is Met.UNMET and self.demand.certain

    @property
    def warns(self) -> bool:
        """Whether who decides must look at it once more."""
        return self.met is not Met.MET and not self.refuses

    @property
    def sentence(self) -> Text:
        """What the keeper of the register reads when it refuses."""
        shown = self.demand.value if isinstance(self.demand.value, int) else ""
        rule = (self.demand.words, str(shown), Joined(("(", self.demand.source, ")"), between=""))
        return _(
            "The candidate does not meet: %(rule)s. Check the documents or give the ground of refusal.",
            rule=Joined(tuple(part for part in rule if part != "")),
        )


@dataclass(frozen=True)
class Training:
    """A certificate of training as it was shown: which programme, how many hours, and what its rules asked when it was held."""

    programme: str | None
    hours: int | None
    asked: Demand | None
    """The hours that the rules of the first day of the course ask of its programme."""
    stands: bool | None = None
    """Whether the certificate stands on the day: neither expired, replaced nor revoked. None for a certificate of others."""


@dataclass(frozen=True)
class Applicant:
    """What an application shows. None is what is not known."""

    age: int | None
    higher: bool | None
    training: Training | None
    retired_judge: bool
    elected: bool | None
    in_time: bool | None
    replies: Mapping[str, Reply]
    seen: frozenset[str]
    last_day: date | None = None


@dataclass(frozen=True)
class Law:
    """What the law of a day asks of a basis in a register: the demands that there are, by the names of their rules."""

    of_age: Demand | None = None
    age: Demand | None = None
    requirements: Demand | None = None
    courses: Demand | None = None
    without_course: Demand | None = None
    documents: Demand | None = None
    window: Demand | None = None
    register: Demand | None = None
    exclusions: Mapping[str, Demand] = field(default_factory=dict)


def findings(kind: str, applicant: Applicant, law: Law) -> list[Finding]:
    """Each demand of the day with what was found, in the order in which papers are looked at."""
    return [
        *_ages(applicant, law), *_education(applicant, law), *_training(applicant, law), *_election(applicant, law),
        *_register(kind, law), *_exclusions(applicant, law),
    ]  # fmt: skip


def refusing(found: Sequence[Finding]) -> Finding | None:
    """The first demand that is certainly not met."""
    return next((each for each in found if each.refuses), None)


def _ages(applicant: Applicant, law: Law) -> Iterator[Finding]:
    said = ngettext("%(n)s full year", "%(n)s full years", applicant.age) if applicant.age is not None else NO_BIRTH
    if law.of_age and applicant.age is not None and applicant.age < law.of_age.value:
        # Certain whatever the source: however unsure the other ages are, nobody mediates as a child.
        yield Finding("of_age", replace(law.of_age, certain=True), Met.UNMET, said)
    if law.age:
        enough = None if applicant.age is None else applicant.age >= law.age.value
        # Certain likewise: nobody is admitted before the least age, and what it is on a day is for the rule to say.
        yield Finding("age", law.age if enough is not False else replace(law.age, certain=True), _met(enough), said)


NO_BIRTH = _("The birth date is not known.")
NOT_SAID = _("Nothing is entered.")
NOT_SEEN = _("The document was not seen.")
SEEN = _("The document was seen.")
STANDS_NOT = _(
    "On this day the certificate does not stand: it is expired, replaced or revoked. Ask for the one that stands."
)


def _education(applicant: Applicant, law: Law) -> Iterator[Finding]:
    if not law.requirements or HIGHER_EDUCATION not in law.requirements.value:
        return
    demand = _named(law.requirements, _("Higher education"))
    if applicant.higher is None:
        yield Finding("education", demand, Met.UNKNOWN, NOT_SAID)
    elif not applicant.higher:
        yield Finding("education", demand, Met.UNMET, _("The education that is entered is not higher."))
    else:
        seen = "diploma" in applicant.seen
        yield Finding("education", demand, Met.MET if seen else Met.UNKNOWN, SEEN if seen else NOT_SEEN)


def _training(applicant: Applicant, law: Law) -> Iterator[Finding]:
    if not law.requirements or CERTIFICATE not in law.requirements.value:
        return
    demand, training = _named(law.requirements, _("Certificate of training")), applicant.training
    if applicant.retired_judge and law.without_course and RETIRED_JUDGE in law.without_course.value:
        yield Finding("training", law.without_course, Met.MET, _("A retired judge needs no course."))
        return
    if training is None or training.stands is False:
        yield Finding("training", demand, Met.UNMET, NOT_SAID if training is None else STANDS_NOT)
        return
    seen = "training" in applicant.seen
    yield Finding("training", demand, Met.MET if seen else Met.UNKNOWN, SEEN if seen else NOT_SEEN)
    if law.courses:
        right = None if training.programme is None else training.programme in law.courses.value
        yield Finding("programme", law.courses, _met(right), _PROGRAMME[right])
    if training.asked and (training.programme is None or not law.courses or training.programme in law.courses.value):
        enough = None if training.hours is None else training.hours >= training.asked.value
        said = ngettext("%(n)s hour", "%(n)s hours", training.hours) if training.hours is not None else NOT_SAID
        yield Finding("hours", training.asked, _met(enough), said)


_PROGRAMME = {
    True: _("The course is of this programme."),
    False: _("The course is of another programme."),
    None: NOT_SAID,
}


def _election(applicant: Applicant, law: Law) -> Iterator[Finding]:
    if law.requirements and ELECTION in law.requirements.value:
        said = {
            True: _("Elected; the protocol is entered."),
            False: _("Not elected: as many votes against as for, or more."),
            None: NOT_SAID,
        }
        yield Finding("election", law.requirements, _met(applicant.elected), said[applicant.elected])
        if law.window:
            last = applicant.last_day
            words = _("Documents were taken until %(day)s.", day=last) if last else NO_ANNOUNCEMENT
            yield Finding("window", law.window, _met(applicant.in_time), words)
    for what in law.documents.value if law.documents else ():
        if law.documents and what in DOCUMENTS:
            seen = what in applicant.seen
            demand = _named(law.documents, DOCUMENTS[what])
            yield Finding(what, demand, Met.MET if seen else Met.UNKNOWN, SEEN if seen else NOT_SEEN)


NO_ANNOUNCEMENT = _("The day of the announcement is not entered.")
DOCUMENTS = {MEDICAL: _("Medical certificate"), NO_CONVICTION: _("Certificate of no conviction")}


def _register(kind: str, law: Law) -> Iterator[Finding]:
    if law.register and kind not in law.register.value:
        yield Finding("register", law.register, Met.UNMET, _("This register is of the other kind of mediators."))


def _exclusions(applicant: Applicant, law: Law) -> Iterator[Finding]:
    for code, demand in law.exclusions.items():
        reply = applicant.replies.get(code)
        said = reply.label if reply else _("Not asked yet.")
        yield Finding(code, demand, _SPEAKS[reply], said)


_SPEAKS = {Reply.NO: Met.MET, Reply.YES: Met.UNMET, Reply.UNKNOWN: Met.UNKNOWN, None: Met.UNKNOWN}


def _met(known: bool | None) -> Met:  # noqa: FBT001 - a fact with three values
    return Met.UNKNOWN if known is None else Met.MET if known else Met.UNMET


def _named(demand: Demand, words: Text) -> Demand:
    """One part of a rule that asks for several things, by its own name."""
    return replace(demand, value=None, words=words)
