"""The three languages of the product, Kazakh first."""

from enum import StrEnum


class Language(StrEnum):
    """A language of screens, mail and papers. The value is the ISO 639-1 code, as in `?lang=` and in HTML."""

    KK = "kk"
    RU = "ru"
    EN = "en"
