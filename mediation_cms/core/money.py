"""Sums in tenge, in figures."""

from decimal import Decimal

from mediation_cms.core.formats import NBSP, number, rounded
from mediation_cms.core.languages import Language


def money(amount: Decimal, language: Language) -> str:
    """«150 000 ₸», «150 000,50 ₸»; "₸150,000". Tiyn are shown only where there are some. `amount` is in tenge."""
    figure = _figure(amount, language)
    return f"₸{figure}" if language is Language.EN else f"{figure}{NBSP}₸"


def _figure(amount: Decimal, language: Language) -> str:
    exact = rounded(amount, 2)
    return number(int(exact) if exact == int(exact) else exact, language)
