"""How long an SMS is, as networks count: letters outside the old alphabet of phones make it two and a half times as short."""

from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 03.38, the alphabet of 7 bits: no letter of Kazakh or Russian is in it."""
TWICE = frozenset("^{}\\[~]|€\f")
"""These take the room of two."""
MOST_PARTS = 3
"""An SMS of more parts is refused when it is written: it costs as many times as much, and old phones show it in pieces."""


@dataclass(frozen=True)
class Length:
    """How much of an SMS is full: signs, the room of so many parts, and how many parts it is sent and paid as."""

    signs: int
    room: int
    parts: int


def length(text: str) -> Length:
    """160 signs make one SMS, or 70 where a letter is Kazakh or Russian; a longer one is sent in parts of 153 or 67."""
    if all(sign in BASIC or sign in TWICE for sign in text):
        signs, alone, each = sum(1 + (sign in TWICE) for sign in text), 160, 153
    else:
        signs, alone, each = len(text.encode("utf-16-be")) // 2, 70, 67
    parts = 1 if signs <= alone else -(-signs // each)
    return Length(signs, alone if parts == 1 else parts * each, parts)
