"""Lively cases of the demo: on their way to a mediator, at the table, and ended, in every way there is."""

from collections.abc import Iterator
from datetime import timedelta

from mediation_cms.agreements.models import PerformanceState, SigningMode
from mediation_cms.cases.models import MeetingKind
from mediation_cms.intake.models import Outcome, Side, Source
from mediation_cms.seeding.demo_lively import Lively
from mediation_cms.seeding.free_plot import FreePlot

PAV, EKI = "55-PAV", "55-EKI"


def on_the_way(live: Lively) -> Iterator[FreePlot]:
    """Admitted, offered, answered or not, accepted, and closed before any contract."""
    day, hand = live.day, live.hand
    yield live.case("FAM.alimony", PAV, 1, "mediator")
    yield live.case("LAN.boundaries", PAV, 3, "mediator2")
    yield live.case("NEI.animals", EKI, 0, "mediator4")
    yield live.case("FAM.property", PAV, 1, "mediator", urgent=True).offered(day(0))
    yield live.case("DEB.private", PAV, 2, "mediator").offered(day(1))
    yield live.case("HOU.coowners", PAV, 9, "mediator3").offered(day(8))  # nobody has answered in time
    yield (
        live.case("FAM.child", PAV, 6, "mediator2")
        .offered(day(5))
        .declined(day(4), "Тараптардың бірі – туысым", hand("mediator"))
        .offered(day(3))
        .accepted(day(2))
    )
    yield (
        live.case("NEI.noise", PAV, 8, "mediator3")
        .offered(day(7))
        .taken_back(day(4), "Медиатор еңбек демалысында", hand("mediator2"))
        .offered(day(3))
    )
    yield (
        live.in_work("INH.shares", PAV, 7, "mediator2")
        .released(day(3), "Тараптар қазақ тілінде сөйлейтін медиаторды сұрады", hand("mediator3"))
        .offered(day(2))
        .accepted(day(1))
    )
    ward = live.in_work("INH.house", EKI, 2, "mediator5")
    yield ward.spoken_for(day(2), "applicant-1", live.guests.guardian(day(60)))
    yield live.in_work("CRM.injury", EKI, 1, "mediator4")
    yield live.in_work("DAM.traffic", PAV, 9, "mediator").case_closed(day(2), Outcome.OTHER_SIDE_REFUSED, "Келмеді")
    yield (
        live.case("LAN.pasture", EKI, 14, "mediator5")
        .offered(day(13))
        .case_closed(day(6), Outcome.WITHDRAWN, "Өздері келісті")
    )
    yield (
        live.in_work("OTH", PAV, 20, "mediator2")
        .case_closed(day(12), Outcome.OTHER_SIDE_REFUSED, "Екінші тарап бас тартты")
        .reopened(day(1), "Екінші тарап енді келісуге дайын")
    )


def at_the_table(live: Lively) -> Iterator[FreePlot]:
    """Under way: just begun, near the end of the term, on its last days, over, extended; with drafts and without."""
    day, guests = live.day, live.guests
    soon, over = live.since(27), live.since(37)
    yield live.running("FAM.alimony", PAV, 2, "mediator", applicant=guests.with_iin("061211600012"))
    yield (
        live.running("FAM.child", PAV, 6, "mediator")
        .met(day(5), MeetingKind.PRIVATE)
        .noted(day(5), "Анасы баланың мектебін ауыстырғысы келмейді: келесі кездесуде осыдан бастау.")
        .met(day(3))
        .drafted(day(2))
    )
    yield live.running("HOU.utilities", PAV, soon, "mediator").met(day(soon - 2))
    yield live.running("NEI.water", PAV, soon, "mediator2").met(day(soon - 1)).drafted(day(4))
    yield live.running("LAN.boundaries", EKI, soon, "mediator4")
    sent = {"source": Source.COURT, "source_organisation": "Қалалық сот (үлгі)", "source_note": ""}
    of_court = live.running(
        "HOU.coowners", PAV, 4, "mediator", **sent, court_referral=True, court_case_no="5510-26-2/0001"
    )
    yield of_court.met(day(2))
    yield live.running("FAM.generations", PAV, over, "mediator3").met(day(over - 3))
    yield (
        live.running("FAM.property", PAV, live.since(34), "mediator")
        .met(day(15))
        .extended(day(live.since(12)), 20, "Пәтерді бағалау актісі күтілуде")
        .met(day(3))
    )
    yield (
        live.running("DEB.private", EKI, 10, "mediator5").met(day(9)).drafted(day(7)).dropped(day(5)).drafted(day(4))
    )
    labour = live.in_work("LAB.wages", EKI, 7, "mediator4", others=[guests.employer()])
    yield labour.spoken_for(day(7), "other-1", guests.attorney(day(30))).contracted(day(6)).with_fee(40_000).met(day(4))
    school = live.in_work("SCH.pupils", PAV, 8, "mediator2", others=[guests.pupil(day(8))])
    yield school.spoken_for(day(8), "other-1", guests.parent(day(8))).contracted(day(7)).met(day(5)).drafted(day(1))
    three = live.in_work("INH.house", PAV, 9, "mediator3")
    three = three.joined_by(day(9), guests.neighbour(day(9))).joined_by(day(9), guests.neighbour(day(9), Side.THIRD))
    yield three.contracted(day(8)).met(day(6))
    yield (
        live.running("NEI.animals", EKI, 30, "mediator5")
        .met(day(28))
        .ended(day(20), Outcome.ONE_REFUSED, "Екінші тарап жазбаша бас тартты")
        .reopened(day(2), "Тараптар қайта келісіп, жалғастыруды сұрады")
    )


