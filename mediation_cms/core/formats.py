"""Numbers, shares and sizes as people read them: one place for page, mail and paper.

Thousands are parted by a no-break space from 1 000 up, the decimal mark is a comma; in English a comma and a point.
Years, numbers of papers and IINs are names, not numbers: pass them as text.
"""

from decimal import ROUND_HALF_UP, Decimal

from mediation_cms.core.kazakh import Case, inflected_number
from mediation_cms.core.languages import Language

NBSP = "\N{NO-BREAK SPACE}"
STEP = 1000
EN_DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
SIZES = {
    Language.KK: ("Б", "КБ", "МБ", "ГБ"),
    Language.RU: ("Б", "КБ", "МБ", "ГБ"),
    Language.EN: ("B", "KB", "MB", "GB"),
}


def number(value: int | Decimal, language: Language) -> str:
    """A number in figures: «1 294», «28,4»; "1,294", "28.4". The digits after the mark are shown as given."""
    thousands, mark = (",", ".") if language is Language.EN else (NBSP, ",")
    whole, _, fraction = (
        f"{abs(value):,f}".partition(".") if isinstance(value, Decimal) else (f"{abs(value):,}", "", "")
    )
    shown = whole.replace(",", thousands) + (mark + fraction if fraction else "")
    return MINUS + shown if value < 0 else shown


def rounded(value: Decimal, digits: int) -> Decimal:
    """The value with so many digits after the mark, half away from zero, as in school."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def percent(value: Decimal | int, language: Language, digits: int = 1) -> str:
    """A share already in hundredths: 28.4 is «28,4 %», "28.4%". Shown with at most `digits` digits after the mark."""
    shown = number(_short(rounded(Decimal(value), digits)), language)
    return f"{shown}%" if language is Language.EN else f"{shown}{NBSP}%"


def share(part: int, whole: int, language: Language) -> str:
    """How much of the whole the part is: share(179, 560) is «32 %»; of nothing a dash, since there is no share of it."""
    return EN_DASH if whole == 0 else percent(Decimal(100 * part) / Decimal(whole), language)


def size(octets: int, language: Language) -> str:
    """The size of a file: «2,4 МБ», "2.4 MB"; a thousand to the step, one digit after the mark."""
    shown, step = Decimal(octets), 0
    while rounded(shown, 1) >= STEP and step < len(SIZES[language]) - 1:
        shown, step = shown / STEP, step + 1
    return f"{number(_short(rounded(shown, 1)), language)}{NBSP}{SIZES[language][step]}"


def more_than(value: int | Decimal, language: Language) -> str:
    """«16-дан астам», «более 16», "more than 16". In Russian the noun after it stands in the genitive (context "of")."""
    match language:
        case Language.KK:
            return f"{inflected_number(value, number(value, language), Case.FROM)} астам"
        case Language.RU:
            return f"более {number(value, language)}"
        case Language.EN:
            return f"more than {number(value, language)}"


def fewer_than(value: int, language: Language) -> str:
    """«5-тен аз», «менее 5», "fewer than 5": a figure too small to be published."""
    match language:
        case Language.KK:
            return f"{inflected_number(value, number(value, language), Case.FROM)} аз"
        case Language.RU:
            return f"менее {number(value, language)}"
        case Language.EN:
            return f"fewer than {number(value, language)}"


def about(value: int | Decimal, language: Language) -> str:
    """«шамамен 16», «около 16», "about 16". In Russian the noun after it stands in the genitive (context "of")."""
    return f"{({'kk': 'шамамен', 'ru': 'около', 'en': 'about'})[language]} {number(value, language)}"


def raised(sentence: str) -> str:
    """The sentence with its first letter raised. «в Абайском…» becomes «В Абайском…»; the rest stays."""
    return sentence[:1].upper() + sentence[1:]


def _short(value: Decimal) -> Decimal:
    """Without zeros at the end after the mark: 32.0 is 32, and 30 stays 30."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()
