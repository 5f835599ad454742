"""The list of errors on top of a form names the fields, which are drawn after it: their labels are put in at the end."""

import re

from markupsafe import Markup

PLACE = re.compile(r'<span data-of="([^"]*)"></span>')
LABEL = re.compile(
    r'<(?:label for="|legend id=")([^"]+?)(?:-label)?">(.*?)(?:\u00a0<span|</label>|</legend>)', re.DOTALL
)


def labelled(page: str) -> Markup:
    """The page with the label of its field before each sentence of a list of errors. What is not labelled stays bare."""
    if not PLACE.search(page):
        return Markup(page)  # noqa: S704 - a page that is drawn already
    labels = {found[1]: found[2] for found in LABEL.finditer(page)}
    return Markup(PLACE.sub(lambda found: _before(labels.get(found[1], "")), page))  # noqa: S704 - as above


def _before(label: str) -> str:
    label = label.rstrip(".")
    if not label:
        return ""
    return f"{label} " if label.endswith("?") else f"{label}: "
