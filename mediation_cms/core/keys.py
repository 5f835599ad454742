"""Keys of rows: UUID version 7 (RFC 9562, section 5.7), which sort by the time at which they were made."""

import secrets
from itertools import count
from uuid import UUID

from uuid_utils.compat import uuid7

from mediation_cms.core import clock

_told = count()
VERSION_AND_VARIANT = (7 << 76) | (0b10 << 62)
COUNTED, RANDOM = 30, 44
"""Bits of a told key: so many count within the process, the rest is drawn at random."""


def new_key() -> UUID:
    """A key after all that this process has made; while a story of the past is told, the key that was made at that instant.

    So what a seed tells of stands in every list, newest first by its key, where it would stand had it been entered then.
    """
    told_of = clock.told_of()
    if told_of is None:
        return uuid7()
    milliseconds = int(told_of.timestamp() * 1000)
    low = ((next(_told) % (1 << COUNTED)) << RANDOM) | secrets.randbits(RANDOM)
    rand_a, rand_b = low >> 62, low & ((1 << 62) - 1)
    return UUID(int=(milliseconds << 80) | VERSION_AND_VARIANT | (rand_a << 64) | rand_b)
