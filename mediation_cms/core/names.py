"""Text and names as people type them: cleaned, shown in full and in short, put in order, and found in any spelling."""

import re
import unicodedata

from mediation_cms.core.i18n import _
from mediation_cms.core.parsing import Unreadable

# Left behind by copying from a text program: soft hyphen, zero-width space, word joiner, byte order mark. Nobody typed them.
LEFTOVERS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters by name, empty to the eye
ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
FOLDED = str.maketrans("әғқңөұүһіёэ", "агкноуухиее", "ьъ")
# Names typed in Latin letters, as passports, the alphabet of 2021 and habit spell them; the longest first.
LATIN = {
    "shch": "щ", "sch": "щ",
    "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "gh": "г", "ts": "ц", "ss": "с", "ck": "к",
    "ya": "я", "yu": "ю", "yo": "е", "ye": "е", "ia": "ия",
    "a": "а", "ä": "а", "á": "а", "b": "б", "c": "к", "ç": "ч", "d": "д", "e": "е", "f": "ф", "g": "г", "ğ": "г",
    "ǵ": "г", "h": "х", "i": "и", "ı": "ы", "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "ñ": "н", "ń": "н",
    "o": "о", "ö": "о", "ó": "о", "p": "п", "q": "к", "r": "р", "s": "с", "ş": "ш", "t": "т", "u": "у", "ū": "у",
    "ü": "у", "ú": "у", "v": "в", "w": "у", "x": "кс", "y": "ы", "ý": "у", "z": "з",
}  # fmt: skip
LATIN_RUN = re.compile("|".join(sorted(LATIN, key=len, reverse=True)))
# Aigul, Aygul, Sergey; but Aliya and Maria; Aiym; Dmitriy.
GLIDE = re.compile(r"(?<=[aeouäöüū])i(?![aeou])|(?<=[aeouäöüū])y(?![aeou])|(?<=i)y\b")
LETTERS = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]+|\d+")
PATRONYMIC = re.compile(r"(?<=\w{3})(?:улы|кызы|ович|евич|ична|овна|евна|ич)$")
DOUBLED = re.compile(r"(\w)\1+")
MIXED = re.compile(r"[а-яёәғқңөұүһі][a-z]|[a-z][а-яёәғқңөұүһі]", re.IGNORECASE)


# --- cleaning ----------------------------------------------------------------------------------------------------------


def clean_line(text: str) -> str:
    """One line: NFC, spaces of every kind as one, none at the ends. Raises Unreadable on invisible characters."""
    return " ".join(_visible(text).split())


def clean_words(text: str) -> str:
    """Several lines: each cleaned as one line, one empty line between paragraphs. Raises Unreadable likewise."""
    lines = [clean_line(line) for line in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def clean_name(text: str) -> str:
    """One line, each word in one script. Raises Unreadable where a word mixes Cyrillic and Latin letters."""
    name = clean_line(text)
    if MIXED.search(name):
        raise Unreadable(_("The name mixes Cyrillic and Latin letters. Type it in Cyrillic."))
    return name


def _visible(text: str) -> str:
    """The text in NFC without leftovers. What a reader cannot see may not be stored: control and direction characters."""
    shown = unicodedata.normalize("NFC", text.translate(LEFTOVERS))
    if not (shown.isprintable() and BLANKS.isdisjoint(shown)) and any(map(_is_hidden, shown)):
        raise Unreadable(_("The text has invisible characters. Type it again."))
    return shown


def _is_hidden(letter: str) -> bool:
    return letter in BLANKS or (
        letter not in "\t\n\r" and unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


# --- showing -----------------------------------------------------------------------------------------------------------


def full_name(surname: str, given: str, patronymic: str = "") -> str:
    """«Төлегенов Қайрат Мұхаметжанұлы»; whatever part is empty is left out, since one name may be the only one."""
    return " ".join(part for part in (surname, given, patronymic) if part)


def parts_of(name: str) -> dict[str, str]:
    """The parts of a name written in one field, the surname first as in documents; a single word is a given name."""
    words = name.split()
    if len(words) <= 1:
        return {"given_name": name.strip()}
    return {"surname": words[0], "given_name": words[1], "patronymic": " ".join(words[2:])}


# --- ordering and finding ----------------------------------------------------------------------------------------------


def sort_key(text: str) -> str:
    """A key that orders as the Kazakh alphabet does when compared letter by letter, as databases compare (C, BINARY).

    Other signs come first, then Cyrillic, then Latin; capitals as small letters.
    """
    return unicodedata.normalize("NFC", text).casefold().translate(PLACES)


PLACES = {ord(letter): chr(0x100 + place) for place, letter in enumerate(ALPHABET)} | {
    ord(letter): chr(0x180 + place) for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")
}


def fold(text: str) -> str:
    """The text as it is searched: small letters, one spelling of each sound, Latin as Cyrillic. Folding twice is once.

    People type without a Kazakh layout and from passports: Қасым, Касым, Kasym and Qasym are one.
    """
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).replace("i\u0307", "i")
    cyrillic = LATIN_RUN.sub(lambda found: LATIN[found.group()], GLIDE.sub("й", small))
    return " ".join(cyrillic.translate(FOLDED).split())


def words(text: str) -> list[str]:
    """The words and numbers of a text as they are searched; no sign stands between them, and none is a Latin letter."""
    return WORD.findall(fold(text))


def search_key(name: str) -> str:
    """What a name is found by: its folded words in one order, without endings of patronymics and doubled letters.

    «Қасым Ерлан Маратұлы», «Ерлан Маратович Касым» and "Kassym Yerlan Maratovich" have one key.
    """
    return " ".join(sorted(map(stem, LETTERS.findall(fold(name)))))


def stem(word: str) -> str:
    """A folded word of a name without the ending of a patronymic and without doubled letters."""
    return undoubled(PATRONYMIC.sub("", word))


def undoubled(word: str) -> str:
    """A folded word with each letter once where it stood twice: Кассым, Касым."""
    return DOUBLED.sub(r"\1", word)
