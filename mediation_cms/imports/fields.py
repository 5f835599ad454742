"""What a column may hold, by which words in its heading it is known, and how the columns of a file are guessed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.core.names import words
from mediation_cms.imports.models import ImportKind


class Holds(StrEnum):
    """How a cell of a column is read."""

    WORDS = "words"
    NAME = "name"
    DAY = "day"
    IIN = "iin"


@dataclass(frozen=True)
class Column:
    """One thing that a file may tell. `known` are headings in Kazakh, Russian and English, as they are written."""

    code: str
    label: Text
    known: tuple[str, ...]
    holds: Holds = Holds.WORDS
    example: str = ""
    needed: bool = False

    @cached_property
    def folded(self) -> list[str]:
        """The headings that it is known by, as they are compared; what we call it ourselves is one of them."""
        own = [self.label.in_(language) for language in Language]
        return list(dict.fromkeys(folded(word) for word in (*self.known, *own)))


def folded(heading: str) -> str:
    """A heading as it is compared: its words, folded, without signs."""
    return " ".join(words(heading))


WHO = (
    Column("iin", _("IIN"), ("ЖСН", "ИИН", "IIN"), Holds.IIN, "840512401234"),
    Column("full_name", _("Full name"), ("Т.А.Ә.", "ТАӘ", "аты-жөні", "ФИО", "Ф.И.О.", "Фамилия имя отчество", "Full name",
            "Name"),
           Holds.NAME),
    Column("surname", _("Surname"), ("Тегі", "Фамилия", "Surname", "Last name"), Holds.NAME, "Серікова", needed=True),
    Column("given_name", _("Given name"), ("Аты", "Имя", "Given name", "First name"), Holds.NAME, "Гүлнар", needed=True),
    Column("patronymic", _("Patronymic"), ("Әкесінің аты", "Отчество", "Patronymic", "Middle name"), Holds.NAME, "Ермекқызы"),
    Column("born_on", _("Birth date"), ("Туған күні", "Дата рождения", "Год рождения", "Birth date", "Date of birth"), Holds.DAY,
           "12.05.1984"),
)  # fmt: skip
PLACE = Column("place", _("District or town"), ("Аудан", "Қала", "Аудан (қала)", "Район", "Город", "Район (город)", "Кабинет",
               "District", "Town", "Place"), example="semey")  # fmt: skip
REGISTER = (
    *WHO,
    Column("number", _("Number in the register"), ("Тізілімдегі нөмірі", "Тіркеу нөмірі", "Номер в реестре", "Реестровый номер",
           "Номер", "№ в реестре", "Register number", "Number in the register"), example="101", needed=True),
    Column("register_kind", _("Which register"), ("Тізілім", "Реестр", "Register", "Which register"), example="ANK"),
    Column("kind", _("Kind of mediator"), ("Медиатор түрі", "Вид медиатора", "Статус медиатора", "Kind of mediator"),
           example="кәсіби"),
    Column("organisation", _("Organisation of mediators"), ("Медиаторлар ұйымы", "Ұйым", "Организация медиаторов", "Организация",
           "Organisation", "Organisation of mediators")),
    PLACE,
    Column("since", _("In the register from"), ("Енгізілген күні", "Тіркелген күні", "Дата включения", "Дата внесения",
           "In the register from", "Since"), Holds.DAY, "10.01.2020", needed=True),
    Column("ground_in", _("Ground of the entry"), ("Енгізу негізі", "Основание включения", "Основание", "Ground")),
    Column("act_in_no", _("Number of the decision on the entry"), ("Енгізу туралы шешім нөмірі", "Енгізу туралы бұйрық нөмірі",
           "Шешім нөмірі", "Бұйрық нөмірі", "Номер решения о включении", "Номер приказа о включении", "Номер решения",
           "Номер приказа", "Decision number"), example="4"),
    Column("act_in_on", _("Date of the decision on the entry"), ("Енгізу туралы шешім күні", "Енгізу туралы бұйрық күні",
           "Шешім күні", "Бұйрық күні", "Дата решения о включении", "Дата приказа о включении", "Дата решения",
           "Дата приказа", "Decision date"), Holds.DAY, "10.01.2020"),
    Column("act_in_by", _("Who decided on the entry"), ("Енгізу туралы шешім қабылдаған орган", "Шешім қабылдаған орган",
           "Кем принято решение о включении", "Орган, принявший решение о включении", "Кем принято решение",
           "Decided by")),
    Column("certificate_no", _("Certificate number"), ("Сертификат нөмірі", "Номер сертификата", "Сертификат",
           "Certificate number")),
    Column("certificate_on", _("Certificate of"), ("Сертификат күні", "Дата сертификата", "Дата выдачи сертификата",
           "Certificate date"), Holds.DAY),
    Column("until", _("Out of the register from"), ("Шығарылған күні", "Дата исключения", "Out of the register from", "Until"),
           Holds.DAY),
    Column("ground_out", _("Ground of removal"), ("Шығару негізі", "Основание исключения", "Ground of removal")),
    Column("act_out_no", _("Number of the decision on the removal"), ("Шығару туралы шешім нөмірі",
           "Шығару туралы бұйрық нөмірі", "Номер решения об исключении", "Номер приказа об исключении",
           "Removal decision number")),
    Column("act_out_on", _("Date of the decision on the removal"), ("Шығару туралы шешім күні", "Шығару туралы бұйрық күні",
           "Дата решения об исключении", "Дата приказа об исключении", "Removal decision date"), Holds.DAY),
    Column("act_out_by", _("Who decided on the removal"), ("Шығару туралы шешім қабылдаған орган",
           "Кем принято решение об исключении", "Орган, принявший решение об исключении", "Removal decided by")),
    Column("languages", _("Languages"), ("Тілдер", "Тілдері", "Языки", "Languages"), example="қазақша, орысша"),
    Column("phone", _("Phone"), ("Телефон", "Телефоны", "Контакты", "Phone")),
)  # fmt: skip
COURSE = (
    Column("course_kind", _("Kind of course"), ("Курс түрі", "Вид курса", "Kind of course")),
    Column("title_kk", _("Title in Kazakh"), ("Курс атауы", "Курстың атауы", "Атауы қазақша", "Title in Kazakh"),
           example="Медиация негіздері"),
    Column("title_ru", _("Title in Russian"), ("Название курса", "Тема курса", "Наименование курса", "Title in Russian",
           "Course"),
           example="Основы медиации"),
    Column("academic_hours", _("Academic hours"), ("Сағат саны", "Академиялық сағат", "Часы", "Количество часов",
           "Академических часов",
           "Academic hours", "Hours"), example="48"),
    Column("starts_on", _("First day"), ("Басталған күні", "Дата начала", "Начало", "First day", "Starts on"),
           Holds.DAY, "14.03.2022"),
    Column("ends_on", _("Last day"), ("Аяқталған күні", "Дата окончания", "Окончание", "Last day", "Ends on"),
           Holds.DAY, "18.03.2022"),
)  # fmt: skip
WHOLE_COURSE = (*COURSE, Column("trainer", _("Trainer"), ("Тренер", "Преподаватель", "Жаттықтырушы", "Trainer")))
"""What a file that lists one cohort may say once, instead of in each row."""
COURSES = (
    *WHO,
    *WHOLE_COURSE,
    PLACE,
    Column(
        "completed",
        _("Completed"),
        ("Аяқтады", "Бітірді", "Завершил", "Окончил", "Прошел обучение", "Completed"),
        example="иә",
    ),
)
CERTIFICATES = (
    *WHO,
    Column("label", _("Certificate number"), ("Сертификат нөмірі", "Номер сертификата", "Номер", "Certificate number"),
           example="000123", needed=True),
    Column("issued_on", _("Issued on"), ("Берілген күні", "Дата выдачи", "Issued on", "Date of issue"), Holds.DAY, "20.03.2022",
           needed=True),
    *COURSE,
    Column("issuer", _("Who issued it"), ("Кім берді", "Кем выдан", "Issuer", "Issued by")),
    Column("signatory", _("Who signed it"), ("Кім қол қойды", "Кем подписан", "Подписал", "Signatory", "Signed by")),
    Column("valid_until", _("Valid until"), ("Жарамды мерзімі", "Действителен до", "Срок действия", "Valid until"), Holds.DAY),
    PLACE,
)  # fmt: skip
COLUMNS: Mapping[ImportKind, tuple[Column, ...]] = {
    ImportKind.REGISTER: REGISTER,
    ImportKind.COURSES: COURSES,
    ImportKind.CERTIFICATES: CERTIFICATES,
}
NAMED_BY = {"full_name": ("surname", "given_name", "patronymic")}
EXACT, BEGINS, HOLDS = 3, 2, 1


def columns_by_code(kind: ImportKind) -> dict[str, Column]:
    """The columns of a kind of import by their codes."""
    return {column.code: column for column in COLUMNS[kind]}


def guessed(kind: ImportKind, headings: Sequence[str]) -> dict[int, str]:
    """Which column of the file (counted from 0) tells what, as far as headings say: the surest first, nothing twice."""
    found: list[tuple[int, int, int, str]] = []
    for place, heading in enumerate(headings):
        words_of = folded(heading)
        for column in COLUMNS[kind] if words_of else ():
            score, length = max((_likeness(words_of, known), len(known)) for known in column.folded)
            if score:
                found.append((-score, -length, place, column.code))
    columns: dict[int, str] = {}
    for _score, _length, place, code in sorted(found):
        if place not in columns and code not in columns.values():
            columns[place] = code
    if "full_name" in columns.values() and "surname" in columns.values():  # «Ф.И.О.» above, its parts below
        columns = {place: code for place, code in columns.items() if code != "full_name"}
    return columns


def _likeness(heading: str, known: str) -> int:
    if heading == known:
        return EXACT
    padded = f" {heading} "
    if padded.startswith(f" {known} "):
        return BEGINS
    return HOLDS if f" {known} " in padded else 0


def missing(kind: ImportKind, columns: Mapping[int, str], given: Mapping[str, str]) -> list[Column]:
    """What a file of this kind must tell, and which neither a column nor the whole file says."""
    told = {*columns.values(), *(name for name, value in given.items() if value)}
    for whole, parts in NAMED_BY.items():
        told |= set(parts) if whole in told else set()
    if "given_name" in told:
        told.add("surname")  # who has a single name has a given name
    return [column for column in COLUMNS[kind] if column.needed and column.code not in told]
