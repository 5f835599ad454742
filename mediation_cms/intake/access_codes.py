"""Giving out the secret code of a request, and finding the request behind number and code: the one place for it.

Whether a number exists is told to nobody: a request is looked for by the keyed hash of its code alone, 80 random bits, and only
then is the number compared, also by its keyed hash, with what was found or with nothing. So the same is done for any number.
"""

import hmac

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import keyring
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.documents.codes import as_printed, bare, new_code
from mediation_cms.intake.access_code_models import AccessCode, CodeKept
from mediation_cms.intake.models import Request
from mediation_cms.notifications.telling import withdraw

UNKNOWN = _("The number or the code does not match. Check the receipt.")
LONGEST = 80


def give_code(session: Session, actor: Actor, request: Request, *, identity: str | None = None) -> str:
    """A new secret code of the request, as it is printed; nobody sees it again. One given before opens nothing any more.

    Nor does a browser that it let in. `identity`: how it was checked who asks. Part of a use-case, which authorizes.
    """
    before = standing_code(session, request)
    if before is not None:
        before.ended_at = clock.now()
        session.add(before)
        end_links_to(session, Purpose.STATUS, request.id)
        withdraw(session, told_with_code(request))
    code = new_code()
    session.add(AccessCode(request_id=request.id, code_index=_index(session, code), made_at=clock.now()))
    session.flush()
    given = "access_code.renewed" if before else "access_code.given"
    record(session, actor, given, request, matter_id=request.id, identity=identity)
    return code


def note_kept(session: Session, request: Request, kept: CodeKept) -> None:
    """Keep how the applicant has kept the code. Part of a use-case, which authorizes."""
    code = standing_code(session, request)
    if code is not None:
        code.kept = kept
        session.add(code)
        session.flush()


def standing_code(session: Session, request: Request) -> AccessCode | None:
    """The code of this request that opens it now; None where none was given."""
    of_request = (AccessCode.request_id == request.id, col(AccessCode.ended_at).is_(None))
    return session.exec(select(AccessCode).where(*of_request)).first()


def told_with_code(request: Request) -> str:
    """Under which name a message waits that carries the code of the request (`Message.about`)."""
    return f"access-code:{request.id}"


def code_behind(session: Session, number: str, code: str) -> Request:
    """The request with this number and this code, however both were typed. Raises NotFound, always in the same words."""
    stands = (AccessCode.code_index == _index(session, code), col(AccessCode.ended_at).is_(None))
    of_code = col(AccessCode.request_id) == Request.id
    found = session.exec(select(Request).join(AccessCode, of_code).where(*stands)).first()
    known = _number_index(session, found.number if found else "")
    if not hmac.compare_digest(known, _number_index(session, number)) or found is None:
        raise NotFound(UNKNOWN)
    return found


def _index(session: Session, code: str) -> str:
    return keyring(session).index(as_printed(code[:LONGEST]), "access code")


def _number_index(session: Session, number: str) -> str:
    return keyring(session).index(bare(number[:LONGEST]), "request number")
