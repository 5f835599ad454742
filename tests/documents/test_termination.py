"""What the notice of termination says, read back out of the PDF."""

import re

import pytest

from tests.documents.reading import in_order
from tests.documents.samples import FIRST, KK, RU, SECOND, termination

GROUNDS_RU = {
    "agreement": "1) стороны подписали соглашение об урегулировании спора (конфликта)",
    "excluded": "2) медиатор установил обстоятельства, исключающие разрешение спора путём медиации",
    "both_refused": "3) стороны письменно отказались от медиации из-за невозможности разрешить спор",
    "one_refused": "4) одна из сторон письменно отказалась от продолжения медиации",
    "term_expired": "5) истёк срок проведения медиации",
}


@pytest.mark.parametrize("ground", GROUNDS_RU)
def test_the_notice_lists_the_five_grounds_and_marks_the_one_that_applies(read, ground):
    said = read(termination(RU, ground=ground))

    assert in_order(said, *GROUNDS_RU.values()) == []
    assert re.findall(r"(\d\) [^;.]+) \(это основание\)", said)[0].startswith(GROUNDS_RU[ground][:12])
    assert said.count("(это основание)") == 1


@pytest.mark.parametrize(
    ("languages", "refused_by", "said"),
    [
        (KK, (2,), "Бас тартқан: 2-тарап – {second}."),
        (RU, (2,), "Кто отказался: Сторона 2 – {second}."),
        (RU, (1, 2), "Кто отказался: Сторона 1 – {first}; Сторона 2 – {second}."),
    ],
)
def test_the_notice_says_which_side_refused(read, languages, refused_by, said):
    of = languages[0]

    text = read(termination(languages, refused_by=refused_by))

    assert in_order(text, said.format(first=FIRST.name.in_(of), second=SECOND.name.in_(of))) == []


def test_a_notice_about_a_matter_of_old_does_not_guess_who_refused(read):
    assert "Кто отказался" not in read(termination(RU, refused_by=()))


def test_the_notice_goes_to_the_court_that_sent_the_sides(read):
    assert (
        in_order(
            read(termination(KK, enclosed_sheets=3)),
            "Сотқа: Өскемен қалалық соты № 6310-26-2/1234 азаматтық іс бойынша",
            "(осы негіз)",
            "Тоқтатылған күні: 2026 жылғы 4 шілде.",
            "Медиацияның мазмұны құпия болғандықтан, бұл хабарламада келтірілмейді.",
            "Қосымша: келісім, 3 парақ.",
        )
        == []
    )
    assert "В суд" not in read(termination(RU, proceedings=None))
