"""Under which address a form is kept: that of its page, with the matter that it was opened for.

Every empty form is kept apart, under a word of its own behind the address: `/requests/new#3f9a12bc`. So two that are begun beside
each other never write over one another.
"""

from secrets import token_hex
from string import hexdigits
from urllib.parse import urlencode

from flask import request

FIRST = "on"
KEYED = {"contacts.new": "request"}
"""Pages whose address names the matter behind a question mark."""
BYTES_OF_SLOT, LONGEST_KEY = 4, 40


def page() -> str:
    """The address of the form that this request shows or sends."""
    name = KEYED.get(request.endpoint or "", "")
    key = request.args.get(name, "")[:LONGEST_KEY] if name else ""
    return f"{request.path}?{urlencode({name: key})}" if key else request.path


def kept_as(of_page: str, slot: str) -> str:
    """The address under which a form of this page is kept; without a word of its own under that of the page itself."""
    return f"{of_page}#{slot}" if _is_slot(slot) else of_page


def of_sent_form() -> str:
    """The address under which the form that this request sends is kept, if it is kept."""
    return kept_as(page(), request.form.get("draft", ""))


def page_and_slot(address: str) -> tuple[str, str]:
    """The page of a draft and which of its drafts it is."""
    of_page, _hash, slot = address.partition("#")
    return of_page, slot or FIRST


def to_go_on(address: str) -> str:
    """The link that opens the page with what was kept under this address."""
    of_page, slot = page_and_slot(address)
    return f"{of_page}{'&' if '?' in of_page else '?'}draft={slot}"


def anew(of_page: str) -> str:
    """An address under which nothing is kept yet, for an empty form."""
    return kept_as(of_page, token_hex(BYTES_OF_SLOT))


def _is_slot(slot: str) -> bool:
    return len(slot) == 2 * BYTES_OF_SLOT and set(slot) <= set(hexdigits)
