"""Sums in tenge as papers state them, in figures and in words. Pages need no words, and start without fifty languages of them."""

from decimal import Decimal

from num2words import num2words

from mediation_cms.core.formats import NBSP, number, rounded
from mediation_cms.core.languages import Language
from mediation_cms.core.russian import form

SPEECH = {Language.KK: "kz", Language.RU: "ru", Language.EN: "en"}
TENGE = {Language.KK: "теңге", Language.RU: "тенге", Language.EN: "tenge"}
TIYN_IN_A_TENGE = 100


def money_in_words(amount: Decimal, language: Language) -> str:
    """«150 000 (жүз елу мың) теңге», «150 000 (сто пятьдесят тысяч) тенге 50 тиынов»: as papers state a sum. In tenge."""
    whole, tiyn = divmod(int(rounded(amount, 2) * TIYN_IN_A_TENGE), TIYN_IN_A_TENGE)
    words = num2words(whole, lang=SPEECH[language])
    said = f"{number(whole, language)} ({words}){NBSP}{TENGE[language]}"
    return f"{said} {_tiyn(tiyn, language)}" if tiyn else said


def _tiyn(count: int, language: Language) -> str:
    match language:
        case Language.KK:
            return f"{count} тиын"
        case Language.RU:
            return f"{count} {form(count, 'тиын', 'тиына', 'тиынов')}"
        case Language.EN:
            return f"{count} tiyn"
