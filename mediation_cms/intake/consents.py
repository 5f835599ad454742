"""The consents that somebody gives who asks for mediation, and what they were worded like (`documents.consent_text`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.errors import NotFound
from mediation_cms.core.languages import Language
from mediation_cms.documents.consent_text import ConsentWords, consent_words
from mediation_cms.intake.application_models import Consent, ConsentPurpose
from mediation_cms.intake.models import Party, Request, Side


@dataclass(frozen=True)
class ConsentText(ConsentWords):
    """A consent as it is read, and what it is for."""

    purpose: ConsentPurpose


@dataclass(frozen=True)
class GivenConsent:
    """A consent that was given, with its words."""

    consent: Consent
    words: tuple[str, ...]


def consent_text(
    session: Session, purpose: ConsentPurpose, cabinet_id: UUID, name: str, language: Language, on: date
) -> ConsentText:
    """The consent to one use, as it reads on that day for this person at this cabinet."""
    words = consent_words(session, purpose.value, cabinet_id, name, language, on)
    return ConsentText(words.statement, words.elements, words.version, purpose)


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
