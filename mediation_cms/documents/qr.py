"""The drawing that a camera reads, for papers and for pages that are printed."""

import segno
from markupsafe import Markup


def qr(url: str, title: str) -> Markup:
    """The address as a QR code of our own drawing, with a title for those who cannot see it (error correction M)."""
    drawing = segno.make_qr(url, error="m").svg_inline(border=0, dark="#16262b", omitsize=True, title=title)
    return Markup(drawing)  # noqa: S704 - made by segno, which escapes the title; the address is only squares in it
