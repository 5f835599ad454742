"""What the holder of a certificate is told: that it is ready, with a link to take it, and that it expires soon."""

from datetime import timedelta

from sqlmodel import Session

from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to, give_link, told_with
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.core import clock
from mediation_cms.core.i18n import Words, _
from mediation_cms.notifications.kinds import Fact, MessageKind
from mediation_cms.notifications.models import Message
from mediation_cms.notifications.telling import Tidings, tell, way_to
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree

PAGE = "/certificates/own/{code}"
LINK_DAYS = 90
"""So long the link leads to the file; afterwards the cabinet gives it out."""
TRAINING = _("training in mediation")


def tell_ready(session: Session, certificate: Certificate) -> Message | None:
    """The certificate is printed: the holder gets a link, once. None where no way is known, or it is revoked."""
    reach = way_to(session, certificate.person_id)
    if reach is None or certificate.revoked_on is not None:
        return None
    today = clock.today()
    end_links_to(session, Purpose.CERTIFICATE, certificate.id)
    until = today + timedelta(days=LINK_DAYS)
    code = give_link(session, Purpose.CERTIFICATE, certificate.id, until, person_id=certificate.person_id)
    facts: dict[str, Fact] = {"number": certificate.label, "course": _course(certificate)}
    cabinet, phone = _house(session, certificate)
    tidings = Tidings(
        MessageKind.CERTIFICATE_READY, cabinet, phone, PAGE, code, facts=facts, once=f"certificate:{certificate.id}",
        about=told_with(Purpose.CERTIFICATE, certificate.id),
    )  # fmt: skip
    return tell(session, certificate.person_id, tidings, reach=reach)


def tell_expires(session: Session, certificate: Certificate, days: int) -> Message | None:
    """The certificate expires soon: told once for each of the reminders."""
    if certificate.valid_until is None:
        return None
    facts: dict[str, Fact] = {
        "number": certificate.label, "course": _course(certificate), "due_on": certificate.valid_until,
    }  # fmt: skip
    cabinet, phone = _house(session, certificate)
    tidings = Tidings(
        MessageKind.CERTIFICATE_EXPIRES, cabinet, phone, facts=facts,
        once=f"certificate:{certificate.id}:{certificate.valid_until}:{days}",
        about=told_with(Purpose.CERTIFICATE, certificate.id),
    )  # fmt: skip
    return tell(session, certificate.person_id, tidings)


def _course(certificate: Certificate) -> Fact:
    return Words(certificate.title_kk, certificate.title_ru, certificate.title_kk) if certificate.title_kk else TRAINING


def _house(session: Session, certificate: Certificate) -> tuple[Fact, str]:
    """Whom to phone: the cabinet where it was learned, else one of the district or the region; the issuer where there is none."""
    today, places = clock.today(), tree(session)
    here = certificate.district_id
    open_now = [place for place in places.at_level(Level.CABINET, today) if place.phone]
    near = sorted(
        open_now,
        key=lambda place: (
            place.id != certificate.cabinet_id,
            places.district_of(place.id, today) != here,
            places.region_of(place.id, today) != places.region_of(here, today),
        ),
    )
    if not near or places.region_of(near[0].id, today) != places.region_of(here, today):
        return Words(certificate.issuer_kk, certificate.issuer_ru, certificate.issuer_kk), ""
    return places.words(near[0].id, today), near[0].phone
