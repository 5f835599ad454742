"""Signing what programs elsewhere are to trust: JSON Web Tokens by RS256, the one way that Open Badges 3.0 asks of everybody.

The keys of an installation lie beside its other secrets, newest first: the first signs, and all of them are published, so that
what was signed before a new key was put in front still verifies.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key

ALGORITHM = "RS256"
BITS = 2048
NAMED_BY = ("e", "kty", "n")
"""What a public RSA key is named by (RFC 7638)."""


class NoKey(Exception):
    """The bytes hold no RSA key that is long enough."""


@dataclass(frozen=True)
class SigningKey:
    """One key with its name, the same wherever it is published."""

    private: RSAPrivateKey
    public: Mapping[str, str]
    name: str


def fresh_key() -> bytes:
    """A new private key, as it is kept."""
    made = generate_private_key(public_exponent=65537, key_size=BITS)
    return made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


@cache
def signing_key(kept: bytes) -> SigningKey:
    """The key in these bytes. Raises NoKey."""
    try:
        private = load_der_private_key(kept, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise NoKey from None
    if not isinstance(private, RSAPrivateKey) or private.key_size < BITS:
        raise NoKey
    whole = jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    public = {member: str(whole[member]) for member in NAMED_BY}
    digest = hashlib.sha256(json.dumps(public, separators=(",", ":"), sort_keys=True).encode()).digest()
    return SigningKey(private, public, base64.urlsafe_b64encode(digest).decode().rstrip("="))


def signed(key: SigningKey, claims: Mapping[str, Any], address: str) -> str:
    """These claims as a token; `address` is where its header says that the public key is found."""
    return jwt.encode(dict(claims), key.private, algorithm=ALGORITHM, headers={"kid": address})


def as_published(key: SigningKey, address: str) -> dict[str, str]:
    """The public key as a JSON Web Key, named by its address: nothing of the private one."""
    return {**key.public, "alg": ALGORITHM, "use": "sig", "kid": address}
