"""Credentials of Open Badges 3.0: signed by the published key, saying no more than the sheet, ended by a revocation."""

import base64
import hashlib
import json
from dataclasses import replace
from datetime import date, datetime

import jwt
import pytest

from mediation_cms.certification.certificate_actions import issue_certificates, replace_certificate
from mediation_cms.certification.certificate_import_actions import import_certificate
from mediation_cms.certification.certificate_inputs import (
    CertificateIn,
    OldCertificateIn,
    ReplacementIn,
    RevocationIn,
)
from mediation_cms.certification.revocation_actions import revoke_certificate
from mediation_cms.core.signing import fresh_key
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.records import person_from
from tests import make
from tests.make.certification import course, learners
from tests.make.law import only_rule

SITE = "http://localhost"
NAME = "Тыңдаушы Айгүл"
COURT = RevocationIn.checked({"ground": "court", "act": "№ 5", "reason": "between us"})


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def held(session, country):
    """A certificate that is good for three years."""
    only_rule(session, "certificate.specialised.valid_years", 3, since=date(2020, 1, 1))
    taught = course(session, country.cabinet, learners(NAME, completed=True), kind="specialised")
    (certificate,) = issue_certificates(
        session, make.system(session), taught, CertificateIn.checked({"issued_on": "01.04.2026"})
    )
    return certificate


def credential(visitor, certificate):
    answer = visitor.client.get(f"/certificates/{certificate.code}/credential")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    return answer.text


def read(visitor, token: str):
    """The payload, by the key among the published ones that the token names."""
    published = jwt.PyJWKSet.from_dict(visitor.client.get("/.well-known/jwks.json").json)
    return jwt.decode(token, published[jwt.get_unverified_header(token)["kid"]], algorithms=["RS256"])


def segment(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_the_credential_says_what_the_sheet_says_and_of_the_name_only_a_digest(visitor, held):
    token = credential(visitor, held)
    says, here = read(visitor, token), f"{SITE}/certificates/{held.code}"

    digest = hashlib.sha256(f"{NAME}{held.code}".encode()).hexdigest()
    issuer = says["issuer"]["id"]
    assert says == {
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": here,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": held.label,
        "issuer": {"id": issuer, "type": ["Profile"], "name": f"{held.issuer_kk} / {held.issuer_ru}"},
        "awardedDate": "2026-04-01T00:00:00+05:00",
        "validFrom": "2026-04-01T00:00:00+05:00",
        "validUntil": "2029-04-01T23:59:59+05:00",
        "credentialSubject": {
            "id": f"{here}#holder",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject", "hashed": True, "identityHash": f"sha256${digest}", "identityType": "name",
                    "salt": held.code,
                }
            ],
            "achievement": {
                "id": f"{here}#course",
                "type": ["Achievement"],
                "achievementType": "CertificateOfCompletion",
                "name": "Медиация негіздері / Основы медиации",
                "description": says["credentialSubject"]["achievement"]["description"],
                "criteria": says["credentialSubject"]["achievement"]["criteria"],
            },
            "activityStartDate": "2022-03-14T00:00:00+06:00",
            "activityEndDate": "2022-03-16T23:59:59+06:00",
        },
        "credentialStatus": {"id": f"{here}/revocations", "type": "1EdTechRevocationList"},
        "iss": issuer, "jti": here, "sub": f"{here}#holder", "nbf": 1774983600, "exp": 1869764399,
    }  # fmt: skip
    assert says["nbf"] == datetime.fromisoformat(says["validFrom"]).timestamp()
    assert says["exp"] == datetime.fromisoformat(says["validUntil"]).timestamp()
    assert NAME not in json.dumps(says, ensure_ascii=False)


def test_the_header_leads_to_the_public_key_and_to_nothing_of_the_private_one(visitor, held):
    header = jwt.get_unverified_header(credential(visitor, held))
    (listed,) = visitor.client.get("/.well-known/jwks.json").json["keys"]

    assert header == {"alg": "RS256", "kid": listed["kid"], "typ": "JWT"}
    assert visitor.client.get(header["kid"].removeprefix(SITE)).json == listed
    assert sorted(listed) == ["alg", "e", "kid", "kty", "n", "use"]
    assert visitor.client.get("/certificates/keys/nonsense").status_code == 404


