"""Lively requests of the demo: what waits at the desk, and what ended there."""

from collections.abc import Iterator

from mediation_cms.consultations.models import Result
from mediation_cms.intake.models import IntakeChannel, Outcome, Source
from mediation_cms.seeding.demo_lively import Lively
from mediation_cms.seeding.free_plot import FreePlot


def requests(live: Lively) -> Iterator[FreePlot]:
    """What waits at the desk, and what ended there."""
    day = live.day
    yield live.brought("NEI.noise", "55-PAV", 0, channel=IntakeChannel.PHONE, urgent=True,
                       applicant=live.guests.unnamed(), others=[])  # fmt: skip
    yield live.brought("FAM.child", "55-PAV", 0)
    yield live.brought("HOU.utilities", "55-PAV", 1, channel=IntakeChannel.POST, external_registration_no="ЖТ-2207")
    yield live.brought("LAN.boundaries", "55-EKI", 0, channel=IntakeChannel.EMAIL)
    yield live.brought("DEB.private", "55-PAV", 2, source=Source.COURT, source_organisation="Қалалық сот (үлгі)",
                       source_note="", court_referral=True, court_case_no="5510-26-2/0000")  # fmt: skip
    yield live.brought("FAM.generations", "55-PAV", 3, channel=IntakeChannel.VIDEO).consulted(day(2), Result.CONTINUES)
    yield live.brought("ETH.household", "55-AKS", 2).consulted(day(1), Result.CONTINUES)
    yield live.brought("LOC.water", "55-BAY", 4, channel=IntakeChannel.FIELD_VISIT).consulted(day(4), Result.SETTLED)
    yield live.brought("FAM.divorce", "55-PAV", 5, safety_risk=True, minor_involved=True).consulted(
        day(5), Result.PASSED_ON, "Қауіпсіздікке қауіп бар: дағдарыс орталығына бағытталды"
    )
    yield live.brought("OTH", "55-EKI", 6).consulted(
        day(6), Result.NOT_MEDIABLE, "Қылмыстық іс, медиация қолданылмайды"
    )
    yield live.brought("CON.goods", "55-PAV", 7).consulted(day(7), Result.ADVICE_ONLY)
    yield live.brought("NEI.water", "55-PAV", 8).closed(day(5), Outcome.WITHDRAWN, "Көршілер өздері келісті")
    yield live.brought("DAM.traffic", "55-PAV", 9).closed(day(2), Outcome.OTHER_SIDE_REFUSED, "Хатқа жауап болмады")
    # Where no agreements are concluded, people are not sent away: the matter goes to the cabinet that mediates.
    yield (
        live.brought("INH.house", "55-AKS", 9)
        .consulted(day(8), Result.CONTINUES)
        .handed_over(day(7), live.crew.desk("55-PAV"), "Тараптар медиацияны қалайды: бұл кабинет келісім жасамайды")
    )
    yield (
        live.brought("INH.shares", "55-PAV", 30)
        .closed(day(21), Outcome.WITHDRAWN, "Өтініш беруші сапарға кетті")
        .reopened(day(2), "Өтініш беруші қайтып келді және жалғастыруды сұрайды")
    )
    yield live.brought("NEI.animals", "55-TER", 1, applicant=live.guests.with_iin("000229500008"))
    yield live.brought("DEB.private", "55-EKI", 1, applicant=live.guests.foreigner())
