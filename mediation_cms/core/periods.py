"""Halves, quarters, months and years as they are said in headings and in sentences (phrasebook, sections 11 and 16.3).

Each comes in two forms: its name («первое полугодие 2022 года») and the phrase that opens a sentence of a report
(«за 1 полугодие 2022 года», «2022 жылдың бірінші жартыжылдығында»).
"""

from mediation_cms.core.dates import MONTHS
from mediation_cms.core.kazakh import Case, inflected
from mediation_cms.core.languages import Language

ROMAN = ("I", "II", "III", "IV")
KAZAKH_ORDINALS = ("бірінші", "екінші")
RUSSIAN_ORDINALS = ("первое", "второе")
ENGLISH_ORDINALS = ("first", "second", "third", "fourth")


def half_year(year: int, half: int, language: Language) -> str:
    """«2022 жылдың бірінші жартыжылдығы», «первое полугодие 2022 года», "first half of 2022"; `half` is 1 or 2."""
    match language:
        case Language.KK:
            return f"{year} жылдың {KAZAKH_ORDINALS[half - 1]} жартыжылдығы"
        case Language.RU:
            return f"{RUSSIAN_ORDINALS[half - 1]} полугодие {year} года"
        case Language.EN:
            return f"{ENGLISH_ORDINALS[half - 1]} half of {year}"


def in_half_year(year: int, half: int, language: Language) -> str:
    """«…бірінші жартыжылдығында», «за 1 полугодие 2022 года», "in the first half of 2022"."""
    match language:
        case Language.KK:
            return inflected(half_year(year, half, language), Case.IN, possessed=True)
        case Language.RU:
            return f"за {half} полугодие {year} года"
        case Language.EN:
            return f"in the {half_year(year, half, language)}"


def quarter(year: int, number: int, language: Language) -> str:
    """«2022 жылдың I тоқсаны», «I квартал 2022 года», "first quarter of 2022"; `number` is 1 to 4."""
    match language:
        case Language.KK:
            return f"{year} жылдың {ROMAN[number - 1]} тоқсаны"
        case Language.RU:
            return f"{ROMAN[number - 1]} квартал {year} года"
        case Language.EN:
            return f"{ENGLISH_ORDINALS[number - 1]} quarter of {year}"


def in_quarter(year: int, number: int, language: Language) -> str:
    """«2022 жылдың I тоқсанында», «за I квартал 2022 года», "in the first quarter of 2022"."""
    match language:
        case Language.KK:
            return inflected(quarter(year, number, language), Case.IN, possessed=True)
        case Language.RU:
            return f"за {quarter(year, number, language)}"
        case Language.EN:
            return f"in the {quarter(year, number, language)}"


def month_of_year(year: int, month: int, language: Language) -> str:
    """«2022 жылғы маусым», «июнь 2022 года», "June 2022"; `month` is 1 to 12."""
    kazakh, _, russian, _, english = MONTHS[month - 1]
    match language:
        case Language.KK:
            return f"{year} жылғы {kazakh}"
        case Language.RU:
            return f"{russian} {year} года"
        case Language.EN:
            return f"{english} {year}"


def in_month(year: int, month: int, language: Language) -> str:
    """«2022 жылғы маусымда», «в июне 2022 года», "in June 2022"."""
    kazakh, _, _, russian, english = MONTHS[month - 1]
    match language:
        case Language.KK:
            return f"{year} жылғы {inflected(kazakh, Case.IN)}"
        case Language.RU:
            return f"в {russian} {year} года"
        case Language.EN:
            return f"in {english} {year}"


def whole_year(year: int, language: Language) -> str:
    """«2022 жыл», «2022 год», "2022"."""
    return {Language.KK: f"{year} жыл", Language.RU: f"{year} год", Language.EN: str(year)}[language]


def in_year(year: int, language: Language) -> str:
    """«2022 жылы», «за 2022 год», "in 2022"."""
    return {Language.KK: f"{year} жылы", Language.RU: f"за {year} год", Language.EN: f"in {year}"}[language]
