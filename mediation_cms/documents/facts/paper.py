"""What every paper says: in which languages, whose letterhead, who the people are."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language

LANGUAGES = ((Language.KK,), (Language.RU,), (Language.KK, Language.RU))
"""Papers exist in Kazakh, in Russian, and in both side by side; English is a language of the screen."""


def same(text: str) -> Words:
    """What reads alike in both languages: the name of a person, a number of a register."""
    return Words(text, text)


def as_written(kk: str, ru: str) -> Words:
    """What people wrote down in one language or in both; where one is missing the other stands for it, unchanged."""
    return Words(kk or ru, ru or kk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cabinet:
    """The house on the letterhead, under its names of the day the paper is made."""

    name: Words
    house: Words
    """Whose cabinet it is: «Достық үйі», a mediators' organisation, an akim's office."""
    address: Words
    phone: str
    place: Words
    """Where papers are drawn up: «Өскемен қаласы» / «город Усть-Каменогорск»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What stands on every paper. The facts of each kind add their own, their `kind` and their `template`."""

    template: ClassVar[str]
    """The file in `pdf_templates/` that prints these facts."""

    number: str
    """`63-OSK-2022-000123-A1`; the receipt carries the number of the request itself."""
    languages: tuple[Language, ...]
    """One of `LANGUAGES`."""
    cabinet: Cabinet
    made_on: date
    """The local date that the paper bears."""
    verification_url: str = ""
    """Without a language: the QR adds that of the paper. Known, like the code and the mark of the demo, when it is printed."""
    verification_code: str = ""
    demo: bool = False
    """Marks each page «үлгі / образец»."""
    draft: bool = False
    """Marks each page «жоба / проект»: the words wait for a lawyer or for the sides."""

    def __post_init__(self) -> None:
        if self.languages not in LANGUAGES:
            raise ValueError(f"a paper is made in one of {LANGUAGES}, not in {self.languages}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """Who speaks for a party, and by what power (art. 21, clause 2)."""

    name: str
    capacity: Literal["attorney", "parent", "guardian", "head"]
    position: Words | None = None
    document_no: str = ""
    document_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party with its requisites (art. 21, clauses 2 and 9)."""

    number: int
    """«2-тарап», in every paper of the matter, also where only some of the sides sign."""
    name: Words
    id_kind: Literal["iin", "bin", "document"]
    id_number: str
    """Whole, as the law asks of a contract."""
    document: Words | None = None
    """The kind of document where there is no IIN: «туу туралы куәлік» / «свидетельство о рождении»."""
    address: Words
    phone: str = ""
    email: str = ""
    representatives: tuple[Representative, ...] = ()
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs for a side: the side itself, or whoever speaks for it."""

    side: int
    name: Words
    stands_for: Words | None = None
    """The name of the side, where a representative signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """The mediator whom the sides chose, under the label and in the register of that day."""

    name: str
    status: Words
    """«қоғамдық медиатор» / «общественный медиатор»: labels are dated, so the facts bring the right one."""
    register: Words
    register_no: str
    certificate_no: str = ""
    certificate_on: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceedings:
    """The court or body that sent the sides to mediation and waits for its outcome (art. 23, 24)."""

    body: Words
    case_number: str
    criminal: bool = False
