"""Reading what people type: days and sums, in every way they write them."""

import re
from datetime import date
from decimal import Decimal

from mediation_cms.core.i18n import Text, _

DAY_FIRST = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})[-.]([0-9]{1,2})[-.]([0-9]{1,2})")  # what a browser's date field sends
# Nobody in our papers was born before, nothing falls due after: 0202 and 9999 are slips of the finger.
OLDEST, LATEST = 1900, 2200
# Spaces of every width part thousands; tiyn stand after a comma or a point.
AMOUNT = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,]([0-9]{1,2}))?")
# English commas part thousands where nobody can take one for the comma before tiyn: ₸1,500 or 1,500,000 or 1,500.00, not 1,500.
ENGLISH_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?")
AMBIGUOUS = re.compile(r"[0-9]{1,3},[0-9]{3}")
CURRENCY = re.compile(r"₸|теңге|тенге|тг\.?|kzt|tenge", re.IGNORECASE)
LARGEST = Decimal("999999999999.99")


class Unreadable(ValueError):
    """What was typed cannot be taken as it stands. `sentence` says beside the field what is wrong and what to do."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def parse_day(text: str) -> date:
    """21.11.2026, 21/11/2026, 21-11-2026 or 2026-11-21; a year of two digits is nobody's guess. Raises Unreadable."""
    typed = "".join(text.split())
    if found := DAY_FIRST.fullmatch(typed):
        day, month, year = map(int, found.groups())
    elif found := YEAR_FIRST.fullmatch(typed):
        year, month, day = map(int, found.groups())
    else:
        raise Unreadable(_no_such_date())
    if not OLDEST <= year <= LATEST:
        raise Unreadable(_("The year lies between %(min)s and %(max)s. Check it.", min=str(OLDEST), max=str(LATEST)))
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(_no_such_date()) from None


def parse_amount(text: str) -> Decimal:
    """A sum in tenge: «150 000 ₸», «150000», «150 000,50 теңге», "₸150,000.50". Never below zero. Raises Unreadable."""
    typed = " ".join(CURRENCY.sub(" ", text).split())
    found = AMOUNT.fullmatch(typed) or ENGLISH_AMOUNT.fullmatch(typed)
    if found is None or (AMBIGUOUS.fullmatch(typed) and not text.strip().startswith("₸")):
        raise Unreadable(_("This is not a sum. Type it in figures, for example 150 000 or 150 000,50."))
    whole, tiyn = found.groups()
    amount = Decimal(f"{re.sub(r'[ ,]', '', whole)}.{tiyn or 0}")
    if amount > LARGEST:
        raise Unreadable(_("This sum is too large. Check the number of zeros."))
    return amount


def _no_such_date() -> Text:
    return _("There is no such date. Use day.month.year, for example 21.11.2026.")