def ended(live: Lively) -> Iterator[FreePlot]:
    """The five endings of a mediation, and what becomes of agreements afterwards."""
    day, guests = live.day, live.guests
    yield (
        live.running("NEI.noise", PAV, 18, "mediator2")
        .met(day(16))
        .ended(day(12), Outcome.EXCLUDED, "Үшінші адамның мүддесі қозғалады")
    )
    yield (
        live.running("FAM.divorce", PAV, 19, "mediator")
        .met(day(17))
        .ended(day(11), Outcome.BOTH_REFUSED, "Екі тарап та бас тартты")
    )
    yield live.running("DEB.microfinance", EKI, 15, "mediator4", others=[guests.shop()]).ended(
        day(8), Outcome.ONE_REFUSED, "Хатпен бас тартты", "Екінші тарап кездесуге келмеді"
    )
    yield (
        live.running("HOU.coowners", PAV, live.since(50), "mediator3").met(day(30)).ended(day(3), Outcome.TERM_EXPIRED)
    )
    fresh = live.running("LAN.pasture", EKI, 8, "mediator5").met(day(6))
    yield fresh.drafted(day(5)).signed(day(4))
    yield (
        live.running("DAM.traffic", PAV, 11, "mediator", applicant=guests.with_iin("000229500909"))
        .met(day(9))
        .drafted(day(8))
        .signed(day(7), SigningMode.EMAIL_EXCHANGE)
    )
    yield _agreed(live, "HOU.utilities", "mediator2", ago=40).performed(1, day(10))
    yield _agreed(live, "NEI.water", "mediator", ago=90).performed(
        1, day(42), PerformanceState.PARTLY, "жартысы төленді"
    )
    yield (
        _agreed(live, "LAN.boundaries", "mediator3", ago=80)
        .performed(1, day(30))
        .performed(2, day(9), PerformanceState.DISPUTED, "өлшеу ақысы туралы келіспеушілік")
    )
    yield _agreed(live, "DEB.private", "mediator", ago=110)  # nothing was seen, and the days are over
    yield _supplemented(live, "DEB.private", "mediator2", ago=60)
    waiting = _agreed(live, "FAM.property", "mediator3", ago=24)
    yield waiting.supplemented(day(1), waiting.agreement(day(1)))


def _agreed(live: Lively, code: str, by: str, ago: int) -> FreePlot:
    """An agreement signed so many working days ago."""
    day = live.day
    plot = live.running(code, PAV, ago + 6, by).met(day(ago + 4)).drafted(day(ago + 2), day(ago))
    return plot.signed(day(ago))


def _supplemented(live: Lively, code: str, by: str, ago: int) -> FreePlot:
    """The sides put off the second payment: the supplement lifts the old promise, and the new one is kept."""
    day = live.day
    plot = _agreed(live, code, by, ago).performed(1, day(ago - 20))
    later = plot.agreement(day(20))
    later = later.model_copy(
        update={"terms": [later.terms[1].model_copy(update={"due_on": day(20) + timedelta(days=21)})]}
    )
    return plot.supplemented(day(21), later).signed(day(20)).performed(2, day(19), PerformanceState.LIFTED)
