"""The facts of the papers of a register: by which decision somebody was entered, and what stands there of them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts.paper import PaperFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A decision: its number, its day, whose it is."""

    number: str
    on: date | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOrderFacts(PaperFacts):
    """That somebody is entered in a register, by which decision, on which ground. No IIN: the paper is shown around."""

    template: ClassVar[str] = "registers/order.html"
    kind: Literal["register_order"] = "register_order"
    name: str
    status: Words
    """«қоғамдық медиатор» / «общественный медиатор»: labels are dated, so the facts bring the right one."""
    register: Words
    register_no: str
    since: date
    act: Act
    ground: str
    certificate_no: str = ""
    certificate_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """That the activity was suspended from one day to another (`until` = the first active one)."""

    since: date
    until: date | None
    ground: str
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterExtractFacts(PaperFacts):
    """What stands in a register of one mediator on the day of the paper."""

    template: ClassVar[str] = "registers/extract.html"
    kind: Literal["register_extract"] = "register_extract"
    name: str
    status: Words
    register: Words
    register_no: str
    standing: Words
    place: Words
    since: date
    until: date | None
    ground_in: str
    act_in: Act
    ground_out: str
    act_out: Act
    spoken: Words
    fields: Words
    """Kinds of dispute; empty: every kind."""
    certificate_no: str = ""
    certificate_on: date | None = None
    pauses: tuple[Pause, ...] = ()
