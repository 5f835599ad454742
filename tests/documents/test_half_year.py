"""What the half-year report says, read back out of the PDF."""

from dataclasses import replace

from mediation_cms.core.i18n import Words
from tests.documents.reading import in_order
from tests.documents.samples import BOTH, KK, RU, half_year


def test_the_report_shows_each_figure_kazakh_over_russian(read):
    said = read(half_year(BOTH))

    assert (
        in_order(
            said,
            "Медиация кабинеттерінің есебі 2022 жылдың бірінші жартыжылдығы",
            "Отчёт кабинетов медиации Первое полугодие 2022 года",
            "2022 жылғы 30 маусымдағы жағдай бойынша",
            "ҚХА медиаторларына 560 өтініш түсті.",
            "поступило 560 обращений.",
            "A1 Түскен өтініштер Поступило обращений 560 512 +48",
            "M2 Жасалған медиативтік келісімдер Заключено медиативных соглашений 159 1 138 −979",
        )
        == []
    )


def test_the_report_never_shows_zero_for_what_does_not_apply_nor_a_suppressed_figure(read):
    assert (
        in_order(
            read(half_year(RU)),
            "C2 Разрешено на стадии консультации 20 менее 5 –",
            "P1 Превентивные меры не применяется не применяется –",
            "E1 Проведено мероприятий более 16 – –",
        )
        == []
    )
    assert in_order(read(half_year(KK)), "5-тен аз", "қолданылмайды", "16-дан астам") == []


def test_the_report_carries_balance_break_borders_and_definitions(read):
    assert (
        in_order(
            read(half_year(RU)),
            "08.06.2022 Области разделены.",
            "Баланс",
            "Открыто на начало периода 0",
            "+ поступило 560",
            "− завершено соглашением 159",
            "− исход не указан 401",
            "= открыто на конец периода 0",
            "A1. Поступило обращений. Как считается A1.",
            "В границах того времени.",
        )
        == []
    )


def test_a_report_that_does_not_balance_says_why(read):
    broken = replace(half_year(RU).balance, complaints=(Words("Түсті: 560.", "Поступило: 560."),))

    assert "Баланс не сходится. Поступило: 560." in read(half_year(RU, balance=broken))
    assert "Баланс не сходится" not in read(half_year(RU))
