"""Dates and times as people say them (phrasebook, section 11): one function makes each phrase, pages only insert it.

Every date is a local calendar date, every instant is aware and shown on the wall clock of Kazakhstan. The month and day
names are ours: browsers know no Kazakh, and Babel puts the Kazakh weekday last. `year=False` drops the year where it is
already clear; with two years in one phrase both are said.
"""

from datetime import date, datetime, time
from functools import lru_cache

from mediation_cms.core.clock import local
from mediation_cms.core.formats import EN_DASH
from mediation_cms.core.kazakh import Case, inflected, joined_by_and
from mediation_cms.core.languages import Language

# One row a month: Kazakh, Russian beside a day, Russian alone, Russian after «в», English.
MONTHS = (
    ("қаңтар", "января", "январь", "январе", "January"),
    ("ақпан", "февраля", "февраль", "феврале", "February"),
    ("наурыз", "марта", "март", "марте", "March"),
    ("сәуір", "апреля", "апрель", "апреле", "April"),
    ("мамыр", "мая", "май", "мае", "May"),
    ("маусым", "июня", "июнь", "июне", "June"),
    ("шілде", "июля", "июль", "июле", "July"),
    ("тамыз", "августа", "август", "августе", "August"),
    ("қыркүйек", "сентября", "сентябрь", "сентябре", "September"),
    ("қазан", "октября", "октябрь", "октябре", "October"),
    ("қараша", "ноября", "ноябрь", "ноябре", "November"),
    ("желтоқсан", "декабря", "декабрь", "декабре", "December"),
)
# One row a day of the week, Monday first: Kazakh and its short form, Russian with «в», English.
WEEKDAYS = (
    ("дүйсенбі", "дс", "понедельник", "пн", "в понедельник", "Monday", "Mon"),
    ("сейсенбі", "сс", "вторник", "вт", "во вторник", "Tuesday", "Tue"),
    ("сәрсенбі", "ср", "среда", "ср", "в среду", "Wednesday", "Wed"),
    ("бейсенбі", "бс", "четверг", "чт", "в четверг", "Thursday", "Thu"),
    ("жұма", "жм", "пятница", "пт", "в пятницу", "Friday", "Fri"),
    ("сенбі", "сб", "суббота", "сб", "в субботу", "Saturday", "Sat"),
    ("жексенбі", "жс", "воскресенье", "вс", "в воскресенье", "Sunday", "Sun"),
)
MONTH_BESIDE_A_DAY = {Language.KK: 0, Language.RU: 1, Language.EN: 4}
WEEKDAY = {Language.KK: 0, Language.RU: 2, Language.EN: 5}
SHORT_WEEKDAY = {Language.KK: 1, Language.RU: 3, Language.EN: 6}
WEEKDAY_IN_RUSSIAN_WITH_V = 4
SECOND = 2  # «со второго», the one day before which Russian says «со»
NEAR = {
    Language.KK: {-1: "кеше", 0: "бүгін", 1: "ертең"},
    Language.RU: {-1: "вчера", 0: "сегодня", 1: "завтра"},
    Language.EN: {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
ZONE = {
    Language.KK: "Қазақстан уақыты (UTC+5)",
    Language.RU: "время Казахстана (UTC+5)",
    Language.EN: "Kazakhstan time (UTC+5)",
}
KEPT = 3000
"""Days that a process has put into words: a history says the same few again and again."""

# --- a day -------------------------------------------------------------------------------------------------------------


def day(value: date, language: Language, *, year: bool = True) -> str:
    """«2026 жылғы 21 қараша», «21 ноября 2026 года», "21 November 2026"."""
    return _dated(value, language, month(value, language), year=year)


def short_day(value: date) -> str:
    """«21.11.2026», in every language."""
    return f"{value:%d.%m.}{value.year:04d}"


@lru_cache(KEPT)
def day_and_weekday(value: date, language: Language) -> str:
    """«2026 жылғы 21 қараша, сенбі», «суббота, 21 ноября 2026 года», "Saturday, 21 November 2026"."""
    said, name = day(value, language), weekday(value, language)
    return f"{said}, {name}" if language is Language.KK else f"{name}, {said}"


def on(value: date, language: Language, *, year: bool = True) -> str:
    """«2026 жылғы 3 шілдеде», «3 июля 2026 года», "on 3 July 2026"."""
    match language:
        case Language.KK:
            return _dated(value, language, inflected(month(value, language), Case.IN), year=year)
        case Language.RU:
            return day(value, language, year=year)
        case Language.EN:
            return f"on {day(value, language, year=year)}"


def since(value: date, language: Language, *, year: bool = True) -> str:
    """«2026 жылғы 3 маусымнан бастап», «с 3 июня 2026 года», "from 3 June 2026". The day itself is included."""
    match language:
        case Language.KK:
            return f"{_dated(value, language, inflected(month(value, language), Case.FROM), year=year)} бастап"
        case Language.RU:
            return f"{_s(value)} {day(value, language, year=year)}"
        case Language.EN:
            return f"from {day(value, language, year=year)}"


def until(value: date, language: Language, *, year: bool = True) -> str:
    """The day itself is included, and said so: «до 3 июля 2026 года включительно», "until 3 July 2026 inclusive"."""
    match language:
        case Language.KK:
            return (
                f"{_dated(value, language, inflected(month(value, language), Case.TO), year=year)} дейін (қоса алғанда)"
            )
        case Language.RU:
            return f"до {day(value, language, year=year)} включительно"
        case Language.EN:
            return f"until {day(value, language, year=year)} inclusive"


def as_of(value: date, language: Language) -> str:
    """«2022 жылғы 30 маусымдағы жағдай бойынша», «по состоянию на 30 июня 2022 года», "as of 30 June 2022"."""
    match language:
        case Language.KK:
            ending = "ғы" if inflected(month(value, language), Case.IN)[-1] == "а" else "гі"
            return f"{on(value, language)}{ending} жағдай бойынша"
        case Language.RU:
            return f"по состоянию на {day(value, language)}"
        case Language.EN:
            return f"as of {day(value, language)}"


def between(first: date, last: date, language: Language) -> str:
    """«2022 жылғы 1 қаңтар мен 30 маусым аралығында», «с 1 января по 30 июня 2022 года»; one day alone is `on` it."""
    if first == last:
        return on(first, language)
    one_year = first.year == last.year
    end = day(last, language, year=not (one_year and language is Language.KK))
    if one_year and first.month == last.month:
        start = f"{first.year} жылғы {first.day}" if language is Language.KK else str(first.day)
    else:
        start = day(first, language, year=not one_year or language is Language.KK)
    match language:
        case Language.KK if one_year and first.month == last.month:
            return f"{start}{EN_DASH}{end} аралығында"
        case Language.KK:
            return f"{joined_by_and(start, end)} аралығында"
        case Language.RU:
            return f"{_s(first)} {start} по {end}"
        case Language.EN:
            return f"from {start} to {end}"


def near_day(value: date, today: date, language: Language) -> str:
    """«бүгін», «завтра», "yesterday"; other days by their date, without the year of today."""
    return NEAR[language].get((value - today).days) or day(value, language, year=value.year != today.year)


# --- the clock ---------------------------------------------------------------------------------------------------------


def hour_after(minutes: int) -> str:
    """So many minutes after midnight, «09:30»; 1440 is «24:00»."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def clock_time(value: time) -> str:
    """«14:30», in every language."""
    return f"{value:%H:%M}"


def at(value: time, language: Language) -> str:
    """«сағат 14:30», «в 14:30», "at 14:30"."""
    return f"{({'kk': 'сағат', 'ru': 'в', 'en': 'at'})[language]} {clock_time(value)}"


def span(start: datetime, end: datetime) -> str:
    """«14:30–15:00», on the wall clock of Kazakhstan."""
    return f"{clock_time(local(start).time())}{EN_DASH}{clock_time(local(end).time())}"


def when(instant: datetime, language: Language) -> str:
    """«2026 жылғы 21 қараша, сенбі, сағат 14:30», «суббота, 21 ноября 2026 года, 14:30», on Kazakhstan's wall clock."""
    shown = local(instant)
    hour = at(shown.time(), language) if language is Language.KK else clock_time(shown.time())
    return f"{day_and_weekday(shown.date(), language)}, {hour}"


def short_when(instant: datetime) -> str:
    """«21.11.2026, 14:30», on the wall clock of Kazakhstan, in every language: history lines and tables."""
    shown = local(instant)
    return f"{short_day(shown.date())}, {clock_time(shown.time())}"


# --- names -------------------------------------------------------------------------------------------------------------


def month(value: date, language: Language) -> str:
    """The month as it stands beside a day: «қараша», «ноября», "November"."""
    return MONTHS[value.month - 1][MONTH_BESIDE_A_DAY[language]]


def weekday(value: date, language: Language) -> str:
    """«сенбі», «суббота», "Saturday"."""
    return weekday_called(value.weekday(), language)


def weekday_called(number: int, language: Language) -> str:
    """The name of a day of the week; Monday is 0."""
    return WEEKDAYS[number][WEEKDAY[language]]


def short_weekday(value: date, language: Language) -> str:
    """«сб», «сб», "Sat"."""
    return WEEKDAYS[value.weekday()][SHORT_WEEKDAY[language]]


def on_weekday(value: date, language: Language) -> str:
    """«сенбі күні», «в субботу», "on Saturday"."""
    match language:
        case Language.KK:
            return f"{weekday(value, language)} күні"
        case Language.RU:
            return WEEKDAYS[value.weekday()][WEEKDAY_IN_RUSSIAN_WITH_V]
        case Language.EN:
            return f"on {weekday(value, language)}"


def _dated(value: date, language: Language, month_said: str, *, year: bool) -> str:
    """Day, month as given, and year in the order of the language."""
    if not year:
        return f"{value.day} {month_said}"
    match language:
        case Language.KK:
            return f"{value.year} жылғы {value.day} {month_said}"
        case Language.RU:
            return f"{value.day} {month_said} {value.year} года"
        case Language.EN:
            return f"{value.day} {month_said} {value.year}"


def _s(value: date) -> str:
    """«со 2 июля» (со второго), but «с 3 июля», «с 22 июля»."""
    return "со" if value.day == SECOND else "с"
