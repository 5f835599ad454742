"""Passwords: argon2id, and the same work for a login that does not exist."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _

SHORTEST = 12
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
GROUPS, GROUP = 4, 4
HASHER = PasswordHasher(time_cost=2, memory_cost=64 * 1024, parallelism=1)


def hashed(password: str) -> str:
    """The hash to store. Raises Invalid for a password that is too short or far too simple."""
    if len(password) < SHORTEST:
        raise Invalid({"password": _("At least %(n)s characters. A phrase of several words works well.", n=SHORTEST)})
    if len(set(password)) < SHORTEST // 2:
        raise Invalid({"password": _("This password is on the list of common ones. Choose another.")})
    return HASHER.hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether the password fits; takes the same time when there is nothing to fit (stored is empty)."""
    try:
        HASHER.verify(stored or _nobodys(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return bool(stored)


@cache
def _nobodys() -> str:
    return HASHER.hash("a password that nobody has")


def new_passphrase() -> str:
    """A random password of 79 bits in four groups, easy to read out and to type on a phone."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS))
