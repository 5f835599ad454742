"""What hints that people are close: the surname of one family, one village, one organisation. Pure, and hints alone.

Spelling is folded as in `core.names`, so Меновное, Menovnoye and «Меновное ауылы» meet.
"""

import re
from collections.abc import Iterator

from mediation_cms.core.names import DOUBLED, fold

SHORTEST_STEM = 3
LONGEST_PLACE = 3
"""Words in the name of a village."""


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


WORDS = re.compile(r"\w+")
LETTERS = re.compile(r"[^\W\d_]+")
# As they read when they are folded: Серікұлы, Серікқызы, Сериков, Серикова have one stem. The longest first.
ENDING = re.compile(rf"(?<=\w{{{SHORTEST_STEM}}})(?:улы|кызы|уулу|ская|ский|цкая|цкий|ова|ева|ина|ов|ев|ин)$")
# Words that say what a place is, and words of a street: a street is named after a village as often as not.
OF_A_PLACE = _folded(
    "ауылы ауыл аулы аул а село селосы с кенті кент посёлок пос п станциясы станция ст разъезі разъезд қаласы қала город г "
    "ауылдық селолық сельский округі округ округа ауданы аудан район облысы облыс область"
)
OF_A_STREET = _folded(
    "көшесі көше көш улица ул даңғылы даңғыл проспект пр тұйығы тұйық тупик переулок пер шағынауданы микрорайон мкр"
)
# Legal forms of organisations: a school is the same one with and without its «КММ».
LEGAL_FORMS = _folded("жшс тоо ао ақ жк ип кмм кгу гу мм гкп гккп кмкк мкк рмк ргп кх шқ юл збд оо қб")


def surname_stem(surname: str) -> str:
    """What a surname and those of the other sex and of the other language have in common; empty for none.

    Ахметов, Ахметова and Ахметұлы are one; Ким and Ли are what they are.
    """
    folded = DOUBLED.sub(r"\1", "".join(LETTERS.findall(fold(surname))))
    return ENDING.sub("", folded).removesuffix("й") if len(folded) > SHORTEST_STEM else folded


def place_key(name: str) -> str:
    """What a village is found by: its own name, folded, without the word for a village."""
    words = LETTERS.findall(fold(name))
    return " ".join([word for word in words if word not in OF_A_PLACE] or words)


def places_in(address: str) -> frozenset[str]:
    """The keys of every village that an address may name; streets are left out."""
    return frozenset(key for part in re.split(r"[,;\n]", address) for key in _places(part))


def _places(part: str) -> Iterator[str]:
    words = LETTERS.findall(fold(part))
    if OF_A_STREET & set(words) and not OF_A_PLACE & set(words):
        return
    own = [word for word in words if word not in OF_A_PLACE | OF_A_STREET]
    for start in range(len(own)):
        for end in range(start + 1, min(start + LONGEST_PLACE, len(own)) + 1):
            yield " ".join(own[start:end])


def organisation_key(name: str) -> str:
    """What an organisation is found by: its words, folded, without quotation marks and legal form; the order stays."""
    words = WORDS.findall(fold(name))
    return " ".join([word for word in words if word not in LEGAL_FORMS] or words)
