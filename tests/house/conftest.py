"""What the tests of the how-tos borrow: a browser that is signed in, and the fonts of the papers."""

from tests.documents.conftest import fonts
from tests.web.conftest import app, drawn_once, signed_in

__all__ = ["app", "drawn_once", "fonts", "signed_in"]
