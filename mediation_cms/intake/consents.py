"""The words of a consent to the use of personal data, with the eight elements of the law: put together from dated rules.

Law on Personal Data and their Protection, article 8(4). Every word is dated data, and so is the version of a consent: the day
since which all its words hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import Text, Words, _
from mediation_cms.core.languages import Language
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.application_models import Consent, ConsentPurpose
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.law.queries import rule

NO_BIN = _("not entered yet; the cabinet tells it on request")


@dataclass(frozen=True)
class ConsentText:
    """A consent as it is read: what is agreed to, and under it the eight elements, numbered; `version` is its day."""

    purpose: ConsentPurpose
    statement: str
    elements: tuple[str, ...]
    version: date

    def written(self) -> str:
        """As it is kept, one element a line."""
        return "\n".join((self.statement, *self.elements))


@dataclass(frozen=True)
class GivenConsent:
    """A consent that was given, with its words."""

    consent: Consent
    words: tuple[str, ...]


def consent_text(
    session: Session, purpose: ConsentPurpose, cabinet_id: UUID, name: str, language: Language, on: date
) -> ConsentText:
    """The consent to one use, as it reads on that day for this person at this cabinet."""
    own = rule(session, f"consent.{purpose.value}", on)
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
    return ConsentText(purpose, own.words.in_(language), tuple(element.in_(language) for element in elements), version)


def keep_consents(
    session: Session, actor: Actor, request: Request, name: str, purposes: Iterable[ConsentPurpose], language: Language
) -> None:
    """Keep what was agreed to, with its very words. Part of a use-case, which authorizes."""
    now, given = clock.now(), list(purposes)
    for purpose in given:
        text = consent_text(session, purpose, request.cabinet_id, name, language, clock.today())
        consent = Consent(request_id=request.id, purpose=purpose, version=text.version, language=language, given_at=now)
        seal(session, consent, "words_sealed", text.written())
        session.add(consent)
    session.flush()
    record(session, actor, "consent.given", request, matter_id=request.id, purposes=given)


def consents_of(session: Session, request: Request) -> list[GivenConsent]:
    """What was agreed to in a request, in the order of the purposes. Whoever shows it has asked for the right."""
    found = session.exec(select(Consent).where(Consent.request_id == request.id).order_by(col(Consent.id)))
    return [GivenConsent(each, tuple((unseal(session, each, "words_sealed") or "").split("\n"))) for each in found]


def given_consent(session: Session, request: Request, purpose: ConsentPurpose) -> GivenConsent:
    """The consent to this use that was given in a request. Raises NotFound. Whoever shows it has asked for the right."""
    for each in consents_of(session, request):
        if each.consent.purpose is purpose:
            return each
    raise NotFound


def is_withdrawn(session: Session, request_id: UUID, purpose: ConsentPurpose) -> bool:
    """Whether the applicant has taken back what they agreed to. What was never asked is not withdrawn."""
    theirs = (Consent.request_id == request_id, Consent.purpose == purpose)
    return session.exec(select(Consent.id).where(*theirs, col(Consent.withdrawn_at).is_not(None))).first() is not None


def may_ask_later(session: Session, party: Party) -> bool:
    """Whether messages may ask this side questions some time later.

    An applicant from home said which uses they agree to: they must have agreed to this one, and not have taken it back. Who
    was written down by staff has no consents here, and the cabinet's own rules hold.
    """
    if party.side is not Side.APPLICANT:
        return True
    given = session.exec(select(Consent).where(Consent.request_id == party.request_id)).all()
    stands = any(each.purpose is ConsentPurpose.QUESTIONS and each.withdrawn_at is None for each in given)
    return stands or not given


def _words(said: Any) -> Words:
    return Words(said["kk"], said["ru"], said["en"])
