"""The words of a consent to the use of personal data, with the eight elements of the law: put together from dated rules.

Law on Personal Data and their Protection, article 8(4). Every word is dated data, and so is the version of a consent: the day
since which all its words hold.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core.i18n import Text, Words, _
from mediation_cms.core.languages import Language
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.law.queries import rule

NO_BIN = _("not entered yet; the cabinet tells it on request")


@dataclass(frozen=True)
class ConsentWords:
    """A consent as it is read: what is agreed to, and under it the eight elements, numbered; `version` is its day."""

    statement: str
    elements: tuple[str, ...]
    version: date

    def written(self) -> str:
        """As it is kept, one element a line."""
        return "\n".join((self.statement, *self.elements))


def consent_words(
    session: Session, purpose: str, cabinet_id: UUID, name: str, language: Language, on: date
) -> ConsentWords:
    """The consent to one use (rule `consent.<purpose>`), as it reads on that day for this person at this cabinet."""
    own = rule(session, f"consent.{purpose}", on)
    common, bin_ = rule(session, "consent.common", on), rule(session, "consent.operator_bin", on)
    house = letterhead(session, cabinet_id, on)
    elements: tuple[Text, ...] = (
        _(
            "1. Operator: %(operator)s, BIN %(bin)s",
            operator=f"{house.house.in_(language)}, {house.name.in_(language)}",
            bin=bin_.value or NO_BIN,
        ),
        _("2. Subject: %(full_name)s", full_name=name),
        _("3. Term of the consent: %(term)s", term=_words(own.value["term"])),
        _("4. Transfer to third parties: %(third)s", third=_words(own.value["third"])),
        _("5. Cross-border transfer: %(abroad)s", abroad=_words(common.value["abroad"])),
        _("6. Publication: %(public)s", public=_words(common.value["published"])),
        _("7. Data collected: %(data)s", data=_words(own.value["data"])),
        _("8. Other: %(other)s", other=_words(common.value["other"])),
    )
    version = max(each.since for each in (own, common, bin_))
    return ConsentWords(own.words.in_(language), tuple(element.in_(language) for element in elements), version)


def _words(said: Any) -> Words:
    return Words(said["kk"], said["ru"], said["en"])
