"""The code by which anybody can ask whether a paper is genuine: 80 random bits, easy to read out and to type."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
GROUPS, GROUP = 4, 4
SOUNDS_LIKE = str.maketrans("OIL", "011")
LOOKS_LIKE = str.maketrans("АВСЕНКМОРТХУЗІ", "ABCEHKMOPTXY3I")
"""Letters of a Kazakh or Russian keyboard, and the Latin ones that they look like."""


def new_code(groups: int = GROUPS) -> str:
    """A new code, as it is printed: `7K2M-Q9XA-04VD-HT3E`; 20 random bits to a group."""
    return "-".join("".join(secrets.choice(ALPHABET) for _place in range(GROUP)) for _group in range(groups))


def as_printed(typed: str) -> str:
    """What somebody typed, as the code is printed: small letters, spaces and O for 0 do no harm. Nonsense stays nonsense."""
    signs = bare(typed)
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def bare(typed: str) -> str:
    """Letters and figures of what somebody typed, large and without dashes; those that look alike are the same."""
    return re.sub(r"[^0-9A-Z]", "", typed[:80].upper().translate(LOOKS_LIKE)).translate(SOUNDS_LIKE)
