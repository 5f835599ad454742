"""What an observation needs, and what its sheet must not say."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _

_WORD = re.compile(r"\w+(?:-\w+)*")
_STEM = 4


def check_confirmable(*, sides: AbstractSet[str], consenting: AbstractSet[str], undertaken: bool, barred: bool) -> None:
    """Refuse unless every side consents, the trainee undertook to keep silent, and nothing stands between."""
    if barred:
        raise Refused(_("This trainee may not observe this matter. Offer another meeting."))
    if not sides or not sides <= consenting:
        raise Refused(_("Not every side has consented yet. Ask each of them and note the answer first."))
    if not undertaken:
        raise Refused(_("The trainee has not yet undertaken to keep confidentiality. Ask for the signature first."))


def named_in(text: str, surnames: Iterable[str]) -> list[str]:
    """The surnames that stand in the text, also declined: a word that begins as the surname does without its last letters."""
    words = [word.casefold() for word in _WORD.findall(text)]
    stems = {surname: _stem(surname.casefold()) for surname in surnames if surname.strip()}
    return [surname for surname, stem in stems.items() if any(word.startswith(stem) for word in words)]


def check_names_nobody(text: str, surnames: Iterable[str]) -> None:
    """Refuse a sheet that names a party."""
    if named_in(text, surnames):
        raise Refused(_("The sheet names a party. Write “one side” and “the other side” instead."))


def _stem(surname: str) -> str:
    """The surname without its ending, where enough is left to know it by."""
    return surname[:-1] if len(surname) > _STEM and surname[-1] in "аяйь" else surname
