"""What can be known of a person's or an organisation's numbers and addresses from themselves alone.

IIN and BIN: Government Decree of 11 June 2003 No. 565; 12 digits, the last one checks the others in up to two passes.
Everything here raises Unreadable with a sentence for beside the field.
"""

import re
from collections.abc import Callable
from datetime import date

import phonenumbers

from mediation_cms.core.i18n import Labelled, Text, _
from mediation_cms.core.parsing import Unreadable
from mediation_cms.law.rules import age_on

OLDEST = 120
"""Years. One human being is known to have lived longer; whoever seems to is a slip of the pen: 1850 for 1950."""
LENGTH = 12
MODULUS = 11
NOT_ISSUABLE = 10
FIRST_PASS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND_PASS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
# By the seventh digit. 0 stands there for some foreigners: neither the century nor the sex can be told.
CENTURIES = {"0": (1900, 2000), "1": (1800,), "2": (1800,), "3": (1900,), "4": (1900,), "5": (2000,), "6": (2000,)}
BIN_KINDS = (
    "456"  # resident legal entity, non-resident, joint sole proprietorship; the sixth digit is left to the registrar
)
MONTHS = 12

LONGEST_EMAIL = 254  # RFC 5321
EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]")
PUNCTUATION = re.compile(r"[ ()-]")
KAZAKHSTAN = re.compile(r"\+77[0-9]{9}")  # new networks are at work before lists of them are
# In Kazakhstan the code of a town has four figures (7232), of Almaty (727) and of a mobile network three.
TOWN = re.compile(r"\+7(7(?!27)[12]\d\d)(\d\d)(\d\d)(\d\d)")
MOBILE = re.compile(r"\+7(\d{3})(\d{3})(\d\d)(\d\d)")

NO_SUCH_BIRTH = _("There is no such birth date in an IIN. Compare with the card.")


class Sex(Labelled, context="sex"):
    """As the seventh digit of an IIN tells it."""

    MALE = "male", "male"
    FEMALE = "female", "female"


# --- IIN and BIN -------------------------------------------------------------------------------------------------------


def check_digit(first_eleven: str) -> int | None:
    """The twelfth digit. None where both passes give 10: a number that begins so is never issued."""
    for weights in (FIRST_PASS, SECOND_PASS):
        rest = sum(int(digit) * weight for digit, weight in zip(first_eleven, weights, strict=True)) % MODULUS
        if rest != NOT_ISSUABLE:
            return rest
    return None


def checked_iin(text: str) -> str:
    """The twelve digits of an IIN: typed with or without spaces, the check digit right, the birth date a real one."""
    digits = _digits(text, _wrong_length_of_iin)
    if check_digit(digits[:-1]) != int(digits[-1]):
        raise Unreadable(_("The check digit does not match. One digit may be wrong: compare with the card."))
    if not any(_date(century, digits) for century in _centuries(digits)):
        raise Unreadable(NO_SUCH_BIRTH)
    return digits


def checked_bin(text: str) -> str:
    """The twelve digits of a BIN: typed with or without spaces, the check digit and the kind of organisation right."""
    digits = _digits(text, _wrong_length_of_bin)
    if check_digit(digits[:-1]) != int(digits[-1]):
        raise Unreadable(_("The BIN check digit does not match. Compare with the registration paper."))
    if digits[4] not in BIN_KINDS or not 1 <= int(digits[2:4]) <= MONTHS:
        raise Unreadable(_("This is not the BIN of an organisation. Compare with the registration paper."))
    return digits


def born_on_of(iin: str) -> date | None:
    """The birth date that an IIN holds; None for the foreigners whose IIN does not tell the century."""
    century, *others = _centuries(iin)
    return None if others else _date(century, iin)


def sex_of(iin: str) -> Sex | None:
    """The sex that an IIN holds; None for the foreigners whose IIN does not."""
    return {"0": None, "1": Sex.MALE, "3": Sex.MALE, "5": Sex.MALE}.get(iin[6], Sex.FEMALE)


def check_birth_date(iin: str, born_on: date) -> None:
    """Raise Unreadable where the IIN holds another birth date than the one given."""
    if born_on not in [_date(century, iin) for century in _centuries(iin)]:
        raise Unreadable(_("The birth date in the IIN differs from the one given. Check both."))


def may_live(born_on: date, on: date) -> bool:
    """Whether somebody who was born on the one day can be alive on the other."""
    return 0 <= age_on(born_on, on) <= OLDEST


def masked(number: str) -> str:
    """An IIN or BIN as lists show it: «0002•••••008»."""
    return f"{number[:4]}{'•' * (len(number) - 7)}{number[-3:]}"


def _digits(text: str, wrong_length: Callable[[int], Text]) -> str:
    """The twelve digits typed, without the spaces and hyphens between them."""
    typed = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(rf"[0-9]{{{LENGTH}}}", typed):
        raise Unreadable(wrong_length(len(re.findall(r"[0-9]", typed))))
    return typed


def _wrong_length_of_iin(digits: int) -> Text:
    return _("An IIN has 12 digits, this has %(n)s. Check the identity card.", n=digits)


def _wrong_length_of_bin(digits: int) -> Text:
    return _("A BIN has 12 digits, this has %(n)s. Check the registration paper.", n=digits)


def _centuries(iin: str) -> tuple[int, ...]:
    return CENTURIES.get(iin[6], ())


def _date(century: int, iin: str) -> date | None:
    try:
        return date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))
    except ValueError:
        return None


# --- phone and e-mail --------------------------------------------------------------------------------------------------


def normalise_phone(text: str, region: str = "KZ") -> str:
    """The number as E.164 (+77232000000), from any country's way of writing; a number without a country is of `region`."""
    typed = PUNCTUATION.sub("", text)
    if KAZAKHSTAN.fullmatch(typed):
        return typed
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise Unreadable(_("The number is incomplete. Type +7 and 10 digits.")) from None
    if number.extension:
        raise Unreadable(_("Type the number without its extension and write the extension into the note."))
    if not phonenumbers.is_possible_number(number):
        raise Unreadable(_("The number is incomplete. Type +7 and 10 digits."))
    e164: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not (phonenumbers.is_valid_number(number) or KAZAKHSTAN.fullmatch(e164)):
        raise Unreadable(_("There is no such number. Check the code of the town or network."))
    return e164


def shown_phone(e164: str) -> str:
    """A stored number as people read it: +7 (7232) 00-00-00, +7 (701) 123-45-67, +998 90 123 45 67."""
    if found := TOWN.fullmatch(e164):
        return "+7 ({}) {}-{}-{}".format(*found.groups())
    if found := MOBILE.fullmatch(e164):
        return "+7 ({}) {}-{}-{}".format(*found.groups())
    shown: str = phonenumbers.format_number(phonenumbers.parse(e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown


def masked_phone(e164: str) -> str:
    """A stored number as it tells people apart without being told to others: «+7 (701) •••-••-67»."""
    shown = shown_phone(e164)
    begins = shown.find(")" if ")" in shown else " ") + 1  # after the code of the network or town, or of the country
    return shown[:begins] + re.sub(r"\d(?=(?:\D*\d){2})", "•", shown[begins:])


def normalise_email(text: str) -> str:
    """The address with its domain in small letters; the part before @ stays as typed. Cyrillic domains are domains."""
    typed = text.strip()
    if len(typed) > LONGEST_EMAIL or not EMAIL.fullmatch(typed):
        raise Unreadable(_("The address lacks @ or a domain, for example name@example.com"))
    name, _at, domain = typed.rpartition("@")
    return f"{name}@{domain.lower()}"
