"""Old certificates are taken over with their own numbers, again without doubling, and undone."""

from datetime import date

from sqlmodel import col, select

from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.imports.models import ImportKind, ImportState
from tests.imports.conftest import xlsx
from tests.imports.test_registers import outcomes

HEADINGS = ("ФИО", "ИИН", "Номер сертификата", "Дата выдачи", "Название курса", "Часы", "Кем выдан")
ROWS = [
    ("Серікова Гүлнар", "840512400014", "А-17", "20.03.2019", "Основы медиации", 48, "Ассамблея"),
    ("Ахметов Болат", "", "А-18", "20.03.2019", "Основы медиации", 48, "Ассамблея"),
]


def listed(session):
    found = session.exec(
        select(col(Certificate.label), col(Certificate.issued_on), col(Certificate.academic_hours)).order_by(
            col(Certificate.label)
        )
    )
    return [tuple(one) for one in found]


def test_old_certificates_are_taken_over_once_and_go_when_it_is_undone(session, upload, confirmed, undone):
    whole = confirmed(upload(xlsx(HEADINGS, *ROWS), ImportKind.CERTIFICATES))
    assert (outcomes(whole), listed(session)) == (
        {"make": 2}, [("А-17", date(2019, 3, 20), 48), ("А-18", date(2019, 3, 20), 48)],
    )  # fmt: skip
    assert outcomes(upload(xlsx(HEADINGS, *ROWS), ImportKind.CERTIFICATES)) == {"same": 2}

    assert (undone(whole).state, listed(session)) == (ImportState.UNDONE, [])


def test_a_number_of_somebody_else_and_a_number_twice_are_refused_by_row(upload, confirmed, said):
    confirmed(upload(xlsx(HEADINGS, ROWS[0]), ImportKind.CERTIFICATES))
    other = ("Омаров Асан", "", *ROWS[0][2:])
    whole = upload(xlsx(HEADINGS, other, ROWS[1], (*other[:2], *ROWS[1][2:])), ImportKind.CERTIFICATES)

    assert [(number, column) for number, column, _sentence in said(whole)] == [(2, "label"), (4, "label")]
