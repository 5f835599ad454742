"""Marks: what is searched besides words. Each begins with a Latin letter, which no folded word has, so the two never meet.

They stand among the words of what is found by them: in the rows of people and requests, and in the index of the search.
"""

import re

NUMBER, YEAR, REGION, SHORT = "n", "y", "r", "s"
"""The parts of the number of a matter: its place in the year, the year, the code of the region, the short name of the cabinet."""
PHONE, BIN = "t", "b"
CABINET, MEDIATOR, REGISTERED = "c", "m", "g"
"""Where a matter lies, who deals with it, and who stands in a register: no person types these."""
KEY_DIGITS = 12
"""So many last digits of a key tell one from another: they are drawn at random."""
NOT_DIGITS = re.compile(r"\D+")


def of_phone(number: str) -> str:
    """A phone from its end: whoever remembers the last digits finds it. The 8 of calls inside the country is no part of it."""
    digits = NOT_DIGITS.sub("", number)
    if len(digits) == len("87001234567") and digits.startswith("8"):
        digits = digits[1:]
    return f"{PHONE}{digits[::-1]}"


def of_key(mark: str, key: object) -> str:
    """The mark of a row by its key."""
    return f"{mark}{str(key)[-KEY_DIGITS:]}"
