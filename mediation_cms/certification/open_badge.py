"""A certificate as a credential of Open Badges 3.0: what the sheet says, for programs and wallets. Pure.

Of the holder it says less than the page of verification: a digest of the name, salted with the code of the certificate, which who
knows the name can compare. Whether it still stands says its list of revocations (`revocations`).
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from mediation_cms.certification.certificate_queries import Verified
from mediation_cms.certification.certificate_rules import CertificateState
from mediation_cms.core.clock import ALMATY
from mediation_cms.core.i18n import Text, _
from mediation_cms.documents.letterhead import in_both

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
LAST_SECOND = time(23, 59, 59)
ENDED = (CertificateState.REVOKED, CertificateState.REPLACED)
"""What is given out no longer; what has expired says so itself."""
CRITERIA = _("The holder attended as much of the course as its rules ask for, and passed its test where there was one.")
TRAINING = _("Training in mediation")


def claims(found: Verified, code: str, site: str) -> dict[str, Any]:
    """The credential together with what a JSON Web Token repeats of it; days begin and end as in Kazakhstan."""
    credential = open_badge(found, code, site)
    repeated: dict[str, Any] = {
        "iss": credential["issuer"]["id"], "jti": credential["id"], "sub": credential["credentialSubject"]["id"],
        "nbf": int(_begins(found.says["issued_on"]).timestamp()),
    }  # fmt: skip
    if found.says["valid_until"]:
        repeated["exp"] = int(_ends(found.says["valid_until"]).timestamp())
    return credential | repeated


def open_badge(found: Verified, code: str, site: str) -> dict[str, Any]:
    """The certificate with this code as an OpenBadgeCredential; `site` is the address by which people reach us."""
    says, here = found.says, f"{site}/certificates/{code}"
    subject: dict[str, Any] = {
        "id": f"{here}#holder",
        "type": ["AchievementSubject"],
        "identifier": [_identity(says["name_kk"], code)],
        "achievement": _achievement(says, here),
    }
    if says["starts_on"]:
        subject["activityStartDate"] = _begins(says["starts_on"]).isoformat()
    if says["ends_on"]:
        subject["activityEndDate"] = _ends(says["ends_on"]).isoformat()
    credential: dict[str, Any] = {
        "@context": CONTEXT,
        "id": here,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": says["label"],
        "issuer": {
            "id": issuer_id(says, site),
            "type": ["Profile"],
            "name": _both(says["issuer_kk"], says["issuer_ru"]),
        },
        "awardedDate": _begins(says["issued_on"]).isoformat(),
        "validFrom": _begins(says["issued_on"]).isoformat(),
        "credentialSubject": subject,
        "credentialStatus": {"id": f"{here}/revocations", "type": "1EdTechRevocationList"},
    }
    if says["valid_until"]:
        credential["validUntil"] = _ends(says["valid_until"]).isoformat()
    return credential


def revocations(found: Verified, code: str, site: str) -> dict[str, Any]:
    """Whether the certificate was revoked or replaced, as programs that verify credentials ask (1EdTech Revocation List)."""
    here = f"{site}/certificates/{code}"
    reason = found.ground.value if found.ground else found.state.value
    ended = [{"id": here, "revoked": True, "revocationReason": reason}] if found.state in ENDED else []
    return {"id": f"{here}/revocations", "issuer": issuer_id(found.says, site), "revokedCredential": ended}


def issuer_id(says: Mapping[str, Any], site: str) -> str:
    """Who issued it, for programs: the page where anybody verifies, with a mark for each house."""
    digest = hashlib.sha256(f"{says['issuer_kk']}|{says['issuer_ru']}".encode()).hexdigest()
    return f"{site}/certificates#{digest[:16]}"


def _identity(name: str, salt: str) -> dict[str, Any]:
    digest = hashlib.sha256((name + salt).encode()).hexdigest()
    return {
        "type": "IdentityObject", "hashed": True, "identityHash": f"sha256${digest}", "identityType": "name", "salt": salt,
    }  # fmt: skip


def _achievement(says: Mapping[str, Any], here: str) -> dict[str, Any]:
    title = _both(says["title_kk"], says["title_ru"]) or _told(TRAINING)
    hours = _told(_("Academic hours: %(hours)s", hours=says["academic_hours"])) if says["academic_hours"] else title
    return {
        "id": f"{here}#course",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": title,
        "description": hours,
        "criteria": {"narrative": _told(CRITERIA)},
    }


def _told(text: Text) -> str:
    both = in_both(text)
    return _both(both.kk, both.ru)


def _both(kk: str, ru: str) -> str:
    return " / ".join(dict.fromkeys(filter(None, (kk, ru))))


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), ALMATY)


def _ends(day: date) -> datetime:
    return datetime.combine(day, LAST_SECOND, ALMATY)
