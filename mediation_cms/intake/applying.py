"""What was written from home as the request that it becomes: what is not known is left open, nothing is guessed."""

from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes, words
from mediation_cms.intake.application_inputs import ConsentsIn, OtherKind
from mediation_cms.intake.application_rules import ABOUT, KIND, LANGUAGE, NAME, OTHER, REACH, TIMES, Written
from mediation_cms.intake.inputs import PartyIn, PartyKind, RequestIn
from mediation_cms.intake.models import IntakeChannel, Side
from mediation_cms.intake.own_word_rules import Unsure
from mediation_cms.people.inputs import ContactIn, OrganisationIn, PersonIn
from mediation_cms.people.models import Channel
from mediation_cms.places.facts import Place

OTHER_KIND = "OTH"
"""The category of what nobody could name."""
WRITTEN = (Channel.SMS, Channel.EMAIL)


def as_request(session: Session, told: Written, cabinet: Place, given: ConsentsIn, screen: Language) -> RequestIn:
    """The request: its subject line is the kind of dispute, which is neutral; its language the one that was chosen."""
    language = Language(told.of(LANGUAGE).get("language") or screen)
    kind = told.of(KIND).get("kind") or _fallback(session)
    return RequestIn(
        cabinet_id=cabinet.id,
        received_on=clock.today(),
        channel=IntakeChannel.WEB,
        language=language,
        subject=words(session, Catalogue.DISPUTE_TYPE, kind).in_(language),
        narrative=told.of(ABOUT).get("about", ""),
        dispute_code=kind,
        applicant=PartyIn(kind=PartyKind.PERSON, side=Side.APPLICANT, person=_applicant(told, given, language)),
        others=_others(told, language),
    )


def _fallback(session: Session) -> str:
    known = codes(session, Catalogue.DISPUTE_TYPE, clock.today())
    return OTHER_KIND if OTHER_KIND in known else min(known)


def _applicant(told: Written, given: ConsentsIn, language: Language) -> PersonIn:
    reach, channel = told.of(REACH), Channel(told.of(REACH)["channel"])
    # A letter goes to the address, which is kept encrypted; a visit needs none. The way itself must be seen all the same.
    value = reach["value"] if channel not in {Channel.POST, Channel.VISIT} else channel.label.in_(language)
    agreed = channel not in WRITTEN or given.messages
    return PersonIn(
        **told.of(NAME),
        address=reach["value"] if channel is Channel.POST else "",
        contact=ContactIn(
            channel=channel,
            value=value,
            language=language,
            safe_times=told.of(TIMES).get("times", ""),
            may_leave_message=agreed and reach["messages"] == Unsure.YES,
        ),
    )


def _others(told: Written, language: Language) -> list[PartyIn]:
    other = told.of(OTHER)
    if not other.get("who"):
        return []
    contact = ContactIn(channel=Channel.PHONE, value=other["phone"], language=language) if other["phone"] else None
    if other["who"] == OtherKind.ORGANISATION:
        firm = OrganisationIn(name=other["name"], contact=contact)
        return [PartyIn(kind=PartyKind.ORGANISATION, side=Side.OTHER, organisation=firm)]
    person = PersonIn(given_name=other["name"], contact=contact)
    return [PartyIn(kind=PartyKind.PERSON, side=Side.OTHER, person=person)]
