"""How matters usually go, in working days: turns that many stories take."""

from datetime import date, timedelta
from random import Random

from mediation_cms.agreements.models import PerformanceState, SigningMode
from mediation_cms.cases.models import MeetingKind
from mediation_cms.consultations.models import Result
from mediation_cms.intake.models import ENDINGS_OF_MEDIATION, Outcome
from mediation_cms.law.queries import Calendar
from mediation_cms.seeding.plot import Plot

PRIVATE_TALKS, SECOND_MEETINGS, BY_EMAIL = 0.35, 0.4, 0.06
PERFORMED, PARTLY = 0.78, 0.06
AFTER_THE_TERM = timedelta(days=38)  # when somebody writes down that it has expired
Days = tuple[int, int, int]
"""How many working days pass before the consultation, before the mediator answers, and before the contract."""


def settled(plot: Plot) -> Plot:
    """It is settled at the consultation on the very day."""
    return plot.consulted(plot.given.received_on, Result.SETTLED)


def unstated(plot: Plot, calendar: Calendar, last: date) -> Plot:
    """It is talked about or not; the source does not say how it ended in the period."""
    talk_on = calendar.after(plot.given.received_on, plot.chance.choice((0, 0, 1, 3)))
    if talk_on < last and plot.chance.random() < 0.6:  # noqa: PLR2004 - a little more than half
        plot.consulted(talk_on, Result.CONTINUES)
    return plot.left_unstated(last)


def usual_days(chance: Random) -> Days:
    """What usually passes."""
    return chance.choice((0, 0, 1)), chance.choice((0, 1, 1, 2)), chance.randint(0, 5)


def accepted(plot: Plot, calendar: Calendar, days: Days) -> date:
    """It is consulted about, admitted, and taken by a mediator; the day of that."""
    talk_on = calendar.after(plot.given.received_on, days[0])
    answer_on = calendar.after(talk_on, days[1])
    plot.consulted(talk_on, Result.TO_MEDIATION).admitted(talk_on).offered(talk_on).accepted(answer_on)
    return answer_on


def contracted(plot: Plot, calendar: Calendar, days: Days) -> date:
    """It is taken by a mediator and put into a contract; the day of that."""
    contract_on = calendar.after(accepted(plot, calendar, days), days[2])
    plot.contracted(contract_on)
    return contract_on


def agreed(plot: Plot, calendar: Calendar, last: date) -> Plot:
    """It goes all the way to an agreement that is signed on the last day at the latest."""
    chance, on = plot.chance, plot.given.received_on
    days = usual_days(chance)
    meeting, second, signing = chance.randint(0, 3), chance.randint(1, 4), chance.randint(0, 3)
    while (
        calendar.after(on, sum(days) + meeting + second + signing) > last
    ):  # little time is left: everything is quicker
        days, meeting, second, signing = _less(days), meeting // 2, second // 2, signing // 2
    contract_on = contracted(plot, calendar, days)
    meeting_on = calendar.after(contract_on, meeting)
    if chance.random() < PRIVATE_TALKS:
        plot.met(meeting_on, MeetingKind.PRIVATE)
    plot.met(meeting_on)
    again_on = calendar.after(meeting_on, second)
    if again_on != meeting_on and chance.random() < SECOND_MEETINGS:
        plot.met(again_on)
    signed_on = calendar.after(again_on, signing)
    mode = SigningMode.EMAIL_EXCHANGE if chance.random() < BY_EMAIL else SigningMode.PAPER
    return plot.drafted(again_on, signed_on).signed(signed_on, mode)


def ended(plot: Plot, calendar: Calendar, outcome: Outcome, reason: str) -> Plot:
    """A case comes to an end without agreement, after a contract or before one."""
    chance = plot.chance
    if outcome not in ENDINGS_OF_MEDIATION:
        accepted_on = accepted(plot, calendar, usual_days(chance))
        return plot.case_closed(calendar.after(accepted_on, chance.randint(2, 9)), outcome, reason)
    contract_on = contracted(plot, calendar, usual_days(chance))
    plot.met(contract_on)
    if outcome is Outcome.TERM_EXPIRED:
        return plot.ended(calendar.next_working(contract_on + AFTER_THE_TERM), outcome)
    return plot.ended(calendar.after(contract_on, chance.randint(2, 14)), outcome, reason)


def performed(plot: Plot, calendar: Calendar, today: date) -> Plot:
    """What was promised is looked at soon after it was due, as far as that day has come."""
    seen = sorted(
        (calendar.after(due_on, plot.chance.randint(0, 3)), place) for place, due_on in enumerate(plot.due_on, 1)
    )
    for on, position in seen:
        luck = plot.chance.random()
        if on <= today and luck < PERFORMED + PARTLY:
            plot.performed(position, on, PerformanceState.DONE if luck < PERFORMED else PerformanceState.PARTLY)
    return plot


def _less(days: Days) -> Days:
    return days[0] // 2, days[1] // 2, days[2] // 2
