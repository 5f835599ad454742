"""What may stand in braces in a clause of the library: a closed list. Pure: no database.

Kazakh and Russian endings cannot be glued to a value, so a placeholder stands where a name in its first form fits: «{due}
күнінен кешіктірмей», «не позднее {due}», «Алушы: {creditor}».
"""

import re
from collections.abc import Mapping

from mediation_cms.core.i18n import Text, Words, _

PLACEHOLDERS: dict[str, tuple[Text, Words]] = {
    "debtor": (_("who performs it"), Words("Ахметов Серік Маратұлы", "Ахметов Серик Маратович")),
    "creditor": (_("to whom it is due"), Words("Ким Виктор Сергеевич", "Ким Виктор Сергеевич")),
    "amount": (_("the sum, with its currency"), Words("120 000 теңге", "120 000 тенге")),
    "due": (_("the day by which it is done"), Words("2027 жылғы 15 наурыз", "15 марта 2027 года")),
    "proof": (_("how it is proved"), Words("қолхат", "расписка")),
    "place": (_("where: an address, a plot, a flat"), Words("Абай көшесі, 10-үй", "улица Абая, дом 10")),
    "thing": (_("which thing"), Words("шаңсорғыш", "пылесос")),
    "child": (_("the child"), Words("Айлин, 2018 жылы туған", "Айлин, 2018 года рождения")),
    "parts": (_("how many parts"), Words("6", "6")),
}
"""What each means, and a sample for a preview. Sums and days are written in figures and words as papers have them."""
IN_BRACES = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")


def named(text: str) -> list[str]:
    """What stands in braces in a text, known or not, in the order of the text."""
    return IN_BRACES.findall(text)


def unknown(text: str) -> list[str]:
    """What stands in braces in a text without being in the list."""
    return [name for name in named(text) if name not in PLACEHOLDERS]


def still_open(texts: list[str]) -> list[Text]:
    """What of the list still stands in braces in these texts, in words."""
    names = dict.fromkeys(name for text in texts for name in named(text) if name in PLACEHOLDERS)
    return [PLACEHOLDERS[name][0] for name in names]


def is_broken(text: str) -> bool:
    """Whether a brace stands alone: it was opened and not closed, or the other way round."""
    return bool(BRACE.search(IN_BRACES.sub("", text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known put in. What is not known yet stays in its braces, for whoever writes to see."""
    return IN_BRACES.sub(lambda found: values.get(found[1]) or found[0], text)
