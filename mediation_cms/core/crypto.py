"""Field encryption (AES-256-GCM) and keyed indexes (HMAC-SHA-256).

A sealed value is `key id (4 bytes) || nonce (12) || ciphertext and tag`. Its associated data is `table:row:field`, so a
value copied into another cell by SQL does not open there. Keys are rotated by putting a new one in front.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_ID = 4
NONCE = 12


class Unreadable(Exception):
    """A sealed value does not open: another key, another cell, or changed bytes."""


@dataclass(frozen=True)
class Keyring:
    """The field keys of an installation, newest first, 32 bytes each."""

    keys: tuple[bytes, ...]

    @cached_property
    def _by_id(self) -> dict[bytes, AESGCM]:
        return {hashlib.sha256(b"id" + key).digest()[:KEY_ID]: AESGCM(key) for key in self.keys}

    def seal(self, plain: bytes, cell: str) -> bytes:
        """Encrypt for one cell, named `table:row:field`."""
        key_id, cipher = next(iter(self._by_id.items()))
        nonce = secrets.token_bytes(NONCE)
        return key_id + nonce + cipher.encrypt(nonce, plain, cell.encode())

    def open(self, sealed: bytes, cell: str) -> bytes:
        """Decrypt what was sealed for this very cell. Raises Unreadable."""
        cipher = self._by_id.get(sealed[:KEY_ID])
        if cipher is None:
            raise Unreadable(f"{cell} was sealed with a key that is not in MEDIATION_CMS_FIELD_KEYS")
        body = sealed[KEY_ID:]
        try:
            return cipher.decrypt(body[:NONCE], body[NONCE:], cell.encode())
        except InvalidTag:
            raise Unreadable(f"{cell} does not open: its bytes were changed or moved") from None

    def index(self, value: str, purpose: str) -> str:
        """The keyed index of a value for look-ups, by the oldest key so that rotation keeps it; 64 hexadecimal digits."""
        key = hashlib.sha256(b"index:" + purpose.encode() + self.keys[-1]).digest()
        return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()
