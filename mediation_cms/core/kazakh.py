"""Kazakh endings, by the vowel and the last letter of the word (phrasebook, section 2.1).

After a number the noun is singular and takes the ending itself: «30 күнге», «17 кабинетте». Only where no noun follows
does the figure take one, by the way it is read: «16-дан астам», «560 өтініштің 159-ы».
"""

from decimal import Decimal
from enum import StrEnum


class Case(StrEnum):
    """What the ending says. The value is its form after a back vowel and a sonorant, as grammars name it."""

    OF = "ның"
    TO = "ға"
    OBJECT = "ны"
    IN = "да"
    FROM = "дан"


BACK = "аоұыяёю"
FRONT = "әөүіеэиь"
VOWELS = "аәоөұүыіеэяё"  # у, и and ю end in a glide and take the endings of a consonant
VOICELESS = "кқпстфхһцчшщбвгд"  # б, в, г, д end loan-words only and are spoken voiceless
NASAL = "мнң"
# -су (water) keeps its back vowel behind a front one, and қонай hers before a Russian -ев.
BACK_ALTHOUGH_FRONT = ("жетісу", "көксу", "қонаев")
ENDINGS = {
    Case.OF: {
        "vowel": "ның/нің",
        "nasal": "ның/нің",
        "sonorant": "дың/дің",
        "voiceless": "тың/тің",
        "possessed": "ның/нің",
    },
    Case.TO: {"vowel": "ға/ге", "nasal": "ға/ге", "sonorant": "ға/ге", "voiceless": "қа/ке", "possessed": "на/не"},
    Case.OBJECT: {"vowel": "ны/ні", "nasal": "ды/ді", "sonorant": "ды/ді", "voiceless": "ты/ті", "possessed": "н/н"},
    Case.IN: {"vowel": "да/де", "nasal": "да/де", "sonorant": "да/де", "voiceless": "та/те", "possessed": "нда/нде"},
    Case.FROM: {
        "vowel": "дан/ден",
        "nasal": "нан/нен",
        "sonorant": "дан/ден",
        "voiceless": "тан/тен",
        "possessed": "нан/нен",
    },
}
UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
THOUSANDS = ("", "мың", "миллион", "миллиард", "триллион")
TOGETHER = {2: "еуі", 3: "еуі", 4: "еуі", 5: "еуі", 6: "ауы", 7: "еуі"}


def ending(word: str, case: Case, *, possessed: bool = False) -> str:
    """The ending that the word takes: ending("қазан", Case.FROM) is «нан». Proper names take theirs through a common noun.

    `possessed`: the word already ends in -ы/-і/-сы/-сі of possession («облысы», «күні»), which no machine can tell
    from «Алматы».
    """
    back, front = ENDINGS[case]["possessed" if possessed else _sound(word)].split("/")
    return back if _is_back(word) else front


def inflected(word: str, case: Case, *, possessed: bool = False) -> str:
    """The word with its ending: inflected("облысы", Case.IN, possessed=True) is «облысында»."""
    return word + ending(word, case, possessed=possessed)


def joined_by_and(first: str, second: str) -> str:
    """Two words with the «мен» that fits the first: «қаңтар мен маусым», «тамыз бен қараша», «сот пен полиция»."""
    last = first[-1].lower()
    joint = "бен" if last in "зж" else "пен" if last in VOICELESS else "мен"
    return f"{first} {joint} {second}"


def last_word(value: int | Decimal) -> str:
    """The word in which the number ends when it is read: 560 алпыс, 1 294 төрт, 10 000 мың, 252.5 бес."""
    fraction = f"{abs(Decimal(value)):f}".partition(".")[2]
    rest = int(fraction.rstrip("0") or "0") or int(abs(Decimal(value)))
    if rest == 0:
        return UNITS[0]
    power = 0
    while rest % 1000 == 0:
        rest, power = rest // 1000, power + 1
    if power:
        return THOUSANDS[power]
    if rest % 10:
        return UNITS[rest % 10]
    return TENS[rest // 10 % 10] or "жүз"


def inflected_number(value: int | Decimal, figure: str, case: Case) -> str:
    """The figure with the ending of the number: (16, "16", Case.FROM) is «16-дан». `figure` is the number as printed."""
    return f"{figure}-{ending(last_word(value), case)}"


def so_many_of_them(value: int, figure: str) -> str:
    """«159-ы», «20-сы»: so many of those just named. Of none one says «жоқ»: ValueError for 0."""
    if value == 0:
        raise ValueError("of none of them Kazakh says «жоқ»")
    if value in TOGETHER:
        return f"{figure}-{TOGETHER[value]}"
    word = last_word(value)
    back, front = ("сы", "сі") if word[-1] in VOWELS else ("ы", "і")
    return f"{figure}-{back if _is_back(word) else front}"


def _is_back(word: str) -> bool:
    """Whether the last syllable is said at the back of the mouth. «у» follows the vowel before it."""
    if word.lower().endswith(BACK_ALTHOUGH_FRONT):
        return True
    for letter in reversed(word.lower()):
        if letter in BACK:
            return True
        if letter in FRONT:
            return False
    return True


def _sound(word: str) -> str:
    last = word.lower().rstrip("ъь")[-1:]
    if last in VOWELS:
        return "vowel"
    if last in NASAL:
        return "nasal"
    return "voiceless" if last in VOICELESS else "sonorant"
