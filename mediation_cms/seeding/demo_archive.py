"""What lies behind the demo: nearly a year of matters, of which the youngest are still under way."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from math import sqrt

from mediation_cms.consultations.models import Result
from mediation_cms.intake.models import Outcome
from mediation_cms.seeding import bulk, turns
from mediation_cms.seeding.at_work import SeedAtWork
from mediation_cms.seeding.chance import Bag
from mediation_cms.seeding.demo_crew import Crew
from mediation_cms.seeding.openings import Desk, Openings
from mediation_cms.seeding.planting import Watch
from mediation_cms.seeding.plot import Plot
from mediation_cms.seeding.story import Story

TALKS = {
    "settled": Result.SETTLED, "advice_only": Result.ADVICE_ONLY, "not_mediable": Result.NOT_MEDIABLE,
    "passed_on": Result.PASSED_ON,
}  # fmt: skip
REASONS = {
    Outcome.ONE_REFUSED: "Екінші тарап жазбаша бас тартты / Вторая сторона отказалась письменно",
    Outcome.BOTH_REFUSED: "Екі тарап та шешім таппады / Обе стороны не нашли решения",
    Outcome.EXCLUDED: "Үшінші адамның мүддесі қозғалады / Затронуты интересы третьего лица",
    Outcome.OTHER_SIDE_REFUSED: "Екінші тарап келіспеді / Вторая сторона не согласилась",
    Outcome.WITHDRAWN: "Өтініш беруші қайтарып алды / Заявитель отозвал обращение",
    Outcome.PASSED_ON: "Сотқа жолданды / Направлено в суд",
}
SENT_AWAY = "Басқа органның құзыретінде / В компетенции другого органа"


def tell_archive(seed: SeedAtWork, crew: Crew, now: datetime, watch: Watch) -> None:
    """Every story as far as it has come by now: what would be done tomorrow is not done."""
    stories = [[step for step in story if step.at <= now] for story in _stories(seed, crew, now.date())]
    bulk.tell(seed.world, watch(sorted(filter(None, stories), key=lambda story: story[0].at)))


def _stories(seed: SeedAtWork, crew: Crew, today: date) -> Iterator[Story]:
    days = seed.working_days(today - timedelta(days=seed.told["archive"]["days"]), today - timedelta(days=3))
    for code, count in seed.told["archive"].items():
        if code in crew.cabinets:
            yield from _at(seed, crew.desk(code), days, count)


def _at(seed: SeedAtWork, desk: Desk, days: Sequence[date], count: int) -> Iterator[Story]:
    chance = seed.dice(f"archive {desk.town}")
    openings, mediates = Openings(chance, seed.cast), bool(desk.hands)
    endings = Bag[str](seed.told["mediation" if mediates else "ethnomediation"])
    for _one in range(count):
        on = days[int(sqrt(chance.random()) * len(days))]
        ending = endings.draw(chance)
        is_case = mediates and ending not in TALKS | {"withdrawn": None}
        tale = openings.tale(mediable=is_case)
        plot = Plot(chance, desk, tale, openings.brought(desk, tale, on, named=is_case))
        yield _told(seed, plot, ending).steps


def _told(seed: SeedAtWork, plot: Plot, ending: str) -> Plot:
    calendar, on = seed.world.calendar, plot.given.received_on
    if ending in TALKS:
        result = TALKS[ending]
        reason = SENT_AWAY if result in {Result.NOT_MEDIABLE, Result.PASSED_ON} else ""
        return plot.consulted(calendar.after(on, plot.chance.choice((0, 0, 1, 3))), result, reason)
    if ending == Outcome.WITHDRAWN:
        return plot.closed(calendar.after(on, plot.chance.randint(2, 8)), Outcome.WITHDRAWN, REASONS[Outcome.WITHDRAWN])
    if ending == Outcome.AGREEMENT:
        turns.agreed(plot, calendar, date.max)
        return turns.performed(plot, calendar, date.max)
    outcome = Outcome(ending)
    return turns.ended(plot, calendar, outcome, REASONS.get(outcome, ""))
