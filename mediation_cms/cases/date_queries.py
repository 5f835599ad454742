"""Reading the finding of a date: for the mediator and staff with every answer, for a side with its own alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.cases.date_models import DateFinding, DateOption, DateReply, FindingState
from mediation_cms.cases.date_rules import Time, soonest_common, suiting
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound


@dataclass(frozen=True)
class Finding:
    """The last finding of a date of a case, whole: its times in order, the answer of each side, and what they come to."""

    itself: DateFinding
    times: Sequence[Time]
    replies: Sequence[DateReply]

    @property
    def answers(self) -> dict[UUID, set[UUID] | None]:
        """What each side said, by its party; None where it has not answered."""
        return {
            reply.party_id: {UUID(key) for key in reply.suits} if reply.answered_at else None for reply in self.replies
        }

    @property
    def suits(self) -> dict[UUID, int]:
        """How many sides each time suits."""
        return suiting(self.times, self.answers)

    @property
    def proposed(self) -> Time | None:
        """The soonest time that suits everybody, while none is fixed."""
        is_open = self.itself.state is FindingState.OPEN
        return soonest_common(self.times, self.answers, clock.now()) if is_open else None

    @property
    def fixed(self) -> Time | None:
        """The time that was fixed."""
        return next((each for each in self.times if each.key == self.itself.fixed_id), None)

    @property
    def takes_answers(self) -> bool:
        """Whether the sides may still say what suits them."""
        return self.itself.state is FindingState.OPEN and self.itself.closes_on >= clock.today()

    def time(self, key: UUID | None) -> Time:
        """The time with this key. Raises NotFound."""
        found = next((each for each in self.times if each.key == key), None)
        if found is None:
            raise NotFound
        return found

    def reply(self, key: UUID) -> DateReply:
        """The answer with this key. Raises NotFound."""
        found = next((each for each in self.replies if each.id == key), None)
        if found is None:
            raise NotFound
        return found


def finding_of(session: Session, case: Case) -> Finding | None:
    """The last finding of a date of a case, if there was one. Whoever sees the case sees it: the caller has looked."""
    last = select(DateFinding).where(DateFinding.case_id == case.id).order_by(col(DateFinding.id).desc())
    found = session.exec(last).first()
    return whole(session, found) if found else None


def finding_with(session: Session, reply_id: UUID) -> tuple[Finding, DateReply]:
    """The finding to which this answer belongs, and the answer. Raises NotFound."""
    reply = session.get(DateReply, reply_id)
    if reply is None:
        raise NotFound
    return whole(session, session.get_one(DateFinding, reply.finding_id)), reply


def whole(session: Session, finding: DateFinding) -> Finding:
    """A finding with its times and answers."""
    options = session.exec(select(DateOption).where(DateOption.finding_id == finding.id))
    times = sorted(Time(each.day, each.hour, each.id, each.mode) for each in options)
    replies = select(DateReply).where(DateReply.finding_id == finding.id).order_by(col(DateReply.id))
    return Finding(finding, times, session.exec(replies).all())