def test_what_was_changed_in_it_or_signed_by_another_key_does_not_verify(visitor, app, held):
    token = credential(visitor, held)
    header, _payload, signature = token.split(".")
    forged = ".".join((header, segment(read(visitor, token) | {"name": "63-2022-999999"}), signature))
    unsigned = ".".join(
        (segment({"alg": "none", "typ": "JWT", "kid": jwt.get_unverified_header(token)["kid"]}), _payload, "")
    )
    for wrong in (forged, unsigned):
        with pytest.raises(jwt.InvalidTokenError):
            read(visitor, wrong)

    app.settings = replace(app.settings, signing_keys=(fresh_key(),))
    with pytest.raises(KeyError):
        read(visitor, token)


def test_a_new_key_in_front_signs_and_what_the_old_one_signed_still_verifies(visitor, app, held):
    old = credential(visitor, held)
    app.settings = replace(app.settings, signing_keys=(fresh_key(), *app.settings.signing_keys))
    new = credential(visitor, held)

    assert read(visitor, old) == read(visitor, new)
    assert jwt.get_unverified_header(old)["kid"] != jwt.get_unverified_header(new)["kid"]


def test_one_that_was_revoked_is_given_out_no_longer_and_its_list_says_so(session, visitor, held):
    address, here = f"/certificates/{held.code}", f"{SITE}/certificates/{held.code}"
    before = visitor.client.get(f"{address}/revocations").json
    says = read(visitor, credential(visitor, held))
    revoke_certificate(session, make.system(session), held, COURT)
    session.commit()

    gone = visitor.client.get(f"{address}/credential")
    assert (gone.status_code, gone.json["status"], gone.json["revocation_ground"]) == (410, "revoked", "court")
    assert before == {"id": f"{here}/revocations", "issuer": says["iss"], "revokedCredential": []}
    assert visitor.client.get(f"{address}/revocations").json == before | {
        "revokedCredential": [{"id": says["id"], "revoked": True, "revocationReason": "court"}]
    }


def test_one_that_was_replaced_ends_and_the_newer_one_stands(session, visitor, held):
    given = ReplacementIn.checked({"issued_on": "02.04.2026", "reason": "lost"})
    newer = replace_certificate(session, make.system(session), held, given)
    session.commit()

    assert visitor.client.get(f"/certificates/{held.code}/credential").json["status"] == "replaced"
    (ended,) = visitor.client.get(f"/certificates/{held.code}/revocations").json["revokedCredential"]
    assert ended["revocationReason"] == "replaced"
    assert read(visitor, credential(visitor, newer))["name"] == newer.label


def test_what_somebody_else_issued_is_not_signed_here(session, visitor, country):
    person = person_from(session, PersonIn(surname="Ескі", given_name="Асан"))
    old = {"label": "АНК-17", "issued_on": "20.05.2016", "issuer_ru": "АНК", "source": "журнал"}
    imported = import_certificate(session, make.system(session), country.cabinet, person, OldCertificateIn.checked(old))

    answer = visitor.client.get(f"/certificates/{imported.code}/credential")
    assert (answer.status_code, answer.json["imported"]) == (404, True)


def test_an_unknown_code_is_answered_as_by_the_page_of_verification_and_counts_as_a_guess(visitor, held):
    for part in ("credential", "revocations"):
        unknown = visitor.client.get(f"/certificates/0000-0000-0000-0000/{part}")
        assert (unknown.status_code, unknown.json) == (404, {"status": "unknown"})

    codes = [visitor.client.get(f"/certificates/0000-0000-0000-{n:04d}/credential").status_code for n in range(19)]
    assert codes == [404] * 18 + [429]
    assert credential(visitor, held)


def test_a_house_without_a_key_gives_out_none(visitor, app, held):
    app.settings = replace(app.settings, signing_keys=())

    for address in (f"/certificates/{held.code}/credential", "/.well-known/jwks.json"):
        assert visitor.client.get(address).status_code == 404
